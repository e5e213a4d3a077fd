//! Learned weights at rest: a hash table from feature keys to short lists of (class, weight). Read only; learning is in
//! `train`.

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

#[derive(Clone, Copy, Default)]
struct Slot {
    key: u32,
    start: u32,
    length: u8,
}

/// The table. Keys are their own hashes: a key's slot is given by its upper bits, so that rows added in the order of
/// their keys fill the table from front to back.
pub(crate) struct Weights {
    slots: Vec<Slot>,
    cells: Vec<Cell>,
    shift: u32,
}

impl Weights {
    /// An empty table for so many rows.
    pub(crate) fn with_room(count: usize) -> Weights {
        let bits = (count * 2).max(16).next_power_of_two().trailing_zeros();
        // Rows at the end probe past the last slot instead of wrapping round; the reserve takes them in.
        let slots = vec![Slot::default(); (1 << bits) + 64 + count / 16];
        Weights { slots, cells: Vec::with_capacity(count * 3), shift: 32 - bits }
    }

    /// Builds the table from rows in ascending order of keys.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn from_rows<'a>(count: usize, rows: impl Iterator<Item = (u32, &'a [Cell])>) -> Weights {
        let mut table = Weights::with_room(count);
        rows.for_each(|(key, cells)| table.insert(key, cells));
        table
    }

    /// Adds a row whose key is greater than all before it; an empty row leaves no trace.
    pub(crate) fn insert(&mut self, key: u32, cells: &[Cell]) {
        let start = u32::try_from(self.cells.len()).unwrap_or(u32::MAX);
        let length = u8::try_from(cells.len()).unwrap_or(u8::MAX);
        let home = self.home(key);
        if let Some(slot) = self.slots.iter_mut().skip(home).find(|slot| slot.length == 0) {
            *slot = Slot { key, start, length };
            self.cells.extend_from_slice(cells);
        }
    }

    fn home(&self, key: u32) -> usize {
        usize::try_from(key >> self.shift).unwrap_or_default()
    }

    /// The row of a key; empty if the model has none.
    #[inline]
    pub(crate) fn row(&self, key: u32) -> &[Cell] {
        let probes = self.slots.get(self.home(key)..).unwrap_or_default();
        for slot in probes {
            if slot.length == 0 {
                break;
            }
            if slot.key == key {
                let start = usize::try_from(slot.start).unwrap_or_default();
                return self.cells.get(start..start + usize::from(slot.length)).unwrap_or_default();
            }
        }
        &[]
    }
}

impl Scorer for Weights {
    #[inline]
    fn add(&self, keys: &[u32], scores: &mut Scores) {
        for key in keys {
            for cell in self.row(*key) {
                if let Some(score) = scores.get_mut(usize::from(cell.class & 127)) {
                    *score += i32::from(cell.weight);
                }
            }
        }
    }
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
        let table = Weights::from_rows(rows.len(), rows.iter().map(|(key, cells)| (*key, cells.as_slice())));
        for (key, cells) in &rows {
            assert_eq!(table.row(*key), cells.as_slice());
        }
        assert!(table.row(4).is_empty());
    }

    #[test]
    fn scores_add_up_over_keys() {
        let cells = [Cell { class: 3, weight: -5 }, Cell { class: 4, weight: 7 }];
        let table = Weights::from_rows(2, [(10, &cells[..]), (2_000_000_000, &cells[..1])].into_iter());
        let mut scores = [0; super::CLASSES];
        table.add(&[10, 2_000_000_000, 11], &mut scores);
        assert_eq!((scores[3], scores[4]), (-10, 7));
    }
}
