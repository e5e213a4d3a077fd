//! `source add`: who publishes, of what kind, and with whom they stand.

use crate::arguments::SourceAct;
use crate::clock;
use crate::hand::Hand;
use anyhow::{Context, Result};
use pipeline::fuse_if_due;
use resolution::Register;
use std::process::ExitCode;
use store::{Access, Change, Reason, Store};
use wire::SourceLine;

/// Enters the sources of a file that the record does not hold as they are; origins are then made anew.
pub fn run(hand: &Hand<'_>, options: &crate::arguments::Source) -> Result<ExitCode> {
    let SourceAct::Add { file, by } = &options.act;
    let text = std::fs::read_to_string(file).with_context(|| format!("{} could not be read", file.display()))?;
    let sources =
        SourceLine::parse_file(&text).with_context(|| format!("{} holds no valid sources", file.display()))?;
    let mut store = hand.open(Access::Write)?;
    let held = store.sources()?;
    let changes: Vec<Change> =
        sources.iter().filter(|source| !held.contains(source)).cloned().map(Change::SourceEntered).collect();
    if !changes.is_empty() {
        let reason = Reason { who: hand.by(&store, by.as_deref())?, why: format!("entered {}", file.display()) };
        store.append(&clock::now(), &reason, &changes)?;
        fuse_if_due(Register::embedded().actors(), &mut store, &clock::now())?;
    }
    println!("{} sources in {}, {} of them new or changed", sources.len(), file.display(), changes.len());
    Ok(ExitCode::SUCCESS)
}
