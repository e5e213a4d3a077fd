//! Decisions of several posts that cannot all bind. Within one record the second of two is refused; posts that decide without
//! knowing of each other are not stopped. Then none of those that have part in the contradiction binds until a person who
//! knows them revokes what has to go. No order is looked at, of time or of entry: every record with the same decisions comes
//! to the same.

use super::{Bonds, source_key};
use model::decision::in_force;
use model::{ClaimId, Decision, DecisionAct, DecisionId, Statements};
use std::collections::{BTreeMap, BTreeSet};

/// The decisions that contradict each other, contradiction by contradiction; empty where all can bind.
pub fn contested(decisions: &[Decision]) -> Vec<Vec<DecisionId>> {
    let binding = in_force(decisions);
    let ties: Vec<&Decision> = binding.iter().copied().filter(|one| !one.act.together().is_empty()).collect();
    let across = binding.iter().filter_map(|split| across(split, &ties));
    across.chain(origins(&binding)).collect()
}

/// A split, with all that tie its sides together; `None` where nothing does.
fn across(split: &Decision, ties: &[&Decision]) -> Option<Vec<DecisionId>> {
    let (first, second) = split.act.apart();
    let whole = bonds(ties.iter().copied(), split);
    let sides = groups(&whole, first);
    if second.iter().all(|claim| whole.group(claim).is_none_or(|group| !sides.contains(&group))) {
        return None;
    }
    let on_the_way = ties.iter().filter(|tie| leads_across(tie, ties, split));
    let mut ids: Vec<DecisionId> = on_the_way.map(|tie| tie.id.clone()).chain([split.id.clone()]).collect();
    ids.sort();
    Some(ids)
}

/// Whether a tie has part in a way from one side to the other: reached from both by the other ties, at two of its claims.
fn leads_across(tie: &Decision, ties: &[&Decision], split: &Decision) -> bool {
    let mut others = bonds(ties.iter().copied().filter(|other| other.id != tie.id), split);
    tie.act.together().iter().for_each(|claim| others.name(claim));
    others.settle();
    let (first, second) = split.act.apart();
    let reached = |side: &[ClaimId]| {
        let groups = groups(&others, side);
        let of = |claim: &&ClaimId| others.group(claim).is_some_and(|group| groups.contains(&group));
        tie.act.together().iter().filter(of).collect::<BTreeSet<&ClaimId>>()
    };
    let (here, there) = (reached(first), reached(second));
    !here.is_empty() && !there.is_empty() && here.union(&there).count() > 1
}

fn bonds<'a>(ties: impl Iterator<Item = &'a Decision>, split: &'a Decision) -> Bonds<'a> {
    let mut bonds = Bonds::default();
    ties.for_each(|tie| bonds.tie(tie.act.together()));
    let (first, second) = split.act.apart();
    first.iter().chain(second).for_each(|claim| bonds.name(claim));
    bonds.settle();
    bonds
}

fn groups(bonds: &Bonds<'_>, claims: &[ClaimId]) -> BTreeSet<usize> {
    claims.iter().filter_map(|claim| bonds.group(claim)).collect()
}

/// Decisions that give the same statements different origins.
fn origins(binding: &[&Decision]) -> Vec<Vec<DecisionId>> {
    let mut set: BTreeMap<Statements, Vec<&Decision>> = BTreeMap::new();
    for decision in binding {
        if let DecisionAct::SetOrigin { of, .. } = &decision.act {
            let of = match of {
                Statements::Source(name) => Statements::Source(source_key(name)),
                other => other.clone(),
            };
            set.entry(of).or_default().push(decision);
        }
    }
    let told = |decision: &Decision| match &decision.act {
        DecisionAct::SetOrigin { origin, speaks, .. } => Some((origin.clone(), *speaks)),
        _ => None,
    };
    let differ = |all: &Vec<&Decision>| all.iter().map(|one| told(one)).collect::<BTreeSet<_>>().len() > 1;
    let ids = |all: Vec<&Decision>| {
        let mut ids: Vec<DecisionId> = all.into_iter().map(|one| one.id.clone()).collect();
        ids.sort();
        ids
    };
    set.into_values().filter(differ).map(ids).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{decision, merge, revoke, split};
    use super::*;

    fn told(decisions: &[Decision]) -> Vec<Vec<String>> {
        let mut reversed = decisions.to_vec();
        reversed.reverse();
        let sorted = |all: &[Decision]| {
            let mut all = contested(all);
            all.sort();
            all
        };
        assert_eq!(sorted(decisions), sorted(&reversed), "no order is looked at");
        let names = |ids: Vec<DecisionId>| ids.iter().map(ToString::to_string).collect();
        sorted(decisions).into_iter().map(names).collect()
    }

    #[test]
    fn all_that_ties_across_a_split_is_contested_and_nothing_beside_it() {
        let beside = [merge(1, "a b"), merge(2, "b c"), merge(3, "x y"), merge(4, "c x"), split(5, "a", "c")];
        assert_eq!(told(&beside), [["d-1", "d-2", "d-5"]]);
        let twice = [merge(1, "a b"), merge(2, "a b"), split(3, "a", "b")];
        assert_eq!(told(&twice), [["d-1", "d-2", "d-3"]]);
        assert!(told(&[merge(1, "a b"), split(2, "a", "c")]).is_empty());
    }

    #[test]
    fn a_revocation_settles_it() {
        let held = [merge(1, "a b"), split(2, "a", "b"), revoke(3, 2)];
        assert!(told(&held).is_empty());
        assert_eq!(told(&held[..2]), [["d-1", "d-2"]]);
    }

    #[test]
    fn two_origins_of_the_same_statements_are_contested() {
        let set = |number, origin: &str| {
            let of = Statements::Source(if number == 1 { "The Hill Post" } else { "hill post" }.into());
            decision(number, DecisionAct::SetOrigin { of, origin: origin.into(), speaks: false })
        };
        assert_eq!(told(&[set(1, "Coast Wire"), set(2, "Reed Agency")]), [["d-1", "d-2"]]);
        assert!(told(&[set(1, "Coast Wire"), set(2, "Coast Wire")]).is_empty());
    }
}
