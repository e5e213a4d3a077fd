//! Readings made by hand, for tests and for the generator of known truth.
#![expect(dead_code, reason = "each user needs a part")]

use jiff::civil::Date;
use model::*;
use std::collections::BTreeMap;

/// A day as an interval.
pub(crate) fn day(date: &str) -> Interval {
    Interval::day(date.parse::<Date>().expect("a date")).expect("a day")
}

/// A source.
pub(crate) fn source(name: &str, kind: SourceKind) -> Source {
    Source {
        id: SourceId::new(name.to_lowercase().replace(' ', "-")).expect("an id"),
        name: name.to_owned(),
        kind,
        language: None,
        country: None,
        owner: None,
        affiliation: None,
        reliability: Reliability::F,
    }
}

/// A reading without claims. An empty date or source is none.
pub(crate) fn reading(report: &str, published: &str, source: &str, text: &str) -> Reading {
    Reading {
        report: ReportId::new(report).expect("an id"),
        published: match published {
            "" => Published::Unknown,
            date => Published::Known { when: day(date), basis: Basis::Given },
        },
        source: (!source.is_empty()).then(|| source.to_owned()),
        language: Language::English,
        text: text.to_owned(),
        credits: Vec::new(),
        mentions: Vec::new(),
        referents: Vec::new(),
        claims: Vec::new(),
        statements: Vec::new(),
        notes: Vec::new(),
    }
}

/// A listed actor, its id made from the name.
pub(crate) fn actor(name: &str) -> ActorRef {
    let id = ActorId::new(name.to_lowercase().replace(' ', "-")).expect("an id");
    ActorRef::Listed { id, name: name.to_owned() }
}

/// A settlement with a radius of 4 km.
pub(crate) fn town(name: &str, latitude: f64, longitude: f64) -> Where {
    area(name, latitude, longitude, 4.0, PlacePrecision::Settlement)
}

/// A place.
pub(crate) fn area(name: &str, latitude: f64, longitude: f64, radius_km: f64, precision: PlacePrecision) -> Where {
    Where::At(Place {
        id: PlaceId::new(format!("supplement:{}", name.to_lowercase().replace(' ', "-"))).expect("an id"),
        name: name.to_owned(),
        position: Position::new(latitude, longitude).expect("on the globe"),
        radius_km,
        country: None,
        precision,
    })
}

/// A claim to be added to a reading.
#[derive(Clone)]
pub(crate) struct Sample {
    kind: ClaimKind,
    trigger: String,
    evidence: String,
    roles: Vec<(Role, ActorRef)>,
    time: When,
    place: Where,
    tolls: Vec<(Effect, Toll, bool, String)>,
    since: When,
    speaker: Option<ActorRef>,
    relays: Vec<ActorRef>,
    modality: Modality,
    polarity: Polarity,
    tense: Tense,
}

/// A claim whose trigger and evidence are the first of these words in the text.
pub(crate) fn claim(kind: ClaimKind, trigger: &str, evidence: &str) -> Sample {
    Sample {
        kind,
        trigger: trigger.to_owned(),
        evidence: evidence.to_owned(),
        roles: Vec::new(),
        time: When::Unknown,
        place: Where::Unknown,
        tolls: Vec::new(),
        since: When::Unknown,
        speaker: None,
        relays: Vec::new(),
        modality: Modality::Asserted,
        polarity: Polarity::Affirmed,
        tense: Tense::Past,
    }
}

impl Sample {
    /// Adds an actor.
    pub(crate) fn role(mut self, role: Role, name: &str) -> Self {
        self.roles.push((role, actor(name)));
        self
    }

    /// Adds any actor.
    pub(crate) fn who(mut self, role: Role, actor: ActorRef) -> Self {
        self.roles.push((role, actor));
        self
    }

    /// On a day.
    pub(crate) fn on(mut self, date: &str) -> Self {
        self.time = When::Known(day(date));
        self
    }

    /// At any time.
    pub(crate) fn when(mut self, when: When) -> Self {
        self.time = when;
        self
    }

    /// At a place.
    pub(crate) fn at(mut self, place: Where) -> Self {
        self.place = place;
        self
    }

    /// With exactly so many killed.
    pub(crate) fn killed(self, number: u64) -> Self {
        self.harm(Effect::Killed, Toll::exactly(number), false, "")
    }

    /// With harm to those whom the words name.
    pub(crate) fn harm(mut self, effect: Effect, toll: Toll, cumulative: bool, who: &str) -> Self {
        self.tolls.push((effect, toll, cumulative, who.to_owned()));
        self
    }

    /// Totals since a day.
    pub(crate) fn since(mut self, date: &str) -> Self {
        self.since = When::Known(day(date));
        self
    }

    /// Said by a listed actor.
    pub(crate) fn said_by(mut self, name: &str) -> Self {
        self.speaker = Some(actor(name));
        self
    }

    /// Relayed by an outlet.
    pub(crate) fn relayed_by(mut self, name: &str) -> Self {
        self.relays.push(ActorRef::Unlisted { name: name.to_owned(), kind: ActorKind::Media });
        self
    }

    /// Meant so.
    pub(crate) fn meant(mut self, modality: Modality) -> Self {
        self.modality = modality;
        self
    }

    /// Said not to be.
    pub(crate) fn negated(mut self) -> Self {
        self.polarity = Polarity::Negated;
        self
    }

    /// In this tense.
    pub(crate) fn tense(mut self, tense: Tense) -> Self {
        self.tense = tense;
        self
    }
}

fn find(text: &str, words: &str) -> Span {
    let byte = text.find(words).expect("the words stand in the text");
    let start = text.get(..byte).map_or(0, |before| before.chars().count());
    Span::new(start, start + words.chars().count()).expect("in order")
}

fn mention(reading: &mut Reading, span: Span, kind: MentionKind, referent: Referent) -> MentionRef {
    let text = span.slice(&reading.text).to_owned();
    reading.mentions.push(Mention { span, head: span, kind, text, antecedent: None });
    reading.referents.push(referent);
    MentionRef(reading.mentions.len() - 1)
}

/// Adds a claim to a reading.
pub(crate) fn add(reading: &mut Reading, sample: Sample) {
    let evidence = find(&reading.text, &sample.evidence);
    let inside = find(&sample.evidence, &sample.trigger);
    let trigger = Span::new(evidence.start() + inside.start(), evidence.start() + inside.end()).expect("in order");
    let spoken =
        |reading: &mut Reading, actor: ActorRef| mention(reading, trigger, MentionKind::Actor, Referent::Actor(actor));
    let mut roles: BTreeMap<Role, Vec<Filler>> = BTreeMap::new();
    for (role, actor) in sample.roles {
        let filler = Filler::Mention(spoken(reading, actor));
        roles.entry(role).or_default().push(filler);
    }
    let time = (sample.time != When::Unknown)
        .then(|| mention(reading, trigger, MentionKind::Time, Referent::Time(sample.time)));
    let place = (sample.place != Where::Unknown)
        .then(|| mention(reading, trigger, MentionKind::Place, Referent::Place(sample.place)));
    let since = (sample.since != When::Unknown)
        .then(|| mention(reading, trigger, MentionKind::Time, Referent::Time(sample.since)));
    let mut harm = Vec::new();
    for (effect, toll, cumulative, who) in sample.tolls {
        let words = if who.is_empty() { trigger } else { find(&reading.text, &who) };
        let who = (!who.is_empty()).then_some(Filler::Words(words));
        harm.push(Harm { effect, who, toll, cumulative, since, evidence: words });
    }
    let speaker = sample.speaker.map(|actor| spoken(reading, actor));
    let relayed_by = sample.relays.into_iter().map(|actor| spoken(reading, actor)).collect();
    let id = ClaimId::new(format!("{}.c{}", reading.report, reading.claims.len() + 1)).expect("an id");
    reading.claims.push(Claim {
        id,
        kind: sample.kind,
        trigger,
        evidence,
        roles,
        time,
        place,
        harm,
        attribution: Attribution { speaker, relayed_by, cue: None },
        modality: sample.modality,
        polarity: sample.polarity,
        tense: sample.tense,
        why: String::new(),
        method: Method::new("by-hand", 1),
    });
}

/// A reading with claims.
pub(crate) fn report(id: &str, published: &str, source: &str, text: &str, claims: Vec<Sample>) -> Reading {
    let mut made = reading(id, published, source, text);
    for claim in claims {
        add(&mut made, claim);
    }
    made
}
