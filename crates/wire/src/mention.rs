//! Mentions and what they mean.

use crate::error::{WireError, named, read_id};
use crate::time::TimeLine;
use model::{
    ActorKind, ActorRef, CountryCode, Mention, MentionKind, MentionRef, Place, PlacePrecision, Position, Referent,
    Span, Where,
};
use serde::{Deserialize, Serialize};

/// A range of characters, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpanLine {
    /// The first character.
    pub start: usize,
    /// The place behind the last.
    pub end: usize,
}

impl SpanLine {
    /// Writes a span.
    pub fn new(span: Span) -> Self {
        Self { start: span.start(), end: span.end() }
    }

    /// Reads a span.
    pub fn to_span(self) -> Result<Span, WireError> {
        Span::new(self.start, self.end).ok_or_else(|| WireError::field("end", self.end, "no less than 'start'"))
    }
}

/// Who is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorLine {
    /// The id in the register; absent where the name is not listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The name, or the words that describe somebody without one.
    pub name: String,
    /// The kind, where the actor is not listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// True for "gunmen", "two civilians": no name.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub described: bool,
    /// On whose side or of which country such people are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Box<ActorLine>>,
    /// The possibilities, the likeliest first, where it is not settled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<ActorLine>,
}

impl ActorLine {
    fn listed(id: &model::ActorId, name: &str) -> Self {
        Self { id: Some(id.to_string()), ..Self::bare(name) }
    }

    fn bare(name: &str) -> Self {
        Self { id: None, name: name.to_owned(), kind: None, described: false, of: None, alternatives: Vec::new() }
    }

    /// Writes an actor.
    pub fn new(actor: &ActorRef) -> Self {
        match actor {
            ActorRef::Listed { id, name } => Self::listed(id, name),
            ActorRef::Unlisted { name, kind } => Self { kind: Some(kind.as_str().to_owned()), ..Self::bare(name) },
            ActorRef::Described { description, kind, of } => Self {
                kind: Some(kind.as_str().to_owned()),
                described: true,
                of: of.as_deref().map(|of| Box::new(Self::new(of))),
                ..Self::bare(description)
            },
            ActorRef::Ambiguous(all) => Self {
                alternatives: all.iter().map(|(id, name)| Self::listed(id, name)).collect(),
                ..Self::bare(actor.name())
            },
        }
    }

    /// Reads an actor.
    pub fn to_actor(&self) -> Result<ActorRef, WireError> {
        if self.alternatives.len() > 1 {
            let all: Result<Vec<_>, WireError> = self
                .alternatives
                .iter()
                .map(|one| Ok((read_id!("actor.id", one.id.clone().unwrap_or_default(), ActorId)?, one.name.clone())))
                .collect();
            return Ok(ActorRef::Ambiguous(all?));
        }
        if let Some(id) = &self.id {
            return Ok(ActorRef::Listed { id: read_id!("actor.id", id, ActorId)?, name: self.name.clone() });
        }
        let kind = match &self.kind {
            None => ActorKind::Organisation,
            Some(kind) => named("actor.kind", kind, ActorKind::parse, "state, government, armed_force, person, …")?,
        };
        if !self.described {
            return Ok(ActorRef::Unlisted { name: self.name.clone(), kind });
        }
        let of = self.of.as_deref().map(ActorLine::to_actor).transpose()?.map(Box::new);
        Ok(ActorRef::Described { description: self.name.clone(), kind, of })
    }
}

/// Where it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceLine {
    /// The gazetteer's name, or the name as written where the gazetteer does not hold it.
    pub name: String,
    /// Degrees north.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    /// Degrees east.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
    /// ISO 3166 code of the country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// `gn:NUMBER` or `tw:NAME`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gazetteer_id: Option<String>,
    /// exact, settlement, near, district, region or country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precision: Option<String>,
    /// How far from the centre the event may lie, in kilometres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub radius_km: Option<f64>,
    /// The candidates, the likeliest first, where it is not settled; the fields above are the likeliest's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<PlaceLine>,
}

impl PlaceLine {
    fn place(place: &Place) -> Self {
        Self {
            name: place.name.clone(),
            latitude: Some(place.position.latitude()),
            longitude: Some(place.position.longitude()),
            country: place.country.map(|code| code.as_str().to_owned()),
            gazetteer_id: Some(place.id.to_string()),
            precision: Some(place.precision.as_str().to_owned()),
            radius_km: Some(place.radius_km),
            alternatives: Vec::new(),
        }
    }

    /// A place of which nothing but the name is known.
    pub(crate) fn named(name: String) -> Self {
        Self {
            name,
            latitude: None,
            longitude: None,
            country: None,
            gazetteer_id: None,
            precision: None,
            radius_km: None,
            alternatives: Vec::new(),
        }
    }

    /// Writes a place; `None` where unknown.
    pub fn new(place: &Where) -> Option<Self> {
        match place {
            Where::Unknown => None,
            Where::At(place) => Some(Self::place(place)),
            Where::Named(name) => Some(Self::named(name.clone())),
            Where::Ambiguous(all) => {
                Some(Self { alternatives: all.iter().map(Self::place).collect(), ..Self::place(all.first()?) })
            }
        }
    }

    fn to_place(&self) -> Result<Place, WireError> {
        let missing = || WireError::field("place.latitude", &self.name, "a latitude and a longitude on the globe");
        let position = Position::new(self.latitude.ok_or_else(missing)?, self.longitude.ok_or_else(missing)?);
        let precision = self.precision.as_deref().unwrap_or("settlement");
        Ok(Place {
            id: read_id!("place.gazetteer_id", self.gazetteer_id.clone().unwrap_or("unlisted".to_owned()), PlaceId)?,
            name: self.name.clone(),
            position: position.ok_or_else(missing)?,
            radius_km: self.radius_km.unwrap_or(5.0),
            country: self.country.as_deref().and_then(CountryCode::new),
            precision: named(
                "place.precision",
                precision,
                PlacePrecision::parse,
                "exact, settlement, near, district, region or country",
            )?,
        })
    }

    /// Reads a place.
    pub fn to_where(&self) -> Result<Where, WireError> {
        if self.alternatives.len() > 1 {
            let all: Result<Vec<Place>, WireError> = self.alternatives.iter().map(PlaceLine::to_place).collect();
            return Ok(Where::Ambiguous(all?));
        }
        if self.latitude.is_none() { Ok(Where::Named(self.name.clone())) } else { Ok(Where::At(self.to_place()?)) }
    }
}

/// Words that name something, and what they mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MentionLine {
    /// The first character.
    pub start: usize,
    /// The place behind the last.
    pub end: usize,
    /// actor, person, organisation, place, time, weapon, quantity or agreement.
    pub kind: String,
    /// The words.
    pub text: String,
    /// The words that decide what is meant, where they are fewer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<SpanLine>,
    /// The place, in the list of mentions, of the one that a pronoun stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub antecedent: Option<usize>,
    /// Who is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<ActorLine>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceLine>,
    /// When it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<TimeLine>,
}

impl MentionLine {
    /// Writes a mention and what it means.
    pub fn new(mention: &Mention, referent: &Referent) -> Self {
        Self {
            start: mention.span.start(),
            end: mention.span.end(),
            kind: mention.kind.as_str().to_owned(),
            text: mention.text.clone(),
            head: (mention.head != mention.span).then(|| SpanLine::new(mention.head)),
            antecedent: mention.antecedent.map(|antecedent| antecedent.0),
            actor: referent.actor().map(ActorLine::new),
            place: referent.place().and_then(PlaceLine::new),
            time: referent.time().and_then(TimeLine::when),
        }
    }

    /// Reads a mention.
    pub fn to_mention(&self) -> Result<Mention, WireError> {
        let span = SpanLine { start: self.start, end: self.end }.to_span()?;
        Ok(Mention {
            span,
            head: self.head.map(SpanLine::to_span).transpose()?.unwrap_or(span),
            kind: named(
                "kind",
                &self.kind,
                MentionKind::parse,
                "actor, person, organisation, place, time, weapon, quantity or agreement",
            )?,
            text: self.text.clone(),
            antecedent: self.antecedent.map(MentionRef),
        })
    }

    /// Reads what it means.
    pub fn to_referent(&self) -> Result<Referent, WireError> {
        let actor = self.actor.as_ref().map(ActorLine::to_actor).transpose()?;
        let place = self.place.as_ref().map(PlaceLine::to_where).transpose()?;
        let time = self.time.as_ref().map(TimeLine::to_when).transpose()?;
        Ok(match (actor, place, time) {
            (Some(actor), Some(place), _) => Referent::Metonym(actor, place),
            (Some(actor), None, _) => Referent::Actor(actor),
            (None, Some(place), _) => Referent::Place(place),
            (None, None, Some(time)) => Referent::Time(time),
            (None, None, None) => Referent::Unresolved,
        })
    }
}
