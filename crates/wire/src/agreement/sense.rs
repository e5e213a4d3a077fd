//! Whether the clauses of an agreement fit together: each fault that leaves nothing to judge by is refused here. What two
//! clauses merely make doubtful is told by the crate `assessment`.

use super::drawing::overlap;
use crate::error::WireError;
use model::{Agreement, ClauseScope, Deadline, Drawing, Line, Obligation, ShapeId, SideOf};
use std::collections::BTreeSet;

/// The first fault found.
pub(super) fn check(agreement: &Agreement) -> Result<(), WireError> {
    distinct_clauses(agreement)?;
    period(agreement)?;
    zone_of_time(agreement)?;
    drawings(agreement)?;
    for scope in scopes(agreement) {
        refers(agreement, scope)?;
    }
    agreement.obligations.iter().try_for_each(|obligation| sound(agreement, obligation))
}

fn scopes(agreement: &Agreement) -> impl Iterator<Item = &ClauseScope> {
    let provisions = agreement.provisions.iter().map(|clause| &clause.scope);
    provisions.chain(agreement.permitted.iter().map(|clause| &clause.scope))
}

/// Two clauses with one id could not be told apart in a finding.
fn distinct_clauses(agreement: &Agreement) -> Result<(), WireError> {
    let provisions = agreement.provisions.iter().map(|clause| clause.id.as_str());
    let permitted = agreement.permitted.iter().map(|clause| clause.id.as_str());
    let obligations = agreement.obligations.iter().map(|clause| clause.id.as_str());
    let mut seen = BTreeSet::new();
    match provisions.chain(permitted).chain(obligations).find(|id| !seen.insert(*id)) {
        Some(id) => Err(WireError::field("id", id, "an id that no other clause has")),
        None => Ok(()),
    }
}

fn period(agreement: &Agreement) -> Result<(), WireError> {
    match (agreement.in_effect, agreement.ended) {
        (Some(start), Some(end)) if end.to() <= start.from() => {
            Err(WireError::field("ended", end, "a time after 'in_effect'"))
        }
        (None, Some(end)) => Err(WireError::field("ended", end, "nothing where 'in_effect' is left out")),
        _ => Ok(()),
    }
}

fn zone_of_time(agreement: &Agreement) -> Result<(), WireError> {
    let Some(name) = &agreement.annex.time_zone else { return Ok(()) };
    match jiff::tz::TimeZoneDatabase::bundled().get(name) {
        Ok(_) => Ok(()),
        Err(_) => Err(WireError::field("time_zone", name, "an IANA name such as Africa/Tripoli")),
    }
}

/// A line and a zone share no id, and of two versions of one never two are valid at once.
fn drawings(agreement: &Agreement) -> Result<(), WireError> {
    let lines: Vec<&Drawing> = agreement.annex.lines.iter().map(Line::drawing).collect();
    let zones: Vec<&Drawing> = agreement.annex.zones.iter().map(model::Zone::drawing).collect();
    if let Some(shared) = lines.iter().find(|line| zones.iter().any(|zone| zone.id == line.id)) {
        return Err(WireError::field("zone.id", &shared.id, "an id that no line has"));
    }
    versions(&lines)?;
    versions(&zones)
}

fn versions(all: &[&Drawing]) -> Result<(), WireError> {
    for (place, one) in all.iter().enumerate() {
        for other in all.iter().skip(place + 1).filter(|other| other.id == one.id) {
            if one.version == other.version {
                let stood = format!("{} of '{}'", one.version, one.id);
                return Err(WireError::field("version", stood, "a version that the others do not have"));
            }
            if overlap(one, other) {
                let stood = format!("{} and {} of '{}'", one.version, other.version, one.id);
                return Err(WireError::field(
                    "until",
                    stood,
                    "versions that are never valid at once: end one where the next begins",
                ));
            }
        }
    }
    Ok(())
}

fn refers(agreement: &Agreement, scope: &ClauseScope) -> Result<(), WireError> {
    scope.zones.iter().try_for_each(|id| zone_exists(agreement, id))?;
    let Some(asked) = &scope.line else { return Ok(()) };
    let mut versions = agreement.annex.lines.iter().filter(|line| line.drawing().id == asked.line).peekable();
    if versions.peek().is_none() {
        return Err(WireError::field("only.line", &asked.line, "the id of a line of this agreement"));
    }
    versions.try_for_each(|line| match &asked.side {
        Some(SideOf::Named(name)) if ![line.left(), line.right()].iter().any(|flank| flank.name == *name) => {
            Err(WireError::field("only.side", name, "own, other, or the name of a side of the line"))
        }
        Some(SideOf::Own | SideOf::Other)
            if [line.left(), line.right()].iter().any(|flank| flank.held_by.is_empty()) =>
        {
            let stood = format!("a side of '{}' that the line gives to nobody", asked.line);
            Err(WireError::field("only.side", stood, "'held_by' on both sides of the line"))
        }
        _ => Ok(()),
    })
}

fn zone_exists(agreement: &Agreement, id: &ShapeId) -> Result<(), WireError> {
    let known = agreement.annex.zones.iter().any(|zone| zone.drawing().id == *id);
    if known { Ok(()) } else { Err(WireError::field("zones", id, "ids of zones of this agreement")) }
}

/// An obligation that waits for itself, or is due before it may be done, can be judged by nobody.
fn sound(agreement: &Agreement, obligation: &Obligation) -> Result<(), WireError> {
    obligation.terms.zones.iter().try_for_each(|id| zone_exists(agreement, id))?;
    waits(agreement, obligation)?;
    let Deadline::By(due) = &obligation.deadline else { return Ok(()) };
    let starts = [obligation.terms.from, agreement.in_effect];
    match starts.into_iter().flatten().find(|start| due.to() <= start.from()) {
        Some(start) => {
            let stood = format!("{due} of '{}'", obligation.id);
            let expected = if Some(start) == obligation.terms.from {
                "a day not before 'from'"
            } else {
                "a day not before 'in_effect'"
            };
            Err(WireError::field("obligation.by", stood, expected))
        }
        None => Ok(()),
    }
}

fn waits(agreement: &Agreement, obligation: &Obligation) -> Result<(), WireError> {
    let mut seen = BTreeSet::from([obligation.id.as_str()]);
    let mut at = obligation;
    while let Deadline::DaysAfter(after, _) = &at.deadline {
        let Some(next) = agreement.obligations.iter().find(|one| one.id == *after) else {
            return Err(WireError::field("obligation.after", after, "the id of an obligation of this agreement"));
        };
        if !seen.insert(next.id.as_str()) {
            return Err(WireError::field(
                "obligation.after",
                after,
                "an obligation that does not itself wait for this one",
            ));
        }
        at = next;
    }
    Ok(())
}
