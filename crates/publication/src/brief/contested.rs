//! Disagreement side by side: each version with those who say it; tolls by origin; denials.

use super::event::Event;
use super::index::Index;
use super::line::Line;
use crate::wording;
use model::{ClaimId, Contested, Field, Incident, IncidentHarm, Version};
use std::collections::BTreeMap;

/// The lines under an incident's own: tolls, contested fields, denials.
pub(super) fn under(index: &Index<'_>, incident: &Incident, event: &Event<'_>, depth: u8) -> Vec<Line> {
    let mut lines: Vec<Line> = incident.harm.iter().flat_map(|harm| toll(index, incident, harm, depth)).collect();
    lines.extend(versions(index, "When", &incident.time, depth, wording::when));
    lines.extend(versions(index, "Where", &incident.place, depth, wording::place));
    let phrases = index.told_as(event.claims());
    if phrases.len() > 1 {
        lines.push(Line::item(depth).key("Told in these words").plain(format!(": {}", phrases.join("; "))));
    }
    // Several actors in one role are no disagreement by themselves: some act together.
    let disputed = incident.actors.iter().filter(|(role, _)| incident.contested.contains(&Field::Actor(**role)));
    for (role, who) in disputed {
        let field = wording::capital(role.as_str());
        lines.extend(versions(index, &field, who, depth, ToString::to_string));
    }
    lines.extend(kinds(index, incident, event, depth));
    lines.extend(denials(index, incident, depth));
    lines
}

/// A heading and a line a version; nothing where nobody disagrees.
pub(super) fn versions<T>(
    index: &Index<'_>,
    field: &str,
    contested: &Contested<T>,
    depth: u8,
    word: impl Fn(&T) -> String,
) -> Vec<Line> {
    let Contested::Contested(all) = contested else { return Vec::new() };
    let head = Line::item(depth).key(format!("{field}: contested")).plain(", told in these ways:");
    let each = all.iter().map(|version: &Version<T, ClaimId>| {
        let by = index.according_to(&version.by);
        Line::item(depth + 1)
            .plain(format!("{}, according to {by}", word(&version.value)))
            .evidence(index.evidence(&version.by))
    });
    std::iter::once(head).chain(each).collect()
}

fn toll(index: &Index<'_>, incident: &Incident, harm: &IncidentHarm, depth: u8) -> Vec<Line> {
    let contested = incident.contested.contains(&Field::Harm(harm.effect));
    let effect = wording::capital(harm.effect.as_str());
    let range = wording::toll(harm.toll);
    let head = Line::item(depth).key(effect);
    if let [only] = harm.by.as_slice() {
        let by = index.origin_name(&only.origin);
        return vec![head.plain(format!(": {range}, according to {by}")).evidence(index.evidence(&only.claims))];
    }
    let remark = if contested { "; contested, by origin:" } else { "; by origin:" };
    let each = harm.by.iter().map(|by| {
        let text = format!("{}: {}", index.origin_name(&by.origin), wording::toll(by.toll));
        Line::item(depth + 1).plain(text).evidence(index.evidence(&by.claims))
    });
    std::iter::once(head.plain(format!(": {range}{remark}"))).chain(each).collect()
}

/// What members call it, where that is contested.
fn kinds(index: &Index<'_>, incident: &Incident, event: &Event<'_>, depth: u8) -> Vec<Line> {
    if !incident.contested.contains(&Field::Kind) {
        return Vec::new();
    }
    let mut by_kind: BTreeMap<model::ClaimKind, Vec<ClaimId>> = BTreeMap::new();
    for told in &event.tellings {
        by_kind.entry(told.claim.kind).or_default().push(told.claim.id.clone());
    }
    let versions = by_kind.into_iter().map(|(value, by)| Version { value, by }).collect();
    self::versions(index, "What it was", &Contested::from_versions(versions), depth, |kind| kind.words())
}

/// The denials of an incident, in their own words.
pub(super) fn denials(index: &Index<'_>, incident: &Incident, depth: u8) -> Vec<Line> {
    index
        .evidence(&incident.denials)
        .into_iter()
        .map(|denial| Line::item(depth).key("Denied").plain(": ").said(&denial).evidence(vec![denial]))
        .collect()
}
