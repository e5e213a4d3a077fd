//! What was wanted, what was found, what of it was right; precision, recall and F1 follow.

use std::ops::AddAssign;

/// Counts over any number of cases. Sums of counts give micro-averages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// How many the annotators wrote down.
    pub gold: usize,
    /// How many we gave.
    pub found: usize,
    /// How many of ours are among theirs.
    pub right: usize,
}

impl Counts {
    /// Right among found; 0 where nothing was found.
    pub fn precision(self) -> f64 {
        share(self.right, self.found)
    }

    /// Right among gold; 0 where nothing was wanted.
    pub fn recall(self) -> f64 {
        share(self.right, self.gold)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        share(2 * self.right, self.gold + self.found)
    }

    /// How many were missed or given for nothing.
    pub fn wrong(self) -> usize {
        self.gold + self.found - 2 * self.right
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.right += other.right;
    }
}

/// A part of a whole; 0 of nothing.
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f1_is_the_harmonic_mean() {
        let counts = Counts { gold: 4, found: 6, right: 3 };
        assert!((counts.precision() - 0.5).abs() < 1e-9);
        assert!((counts.recall() - 0.75).abs() < 1e-9);
        assert!((counts.f1() - 0.6).abs() < 1e-9);
        assert_eq!(counts.wrong(), 4);
        assert!(Counts::default().f1().abs() < 1e-9);
    }
}
