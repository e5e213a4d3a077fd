//! A negotiation track on a page: its rounds in time, who took part or stayed away, what came of them, and beside that what reports
//! tell of each. It must not mix what people entered with what is said.

use super::{IncidentRow, Link, Party, Quote, parties, quotes};
use crate::links;
use crate::view::View;
use askama::Template;
use askama::filters::HtmlSafe;
use model::track::{Presence, Round};
use model::{ActorId, FollowedTrack, IncidentId};

/// A track.
#[derive(Template)]
#[template(path = "track.html")]
pub(crate) struct TrackPart {
    id: String,
    title: String,
    mediators: Vec<Link>,
    agreements: Vec<Link>,
    facts_from: String,
    entry: u64,
    rounds: Vec<RoundPart>,
    next: String,
}

impl HtmlSafe for TrackPart {}

/// A round.
struct RoundPart {
    name: String,
    when: String,
    place: String,
    state: String,
    present: Vec<Present>,
    mediators: Vec<Link>,
    outcome: String,
    next: String,
    told: Vec<(IncidentRow, Vec<Quote>)>,
}

/// Somebody who was to take part.
struct Present {
    /// With its mark, where it is a party of an agreement of the track.
    party: Option<Party>,
    who: Link,
    how: String,
    /// Whether they were not there to the end.
    away: bool,
    remark: String,
}

impl TrackPart {
    pub(crate) fn new(view: &View<'_>, followed: &FollowedTrack) -> Self {
        let track = &followed.track;
        let marks: Vec<Party> = view
            .record
            .agreements
            .iter()
            .filter(|agreement| track.agreements.contains(&agreement.id))
            .flat_map(|agreement| parties(view, agreement))
            .collect();
        let rounds = track.rounds.iter().zip(&followed.told);
        let agreement = |id: &model::AgreementId| {
            let known = view.record.agreements.iter().find(|one| one.id == *id)?;
            Some(Link::new(links::agreement(id), known.title.clone()))
        };
        let next = track.rounds.last().and_then(|round| round.next);
        Self {
            id: track.id.to_string(),
            title: track.title.clone(),
            mediators: actors(view, &track.mediators),
            agreements: track.agreements.iter().filter_map(agreement).collect(),
            facts_from: track.facts_from.clone(),
            entry: followed.entry,
            rounds: rounds.map(|(round, told)| RoundPart::new(view, &marks, round, told)).collect(),
            next: next.map_or_else(|| "not known".to_owned(), |next| next.to_string()),
        }
    }
}

fn actors(view: &View<'_>, ids: &[ActorId]) -> Vec<Link> {
    ids.iter().map(|id| Link::actor(&view.actor_ref(id))).collect()
}

impl RoundPart {
    fn new(view: &View<'_>, marks: &[Party], round: &Round, told: &[IncidentId]) -> Self {
        let present = |one: &model::track::Attendance| {
            let who = Link::actor(&view.actor_ref(&one.who));
            Present {
                party: marks.iter().find(|party| party.href == who.href).cloned(),
                who,
                how: one.how.as_str().replace('_', " "),
                away: matches!(one.how, Presence::Absent | Presence::WalkedOut),
                remark: one.remark.clone().unwrap_or_default(),
            }
        };
        let incidents = told.iter().filter_map(|id| view.incident(id)).zip(1..);
        Self {
            name: round.name.clone(),
            when: round.when.to_string(),
            place: round.place.clone().unwrap_or_default(),
            state: round.state.as_str().replace('_', " "),
            present: round.present.iter().map(present).collect(),
            mediators: actors(view, &round.mediators),
            outcome: round.outcome.clone().unwrap_or_default(),
            next: round.next.map(|next| next.to_string()).unwrap_or_default(),
            told: incidents
                .map(|(one, number)| (IncidentRow::new(view, one, number), quotes(view, &one.members)))
                .collect(),
        }
    }
}
