//! Joining by the mean of all pairs: two groups become one where what stands in them is alike on average, the likest first
//! (Sokal and Michener 1958). A chain of good pairs therefore joins nothing that is unlike as a whole, and no order of the
//! input matters.

use std::collections::BTreeMap;

/// For each of `count` things the number of its group; groups are numbered by their first thing. `likeness` is 0 to 1, and
/// a pair joins from `threshold` on. Work grows with the square of `count`, times the joins that a group takes part in.
pub fn join(count: usize, likeness: &dyn Fn(usize, usize) -> f64, threshold: f64) -> Vec<usize> {
    let mut sums: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); count];
    for a in 0..count {
        for b in a + 1..count {
            let value = likeness(a, b);
            put(&mut sums, a, b, value);
            put(&mut sums, b, a, value);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = (0..count).map(|one| (one, vec![one])).collect();
    let mut best: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
    for group in 0..count {
        renew(group, &sums, &groups, &mut best);
    }
    while let Some((a, b)) = likest(&best, threshold) {
        unite(a, b, &mut sums, &mut groups);
        best.remove(&b);
        let affected = best.iter().filter(|(_, (_, other))| [a, b].contains(other)).map(|(group, _)| *group);
        let affected: Vec<usize> = affected.chain([a]).collect();
        for group in affected {
            renew(group, &sums, &groups, &mut best);
        }
        closer(a, &sums, &groups, &mut best);
    }
    let mut numbers = vec![0; count];
    for (first, members) in &groups {
        for member in members {
            numbers.iter_mut().skip(*member).take(1).for_each(|number| *number = *first);
        }
    }
    numbers
}

fn put(sums: &mut [BTreeMap<usize, f64>], a: usize, b: usize, value: f64) {
    if let Some(row) = sums.get_mut(a) {
        row.insert(b, value);
    }
}

fn mean(a: usize, b: usize, sums: &[BTreeMap<usize, f64>], groups: &BTreeMap<usize, Vec<usize>>) -> f64 {
    let sum = sums.get(a).and_then(|row| row.get(&b)).copied().unwrap_or(0.0);
    let size = |group: usize| groups.get(&group).map_or(1, Vec::len);
    sum / (size(a) * size(b)) as f64
}

/// The likest partner of a group; of equals the first.
fn renew(
    group: usize,
    sums: &[BTreeMap<usize, f64>],
    groups: &BTreeMap<usize, Vec<usize>>,
    best: &mut BTreeMap<usize, (f64, usize)>,
) {
    let mut found: Option<(f64, usize)> = None;
    for other in groups.keys().copied().filter(|other| *other != group) {
        let value = mean(group, other, sums, groups);
        if found.is_none_or(|(most, _)| value > most) {
            found = Some((value, other));
        }
    }
    match found {
        Some(found) => best.insert(group, found),
        None => best.remove(&group),
    };
}

/// A united group may have become the likest partner of others.
fn closer(
    group: usize,
    sums: &[BTreeMap<usize, f64>],
    groups: &BTreeMap<usize, Vec<usize>>,
    best: &mut BTreeMap<usize, (f64, usize)>,
) {
    for (other, partner) in best.iter_mut().filter(|(other, _)| **other != group) {
        let value = mean(group, *other, sums, groups);
        if value > partner.0 || (value == partner.0 && group < partner.1) {
            *partner = (value, group);
        }
    }
}

/// The likest pair of groups, lower number first; of equals the first.
fn likest(best: &BTreeMap<usize, (f64, usize)>, threshold: f64) -> Option<(usize, usize)> {
    let mut found: Option<(f64, usize, usize)> = None;
    for (group, (value, other)) in best.iter().filter(|(_, (value, _))| *value >= threshold) {
        if found.is_none_or(|(most, _, _)| *value > most) {
            found = Some((*value, (*group).min(*other), (*group).max(*other)));
        }
    }
    found.map(|(_, a, b)| (a, b))
}

fn unite(a: usize, b: usize, sums: &mut [BTreeMap<usize, f64>], groups: &mut BTreeMap<usize, Vec<usize>>) {
    let poured = groups.remove(&b).unwrap_or_default();
    groups.entry(a).or_default().extend(poured);
    let row = sums.get_mut(b).map(std::mem::take).unwrap_or_default();
    for (other, value) in row.into_iter().filter(|(other, _)| *other != a) {
        for (from, to) in [(a, other), (other, a)] {
            if let Some(row) = sums.get_mut(from) {
                *row.entry(to).or_insert(0.0) += value;
            }
        }
        if let Some(row) = sums.get_mut(other) {
            row.remove(&b);
        }
    }
    if let Some(row) = sums.get_mut(a) {
        row.remove(&b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_table(table: &[&[f64]], threshold: f64) -> Vec<usize> {
        join(table.len(), &|a, b| table[a.max(b)][a.min(b)], threshold)
    }

    #[test]
    fn a_chain_of_good_pairs_is_no_group() {
        // 0 and 1 are alike, 1 and 2 too, 0 and 2 are not: on average the third is only half like the pair.
        let chain: &[&[f64]] = &[&[], &[0.9], &[0.0, 0.8]];
        assert_eq!(by_table(chain, 0.5), [0, 0, 2]);
        assert_eq!(by_table(chain, 0.3), [0, 0, 0]);
    }

    #[test]
    fn two_groups_meet_where_all_of_them_are_alike() {
        let four: &[&[f64]] = &[&[], &[0.9], &[0.6, 0.6], &[0.6, 0.6, 0.8]];
        assert_eq!(by_table(four, 0.6), [0, 0, 0, 0]);
        assert_eq!(by_table(four, 0.7), [0, 0, 2, 2]);
        assert!(join(0, &|_, _| 1.0, 0.5).is_empty());
    }
}
