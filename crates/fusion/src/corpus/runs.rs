//! Runs of values that stand many times in a corpus, each run kept once under a number, all of them in one row: most are a few
//! values long, and a box of its own would take more than they do.

use super::slots::Slots;
use crate::stable::Fold;
use std::hash::{Hash, Hasher};

/// Equal runs under one number.
pub(crate) struct Runs<T> {
    items: Vec<T>,
    /// Where each run ends.
    ends: Vec<u32>,
    slots: Slots,
}

impl<T> Default for Runs<T> {
    fn default() -> Self {
        Self { items: Vec::new(), ends: Vec::new(), slots: Slots::default() }
    }
}

impl<T: Hash + PartialEq + Copy> Runs<T> {
    /// The number of a run; a new one where it is not held.
    pub(crate) fn put(&mut self, run: &[T]) -> u32 {
        let Self { items, ends, slots } = self;
        let is_it = |number| get(items, ends, number) == run;
        let held = slots.held_or_put(hash(run), is_it, |number| hash(get(items, ends, number)));
        if held as usize == self.ends.len() {
            self.items.extend_from_slice(run);
            self.ends
                .push(u32::try_from(self.items.len()).expect("less than four thousand million values fit into memory"));
        }
        held
    }
}

impl<T> Runs<T> {
    /// A run by its number.
    pub(crate) fn get(&self, number: u32) -> &[T] {
        get(&self.items, &self.ends, number)
    }

    /// How many runs it holds.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }
}

fn hash<T: Hash>(run: &[T]) -> u64 {
    let mut fold = Fold::default();
    run.hash(&mut fold);
    fold.finish()
}

fn get<'r, T>(items: &'r [T], ends: &[u32], number: u32) -> &'r [T] {
    let end = |number: u32| ends.get(number as usize).copied().unwrap_or_default() as usize;
    let first = number.checked_sub(1).map_or(0, end);
    items.get(first..end(number)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_runs_have_one_number_and_the_empty_run_is_one() {
        let run = |number: u32| (0..number % 7).map(|place| place * number).collect::<Vec<u32>>();
        let mut runs = Runs::default();
        let numbers: Vec<u32> = (0..200).map(|number| runs.put(&run(number))).collect();
        assert!((0..200).all(|number| runs.get(numbers[number as usize]) == run(number)));
        assert_eq!((runs.put(&[]), numbers[0], numbers[7]), (0, 0, 0));
        assert_eq!(runs.put(&run(150)), numbers[150]);
        assert!(runs.len() < 200);
    }
}
