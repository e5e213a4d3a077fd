//! `case step`, `case list`, `case show`, `case export`: the life of an allegation, a step at a time.

mod shown;

use crate::arguments::{CaseAct, ListFormat};
use crate::hand::Hand;
use crate::{clock, identity};
use anyhow::{Context, Result};
use model::{CaseStep, Dossier};
use pipeline::{Stepping, dossiers, take_step};
use publication::export::Format;
use publication::queue;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store::{Access, SqliteStore, Store, StoreError};
use wire::CaseStepLine;

/// Does what was asked.
pub fn run(hand: &Hand<'_>, options: &crate::arguments::Case) -> Result<ExitCode> {
    let record = hand.record;
    match &options.act {
        CaseAct::Step { files, by } => take(hand, files, by.as_deref())?,
        CaseAct::List { format } => list(&cases(&SqliteStore::open(record, Access::Read)?)?, *format)?,
        CaseAct::Show { case, identity } => {
            let store = SqliteStore::open(record, Access::Read)?.with_identities(identity::given(identity)?);
            write(&shown::show(&cases(&store)?, case, now()?)?)?;
        }
        CaseAct::Export => {
            let steps = steps(&SqliteStore::open(record, Access::Read)?)?;
            write(&steps.iter().map(|step| wire::case::to_line(step) + "\n").collect::<String>())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Every case of the record.
fn cases(store: &SqliteStore) -> Result<Vec<Dossier>> {
    Ok(dossiers(store, &store.fused()?.incidents)?)
}

/// The queue: what is late first.
fn list(cases: &[Dossier], format: ListFormat) -> Result<()> {
    let (now, out) = (now()?, &mut std::io::stdout().lock());
    match format {
        ListFormat::Text => out.write_all(shown::list(cases, now).as_bytes())?,
        ListFormat::Jsonl => queue::write(cases, now, Format::JsonLines, out)?,
        ListFormat::Csv => queue::write(cases, now, Format::Csv, out)?,
    }
    Ok(())
}

fn write(text: &str) -> Result<()> {
    Ok(std::io::stdout().lock().write_all(text.as_bytes())?)
}

fn now() -> Result<jiff::Timestamp> {
    Ok(clock::now().parse()?)
}

/// Takes the steps in their order; the first that is refused ends it, and those before it stay.
fn take(hand: &Hand<'_>, files: &[PathBuf], by: Option<&str>) -> Result<()> {
    let mut store = hand.open(Access::WriteExisting)?;
    let by = hand.by(&store, by)?;
    for file in files {
        let taken = read(file).and_then(|line| {
            let stepping = Stepping { line, correction: None, by: Some(by.clone()), seen: None };
            Ok(take_step(&mut store, &clock::now(), stepping)?)
        });
        let step = taken.with_context(|| format!("{} was not entered", file.display()))?;
        println!("{}: {}", step.case, step.act.as_str());
    }
    Ok(())
}

/// The step of a file.
fn read(file: &Path) -> Result<CaseStepLine> {
    let text = std::fs::read_to_string(file).context("it could not be read")?;
    Ok(CaseStepLine::parse_toml(&text)?)
}

/// The steps of all cases, in the order of entry.
pub fn steps(store: &SqliteStore) -> Result<Vec<CaseStep>, StoreError> {
    Ok(store.case_steps()?.into_iter().map(|(_, step)| step).collect())
}
