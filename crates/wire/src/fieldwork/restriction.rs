//! A restriction of movement, as a line.

use super::cells::{Cells, PLACE, first_cells, place_cells, told, when_cells, yes};
use super::shared::{PatrolLine, WhenLine, place, time_zone, words};
use super::table::Tabular;
use crate::error::{WireError, known_version, named, read_id};
use crate::mention::{ActorLine, PlaceLine};
use model::{ActorRef, Restriction, RestrictionKind};
use serde::{Deserialize, Serialize};

/// One line of restrictions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RestrictionLine {
    /// Its id; given by the record where a person leaves it out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The entry that it puts right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<String>,
    /// Who was restricted.
    #[serde(default)]
    pub patrol: PatrolLine,
    /// The area that it is counted in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// denied, delayed, conditional, mines, jamming, equipment_attacked or impeded.
    pub kind: String,
    /// By whom; absent where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<ActorLine>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceLine>,
    /// When.
    pub when: WhenLine,
    /// The zone of that time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// How long it lasted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// The reason that was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The patrol's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// The version of this line.
    #[serde(default = "crate::first_version", rename = "v")]
    pub version: u32,
}

impl RestrictionLine {
    /// Writes a restriction.
    pub fn new(restriction: &Restriction) -> Self {
        Self {
            id: restriction.id.to_string(),
            corrects: restriction.corrects.as_ref().map(ToString::to_string),
            patrol: PatrolLine::new(&restriction.patrol),
            area: restriction.area.clone(),
            kind: restriction.kind.as_str().to_owned(),
            by: restriction.by.as_ref().map(ActorLine::new),
            place: PlaceLine::new(&restriction.place),
            when: WhenLine::new(restriction.when),
            time_zone: restriction.time_zone.clone(),
            minutes: restriction.minutes,
            reason: restriction.reason.clone(),
            words: restriction.words.clone(),
            version: crate::VERSION,
        }
    }

    /// Reads a restriction.
    pub fn to_restriction(&self) -> Result<Restriction, WireError> {
        known_version(self.version)?;
        let said = |field, text: &Option<String>| text.as_deref().map(|text| words(field, text)).transpose();
        Ok(Restriction {
            id: read_id!("id", self.id.as_str(), RestrictionId)?,
            corrects: self.corrects.as_deref().map(|id| read_id!("corrects", id, RestrictionId)).transpose()?,
            patrol: self.patrol.to_patrol()?,
            area: said("area", &self.area)?,
            kind: named("kind", &self.kind, RestrictionKind::parse, RestrictionKind::EXPECTED)?,
            by: self.by.as_ref().map(actor).transpose()?,
            place: place("place", self.place.as_ref())?,
            when: self.when.to_interval()?,
            time_zone: time_zone(self.time_zone.as_deref())?,
            minutes: self.minutes,
            reason: said("reason", &self.reason)?,
            words: said("words", &self.words)?,
        })
    }
}

/// Whoever restricted a patrol is one to it: by name, or as it saw them.
fn actor(line: &ActorLine) -> Result<ActorRef, WireError> {
    match line.to_actor()? {
        ActorRef::Ambiguous(_) | ActorRef::Described { of: Some(_), .. } => {
            Err(WireError::field("by", &line.name, "one actor, named or described in words"))
        }
        one => Ok(one),
    }
}

impl Tabular for RestrictionLine {
    type Noun = Restriction;
    const COLUMNS: &'static str = "id corrects area team observers patrol mirrors kind by by_id by_kind by_described place \
        place_latitude place_longitude place_precision place_radius_km place_country place_gazetteer_id from to precision \
        time_zone minutes reason words";

    fn from_cells(cells: &Cells<'_>) -> Result<Self, WireError> {
        Ok(Self {
            id: cells.get("id").unwrap_or_default(),
            corrects: cells.get("corrects"),
            patrol: cells.patrol(),
            area: cells.get("area"),
            kind: cells.get("kind").unwrap_or_default(),
            by: by(cells)?,
            place: cells.place(&PLACE)?,
            when: cells.when()?,
            time_zone: cells.get("time_zone"),
            minutes: cells.number("minutes")?,
            reason: cells.get("reason"),
            words: cells.get("words"),
            version: crate::VERSION,
        })
    }

    fn to_cells(&self) -> Vec<String> {
        let by = self.by.as_ref();
        let mut cells = first_cells(&self.id, self.corrects.as_ref(), self.area.as_ref(), &self.patrol);
        cells.extend([self.kind.clone(), told(by.map(|by| &by.name)), told(by.and_then(|by| by.id.as_ref()))]);
        cells.extend([told(by.and_then(|by| by.kind.as_ref())), yes(by.is_some_and(|by| by.described))]);
        cells.extend(place_cells(self.place.as_ref()));
        cells.extend(when_cells(&self.when));
        cells.extend([told(self.time_zone.as_ref()), told(self.minutes.as_ref())]);
        cells.extend([told(self.reason.as_ref()), told(self.words.as_ref())]);
        cells
    }

    fn of(noun: &Restriction) -> Self {
        Self::new(noun)
    }

    fn to_noun(&self) -> Result<Restriction, WireError> {
        self.to_restriction()
    }

    fn id_mut(&mut self) -> &mut String {
        &mut self.id
    }
}

fn by(cells: &Cells<'_>) -> Result<Option<ActorLine>, WireError> {
    let (id, described) = (cells.get("by_id"), cells.yes("by_described")?);
    let Some(name) = cells.get("by").or_else(|| id.clone()) else { return Ok(None) };
    Ok(Some(ActorLine { id, name, kind: cells.get("by_kind"), described, of: None, alternatives: Vec::new() }))
}
