//! `track add`, `track list`, `track show`: who negotiates where, round by round.

use crate::arguments::TrackAct;
use crate::clock;
use crate::hand::Hand;
use anyhow::{Context, Result, bail};
use model::track::Round;
use model::{ActorId, FollowedTrack, Track};
use pipeline::followed;
use publication::wording::count;
use resolution::Register;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, Change, Reason, SqliteStore, Store};
use wire::TrackFile;

/// Does what was asked.
pub fn run(hand: &Hand<'_>, options: &crate::arguments::Track) -> Result<ExitCode> {
    let record = hand.record;
    let text = match &options.act {
        TrackAct::Add { file, by } => add(hand, file, by.as_deref())?,
        TrackAct::List => list(&tracks(record)?)?,
        TrackAct::Show { track } => {
            let all = tracks(record)?;
            let Some(one) = all.iter().find(|one| one.track.id.as_str() == track) else {
                bail!("the record holds no track '{track}': `trucewatch track list` lists them");
            };
            show(one)?
        }
    };
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn tracks(record: &Path) -> Result<Vec<FollowedTrack>> {
    let store = SqliteStore::open(record, Access::Read)?;
    Ok(followed(&store, &store.fused()?.incidents, Register::embedded().actors())?)
}

fn add(hand: &Hand<'_>, file: &Path, by: Option<&str>) -> Result<String> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} could not be read", file.display()))?;
    let track = TrackFile::parse(&text).and_then(|parsed| parsed.to_track());
    let track = track.with_context(|| format!("{} holds no valid track", file.display()))?;
    known(&track).with_context(|| format!("{} cannot be entered", file.display()))?;
    let line = format!("{}: {}, {}\n", track.id, track.title, count(track.rounds.len(), "round", "rounds"));
    let mut store = hand.open(Access::Write)?;
    if store.tracks()?.iter().any(|(_, held)| *held == track) {
        return Ok(line + "the record holds it already; nothing changed\n");
    }
    let reason = Reason { who: hand.by(&store, by)?, why: format!("entered {}", file.display()) };
    store.append(&clock::now(), &reason, &[Change::TrackEntered(Box::new(track))])?;
    Ok(format!("{line}entered into {}\n", hand.record.display()))
}

/// Everybody whom it names stands in the register.
fn known(track: &Track) -> Result<()> {
    let register = Register::embedded();
    let rounds = track.rounds.iter().flat_map(|round| round.present.iter().map(|one| &one.who).chain(&round.mediators));
    match track.mediators.iter().chain(rounds).find(|id| register.get(id).is_none()) {
        Some(stranger) => bail!("the register of actors has no '{stranger}'; see `trucewatch export actors`"),
        None => Ok(()),
    }
}

fn name(id: &ActorId) -> String {
    Register::embedded().get(id).map_or_else(|| id.to_string(), |actor| actor.name.clone())
}

fn list(tracks: &[FollowedTrack]) -> Result<String> {
    let mut text = String::new();
    for FollowedTrack { track, .. } in tracks {
        let Some(last) = track.rounds.last() else { continue };
        let next = last.next.map_or_else(|| "no next date is known".to_owned(), |next| format!("next {next}"));
        let state = last.state.as_str().replace('_', " ");
        writeln!(text, "{}: {}; {}, {} ({state}); {next}", track.id, track.title, last.name, last.when)?;
    }
    Ok(if text.is_empty() { "no tracks\n".to_owned() } else { text })
}

fn show(followed: &FollowedTrack) -> Result<String> {
    let track = &followed.track;
    let mut text = format!("{}: {}\n", track.id, track.title);
    let mediators: Vec<String> = track.mediators.iter().map(name).collect();
    writeln!(text, "brought together by {}; facts from: {}", mediators.join(", "), track.facts_from)?;
    for (round, told) in track.rounds.iter().zip(&followed.told) {
        self::round(&mut text, round)?;
        let ids: Vec<&str> = told.iter().map(|id| id.as_str()).collect();
        writeln!(text, "  told by: {}", if ids.is_empty() { "no incident".to_owned() } else { ids.join(", ") })?;
    }
    Ok(text)
}

fn round(text: &mut String, round: &Round) -> Result<()> {
    let place = round.place.as_deref().unwrap_or("no one place");
    writeln!(text, "{}, {}, {place}: {}", round.name, round.when, round.state.as_str().replace('_', " "))?;
    for one in &round.present {
        let remark = one.remark.as_ref().map_or_else(String::new, |remark| format!(" ({remark})"));
        writeln!(text, "  {}: {}{remark}", name(&one.who), one.how.as_str().replace('_', " "))?;
    }
    for mediator in &round.mediators {
        writeln!(text, "  {}: brought them together", name(mediator))?;
    }
    if let Some(outcome) = &round.outcome {
        writeln!(text, "  {outcome}")?;
    }
    if let Some(next) = round.next {
        writeln!(text, "  to meet again: {next}")?;
    }
    Ok(())
}
