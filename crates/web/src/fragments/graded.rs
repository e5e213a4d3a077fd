//! Evidence with its two grades, which are judged apart and shown apart.

use super::Quote;
use crate::view::View;
use askama::Template;
use askama::filters::HtmlSafe;
use model::finding::GradedEvidence;

/// A claim that was weighed.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "graded.html")]
pub(crate) struct GradedQuote {
    /// The claim's words; nothing where the record does not hold them any more.
    quote: Option<Quote>,
    claim: String,
    /// How reliable the source is, A to F.
    reliability: char,
    /// How credible the statement is, 1 to 6.
    credibility: u8,
}

impl HtmlSafe for GradedQuote {}

/// Evidence in the order in which it was weighed.
pub(crate) fn graded(view: &View<'_>, evidence: &[GradedEvidence]) -> Vec<GradedQuote> {
    let one = |one: &GradedEvidence| GradedQuote {
        quote: view.told(&one.claim).map(Quote::new),
        claim: one.claim.to_string(),
        reliability: one.reliability.letter(),
        credibility: one.credibility.number(),
    };
    evidence.iter().map(one).collect()
}
