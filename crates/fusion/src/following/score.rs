//! How likely one report follows the other: named features, each with what it gives. The weights were set by hand and are the
//! same for every actor.

use super::marks::{KINDS, Report, Reports};
use crate::corpus::DAY;
use crate::stories::cosine;

/// Given to every pair.
const PRIOR: f64 = -2.9;
/// Times the likeness of the words; nothing between two languages.
const WORDS: f64 = 6.0;
/// Times the likeness of names, places, numbers and days.
const MARKS: [f64; KINDS.len()] = [2.4, 1.6, 1.0, 1.0];
/// For an incident that both tell, whatever else they tell.
const INCIDENT: f64 = 2.0;
/// For a passage that one has from the other.
const COPY: f64 = 5.0;
/// For each day between them.
const APART: f64 = -0.12;
/// For not knowing how many days lie between them.
const UNDATED: f64 = -0.4;
/// A report further from the other does not follow it, at least not without those between.
const LONGEST: i64 = 21;

/// A pair, scored.
#[derive(Debug, Clone)]
pub(super) struct Scored {
    /// 0 to 1.
    pub(super) score: f64,
    /// What each feature gave.
    pub(super) features: Vec<(&'static str, f64)>,
}

/// What reports are compared by.
pub(super) struct Compare<'a> {
    pub(super) reports: &'a Reports<'a>,
}

impl<'a> Compare<'a> {
    /// Over these reports.
    pub(super) fn new(reports: &'a Reports<'a>) -> Self {
        Self { reports }
    }

    /// Scores two reports, by their places; `None` where too much time lies between them.
    pub(super) fn score(&self, a: usize, b: usize) -> Option<Scored> {
        let (x, y) = (self.reports.all.get(a)?, self.reports.all.get(b)?);
        let mut features = vec![("prior", PRIOR)];
        let mut give = |name: &'static str, value: f64| {
            if value != 0.0 {
                features.push((name, value));
            }
        };
        give("words", WORDS * self.reports.words.alike(a, b));
        for ((name, weight), (ours, theirs)) in KINDS.into_iter().zip(MARKS).zip(x.marks.iter().zip(&y.marks)) {
            give(name, weight * cosine(ours, theirs));
        }
        give("incident", if x.incidents.is_disjoint(&y.incidents) { 0.0 } else { INCIDENT });
        give("copied", if x.copies.contains(&b) || y.copies.contains(&a) { COPY } else { 0.0 });
        match days_apart(x, y) {
            Some(days) if days > LONGEST => return None,
            Some(days) => give("days_apart", APART * days as f64),
            None => give("undated", UNDATED),
        }
        let sum: f64 = features.iter().map(|(_, value)| value).sum();
        Some(Scored { score: 1.0 / (1.0 + (-sum).exp()), features })
    }
}

/// How many days lie between the publications of two reports.
fn days_apart(a: &Report<'_>, b: &Report<'_>) -> Option<i64> {
    let (a, b) = (a.told?, b.told?);
    Some((a.0.max(b.0) - a.1.min(b.1)).max(0) / DAY)
}
