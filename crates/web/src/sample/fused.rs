//! The sample's incidents, origins, figures, a proposal and a finding.

use super::day;
use super::reports::{at_least, millbrook};
use super::telling::actor;
use model::finding::{GradedEvidence, Reply};
use model::{
    AgreementId, Answer, Attributed, ClaimId, ClaimKind, Contested, CopyOf, Credibility, Dissent, Effect, Element,
    Field, Figure, Finding, FindingId, Fused, Incident, IncidentHarm, IncidentId, Join, Method, ObservationId, Origin,
    OriginId, OriginKind, OriginToll, Proposal, ProposalSubject, ProposedAnswer, ProvisionId, Reliability, ReportId,
    Role, Span, StandardOfProof, Subject, Toll, Version, When, Where,
};

fn claim(id: &str) -> ClaimId {
    ClaimId::new(id).expect("an id without spaces")
}

fn origin_id(id: &str) -> OriginId {
    OriginId::new(id).expect("an id without spaces")
}

fn report(id: &str) -> ReportId {
    ReportId::new(id).expect("an id without spaces")
}

fn agreed<T>(value: T, by: &str) -> Contested<T> {
    Contested::Agreed(Version { value, by: vec![claim(by)] })
}

/// What fusion would have made.
pub(super) fn fused() -> Fused {
    let origin = |id: &str, name: &str, reports: &[&str]| Origin {
        id: origin_id(id),
        kind: OriginKind::Speaker,
        name: name.to_owned(),
        actor: Some(actor(name)),
        reports: reports.iter().map(|id| report(id)).collect(),
        because: vec!["named as the speaker".to_owned()],
    };
    let behind =
        [("r-0001.c1", "o-council"), ("r-0001.c4", "o-council"), ("r-0002.c1", "o-relief"), ("r-0002.c2", "o-relief")];
    let passage = |start: usize, end: usize| Span::new(start, end).expect("a start before its end");
    Fused {
        copies: vec![CopyOf {
            report: report("r-0002"),
            of: report("r-0001"),
            share: 0.23,
            passages: vec![(passage(0, 20), passage(4, 24))],
        }],
        origins: vec![
            origin("o-council", "South Council", &["r-0001"]),
            origin("o-relief", "River Relief", &["r-0002"]),
        ],
        claim_origins: behind.iter().map(|(id, origin)| (claim(id), origin_id(origin))).collect(),
        incidents: vec![shelling(), meeting(), conference(), clash()],
        figures: figures(),
    }
}

fn incident(id: &str, kind: ClaimKind, members: &[&str], documents: &[&str]) -> Incident {
    Incident {
        id: IncidentId::new(id).expect("an id without spaces"),
        kind,
        members: members.iter().map(|id| claim(id)).collect(),
        documents: documents.iter().map(|id| report(id)).collect(),
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

fn shelling() -> Incident {
    let by = |origin: &str, number: u64, id: &str| OriginToll {
        origin: origin_id(origin),
        toll: Toll::exactly(number),
        claims: vec![claim(id)],
    };
    Incident {
        time: agreed(When::Known(day("2020-01-14")), "r-0001.c1"),
        place: agreed(millbrook(), "r-0001.c1"),
        actors: [(Role::Agent, agreed(actor("North Army"), "r-0001.c1"))].into(),
        harm: vec![IncidentHarm {
            effect: Effect::Killed,
            toll: Toll::new(2, None, Some(3), false).expect("a range in order"),
            by: vec![by("o-council", 3, "r-0001.c1"), by("o-relief", 2, "r-0002.c1")],
        }],
        origins: vec![origin_id("o-council"), origin_id("o-relief")],
        contested: [Field::Occurrence, Field::Harm(Effect::Killed)].into(),
        denials: vec![claim("r-0001.c2")],
        why: vec![Join {
            a: claim("r-0001.c1"),
            b: claim("r-0002.c1"),
            score: 0.87,
            features: vec![("same_place".to_owned(), 1.4), ("near_in_time".to_owned(), 0.6)],
        }],
        ..incident("i-0001", ClaimKind::Shelling, &["r-0001.c1", "r-0002.c1"], &["r-0001", "r-0002"])
    }
}

fn meeting() -> Incident {
    Incident {
        time: agreed(When::Known(day("2020-01-15")), "r-0002.c6"),
        actors: [
            (Role::Agent, agreed(actor("North Army"), "r-0002.c6")),
            (Role::Counterpart, agreed(actor("South Council"), "r-0002.c6")),
        ]
        .into(),
        ..incident("i-0002", ClaimKind::Meeting, &["r-0002.c6"], &["r-0002"])
    }
}

fn conference() -> Incident {
    incident("i-0003", ClaimKind::ConferencePlanned, &["r-0002.c7"], &["r-0002"])
}

fn clash() -> Incident {
    let possible = When::from_possibilities(vec![day("2020-01-13"), day("2020-01-14")]);
    Incident {
        time: agreed(possible, "r-0004.c1"),
        place: agreed(Where::Named("Oldbridge".to_owned()), "r-0004.c1"),
        actors: [(Role::Agent, agreed(actor("gunmen"), "r-0004.c1"))].into(),
        ..incident("i-0004", ClaimKind::ArmedClash, &["r-0004.c1"], &["r-0004"])
    }
}

fn figures() -> Vec<Figure> {
    let figure = |number: u64, as_of: &str, by: &str, later: Option<usize>| Figure {
        effect: Effect::Killed,
        who: "people".to_owned(),
        toll: at_least(number),
        period: When::Unknown,
        as_of: Some(day(as_of)),
        place: Where::Unknown,
        attributed_to: Some(actor("River Relief")),
        origin: origin_id("o-relief"),
        claims: vec![claim(by)],
        superseded_by: later,
    };
    vec![figure(250, "2019-11-30", "r-0002.c3", Some(1)), figure(280, "2020-01-16", "r-0002.c2", None)]
}

fn accord() -> (AgreementId, ProvisionId) {
    let agreement = AgreementId::new("rivers-2020").expect("an id without spaces");
    (agreement, ProvisionId::new("p1").expect("an id without spaces"))
}

/// What the program would propose.
pub(super) fn proposals() -> Vec<Proposal> {
    let (agreement, provision) = accord();
    let on_incident = Proposal {
        subject: ProposalSubject::Incident(IncidentId::new("i-0001").expect("an id without spaces")),
        agreement,
        clause: Some(provision.clone()),
        actor: Some(actor("North Army")),
        answer: ProposedAnswer::MayBreach(provision),
        because: vec![
            "p1 forbids shelling.".to_owned(),
            "2020-01-14 lies after the accord's entry into effect.".to_owned(),
        ],
        method: Method::new("by-hand", 1),
    };
    let on_observation = Proposal {
        subject: ProposalSubject::Observation(ObservationId::new("obs-0001").expect("an id without spaces")),
        actor: None,
        answer: ProposedAnswer::CannotTell("who did it".to_owned()),
        because: vec!["It is not known who did it.".to_owned()],
        ..on_incident.clone()
    };
    vec![on_incident, on_observation]
}

/// What people would have found.
pub(super) fn findings() -> Vec<Finding> {
    let grounds = StandardOfProof::ReasonableGrounds;
    let attribution: Answer<Attributed> = Answer::Established(Attributed::To(actor("North Army")), grounds);
    vec![Finding {
        id: FindingId::new("f-1").expect("an id without spaces"),
        subject: Subject::Incident(IncidentId::new("i-0001").expect("an id without spaces")),
        body: "Joint commission".to_owned(),
        authors: vec!["Desk 1".to_owned(), "Desk 3".to_owned()],
        at: "2020-02-01T12:00:00Z".to_owned(),
        occurred: Element { answer: Answer::Established((), grounds), reasons: "Two origins and a crater.".to_owned() },
        attribution: Element { answer: attribution, reasons: "Direction of fire.".to_owned() },
        intent: Element { answer: Answer::NotJudged, reasons: String::new() },
        breach: Element { answer: Answer::Established(accord(), grounds), reasons: "No clause permits it.".to_owned() },
        evidence: vec![GradedEvidence {
            claim: claim("r-0001.c1"),
            reliability: Reliability::C,
            credibility: Credibility::Possible,
        }],
        dissent: vec![Dissent {
            by: "Desk 4".to_owned(),
            reasons: "one member dissents: the battery is not identified".to_owned(),
        }],
        reply: Reply::Awaited,
        supersedes: None,
    }]
}
