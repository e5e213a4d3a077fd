//! What people decided, as fusion obeys it: claims that stand together, claims that stand apart, origins that are set.
//! Decisions that contradict each other cannot all bind; which is told by `contradiction`, before one enters a record.
//! No rule here looks at who decided or at whom a claim names.

mod contested;

pub use contested::contested;

use model::decision::in_force;
use model::{ClaimId, Decision, DecisionAct, DecisionId, Note, ReportId, Statements};
use std::collections::{BTreeMap, BTreeSet};

/// Which decisions in force a new one contradicts; empty where it contradicts none. `decisions` are all of a record, in
/// their order.
pub fn contradiction(new: &Decision, decisions: &[Decision]) -> Vec<DecisionId> {
    let (mut rulings, _) = Rulings::new(decisions);
    rulings.accept(new).err().unwrap_or_default()
}

/// An origin that a person set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SetOrigin<'a> {
    /// Its name.
    pub(crate) name: &'a str,
    /// Whether it speaks for itself.
    pub(crate) speaks: bool,
    /// The decision, with who and why.
    pub(crate) decision: &'a Decision,
}

/// The decisions that bind.
#[derive(Debug, Default)]
pub(crate) struct Rulings<'a> {
    /// Claims that stand together, by the decision that says so.
    together: Vec<(&'a DecisionId, &'a [ClaimId])>,
    /// Claims of which each of the first stands apart from each of the second.
    apart: Vec<(&'a DecisionId, &'a [ClaimId], &'a [ClaimId])>,
    of_claim: BTreeMap<&'a ClaimId, SetOrigin<'a>>,
    of_report: BTreeMap<&'a ReportId, SetOrigin<'a>>,
    of_source: BTreeMap<String, SetOrigin<'a>>,
}

impl<'a> Rulings<'a> {
    /// Those of a record's decisions that are in force. Of decisions that contradict each other, which a record does not let
    /// in, the elder binds and the younger is told.
    pub(crate) fn new(decisions: &'a [Decision]) -> (Self, Vec<Note>) {
        let mut rulings = Self::default();
        let mut notes = Vec::new();
        for decision in in_force(decisions) {
            if let Err(with) = rulings.accept(decision) {
                let with: Vec<&str> = with.iter().map(DecisionId::as_str).collect();
                let message = format!("{} contradicts {} and does not bind", decision.id, with.join(", "));
                notes.push(Note::warning("decision-contradicted", message));
            }
        }
        (rulings, notes)
    }

    /// Takes a decision in, or says which it contradicts.
    fn accept(&mut self, decision: &'a Decision) -> Result<(), Vec<DecisionId>> {
        if let DecisionAct::SetOrigin { of, origin, speaks } = &decision.act {
            return self.accept_origin(of, SetOrigin { name: origin, speaks: *speaks, decision });
        }
        let (first, second) = decision.act.apart();
        let (groups, bars) = (self.together.len(), self.apart.len());
        self.together.extend((!decision.act.together().is_empty()).then(|| (&decision.id, decision.act.together())));
        self.apart.extend((!first.is_empty()).then_some((&decision.id, first, second)));
        let broken = self.broken();
        if broken.is_empty() {
            return Ok(());
        }
        self.together.truncate(groups);
        self.apart.truncate(bars);
        Err(broken.into_iter().filter(|id| *id != decision.id).collect())
    }

    fn accept_origin(&mut self, of: &'a Statements, set: SetOrigin<'a>) -> Result<(), Vec<DecisionId>> {
        let held = match of {
            Statements::Claim(id) => self.of_claim.get(id),
            Statements::Report(id) => self.of_report.get(id),
            Statements::Source(name) => self.of_source.get(&source_key(name)),
        };
        match held {
            Some(held) if (held.name, held.speaks) != (set.name, set.speaks) => {
                return Err(vec![held.decision.id.clone()]);
            }
            Some(_) => return Ok(()),
            None => {}
        }
        match of {
            Statements::Claim(id) => self.of_claim.insert(id, set),
            Statements::Report(id) => self.of_report.insert(id, set),
            Statements::Source(name) => self.of_source.insert(source_key(name), set),
        };
        Ok(())
    }

    /// The decisions of the first contradiction: the one that bars, and those that tie across its bar.
    fn broken(&self) -> Vec<DecisionId> {
        let bonds = self.bonds();
        for (id, first, second) in &self.apart {
            let sides: BTreeSet<usize> = first.iter().filter_map(|claim| bonds.group(claim)).collect();
            let across = second.iter().find(|claim| bonds.group(claim).is_some_and(|group| sides.contains(&group)));
            if let Some(across) = across {
                let mut broken = self.chain(first, across);
                broken.push((*id).clone());
                return broken;
            }
        }
        Vec::new()
    }

    /// The decisions that tie a claim to one of some others, along the shortest way.
    fn chain(&self, from: &[ClaimId], to: &ClaimId) -> Vec<DecisionId> {
        let mut reached: Vec<(usize, Option<usize>)> = Vec::new();
        let mut seen = BTreeSet::new();
        let begins = |claims: &[ClaimId]| from.iter().any(|claim| claims.contains(claim));
        for (place, _) in self.together.iter().enumerate().filter(|(_, (_, claims))| begins(claims)) {
            seen.insert(place);
            reached.push((place, None));
        }
        let mut next = 0;
        while let Some((place, _)) = reached.get(next).copied() {
            let Some((_, claims)) = self.together.get(place) else { break };
            if claims.contains(to) {
                return self.walked(&reached, next);
            }
            let ours: BTreeSet<&ClaimId> = claims.iter().collect();
            for (other, (_, theirs)) in self.together.iter().enumerate() {
                if theirs.iter().any(|claim| ours.contains(claim)) && seen.insert(other) {
                    reached.push((other, Some(next)));
                }
            }
            next += 1;
        }
        Vec::new()
    }

    fn walked(&self, reached: &[(usize, Option<usize>)], end: usize) -> Vec<DecisionId> {
        let mut walked = Vec::new();
        let mut at = Some(end);
        while let Some((place, before)) = at.and_then(|at| reached.get(at).copied()) {
            walked.extend(self.together.get(place).map(|(id, _)| (*id).clone()));
            at = before;
        }
        walked.reverse();
        walked
    }

    /// Which claims stand together and apart.
    pub(crate) fn bonds(&self) -> Bonds<'a> {
        let mut bonds = Bonds::default();
        for (_, claims) in &self.together {
            bonds.tie(claims);
        }
        for (_, first, second) in &self.apart {
            first.iter().chain(*second).for_each(|claim| bonds.name(claim));
        }
        bonds.settle();
        bonds
    }

    /// Claims that stand together, by the decision that says so, in the order of decisions.
    pub(crate) fn together(&self) -> &[(&'a DecisionId, &'a [ClaimId])] {
        &self.together
    }

    /// Which groups of `bonds` stand apart from which: both ways.
    pub(crate) fn barred(&self, bonds: &Bonds<'a>) -> Vec<BTreeSet<usize>> {
        let mut barred = vec![BTreeSet::new(); bonds.count()];
        let groups = |claims: &[ClaimId]| claims.iter().filter_map(|claim| bonds.group(claim)).collect::<BTreeSet<_>>();
        for (_, first, second) in &self.apart {
            let (first, second) = (groups(first), groups(second));
            for (here, there) in [(&first, &second), (&second, &first)] {
                for group in here {
                    barred.iter_mut().skip(*group).take(1).for_each(|all: &mut BTreeSet<usize>| all.extend(there));
                }
            }
        }
        barred
    }

    /// Whether people set the origin of any claim or report.
    pub(crate) fn set_origins(&self) -> bool {
        !self.of_claim.is_empty() || !self.of_report.is_empty()
    }

    /// The origin that a person set for a claim, or for what its report says of its own.
    pub(crate) fn origin_of_claim(&self, claim: &ClaimId) -> Option<&SetOrigin<'a>> {
        self.of_claim.get(claim)
    }

    /// The origin that a person set for a report.
    pub(crate) fn origin_of_report(&self, report: &ReportId) -> Option<&SetOrigin<'a>> {
        self.of_report.get(report)
    }

    /// The origin that a person set for a source.
    pub(crate) fn origin_of_source(&self, name: &str) -> Option<&SetOrigin<'a>> {
        self.of_source.get(&source_key(name))
    }
}

fn source_key(name: &str) -> String {
    crate::origins::names::plain(name)
}

/// Groups of claims that decisions tie; a claim that is only kept apart is a group of its own.
#[derive(Debug, Default)]
pub(crate) struct Bonds<'a> {
    parent: Vec<usize>,
    place: BTreeMap<&'a ClaimId, usize>,
    /// Each root's number among the groups, once settled.
    number: BTreeMap<usize, usize>,
}

impl<'a> Bonds<'a> {
    fn name(&mut self, claim: &'a ClaimId) {
        let next = self.parent.len();
        if let std::collections::btree_map::Entry::Vacant(vacant) = self.place.entry(claim) {
            vacant.insert(next);
            self.parent.push(next);
        }
    }

    fn tie(&mut self, claims: &'a [ClaimId]) {
        claims.iter().for_each(|claim| self.name(claim));
        let places: Vec<usize> = claims.iter().filter_map(|claim| self.place.get(claim).copied()).collect();
        let Some(first) = places.first() else { return };
        for place in &places {
            let (a, b) = (self.root(*first), self.root(*place));
            self.parent.iter_mut().skip(a.max(b)).take(1).for_each(|parent| *parent = a.min(b));
        }
    }

    fn root(&self, place: usize) -> usize {
        let mut root = place;
        while let Some(next) = self.parent.get(root).copied().filter(|next| *next != root) {
            root = next;
        }
        root
    }

    fn settle(&mut self) {
        let roots: BTreeSet<usize> = (0..self.parent.len()).map(|place| self.root(place)).collect();
        self.number = roots.into_iter().zip(0..).collect();
    }

    /// How many groups there are.
    pub(crate) fn count(&self) -> usize {
        self.number.len()
    }

    /// The group of a claim; `None` where no decision names it.
    pub(crate) fn group(&self, claim: &ClaimId) -> Option<usize> {
        let place = self.place.get(claim)?;
        self.number.get(&self.root(*place)).copied()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use model::IncidentId;

    fn claims(names: &str) -> Vec<ClaimId> {
        names.split(' ').map(|name| ClaimId::new(format!("r-{name}.c1")).unwrap()).collect()
    }

    pub(super) fn decision(number: u64, act: DecisionAct) -> Decision {
        let id = DecisionId::new(format!("d-{number}")).unwrap();
        Decision { id, act, by: "Ana".into(), why: "seen on site".into(), at: "2031-05-01T06:00:00Z".into(), seen: 1 }
    }

    pub(super) fn merge(number: u64, names: &str) -> Decision {
        decision(number, DecisionAct::Merge { incidents: Vec::new(), claims: claims(names) })
    }

    pub(super) fn split(number: u64, names: &str, rest: &str) -> Decision {
        let incident = IncidentId::new("i-1").unwrap();
        decision(number, DecisionAct::Split { incident, claims: claims(names), rest: claims(rest) })
    }

    pub(super) fn revoke(number: u64, of: u64) -> Decision {
        decision(number, DecisionAct::Revoke { decisions: vec![DecisionId::new(format!("d-{of}")).unwrap()] })
    }

    fn against(new: &Decision, held: &[Decision]) -> Vec<String> {
        contradiction(new, held).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_split_of_what_was_merged_names_every_link_between_and_only_those() {
        let held = [merge(1, "a b"), merge(2, "x y"), merge(3, "b c")];
        assert_eq!(against(&split(4, "a", "c"), &held), ["d-1", "d-3"]);
        assert!(against(&split(4, "a", "x"), &held).is_empty());
        assert_eq!(against(&split(4, "c a", "b"), &held), ["d-1"]);
    }

    #[test]
    fn a_merge_over_a_split_names_it_also_round_corners() {
        let held = [split(1, "a", "b c"), merge(2, "c d")];
        assert_eq!(against(&merge(3, "a d"), &held), ["d-2", "d-1"]);
        assert_eq!(against(&merge(3, "a b"), &held), ["d-1"]);
        assert!(against(&merge(3, "b c"), &held).is_empty());
        let revoked = [held[0].clone(), held[1].clone(), revoke(3, 1)];
        assert!(against(&merge(4, "a d"), &revoked).is_empty());
    }

    #[test]
    fn one_statement_has_one_origin() {
        let set = |number, origin: &str| {
            let of = Statements::Source("The Hill Post".into());
            decision(number, DecisionAct::SetOrigin { of, origin: origin.into(), speaks: false })
        };
        let same = Statements::Source("hill post".into());
        let again = decision(2, DecisionAct::SetOrigin { of: same, origin: "Coast Wire".into(), speaks: false });
        assert_eq!(against(&set(2, "Reed Agency"), &[set(1, "Coast Wire")]), ["d-1"]);
        assert!(against(&again, &[set(1, "Coast Wire")]).is_empty());
    }

    #[test]
    fn groups_that_stand_apart_know_it_both_ways() {
        let held = [merge(1, "a b"), split(2, "b", "c")];
        let (rulings, notes) = Rulings::new(&held);
        assert!(notes.is_empty());
        let bonds = rulings.bonds();
        let group = |name: &str| bonds.group(&claims(name)[0]).unwrap();
        assert_eq!((bonds.count(), group("a")), (2, group("b")));
        let barred = rulings.barred(&bonds);
        assert!(barred[group("a")].contains(&group("c")) && barred[group("c")].contains(&group("b")));
        let (_, notes) = Rulings::new(&[merge(1, "a b"), split(2, "a", "b")]);
        assert_eq!(notes[0].code, "decision-contradicted");
    }
}
