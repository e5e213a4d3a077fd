//! Which tellings a corpus that went on has touched: so that a pair of them may be scored otherwise than before, or be no
//! candidate any more, or be one now; and what hangs together with them. It must not score anything.

use super::candidates::Blocks;
use super::clusters::{Edge, Large};
use super::remembered::Memory;
use super::telling::{Telling, Tellings};
use crate::corpus::Corpus;

/// What stands under no number.
const NONE: u32 = u32::MAX;

/// The numbers that claims and tellings have now, by serial.
pub(super) struct Numbers {
    claims: Vec<u32>,
    tellings: Vec<u32>,
}

impl Numbers {
    /// Those of a corpus and its tellings.
    pub(super) fn new(corpus: &Corpus, tellings: &Tellings<'_>) -> Self {
        let by_serial = |all: &mut dyn Iterator<Item = u32>| {
            let mut numbers = vec![NONE; corpus.serials()];
            for (number, serial) in (0_u32..).zip(all) {
                numbers.iter_mut().skip(serial as usize).take(1).for_each(|place| *place = number);
            }
            numbers
        };
        Self {
            claims: by_serial(&mut (0..corpus.claims().len()).map(|claim| corpus.serial(claim))),
            tellings: by_serial(&mut tellings.iter().map(|telling| telling.serial())),
        }
    }

    /// The telling that the claim of a serial founds.
    pub(super) fn telling(&self, serial: u32) -> Option<u32> {
        self.tellings.get(serial as usize).copied().filter(|number| *number != NONE)
    }

    /// The same of a pair, by its serials.
    pub(super) fn large(&self, large: Large) -> Option<Large> {
        Some(Large { a: self.telling(large.a)?, b: self.telling(large.b)?, ..large })
    }

    fn claim(&self, serial: u32) -> Option<usize> {
        self.claims.get(serial as usize).filter(|number| **number != NONE).map(|number| *number as usize)
    }
}

/// The tellings whose pairs are looked for anew, and those whose pairs are other than they were.
pub(super) struct Touched {
    touched: Vec<bool>,
    shaken: Vec<bool>,
}

impl Touched {
    /// What is new, what stands in a report whose words weigh otherwise now, and what stands in large blocks with a telling
    /// that came or went. `changed` goes by arrival.
    pub(super) fn new(blocks: &Blocks<'_>, memory: &Memory, numbers: &Numbers, changed: &[bool]) -> Self {
        let tellings = blocks.tellings;
        let was = |serial: u32| memory.founded.get(serial as usize).copied().flatten().is_some();
        let is_new: Vec<bool> = tellings.iter().map(|telling| !was(telling.serial())).collect();
        let weighs_otherwise = |telling: &Telling<'_>| changed.get(telling.arrival()).copied().unwrap_or(true);
        let touched = tellings.iter().zip(&is_new).map(|(telling, is_new)| *is_new || weighs_otherwise(&telling));
        let mut all = Self { touched: touched.collect(), shaken: vec![false; tellings.len()] };
        if all.touched.iter().all(|touched| *touched) {
            return all;
        }
        let gone =
            (0_u32..).zip(&memory.founded).filter(|(serial, was)| was.is_some() && numbers.telling(*serial).is_none());
        let gone: Vec<Telling<'_>> =
            gone.filter_map(|(serial, _)| Some(tellings.alone(numbers.claim(serial)?))).collect();
        let new = tellings.iter().zip(&is_new).filter(|(_, is_new)| **is_new).map(|(telling, _)| telling);
        let keys = blocks.keys(new.chain(gone.iter().copied()));
        for number in blocks.crowded(&keys, &is_new, &gone) {
            set(&mut all.touched, number);
        }
        // What was large enough may be too large now, and the other way round.
        let turned = |large: &&Large| large.is_too_large(memory.tellings) != large.is_too_large(tellings.len());
        let turned = memory.large.iter().filter(turned).flat_map(|large| [large.a, large.b]);
        turned.filter_map(|serial| numbers.telling(serial)).for_each(|number| all.shake(number));
        memory.bound.iter().filter_map(|serial| numbers.telling(*serial)).for_each(|number| all.shake(number));
        all
    }

    /// Whether the pairs of a telling are looked for anew.
    pub(super) fn holds(&self, number: u32) -> bool {
        self.touched.get(number as usize).copied().unwrap_or_default()
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.touched.iter().filter(|touched| **touched).count()
    }

    /// Them, in order.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        (0_u32..).zip(&self.touched).filter(|(_, touched)| **touched).map(|(number, _)| number)
    }

    /// Notes that a telling has lost a pair.
    pub(super) fn shake(&mut self, number: u32) {
        set(&mut self.shaken, number);
    }

    /// All tellings that hang together with what was touched or shaken, along the pairs that may join; those that are `bound`
    /// hang together.
    pub(super) fn open(&self, edges: &[Edge], bound: &[u32]) -> Open {
        let mut parts = Parts::new(self.touched.len());
        edges.iter().for_each(|edge| parts.unite(edge.a, edge.b));
        bound
            .windows(2)
            .for_each(|pair| pair.first().zip(pair.last()).into_iter().for_each(|(a, b)| parts.unite(*a, *b)));
        let mut open = vec![false; self.touched.len()];
        let moved =
            (0_u32..).zip(self.touched.iter().zip(&self.shaken)).filter(|(_, (touched, shaken))| **touched || **shaken);
        let moved = moved.map(|(number, _)| number).chain(bound.iter().copied());
        moved.for_each(|number| set(&mut open, parts.root(number)));
        let is_open = |root: u32| open.get(root as usize).copied().unwrap_or(true);
        Open((0..self.touched.len() as u32).map(|number| is_open(parts.root(number))).collect())
    }
}

fn set(all: &mut [bool], number: u32) {
    all.iter_mut().skip(number as usize).take(1).for_each(|place| *place = true);
}

/// The tellings that are joined anew.
pub(super) struct Open(Vec<bool>);

impl Open {
    /// Whether a telling is.
    pub(super) fn holds(&self, number: u32) -> bool {
        self.0.get(number as usize).copied().unwrap_or(true)
    }
}

/// What hangs together.
struct Parts(Vec<u32>);

impl Parts {
    fn new(count: usize) -> Self {
        Self((0..count as u32).collect())
    }

    fn root(&mut self, number: u32) -> u32 {
        let mut root = number;
        while let Some(next) = self.0.get(root as usize).copied().filter(|next| *next != root) {
            // Halves the way for whoever comes next.
            let beyond = self.0.get(next as usize).copied().unwrap_or(next);
            self.0.iter_mut().skip(root as usize).take(1).for_each(|place| *place = beyond);
            root = beyond;
        }
        root
    }

    fn unite(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.0.iter_mut().skip(a.max(b) as usize).take(1).for_each(|place| *place = a.min(b));
    }
}
