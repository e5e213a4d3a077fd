//! Expected incidents, copies and origins against those that fusion makes.

use cases::query::{Query, place_is, time_is, toll_is};
use cases::{Case, Line};
use model::{ClaimKind, Effect, Fused, Incident, Reading};
use pipeline::{Stages, read_report};
use std::collections::BTreeSet;

/// Says of each line whether it holds.
pub fn judge(stages: &Stages, case: &Case, lines: &[Line]) -> Vec<bool> {
    let readings: Vec<Reading> = case.reports.iter().map(|one| read_report(stages, &[], &one.report)).collect();
    let (fused, _) = fusion::fuse(&readings, &[], stages.resolver().register().actors());
    lines.iter().map(|line| holds(&fused, &Query::parse(&line.text))).collect()
}

fn holds(fused: &Fused, query: &Query) -> bool {
    let words: Vec<&str> = query.words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["copy", copy, "of", earlier] => {
            let is = |id: &str, number: &str| id == format!("report-{number}");
            fused.copies.iter().any(|one| is(one.report.as_str(), copy) && is(one.of.as_str(), earlier))
        }
        ["origin", report, name @ ..] => {
            let id = format!("report-{report}");
            let draws = |origin: &&model::Origin| origin.reports.iter().any(|one| one.as_str() == id);
            fused.origins.iter().filter(draws).any(|origin| origin.name.contains(&name.join(" ")))
        }
        ["no", "incident", kind] => !fused.incidents.iter().any(|incident| is(incident, kind, query, true)),
        [kind] => fused.incidents.iter().any(|incident| is(incident, kind, query, false)),
        other => panic!("{other:?} asks for nothing"),
    }
}

/// `reports=` is the exact set of reports; of an incident that must not be, it asks whether one joins them all.
fn is(incident: &Incident, kind: &str, query: &Query, forbidden: bool) -> bool {
    let kind = ClaimKind::parse(kind).unwrap_or_else(|| panic!("'{kind}' is no kind of claim"));
    incident.kind == kind && query.pairs.iter().all(|(key, value)| field_is(incident, key, value, forbidden))
}

fn field_is(incident: &Incident, key: &str, value: &str, forbidden: bool) -> bool {
    if let Some(effect) = Effect::parse(key) {
        return incident.harm.iter().any(|harm| harm.effect == effect && toll_is(harm.toll, value));
    }
    match key {
        "reports" => {
            let wanted: BTreeSet<String> = value.split(',').map(|number| format!("report-{number}")).collect();
            let found: BTreeSet<String> = incident.documents.iter().map(ToString::to_string).collect();
            if forbidden { found.is_superset(&wanted) } else { found == wanted }
        }
        "origins" => incident.origins.len().to_string() == value,
        "place" => incident.place.versions().iter().any(|version| place_is(&version.value, value)),
        "time" => incident.time.versions().iter().any(|version| time_is(&version.value, value)),
        "contested" if value == "no" => incident.contested.is_empty(),
        "contested" => value.split(',').all(|name| incident.contested.iter().any(|field| field.as_str() == name)),
        other => panic!("'{other}' is no key of an incident"),
    }
}
