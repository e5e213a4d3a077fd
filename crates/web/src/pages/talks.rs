//! Who negotiates where? The tracks that people follow, round by round; then meetings, negotiations, visits, calls and planned
//! conferences, by time.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::error::PageError;
use crate::fragments::{Filters, Frame, IncidentRow, Quote, Shown, TrackPart, quotes};
use crate::pages::actors::in_period;
use crate::{selection, words};
use askama::Template;
use model::track::TALKS;
use model::{ClaimKind, Incident, Tense};

/// The talks.
#[derive(Template)]
#[template(path = "talks.html")]
pub(crate) struct Talks {
    frame: Frame,
    filters: Filters,
    tracks: Vec<TrackPart>,
    /// Heading, what it means, the talks.
    groups: Vec<(&'static str, &'static str, Vec<Talk>)>,
    /// Claims of talks that belong to no incident: plans, calls, denials.
    only_said: Vec<Quote>,
    only_said_count: String,
}

/// Talks, and the claims that tell of them.
type Talk = (IncidentRow, Vec<Quote>);

/// How many of the claims without an incident are shown; all are counted.
const MOST: usize = 60;

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(Talks::new(ask).render()?))
}

impl Talks {
    pub(crate) fn new(ask: &Ask) -> Self {
        let view = ask.view();
        let chosen = selection::incidents(ask);
        let talks: Vec<&Incident> = chosen.into_iter().filter(|incident| TALKS.contains(&incident.kind)).collect();
        let (planned, held): (Vec<_>, Vec<_>) = talks.into_iter().zip(1..).partition(|(one, _)| is_planned(ask, one));
        let rows = |all: Vec<(&Incident, usize)>| -> Vec<Talk> {
            all.into_iter()
                .map(|(one, number)| (IncidentRow::new(&view, one, number), quotes(&view, &one.members)))
                .collect()
        };
        let lone = view.all_told().filter(|told| {
            TALKS.contains(&told.claim.kind) && in_period(ask, told) && view.incidents_of(&told.claim.id).is_empty()
        });
        let lone: Vec<_> = lone.collect();
        Self {
            frame: ask.frame("Talks", "/talks"),
            filters: Filters::new(&view, "/talks", &ask.query, Shown::Period),
            tracks: tracks(ask),
            groups: vec![
                ("Said to have been held", "At least one claim tells it as done or going on.", rows(held)),
                ("Planned", "Every claim tells it as to come.", rows(planned)),
            ],
            only_said_count: words::count(lone.len(), "claim", "claims"),
            only_said: lone.into_iter().take(MOST).map(Quote::new).collect(),
        }
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self::new(&Ask::sample("/talks", ""))
    }
}

/// The tracks that have a round in the period.
fn tracks(ask: &Ask) -> Vec<TrackPart> {
    let view = ask.view();
    let in_period =
        |one: &&model::FollowedTrack| one.track.rounds.iter().any(|round| ask.query.touches(Some(round.when)));
    view.record.tracks.iter().filter(in_period).map(|one| TrackPart::new(&view, one)).collect()
}

/// Whether every claim speaks of something to come.
fn is_planned(ask: &Ask, incident: &Incident) -> bool {
    let view = ask.view();
    let mut told = incident.members.iter().filter_map(|id| view.told(id)).peekable();
    incident.kind == ClaimKind::ConferencePlanned
        || (told.peek().is_some() && told.all(|told| told.claim.tense == Tense::Future))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_planned_stands_apart_from_what_was_held() {
        let talks = Talks::sample();
        assert_eq!(talks.groups[0].2.len(), 1);
        assert_eq!(talks.groups[1].2.len(), 1);
        let page = talks.render().unwrap();
        assert!(
            page.contains("River talks") && page.contains("walked out") && page.contains("No report in the record")
        );
        assert!(page.contains("Meeting") && page.contains("Conference planned"), "{page}");
    }
}
