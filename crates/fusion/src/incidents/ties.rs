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
    /// By root: the groups of decisions in it, and those that they bar.
    bound: Vec<BTreeSet<usize>>,
    barred: Vec<BTreeSet<usize>>,
}

/// A part of a claim and its copies that decisions do not set apart.
pub(crate) struct Part {
    /// The claim that speaks for it.
    pub(crate) founding: usize,
    /// All, the founding one too, in order.
    pub(crate) claims: Vec<usize>,
    /// Its group.
    pub(crate) group: usize,
}

impl<'a> Ties<'a> {
    /// What people decided on the claims of a corpus.
    pub(crate) fn new(corpus: &Corpus<'_>, rulings: &'a Rulings<'a>) -> Self {
        let bonds: Bonds<'a> = rulings.bonds();
        let count = bonds.count();
        let numbers = if count == 0 { 0..0 } else { 0..corpus.claims.len() };
        let named = numbers.filter_map(|number| Some((number, bonds.group(&corpus.claim(number).1.id)?)));
        Self {
            rulings,
            named: named.collect(),
            parent: (0..count).collect(),
            bound: (0..count).map(|group| BTreeSet::from([group])).collect(),
            barred: rulings.barred(&bonds),
        }
    }

    /// A claim and its copies in parts: one, unless decisions keep some of them apart. A claim that no decision names goes
    /// with the root.
    pub(crate) fn divide(&mut self, root: usize, claims: Vec<usize>) -> Vec<Part> {
        let mut parts = vec![Part { founding: root, claims: Vec::new(), group: self.group(root) }];
        for claim in claims {
            let place = match self.named.get(&claim).copied() {
                _ if claim == root => Some(0),
                None => Some(0),
                Some(group) => parts.iter().position(|part| self.unite(part.group, group)),
            };
            match place.and_then(|place| parts.get_mut(place)) {
                Some(part) => part.claims.push(claim),
                None => parts.push(Part { founding: claim, claims: vec![claim], group: self.group(claim) }),
            }
        }
        parts
    }

    /// The group of a claim; a new one where no decision names it.
    fn group(&mut self, claim: usize) -> usize {
        if let Some(group) = self.named.get(&claim) {
            return *group;
        }
        self.parent.push(self.parent.len());
        self.bound.push(BTreeSet::new());
        self.barred.push(BTreeSet::new());
        self.parent.len() - 1
    }

    /// Whether two groups may come together.
    pub(crate) fn may_unite(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        let (Some(bound), Some(barred)) = (self.bound.get(a), self.barred.get(b)) else { return true };
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
                let poured = all.get_mut(b).map(std::mem::take).unwrap_or_default();
                all.iter_mut().skip(a).take(1).for_each(|into| into.extend(&poured));
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
