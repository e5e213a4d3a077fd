//! How well names are found: a name counts if both its ends and its kind are right (as in the shared task of CoNLL 2003).

use std::fmt;

use super::NamedSentence;
use crate::names::{Name, NameKind, NameTagger};

/// Counts by kind, in the order of [`NameKind::ALL`].
#[derive(Clone, Copy, Default, Debug)]
pub struct NameScores {
    counts: [Counts; NameKind::ALL.len()],
}

#[derive(Clone, Copy, Default, Debug)]
struct Counts {
    found: usize,
    gold: usize,
    right: usize,
}

impl Counts {
    fn plus(self, other: Counts) -> Counts {
        Counts { found: self.found + other.found, gold: self.gold + other.gold, right: self.right + other.right }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |of: usize| 100.0 * self.right as f64 / of.max(1) as f64;
        let f1 = 200.0 * self.right as f64 / (self.found + self.gold).max(1) as f64;
        write!(out, "P {:.1} R {:.1} F1 {f1:.1} ({} names)", share(self.found), share(self.gold), self.gold)
    }
}

impl NameScores {
    /// Counts the names of one sentence.
    pub fn count(&mut self, found: &[Name], gold: &[Name]) {
        for (counts, kind) in self.counts.iter_mut().zip(NameKind::ALL) {
            let of = |names: &[Name]| names.iter().filter(|name| name.kind == kind).count();
            let right = found.iter().filter(|name| name.kind == kind && gold.contains(name)).count();
            *counts = counts.plus(Counts { found: of(found), gold: of(gold), right });
        }
    }
}

impl fmt::Display for NameScores {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.counts.iter().fold(Counts::default(), |sum, counts| sum.plus(*counts));
        write!(out, "{all}")?;
        NameKind::ALL
            .iter()
            .zip(&self.counts)
            .filter(|(_, counts)| counts.gold > 0)
            .try_for_each(|(kind, counts)| write!(out, "; {kind:?} {counts}"))
    }
}

/// Scores a tagger, document by document; names of other things are not counted. Every sentence with an error is shown.
pub fn evaluate_names(
    tagger: &NameTagger,
    sentences: &[NamedSentence],
    mut wrong: impl FnMut(&NamedSentence, &[Name]),
) -> NameScores {
    let mut scores = NameScores::default();
    for document in sentences.chunk_by(|one, other| one.document == other.document) {
        let tokens: Vec<Vec<&str>> =
            document.iter().map(|sentence| sentence.tokens.iter().map(String::as_str).collect()).collect();
        let slices: Vec<&[&str]> = tokens.iter().map(Vec::as_slice).collect();
        for (sentence, found) in document.iter().zip(tagger.find_in_document(&slices)) {
            let told: Vec<Name> = found.iter().filter(|name| name.kind != NameKind::Other).copied().collect();
            scores.count(&told, &sentence.names);
            if told != sentence.names {
                wrong(sentence, &found);
            }
        }
    }
    scores
}
