//! How much a common word says, by how few of the mentions, or of the reports, have it. It knows no text.

use super::{Mention, Words};
use std::collections::{BTreeMap, BTreeSet};

/// Words with their weights.
pub(super) struct Rarity<'a>(BTreeMap<&'a str, f64>);

impl<'a> Rarity<'a> {
    /// By how few mentions have a word in their sentence.
    pub(super) fn among_mentions(mentions: &'a [Mention]) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for word in mentions.iter().flat_map(|mention| &mention.words) {
            *counts.entry(word.as_str()).or_default() += 1;
        }
        Self(counts.into_iter().map(|(word, count)| (word, (mentions.len() as f64 / count as f64).ln())).collect())
    }

    /// By how few reports have it in the sentence of a mention or as its argument.
    pub(super) fn among_reports(mentions: &'a [Mention]) -> Self {
        let mut holders: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for one in mentions {
            for word in [&one.words, &one.agents, &one.patients, &one.circumstances].into_iter().flatten() {
                holders.entry(word).or_default().insert(one.report);
            }
        }
        let reports = mentions.iter().map(|mention| mention.report).collect::<BTreeSet<_>>().len();
        let weight = |holders: BTreeSet<usize>| ((1 + reports) as f64 / holders.len() as f64).ln();
        Self(holders.into_iter().map(|(word, holders)| (word, weight(holders))).collect())
    }

    fn sum<'w>(&self, words: impl Iterator<Item = &'w String>) -> f64 {
        words.map(|word| self.0.get(word.as_str()).copied().unwrap_or_default()).sum()
    }

    /// The common share of two lists (Dice).
    pub(super) fn share(&self, a: &Words, b: &Words) -> f64 {
        let all = self.sum(a.iter().chain(b));
        if all > 0.0 { 2.0 * self.sum(a.intersection(b)) / all } else { 0.0 }
    }

    /// How much of the first list the second has.
    pub(super) fn covered(&self, a: &Words, b: &Words) -> f64 {
        let all = self.sum(a.iter());
        if all > 0.0 { self.sum(a.intersection(b)) / all } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rare_word_says_more_than_a_common_one() {
        let words = |all: &[&str]| -> Words { all.iter().map(|word| (*word).to_owned()).collect() };
        let mention = |report, all: &[&str]| Mention { report, words: words(all), ..Mention::default() };
        let all = [mention(0, &["quake", "aceh"]), mention(1, &["quake", "aceh"]), mention(2, &["quake", "relief"])];
        let (quake, aceh) = (words(&["quake"]), words(&["aceh"]));
        let both = words(&["quake", "aceh"]);
        for rarity in [Rarity::among_mentions(&all), Rarity::among_reports(&all)] {
            assert!(rarity.share(&both, &aceh) > rarity.share(&both, &quake));
            assert!(rarity.covered(&both, &aceh) > 0.5 && rarity.covered(&aceh, &both) == 1.0);
            assert_eq!(rarity.covered(&words(&[]), &aceh), 0.0);
        }
    }
}
