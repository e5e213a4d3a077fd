//! A second look at pairs, after a first weighing: whether the two are like the same others. Two tellings of one event that
//! share no word may both be like a third; two that share one may have nobody else in common.

use super::Features;

/// What a second look adds, in the order of the last of the features.
pub(super) const SEEN: [&str; 3] = ["first weighing", "like the same others", "share of others that are like both"];
/// Keeps the logarithm of the odds within nine up and down, so that no pair is beyond doubt.
const DOUBT: f64 = 1e-4;

/// How likely each two are one event, by the first weighing.
pub struct Company {
    /// A row each; nobody is in his own company.
    rows: Vec<Vec<f64>>,
}

impl Company {
    /// Takes the likeness, 0 to 1, of `count` mentions.
    pub fn new(count: usize, likeness: &dyn Fn(usize, usize) -> f64) -> Self {
        let row = |a| (0..count).map(|b| if a == b { 0.0 } else { likeness(a, b) }).collect();
        Self { rows: (0..count).map(row).collect() }
    }

    /// Tells in a pair's features what was seen.
    pub fn tell(&self, a: usize, b: usize, features: &mut Features) {
        let (Some(of_a), Some(of_b)) = (self.rows.get(a), self.rows.get(b)) else { return };
        let likeness = of_a.get(b).copied().unwrap_or(0.0);
        let pairs = || of_a.iter().zip(of_b);
        let length = |row: &[f64]| row.iter().map(|value| value * value).sum::<f64>().sqrt();
        let lengths = length(of_a) * length(of_b);
        let alike = if lengths > 0.0 { pairs().map(|(a, b)| a * b).sum::<f64>() / lengths } else { 0.0 };
        let both: f64 = pairs().map(|(a, b)| a.min(*b)).sum();
        let either = of_a.iter().chain(of_b).sum::<f64>() - both;
        let share = if either > 0.0 { (both + 2.0 * likeness) / either } else { 0.0 };
        let odds = ((likeness + DOUBT) / (1.0 - likeness + DOUBT)).ln();
        let places = features.iter_mut().rev().take(SEEN.len()).rev();
        places.zip([odds, alike, share]).for_each(|(feature, value)| *feature = value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coreference::FEATURES;

    #[test]
    fn who_is_like_the_same_others_is_known() {
        // 0 and 1 are both like 2; 3 is like nobody but a little like 0.
        let table: [&[f64]; 4] = [&[], &[0.2], &[0.9, 0.9], &[0.2, 0.0, 0.0]];
        let company = Company::new(4, &|a, b| table[a.max(b)][a.min(b)]);
        let of = |a, b| {
            let mut features = [0.0; FEATURES.len()];
            company.tell(a, b, &mut features);
            features[FEATURES.len() - SEEN.len()..].to_vec()
        };
        assert_eq!(FEATURES[FEATURES.len() - SEEN.len()..], SEEN);
        assert_eq!(of(0, 1)[0], of(0, 3)[0], "the first weighing says the same of both");
        assert!(of(0, 1)[1] > 0.9 && of(0, 3)[1] == 0.0);
        assert!(of(0, 1)[2] > 0.8 && of(0, 3)[2] < 0.5);
        assert!(of(0, 2)[0] > 0.0 && of(1, 3)[0] < -9.0);
    }
}
