//! Copies: which report has which passages from which earlier one.
//!
//! Candidates come from an index of shingles, passages from an exact alignment. Nothing here knows what the words mean.

pub(crate) mod alignments;
pub(crate) mod fingerprints;
mod passages;
mod precedence;

use crate::corpus::Corpus;
use crate::origins::credits::Credit;
use crate::stable;
use alignments::{Aligned, Alignments};
use model::{CopyOf, Span};
use passages::Run;

/// The least words that an earlier report must add to what others already account for.
const ADDED: usize = 1;

/// A copy, by the numbers of the corpus.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Copy {
    /// The copy.
    pub(crate) report: usize,
    /// The earlier report.
    pub(crate) of: usize,
    /// How much of the copy's words stands in the earlier one.
    pub(crate) share: f64,
    /// How much of the earlier one's words stands in the copy.
    pub(crate) covered: f64,
    /// Which passages of the copy stand where in the other.
    pub(crate) passages: Vec<(Span, Span)>,
}

/// The copies, and the order in which reports can have copied each other.
pub(crate) struct Copies {
    /// By report in `order`, the earliest originals first.
    pub(crate) all: Vec<Copy>,
    /// The place of each report.
    pub(crate) order: Vec<usize>,
}

/// Finds copies. `publishers` and `credits` go by report and decide which of two equally old reports is the copy.
pub(crate) fn copies(
    corpus: &Corpus,
    publishers: &[String],
    credits: &[Vec<Credit>],
    alignments: &mut Alignments,
) -> Copies {
    let source =
        |(report, publisher): (usize, &String)| corpus.source(report).map(|_| stable::hash(publisher.as_bytes()));
    let sources: Vec<Option<u64>> = publishers.iter().enumerate().map(source).collect();
    let reports = corpus.reports();
    let prints: Vec<&[u32]> = reports.iter().map(|report| report.prints.as_ref()).collect();
    let mut alike = fingerprints::candidates(&prints, &sources);
    alike.extend(fingerprints::twins(reports.iter().map(|report| report.likenesses.as_ref())));
    // Rows of one list share its form, and none is copied from another.
    let list = |report: usize| corpus.report(report).row.map(|(list, _)| list);
    alike.retain(|&(a, b)| list(a).is_none() || list(a) != list(b));
    alike.sort_unstable();
    alike.dedup();
    let order = precedence::precedence(corpus, &alike, publishers, credits);
    let all = align(corpus, &alike, &order, alignments);
    Copies { all, order }
}

impl Copies {
    /// As the record keeps them, by the ids of copy and original.
    pub(crate) fn to_record(&self, corpus: &Corpus) -> Vec<CopyOf> {
        let id = |number: usize| corpus.report(number).id.clone();
        let mut all: Vec<CopyOf> = self
            .all
            .iter()
            .map(|copy| CopyOf {
                report: id(copy.report),
                of: id(copy.of),
                share: copy.share,
                passages: copy.passages.clone(),
            })
            .collect();
        all.sort_by(|a, b| (&a.report, &a.of).cmp(&(&b.report, &b.of)));
        all
    }
}

/// Pairs as (earlier, later), one original after the other, and what each later one has from each earlier one.
fn align(corpus: &Corpus, alike: &[(usize, usize)], order: &[usize], alignments: &mut Alignments) -> Vec<Copy> {
    let place = |report: usize| order.get(report).copied().unwrap_or(report);
    let mut pairs: Vec<(usize, usize)> =
        alike.iter().map(|&(a, b)| if place(a) < place(b) { (a, b) } else { (b, a) }).collect();
    pairs.sort_unstable();
    let mut found = alignments.of(corpus, &pairs);
    found.sort_by_key(|aligned| (place(aligned.copy.report), place(aligned.copy.of)));
    found.chunk_by(|a, b| a.copy.report == b.copy.report).flat_map(keep_what_adds).collect()
}

/// Of the originals of one copy the earliest come first; a later one stays where it accounts for more.
fn keep_what_adds(of_one: &[Aligned]) -> Vec<Copy> {
    let mut known: Vec<(usize, usize)> = Vec::new();
    let mut kept = Vec::new();
    for aligned in of_one {
        let added: usize = aligned.runs.iter().map(|run| outside(run, &known)).sum();
        if added >= ADDED {
            known.extend(aligned.runs.iter().map(|run| (run.copy, run.copy + run.length)));
            kept.push(aligned.copy.clone());
        }
    }
    kept
}

fn outside(run: &Run, known: &[(usize, usize)]) -> usize {
    (run.copy..run.copy + run.length).filter(|word| !known.iter().any(|(from, to)| (from..to).contains(&word))).count()
}
