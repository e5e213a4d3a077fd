//! What changed, change by change: first what became of each incident that there is now, in their order, then what the old
//! ones lost, from the eldest. Every claim that came, went or moved is told once on each side.

use super::causes::Causes;
use super::{Before, Passed, Shared};
use model::{ChangeKind, ClaimId, Fused, Incident, IncidentChange, IncidentId, Join};
use std::collections::BTreeSet;

/// How many scores a change tells; the incident itself lists all.
const JOINS: usize = 8;

/// The changes, with the new ids given already and the new incidents still as numbered.
pub(super) fn changes(before: &Before<'_>, now: &Fused, shared: &Shared<'_>, passed: &Passed) -> Vec<IncidentChange> {
    let teller = Teller { now, shared, passed, causes: Causes::new(before, now) };
    let of_new = (0..now.incidents.len()).flat_map(|new| teller.became(new));
    let of_old = (0..shared.old.len()).flat_map(|old| teller.lost(old));
    of_new.chain(of_old).collect()
}

struct Teller<'a> {
    now: &'a Fused,
    shared: &'a Shared<'a>,
    passed: &'a Passed,
    causes: Causes<'a>,
}

impl Teller<'_> {
    /// How a new incident came to be what it is.
    fn became(&self, new: usize) -> Vec<IncidentChange> {
        let Some(incident) = self.now.incidents.get(new) else { return Vec::new() };
        let bears = self.passed.bears(new);
        let split_from = self.split_from(new);
        let fresh = self.shared.fresh.get(new).cloned().unwrap_or_default();
        let mut changes = Vec::new();
        for old in self.shared.came(new).iter().copied().filter(|old| Some(*old) != bears) {
            let claims = self.shared.part(old, new).to_vec();
            changes.push(if split_from == Some(old) {
                self.change(self.old(old), ChangeKind::Split, Some(&incident.id), claims, Some(incident))
            } else if self.passed.is_heir(new, old) {
                self.change(self.old(old), ChangeKind::Merged, Some(&incident.id), claims, Some(incident))
            } else {
                self.change(&incident.id, ChangeKind::Joined, Some(self.old(old)), claims, Some(incident))
            });
        }
        if !fresh.is_empty() {
            let new = bears.is_none() && split_from.is_none();
            let kind = if new { ChangeKind::Made } else { ChangeKind::Joined };
            changes.push(self.change(&incident.id, kind, None, fresh, Some(incident)));
        }
        changes
    }

    /// What an old incident lost without becoming another.
    fn lost(&self, old: usize) -> Vec<IncidentChange> {
        let mut changes = Vec::new();
        let Some(parts) = self.shared.went.get(old) else { return changes };
        for (new, claims) in parts {
            let told = self.passed.is_heir(*new, old) || self.split_from(*new) == Some(old);
            if let Some(incident) = self.now.incidents.get(*new).filter(|_| !told) {
                changes.push(self.change(
                    self.old(old),
                    ChangeKind::Left,
                    Some(&incident.id),
                    claims.clone(),
                    Some(incident),
                ));
            }
        }
        let gone = self.shared.lost.get(old).cloned().unwrap_or_default();
        if !gone.is_empty() {
            let kind = if parts.is_empty() { ChangeKind::Withdrawn } else { ChangeKind::Left };
            changes.push(self.change(self.old(old), kind, None, gone, None));
        }
        changes
    }

    /// The old incident of which a new one, nobody's heir, is a part: that which gave most, of equals the elder.
    fn split_from(&self, new: usize) -> Option<usize> {
        if self.passed.bears(new).is_some() {
            return None;
        }
        let most = |old: &usize| (self.shared.part(*old, new).len(), std::cmp::Reverse(*old));
        // Whose id went here was not split.
        self.shared.came(new).iter().copied().filter(|old| !self.passed.is_heir(new, *old)).max_by_key(most)
    }

    fn old(&self, old: usize) -> &IncidentId {
        self.shared.old.get(old).copied().expect("old incidents are numbered by this step")
    }

    fn change(
        &self,
        incident: &IncidentId,
        kind: ChangeKind,
        other: Option<&IncidentId>,
        claims: Vec<ClaimId>,
        in_now: Option<&Incident>,
    ) -> IncidentChange {
        let joins = match (kind, in_now) {
            (ChangeKind::Joined | ChangeKind::Merged, Some(incident)) => joins(incident, &claims),
            _ => Vec::new(),
        };
        IncidentChange {
            incident: incident.clone(),
            kind,
            other: other.cloned(),
            causes: self.causes.of(kind, &claims, in_now),
            claims,
            joins,
        }
    }
}

/// The surest scores that join some claims to the rest of their incident.
fn joins(incident: &Incident, claims: &[ClaimId]) -> Vec<Join> {
    let ours: BTreeSet<&ClaimId> = claims.iter().collect();
    let across = incident.why.iter().filter(|join| ours.contains(&join.a) != ours.contains(&join.b));
    across.take(JOINS).cloned().collect()
}
