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

/// One feature's weight for one class, as a code in one byte whose signed square is the weight.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Cell {
    pub(crate) class: u8,
    pub(crate) code: i8,
}

/// The weight that a code stands for.
#[inline(always)]
fn weight(code: i8) -> i16 {
    let root = i16::from(code);
    root * root.abs()
}

/// Where the row of a key lies, or the row itself.
#[derive(Clone, Copy)]
struct Slot {
    key: u32,
    place: Place,
}

/// In the lowest two bits how a row is kept, and above them where: one or two cells are kept in the place itself, which
/// saves most rows a second miss of the cache. 0 where no row is.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Place(u32);

impl Place {
    const NONE: Place = Place(0);
    const HERE: u32 = 1;
    const SPARSE: u32 = 2;
    const DENSE: u32 = 3;
    /// Bits of a cell: seven of its class, eight of its code.
    const CELL: u32 = 15;
    /// Bits of the length of a sparse row.
    const LENGTH: u32 = 7;

    fn here(cells: &[Cell]) -> Place {
        let bits = |cell: &Cell| u32::from(cell.class & 127) | u32::from(cell.code.cast_unsigned()) << 7;
        Place(cells.iter().rev().fold(0, |sum, cell| sum << Self::CELL | bits(cell)) << 2 | Self::HERE)
    }

    fn sparse(start: usize, length: usize) -> Place {
        let number = start << Self::LENGTH | length;
        Place(u32::try_from(number).unwrap_or_default() << 2 | Self::SPARSE)
    }

    fn dense(row: usize) -> Place {
        Place(u32::try_from(row).unwrap_or_default() << 2 | Self::DENSE)
    }

    #[inline(always)]
    fn kept(self) -> u32 {
        self.0 & 3
    }

    #[inline(always)]
    fn number(self) -> usize {
        (self.0 >> 2) as usize
    }

    /// The cells of a row kept here; the second of only one has no weight.
    #[inline(always)]
    fn cells(self) -> [Cell; 2] {
        [2, 2 + Self::CELL].map(|shift| {
            let bits = (self.0 >> shift).to_le_bytes();
            let [low, high, ..] = bits;
            Cell { class: low & 127, code: (low >> 7 | high << 1).cast_signed() }
        })
    }

    /// The cells of a sparse row.
    #[inline(always)]
    fn range(self) -> std::ops::Range<usize> {
        let start = self.number() >> Self::LENGTH;
        start..start + (self.number() & ((1 << Self::LENGTH) - 1))
    }
}

const FREE: Slot = Slot { key: u32::MAX, place: Place::NONE };

/// Codes of a dense row that are added at once, measured to be the fastest; rows are a multiple of it.
const STEP: usize = 32;
/// Of so many classes a dense row is one cell for each: adding such rows is a run of plain additions without a branch.
const DENSE_FROM: usize = 4;

/// The table. Keys are their own hashes: a key's slot is given by its upper bits, so that rows added in the order of
/// their keys fill the table from front to back, and a search can stop at the first greater key.
///
/// Most keys of a configuration are in no table, and each search is a miss of the cache: a filter of one bit for each of
/// the keys' first bits is asked first, because it fits into the cache.
pub(crate) struct Weights {
    slots: Vec<Slot>,
    cells: Vec<Cell>,
    dense: Vec<i8>,
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
            classes: classes.next_multiple_of(STEP).min(CLASSES),
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
        if let Some(slot) = self.slots.iter_mut().skip(home).find(|slot| slot.place == Place::NONE) {
            *slot = Slot { key, place };
            let (word, bit) = self.filter_place(key);
            if let Some(word) = self.filter.get_mut(word) {
                *word |= 1 << bit;
            }
        }
    }

    fn place(&mut self, cells: &[Cell]) -> Place {
        match cells.len() {
            0 => Place::NONE,
            1 | 2 => Place::here(cells),
            length if length * DENSE_FROM < self.classes => {
                let start = self.cells.len();
                self.cells.extend_from_slice(cells);
                Place::sparse(start, length)
            }
            _ => self.place_dense(cells),
        }
    }

    fn place_dense(&mut self, cells: &[Cell]) -> Place {
        let start = self.dense.len();
        self.dense.resize(start + self.classes, 0);
        for cell in cells {
            if let Some(code) = self.dense.get_mut(start + usize::from(cell.class)) {
                *code = cell.code;
            }
        }
        Place::dense(start / self.classes)
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
    fn find(&self, key: u32) -> Place {
        let probes = self.slots.get(self.home(key)..).unwrap_or_default();
        let slot = probes.iter().find(|slot| slot.key >= key).copied().unwrap_or(FREE);
        if slot.key == key { slot.place } else { Place::NONE }
    }

    /// A code of a row that is kept elsewhere, of dense rows longer than a line of the cache one of each line.
    #[inline(always)]
    fn touch(&self, place: Place) -> i8 {
        if place.kept() == Place::SPARSE {
            return self.cells.get(place.range().start).map_or(0, |cell| cell.code);
        }
        let code = |at: usize| self.dense.get(place.number() * self.classes + at).copied().unwrap_or_default();
        code(0) ^ code(64)
    }

    #[inline(always)]
    fn sparse(&self, place: Place) -> &[Cell] {
        self.cells.get(place.range()).unwrap_or_default()
    }

    #[inline(always)]
    fn add_row(&self, place: Place, scores: &mut Scores) {
        if place.kept() == Place::SPARSE {
            self.sparse(place).iter().for_each(|cell| add_cell(*cell, scores));
            return;
        }
        let start = place.number() * self.classes;
        let row = self.dense.get(start..start + self.classes).unwrap_or_default();
        for (scores, codes) in scores.as_chunks_mut::<STEP>().0.iter_mut().zip(row.as_chunks::<STEP>().0) {
            for (score, code) in scores.iter_mut().zip(codes) {
                *score += i32::from(weight(*code));
            }
        }
    }

    /// The cells of a key with few classes; empty if the model has none.
    #[inline]
    pub(crate) fn row(&self, key: u32) -> impl Iterator<Item = Cell> {
        let place = if self.may_hold(key) { self.find(key) } else { Place::NONE };
        let (here, elsewhere) = match place.kept() {
            Place::HERE => (place.cells(), Place::NONE),
            Place::SPARSE => (Place::NONE.cells(), place),
            _ => (Place::NONE.cells(), Place::NONE),
        };
        here.into_iter().filter(|cell| cell.code != 0).chain(self.sparse(elsewhere).iter().copied())
    }
}

#[inline(always)]
fn add_cell(cell: Cell, scores: &mut Scores) {
    if let Some(score) = scores.get_mut(usize::from(cell.class & 127)) {
        *score += i32::from(weight(cell.code));
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
        let mut passed = [0_u32; MOST];
        let (mut here, mut elsewhere) = ([Place::NONE; MOST], [Place::NONE; MOST]);
        for keys in keys.chunks(MOST) {
            // Each pass only touches one structure and does not branch on what it finds there, so that its cache misses
            // overlap; waiting for them one after the other takes four fifths of the time otherwise.
            let mut count = 0;
            keys.iter().for_each(|key| keep(&mut passed, &mut count, *key, self.may_hold(*key)));
            let passed = passed.get(..count).unwrap_or_default();
            std::hint::black_box(passed.iter().fold(0, |sum, key| sum ^ self.first_probe(*key)));
            let (mut near, mut far) = (0, 0);
            for key in passed {
                let place = self.find(*key);
                keep(&mut here, &mut near, place, place.kept() == Place::HERE);
                keep(&mut elsewhere, &mut far, place, place.kept() > Place::HERE);
            }
            let elsewhere = elsewhere.get(..far).unwrap_or_default();
            std::hint::black_box(elsewhere.iter().fold(0, |sum, place| sum ^ self.touch(*place)));
            for place in here.iter().take(near) {
                place.cells().into_iter().for_each(|cell| add_cell(cell, scores));
            }
            elsewhere.iter().for_each(|place| self.add_row(*place, scores));
        }
    }
}

/// Keys looked up at once.
const MOST: usize = 160;

/// Writes a value behind those that are kept, and counts it if it is one of them.
#[inline(always)]
fn keep<T>(into: &mut [T; MOST], count: &mut usize, value: T, kept: bool) {
    if let Some(place) = into.get_mut(*count) {
        *place = value;
    }
    *count += usize::from(kept);
}

#[cfg(test)]
mod tests {
    use super::{Cell, Scorer, Weights, weight};

    fn cell(class: u8, code: i8) -> Cell {
        Cell { class, code }
    }

    #[test]
    fn rows_whose_slots_clash_are_all_found() {
        let rows: Vec<(u32, Vec<Cell>)> = [1_u32, 2, 3, u32::MAX - 2, u32::MAX - 1, u32::MAX]
            .iter()
            .map(|key| (*key, vec![cell(1, i8::try_from(key % 100).unwrap())]))
            .collect();
        let table = Weights::from_rows(rows.len(), 8, rows.iter().map(|(key, cells)| (*key, cells.as_slice())));
        for (key, cells) in &rows {
            assert_eq!(&table.row(*key).collect::<Vec<_>>(), cells);
        }
        assert_eq!(table.row(4).count(), 0);
    }

    #[test]
    fn scores_add_up_over_rows_however_they_are_kept() {
        let cells = [cell(3, -5), cell(127, 7), cell(0, i8::MAX), cell(1, -1)];
        let many: Vec<Cell> = (0..40).map(|class| cell(class, 2)).collect();
        let rows =
            [(10, &cells[..1]), (2_000_000_000, &cells[..2]), (3_000_000_000, &cells[..]), (4_000_000_000, &many[..])];
        let table = Weights::from_rows(4, 120, rows.into_iter());
        let added = |keys: &[u32]| {
            let mut scores = [0; super::CLASSES];
            table.add(keys, &mut scores);
            [0, 1, 3, 39, 127].map(|class| scores[class])
        };
        assert_eq!(added(&[10, 11]), [0, 0, -25, 0, 0]);
        assert_eq!(added(&[10, 2_000_000_000]), [0, 0, -50, 0, 49]);
        assert_eq!(added(&[3_000_000_000]), [127 * 127, -1, -25, 0, 49]);
        assert_eq!(added(&[4_000_000_000, 10]), [4, 4, 4 - 25, 4, 0]);
        assert_eq!(table.row(3_000_000_000).collect::<Vec<_>>(), cells);
    }

    #[test]
    fn a_code_stands_for_its_signed_square() {
        assert_eq!([0, 1, -4, 127, -128].map(weight), [0, 1, -16, 16_129, -16_384]);
    }
}
