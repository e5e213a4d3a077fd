//! `observe add` and `observe list`: what patrols noticed, met and did.

mod listed;

use crate::arguments::{FieldNoun, ObserveAct};
use crate::clock;
use crate::hand::Hand;
use anyhow::{Context, Result};
use pipeline::{EnterError, Entered, FieldLines, Stages, enter_fieldwork, screen_if_due};
use publication::wording::count;
use std::io::Read as _;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, Reason};
use wire::fieldwork::{FieldworkFile, Tabular, read_lines, read_table};

/// Does what was asked.
pub fn run(hand: &Hand<'_>, options: &crate::arguments::Observe) -> Result<ExitCode> {
    match &options.act {
        ObserveAct::Add { file, what, dry_run, by } => add(hand, file, *what, *dry_run, by.as_deref()),
        ObserveAct::List(listing) => listed::write(hand.record, listing),
    }
}

/// Enters a file. Every fault of it is told, and then nothing is entered.
fn add(hand: &Hand<'_>, file: &Path, what: FieldNoun, dry_run: bool, by: Option<&str>) -> Result<ExitCode> {
    let lines = match read(file, what)? {
        Ok(lines) => lines,
        Err(faults) => return Ok(refused(file, &faults)),
    };
    let stages = Stages::embedded();
    let mut store = hand.open(if dry_run { Access::Read } else { Access::Write })?;
    let reason = Reason { who: hand.by(&store, by)?, why: format!("entered {}", file.display()) };
    match enter_fieldwork(&stages, &mut store, &clock::now(), &reason, lines, dry_run) {
        Err(EnterError::Faults(faults)) => Ok(refused(file, &faults)),
        Err(EnterError::Store(error)) => Err(error.into()),
        Ok(entered) => {
            tell(hand.record, &entered, dry_run);
            if !dry_run && !entered.new.is_empty() {
                let answers = screen_if_due(&stages, &mut store, &clock::now())?;
                println!("{} of the screening changed", count(answers, "answer", "answers"));
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn refused(file: &Path, faults: &[String]) -> ExitCode {
    for fault in faults {
        eprintln!("trucewatch: {}: {fault}", file.display());
    }
    eprintln!("trucewatch: {}: nothing was entered; mend the file and enter it again", file.display());
    ExitCode::FAILURE
}

fn tell(record: &Path, entered: &Entered, dry_run: bool) {
    for note in &entered.notes {
        eprintln!("trucewatch: {note}");
    }
    let done = if dry_run { "would be entered" } else { "entered" };
    let known = count(entered.known, "was", "were");
    println!("{} {done}, {known} there already; the record is {}", entered.new.len(), record.display());
}

/// The lines of a file, each with its place; or all its faults.
fn read(file: &Path, what: FieldNoun) -> Result<Result<FieldLines, Vec<String>>> {
    let mut text = String::new();
    if file == Path::new("-") {
        std::io::stdin().read_to_string(&mut text).context("standard input could not be read")?;
    } else {
        text = std::fs::read_to_string(file).with_context(|| format!("{} could not be read", file.display()))?;
    }
    let ends = |ending: &str| file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(ending));
    if ends("toml") {
        let parsed = FieldworkFile::parse(&text).map(FieldLines::from);
        return Ok(parsed.map_err(|error| vec![error.to_string()]));
    }
    let json = ends("jsonl") || ends("json");
    let mut lines = FieldLines::default();
    let read = match what {
        FieldNoun::Observations => rows(&text, json).map(|rows| lines.observations = rows),
        FieldNoun::Restrictions => rows(&text, json).map(|rows| lines.restrictions = rows),
        FieldNoun::Efforts => rows(&text, json).map(|rows| lines.efforts = rows),
    };
    Ok(read.map(|()| lines))
}

fn rows<L: Tabular>(text: &str, json: bool) -> Result<Vec<(String, L)>, Vec<String>> {
    let rows = if json { read_lines(text) } else { read_table(text) }?;
    Ok(rows.into_iter().map(|(number, row)| (format!("line {number}"), row)).collect())
}
