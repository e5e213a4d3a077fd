//! The averaged perceptron (Collins 2002): weights while they are being learned, and their way into a model.

use crate::stored::Rows;
use crate::weights::{CLASSES, Cell, Scorer, Scores};

/// Averaged weights: per key, ascending, the classes and their weights.
pub(crate) type Averaged = Vec<(u32, Vec<(u8, f32)>)>;

#[derive(Clone, Copy)]
struct Learning {
    class: u8,
    weight: i16,
    stamp: u32,
    total: i64,
}

/// Weights under way. Open addressing by key; slots hold the number of a row, 0 if free.
pub(crate) struct Learner {
    slots: Vec<(u32, u32)>,
    rows: Vec<(u32, Vec<Learning>)>,
    clock: u32,
}

impl Learner {
    pub(crate) fn new() -> Learner {
        Learner { slots: vec![(0, 0); 1 << 16], rows: Vec::new(), clock: 1 }
    }

    /// One decision has passed.
    pub(crate) fn tick(&mut self) {
        self.clock += 1;
    }

    /// Rewards one class and punishes another.
    pub(crate) fn update(&mut self, keys: &[u32], better: usize, worse: usize) {
        for key in keys {
            let row = self.row(*key);
            let clock = self.clock;
            if let Some((_, cells)) = self.rows.get_mut(row) {
                adjust(cells, better, 1, clock);
                adjust(cells, worse, -1, clock);
            }
        }
    }

    fn home(&self, key: u32) -> usize {
        let mixed = u64::from(key.wrapping_mul(0x9E37_79B1));
        usize::try_from(mixed).unwrap_or_default() & (self.slots.len() - 1)
    }

    fn find(&self, key: u32) -> (usize, Option<usize>) {
        let mut at = self.home(key);
        loop {
            match self.slots.get(at) {
                Some((_, 0)) | None => return (at, None),
                Some((held, row)) if *held == key => return (at, usize::try_from(*row - 1).ok()),
                Some(_) => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }

    fn row(&mut self, key: u32) -> usize {
        if self.rows.len() * 2 > self.slots.len() {
            self.grow();
        }
        let (at, found) = self.find(key);
        found.unwrap_or_else(|| {
            self.rows.push((key, Vec::new()));
            let number = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = (key, number);
            }
            self.rows.len() - 1
        })
    }

    fn grow(&mut self) {
        self.slots = vec![(0, 0); self.slots.len() * 4];
        let keys: Vec<u32> = self.rows.iter().map(|(key, _)| *key).collect();
        for (number, key) in (1..).zip(keys) {
            let (at, _) = self.find(key);
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = (key, number);
            }
        }
    }

    /// The weights, averaged over all decisions.
    pub(crate) fn averaged(mut self) -> Averaged {
        let clock = self.clock;
        self.rows.sort_unstable_by_key(|(key, _)| *key);
        let mean = |cell: &Learning| {
            let total = cell.total + i64::from(cell.weight) * i64::from(clock - cell.stamp);
            (cell.class, total as f32 / clock as f32)
        };
        self.rows.iter().map(|(key, cells)| (*key, cells.iter().map(mean).collect())).collect()
    }
}

fn adjust(cells: &mut Vec<Learning>, class: usize, by: i16, clock: u32) {
    let class = u8::try_from(class).unwrap_or_default();
    match cells.iter_mut().find(|cell| cell.class == class) {
        Some(cell) => {
            cell.total += i64::from(cell.weight) * i64::from(clock - cell.stamp);
            cell.stamp = clock;
            cell.weight += by;
        }
        None => cells.push(Learning { class, stamp: clock, weight: by, total: 0 }),
    }
}

impl Scorer for Learner {
    fn add(&self, keys: &[u32], scores: &mut Scores) {
        for key in keys {
            let row = self.find(*key).1.and_then(|row| self.rows.get(row));
            for cell in row.into_iter().flat_map(|(_, cells)| cells) {
                if let Some(score) = scores.get_mut(usize::from(cell.class) % CLASSES) {
                    *score += i32::from(cell.weight);
                }
            }
        }
    }
}

/// The mean of several learned weights: a feature that one of them lacks counts as 0 there.
pub(crate) fn average(learned: Vec<Averaged>) -> Averaged {
    let share = 1.0 / learned.len().max(1) as f32;
    let mut rows: Averaged = learned.into_iter().flatten().collect();
    rows.sort_by_key(|(key, _)| *key);
    let mut merged: Averaged = Vec::new();
    for (key, cells) in rows {
        if merged.last().is_none_or(|(last, _)| *last != key) {
            merged.push((key, Vec::new()));
        }
        let Some((_, into)) = merged.last_mut() else { continue };
        for (class, weight) in cells {
            match into.iter_mut().find(|(held, _)| *held == class) {
                Some((_, sum)) => *sum += weight * share,
                None => into.push((class, weight * share)),
            }
        }
    }
    merged
}

/// Keeps the weightiest cells, so many at most, and brings each weight into a byte: the signed root of its share of
/// the greatest. Roots leave small weights their resolution without cutting the large ones.
pub(crate) fn quantise(averaged: Averaged, cells: usize) -> Rows {
    let sizes = || averaged.iter().flat_map(|(_, cells)| cells).map(|(_, weight)| weight.abs());
    let limit = sizes().fold(f32::MIN_POSITIVE, f32::max);
    let mut ordered: Vec<f32> = sizes().collect();
    ordered.sort_by(|one, other| other.total_cmp(one));
    let least = ordered.get(cells).copied().unwrap_or(0.0);
    let cell = |(class, weight): &(u8, f32)| {
        let code = ((weight.abs() / limit).sqrt() * 127.0).round().copysign(*weight) as i8;
        (code != 0 && weight.abs() > least).then_some(Cell { class: *class, code })
    };
    let row = |(key, cells): (u32, Vec<(u8, f32)>)| {
        let mut cells: Vec<Cell> = cells.iter().filter_map(cell).collect();
        cells.sort_unstable_by_key(|cell| cell.class);
        (!cells.is_empty()).then_some((key, cells))
    };
    averaged.into_iter().filter_map(row).collect()
}

/// Pseudo-random numbers for shuffling and exploring (SplitMix64), the same in every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() >> 1).unwrap_or_default() % limit.max(1)
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Learner, quantise};
    use crate::weights::{CLASSES, Scorer};

    #[test]
    fn an_update_moves_the_scores_apart() {
        let mut learner = Learner::new();
        learner.update(&[5, 6], 1, 2);
        let mut scores = [0; CLASSES];
        learner.add(&[5, 6, 7], &mut scores);
        assert_eq!((scores[1], scores[2]), (2, -2));
    }

    #[test]
    fn the_weightiest_cells_are_kept() {
        let rows = vec![(1, vec![(0, 0.05)]), (2, vec![(0, 6.0), (1, 3.0)])];
        let kept = quantise(rows, 2);
        assert_eq!(kept.len(), 1);
        assert_eq!((kept[0].1[0].code, kept[0].1[1].code), (127, 90));
    }
}
