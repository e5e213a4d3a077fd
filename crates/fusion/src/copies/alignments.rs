//! What pairs of texts have in common, found once for each pair: texts do not change. It must not know which pairs are worth it.

use super::Copy;
use super::passages::{Indexed, Run};
use crate::corpus::{Corpus, DAY};
use crate::words::Word;
use model::Span;
use std::collections::BTreeMap;

/// Fewer common words may be a formula.
const FORMULA: usize = 16;

/// What a later report has from an earlier one.
#[derive(Debug, Clone)]
pub(super) struct Aligned {
    pub(super) copy: Copy,
    pub(super) runs: Vec<Run>,
}

/// Alignments that were made; those of the last time are remembered where that is wanted.
#[derive(Debug, Default)]
pub(crate) struct Alignments {
    /// By the arrivals of both reports, the earlier one first. None where they have nothing in common.
    known: BTreeMap<(u32, u32), Option<Aligned>>,
    remembers: bool,
}

impl Alignments {
    /// Such as remember.
    pub(crate) fn remembered() -> Self {
        Self { remembers: true, ..Self::default() }
    }

    /// What pairs of reports, earlier and later, in order, have in common. Each earlier one is indexed once.
    pub(super) fn of(&mut self, corpus: &Corpus, pairs: &[(usize, usize)]) -> Vec<Aligned> {
        let mut known = BTreeMap::new();
        let mut found = Vec::new();
        for of_one in pairs.chunk_by(|a, b| a.0 == b.0) {
            let mut index = None;
            for (of, report) in of_one.iter().copied() {
                let key = (corpus.report(of).arrival, corpus.report(report).arrival);
                let aligned =
                    self.known.remove(&key).map(|aligned| aligned.map(|aligned| aligned.numbered(of, report)));
                let aligned = aligned.unwrap_or_else(|| {
                    let index = index.get_or_insert_with(|| Indexed::new(corpus.words(of)));
                    let aligned = align(index, of, report, &corpus.words(report));
                    aligned.filter(|aligned| !is_formula(corpus, aligned))
                });
                if self.remembers {
                    known.insert(key, aligned.clone());
                }
                found.extend(aligned);
            }
        }
        self.known = known;
        found
    }
}

impl Aligned {
    /// The same under the numbers that the reports have now.
    fn numbered(self, of: usize, report: usize) -> Self {
        Self { copy: Copy { of, report, ..self.copy }, runs: self.runs }
    }
}

fn align(index: &Indexed, of: usize, report: usize, copy: &[Word]) -> Option<Aligned> {
    let mut runs = index.passages(copy);
    let words: usize = runs.iter().map(|run| run.length).sum();
    let mut passages: Vec<(Span, Span)> = runs.iter().filter_map(|run| index.spans(run, copy)).collect();
    // Most are one passage, and a flood makes many of them.
    runs.shrink_to_fit();
    passages.shrink_to_fit();
    let share = |all: usize| words as f64 / all.max(1) as f64;
    let (share, covered) = (share(copy.len()), share(index.len()).min(1.0));
    (!runs.is_empty()).then_some(Aligned { copy: Copy { report, of, share, covered, passages }, runs })
}

/// "One soldier killed in shelling, ministry says": what is so short is written anew of every such day, and is no copy of
/// what was published before yesterday.
fn is_formula(corpus: &Corpus, aligned: &Aligned) -> bool {
    let words: usize = aligned.runs.iter().map(|run| run.length).sum();
    let (Some(first), Some(later)) = (corpus.told(aligned.copy.of), corpus.told(aligned.copy.report)) else {
        return false;
    };
    words < FORMULA && later.0 - first.1 >= DAY
}
