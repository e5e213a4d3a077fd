//! Records made by hand, for tests. The whole one takes the names of its parties, so that they can be exchanged.

pub(crate) mod cases;

use jiff::civil::Date;
use model::finding::{GradedEvidence, Reply};
use model::*;

pub(crate) fn day(day: &str) -> Interval {
    Interval::day(day.parse::<Date>().unwrap()).unwrap()
}

pub(crate) fn on(text: &str) -> When {
    When::Known(day(text))
}

pub(crate) fn actor(name: &str) -> ActorRef {
    ActorRef::Listed { id: ActorId::new(name.to_lowercase().replace(' ', "-")).unwrap(), name: name.to_owned() }
}

pub(crate) fn town(name: &str, latitude: f64, longitude: f64) -> Where {
    Where::At(Place {
        id: PlaceId::new(format!("supplement:{}", name.to_lowercase())).unwrap(),
        name: name.to_owned(),
        position: Position::new(latitude, longitude).unwrap(),
        radius_km: 4.0,
        country: CountryCode::new("LY"),
        precision: PlacePrecision::Settlement,
    })
}

pub(crate) fn claim_id(id: &str) -> ClaimId {
    ClaimId::new(id).unwrap()
}

pub(crate) fn claim_ids(ids: &[&str]) -> Vec<ClaimId> {
    ids.iter().map(|id| claim_id(id)).collect()
}

/// A reading; an empty day or source is none.
pub(crate) fn reading(report: &str, published: &str, source: &str, text: &str) -> Reading {
    Reading {
        report: ReportId::new(report).unwrap(),
        published: match published {
            "" => Published::Unknown,
            text => Published::Known { when: day(text), basis: Basis::Stated },
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

/// A claim on its way into a reading.
pub(crate) struct Telling<'a> {
    reading: &'a mut Reading,
    claim: Claim,
}

/// A claim whose evidence are these words of the text. Its id is the report's and the next number.
pub(crate) fn tell<'a>(reading: &'a mut Reading, kind: ClaimKind, words: &str) -> Telling<'a> {
    let byte = reading.text.find(words).expect("the words stand in the text");
    let start = reading.text[..byte].chars().count();
    let evidence = Span::new(start, start + words.chars().count()).unwrap();
    let id = format!("{}.c{}", reading.report, reading.claims.len() + 1);
    let claim = Claim {
        id: claim_id(&id),
        kind,
        trigger: evidence,
        evidence,
        roles: Default::default(),
        time: None,
        place: None,
        harm: Vec::new(),
        attribution: Attribution::default(),
        modality: Modality::Asserted,
        polarity: Polarity::Affirmed,
        tense: Tense::Past,
        why: "by hand".to_owned(),
        method: Method::new("by-hand", 1),
    };
    Telling { reading, claim }
}

impl Telling<'_> {
    fn mention(&mut self, kind: MentionKind, text: &str, referent: Referent) -> MentionRef {
        let (span, text) = (self.claim.evidence, text.to_owned());
        self.reading.mentions.push(Mention { span, head: span, kind, text, antecedent: None });
        self.reading.referents.push(referent);
        MentionRef(self.reading.mentions.len() - 1)
    }

    pub(crate) fn role(mut self, role: Role, name: &str) -> Self {
        let mention = self.mention(MentionKind::Organisation, name, Referent::Actor(actor(name)));
        self.claim.roles.entry(role).or_default().push(Filler::Mention(mention));
        self
    }

    pub(crate) fn speaker(mut self, name: &str) -> Self {
        self.claim.attribution.speaker = Some(self.mention(MentionKind::Person, name, Referent::Actor(actor(name))));
        self
    }

    pub(crate) fn time(mut self, when: When) -> Self {
        self.claim.time = Some(self.mention(MentionKind::Time, "then", Referent::Time(when)));
        self
    }

    pub(crate) fn place(mut self, place: Where) -> Self {
        self.claim.place = Some(self.mention(MentionKind::Place, "there", Referent::Place(place)));
        self
    }

    pub(crate) fn toll(mut self, effect: Effect, toll: Toll, cumulative: bool) -> Self {
        let evidence = self.claim.evidence;
        self.claim.harm.push(Harm { effect, who: None, toll, cumulative, since: None, evidence });
        self
    }

    pub(crate) fn meant(mut self, modality: Modality, polarity: Polarity, tense: Tense) -> Self {
        (self.claim.modality, self.claim.polarity, self.claim.tense) = (modality, polarity, tense);
        self
    }

    pub(crate) fn done(self) {
        self.reading.claims.push(self.claim);
    }
}

pub(crate) fn origin(id: &str, name: &str, kind: OriginKind, reports: &[&str]) -> Origin {
    Origin {
        id: OriginId::new(id).unwrap(),
        kind,
        name: name.to_owned(),
        actor: None,
        reports: reports.iter().map(|id| ReportId::new(*id).unwrap()).collect(),
        because: vec!["made by hand".to_owned()],
    }
}

pub(crate) fn agreed<T>(value: T, by: &[&str]) -> Contested<T> {
    Contested::Agreed(Version { value, by: claim_ids(by) })
}

pub(crate) fn incident(id: &str, kind: ClaimKind, members: &[&str]) -> Incident {
    Incident {
        id: IncidentId::new(id).unwrap(),
        kind,
        members: claim_ids(members),
        documents: Vec::new(),
        time: Contested::Unsaid,
        place: Contested::Unsaid,
        actors: Default::default(),
        harm: Vec::new(),
        origins: Vec::new(),
        contested: Default::default(),
        denials: Vec::new(),
        why: Vec::new(),
        method: Method::new("by-hand", 1),
    }
}

fn agreement(parties: [&str; 2]) -> Agreement {
    let id = |name: &str| actor(name).id().unwrap().clone();
    Agreement {
        id: AgreementId::new("hills-2020").unwrap(),
        title: "Truce of the hills".to_owned(),
        called: vec!["truce".to_owned()],
        parties: parties.map(id).to_vec(),
        mediators: vec![id("Harbour State")],
        guarantors: Vec::new(),
        witnesses: Vec::new(),
        drafts: Vec::new(),
        provisions: vec![Provision {
            id: ProvisionId::new("p1").unwrap(),
            text: "Hostilities cease.".to_owned(),
            prohibits: [ClaimKind::Shelling].into(),
            bound: Bound::AllParties,
            area: Vec::new(),
            scope: model::ClauseScope::default(),
        }],
        permitted: Vec::new(),
        reservations: parties
            .map(|party| Reservation {
                by: id(party),
                text: "Acts against bandits go on.".to_owned(),
                kinds: Default::default(),
                date: None,
            })
            .to_vec(),
        obligations: vec![Obligation {
            id: ObligationId::new("o1").unwrap(),
            text: "Guns leave the ridge.".to_owned(),
            bound: Bound::AllParties,
            shown_by: [ClaimKind::Withdrawal].into(),
            deadline: Deadline::DaysAfterEffect(7),
            terms: model::ObligationTerms::default(),
        }],
        in_effect: Some(day("2020-01-12")),
        ended: None,
        facts_from: "made by hand".to_owned(),
        annex: model::Annex::default(),
    }
}

fn entry(name: &str, party: Option<usize>, act: PartyAct, when: Contested<When>, evidence: &[&str]) -> StatusEntry {
    StatusEntry {
        actor: Some(actor(name)),
        party,
        act,
        when,
        evidence: claim_ids(evidence),
        against: Vec::new(),
        origins: vec![OriginId::new("o-herald").unwrap()],
    }
}

const TEXT: &str = "{A} signed the truce on Monday. {B} left without signing. {A} shelled Eastport on Tuesday, killing three. \
    {B} denied it. Since April 2,000 people have been killed, the mission said. Harbour State backs {A}. \
    Harbour State accused {B} of delay. A conference is planned for 30 January. Fighting is feared at Mill.";
const COPY: &str = "The second wrote: {A} shelled Eastport on Tuesday, killing five.\nIt said so on Wednesday.";

/// Two reports on two parties: everything that a brief must show.
pub(crate) fn record(parties: [&str; 2]) -> Record {
    let [a, b] = parties;
    let with = |text: &str| text.replace("{A}", a).replace("{B}", b);
    let mut first = reading("r-1", "2020-01-15", "The Herald", &with(TEXT));
    tell(&mut first, ClaimKind::Signature, &with("{A} signed the truce on Monday"))
        .role(Role::Agent, a)
        .time(on("2020-01-13"))
        .done();
    tell(&mut first, ClaimKind::Signature, &with("{B} left without signing"))
        .role(Role::Agent, b)
        .meant(Modality::Asserted, Polarity::Negated, Tense::Past)
        .done();
    tell(&mut first, ClaimKind::Shelling, &with("{A} shelled Eastport on Tuesday, killing three"))
        .role(Role::Agent, a)
        .time(on("2020-01-14"))
        .place(town("Eastport", 32.9, 13.2))
        .toll(Effect::Killed, Toll::exactly(3), false)
        .done();
    tell(&mut first, ClaimKind::Shelling, &with("{B} denied it"))
        .speaker(b)
        .meant(Modality::Denied, Polarity::Affirmed, Tense::Past)
        .done();
    tell(&mut first, ClaimKind::CumulativeToll, "Since April 2,000 people have been killed")
        .speaker("Mission")
        .toll(Effect::Killed, Toll::exactly(2000), true)
        .done();
    tell(&mut first, ClaimKind::Support, &with("Harbour State backs {A}"))
        .role(Role::Agent, "Harbour State")
        .role(Role::Beneficiary, a)
        .done();
    tell(&mut first, ClaimKind::Accusation, &with("Harbour State accused {B} of delay"))
        .role(Role::Agent, "Harbour State")
        .role(Role::Target, b)
        .done();
    tell(&mut first, ClaimKind::ConferencePlanned, "A conference is planned for 30 January")
        .time(on("2020-01-30"))
        .meant(Modality::Planned, Polarity::Affirmed, Tense::Future)
        .done();
    tell(&mut first, ClaimKind::ArmedClash, "Fighting is feared at Mill")
        .place(Where::Named("Mill".to_owned()))
        .meant(Modality::Feared, Polarity::Affirmed, Tense::Future)
        .done();
    let mut second = reading("r-2", "2020-01-16", "Coast Wire", &with(COPY));
    tell(&mut second, ClaimKind::Shelling, &with("{A} shelled Eastport on Tuesday, killing five"))
        .role(Role::Agent, a)
        .time(on("2020-01-15"))
        .place(town("Eastport", 32.9, 13.2))
        .toll(Effect::Killed, Toll::exactly(5), false)
        .done();
    let mut third = reading("r-3", "", "", "…");
    third.language = Language::Arabic;
    third.notes.push(Note::warning("language-not-read", "there is no reader yet for its language (ar)"));
    assemble(parties, vec![first, second, third])
}

/// A story of the first two reports.
fn story(readings: &[Reading]) -> Story {
    let reports: Vec<ReportId> = readings.iter().take(2).map(|reading| reading.report.clone()).collect();
    let why = match reports.as_slice() {
        [earlier, later] => vec![Follows {
            earlier: earlier.clone(),
            later: later.clone(),
            score: 0.81,
            features: vec![("prior".to_owned(), -3.4), ("names".to_owned(), 1.2)],
        }],
        _ => Vec::new(),
    };
    Story {
        id: StoryId::new("s-1").unwrap(),
        title: "What went on".to_owned(),
        reports,
        languages: vec![Language::English],
        incidents: vec![IncidentId::new("i-1").unwrap()],
        actors: Vec::new(),
        places: Vec::new(),
        days: Some((day("2020-01-15").from().date(), day("2020-01-16").from().date())),
        origins: 2,
        why,
        method: Method::new("stories", 1),
    }
}

fn assemble(parties: [&str; 2], readings: Vec<Reading>) -> Record {
    let [a, b] = parties;
    let herald = OriginId::new("o-herald").unwrap();
    let wire = OriginId::new("o-wire").unwrap();
    let claims = readings.iter().flat_map(|reading| &reading.claims);
    let claim_origins = claims.map(|claim| {
        let origin = if claim.id.as_str().starts_with("r-1") { &herald } else { &wire };
        (claim.id.clone(), origin.clone())
    });
    let fused = Fused {
        claim_origins: claim_origins.collect(),
        copies: Vec::new(),
        origins: vec![
            origin("o-herald", "The Herald", OriginKind::Publisher, &["r-1"]),
            origin("o-wire", "Coast Wire", OriginKind::Agency, &["r-2"]),
        ],
        incidents: vec![shelling(a)],
        figures: vec![Figure {
            effect: Effect::Killed,
            who: "people".to_owned(),
            toll: Toll::new(2000, Some(2000), None, false).unwrap(),
            period: When::Unknown,
            as_of: Some(day("2020-01-15")),
            place: Where::Unknown,
            attributed_to: Some(actor("Mission")),
            origin: herald,
            claims: claim_ids(&["r-1.c5"]),
            superseded_by: None,
        }],
    };
    let contested = Contested::Contested(vec![
        Version { value: on("2020-01-13"), by: claim_ids(&["r-1.c1"]) },
        Version { value: on("2020-01-14"), by: claim_ids(&["r-2.c1"]) },
    ]);
    let mut board = Board { agreement: AgreementId::new("hills-2020").unwrap(), entries: Vec::new() };
    board.entries.push(entry(a, Some(0), PartyAct::Signed, contested, &["r-1.c1", "r-2.c1"]));
    board.entries.push(entry(b, Some(1), PartyAct::NotSigned, Contested::Unsaid, &["r-1.c2"]));
    board.entries.push(entry(
        "Harbour State",
        None,
        PartyAct::Called,
        agreed(on("2020-01-08"), &["r-1.c1"]),
        &["r-1.c1"],
    ));
    Record {
        sources: Vec::new(),
        stories: vec![story(&readings)],
        readings,
        fused,
        continuity: Continuity::default(),
        fieldwork: model::Fieldwork::default(),
        agreements: vec![agreement(parties)],
        boards: vec![board],
        proposals: vec![Proposal {
            subject: model::ProposalSubject::Incident(IncidentId::new("i-1").unwrap()),
            agreement: AgreementId::new("hills-2020").unwrap(),
            clause: ProvisionId::new("p1").ok(),
            actor: Some(actor(a)),
            answer: ProposedAnswer::MayBreach(ProvisionId::new("p1").unwrap()),
            because: vec!["p1 forbids shelling.".to_owned()],
            method: Method::new("screening", 1),
        }],
        obligations: Vec::new(),
        findings: Vec::new(),
        rules: Vec::new(),
        cases: Vec::new(),
        tracks: Vec::new(),
        conflicts: Vec::new(),
        checkpoint: Some(Checkpoint {
            origin: "hills".to_owned(),
            size: 12,
            root: "AAAA".to_owned(),
            signed: String::new(),
        }),
    }
}

fn shelling(by: &str) -> Incident {
    let mut one = incident("i-1", ClaimKind::Shelling, &["r-1.c3", "r-1.c4", "r-2.c1"]);
    one.denials = claim_ids(&["r-1.c4"]);
    one.time = Contested::Contested(vec![
        Version { value: on("2020-01-14"), by: claim_ids(&["r-1.c3"]) },
        Version { value: on("2020-01-15"), by: claim_ids(&["r-2.c1"]) },
    ]);
    one.place = agreed(town("Eastport", 32.9, 13.2), &["r-1.c3", "r-2.c1"]);
    one.actors.insert(Role::Agent, agreed(actor(by), &["r-1.c3", "r-2.c1"]));
    let by = |origin: &str, toll, claim| OriginToll {
        origin: OriginId::new(origin).unwrap(),
        toll: Toll::exactly(toll),
        claims: claim_ids(&[claim]),
    };
    one.harm.push(IncidentHarm {
        effect: Effect::Killed,
        toll: Toll::new(3, None, Some(5), false).unwrap(),
        by: vec![by("o-herald", 3, "r-1.c3"), by("o-wire", 5, "r-2.c1")],
    });
    one.origins = ["o-herald", "o-wire"].map(|id| OriginId::new(id).unwrap()).to_vec();
    one.contested = [Field::Time, Field::Harm(Effect::Killed), Field::Occurrence].into();
    one
}

/// A finding on the shelling.
pub(crate) fn finding() -> Finding {
    let not_judged = || "".to_owned();
    Finding {
        id: FindingId::new("f-1").unwrap(),
        subject: Subject::Incident(IncidentId::new("i-1").unwrap()),
        body: "Joint Commission".to_owned(),
        authors: vec!["First Member".to_owned()],
        at: "2020-02-01T10:00:00Z".to_owned(),
        occurred: Element {
            answer: Answer::Established((), StandardOfProof::ReasonableGrounds),
            reasons: "Two origins and craters.".to_owned(),
        },
        attribution: Element { answer: Answer::Insufficient, reasons: "Nobody saw who fired.".to_owned() },
        intent: Element { answer: Answer::NotJudged, reasons: not_judged() },
        breach: Element { answer: Answer::NotJudged, reasons: not_judged() },
        evidence: vec![GradedEvidence {
            claim: claim_id("r-1.c3"),
            reliability: Reliability::B,
            credibility: Credibility::Probable,
        }],
        dissent: vec![Dissent { by: "Second Member".to_owned(), reasons: "The craters are old.".to_owned() }],
        reply: Reply::Awaited,
        supersedes: None,
    }
}

/// What a patrol on the ridge heard on a day; nothing where nothing is told.
pub(crate) fn observation(id: &str, what: Option<&str>, date: &str) -> model::Observation {
    model::Observation {
        id: model::ObservationId::new(id).unwrap(),
        corrects: None,
        patrol: model::Patrol { team: "Ridge 2".to_owned(), ..model::Patrol::default() },
        area: Some("Ridge".to_owned()),
        position: Where::Named("the ridge".to_owned()),
        means: [model::Means::Heard].into(),
        noticed: what.map(model::Noticed::only),
        when: day(date),
        time_zone: None,
        words: None,
    }
}

/// A movement that somebody restricted on the ridge road.
pub(crate) fn restriction(id: &str, by: Option<&str>, kind: model::RestrictionKind, date: &str) -> model::Restriction {
    model::Restriction {
        id: model::RestrictionId::new(id).unwrap(),
        corrects: None,
        patrol: model::Patrol::default(),
        area: Some("Ridge".to_owned()),
        kind,
        by: by.map(actor),
        place: Where::Named("the ridge road".to_owned()),
        when: day(date),
        time_zone: None,
        minutes: None,
        reason: None,
        words: None,
    }
}

/// Two teams for sixteen and a half hours, one of two places reached.
pub(crate) fn effort(id: &str, area: &str, date: &str) -> model::Effort {
    let names = |all: &[&str]| all.iter().map(|name| (*name).to_owned()).collect();
    model::Effort {
        id: model::EffortId::new(id).unwrap(),
        corrects: None,
        area: area.to_owned(),
        when: day(date),
        time_zone: None,
        teams: Some(2),
        hours: Some(16.5),
        planned: names(&["the ridge", "Mill"]),
        reached: names(&["the ridge"]),
        out_of_reach: vec![model::OutOfReach { place: "Mill".to_owned(), why: "mines".to_owned() }],
        cameras_working: Some(1),
        cameras: Some(2),
        words: None,
    }
}
