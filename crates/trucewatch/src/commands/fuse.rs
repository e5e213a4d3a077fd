//! `fuse`: readings.jsonl in, incidents.jsonl out, no record. A reading is kept as its features and forgotten.

mod following;

use anyhow::{Context, Result};
use fusion::Corpus;
use model::{Incident, Reading};
use resolution::Register;
use std::io::{BufRead, Write};
use std::process::ExitCode;
use wire::{IncidentLine, ReadingLine};

/// Fuses all readings of standard input, at its end or as they come.
pub fn run(options: &crate::arguments::Fuse) -> Result<ExitCode> {
    if options.follow { following::run() } else { all() }
}

/// The result is the same whatever the order of the readings.
fn all() -> Result<ExitCode> {
    let mut corpus = Corpus::default();
    let refused = take_lines(&mut corpus)?;
    let register = Register::embedded();
    let context = fusion::Context { actors: register.actors(), ..fusion::Context::default() };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut written = Ok(());
    let notes = fusion::each_incident(&mut corpus, &context, &mut |incident| {
        if written.is_ok() {
            written = write_line(&mut out, &incident);
        }
    });
    for note in notes {
        eprintln!("trucewatch: {note}");
    }
    written?;
    out.flush()?;
    Ok(if refused { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Takes the readings in, line by line; says whether any line was refused.
fn take_lines(corpus: &mut Corpus) -> Result<bool> {
    let mut refused = false;
    for (number, line) in (1..).zip(std::io::stdin().lock().lines()) {
        refused |= !take_line(number, line, |reading| corpus.take(reading))?;
    }
    Ok(refused)
}

/// Takes in the reading of a line; says so where it is none.
fn take_line(number: u64, line: std::io::Result<String>, take: impl FnOnce(&Reading)) -> Result<bool> {
    let line = line.with_context(|| format!("standard input, line {number}: not UTF-8; convert it with iconv"))?;
    if line.trim().is_empty() {
        return Ok(true);
    }
    let reading = ReadingLine::parse(&line).and_then(|line| line.to_reading());
    match &reading {
        Ok(reading) => take(reading),
        Err(error) => eprintln!("trucewatch: standard input, line {number}: no reading: {error}"),
    }
    Ok(reading.is_ok())
}

fn write_line(out: &mut impl Write, incident: &Incident) -> Result<()> {
    Ok(writeln!(out, "{}", serde_json::to_string(&IncidentLine::new(incident))?)?)
}
