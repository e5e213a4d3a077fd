//! Sets of labels of one document: right are those in both. Summed over documents this is the micro-averaged F1 of
//! multi-label classification (Sokolova and Lapalme 2009, "A systematic analysis of performance measures").

use crate::counts::Counts;
use std::collections::BTreeSet;

/// Counts the labels of one document.
pub fn shared(gold: &BTreeSet<&str>, found: &BTreeSet<&str>) -> Counts {
    Counts { gold: gold.len(), found: found.len(), right: gold.intersection(found).count() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worked_example() {
        let mut all = shared(&BTreeSet::from(["BOMBING", "ATTACK"]), &BTreeSet::from(["BOMBING"]));
        all += shared(&BTreeSet::new(), &BTreeSet::from(["KIDNAPPING"]));
        assert_eq!(all, Counts { gold: 2, found: 2, right: 1 });
        assert!((all.f1() - 0.5).abs() < 1e-9);
    }
}
