//! Expected lines on a negotiation track: whether it is taken, where its rounds stand, and which reports tell of each.

use cases::query::{Query, time_is};
use cases::{Case, Line};
use model::{Incident, Reading, Track, When};
use pipeline::{Stages, read_report};
use std::collections::BTreeSet;
use wire::TrackFile;

/// Says of each line whether it holds.
pub fn judge(stages: &Stages, case: &Case, lines: &[Line]) -> Vec<bool> {
    let text = case.entered.get("track").unwrap_or_else(|| panic!("{}: no track", case.name));
    let track = TrackFile::parse(text).and_then(|file| file.to_track()).map_err(|error| error.to_string());
    let readings: Vec<Reading> = case.reports.iter().map(|one| read_report(stages, &[], &one.report)).collect();
    let (fused, _) = fusion::fuse(&readings, &[], stages.actors());
    lines.iter().map(|line| holds(stages, &track, &fused.incidents, &Query::parse(&line.text))).collect()
}

fn holds(stages: &Stages, track: &Result<Track, String>, incidents: &[Incident], query: &Query) -> bool {
    let words: Vec<&str> = query.words.iter().map(String::as_str).collect();
    let track = match (track, words.as_slice()) {
        (Err(error), ["refused", told]) => return error.contains(told),
        (Ok(_), ["refused", _]) => return false,
        (Err(error), _) => panic!("the track is refused: {error}"),
        (Ok(track), _) => track,
    };
    let ["round", number] = words.as_slice() else { panic!("{words:?} asks for nothing") };
    let number: usize = number.parse().expect("the number of a round, from 1");
    let round = &track.rounds[number - 1];
    query.pairs.iter().all(|(key, value)| match key.as_str() {
        "name" => round.name == *value,
        "state" => round.state.as_str() == value,
        "next" => round.next.map_or(value == "unknown", |next| time_is(&When::Known(next), value)),
        "reports" => {
            let told = assessment::tracks::told_of(track, round, incidents, stages.actors());
            let found: BTreeSet<String> = told.iter().flat_map(|one| &one.documents).map(ToString::to_string).collect();
            let wanted = value.split(',').filter(|number| *number != "none");
            found == wanted.map(|number| format!("report-{number}")).collect()
        }
        "kinds" => {
            let told = assessment::tracks::told_of(track, round, incidents, stages.actors());
            let found: BTreeSet<&str> = told.iter().map(|one| one.kind.as_str()).collect();
            found == value.split(',').collect()
        }
        other => panic!("'{other}' is no key of a round"),
    })
}
