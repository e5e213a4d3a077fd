//! `why`: the account of one incident, under its id or one that it had, or of one story.

use anyhow::{Result, bail};
use model::{IncidentId, StoryId};
use pipeline::{Stages, whole_record};
use publication::brief;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, SqliteStore};

/// Writes the account to standard output.
pub fn run(record: &Path, options: &crate::arguments::Why) -> Result<ExitCode> {
    let mut whole = whole_record(&Stages::embedded(), &SqliteStore::open(record, Access::Read)?)?;
    let (id, width) = (options.of.as_str(), super::brief::width());
    let incident = IncidentId::new(id).ok().and_then(|id| brief::account(&whole, &id, width));
    let mut story = || {
        let id = StoryId::new(id).ok()?;
        whole.stories = pipeline::stories(&whole);
        brief::story(&whole, &id, width)
    };
    let Some(text) = incident.or_else(&mut story) else {
        bail!(
            "{} holds no incident and no story '{id}': 'trucewatch export incidents' and 'trucewatch export stories' list their ids",
            record.display(),
        );
    };
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
