//! The account of one incident: what is told, who says so, why its claims were taken to speak of one event, and how it came
//! to be what it is.

use super::Brief;
use super::event::{Event, events};
use super::evidence::EvidenceRef;
use super::happened;
use super::index::Index;
use super::line::{Line, Section};
use super::past;
use crate::{Period, wording};
use model::{ClaimId, Incident, IncidentId, Join, OriginId, Record};

const JOINED: &str = "Claims are joined in pairs. A score is what its named features add up to, between 0 and 1; the weights are \
    published in docs/fusion.md and are the same for everybody.";

/// The account of an incident as data; `None` where the record holds none by this id.
pub(super) fn account(record: &Record, id: &IncidentId) -> Option<Brief> {
    let period = Period { from: None, to: None };
    let index = Index::new(record, &period);
    let asked = id;
    let id = record.continuity.resolve(asked).unwrap_or(asked);
    let incident = index.incident(id)?;
    let event = events(&index, |kind| kind == incident.kind)
        .into_iter()
        .find(|event| event.incident.is_some_and(|one| one.id == *id))?;
    Some(Brief {
        v: 1,
        title: format!("{}, incident {id}", wording::capital(&incident.kind.words())),
        period: event.day(),
        about: past::about(record, asked, id),
        sections: vec![
            told(&index, &event),
            voices(&index, incident),
            joins(&index, incident),
            past::history(record, id),
            past::decisions(record, incident),
        ],
    })
}

fn told(index: &Index<'_>, event: &Event<'_>) -> Section {
    Section::of("incident", "The incident", None, happened::incident(index, event), "Nothing is told.")
}

/// Every claim in its own words, under the origin that it comes from.
fn voices(index: &Index<'_>, incident: &Incident) -> Section {
    let origin = |claim: &ClaimId| index.record.fused.claim_origins.get(claim);
    let mut origins: Vec<Option<&OriginId>> = incident.origins.iter().map(Some).collect();
    let mut lines = Vec::new();
    for claim in &incident.members {
        if !origins.contains(&origin(claim)) {
            origins.push(origin(claim));
        }
    }
    for one in origins {
        let claims: Vec<&ClaimId> = incident.members.iter().filter(|claim| origin(claim) == one).collect();
        let name = one.map_or_else(|| "Origin unknown".to_owned(), |id| index.origin_name(id));
        lines.push(Line::heading(name));
        lines.extend(index.evidence(claims).into_iter().map(|evidence| said(&evidence, incident)));
    }
    Section::of("voices", "Who says so, by origin", None, lines, "Nobody.")
}

fn said(evidence: &EvidenceRef, incident: &Incident) -> Line {
    let denies = incident.denials.iter().any(|claim| claim.as_str() == evidence.claim);
    let line = if denies { Line::item(0).key("denied").plain(": ") } else { Line::item(0) };
    line.said(evidence).evidence(vec![evidence.clone()])
}

fn joins(index: &Index<'_>, incident: &Incident) -> Section {
    let mut lines: Vec<Line> = incident.why.iter().map(|join| joined(index, join)).collect();
    let none = format!("One telling alone; nothing was joined ({}).", incident.method);
    if !lines.is_empty() {
        lines.push(Line::item(0).plain(format!("Made by {}.", incident.method)));
    }
    Section::of("joins", "Why these claims stand together", Some(JOINED), lines, &none)
}

fn joined(index: &Index<'_>, join: &Join) -> Line {
    let features: Vec<String> =
        join.features.iter().map(|(name, value)| format!("{} {value:+.2}", name.replace('_', " "))).collect();
    let text = format!(" and {}: {:.2} ({})", join.b, join.score, features.join(", "));
    Line::item(0).key(join.a.to_string()).plain(text).evidence(index.evidence([&join.a, &join.b]))
}
