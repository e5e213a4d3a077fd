//! Published totals, each with its scope and whose it is. They are never added.

use super::index::Index;
use super::line::{Line, Section};
use crate::wording;
use model::{Effect, Figure, Interval, When, Where};
use std::collections::BTreeSet;

const RULE: &str = "Published totals. Each counts its own people, place and time, so none is added to another, and none to the \
    tolls of incidents.";

/// Builds the section.
pub(super) fn section(index: &Index<'_>) -> Section {
    let figures = &index.record.fused.figures;
    let mut lines = Vec::new();
    for effect in Effect::ALL {
        let shown: Vec<&Figure> =
            figures.iter().filter(|figure| figure.effect == effect && is_in_period(index, figure)).collect();
        if !shown.is_empty() {
            lines.push(Line::heading(wording::capital(effect.as_str())));
            lines.extend(shown.into_iter().map(|figure| self::figure(index, figure)));
        }
    }
    Section::of("figures", "Tolls and figures", Some(RULE), lines, "No total was published in the period.")
}

/// By the day on which it was told; the period that it counts serves where that is unknown.
fn is_in_period(index: &Index<'_>, figure: &Figure) -> bool {
    let published: Vec<Interval> =
        figure.claims.iter().filter_map(|claim| index.told(claim)?.reading.published.interval()).collect();
    let told = figure.as_of.into_iter().chain(published);
    let mut known = told.chain(figure.period.hull()).peekable();
    known.peek().is_none() || known.any(|when| index.period.touches(when))
}

fn figure(index: &Index<'_>, figure: &Figure) -> Line {
    let who = if figure.who.trim().is_empty() { "of whom unknown" } else { figure.who.trim() };
    let place = match &figure.place {
        Where::Unknown => "place unknown".to_owned(),
        place => wording::place(place),
    };
    let counted = match &figure.period {
        When::Unknown => "since when unknown".to_owned(),
        When::Known(period) => format!("counted from {} to {}", period.from().date(), period.last_day()),
        when => format!("counted over {}", wording::when(when)),
    };
    let as_of = figure.as_of.map_or_else(|| "as of unknown".to_owned(), |day| format!("as of {day}"));
    let whose = figure.attributed_to.as_ref().map_or_else(|| "unknown".to_owned(), ToString::to_string);
    let facts = format!(
        " {who}; {place}; {counted}; {as_of}; attributed to {whose}; told by {}{}",
        relays(index, figure),
        superseded(index, figure)
    );
    Line::item(0).key(wording::toll(figure.toll)).plain(facts).evidence(index.evidence(&figure.claims))
}

/// The sources that tell it, each once.
fn relays(index: &Index<'_>, figure: &Figure) -> String {
    let told = figure.claims.iter().filter_map(|claim| index.told(claim));
    let mut sources: Vec<String> = Vec::new();
    for told in told {
        let source = wording::source(told.reading);
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    let reports: BTreeSet<&str> =
        figure.claims.iter().filter_map(|claim| Some(index.told(claim)?.reading.report.as_str())).collect();
    match sources.as_slice() {
        [] => "unknown".to_owned(),
        all => format!("{} ({})", all.join(", "), wording::count(reports.len(), "report", "reports")),
    }
}

fn superseded(index: &Index<'_>, figure: &Figure) -> String {
    let later = figure.superseded_by.and_then(|place| index.record.fused.figures.get(place));
    later.map_or_else(String::new, |later| {
        let day = later.as_of.map_or_else(|| "day unknown".to_owned(), |day| day.to_string());
        format!("; replaced by a later figure of the same origin: {}, {day}", wording::toll(later.toll))
    })
}
