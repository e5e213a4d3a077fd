//! The words that name acts among mentions: how common each is, and which stand together. It knows no senses.

use super::Mention;
use std::collections::{BTreeMap, BTreeSet};

/// The triggers of mentions.
pub(super) struct Acts<'a> {
    /// How few mentions are named by a trigger, 0 to 1.
    rarity: BTreeMap<&'a str, f64>,
    /// In how many reports a trigger names an act, as a share of the logarithm of all.
    reports: BTreeMap<&'a str, f64>,
    /// The triggers of a sentence, by report and sentence.
    sentences: BTreeMap<(usize, usize), BTreeSet<&'a str>>,
    /// The logarithm of the number of reports and one.
    all: f64,
}

impl<'a> Acts<'a> {
    pub(super) fn new(mentions: &'a [Mention]) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut holders: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        let mut sentences: BTreeMap<(usize, usize), BTreeSet<&str>> = BTreeMap::new();
        for one in mentions {
            *counts.entry(one.trigger.as_str()).or_default() += 1;
            holders.entry(one.trigger.as_str()).or_default().insert(one.report);
            sentences.entry((one.report, one.sentence)).or_default().insert(one.trigger.as_str());
        }
        let whole = (mentions.len().max(2) as f64).ln();
        let rarity = counts.into_iter().map(|(word, count)| (word, 1.0 - (count as f64).ln() / whole)).collect();
        let reports: BTreeSet<usize> = mentions.iter().map(|one| one.report).collect();
        let all = ((1 + reports.len()).max(2) as f64).ln();
        let reports = holders.into_iter().map(|(word, holders)| (word, (holders.len() as f64).ln() / all)).collect();
        Self { rarity, reports, sentences, all }
    }

    /// How few mentions are named as this one, 0 to 1.
    pub(super) fn rarity(&self, mention: &Mention) -> f64 {
        self.rarity.get(mention.trigger.as_str()).copied().unwrap_or_default()
    }

    /// How many reports use the commoner of two triggers, 0 to 1, and by which factor they differ, as a logarithm.
    pub(super) fn reports(&self, a: &Mention, b: &Mention) -> (f64, f64) {
        let of = |one: &Mention| self.reports.get(one.trigger.as_str()).copied().unwrap_or_default();
        (of(a).max(of(b)), (of(a) - of(b)).abs() * self.all)
    }

    /// The common share of what else is told in the two sentences (Dice).
    pub(super) fn beside(&self, a: &Mention, b: &Mention) -> f64 {
        let none = BTreeSet::new();
        let of = |one: &Mention| self.sentences.get(&(one.report, one.sentence)).unwrap_or(&none);
        let without = |one: &Mention| of(one).iter().filter(|other| **other != one.trigger).copied().collect();
        let (a, b): (BTreeSet<&str>, BTreeSet<&str>) = (without(a), without(b));
        let all = a.len() + b.len();
        if all > 0 { 2.0 * a.intersection(&b).count() as f64 / all as f64 } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_acts_and_acts_of_one_sentence_are_known() {
        let one = |report, trigger: &str| Mention { report, trigger: trigger.to_owned(), ..Mention::default() };
        let all = [one(0, "say"), one(0, "burn"), one(1, "say"), one(1, "burn"), one(2, "say"), one(2, "flee")];
        let acts = Acts::new(&all);
        assert!(acts.rarity(&all[5]) > acts.rarity(&all[1]) && acts.rarity(&all[1]) > acts.rarity(&all[0]));
        assert!(acts.reports(&all[0], &all[5]).0 > acts.reports(&all[1], &all[5]).0);
        assert!((acts.reports(&all[0], &all[5]).1 - 3_f64.ln()).abs() < 1e-9, "three reports against one");
        assert_eq!((acts.beside(&all[0], &all[2]), acts.beside(&all[0], &all[4])), (1.0, 0.0));
    }
}
