//! `source add`: who publishes, of what kind, and with whom they stand.

use crate::arguments::SourceAct;
use crate::clock;
use anyhow::{Context, Result};
use pipeline::{Stages, fuse_if_due, screen_if_due};
use publication::wording::count;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, Change, Reason, SqliteStore, Store};
use wire::SourceLine;

/// Enters the sources of a file that the record does not hold as they are; origins are then made anew.
pub fn run(record: &Path, options: &crate::arguments::Source) -> Result<ExitCode> {
    let SourceAct::Add { file, by } = &options.act;
    let text = std::fs::read_to_string(file).with_context(|| format!("{} could not be read", file.display()))?;
    let sources =
        SourceLine::parse_file(&text).with_context(|| format!("{} holds no valid sources", file.display()))?;
    let mut store = SqliteStore::open(record, Access::Write)?;
    let held = store.sources()?;
    let changes: Vec<Change> =
        sources.iter().filter(|source| !held.contains(source)).cloned().map(Change::SourceEntered).collect();
    if !changes.is_empty() {
        let reason = Reason { who: by.clone(), why: format!("entered {}", file.display()) };
        store.append(&clock::now(), &reason, &changes)?;
        let stages = Stages::embedded();
        fuse_if_due(stages.actors(), &mut store, &clock::now())?;
        screen_if_due(&stages, &mut store, &clock::now())?;
    }
    let entered = count(sources.len(), "source", "sources");
    println!("{entered} in {}, {} of them new or changed", file.display(), changes.len());
    Ok(ExitCode::SUCCESS)
}
