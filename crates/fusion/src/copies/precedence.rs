//! Which of two reports is the earlier: by when they were published, where that does not tell by which credits the other,
//! at last by report id.

use crate::corpus::Corpus;
use crate::origins::credits::Credit;
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

/// The place of each reading in the order in which reports can have copied each other.
///
/// The corpus stands by start of publication already, which agrees with every pair whose intervals are apart. A report that
/// credits the publisher of a likeness whose interval overlaps its own goes behind it, and what was published later than that
/// report stays behind it. Reports that credit each other in a ring are taken in the corpus' order.
pub(crate) fn precedence(
    corpus: &Corpus,
    alike: &[(usize, usize)],
    publishers: &[String],
    credits: &[Vec<Credit>],
) -> Vec<usize> {
    let count = corpus.len();
    let mut after: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (a, b) in alike.iter().filter(|(a, b)| overlap(corpus, *a, *b)) {
        match (draws_on(*a, *b, publishers, credits), draws_on(*b, *a, publishers, credits)) {
            (true, false) => after.insert((*b, *a)),
            (false, true) => after.insert((*a, *b)),
            _ => false,
        };
    }
    // Where nothing moved, the corpus' order holds for these by itself.
    if !after.is_empty() {
        let apart = alike.iter().filter(|(a, b)| !overlap(corpus, *a, *b));
        after.extend(apart.map(|(a, b)| (*a.min(b), *a.max(b))));
    }
    let mut waiting = vec![0_usize; count];
    for (_, later) in &after {
        waiting.iter_mut().skip(*later).take(1).for_each(|number| *number += 1);
    }
    sort(count, &after, waiting)
}

fn overlap(corpus: &Corpus, a: usize, b: usize) -> bool {
    match (corpus.told(a), corpus.told(b)) {
        (Some(a), Some(b)) => a.0 < b.1 && b.0 < a.1,
        _ => true,
    }
}

fn draws_on(report: usize, other: usize, publishers: &[String], credits: &[Vec<Credit>]) -> bool {
    let publisher = publishers.get(other);
    credits.get(report).is_some_and(|names| names.iter().any(|credit| Some(&credit.key) == publisher))
}

fn sort(count: usize, after: &BTreeSet<(usize, usize)>, mut waiting: Vec<usize>) -> Vec<usize> {
    let mut ready: BinaryHeap<Reverse<usize>> =
        waiting.iter().enumerate().filter(|(_, number)| **number == 0).map(|(report, _)| Reverse(report)).collect();
    let mut left: BTreeSet<usize> = (0..count).collect();
    let mut places = vec![0; count];
    let mut next = 0;
    while let Some(report) = ready.pop().map(|Reverse(report)| report).or_else(|| left.first().copied()) {
        if !left.remove(&report) {
            continue;
        }
        places.iter_mut().skip(report).take(1).for_each(|place| *place = next);
        next += 1;
        for (_, later) in after.range((report, 0)..(report + 1, 0)) {
            let Some(number) = waiting.get_mut(*later) else { continue };
            *number = number.saturating_sub(1);
            if *number == 0 {
                ready.push(Reverse(*later));
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_of_credits_ends_and_a_chain_is_followed() {
        let chain = BTreeSet::from([(2, 0), (3, 2)]);
        assert_eq!(sort(4, &chain, vec![1, 0, 1, 0]), [3, 0, 2, 1]);
        let ring = BTreeSet::from([(0, 1), (1, 0)]);
        assert_eq!(sort(2, &ring, vec![1, 1]), [0, 1]);
    }
}
