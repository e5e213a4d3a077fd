//! The sample's past: an incident that was made, joined by a second report after a person decided so, and a former id.

use model::{
    Cause, ChangeKind, ClaimId, Continuity, Decision, DecisionAct, DecisionId, IncidentChange, IncidentId,
    IncidentLife, RecordedChange, ReportId,
};

fn id(id: &str) -> IncidentId {
    IncidentId::new(id).expect("an id without spaces")
}

fn claims(ids: &[&str]) -> Vec<ClaimId> {
    ids.iter().map(|id| ClaimId::new(*id).expect("an id without spaces")).collect()
}

fn decision_id(id: &str) -> DecisionId {
    DecisionId::new(id).expect("an id without spaces")
}

/// What a ledger would have told.
pub(super) fn continuity() -> Continuity {
    let life = |name: &str, successor: Option<&str>| {
        let ended = successor.map(|_| 9);
        (id(name), IncidentLife { id: id(name), made: 4, place: 0, ended, successor: successor.map(id) })
    };
    let told = |entry: u64, incident: &str, kind, other: Option<&str>, of: &[&str], cause| RecordedChange {
        entry,
        at: "2020-01-16T09:30:00Z".to_owned(),
        change: IncidentChange {
            incident: id(incident),
            kind,
            other: other.map(id),
            claims: claims(of),
            causes: vec![cause],
            joins: Vec::new(),
        },
    };
    let report = ReportId::new("r-0001").expect("an id without spaces");
    Continuity {
        lives: [
            life("i-0001", None),
            life("i-0002", None),
            life("i-0003", None),
            life("i-0004", None),
            life("i-0009", Some("i-0001")),
        ]
        .into(),
        changes: vec![
            told(5, "i-0001", ChangeKind::Made, None, &["r-0001.c1"], Cause::Report(report)),
            told(9, "i-0009", ChangeKind::Merged, Some("i-0001"), &["r-0002.c1"], Cause::Decision(decision_id("d-1"))),
        ],
        decisions: decisions(),
    }
}

fn decisions() -> Vec<(u64, Decision)> {
    let decision = |number: &str, act, by: &str, why: &str| Decision {
        id: decision_id(number),
        act,
        by: by.to_owned(),
        why: why.to_owned(),
        at: "2020-01-16T09:30:00Z".to_owned(),
        seen: 6,
    };
    let both = || claims(&["r-0001.c1", "r-0002.c1"]);
    let merge = DecisionAct::Merge { incidents: vec![id("i-0001"), id("i-0009")], claims: both() };
    let pin = DecisionAct::Pin { incident: id("i-0001"), claims: both() };
    let revoke = DecisionAct::Revoke { decisions: vec![decision_id("d-2")] };
    vec![
        (7, decision("d-1", merge, "Desk 2", "one crater & one <road>")),
        (10, decision("d-2", pin, "Desk 2", "settled")),
        (11, decision("d-3", revoke, "Desk 4", "a third witness is on the way")),
    ]
}
