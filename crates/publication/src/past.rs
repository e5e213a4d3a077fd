//! What became of an incident and what people decided on it, in words: the same on pages and in the terminal. It must not say
//! who is right.

use crate::wording::{count, grouped};
use model::decision::revoked_by;
use model::{
    Cause, ChangeKind, ClaimId, Continuity, Decision, DecisionAct, Incident, IncidentChange, IncidentId, Record,
    RecordedChange, Statements,
};

/// How many claims are named one by one.
const NAMED: usize = 6;

/// What happened to an incident, as seen from it.
pub fn change(change: &IncidentChange, of: &IncidentId) -> String {
    let claims = claims(&change.claims);
    let here = change.incident == *of;
    let other = change.other.as_ref().map(ToString::to_string);
    match (change.kind, other) {
        (ChangeKind::Made, _) => format!("made of {claims}"),
        (ChangeKind::Joined, None) => format!("joined by {claims}"),
        (ChangeKind::Joined, Some(other)) => format!("joined by {claims} from {other}"),
        (ChangeKind::Left, None) => format!("left by {claims}, which stand in no incident now"),
        (ChangeKind::Left, Some(other)) => format!("left by {claims} for {other}"),
        (ChangeKind::Split, Some(other)) if here => format!("{claims} became {other}, an incident of their own"),
        (ChangeKind::Split, _) => format!("made of {claims}, until then in {}", change.incident),
        (ChangeKind::Merged, Some(other)) if here => format!("went into {other} with {claims}"),
        (ChangeKind::Merged, _) => format!("{} went into it with {claims}", change.incident),
        (ChangeKind::Withdrawn, _) => format!("withdrawn: of {claims} none tells of an event now"),
    }
}

/// The entry that first proposed an incident, where no change tells how it was made: it was proposed before changes were told.
pub fn beginning(continuity: &Continuity, id: &IncidentId, history: &[&RecordedChange]) -> Option<u64> {
    let life = continuity.lives.get(id)?;
    let told = history.first().is_some_and(|first| first.entry <= life.made.saturating_add(1));
    (!told).then_some(life.made)
}

/// Why it happened: decisions with who made them, reports, the surest score.
pub fn reasons(change: &IncidentChange, continuity: &Continuity) -> String {
    let mut reasons: Vec<String> = change.causes.iter().map(|cause| reason(cause, continuity)).collect();
    let more = reasons.len().saturating_sub(NAMED);
    reasons.truncate(NAMED);
    if more > 0 {
        reasons.push(format!("{} more", grouped(more as u64)));
    }
    if let Some(join) = change.joins.first() {
        reasons.push(format!("{} with {} at {:.2}", join.a, join.b, join.score));
    }
    reasons.join("; ")
}

fn reason(cause: &Cause, continuity: &Continuity) -> String {
    match cause {
        Cause::Report(id) => format!("report {id} came in"),
        Cause::Decision(id) => match continuity.decisions.iter().find(|(_, one)| one.id == *id) {
            Some((_, decision)) => format!("{} decided so ({id})", decision.by),
            None => format!("decision {id}"),
        },
        Cause::Method(method) => format!("the rules are those of {method} now"),
        Cause::Elsewhere => "what came in elsewhere: a source, or a report that shows who copied whom".to_owned(),
    }
}

fn claims(claims: &[ClaimId]) -> String {
    let named: Vec<&str> = claims.iter().take(NAMED).map(ClaimId::as_str).collect();
    let more = claims.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {} more", grouped(more as u64)) } else { String::new() };
    format!("{} ({}{more})", count(claims.len(), "claim", "claims"), named.join(", "))
}

/// What a decision says.
pub fn decision(decision: &Decision) -> String {
    let names = |all: &[IncidentId]| all.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ");
    match &decision.act {
        DecisionAct::Merge { incidents, claims: all } => format!("{} are one event: {}", names(incidents), claims(all)),
        DecisionAct::Split { incident, claims: gone, .. } => {
            format!("{} of {incident} tell of another event", claims(gone))
        }
        DecisionAct::Pin { incident, claims: all } => format!("{incident} keeps {}", claims(all)),
        DecisionAct::SetOrigin { of, origin, speaks } => {
            let what = match of {
                Statements::Claim(id) => format!("claim {id}"),
                Statements::Report(id) => format!("what report {id} says of its own"),
                Statements::Source(name) => format!("what {name} says of its own"),
            };
            format!("{what} comes from {origin}{}", if *speaks { ", the speaker" } else { "" })
        }
        DecisionAct::Revoke { .. } => {
            let ids: Vec<String> = revoked_by(decision).iter().map(ToString::to_string).collect();
            format!("{} no longer binds", ids.join(" and "))
        }
    }
}

/// Who decided, when, why, and looking at which state.
pub fn decided_by(decision: &Decision) -> String {
    format!("{}, {}, looking at state {}: “{}”", decision.by, decision.at, decision.seen, decision.why)
}

/// The decision that revoked another, if one did.
pub fn revocation<'a>(decision: &Decision, continuity: &'a Continuity) -> Option<&'a Decision> {
    continuity.decisions.iter().map(|(_, one)| one).find(|one| revoked_by(one).contains(&decision.id))
}

/// The decisions that bear on an incident, in their order: that name it or a former id of it, one of its claims, or the
/// origin of one; revocations stand with what they revoke.
pub fn decisions_on<'a>(record: &'a Record, incident: &Incident) -> Vec<(u64, &'a Decision)> {
    let leads_here = |id: &IncidentId| record.continuity.resolve(id).unwrap_or(id) == &incident.id;
    let published = |name: &str| {
        let reading = |report: &model::ReportId| record.readings.iter().find(|reading| reading.report == *report);
        let sources = incident.documents.iter().filter_map(reading).filter_map(|reading| reading.source.as_deref());
        sources.map(str::to_lowercase).any(|source| source == name.to_lowercase())
    };
    let bears = |decision: &Decision| match &decision.act {
        DecisionAct::Revoke { .. } => false,
        DecisionAct::SetOrigin { of: Statements::Report(id), .. } => incident.documents.contains(id),
        DecisionAct::SetOrigin { of: Statements::Source(name), .. } => published(name),
        act => act.incidents().iter().any(leads_here) || act.claims().any(|claim| incident.members.contains(claim)),
    };
    let all = record.continuity.decisions.iter().map(|(entry, decision)| (*entry, decision));
    all.filter(|(_, decision)| bears(decision)).collect()
}
