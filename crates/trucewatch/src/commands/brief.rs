//! `brief`: the situation report of a period.

use crate::arguments::BriefFormat;
use anyhow::{Result, bail};
use jiff::civil::{Date, DateTime};
use pipeline::{Stages, whole_record};
use publication::{Period, brief};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, SqliteStore};

/// Writes the brief to standard output.
pub fn run(record: &Path, options: &crate::arguments::Brief) -> Result<ExitCode> {
    let period = Period { from: day("--from", &options.from)?, to: day("--to", &options.to)? };
    if let (Some(from), Some(to)) = (period.from, period.to)
        && to < from
    {
        bail!("--to {to} lies before --from {from}");
    }
    let stages = Stages::embedded();
    let mut whole = whole_record(&stages, &SqliteStore::open(record, Access::Read)?)?;
    whole.obligations = owed(&stages, &whole, &period);
    write(&whole, &period, options.format)
}

/// How obligations stood when the period ended, or stand now where it has not.
fn owed(stages: &Stages, record: &model::Record, period: &Period) -> Vec<model::Obligations> {
    let mut all = pipeline::obligations_at(stages, record, jiff::Timestamp::now());
    let Some(end) = period.to.and_then(|last| last.tomorrow().ok()) else { return all };
    for one in &mut all {
        let agreement = record.agreements.iter().find(|agreement| agreement.id == one.agreement);
        if let Some(agreement) = agreement.filter(|_| DateTime::from(end) < one.as_of) {
            *one = pipeline::obligations_of(stages, record, agreement, end.into());
        }
    }
    all
}

/// Writes a record's brief to standard output.
pub fn write(record: &model::Record, period: &Period, format: BriefFormat) -> Result<ExitCode> {
    let text = match format {
        BriefFormat::Text => brief::text(record, period, width()),
        BriefFormat::Md => brief::markdown(record, period),
        BriefFormat::Html => brief::html(record, period),
        BriefFormat::Json => brief::json(record, period),
    };
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// The terminal's columns where it tells them, between 60 and 120; 100 elsewhere.
pub fn width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|text| text.parse::<usize>().ok());
    told.unwrap_or(100).clamp(60, 120)
}

/// A day of a period, where one is given.
pub fn day(option: &str, text: &Option<String>) -> Result<Option<Date>> {
    let Some(text) = text else { return Ok(None) };
    match text.parse::<Date>() {
        Ok(date) => Ok(Some(date)),
        Err(_) => bail!("{option} '{text}' is no day; write 2020-01-12"),
    }
}
