//! Who may be told for whom: a leader for his force, a spokesman for his office, a unit for its army. The register's relations
//! say so and nothing else; no rule here looks at who they are.

use crate::stable;
use model::{Actor, ActorId, ActorKind};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of actors that stand for each other, by the hashes of their ids.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Kin {
    /// Whom each leads or speaks for.
    acts_for: BTreeMap<u64, Vec<u64>>,
    /// What each is a part of.
    part_of: BTreeMap<u64, Vec<u64>>,
    /// States: two who act for one state are two, since a state has many voices.
    states: BTreeSet<u64>,
}

impl Kin {
    /// Reads the relations of a register.
    pub(crate) fn new(actors: &[Actor]) -> Self {
        let mut kin = Self::default();
        for actor in actors {
            let own = hash(&actor.id);
            if actor.kind == ActorKind::State {
                kin.states.insert(own);
            }
            kin.acts_for.entry(own).or_default().extend(actor.leads.iter().chain(&actor.speaks_for).map(hash));
            kin.part_of.entry(own).or_default().extend(actor.part_of.iter().map(hash));
        }
        kin
    }

    /// Whom an actor leads, speaks for or is a part of.
    pub(crate) fn principals(&self, actor: u64) -> impl Iterator<Item = u64> {
        list(&self.acts_for, actor).iter().chain(list(&self.part_of, actor)).copied()
    }

    /// Whether one may be told for the other.
    pub(crate) fn may_be_one(&self, a: u64, b: u64) -> bool {
        let shared = || {
            let theirs = list(&self.acts_for, b);
            list(&self.acts_for, a).iter().any(|whom| theirs.contains(whom) && !self.states.contains(whom))
        };
        a == b || self.principals(a).any(|whom| whom == b) || self.principals(b).any(|whom| whom == a) || shared()
    }

    /// Whether each of some actors may be told for one of the others, and each of these for one of those.
    pub(crate) fn may_be_same<'a, A>(&self, a: A, b: A) -> bool
    where
        A: Iterator<Item = &'a u64> + Clone,
    {
        let found = |one: &u64, mut all: A| all.any(|other| self.may_be_one(*one, *other));
        a.clone().all(|one| found(one, b.clone())) && b.clone().all(|one| found(one, a.clone()))
    }
}

fn list(all: &BTreeMap<u64, Vec<u64>>, actor: u64) -> &[u64] {
    all.get(&actor).map(Vec::as_slice).unwrap_or_default()
}

fn hash(id: &ActorId) -> u64 {
    stable::hash(id.as_str().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(id: &str, kind: ActorKind, leads: &[&str], part_of: &[&str]) -> Actor {
        let ids = |all: &[&str]| all.iter().map(|id| ActorId::new(*id).unwrap()).collect();
        Actor {
            id: ActorId::new(id).unwrap(),
            name: id.to_owned(),
            kind,
            aliases: Vec::new(),
            ambiguous_aliases: Vec::new(),
            country: None,
            part_of: ids(part_of),
            leads: ids(leads),
            speaks_for: Vec::new(),
        }
    }

    #[test]
    fn a_leader_is_told_for_his_force_and_two_forces_of_one_state_are_two() {
        let kin = Kin::new(&[
            actor("state", ActorKind::State, &[], &[]),
            actor("force", ActorKind::ArmedForce, &[], &["state"]),
            actor("other-force", ActorKind::ArmedForce, &[], &["state"]),
            actor("leader", ActorKind::Person, &["force"], &[]),
            actor("second", ActorKind::Person, &["force"], &[]),
        ]);
        let key = |id: &str| stable::hash(id.as_bytes());
        let one = |a: &str, b: &str| {
            assert_eq!(kin.may_be_one(key(a), key(b)), kin.may_be_one(key(b), key(a)));
            kin.may_be_one(key(a), key(b))
        };
        assert!(one("leader", "force") && one("leader", "second") && one("force", "state"));
        assert!(!one("force", "other-force") && !one("leader", "other-force") && !one("leader", "state"));
        let same = |a: &[&str], b: &[&str]| {
            let keys = |all: &[&str]| all.iter().map(|id| key(id)).collect::<Vec<u64>>();
            kin.may_be_same(keys(a).iter(), keys(b).iter())
        };
        assert!(same(&["leader"], &["force"]));
        assert!(!same(&["force"], &["state", "other-force"]), "no chain over what both are part of");
    }
}
