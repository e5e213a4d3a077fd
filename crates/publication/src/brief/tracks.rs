//! The negotiation tracks that people follow: each round of the period with who took part, what came of it and when they were to
//! meet again; what reports tell of it stands beside it as evidence. It must not say who was right.

use super::index::Index;
use super::line::{Line, Section};
use crate::wording;
use model::track::{Attendance, Round};
use model::{ActorId, FollowedTrack, Incident};

const RULE: &str = "Rounds as people entered them from what is publicly known. The claims behind a line are what reports tell of its day \
    and place, found by a rule.";

/// Builds the section.
pub(super) fn section(index: &Index<'_>) -> Section {
    let lines = index.record.tracks.iter().flat_map(|followed| track(index, followed));
    Section::of("tracks", "Negotiation tracks", Some(RULE), lines.collect(), "No round of a track lies in the period.")
}

/// A track's rounds of the period; nothing where none is.
fn track(index: &Index<'_>, followed: &FollowedTrack) -> Vec<Line> {
    let track = &followed.track;
    let rounds: Vec<Line> = track
        .rounds
        .iter()
        .zip(&followed.told)
        .filter(|(round, _)| index.period.touches(round.when))
        .flat_map(|(one, told)| {
            let told: Vec<&Incident> = told.iter().filter_map(|id| index.incident(id)).collect();
            round(index, one, &told)
        })
        .collect();
    if rounds.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line::heading(track.title.clone())];
    lines.extend(by_whom(index, &track.mediators));
    lines.extend(rounds);
    lines
}

fn by_whom(index: &Index<'_>, mediators: &[ActorId]) -> Option<Line> {
    let names = (!mediators.is_empty()).then(|| index.names(mediators))?;
    Some(Line::item(0).plain(format!("Brought together by {names}.")))
}

fn round(index: &Index<'_>, round: &Round, told: &[&Incident]) -> Vec<Line> {
    let place = round.place.as_deref().unwrap_or("no one place");
    let state = round.state.as_str().replace('_', " ");
    let claims = told.iter().flat_map(|incident| &incident.members);
    let head = Line::item(0).key(round.name.clone()).plain(format!(", {}, {place}: {state}", round.when));
    let mut lines = vec![head.evidence(index.evidence(claims))];
    lines.extend(round.present.iter().map(|one| Line::item(1).plain(attendance(index, one))));
    lines.extend(by_whom(index, &round.mediators).map(|line| Line { rank: super::Rank::Item(1), ..line }));
    lines.extend(round.outcome.iter().map(|outcome| Line::item(1).plain(outcome.clone())));
    lines.extend(round.next.map(|next| Line::item(1).plain(format!("To meet again: {next}"))));
    lines
}

fn attendance(index: &Index<'_>, one: &Attendance) -> String {
    let remark = one.remark.as_ref().map_or_else(String::new, |remark| format!(" ({})", wording::one_line(remark)));
    format!("{}: {}{remark}", index.name(&one.who), one.how.as_str().replace('_', " "))
}
