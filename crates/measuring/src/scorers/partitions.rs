//! Two groupings of mentions compared as the reference scorer of coreference does: Pradhan, Luo, Recasens, Hovy, Ng and
//! Strube 2014, "Scoring Coreference Partitions of Predicted Mentions: A Reference Implementation". MUC (Vilain et al. 1995),
//! B³ (Bagga and Baldwin 1998), CEAF-e with φ4 (Luo 2005), their mean (CoNLL F1), and pairs. Groups of one are kept.

use crate::counts::Counts;
use crate::scorers::assignment;
use std::collections::{BTreeMap, BTreeSet};

/// Groups of mentions; a mention stands in one group at most.
pub type Groups = Vec<Vec<usize>>;

/// Precision and recall, as shares.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Score {
    /// Of what was found.
    pub precision: f64,
    /// Of what was wanted.
    pub recall: f64,
}

impl Score {
    /// The harmonic mean; 0 where either is 0.
    pub fn f1(self) -> f64 {
        let sum = self.precision + self.recall;
        if sum > 0.0 { 2.0 * self.precision * self.recall / sum } else { 0.0 }
    }
}

/// The groups that labels make: mention by mention the label of its group.
pub fn groups<L: Ord>(labels: impl IntoIterator<Item = L>) -> Groups {
    let mut by_label: BTreeMap<L, Vec<usize>> = BTreeMap::new();
    for (mention, label) in labels.into_iter().enumerate() {
        by_label.entry(label).or_default().push(mention);
    }
    by_label.into_values().collect()
}

/// MUC: links that hold. A group of n needs n − 1 links, and misses one for each part that the other side cuts it into.
pub fn muc(gold: &Groups, found: &Groups) -> Score {
    Score { precision: links(found, gold), recall: links(gold, found) }
}

fn links(of: &Groups, against: &Groups) -> f64 {
    let group = group_of(against);
    let (mut held, mut all) = (0, 0);
    for mentions in of {
        let known: BTreeSet<usize> = mentions.iter().filter_map(|mention| group.get(mention).copied()).collect();
        let alone = mentions.iter().filter(|mention| !group.contains_key(mention)).count();
        held += mentions.len() - known.len() - alone;
        all += mentions.len().saturating_sub(1);
    }
    crate::counts::share(held, all)
}

/// B³: for each mention the share of its group that is right, averaged over mentions.
pub fn b_cubed(gold: &Groups, found: &Groups) -> Score {
    Score { precision: by_mention(found, gold), recall: by_mention(gold, found) }
}

fn by_mention(of: &Groups, against: &Groups) -> f64 {
    let group = group_of(against);
    let (mut sum, mut mentions) = (0.0, 0);
    for one in of {
        let mut parts: BTreeMap<usize, usize> = BTreeMap::new();
        for place in one.iter().filter_map(|mention| group.get(mention)) {
            *parts.entry(*place).or_default() += 1;
        }
        sum += parts.values().map(|part| (part * part) as f64 / one.len() as f64).sum::<f64>();
        mentions += one.len();
    }
    if mentions == 0 { 0.0 } else { sum / mentions as f64 }
}

/// CEAF-e: groups put one to one so that 2·common / (both sizes), summed over the pairs, is the greatest.
pub fn ceaf_e(gold: &Groups, found: &Groups) -> Score {
    let common = overlaps(gold, found);
    let likeness: f64 = components(&common).iter().map(|part| best_sum(gold, found, &common, part)).sum();
    let of = |groups: &Groups| if groups.is_empty() { 0.0 } else { likeness / groups.len() as f64 };
    Score { precision: of(found), recall: of(gold) }
}

/// The mean of the three F1.
pub fn conll(gold: &Groups, found: &Groups) -> f64 {
    (muc(gold, found).f1() + b_cubed(gold, found).f1() + ceaf_e(gold, found).f1()) / 3.0
}

/// Pairs of mentions that stand in one group. What stands alone earns nothing here.
pub fn pairs(gold: &Groups, found: &Groups) -> Counts {
    let pairs = |size: usize| size * size.saturating_sub(1) / 2;
    let all = |groups: &Groups| groups.iter().map(|group| pairs(group.len())).sum();
    let right = overlaps(gold, found).values().map(|size| pairs(*size)).sum();
    Counts { gold: all(gold), found: all(found), right }
}

fn group_of(groups: &Groups) -> BTreeMap<usize, usize> {
    let places = groups.iter().enumerate();
    places.flat_map(|(place, mentions)| mentions.iter().map(move |mention| (*mention, place))).collect()
}

/// How many mentions each two groups share, where they share any.
fn overlaps(gold: &Groups, found: &Groups) -> BTreeMap<(usize, usize), usize> {
    let group = group_of(found);
    let mut common = BTreeMap::new();
    for (place, mentions) in gold.iter().enumerate() {
        for other in mentions.iter().filter_map(|mention| group.get(mention)) {
            *common.entry((place, *other)).or_default() += 1;
        }
    }
    common
}

/// Groups that hang together by shared mentions: only among these is there anything to assign, so that a large corpus
/// falls into many small problems.
fn components(common: &BTreeMap<(usize, usize), usize>) -> Vec<(Vec<usize>, Vec<usize>)> {
    let (mut by_gold, mut by_found) = (BTreeMap::<usize, Vec<usize>>::new(), BTreeMap::<usize, Vec<usize>>::new());
    for (gold, found) in common.keys() {
        by_gold.entry(*gold).or_default().push(*found);
        by_found.entry(*found).or_default().push(*gold);
    }
    let mut parts = Vec::new();
    while let Some(first) = by_gold.keys().next().copied() {
        let (mut golds, mut founds, mut waiting) = (vec![first], BTreeSet::new(), by_gold.remove(&first));
        while let Some(reached) = waiting.take() {
            let mut next = Vec::new();
            for found in reached.into_iter().filter(|found| founds.insert(*found)).collect::<Vec<_>>() {
                for gold in by_found.get(&found).into_iter().flatten() {
                    if let Some(others) = by_gold.remove(gold) {
                        golds.push(*gold);
                        next.extend(others);
                    }
                }
            }
            waiting = (!next.is_empty()).then_some(next);
        }
        parts.push((golds, founds.into_iter().collect()));
    }
    parts
}

fn best_sum(
    gold: &Groups,
    found: &Groups,
    common: &BTreeMap<(usize, usize), usize>,
    (golds, founds): &(Vec<usize>, Vec<usize>),
) -> f64 {
    let phi = |row: usize, column: usize| {
        let sizes = gold.get(row).map_or(0, Vec::len) + found.get(column).map_or(0, Vec::len);
        2.0 * crate::counts::share(common.get(&(row, column)).copied().unwrap_or(0), sizes)
    };
    // The assignment counts in whole numbers; six digits tell any two likenesses of such groups apart.
    let row = |gold: &usize| founds.iter().map(|found| (phi(*gold, *found) * 1e6).round() as u32).collect();
    let chosen = assignment::best(&golds.iter().map(row).collect::<Vec<Vec<u32>>>());
    let pairs = golds.iter().zip(chosen).filter_map(|(gold, column)| Some((*gold, *founds.get(column?)?)));
    pairs.map(|(gold, found)| phi(gold, found)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(score: Score, precision: f64, recall: f64) {
        assert!((score.precision - precision).abs() < 1e-9 && (score.recall - recall).abs() < 1e-9, "{score:?}");
    }

    /// The example of Pradhan et al. 2014, section 4: a, b, c and d, e, f, g are wanted; h and i are found for nothing and e
    /// is missed.
    #[test]
    fn the_example_of_the_reference_scorer() {
        let gold = vec![vec![0, 1, 2], vec![3, 4, 5, 6]];
        let found = vec![vec![0, 1], vec![2, 3], vec![5, 6, 7, 8]];
        is(muc(&gold, &found), 0.4, 0.4);
        is(b_cubed(&gold, &found), 0.5, 35.0 / 84.0);
        is(ceaf_e(&gold, &found), 1.3 / 3.0, 0.65);
        let mean = (0.4 + 2.0 * 0.5 * (35.0 / 84.0) / (0.5 + 35.0 / 84.0) + 0.52) / 3.0;
        assert!((conll(&gold, &found) - mean).abs() < 1e-9);
        assert_eq!(pairs(&gold, &found), Counts { gold: 9, found: 8, right: 2 });
    }

    #[test]
    fn what_stands_alone_counts_but_for_links_and_pairs() {
        let gold = groups(["a", "a", "b", "c"]);
        let alone = groups([0, 1, 2, 3]);
        is(muc(&gold, &alone), 0.0, 0.0);
        is(b_cubed(&gold, &alone), 1.0, 0.75);
        assert_eq!(pairs(&gold, &alone).right, 0);
        is(ceaf_e(&gold, &alone), (2.0 / 3.0 + 2.0) / 4.0, (2.0 / 3.0 + 2.0) / 3.0);
        assert!((conll(&gold, &gold) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_is_no_division() {
        assert_eq!(conll(&Vec::new(), &Vec::new()), 0.0);
    }
}
