//! The sample's agreement and its board.

use super::telling::actor;
use super::{actor_id, day};
use model::{
    Agreement, AgreementId, Annex, Board, Bound, ClaimId, ClaimKind, ClauseScope, Committee, Contested, Deadline,
    Definition, Draft, Drawing, Due, Duration, Fate, Flank, IncidentId, Line, Obligation, ObligationId,
    ObligationStatus, ObligationTerms, Obligations, OriginId, Owed, PartyAct, PermittedAct, Position, Provision,
    ProvisionId, Reservation, ShapeId, StatusEntry, Suggestion, Version, When,
};

fn id() -> AgreementId {
    AgreementId::new("rivers-2020").expect("an id without spaces")
}

fn clause(id: &str) -> ProvisionId {
    ProvisionId::new(id).expect("an id without spaces")
}

/// The instrument.
pub(super) fn agreement() -> Agreement {
    Agreement {
        id: id(),
        title: "Accord of the Two Rivers".to_owned(),
        called: vec!["accord".to_owned(), "truce".to_owned()],
        parties: vec![actor_id("north-army"), actor_id("south-council")],
        mediators: vec![actor_id("harbour-state")],
        guarantors: Vec::new(),
        witnesses: vec![actor_id("river-relief")],
        drafts: vec![Draft {
            version: "draft of 10 January".to_owned(),
            proposed_by: vec![actor_id("harbour-state")],
            date: Some(day("2020-01-10")),
            summary: "An end of fire and a withdrawal of guns from the towns.".to_owned(),
            suggestions: vec![Suggestion {
                by: vec![actor_id("north-army")],
                clause: None,
                text: "Guns stay where they are.".to_owned(),
                fate: Fate::Refused,
            }],
        }],
        provisions: vec![Provision {
            id: clause("p1"),
            text: "Guns fall silent on both banks.".to_owned(),
            prohibits: [ClaimKind::Shelling, ClaimKind::ArmedClash].into(),
            bound: Bound::AllParties,
            area: Vec::new(),
            scope: ClauseScope::default(),
        }],
        permitted: vec![PermittedAct {
            id: clause("a1"),
            text: "Escorts may return fire.".to_owned(),
            kinds: [ClaimKind::SmallArmsFire].into(),
            bound: Bound::AllParties,
            against: Vec::new(),
            scope: ClauseScope::default(),
        }],
        reservations: vec![Reservation {
            by: actor_id("south-council"),
            text: "Acts against bandits in the hills go on.".to_owned(),
            kinds: [ClaimKind::ArmedClash].into(),
            date: Some(day("2020-01-13")),
        }],
        obligations: vec![Obligation {
            id: ObligationId::new("o1").expect("an id without spaces"),
            text: "Guns leave the towns within seven days.".to_owned(),
            bound: Bound::AllParties,
            shown_by: [ClaimKind::Withdrawal].into(),
            deadline: Deadline::DaysAfterEffect(7),
            terms: ObligationTerms::default(),
        }],
        in_effect: Some(day("2020-01-12")),
        ended: None,
        facts_from: "Invented for this sample.".to_owned(),
        annex: Annex {
            lines: vec![bank()],
            duration: Duration { months: Some(6), reviews: vec![day("2020-03-01")], ..Duration::default() },
            definitions: vec![Definition { term: "towns".to_owned(), meaning: "Millbrook and Eastport.".to_owned() }],
            committees: vec![Committee {
                name: "Rivers commission".to_owned(),
                task: "Hears complaints.".to_owned(),
                chair: Some(actor_id("harbour-state")),
                members: vec![actor_id("north-army"), actor_id("south-council")],
            }],
            ..Annex::default()
        },
    }
}

/// The river between the two banks.
fn bank() -> Line {
    let points = [(32.0, 13.0), (32.4, 13.3), (32.9, 13.2)];
    let points = points.into_iter().filter_map(|(latitude, longitude)| Position::new(latitude, longitude)).collect();
    let drawing = Drawing {
        id: ShapeId::new("river").expect("an id without spaces"),
        version: "1".to_owned(),
        name: "the river".to_owned(),
        from: day("2020-01-12"),
        until: None,
        uncertainty_m: 250.0,
        drawn_by: None,
    };
    Line::new(drawing, points, Flank::default(), Flank::default()).expect("three points on the globe")
}

/// Who did what about it.
pub(super) fn board() -> Board {
    let entry = |party: usize, act: PartyAct, times: &[(&str, &str)], evidence: &[&str]| StatusEntry {
        actor: Some(actor(if party == 0 { "North Army" } else { "South Council" })),
        party: Some(party),
        act,
        when: Contested::from_versions(
            times
                .iter()
                .map(|(time, claim)| Version { value: When::Known(day(time)), by: vec![claim_id(claim)] })
                .collect(),
        ),
        evidence: evidence.iter().map(|claim| claim_id(claim)).collect(),
        against: Vec::new(),
        origins: vec![OriginId::new("o-council").expect("an id without spaces")],
    };
    let signed = [("2020-01-12", "r-0001.c4"), ("2020-01-13", "r-0002.c4")];
    Board {
        agreement: id(),
        entries: vec![
            entry(1, PartyAct::Reserved, &[], &["r-0002.c5"]),
            entry(1, PartyAct::Signed, &signed, &["r-0001.c4", "r-0002.c4"]),
        ],
    }
}

fn claim_id(id: &str) -> ClaimId {
    ClaimId::new(id).expect("an id without spaces")
}

/// How its one obligation stood on the day before it fell due: one side's guns are told to have left, the other's not.
pub(super) fn owed() -> Obligations {
    let owed = |party: &str, status: ObligationStatus, evidence: &[&str], because: &str| Owed {
        obligation: ObligationId::new("o1").expect("an id without spaces"),
        is_measure: false,
        party: actor_id(party),
        status,
        due: Due::Until("2020-01-20T00:00:00".parse().expect("a time")),
        evidence: evidence.iter().map(|id| IncidentId::new(*id).expect("an id without spaces")).collect(),
        against: Vec::new(),
        finding: None,
        because: vec![because.to_owned()],
    };
    Obligations {
        agreement: id(),
        as_of: "2020-01-19T12:00:00".parse().expect("a time"),
        owed: vec![
            owed("north-army", ObligationStatus::Reported, &["i-0001"], "i-0001 tells it as done."),
            owed("south-council", ObligationStatus::Due, &[], "No report shows it done."),
        ],
    }
}
