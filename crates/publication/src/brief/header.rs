//! The head of the report: what it is about and what the record behind it holds.

use super::index::Index;
use crate::wording;
use model::{Language, Record};
use std::collections::BTreeMap;

/// The title: the agreement's, where there is one.
pub(super) fn title(record: &Record) -> String {
    match record.agreements.as_slice() {
        [only] => format!("Situation report: {}", only.title),
        _ => "Situation report".to_owned(),
    }
}

/// Label and value of what the record holds.
pub(super) fn about(index: &Index<'_>) -> Vec<(String, String)> {
    let record = index.record;
    let checkpoint = match &record.checkpoint {
        Some(checkpoint) => format!(
            "{} of {}, root {}",
            wording::count(usize::try_from(checkpoint.size).unwrap_or(usize::MAX), "ledger entry", "ledger entries"),
            checkpoint.origin,
            checkpoint.root
        ),
        None => "none: what follows is not sealed by a ledger".to_owned(),
    };
    let agreements: Vec<&str> = record.agreements.iter().map(|agreement| agreement.title.as_str()).collect();
    let pairs = [
        ("Agreements", if agreements.is_empty() { "none entered".to_owned() } else { agreements.join("; ") }),
        ("Generated from", checkpoint),
        ("Reports", wording::count(record.readings.len(), "report", "reports")),
        ("Sources", wording::count(source_count(record), "source", "sources")),
        ("Independent origins", wording::count(record.fused.origins.len(), "origin", "origins")),
        ("Claims", wording::count(record.readings.iter().map(|one| one.claims.len()).sum(), "claim", "claims")),
        ("Incidents", wording::count(record.fused.incidents.len(), "incident", "incidents")),
        ("Findings of people", wording::count(record.findings.len(), "finding", "findings")),
        ("Languages", languages(record)),
        ("Not read", not_read(record)),
    ];
    pairs.into_iter().map(|(label, value)| (label.to_owned(), value)).collect()
}

fn source_count(record: &Record) -> usize {
    record
        .readings
        .iter()
        .filter_map(|reading| reading.source.as_ref())
        .collect::<std::collections::BTreeSet<_>>()
        .len()
}

pub(super) fn language(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::Arabic => "Arabic",
        Language::French => "French",
        Language::Russian => "Russian",
        Language::Other => "another language",
    }
}

fn tally(languages: impl Iterator<Item = Language>) -> String {
    let mut counts: BTreeMap<Language, usize> = BTreeMap::new();
    for language in languages {
        *counts.entry(language).or_default() += 1;
    }
    let words =
        counts.into_iter().map(|(one, count)| format!("{} in {}", wording::grouped(count as u64), language(one)));
    words.collect::<Vec<_>>().join(", ")
}

fn languages(record: &Record) -> String {
    let text = tally(record.readings.iter().map(|reading| reading.language));
    if text.is_empty() { "unknown".to_owned() } else { text }
}

/// Reports whose language no reader reads: they are kept, and nothing in them counts below.
fn not_read(record: &Record) -> String {
    let unread =
        record.readings.iter().filter(|reading| reading.notes.iter().any(|note| note.code == "language-not-read"));
    let text = tally(unread.map(|reading| reading.language));
    if text.is_empty() {
        "no report was left out for its language".to_owned()
    } else {
        format!("{text}: kept, but not read")
    }
}
