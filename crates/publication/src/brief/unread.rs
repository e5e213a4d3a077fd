//! What could not be read or placed: a reader must know what the report does not know.

use super::index::Index;
use super::line::{Line, Section};
use super::sources::headed;
use crate::wording;
use model::{Contested, Incident, Where};
use std::collections::BTreeSet;

/// Builds the section.
pub(super) fn section(index: &Index<'_>) -> Section {
    let mut lines = notes(index);
    lines.extend(unplaced(index));
    lines.extend(counts(index));
    Section::of("unread", "What could not be read or placed", None, lines, "Nothing was left out.")
}

/// The stages' remarks, by report.
fn notes(index: &Index<'_>) -> Vec<Line> {
    let shown = index.record.readings.iter().filter(|reading| index.is_published_in_period(reading));
    let all = shown.flat_map(|reading| {
        let notes: BTreeSet<_> = reading.notes.iter().collect();
        notes.into_iter().map(|note| {
            let source = reading.source.as_deref().unwrap_or("source unknown");
            let who = format!(" ({source}): {}", note.message);
            Line::item(0).about(&reading.report).key(reading.report.as_str()).plain(who)
        })
    });
    let lines: Vec<Line> = all.collect();
    headed("Remarks on reports", lines)
}

/// Names of places that no gazetteer holds.
fn unplaced(index: &Index<'_>) -> Vec<Line> {
    let mut names: std::collections::BTreeMap<String, BTreeSet<&model::ClaimId>> = std::collections::BTreeMap::new();
    for told in index.all_told().into_iter().filter(|told| index.is_in_period(*told)) {
        if let Where::Named(name) = told.reading.place(told.claim) {
            names.entry(wording::one_line(&name)).or_default().insert(&told.claim.id);
        }
    }
    let lines = names.into_iter().map(|(name, claims)| {
        let count = wording::count(claims.len(), "claim", "claims");
        Line::item(0).key(name).plain(format!(": named by {count}, position unknown")).evidence(index.evidence(claims))
    });
    headed("Places named but not placed", lines.collect())
}

fn counts(index: &Index<'_>) -> Vec<Line> {
    let incidents: &[Incident] = &index.record.fused.incidents;
    let number = |what: &dyn Fn(&Incident) -> bool| incidents.iter().filter(|incident| what(incident)).count();
    let untimed = number(&|incident| !incident.time.versions().iter().any(|version| version.value.hull().is_some()));
    let nowhere =
        number(&|incident| !incident.place.versions().iter().any(|version| version.value.likeliest().is_some()));
    let contested =
        number(&|incident| !incident.contested.is_empty() || matches!(incident.time, Contested::Contested(_)));
    let undated = index.record.readings.iter().filter(|reading| reading.published.interval().is_none()).count();
    let told = [
        (untimed, "Incidents without a known time"),
        (nowhere, "Incidents without a known position"),
        (contested, "Incidents contested in some field"),
        (undated, "Reports without a known day of publication"),
    ];
    let lines = told.into_iter().filter(|(number, _)| *number > 0);
    let lines = lines.map(|(number, what)| Line::item(0).plain(format!("{what}: {}", wording::grouped(number as u64))));
    headed("How much is unknown in the whole record", lines.collect())
}
