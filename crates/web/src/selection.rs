//! Which incidents and reports a query chooses. Lists, map, timeline and API all ask here, so that they show the same.

use crate::ask::Ask;
use crate::query::{KindChoice, Query};
use crate::sides;
use crate::view::View;
use model::{ActorRef, ClaimKind, Contested, Incident, Interval, Reading};

/// How many stand on a page of a list.
pub(crate) const A_PAGE: usize = 50;

/// The incidents that a query chooses, in the record's order.
pub(crate) fn incidents(ask: &Ask) -> Vec<&Incident> {
    let view = ask.view();
    let chosen = |incident: &&Incident| chooses(&view, &ask.query, incident);
    view.record.fused.incidents.iter().filter(chosen).collect()
}

/// Whether a query chooses an incident.
pub(crate) fn chooses(view: &View<'_>, query: &Query, incident: &Incident) -> bool {
    let times: Vec<Interval> = incident.time.versions().iter().filter_map(|version| version.value.hull()).collect();
    let in_period =
        if times.is_empty() { query.touches(None) } else { times.iter().any(|time| query.touches(Some(*time))) };
    in_period
        && query.kind.is_none_or(|kind| of_kind(kind, incident.kind))
        && query.contested.is_none_or(|contested| incident.contested.is_empty() != contested)
        && query.place.as_deref().is_none_or(|place| at(incident, place))
        && query.actor.as_deref().is_none_or(|key| actors(incident).any(|actor| actor.key() == key))
        && query.party.as_deref().is_none_or(|party| of_party(view, incident, party))
        && query.lang.is_none_or(|language| told_in(view, incident).any(|reading| reading.language == language))
        && query.q.as_deref().is_none_or(|words| says(view, incident, words))
}

fn of_kind(choice: KindChoice, kind: ClaimKind) -> bool {
    match choice {
        KindChoice::Kind(wanted) => kind == wanted,
        KindChoice::Family(family) => kind.family() == family,
    }
}

/// Everybody whom an incident's claims name in some role.
pub(crate) fn actors(incident: &Incident) -> impl Iterator<Item = &ActorRef> {
    incident.actors.values().flat_map(Contested::versions).map(|version| &version.value)
}

fn of_party(view: &View<'_>, incident: &Incident, party: &str) -> bool {
    view.record.agreements.iter().any(|agreement| {
        let wanted = agreement.parties.iter().position(|id| id.as_str() == party);
        wanted.is_some() && actors(incident).any(|actor| sides::party(view, agreement, actor) == wanted)
    })
}

fn at(incident: &Incident, place: &str) -> bool {
    let wanted = place.to_lowercase();
    incident.place.versions().iter().any(|version| version.value.to_string().to_lowercase().contains(&wanted))
}

fn told_in<'a>(view: &View<'a>, incident: &'a Incident) -> impl Iterator<Item = &'a Reading> {
    let view = *view;
    incident.documents.iter().filter_map(move |report| view.reading(report))
}

fn says(view: &View<'_>, incident: &Incident, words: &str) -> bool {
    let wanted = words.to_lowercase();
    let claims = incident.members.iter().chain(&incident.denials).filter_map(|id| view.told(id));
    incident.kind.words().contains(&wanted)
        || actors(incident).any(|actor| actor.to_string().to_lowercase().contains(&wanted))
        || claims.into_iter().any(|told| told.claim.evidence.slice(&told.reading.text).to_lowercase().contains(&wanted))
}

/// Whether a query chooses a report by its period, language and words; a kind, by one of its claims.
pub(crate) fn chooses_report(query: &Query, reading: &Reading, title: &str) -> bool {
    let said = |words: &str| {
        let wanted = words.to_lowercase();
        let source = reading.source.as_deref().unwrap_or_default();
        [reading.text.as_str(), title, source].iter().any(|text| text.to_lowercase().contains(&wanted))
    };
    query.touches(reading.published.interval())
        && query.lang.is_none_or(|language| reading.language == language)
        && query.kind.is_none_or(|kind| reading.claims.iter().any(|claim| of_kind(kind, claim.kind)))
        && query.q.as_deref().is_none_or(said)
}

/// One page of a list, and where it lies.
pub(crate) fn page_of<T: Copy>(all: &[T], page: usize) -> (&[T], usize) {
    let from = (page - 1).saturating_mul(A_PAGE).min(all.len());
    let to = from.saturating_add(A_PAGE).min(all.len());
    (all.get(from..to).unwrap_or_default(), from)
}
