//! `extract`: docs.jsonl in, readings.jsonl out, no record.

use crate::lines::each_line;
use anyhow::Result;
use model::ReportId;
use pipeline::{Stages, read_report};
use std::process::ExitCode;
use wire::ReadingLine;

/// Reads documents as they come; the ids of the lines stay.
pub fn run() -> Result<ExitCode> {
    let stages = Stages::embedded();
    let refused = each_line(|line| {
        let reading = read_report(&stages, &[], &report(line)?);
        serde_json::to_string(&ReadingLine::new(&reading)).map_err(|error| error.to_string())
    })?;
    Ok(if refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The report of a line, under the line's own id.
fn report(line: &str) -> Result<model::Report, String> {
    let mut report = intake::document_line("document", line).map_err(|error| error.to_string())?.report;
    let id = report.external_id.clone().ok_or("field 'id' is missing: give each document one")?;
    report.id = ReportId::new(id).map_err(|error| error.to_string())?;
    Ok(report)
}
