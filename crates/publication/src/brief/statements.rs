//! Statements and accusations: what actors say of each other and of what they will do, short, by kind.

use super::contested;
use super::event::{Event, events};
use super::index::Index;
use super::line::{Line, Section};
use crate::wording;
use model::{ClaimKind, Role};

const KINDS: [(ClaimKind, &str); 6] = [
    (ClaimKind::Accusation, "Accusations"),
    (ClaimKind::Condemnation, "Condemnations"),
    (ClaimKind::Threat, "Threats"),
    (ClaimKind::Pledge, "Pledges"),
    (ClaimKind::Denial, "Denials"),
    (ClaimKind::Statement, "Statements"),
];

/// Builds the section.
pub(super) fn section(index: &Index<'_>) -> Section {
    let lines = KINDS.into_iter().flat_map(|(kind, title)| {
        let events = events(index, |one| one == kind);
        let head = (!events.is_empty()).then(|| Line::heading(title));
        let each: Vec<Line> = events.iter().flat_map(|event| statement(index, event)).collect();
        head.into_iter().chain(each)
    });
    Section::of("statements", "Statements and accusations", None, lines.collect(), "None are told of in the period.")
}

/// Day, who and towards whom, then the words of each origin.
fn statement(index: &Index<'_>, event: &Event<'_>) -> Vec<Line> {
    let who = event.role(Role::Agent);
    let towards = event.role(Role::Target);
    let who = if who.is_empty() { "Unknown".to_owned() } else { who.join(", ") };
    let towards = if towards.is_empty() { String::new() } else { format!(", towards {}", towards.join(", ")) };
    let manner = event.manner().map_or_else(String::new, |manner| format!(" ({manner})"));
    let day = event.when.map_or_else(
        || format!("day unknown, report published {}", wording::published(index.first_published(event.claims()))),
        |when| when.to_string(),
    );
    let mut line = Line::item(0).key(wording::capital(&who)).plain(format!("{towards}{manner}, {day}"));
    if let Some(incident) = event.incident {
        line = line.about(&incident.id);
    }
    let mut lines = vec![line];
    lines.extend(event.voices(index).into_iter().map(|voice| Line::item(1).said(&voice)));
    if let Some(first) = lines.first_mut() {
        first.evidence.extend(index.evidence(event.claims()));
    }
    lines.extend(event.incident.into_iter().flat_map(|incident| contested::denials(index, incident, 1)));
    lines
}
