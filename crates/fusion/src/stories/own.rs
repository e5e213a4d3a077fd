//! Rarity among origins. What a report has copied counts where it was copied from, so that ten thousand copies of one report
//! make none of its words common and change no weight in any other report.

use super::rarity::Holders;
use crate::copies::Copies;
use crate::corpus::Corpus;
use model::Span;

/// A report of which less than this share is its own is a copy and counts for nothing: a new head over an old text is no
/// second report.
const OWN: f64 = 0.2;

/// In how many reports of a corpus each stem stands that they have from nobody.
pub(crate) fn among_origins(corpus: &Corpus, copies: &Copies) -> Holders {
    let mut holders = corpus.rarity().holders().clone();
    for of_one in copies.all.chunk_by(|a, b| a.report == b.report) {
        let Some(copy) = of_one.first() else { continue };
        let passages: Vec<Span> = of_one.iter().flat_map(|copy| copy.passages.iter().map(|(span, _)| *span)).collect();
        let stems = corpus.placed_stems(copy.report);
        holders.leave(&stems.iter().map(|(stem, _)| *stem).collect::<Vec<_>>());
        holders.take_own(&stems, &passages);
    }
    holders
}

impl Holders {
    /// Counts a report with those of its stems, each with its place, that stand outside what it copied; not where that is
    /// nearly all.
    pub(crate) fn take_own(&mut self, stems: &[(u32, usize)], copied: &[Span]) {
        let is_own = |place: usize| !copied.iter().any(|span| (span.start()..span.end()).contains(&place));
        let own: Vec<u32> = stems.iter().filter(|(_, place)| is_own(*place)).map(|(stem, _)| *stem).collect();
        if copied.is_empty() || own.len() as f64 > OWN * stems.len() as f64 {
            self.take(&own);
        }
    }
}
