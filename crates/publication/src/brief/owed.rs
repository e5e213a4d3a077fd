//! What is owed: obligations and confidence-building measures as they stand, and what falls due next. Parties stand in the
//! agreement's order and are asked the same.

use super::index::Index;
use super::line::{Line, Section};
use crate::wording;
use jiff::ToSpan;
use jiff::civil::DateTime;
use model::{Agreement, Due, ObligationStatus, Obligations, Owed};

/// Within how many days something is said to fall due.
const SOON_DAYS: i64 = 14;

const RULE: &str = "Deadlines are counted in the agreement's zone. “Reported” is what reports tell; that something was done is for \
    people to find.";

/// Builds the section.
pub(super) fn section(index: &Index<'_>) -> Section {
    let mut lines = Vec::new();
    for all in index.record.obligations.iter().filter(|all| !all.owed.is_empty()) {
        let Some(agreement) = index.record.agreements.iter().find(|one| one.id == all.agreement) else { continue };
        lines.push(Line::heading(agreement.title.clone()).about(&agreement.id));
        lines.push(Line::item(0).plain(format!("As of {}.", wording::clock(all.as_of))));
        lines.extend(soon(index, all));
        lines.extend(standing(index, agreement, all));
    }
    Section::of("owed", "What is owed", Some(RULE), lines, "No agreement of the record obliges anybody to anything.")
}

/// What is open and falls due within the next days, the first first.
fn soon(index: &Index<'_>, all: &Obligations) -> Vec<Line> {
    let falling = falling_due(all, SOON_DAYS);
    let lines = falling.into_iter().map(|(until, owed)| {
        Line::item(1).plain(format!(
            "{}, {}: before {}",
            owed.obligation,
            index.name(&owed.party),
            wording::clock(until)
        ))
    });
    let mut lines: Vec<Line> = lines.collect();
    let none = if lines.is_empty() { ": nothing" } else { "" };
    lines.insert(0, Line::item(0).key(format!("Falls due within {SOON_DAYS} days")).plain(none));
    lines
}

/// What is open and falls due after the moment asked about, within so many days; the first first.
pub fn falling_due(all: &Obligations, days: i64) -> Vec<(DateTime, &Owed)> {
    let last = all.as_of.saturating_add(days.days());
    let due = |owed: &&Owed| match owed.due {
        Due::Until(until) => Some(until),
        Due::Unstated | Due::After(_) => None,
    };
    let open = all.owed.iter().filter(|owed| owed.is_open()).filter_map(|owed| Some((due(&owed)?, owed)));
    let mut falling: Vec<(DateTime, &Owed)> = open.filter(|(until, _)| all.as_of < *until && *until <= last).collect();
    falling.sort_by_key(|(until, _)| *until);
    falling
}

/// Each obligation with how it stands for each party.
fn standing(index: &Index<'_>, agreement: &Agreement, all: &Obligations) -> Vec<Line> {
    let mut lines = Vec::new();
    for obligation in &agreement.obligations {
        let kind = if obligation.terms.is_measure { "Measure" } else { "Obligation" };
        let text = format!(": {}", obligation.text);
        lines.push(Line::item(0).key(format!("{kind} {}", obligation.id)).plain(text));
        let own = all.owed.iter().filter(|owed| owed.obligation == obligation.id);
        lines.extend(own.map(|owed| one(index, owed)));
    }
    lines
}

fn one(index: &Index<'_>, owed: &Owed) -> Line {
    let line = Line::item(1).key(index.name(&owed.party)).plain(": ");
    let status = wording::capital(owed.status.as_str());
    let line = match owed.status {
        ObligationStatus::Done => line.found(status),
        _ => line.proposed(status),
    };
    line.plain(format!(". {}", owed.because.join(" "))).evidence(index.evidence(&owed.against))
}
