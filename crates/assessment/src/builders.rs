//! Small truces, actors and readings for the tests, made by hand. The two parties are named by the caller, so that they can
//! be exchanged.

use model::{
    Actor, ActorId, ActorKind, ActorRef, Agreement, AgreementId, Annex, Basis, Bound, Claim, ClaimId, ClaimKind,
    ClauseScope, Contested, CountryCode, Draft, Filler, Incident, IncidentId, Interval, Language, Mention, MentionKind,
    MentionRef, Method, Modality, OriginId, PermittedAct, Place, PlaceId, PlacePrecision, Polarity, Position,
    Precision, Provision, ProvisionId, Published, Reading, Referent, ReportId, Reservation, Role, Span, Tense, Version,
    When, Where,
};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn day(date: &str) -> Interval {
    Interval::day(date.parse().unwrap()).unwrap()
}

pub(crate) fn minute(at: &str) -> Interval {
    let from: jiff::civil::DateTime = at.parse().unwrap();
    Interval::new(from, from.saturating_add(jiff::Span::new().minutes(1)), Precision::Minute).unwrap()
}

pub(crate) fn span(first: &str, last: &str) -> Interval {
    Interval::new(day(first).from(), day(last).to(), Precision::Span).unwrap()
}

pub(crate) fn actor_id(id: &str) -> ActorId {
    ActorId::new(id).unwrap()
}

pub(crate) fn listed(id: &str) -> ActorRef {
    ActorRef::Listed { id: actor_id(id), name: id.to_owned() }
}

pub(crate) fn place(name: &str, country: &str) -> Where {
    Where::At(Place {
        id: PlaceId::new(format!("supplement:{name}")).unwrap(),
        name: name.to_owned(),
        position: Position::new(10.0, 10.0).unwrap(),
        radius_km: 5.0,
        country: CountryCode::new(country),
        precision: PlacePrecision::Settlement,
    })
}

fn actor(id: &str, kind: ActorKind, country: &str) -> Actor {
    Actor {
        id: actor_id(id),
        name: id.to_owned(),
        kind,
        aliases: Vec::new(),
        ambiguous_aliases: Vec::new(),
        country: CountryCode::new(country),
        part_of: Vec::new(),
        leads: Vec::new(),
        speaks_for: Vec::new(),
    }
}

/// A register: for each party a leader and a brigade; a mediating state with its president; a state far away.
pub(crate) fn actors(a: &str, b: &str) -> Vec<Actor> {
    let leads =
        |person: &str, whom: &str| Actor { leads: vec![actor_id(whom)], ..actor(person, ActorKind::Person, "XX") };
    let unit = |id: &str, of: &str| Actor { part_of: vec![actor_id(of)], ..actor(id, ActorKind::ArmedForce, "XX") };
    let mut all = vec![
        actor("state-river", ActorKind::State, "YY"),
        leads("person-river", "state-river"),
        actor("state-far", ActorKind::State, "ZZ"),
        actor("group-hidden", ActorKind::ArmedGroup, "XX"),
    ];
    for party in [a, b] {
        all.push(actor(party, ActorKind::ArmedForce, "XX"));
        all.push(leads(&format!("person-{party}"), party));
        all.push(unit(&format!("{party}-brigade"), party));
    }
    all
}

/// A truce of two parties in the country XX from six in the morning of 1 May 2031, mediated by a state.
pub(crate) fn truce(a: &str, b: &str) -> Agreement {
    let kinds = |all: &[ClaimKind]| all.iter().copied().collect::<BTreeSet<_>>();
    Agreement {
        id: AgreementId::new("hills-2031").unwrap(),
        title: "Truce of the hills".to_owned(),
        called: ["ceasefire", "truce", "agreement", "memorandum", "initiative"].map(str::to_owned).to_vec(),
        parties: vec![actor_id(a), actor_id(b)],
        mediators: vec![actor_id("state-river")],
        guarantors: Vec::new(),
        witnesses: Vec::new(),
        drafts: vec![Draft {
            version: "call of 28 April".to_owned(),
            proposed_by: vec![actor_id("state-river")],
            date: Some(day("2031-04-28")),
            summary: "Stop on 1 May.".to_owned(),
            suggestions: Vec::new(),
        }],
        provisions: vec![Provision {
            id: ProvisionId::new("p1").unwrap(),
            text: "All fire stops.".to_owned(),
            prohibits: kinds(&[
                ClaimKind::Shelling,
                ClaimKind::ArmedClash,
                ClaimKind::AirStrike,
                ClaimKind::TroopMovement,
            ]),
            bound: Bound::AllParties,
            area: CountryCode::new("XX").into_iter().collect(),
            scope: ClauseScope::default(),
        }],
        permitted: vec![PermittedAct {
            id: ProvisionId::new("a1").unwrap(),
            text: "Air strikes on the hidden group.".to_owned(),
            kinds: kinds(&[ClaimKind::AirStrike]),
            bound: Bound::AllParties,
            against: vec![actor_id("group-hidden")],
            scope: ClauseScope::default(),
        }],
        reservations: vec![Reservation {
            by: actor_id(a),
            text: "Answers fire with fire.".to_owned(),
            kinds: kinds(&[ClaimKind::Shelling]),
            date: Some(day("2031-04-29")),
        }],
        obligations: Vec::new(),
        in_effect: Some(minute("2031-05-01T06:00")),
        ended: None,
        facts_from: "invented".to_owned(),
        annex: Annex::default(),
    }
}

/// A reading under construction: its text, its mentions found in it, its claims.
pub(crate) struct Report(Reading);

impl Report {
    pub(crate) fn new(id: &str, published: &str, text: &str) -> Self {
        Self(Reading {
            report: ReportId::new(id).unwrap(),
            published: Published::Known { when: day(published), basis: Basis::Stated },
            source: Some("Harbour Wire".to_owned()),
            language: Language::English,
            text: text.to_owned(),
            credits: Vec::new(),
            mentions: Vec::new(),
            referents: Vec::new(),
            claims: Vec::new(),
            statements: Vec::new(),
            notes: Vec::new(),
        })
    }

    /// A report that bears no date.
    pub(crate) fn undated(id: &str, text: &str) -> Self {
        let mut report = Self::new(id, "2031-05-01", text);
        report.0.published = Published::Unknown;
        report
    }

    /// A claim whose trigger and evidence are found in the text; the whole text is the evidence.
    pub(crate) fn claim(mut self, kind: ClaimKind, trigger: &str) -> Self {
        let number = self.0.claims.len() + 1;
        self.0.claims.push(Claim {
            id: ClaimId::new(format!("{}.c{number}", self.0.report)).unwrap(),
            kind,
            trigger: self.find(trigger),
            evidence: Span::new(0, self.0.text.chars().count()).unwrap(),
            roles: BTreeMap::new(),
            time: None,
            place: None,
            harm: Vec::new(),
            attribution: model::Attribution::default(),
            modality: Modality::Asserted,
            polarity: Polarity::Affirmed,
            tense: Tense::Past,
            why: "by hand".to_owned(),
            method: Method::new("by-hand", 1),
        });
        self
    }

    pub(crate) fn meant(mut self, modality: Modality, polarity: Polarity, tense: Tense) -> Self {
        let claim = self.0.claims.last_mut().unwrap();
        (claim.modality, claim.polarity, claim.tense) = (modality, polarity, tense);
        self
    }

    pub(crate) fn evidence(mut self, words: &str) -> Self {
        let span = self.find(words);
        self.0.claims.last_mut().unwrap().evidence = span;
        self
    }

    pub(crate) fn role(mut self, role: Role, words: &str, referent: Referent) -> Self {
        let kind = if referent == Referent::Unresolved { MentionKind::Agreement } else { MentionKind::Organisation };
        let mention = self.mention(words, kind, referent);
        self.0.claims.last_mut().unwrap().roles.entry(role).or_default().push(Filler::Mention(mention));
        self
    }

    pub(crate) fn agent(self, words: &str, id: &str) -> Self {
        self.role(Role::Agent, words, Referent::Actor(listed(id)))
    }

    pub(crate) fn matter(self, words: &str) -> Self {
        self.role(Role::Matter, words, Referent::Unresolved)
    }

    pub(crate) fn time(mut self, when: Interval) -> Self {
        let mention = self.mention("", MentionKind::Time, Referent::Time(When::Known(when)));
        self.0.claims.last_mut().unwrap().time = Some(mention);
        self
    }

    /// A time that could not be placed.
    pub(crate) fn told_as(mut self, words: &str) -> Self {
        let mention = self.mention(words, MentionKind::Time, Referent::Time(When::Unknown));
        self.0.claims.last_mut().unwrap().time = Some(mention);
        self
    }

    /// An actor that the report names somewhere.
    pub(crate) fn naming(self, id: &str) -> Self {
        self.aside("", Referent::Actor(listed(id)))
    }

    pub(crate) fn speaker(mut self, words: &str, id: &str) -> Self {
        let mention = self.mention(words, MentionKind::Organisation, Referent::Actor(listed(id)));
        self.0.claims.last_mut().unwrap().attribution.speaker = Some(mention);
        self
    }

    pub(crate) fn aside(mut self, words: &str, referent: Referent) -> Self {
        self.mention(words, MentionKind::Place, referent);
        self
    }

    pub(crate) fn reading(self) -> Reading {
        self.0
    }

    fn mention(&mut self, words: &str, kind: MentionKind, referent: Referent) -> MentionRef {
        let span = self.find(words);
        self.0.mentions.push(Mention { span, head: span, kind, text: words.to_owned(), antecedent: None });
        self.0.referents.push(referent);
        MentionRef(self.0.mentions.len() - 1)
    }

    fn find(&self, words: &str) -> Span {
        let byte = self.0.text.find(words).unwrap_or_else(|| panic!("'{words}' does not stand in '{}'", self.0.text));
        let start = self.0.text[..byte].chars().count();
        Span::new(start, start + words.chars().count()).unwrap()
    }
}

/// An incident of one origin.
pub(crate) fn event(kind: ClaimKind, agent: Option<&str>, when: Option<Interval>, place: Option<Where>) -> Incident {
    fn agreed<T>(value: T) -> Contested<T> {
        Contested::Agreed(Version { value, by: Vec::new() })
    }
    Incident {
        id: IncidentId::new("i-000000000001").unwrap(),
        kind,
        members: Vec::new(),
        documents: Vec::new(),
        time: when.map_or(Contested::Unsaid, |when| agreed(When::Known(when))),
        place: place.map_or(Contested::Unsaid, agreed),
        actors: agent.map(|id| (Role::Agent, agreed(listed(id)))).into_iter().collect(),
        harm: Vec::new(),
        origins: vec![OriginId::new("o-1").unwrap()],
        contested: BTreeSet::new(),
        denials: Vec::new(),
        why: Vec::new(),
        method: Method::new("by-hand", 1),
    }
}

pub(crate) fn shape_id(id: &str) -> model::ShapeId {
    model::ShapeId::new(id).unwrap()
}

pub(crate) fn at(name: &str, latitude: f64, longitude: f64, radius_km: f64) -> Where {
    let Where::At(town) = place(name, "XX") else { panic!("a place") };
    Where::At(Place { position: Position::new(latitude, longitude).unwrap(), radius_km, ..town })
}

pub(crate) fn drawing(id: &str, version: &str, from: &str, until: Option<&str>, uncertainty_m: f64) -> model::Drawing {
    model::Drawing {
        id: shape_id(id),
        version: version.to_owned(),
        name: format!("the {id}"),
        from: day(from),
        until: until.map(day),
        uncertainty_m,
        drawn_by: None,
    }
}

/// A line from south to north at this longitude: the west is held by `a`, the east by `b`.
pub(crate) fn front(a: &str, b: &str, longitude: f64, drawing: model::Drawing) -> model::Line {
    let points = [9.0, 9.5, 10.0, 10.5, 11.0].map(|latitude| Position::new(latitude, longitude).unwrap());
    let flank = |party: &str| model::Flank { name: format!("bank of {party}"), held_by: vec![actor_id(party)] };
    model::Line::new(drawing, points.to_vec(), flank(a), flank(b)).unwrap()
}

/// A square zone around 10° north and this longitude, half a degree to each side.
pub(crate) fn square(longitude: f64, drawing: model::Drawing) -> model::Zone {
    let corners = [(9.5, -0.5), (9.5, 0.5), (10.5, 0.5), (10.5, -0.5)];
    let ring = corners.map(|(latitude, east)| Position::new(latitude, longitude + east).unwrap());
    model::Zone::new(drawing, vec![model::Polygon::new(ring.to_vec(), Vec::new()).unwrap()]).unwrap()
}

fn forbidding(id: &str, kinds: &[ClaimKind], scope: ClauseScope) -> Provision {
    Provision {
        id: ProvisionId::new(id).unwrap(),
        text: format!("The {id} of the truce."),
        prohibits: kinds.iter().copied().collect(),
        bound: Bound::AllParties,
        area: Vec::new(),
        scope,
    }
}

/// The truce with a front, a withdrawal zone and clauses that need them: guns near the front on one's own side, troops on the
/// other's, fire in the square, movements at night.
pub(crate) fn truce_on_the_ground(a: &str, b: &str) -> Agreement {
    let mut agreement = truce(a, b);
    agreement.annex.lines = vec![front(a, b, 10.0, drawing("front", "1", "2031-04-01", None, 500.0))];
    agreement.annex.zones = vec![square(10.2, drawing("square", "1", "2031-04-01", None, 0.0))];
    let line = |within_m: Option<u32>, side: Option<model::SideOf>| {
        Some(model::LineScope { line: shape_id("front"), within_m, side })
    };
    let heavy = model::Arms {
        classes: [model::WeaponClass::Artillery].into(),
        calibre_from_mm: Some(100),
        ..model::Arms::default()
    };
    let guns =
        ClauseScope { line: line(Some(25_000), Some(model::SideOf::Own)), arms: Some(heavy), ..ClauseScope::default() };
    let over = ClauseScope { line: line(None, Some(model::SideOf::Other)), ..ClauseScope::default() };
    let inside = ClauseScope { zones: vec![shape_id("square")], ..ClauseScope::default() };
    let hours = model::Hours { from: jiff::civil::time(20, 0, 0, 0), to: jiff::civil::time(6, 0, 0, 0) };
    let night = ClauseScope { hours: Some(hours), ..ClauseScope::default() };
    agreement.provisions = vec![
        forbidding("p1", &[ClaimKind::WeaponsMovement], guns),
        forbidding("p2", &[ClaimKind::TroopMovement], over),
        forbidding("p3", &[ClaimKind::Shelling], inside),
        forbidding("p4", &[ClaimKind::Mobilisation], night),
    ];
    agreement
}

/// What a patrol on the bridge of Hilltown heard on this day; nothing where nothing is told.
pub(crate) fn observation(id: &str, what: Option<&str>, date: &str) -> model::Observation {
    model::Observation {
        id: model::ObservationId::new(id).unwrap(),
        corrects: None,
        patrol: model::Patrol::default(),
        area: None,
        position: at("Bridge", 10.0, 10.1, 0.1),
        means: [model::Means::Heard].into(),
        noticed: what.map(model::Noticed::only),
        when: day(date),
        time_zone: None,
        words: None,
    }
}
