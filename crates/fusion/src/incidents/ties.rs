//! Where people's decisions hold while tellings are joined: which may not come together, whatever the scores say, and which
//! do. A decision stands before every rule of the program, also before that which makes a copy one with its original.

use crate::corpus::Corpus;
use crate::rulings::{Bonds, Rulings};
use model::{ClaimId, DecisionId};
use std::collections::{BTreeMap, BTreeSet};

/// What is tied to each other, by people and by what the program joined so far: groups that know which groups they bar.
///
/// A group of claims that people tied is one from the beginning, although its tellings are still apart: whatever joins one
/// of them has joined them all, so that what bars one bars all.
pub(crate) struct Ties<'a> {
    rulings: &'a Rulings<'a>,
    /// By claim number, the group in which a decision names it.
    named: BTreeMap<usize, usize>,
    parent: Vec<usize>,
    /// By root: the groups of decisions in it, and those that they bar. Most groups hold no claim that a decision names.
    bound: BTreeMap<usize, BTreeSet<usize>>,
    barred: BTreeMap<usize, BTreeSet<usize>>,
}

/// A part of a claim and its copies that decisions do not set apart.
pub(crate) struct Part {
    /// The claim that speaks for it.
    pub(crate) founding: u32,
    /// Where its claims begin in the list of all: the founding one too, in order.
    pub(crate) first: u32,
    /// Where they end.
    pub(crate) end: u32,
    /// Its group.
    pub(crate) group: u32,
}

impl<'a> Ties<'a> {
    /// What people decided on the claims of a corpus.
    pub(crate) fn new(corpus: &Corpus, rulings: &'a Rulings<'a>) -> Self {
        let bonds: Bonds<'a> = rulings.bonds();
        let count = bonds.count();
        let numbers = if count == 0 { 0..0 } else { 0..corpus.claims().len() };
        let named = numbers.filter_map(|number| Some((number, bonds.group(&corpus.id(number))?)));
        Self {
            rulings,
            named: named.collect(),
            parent: (0..count).collect(),
            bound: (0..count).map(|group| (group, BTreeSet::from([group]))).collect(),
            barred: (0..).zip(rulings.barred(&bonds)).collect(),
        }
    }

    /// A claim and its copies, as (root, claim) in order, in parts: one, unless decisions keep some of them apart. A claim
    /// that no decision names goes with the root.
    pub(crate) fn divide(&mut self, of_root: &[(u32, u32)], parts: &mut Vec<Part>, claims: &mut Vec<u32>) {
        let Some((root, _)) = of_root.first() else { return };
        let mut divided = vec![(*root, self.group(*root), Vec::new())];
        for (_, claim) in of_root {
            let place = match self.named.get(&(*claim as usize)).copied() {
                _ if claim == root => Some(0),
                None => Some(0),
                Some(group) => divided.iter().position(|(_, other, _)| self.unite(*other, group)),
            };
            match place.and_then(|place| divided.get_mut(place)) {
                Some((_, _, all)) => all.push(*claim),
                None => divided.push((*claim, self.group(*claim), vec![*claim])),
            }
        }
        for (founding, group, all) in divided {
            let first = claims.len() as u32;
            claims.extend(all);
            parts.push(Part { founding, first, end: claims.len() as u32, group: group as u32 });
        }
    }

    /// Whether a decision names a claim.
    pub(crate) fn names(&self, claim: u32) -> bool {
        self.named.contains_key(&(claim as usize))
    }

    /// The group of a claim; a new one where no decision names it, unless none names any.
    fn group(&mut self, claim: u32) -> usize {
        if self.named.is_empty() {
            return 0;
        }
        if let Some(group) = self.named.get(&(claim as usize)) {
            return *group;
        }
        self.parent.push(self.parent.len());
        self.parent.len() - 1
    }

    /// Whether two groups may come together.
    pub(crate) fn may_unite(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        let (Some(bound), Some(barred)) = (self.bound.get(&a), self.barred.get(&b)) else { return true };
        a == b || bound.is_disjoint(barred)
    }

    /// Brings two groups together, unless they may not.
    pub(crate) fn unite(&mut self, a: usize, b: usize) -> bool {
        if !self.may_unite(a, b) {
            return false;
        }
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            self.parent.iter_mut().skip(b).take(1).for_each(|parent| *parent = a);
            for all in [&mut self.bound, &mut self.barred] {
                if let Some(poured) = all.remove(&b) {
                    all.entry(a).or_default().extend(poured);
                }
            }
        }
        true
    }

    fn root(&mut self, group: usize) -> usize {
        let mut root = group;
        while let Some(next) = self.parent.get(root).copied().filter(|next| *next != root) {
            root = next;
        }
        self.parent.iter_mut().skip(group).take(1).for_each(|parent| *parent = root);
        root
    }

    /// What decisions say stands together: by decision, in their order.
    pub(crate) fn together(&self) -> &[(&'a DecisionId, &'a [ClaimId])] {
        self.rulings.together()
    }
}
