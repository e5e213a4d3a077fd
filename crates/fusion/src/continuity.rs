//! Which id an incident keeps while reports come in and people decide, and what changed. It decides nothing on what is one
//! event: that is settled before, from all readings, and no result of it depends on the ids given here.
//!
//! The rule looks at shared claims alone. An incident's *heir* is the new one that has the claims that a person pinned under
//! its id, else most of its claims, of equals the one that began first. Of several incidents with one heir a pinned one
//! gives its id, else the elder. What is nobody's heir gets a new id. A record that exchanges with others has another rule,
//! which does not depend on its past: see `founding`.

mod causes;
pub(crate) mod founding;
mod telling;

use crate::stable;
use model::{ClaimId, Decision, DecisionAct, Fused, IncidentChange, IncidentId, IncidentLife};
use std::collections::{BTreeMap, BTreeSet};

/// The last state, from which ids are carried on.
#[derive(Debug, Clone, Copy)]
pub struct Before<'a> {
    /// What was fused last.
    pub fused: &'a Fused,
    /// Every id that was ever given.
    pub lives: &'a BTreeMap<IncidentId, IncidentLife>,
    /// Every decision of the record, in order.
    pub decisions: &'a [Decision],
    /// How many of them fusion knew last.
    pub known: usize,
    /// Whether the record exchanges with others: then ids must not depend on its past alone.
    pub shared: bool,
}

/// Gives the incidents of `now` the ids that they had, and tells what changed since, each change with its reason.
pub fn carry(before: &Before<'_>, now: &mut Fused) -> Vec<IncidentChange> {
    let shared = Shared::new(before, now);
    let (ids, passed) = if before.shared {
        let ids = founding::ids(before, now);
        let passed = founding::passed(&shared, now, &ids);
        (ids, passed)
    } else {
        let passed = Passed::new(before, &shared);
        (ids(before, now, &shared, &passed), passed)
    };
    for (incident, id) in now.incidents.iter_mut().zip(&ids) {
        incident.id = id.clone();
    }
    let mut changes = telling::changes(before, now, &shared, &passed);
    changes.extend(before.shared.then(|| founding::led_on(before, now)).into_iter().flatten());
    crate::incidents::in_order(&mut now.incidents);
    changes
}

/// Which claims of an old incident are in which new one. Old incidents are numbered from the eldest, new ones as fused.
struct Shared<'a> {
    /// The old incidents' ids.
    old: Vec<&'a IncidentId>,
    /// By old incident: new incident → the claims that went there.
    went: Vec<BTreeMap<usize, Vec<ClaimId>>>,
    /// By old incident: the claims that are in none now.
    lost: Vec<Vec<ClaimId>>,
    /// By new incident: the old ones that have claims in it, the eldest first.
    came: Vec<Vec<usize>>,
    /// By new incident: the claims that were in none.
    fresh: Vec<Vec<ClaimId>>,
}

impl<'a> Shared<'a> {
    fn new(before: &Before<'a>, now: &Fused) -> Self {
        let mut old: Vec<_> = before.fused.incidents.iter().collect();
        let age = |id: &IncidentId| before.lives.get(id).map(|life| (life.made, life.place));
        // Stable: what no life tells of keeps its place behind all others.
        old.sort_by_key(|incident| (age(&incident.id).is_none(), age(&incident.id)));
        let all = now.incidents.iter().enumerate();
        let members = all.flat_map(|(number, incident)| incident.members.iter().map(move |claim| (claim, number)));
        let mut place: BTreeMap<&ClaimId, usize> = members.collect();
        let (mut went, mut lost) = (Vec::new(), Vec::new());
        let mut came = vec![Vec::new(); now.incidents.len()];
        for (number, incident) in old.iter().enumerate() {
            let mut parts: BTreeMap<usize, Vec<ClaimId>> = BTreeMap::new();
            let mut gone = Vec::new();
            for claim in &incident.members {
                match place.remove(claim) {
                    Some(number) => parts.entry(number).or_default().push(claim.clone()),
                    None => gone.push(claim.clone()),
                }
            }
            for new in parts.keys() {
                came.iter_mut().skip(*new).take(1).for_each(|all: &mut Vec<usize>| all.push(number));
            }
            went.push(parts);
            lost.push(gone);
        }
        let mut fresh = vec![Vec::new(); now.incidents.len()];
        for (claim, number) in place {
            fresh.iter_mut().skip(number).take(1).for_each(|all| all.push(claim.clone()));
        }
        Self { old: old.into_iter().map(|incident| &incident.id).collect(), went, lost, came, fresh }
    }

    /// The claims of an old incident in a new one.
    fn part(&self, old: usize, new: usize) -> &[ClaimId] {
        self.went.get(old).and_then(|parts| parts.get(&new)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The old incidents that have claims in a new one, the eldest first.
    fn came(&self, new: usize) -> &[usize] {
        self.came.get(new).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Which old incident each new one is.
struct Passed {
    /// By old incident: its heir.
    heir: Vec<Option<usize>>,
    /// New incident → the old one whose id it bears.
    bears: BTreeMap<usize, usize>,
}

impl Passed {
    fn new(before: &Before<'_>, shared: &Shared<'_>) -> Self {
        let pinned = pinned(before.decisions);
        let heir: Vec<Option<usize>> =
            shared.old.iter().zip(&shared.went).map(|(id, parts)| heir(pinned.get(*id), parts)).collect();
        let mut bears = BTreeMap::new();
        let is_pinned = |old: usize| shared.old.get(old).is_some_and(|id| pinned.contains_key(*id));
        for (old, new) in heir.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?))) {
            let first = bears.entry(new).or_insert(old);
            if is_pinned(old) && !is_pinned(*first) {
                *first = old;
            }
        }
        Self { heir, bears }
    }

    fn bears(&self, new: usize) -> Option<usize> {
        self.bears.get(&new).copied()
    }

    fn is_heir(&self, new: usize, old: usize) -> bool {
        self.heir.get(old).copied().flatten() == Some(new)
    }
}

/// The claims that people pinned under an id.
fn pinned(decisions: &[Decision]) -> BTreeMap<&IncidentId, BTreeSet<&ClaimId>> {
    let mut pinned: BTreeMap<&IncidentId, BTreeSet<&ClaimId>> = BTreeMap::new();
    for decision in model::decision::in_force(decisions) {
        if let DecisionAct::Pin { incident, claims } = &decision.act {
            pinned.entry(incident).or_default().extend(claims);
        }
    }
    pinned
}

fn heir(pinned: Option<&BTreeSet<&ClaimId>>, parts: &BTreeMap<usize, Vec<ClaimId>>) -> Option<usize> {
    let weight = |claims: &Vec<ClaimId>| {
        let of_pin = pinned.map_or(0, |pinned| claims.iter().filter(|claim| pinned.contains(claim)).count());
        (of_pin, claims.len())
    };
    let heaviest = parts.values().map(weight).max()?;
    parts.iter().find(|(_, claims)| weight(claims) == heaviest).map(|(new, _)| *new)
}

/// The ids of the new incidents. A new id is made of the founding claim; where another incident bears or bore that one, of
/// it and a number.
fn ids(before: &Before<'_>, now: &Fused, shared: &Shared<'_>, passed: &Passed) -> Vec<IncidentId> {
    let carried = |new: usize| passed.bears(new).and_then(|old| shared.old.get(old)).map(|id| (*id).clone());
    let mut taken: BTreeSet<IncidentId> = (0..now.incidents.len()).filter_map(carried).collect();
    // An id that leads to another must go on doing so; one that leads nowhere may live again.
    taken.extend(before.lives.values().filter(|life| life.successor.is_some()).map(|life| life.id.clone()));
    taken.extend(shared.old.iter().zip(&passed.heir).filter(|(_, heir)| heir.is_some()).map(|(id, _)| (*id).clone()));
    let mut ids = Vec::with_capacity(now.incidents.len());
    for (new, incident) in now.incidents.iter().enumerate() {
        let id = carried(new).unwrap_or_else(|| free(&incident.id, &taken));
        taken.insert(id.clone());
        ids.push(id);
    }
    ids
}

fn free(id: &IncidentId, taken: &BTreeSet<IncidentId>) -> IncidentId {
    let numbered = |number: u64| {
        let text = format!("i-{}", stable::digest(&format!("{id} {number}")));
        IncidentId::new(text).expect("'i-' and twelve digits are an id")
    };
    std::iter::once(id.clone()).chain((2..).map(numbered)).find(|id| !taken.contains(id)).unwrap_or_else(|| id.clone())
}

#[cfg(test)]
mod tests;
