//! Values that stand many times in a corpus, each kept once under a number. Numbers follow the order of arrival: they may be
//! compared for equality and looked up, never ordered by.

use super::slots::Slots;
use crate::stable::Fold;
use std::hash::{Hash, Hasher};

/// Equal values under one number.
pub(crate) struct Pool<T> {
    items: Vec<T>,
    slots: Slots,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self { items: Vec::new(), slots: Slots::default() }
    }
}

impl<T: Hash + PartialEq> Pool<T> {
    /// The number of a value; a new one where the pool does not hold it.
    pub(crate) fn put(&mut self, item: T) -> u32 {
        let Self { items, slots } = self;
        let held = slots.held_or_put(
            hash(&item),
            |number| same(items, number, &item),
            |number| items.get(number as usize).map(hash).unwrap_or_default(),
        );
        if held as usize == self.items.len() {
            self.items.push(item);
        }
        held
    }

    /// The number of a value that the pool may hold.
    pub(crate) fn find(&self, item: &T) -> Option<u32> {
        self.slots.held(hash(item), |number| same(&self.items, number, item))
    }
}

fn hash<T: Hash>(item: &T) -> u64 {
    let mut fold = Fold::default();
    item.hash(&mut fold);
    fold.finish()
}

fn same<T: PartialEq>(items: &[T], number: u32, item: &T) -> bool {
    items.get(number as usize).is_some_and(|held| held == item)
}

impl<T> Pool<T> {
    /// A value by its number.
    pub(crate) fn get(&self, number: u32) -> &T {
        self.items.get(number as usize).expect("numbers are given by this pool")
    }

    /// How many values it holds.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_have_one_number_and_others_another() {
        let mut pool = Pool::default();
        let numbers: Vec<u32> = (0..1_000).map(|value| pool.put(format!("value {}", value % 300))).collect();
        assert_eq!(pool.items.len(), 300);
        assert!(numbers.iter().enumerate().all(|(value, number)| *number as usize == value % 300));
        assert_eq!(pool.get(numbers[299]), "value 299");
    }
}
