//! The four renderings of a report. They add no statement and leave none out.

mod html;
mod markdown;
mod text;

pub(super) use html::html;
pub(super) use markdown::markdown;
pub(super) use text::text;

use super::{Brief, EvidenceRef, Line};
use std::collections::BTreeMap;

/// How the three kinds of statement are told apart; the same words in every rendering.
const LEGEND: [(&str, &str); 3] = [
    ("said", "“…” are the words of a report, with who says them and who published them."),
    ("proposed", "is what this program proposes, with why. It is no finding."),
    ("found", "is what people found, with their names, their reasons and the standard of proof."),
];

/// As JSON, indented; every list in its order.
pub(super) fn json(brief: &Brief) -> String {
    let mut text = serde_json::to_string_pretty(brief).expect("a brief holds only strings, numbers and lists");
    text.push('\n');
    text
}

/// The numbers of a line's evidence.
fn references(line: &Line, numbers: &BTreeMap<String, usize>) -> Vec<usize> {
    let mut all: Vec<usize> = line.evidence.iter().filter_map(|one| numbers.get(&one.claim).copied()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What stands behind a number: the words, who says them, and where to find them.
fn provenance(evidence: &EvidenceRef) -> String {
    let published =
        if evidence.published == "unknown" { "published unknown".to_owned() } else { evidence.published.clone() };
    format!("{}, {published}, {}", evidence.who(), evidence.claim)
}

/// The words in quotation marks; a claim whose words the record does not hold says so.
fn quoted(words: &str) -> String {
    if words.is_empty() { "words not in this record".to_owned() } else { format!("“{words}”") }
}
