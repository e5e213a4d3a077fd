//! `extract`: docs.jsonl in, readings.jsonl out, no record.

use crate::lines::each_chunk;
use anyhow::Result;
use model::ReportId;
use pipeline::{Stages, read_reports};
use std::process::ExitCode;
use wire::{DocLine, ReadingLine};

/// Reads documents as they come; the ids of the lines stay.
pub fn run() -> Result<ExitCode> {
    let stages = Stages::embedded();
    let refused = each_chunk(|chunk| {
        let reports = chunk.iter().map(|(_, line)| report(line));
        read_reports(&stages, reports.collect()).into_iter().map(written).collect()
    })?;
    Ok(if refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn report(line: &str) -> Result<model::Report, String> {
    let doc: DocLine = serde_json::from_str(line).map_err(|error| format!("no document line: {error}"))?;
    let mut report = intake::report_of_line(&doc, "standard input").map_err(|error| error.to_string())?;
    report.id = ReportId::new(&doc.id).map_err(|error| error.to_string())?;
    Ok(report)
}

fn written(reading: Result<model::Reading, String>) -> Result<String, String> {
    serde_json::to_string(&ReadingLine::new(&reading?)).map_err(|error| error.to_string())
}
