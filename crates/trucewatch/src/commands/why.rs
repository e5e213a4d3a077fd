//! `why`: the account of one incident, under its id or one that it had.

use anyhow::{Result, bail};
use model::IncidentId;
use pipeline::{Stages, whole_record};
use publication::brief;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, SqliteStore};

/// Writes the account to standard output.
pub fn run(record: &Path, options: &crate::arguments::Why) -> Result<ExitCode> {
    let whole = whole_record(&Stages::embedded(), &SqliteStore::open(record, Access::Read)?)?;
    let id = IncidentId::new(options.incident.as_str()).ok();
    let Some(text) = id.and_then(|id| brief::account(&whole, &id, super::brief::width())) else {
        bail!(
            "{} holds no incident '{}': 'trucewatch export incidents' lists their ids",
            record.display(),
            options.incident
        );
    };
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
