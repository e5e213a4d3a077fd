//! What the mission saw itself: counts by day and area, always beside how much was watched; and whose doing it was that more was
//! not. A count without its effort is never told.

use super::index::Index;
use super::line::{Line, Section};
use crate::fieldwork::{Watched, chosen, counts, counts_in_words, restriction_kind, restrictions_by};
use jiff::civil::Date;
use model::{ActorId, Effort, FieldEntry, Observation, Restriction};
use std::collections::BTreeSet;

const RULE: &str = "What patrols and sensors noticed, which says nothing of who did it. “Nothing” is an observation. Counts are ranges \
    where rows tell ranges; places where nobody was are not in them.";

/// Builds the section.
pub(super) fn section(index: &Index<'_>) -> Section {
    let fieldwork = &index.record.fieldwork;
    let observations = chosen(&fieldwork.observations, index.period, None);
    let restrictions = chosen(&fieldwork.restrictions, index.period, None);
    let efforts = chosen(&fieldwork.efforts, index.period, None);
    let watched = Watched::of(efforts.iter().copied());
    let mut lines = vec![Line::item(0).key("Effort").plain(format!(": {}", watched.words()))];
    lines.extend(watched.out_of_reach.iter().map(|one| {
        let why = if one.why.is_empty() { "no reason told" } else { &one.why };
        Line::item(1).plain(format!("Out of reach: {} ({why})", one.place))
    }));
    lines.extend(by_day(&observations, &efforts));
    lines.extend(restricted(index, &restrictions));
    let empty = observations.is_empty() && restrictions.is_empty() && efforts.is_empty();
    let none = "No patrol entered anything of the period: how much was watched is not known, and few incidents do not mean calm.";
    let lines = if empty { Vec::new() } else { lines };
    Section::of("watched", "What the mission saw itself", Some(RULE), lines, none)
}

/// A line for each day and area on which somebody watched or noticed something.
fn by_day(observations: &[&Observation], efforts: &[&Effort]) -> Vec<Line> {
    let observed = observations.iter().map(|one| key(*one));
    let keys: BTreeSet<(Date, String)> = observed.chain(efforts.iter().map(|one| key(*one))).collect();
    let mut lines = Vec::new();
    let mut day = None;
    for (date, area) in keys {
        if day != Some(date) {
            lines.push(Line::heading(date.to_string()));
            day = Some(date);
        }
        let here = (date, area.clone());
        let own: Vec<&Observation> = observations.iter().copied().filter(|one| key(*one) == here).collect();
        let watched = Watched::of(efforts.iter().copied().filter(|one| key(*one) == here));
        let told = if own.is_empty() { "no observation entered".to_owned() } else { counts_in_words(&counts(own)) };
        lines.push(Line::item(0).key(area).plain(format!(": {told}. Watched: {}.", watched.words())));
    }
    lines
}

/// The day on which it begins, and its area.
fn key<E: FieldEntry>(one: &E) -> (Date, String) {
    (one.when().from().date(), one.area().unwrap_or("Area not told").to_owned())
}

/// Restrictions of movement by whom, parties in the agreements' order and all of them named.
fn restricted(index: &Index<'_>, restrictions: &[&Restriction]) -> Vec<Line> {
    let mut parties: Vec<ActorId> = Vec::new();
    for party in index.record.agreements.iter().flat_map(|agreement| &agreement.parties) {
        if !parties.contains(party) {
            parties.push(party.clone());
        }
    }
    if restrictions.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line::heading("Movement was restricted, by whom")];
    let unrestricting = parties
        .iter()
        .filter(|party| restrictions.iter().all(|one| one.by.as_ref().and_then(|by| by.id()) != Some(*party)));
    lines.extend(restrictions_by(restrictions, &parties).into_iter().map(|(name, kinds)| {
        let told: Vec<String> =
            kinds.iter().map(|(kind, count)| format!("{count} × {}", restriction_kind(*kind))).collect();
        Line::item(0).key(name).plain(format!(": {}", told.join(", ")))
    }));
    lines.extend(unrestricting.map(|party| Line::item(0).key(index.name(party)).plain(": none told")));
    lines
}
