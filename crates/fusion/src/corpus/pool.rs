//! Values that stand many times in a corpus, each kept once under a number. Numbers follow the order of arrival: they may be
//! compared for equality and looked up, never ordered by.

use crate::stable::Fold;
use std::hash::{Hash, Hasher};

/// A value that is kept nowhere yet.
const FREE: u32 = u32::MAX;

/// Equal values under one number.
pub(crate) struct Pool<T> {
    items: Vec<T>,
    /// Open addressing over `items`, a power of two of places, at most half of them taken.
    slots: Vec<u32>,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self { items: Vec::new(), slots: vec![FREE; 16] }
    }
}

impl<T: Hash + PartialEq> Pool<T> {
    /// The number of a value; a new one where the pool does not hold it.
    pub(crate) fn put(&mut self, item: T) -> u32 {
        if self.items.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let place = self.place(&item, |held| *held == item);
        if let Some(held) = self.held(place) {
            return held;
        }
        let number = u32::try_from(self.items.len()).expect("less than four thousand million values fit into memory");
        self.items.push(item);
        self.slots.iter_mut().skip(place).take(1).for_each(|slot| *slot = number);
        number
    }

    /// The number of a value that the pool may hold.
    pub(crate) fn find(&self, item: &T) -> Option<u32> {
        self.held(self.place(item, |held| held == item))
    }

    fn held(&self, place: usize) -> Option<u32> {
        self.slots.get(place).copied().filter(|held| *held != FREE)
    }

    /// The place where an item stands or can stand.
    fn place(&self, item: &T, is_it: impl Fn(&T) -> bool) -> usize {
        let mut fold = Fold::default();
        item.hash(&mut fold);
        let mask = self.slots.len() - 1;
        let mut place = fold.finish() as usize & mask;
        while let Some(held) = self.slots.get(place).and_then(|slot| self.items.get(*slot as usize)) {
            if is_it(held) {
                break;
            }
            place = (place + 1) & mask;
        }
        place
    }

    fn grow(&mut self) {
        self.slots = vec![FREE; self.slots.len() * 2];
        for number in 0..self.items.len() {
            let Some(item) = self.items.get(number) else { continue };
            let place = self.place(item, |_| false);
            self.slots.iter_mut().skip(place).take(1).for_each(|slot| *slot = number as u32);
        }
    }
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
