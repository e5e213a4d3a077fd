//! `fuse`: readings.jsonl in, incidents.jsonl out, no record.

use anyhow::{Context, Result};
use resolution::Register;
use std::io::{BufRead, Write};
use std::process::ExitCode;
use wire::{IncidentLine, ReadingLine};

/// Fuses all readings of standard input. The result is the same whatever their order.
pub fn run() -> Result<ExitCode> {
    let mut readings = Vec::new();
    let mut refused = false;
    for (number, line) in (1_u64..).zip(std::io::stdin().lock().lines()) {
        let line = line.with_context(|| format!("standard input, line {number}: not UTF-8; convert it with iconv"))?;
        if line.trim().is_empty() {
            continue;
        }
        match ReadingLine::parse(&line).and_then(|line| line.to_reading()) {
            Ok(reading) => readings.push(reading),
            Err(error) => {
                refused = true;
                eprintln!("trucewatch: standard input, line {number}: no reading: {error}");
            }
        }
    }
    let (fused, notes) = fusion::fuse(&readings, &[], Register::embedded().actors());
    for note in notes {
        eprintln!("trucewatch: {note}");
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for incident in &fused.incidents {
        writeln!(out, "{}", serde_json::to_string(&IncidentLine::new(incident))?)?;
    }
    out.flush()?;
    Ok(if refused { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
