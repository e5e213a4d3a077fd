//! Learned weights at rest: a hash table from feature keys to short lists of (class, weight). Read only; learning is in
//! `train`.

use crate::wide::wide;

/// Room for one score a class. No model has more than 128 classes.
pub(crate) const CLASSES: usize = 128;

/// Scores by class.
pub(crate) type Scores = [i32; CLASSES];

/// What can score features: weights at rest, or weights being learned.
pub(crate) trait Scorer {
    /// Adds the weights of all keys to the scores.
    fn add(&self, keys: &[u32], scores: &mut Scores);
}

/// One feature's weight for one class. Stored as a code in one byte whose signed square is the weight.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Cell {
    pub(crate) class: u8,
    pub(crate) weight: i16,
}

impl Cell {
    /// A cell from its stored code.
    #[inline]
    pub(crate) fn new(class: u8, code: i8) -> Cell {
        let root = i16::from(code.max(-127));
        Cell { class, weight: root * root.abs() }
    }

    /// The code that a cell is stored as.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn code(self) -> i8 {
        let root = f32::from(self.weight.abs()).sqrt().round() as i8;
        if self.weight < 0 { -root } else { root }
    }
}

/// Where the row of a key lies. The place holds the row's start in its upper 25 bits and its length in the lower 7, 127
/// for a dense row.
#[derive(Clone, Copy)]
struct Slot {
    key: u32,
    place: u32,
}

const FREE: Slot = Slot { key: u32::MAX, place: 0 };

/// Rows from this length on are stored as one weight for each class: adding them is a run of plain additions, and they
/// make up nine tenths of all cells met in a sentence.
const DENSE_FROM: usize = 14;
const DENSE: u32 = 127;

/// The table. Keys are their own hashes: a key's slot is given by its upper bits, so that rows added in the order of
/// their keys fill the table from front to back, and a search can stop at the first greater key.
///
/// Most keys of a configuration are in no table, and each search is a miss of the cache: a filter of one bit for each of
/// the keys' first bits is asked first, because it fits into the cache.
pub(crate) struct Weights {
    slots: Vec<Slot>,
    cells: Vec<Cell>,
    dense: Vec<i16>,
    classes: usize,
    shift: u32,
    filter: Vec<u64>,
    filter_shift: u32,
}

impl Weights {
    /// An empty table for so many rows and classes.
    pub(crate) fn with_room(count: usize, classes: usize) -> Weights {
        let bits = (count + count / 3).max(16).next_power_of_two().trailing_zeros();
        let filter_bits = (bits + 3).min(23);
        // Rows at the end probe past the last slot instead of wrapping round; the reserve takes them in.
        let slots = vec![FREE; (1 << bits) + 64 + count / 8];
        Weights {
            slots,
            cells: Vec::with_capacity(count * 2),
            dense: Vec::new(),
            classes: classes.next_multiple_of(8).min(CLASSES),
            shift: 32 - bits,
            filter: vec![0; 1 << (filter_bits - 6)],
            filter_shift: 32 - filter_bits,
        }
    }

    /// Builds the table from rows in ascending order of keys.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn from_rows<'a>(
        count: usize,
        classes: usize,
        rows: impl Iterator<Item = (u32, &'a [Cell])>,
    ) -> Weights {
        let mut table = Weights::with_room(count, classes);
        rows.for_each(|(key, cells)| table.insert(key, cells));
        table
    }

    /// Adds a row whose key is greater than all before it; an empty row leaves no trace.
    pub(crate) fn insert(&mut self, key: u32, cells: &[Cell]) {
        let home = self.home(key);
        let place = self.place(cells);
        if let Some(slot) = self.slots.iter_mut().skip(home).find(|slot| slot.place & 127 == 0) {
            *slot = Slot { key, place };
            let (word, bit) = self.filter_place(key);
            if let Some(word) = self.filter.get_mut(word) {
                *word |= 1 << bit;
            }
        }
    }

    fn place(&mut self, cells: &[Cell]) -> u32 {
        if cells.len() < DENSE_FROM {
            let start = u32::try_from(self.cells.len()).unwrap_or_default();
            self.cells.extend_from_slice(cells);
            return start << 7 | u32::try_from(cells.len()).unwrap_or_default();
        }
        let start = self.dense.len();
        self.dense.resize(start + self.classes, 0);
        for cell in cells {
            if let Some(weight) = self.dense.get_mut(start + usize::from(cell.class)) {
                *weight = cell.weight;
            }
        }
        u32::try_from(start / self.classes).unwrap_or_default() << 7 | DENSE
    }

    #[inline(always)]
    fn home(&self, key: u32) -> usize {
        (key >> self.shift) as usize
    }

    #[inline(always)]
    fn filter_place(&self, key: u32) -> (usize, u32) {
        let place = key >> self.filter_shift;
        ((place >> 6) as usize, place & 63)
    }

    #[inline(always)]
    fn may_hold(&self, key: u32) -> bool {
        let (word, bit) = self.filter_place(key);
        self.filter.get(word).is_some_and(|word| word >> bit & 1 == 1)
    }

    #[inline(always)]
    fn first_probe(&self, key: u32) -> u32 {
        self.slots.get(self.home(key)).map_or(0, |slot| slot.key)
    }

    #[inline(always)]
    fn find(&self, key: u32) -> u32 {
        let probes = self.slots.get(self.home(key)..).unwrap_or_default();
        let slot = probes.iter().find(|slot| slot.key >= key).copied().unwrap_or(FREE);
        if slot.key == key { slot.place } else { 0 }
    }

    #[inline(always)]
    fn first_weight(&self, place: u32) -> i16 {
        let start = (place >> 7) as usize;
        if place & 127 != DENSE {
            return self.cells.get(start).map_or(0, |cell| cell.weight);
        }
        let weight = |at: usize| self.dense.get(start * self.classes + at).copied().unwrap_or_default();
        weight(0) ^ weight(32) ^ weight(64)
    }

    #[inline(always)]
    fn sparse(&self, place: u32) -> &[Cell] {
        let start = (place >> 7) as usize;
        self.cells.get(start..start + (place & 127) as usize).unwrap_or_default()
    }

    #[inline(always)]
    fn add_row(&self, place: u32, scores: &mut Scores) {
        if place & 127 == DENSE {
            let start = (place >> 7) as usize * self.classes;
            let row = self.dense.get(start..start + self.classes).unwrap_or_default();
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += i32::from(*weight);
            }
            return;
        }
        for cell in self.sparse(place) {
            if let Some(score) = scores.get_mut(usize::from(cell.class & 127)) {
                *score += i32::from(cell.weight);
            }
        }
    }

    /// The cells of a key with few classes; empty if the model has none.
    #[inline]
    pub(crate) fn row(&self, key: u32) -> &[Cell] {
        let place = if self.may_hold(key) { self.find(key) } else { 0 };
        match place {
            place if place & 127 == DENSE => &[],
            place => self.sparse(place),
        }
    }
}

impl Scorer for Weights {
    fn add(&self, keys: &[u32], scores: &mut Scores) {
        wide(Sum { weights: self, keys, scores });
    }
}

/// The question what keys add to scores.
struct Sum<'a> {
    weights: &'a Weights,
    keys: &'a [u32],
    scores: &'a mut Scores,
}

impl pulp::NullaryFnOnce for Sum<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.weights.add_all(self.keys, self.scores);
    }
}

impl Weights {
    #[inline(always)]
    fn add_all(&self, keys: &[u32], scores: &mut Scores) {
        let (mut passed, mut places) = ([0_u32; 160], [0_u32; 160]);
        for keys in keys.chunks(passed.len()) {
            // Each pass only touches one structure and does not branch on what it finds there, so that its cache misses
            // overlap; waiting for them one after the other takes four fifths of the time otherwise.
            let count = collect(keys, &mut passed, |key| if self.may_hold(key) { Some(key) } else { None });
            let passed = passed.get(..count).unwrap_or_default();
            std::hint::black_box(passed.iter().fold(0, |sum, key| sum ^ self.first_probe(*key)));
            let found = collect(passed, &mut places, |key| Some(self.find(key)).filter(|place| *place != 0));
            let places = places.get(..found).unwrap_or_default();
            std::hint::black_box(places.iter().fold(0, |sum, place| sum ^ self.first_weight(*place)));
            for place in places {
                self.add_row(*place, scores);
            }
        }
    }
}

/// Puts what is kept of the values to the front of a list, and counts it.
#[inline(always)]
fn collect(values: &[u32], into: &mut [u32; 160], keep: impl Fn(u32) -> Option<u32>) -> usize {
    let mut count = 0;
    for value in values {
        let kept = keep(*value);
        if let Some(place) = into.get_mut(count) {
            *place = kept.unwrap_or_default();
        }
        count += usize::from(kept.is_some());
    }
    count
}

#[cfg(test)]
mod tests {
    use super::{Cell, Scorer, Weights};

    #[test]
    fn rows_whose_slots_clash_are_all_found() {
        let rows: Vec<(u32, Vec<Cell>)> = [1_u32, 2, 3, u32::MAX - 2, u32::MAX - 1, u32::MAX]
            .iter()
            .map(|key| (*key, vec![Cell { class: 1, weight: i16::try_from(key % 100).unwrap() }]))
            .collect();
        let table = Weights::from_rows(rows.len(), 8, rows.iter().map(|(key, cells)| (*key, cells.as_slice())));
        for (key, cells) in &rows {
            assert_eq!(table.row(*key), cells.as_slice());
        }
        assert!(table.row(4).is_empty());
    }

    #[test]
    fn scores_add_up_over_keys() {
        let cells = [Cell { class: 3, weight: -5 }, Cell { class: 4, weight: 7 }];
        let many: Vec<Cell> = (0..40).map(|class| Cell { class, weight: 1 }).collect();
        let rows = [(10, &cells[..]), (2_000_000_000, &cells[..1]), (4_000_000_000, &many[..])];
        let table = Weights::from_rows(3, 40, rows.into_iter());
        let mut scores = [0; super::CLASSES];
        table.add(&[10, 2_000_000_000, 11], &mut scores);
        assert_eq!((scores[3], scores[4]), (-10, 7));
        table.add(&[4_000_000_000], &mut scores);
        assert_eq!((scores[3], scores[4], scores[39]), (-10 + 1, 7 + 1, 1));
    }
}
