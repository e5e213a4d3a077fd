//! The peer of making incidents and stories: texts within a week whose words are alike, by TF-IDF and the cosine, joined along
//! every pair that reaches a threshold. The threshold is the best for the measure in hand, which flatters it.

use crate::scorers::partitions::{Groups, groups};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A text, and the day on which it was published where that is told.
pub type Dated<'a> = (Option<Date>, &'a str);

/// How many days two texts may lie apart.
const WINDOW: i32 = 7;
/// Thresholds are tried in steps of a twentieth, from .05 to .95.
const STEPS: u32 = 20;

/// Groupings of the texts, a threshold each.
pub fn groupings(texts: &[Dated<'_>]) -> Vec<Groups> {
    let vectors = vectors(texts);
    let mut pairs = Vec::new();
    for (place, ((one, _), mine)) in texts.iter().zip(&vectors).enumerate() {
        for (offset, ((other, _), theirs)) in texts.iter().zip(&vectors).skip(place + 1).enumerate() {
            let near = one.zip(*other).is_none_or(|(one, other)| (other - one).get_days().abs() <= WINDOW);
            if near {
                pairs.push((cosine(mine, theirs), place, place + 1 + offset));
            }
        }
    }
    (1..STEPS).map(|step| joined(texts.len(), &pairs, f64::from(step) / f64::from(STEPS))).collect()
}

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Counts of words times the logarithm of all texts over those that hold the word, brought to length one.
fn vectors(texts: &[Dated<'_>]) -> Vec<BTreeMap<String, f64>> {
    let mut counts: Vec<BTreeMap<String, f64>> = Vec::new();
    let mut holders: BTreeMap<String, usize> = BTreeMap::new();
    for (_, text) in texts {
        let mut count = BTreeMap::new();
        for word in words(text) {
            *count.entry(word).or_insert(0.0) += 1.0;
        }
        for word in count.keys() {
            *holders.entry(word.clone()).or_default() += 1;
        }
        counts.push(count);
    }
    for vector in &mut counts {
        for (word, value) in vector.iter_mut() {
            *value *= (texts.len() as f64 / holders.get(word).copied().unwrap_or(1) as f64).ln();
        }
        let length = vector.values().map(|value| value * value).sum::<f64>().sqrt();
        vector.values_mut().for_each(|value| *value /= length.max(f64::MIN_POSITIVE));
    }
    counts
}

fn cosine(a: &BTreeMap<String, f64>, b: &BTreeMap<String, f64>) -> f64 {
    a.iter().filter_map(|(word, value)| Some(value * b.get(word)?)).sum()
}

fn joined(count: usize, pairs: &[(f64, usize, usize)], threshold: f64) -> Groups {
    let mut group: Vec<usize> = (0..count).collect();
    for (_, a, b) in pairs.iter().filter(|(likeness, _, _)| *likeness >= threshold) {
        let (Some(from), Some(to)) = (group.get(*a).copied(), group.get(*b).copied()) else { continue };
        if from != to {
            group.iter_mut().filter(|one| **one == from).for_each(|one| *one = to);
        }
    }
    groups(group)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_alike_within_a_week_is_joined() {
        let one = |day: i8, text: &'static str| (Some(jiff::civil::date(2014, 5, day)), text);
        let all = [
            one(1, "Shells hit the northern market"),
            one(3, "Northern market hit by shells"),
            one(20, "Shells hit the northern market"),
            one(2, "Talks resume"),
        ];
        let found = groupings(&all);
        assert_eq!(found.len(), 19);
        assert!(found[3].contains(&vec![0, 1]) && found[3].contains(&vec![2]) && found[3].contains(&vec![3]));
        assert_eq!(found[18].len(), 4);
    }
}
