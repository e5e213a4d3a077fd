//! Talks: who met, negotiates, mediates, called or left, and what is planned where and when; and what governments and
//! groups did towards each other short of force.

use super::contested;
use super::event::{Event, events};
use super::index::Index;
use super::line::{Line, Section};
use model::{ClaimKind, Family};

/// Builds the section.
pub(super) fn section(index: &Index<'_>) -> Section {
    let (ahead, held): (Vec<Event<'_>>, Vec<Event<'_>>) = events(index, is_talks)
        .into_iter()
        .partition(|event| event.is_ahead() || event.kind == ClaimKind::ConferencePlanned);
    let mut lines = group(index, "Held, going on, or said not to have been held", &held);
    lines.extend(group(index, "Planned or announced", &ahead));
    let politics = events(index, |kind| kind.family() == Family::Politics);
    lines.extend(group(index, "Other acts between governments and groups", &politics));
    Section::of("talks", "Talks", None, lines, "No talks are told of in the period.")
}

fn is_talks(kind: ClaimKind) -> bool {
    use ClaimKind::{ConferencePlanned, Mediation, Meeting, Negotiation, PhoneCall, Visit, WalkOut};
    matches!(kind, Meeting | Negotiation | Mediation | Visit | PhoneCall | WalkOut | ConferencePlanned)
}

fn group(index: &Index<'_>, title: &str, events: &[Event<'_>]) -> Vec<Line> {
    if events.is_empty() {
        return Vec::new();
    }
    let each = events.iter().flat_map(|event| {
        let under = event.incident.map(|incident| contested::under(index, incident, event, 1));
        std::iter::once(event.line(index, 0)).chain(under.unwrap_or_default())
    });
    std::iter::once(Line::heading(title)).chain(each).collect()
}
