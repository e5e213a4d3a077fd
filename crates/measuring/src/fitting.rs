//! Logistic regression, for weighing features on one part of a corpus and measuring on another (Newton's method with a
//! ridge, as in Hastie, Tibshirani and Friedman 2009, section 4.4). Nothing that is fitted here ships.

/// Weights, one a feature.
pub type Weights<const N: usize> = [f64; N];

/// Kept small: the sum of squared weights counts this much against them, but for the first, which every case has.
const RIDGE: f64 = 1.0;
/// Newton's steps; it has settled long before.
const STEPS: usize = 12;

/// The probability that weights give to features.
pub fn probability<const N: usize>(weights: &Weights<N>, features: &[f64; N]) -> f64 {
    let sum: f64 = weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// The weights under which the answers are the likeliest.
#[expect(clippy::indexing_slicing, reason = "every index runs over the features")]
pub fn fit<'a, const N: usize>(cases: impl Iterator<Item = &'a ([f64; N], bool)> + Clone) -> Weights<N> {
    let mut weights = [0.0; N];
    for _ in 0..STEPS {
        let (mut slope, mut curve) = ([0.0; N], vec![[0.0; N]; N]);
        for (features, answer) in cases.clone() {
            let p = probability(&weights, features);
            let (miss, weight) = (f64::from(u8::from(*answer)) - p, p * (1.0 - p));
            // Most features of a case are 0.
            let told: Vec<(usize, f64)> =
                features.iter().copied().enumerate().filter(|(_, value)| *value != 0.0).collect();
            for (place, (row, value)) in told.iter().enumerate() {
                slope[*row] += miss * value;
                for (column, other) in &told[..=place] {
                    curve[*row][*column] += weight * value * other;
                }
            }
        }
        for row in 0..N {
            let ridge = if row == 0 { 1e-6 } else { RIDGE };
            slope[row] -= ridge * weights[row];
            curve[row][row] += ridge;
        }
        let step = solved(curve, slope);
        weights.iter_mut().zip(step).for_each(|(weight, step)| *weight += step);
    }
    weights
}

/// Solves a symmetric positive system of which the lower half is given (Cholesky).
#[expect(clippy::indexing_slicing, reason = "every index runs over the features")]
fn solved<const N: usize>(mut matrix: Vec<[f64; N]>, mut right: [f64; N]) -> [f64; N] {
    for row in 0..N {
        for column in 0..=row {
            let known: f64 = (0..column).map(|k| matrix[row][k] * matrix[column][k]).sum();
            let rest = matrix[row][column] - known;
            matrix[row][column] = if row == column { rest.max(1e-12).sqrt() } else { rest / matrix[column][column] };
        }
    }
    for row in 0..N {
        let known: f64 = (0..row).map(|k| matrix[row][k] * right[k]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    for row in (0..N).rev() {
        let known: f64 = (row + 1..N).map(|k| matrix[k][row] * right[k]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved() {
        let found = solved(vec![[4.0, 0.0], [2.0, 3.0]], [10.0, 8.0]);
        assert!((found[0] - 1.75).abs() < 1e-9 && (found[1] - 1.5).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn frequencies_come_back_as_probabilities() {
        // Of two thousand with the feature 1,600 are so, of as many without 200.
        let case = |with: bool, number: usize, so: usize| ([1.0, f64::from(u8::from(with))], number < so);
        let cases: Vec<_> = (0..2000).flat_map(|number| [case(true, number, 1600), case(false, number, 200)]).collect();
        let weights = fit(cases.iter());
        assert!((probability(&weights, &[1.0, 1.0]) - 0.8).abs() < 0.02);
        assert!((probability(&weights, &[1.0, 0.0]) - 0.1).abs() < 0.02);
    }
}
