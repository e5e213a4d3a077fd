//! `source add`: who publishes, of what kind, and with whom they stand.

use crate::arguments::SourceAct;
use crate::clock;
use crate::hand::Hand;
use anyhow::{Context, Result};
use model::Source;
use pipeline::marks;
use pipeline::{Stages, fuse_if_due, screen_if_due};
use publication::wording::count;
use std::process::ExitCode;
use store::{Access, Change, Mark, Reason, Store};
use wire::SourceLine;

/// Enters the sources of a file that the record does not hold as they are; origins are then made anew.
pub fn run(hand: &Hand<'_>, options: &crate::arguments::Source) -> Result<ExitCode> {
    let SourceAct::Add { file, by } = &options.act;
    let text = std::fs::read_to_string(file).with_context(|| format!("{} could not be read", file.display()))?;
    let sources = read(&text).with_context(|| format!("{} holds no valid sources", file.display()))?;
    let mut store = hand.open(Access::Write)?;
    let held = store.sources()?;
    let entered = sources.len();
    let new = sources.into_iter().filter(|(source, _)| !held.contains(source));
    let changes: Vec<Change> =
        new.map(|(source, marks)| marks::protected(Change::SourceEntered(source), marks)).collect();
    if !changes.is_empty() {
        let reason = Reason { who: hand.by(&store, by.as_deref())?, why: format!("entered {}", file.display()) };
        store.append(&clock::now(), &reason, &changes)?;
        let stages = Stages::embedded();
        fuse_if_due(stages.actors(), &mut store, &clock::now())?;
        screen_if_due(&stages, &mut store, &clock::now())?;
    }
    println!("{} in {}, {} of them new or changed", count(entered, "source", "sources"), file.display(), changes.len());
    Ok(ExitCode::SUCCESS)
}

/// The sources of a file, each with what is to be protected of it.
fn read(text: &str) -> Result<Vec<(Source, Vec<Mark>)>> {
    let lines = SourceLine::parse_lines(text)?;
    lines.iter().map(|line| Ok((line.to_source()?, marks::read(&line.protected)?))).collect()
}
