//! Ids of incidents in a record that exchanges with others. There each post has a past of its own, and an id that depended on
//! it would be another at each post. So an id stays with the claim that founded it, or with the claims that a person pinned
//! under it; of several that meet in one incident the least stays, and the others lead to it. No past is looked at but this:
//! which ids were ever given, by whichever post. Records with the same logs come to the same.

use super::{Before, Passed, Shared, free, heir, pinned};
use crate::stable;
use model::{Cause, ChangeKind, ClaimId, Fused, Incident, IncidentChange, IncidentId};
use std::collections::{BTreeMap, BTreeSet};

/// The id of an incident that a claim founds.
pub(crate) fn founded_by(claim: &str) -> IncidentId {
    IncidentId::new(format!("i-{}", stable::digest(claim))).expect("'i-' and twelve digits are an id")
}

/// The ids of the new incidents.
pub(super) fn ids(before: &Before<'_>, now: &Fused) -> Vec<IncidentId> {
    let place: BTreeMap<&ClaimId, usize> = places(now);
    let mut named: BTreeMap<usize, IncidentId> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (id, claims) in pinned(before.decisions) {
        let mut held: BTreeMap<usize, usize> = BTreeMap::new();
        for new in claims.iter().filter_map(|claim| place.get(*claim)) {
            *held.entry(*new).or_default() += 1;
        }
        let most = held.into_iter().max_by_key(|(new, count)| (*count, std::cmp::Reverse(*new)));
        if let Some((new, _)) = most.filter(|(new, _)| !named.contains_key(new)) {
            named.insert(new, id.clone());
            taken.insert(id.clone());
        }
    }
    let mut ids = Vec::with_capacity(now.incidents.len());
    for (new, incident) in now.incidents.iter().enumerate() {
        let given = || incident.members.iter().map(|claim| founded_by(claim.as_str()));
        let least = || given().filter(|id| before.lives.contains_key(id) && !taken.contains(id)).min();
        let id = named.get(&new).cloned().or_else(least).unwrap_or_else(|| free(&incident.id, &taken));
        taken.insert(id.clone());
        ids.push(id);
    }
    ids
}

fn places(now: &Fused) -> BTreeMap<&ClaimId, usize> {
    let all = now.incidents.iter().enumerate();
    all.flat_map(|(new, incident)| incident.members.iter().map(move |claim| (claim, new))).collect()
}

/// Which old incident each new one is: the one whose id it bears. An old one whose id is gone went where its founding claim
/// is; where that is nowhere, where most of it is.
pub(super) fn passed(shared: &Shared<'_>, now: &Fused, ids: &[IncidentId]) -> Passed {
    let new: BTreeMap<&IncidentId, usize> = ids.iter().zip(0..).collect();
    let founded: BTreeMap<IncidentId, usize> =
        places(now).into_iter().map(|(claim, new)| (founded_by(claim.as_str()), new)).collect();
    let went = |(id, parts): (&&IncidentId, &BTreeMap<usize, Vec<ClaimId>>)| {
        let at_founder = founded.get(*id).filter(|new| parts.contains_key(*new));
        new.get(*id).or(at_founder).copied().or_else(|| heir(None, parts))
    };
    let heir = shared.old.iter().zip(&shared.went).map(went).collect();
    let bears = (0..).zip(&shared.old).filter_map(|(old, id)| Some((*new.get(*id)?, old))).collect();
    Passed { heir, bears }
}

/// Ids that no incident bears and that lead elsewhere, or nowhere: each is led to the incident that has its founding claim.
pub(super) fn led_on(before: &Before<'_>, now: &Fused) -> Vec<IncidentChange> {
    let old: BTreeSet<&IncidentId> = before.fused.incidents.iter().map(|incident| &incident.id).collect();
    let borne: BTreeSet<&IncidentId> = now.incidents.iter().map(|incident| &incident.id).collect();
    let led = now.incidents.iter().flat_map(|incident| incident.members.iter().map(move |claim| (incident, claim)));
    let change = |(incident, claim): (&Incident, &ClaimId)| {
        let life = before.lives.get(&founded_by(claim.as_str()))?;
        let is_led = life.successor.as_ref() == Some(&incident.id);
        let stays = life.ended.is_none() || old.contains(&life.id) || borne.contains(&life.id) || is_led;
        (!stays).then(|| IncidentChange {
            incident: life.id.clone(),
            kind: ChangeKind::Merged,
            other: Some(incident.id.clone()),
            claims: vec![claim.clone()],
            causes: vec![Cause::Elsewhere],
            joins: Vec::new(),
        })
    };
    led.filter_map(change).collect()
}
