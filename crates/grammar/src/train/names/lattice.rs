//! What a conditional random field expects of a sentence, by the forward-backward algorithm in factors: sums of products
//! that are levelled at each word, so that none runs out of range.

use crate::names::{LABELS, follows};

/// A score for each label.
pub(super) type Row = [f32; LABELS];

/// Scores of one label after another; row `LABELS` is for a sentence's beginning.
pub(super) type LearnedSteps = [Row; LABELS + 1];

/// The score of what may not be.
pub(super) const NEVER: f32 = -1e30;

/// The steps as factors, and 0 where none may be.
pub(super) struct Factors {
    steps: [Wide; LABELS],
    start: Wide,
    end: Wide,
}

type Wide = [f64; LABELS];

impl Factors {
    pub(super) fn new(steps: &LearnedSteps) -> Factors {
        let factor = |before: Option<usize>, after: usize| {
            let step = steps.get(before.unwrap_or(LABELS)).and_then(|row| row.get(after)).copied().unwrap_or(NEVER);
            if follows(before, Some(after)) { f64::from(step).exp() } else { 0.0 }
        };
        Factors {
            steps: std::array::from_fn(|before| std::array::from_fn(|after| factor(Some(before), after))),
            start: std::array::from_fn(|after| factor(None, after)),
            end: std::array::from_fn(|label| f64::from(u8::from(follows(Some(label), None)))),
        }
    }
}

/// A word's scores as factors, the greatest of them 1, and the logarithm of what was taken out.
fn factors(scores: &Row) -> (Wide, f64) {
    let greatest = scores.iter().copied().fold(NEVER, f32::max);
    let factor = |score: f32| if score <= NEVER / 2.0 { 0.0 } else { f64::from((score - greatest).max(-200.0)).exp() };
    (scores.map(factor), f64::from(greatest))
}

/// Brings a row's sum to 1; returns the sum.
fn level(row: &mut Wide) -> f64 {
    let sum = row.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    row.iter_mut().for_each(|value| *value /= sum);
    sum
}

fn product(one: &Wide, other: &Wide) -> Wide {
    let mut product = *one;
    product.iter_mut().zip(other).for_each(|(one, other)| *one *= other);
    product
}

/// How likely each way to a word is that ends in each label, levelled; and the logarithm of the sum over all sequences.
fn forward(own: &[(Wide, f64)], factors: &Factors) -> (Vec<Wide>, f64) {
    let mut total = 0.0;
    let mut rows: Vec<Wide> = Vec::with_capacity(own.len());
    for (own, taken) in own {
        let mut reached = factors.start;
        if let Some(last) = rows.last() {
            reached = [0.0; LABELS];
            for (before, row) in last.iter().zip(&factors.steps) {
                reached.iter_mut().zip(row).for_each(|(sum, step)| *sum += before * step);
            }
        }
        let mut row = product(&reached, own);
        total += taken + level(&mut row).ln();
        rows.push(row);
    }
    let last = rows.last().copied().unwrap_or(factors.end);
    let ending: f64 = product(&last, &factors.end).iter().sum();
    (rows, total + ending.max(f64::MIN_POSITIVE).ln())
}

/// What the field expects of a sentence: how likely each label at each word, how often each step, and the logarithm of the
/// sum over all sequences.
pub(super) fn expectations(scores: &[Row], factors_of_steps: &Factors) -> (Vec<Row>, LearnedSteps, f64) {
    let own: Vec<(Wide, f64)> = scores.iter().map(factors).collect();
    let (ways, total) = forward(&own, factors_of_steps);
    let mut marginals = vec![[0.0; LABELS]; scores.len()];
    let mut pairs = [[0.0; LABELS]; LABELS + 1];
    let mut after = factors_of_steps.end;
    for (at, ((own, _), marginal)) in own.iter().zip(&mut marginals).enumerate().rev() {
        let way = ways.get(at).copied().unwrap_or_default();
        let mut likely = product(&way, &after);
        level(&mut likely);
        *marginal = likely.map(|value| value as f32);
        let tail = product(own, &after);
        let Some(earlier) = at.checked_sub(1).and_then(|at| ways.get(at)) else {
            pairs.iter_mut().skip(LABELS).for_each(|row| *row = *marginal);
            break;
        };
        after = factors_of_steps.steps.map(|row| product(&row, &tail).iter().sum());
        let sum = product(earlier, &after).iter().sum::<f64>().max(f64::MIN_POSITIVE);
        for ((pairs, way), steps) in pairs.iter_mut().zip(earlier).zip(&factors_of_steps.steps) {
            let share = way / sum;
            for ((pair, step), tail) in pairs.iter_mut().zip(steps).zip(&tail) {
                *pair += (share * step * tail) as f32;
            }
        }
        level(&mut after);
    }
    (marginals, pairs, total)
}

#[cfg(test)]
mod tests {
    use super::{Factors, LABELS, LearnedSteps, NEVER, Row, expectations};
    use crate::names::follows;

    /// Sums over all sequences of two words one by one.
    fn by_hand(scores: &[Row; 2], steps: &LearnedSteps) -> (f64, Vec<f64>) {
        let mut ends = vec![0.0; LABELS];
        for one in (0..LABELS).filter(|one| follows(None, Some(*one))) {
            for other in (0..LABELS).filter(|other| follows(Some(one), Some(*other)) && follows(Some(*other), None)) {
                let score = scores[0][one] + scores[1][other] + steps[LABELS][one] + steps[one][other];
                ends[other] += f64::from(score).exp();
            }
        }
        (ends.iter().sum(), ends)
    }

    #[test]
    fn the_sums_are_those_over_all_sequences() {
        let mut scores = [[0.0; LABELS]; 2];
        let mut steps = [[0.0; LABELS]; LABELS + 1];
        for (at, score) in scores.iter_mut().flatten().chain(steps.iter_mut().flatten()).enumerate() {
            *score = ((at * 37 % 11) as f32 - 5.0) / 3.0;
        }
        scores[1][0] = NEVER;
        let (sum, ends) = by_hand(&scores, &steps);
        let (marginals, pairs, total) = expectations(&scores, &Factors::new(&steps));
        assert!((total - sum.ln()).abs() < 1e-5, "{total} {}", sum.ln());
        for (marginal, end) in marginals[1].iter().zip(ends) {
            assert!((f64::from(*marginal) - end / sum).abs() < 1e-5);
        }
        let inner: f32 = pairs[..LABELS].iter().flatten().sum();
        let start: f32 = pairs[LABELS].iter().sum();
        assert!((inner - 1.0).abs() < 1e-5 && (start - 1.0).abs() < 1e-5);
    }
}
