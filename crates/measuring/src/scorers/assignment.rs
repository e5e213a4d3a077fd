//! The best one-to-one assignment between two lists: Kuhn 1955, "The Hungarian method for the assignment problem", in the
//! form with potentials by Munkres 1957; the shorter list squared times the longer.

/// For each row the column that it is assigned to, so that the sum of the weights is the greatest. Pairs of weight 0 are
/// left out. `weights` has a row for each of the first list, all of one length.
pub fn best(weights: &[Vec<u32>]) -> Vec<Option<usize>> {
    let columns = weights.iter().map(Vec::len).max().unwrap_or(0);
    let weight = |row: usize, column: usize| weights.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0);
    // The shorter list is put to the longer: each step then costs the product of both, not the square of the longer.
    let pairs: Vec<(usize, usize)> = if weights.len() <= columns {
        Solver::new(weights.len(), columns).solve(&|row, column| -i64::from(weight(row, column)))
    } else {
        let turned = Solver::new(columns, weights.len()).solve(&|column, row| -i64::from(weight(row, column)));
        turned.into_iter().map(|(column, row)| (row, column)).collect()
    };
    let mut chosen = vec![None; weights.len()];
    for (row, column) in pairs {
        if let Some(slot) = chosen.get_mut(row).filter(|_| weight(row, column) > 0) {
            *slot = Some(column);
        }
    }
    chosen
}

/// The state of the search; index 0 of each list is the virtual row or column from which a path begins.
struct Solver {
    from: usize,
    to: usize,
    rows: Vec<i64>,
    columns: Vec<i64>,
    row_of: Vec<usize>,
}

#[expect(
    clippy::indexing_slicing,
    reason = "lists of rows have from + 1 entries, lists of columns to + 1, and no index is greater"
)]
impl Solver {
    /// For no more rows than columns.
    fn new(from: usize, to: usize) -> Self {
        Self { from, to, rows: vec![0; from + 1], columns: vec![0; to + 1], row_of: vec![0; to + 1] }
    }

    /// Each row with its column, both from 0, at the least cost.
    fn solve(mut self, cost: &dyn Fn(usize, usize) -> i64) -> Vec<(usize, usize)> {
        for row in 1..=self.from {
            self.row_of[0] = row;
            self.augment(cost);
        }
        let rows = self.row_of.iter().skip(1).enumerate();
        rows.filter_map(|(column, row)| Some((row.checked_sub(1)?, column))).collect()
    }

    /// Finds a shortest path from the virtual column to a free one, and turns it round.
    fn augment(&mut self, cost: &dyn Fn(usize, usize) -> i64) {
        let (mut slack, mut came_from, mut seen) =
            (vec![i64::MAX; self.to + 1], vec![0; self.to + 1], vec![false; self.to + 1]);
        let mut column = 0;
        while self.row_of[column] != 0 {
            seen[column] = true;
            let (row, mut step, mut next) = (self.row_of[column], i64::MAX, 0);
            for other in (1..=self.to).filter(|other| !seen[*other]) {
                let reduced = cost(row - 1, other - 1) - self.rows[row] - self.columns[other];
                if reduced < slack[other] {
                    (slack[other], came_from[other]) = (reduced, column);
                }
                if slack[other] < step {
                    (step, next) = (slack[other], other);
                }
            }
            for other in 0..=self.to {
                if seen[other] {
                    self.rows[self.row_of[other]] += step;
                    self.columns[other] -= step;
                } else if slack[other] < i64::MAX {
                    slack[other] -= step;
                }
            }
            column = next;
        }
        while column != 0 {
            self.row_of[column] = self.row_of[came_from[column]];
            column = came_from[column];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_counts_and_not_the_first_come() {
        // Row 0 likes column 0 best, but only it can take column 1: 2 + 3 beats 3 + 0.
        assert_eq!(best(&[vec![3, 2], vec![3, 0]]), [Some(1), Some(0)]);
        assert_eq!(best(&[vec![7, 5, 11], vec![5, 4, 1], vec![9, 3, 2]]), [Some(2), Some(1), Some(0)]);
    }

    #[test]
    fn lists_of_different_length_and_empty_ones_are_assigned() {
        assert_eq!(best(&[vec![1], vec![2], vec![0]]), [None, Some(0), None]);
        assert_eq!(best(&[vec![0, 0, 4]]), [Some(2)]);
        assert!(best(&[]).is_empty());
        assert_eq!(best(&[vec![], vec![]]), [None, None]);
    }
}
