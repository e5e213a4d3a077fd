//! Numbers under way: rows that gradients are added to, and that take a step by the method of Adam (Kingma and Ba 2015),
//! only where a row was touched since the last step. Keeps the sum of what they were, for their mean.

/// Rows of equal width.
pub(crate) struct Table {
    pub(crate) width: usize,
    values: Vec<f32>,
    gradients: Vec<f32>,
    first: Vec<f32>,
    second: Vec<f32>,
    sums: Vec<f64>,
    taken: usize,
    touched: Vec<usize>,
    waiting: Vec<bool>,
}

/// The size of a step, and how far the means of gradients have settled.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    pub(crate) rate: f32,
    pub(crate) settled_first: f32,
    pub(crate) settled_second: f32,
}

pub(crate) const FIRST: f32 = 0.9;
pub(crate) const SECOND: f32 = 0.999;

impl Table {
    /// A table of rows, each number as `start` gives it.
    pub(crate) fn new(rows: usize, width: usize, mut start: impl FnMut() -> f32) -> Table {
        let size = rows * width;
        Table {
            width,
            values: std::iter::repeat_with(&mut start).take(size).collect(),
            gradients: vec![0.0; size],
            first: vec![0.0; size],
            second: vec![0.0; size],
            sums: vec![0.0; size],
            taken: 0,
            touched: Vec::new(),
            waiting: vec![false; rows],
        }
    }

    fn range(&self, row: usize) -> std::ops::Range<usize> {
        row * self.width..(row + 1) * self.width
    }

    pub(crate) fn row(&self, row: usize) -> &[f32] {
        self.values.get(self.range(row)).unwrap_or_default()
    }

    /// The row's gradient, to be added to.
    pub(crate) fn gradient(&mut self, row: usize) -> &mut [f32] {
        if let Some(waiting) = self.waiting.get_mut(row).filter(|waiting| !**waiting) {
            *waiting = true;
            self.touched.push(row);
        }
        let range = self.range(row);
        self.gradients.get_mut(range).unwrap_or_default()
    }

    /// Takes a step in every row that was touched.
    pub(crate) fn step(&mut self, step: Step) {
        for row in std::mem::take(&mut self.touched) {
            let range = self.range(row);
            if let Some(waiting) = self.waiting.get_mut(row) {
                *waiting = false;
            }
            let values = self.values.get_mut(range.clone()).unwrap_or_default().iter_mut();
            let gradients = self.gradients.get_mut(range.clone()).unwrap_or_default().iter_mut();
            let first = self.first.get_mut(range.clone()).unwrap_or_default().iter_mut();
            let second = self.second.get_mut(range).unwrap_or_default().iter_mut();
            for (((value, gradient), first), second) in values.zip(gradients).zip(first).zip(second) {
                *first = FIRST * *first + (1.0 - FIRST) * *gradient;
                *second = SECOND * *second + (1.0 - SECOND) * *gradient * *gradient;
                let size = (*second * step.settled_second).sqrt() + 1e-7;
                *value -= step.rate * (*first * step.settled_first / size + DECAY * *value);
                *gradient = 0.0;
            }
        }
    }

    /// Adds what the numbers are now to their mean.
    pub(crate) fn remember(&mut self) {
        self.taken += 1;
        for (sum, value) in self.sums.iter_mut().zip(&self.values) {
            *sum += f64::from(*value);
        }
    }

    /// The mean of what was remembered, row by row.
    pub(crate) fn means(&self) -> Vec<Vec<f32>> {
        let share = 1.0 / self.taken.max(1) as f64;
        let mean = |row: &[f64]| row.iter().map(|sum| (*sum * share) as f32).collect();
        self.sums.chunks(self.width).map(mean).collect()
    }
}

/// How much of itself a number loses with a step of size one.
const DECAY: f32 = 0.003;

/// Adds a multiple of one run of numbers to another.
#[inline]
pub(crate) fn add(to: &mut [f32], factor: f32, from: &[f32]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += factor * *from;
    }
}

/// The product of two runs, in lanes, so that it is the same on every machine and still fast.
#[inline]
pub(crate) fn product(one: &[f32], other: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    for (one, other) in one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0) {
        for ((lane, one), other) in lanes.iter_mut().zip(one).zip(other) {
            *lane += one * other;
        }
    }
    lanes.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::{Step, Table, product};

    #[test]
    fn steps_lead_downhill_where_rows_were_touched() {
        let mut table = Table::new(2, 8, || 1.0);
        let step = Step { rate: 0.1, settled_first: 10.0, settled_second: 1000.0 };
        table.gradient(1)[3] += 2.0;
        table.step(step);
        table.remember();
        assert!(table.row(1)[3] < 0.95 && table.row(1)[2] > 0.99 && table.row(0)[3] == 1.0);
        assert!((product(table.row(0), table.row(0)) - 8.0).abs() < 1e-6);
        assert!((table.means()[1][3] - table.row(1)[3]).abs() < 1e-6);
    }
}
