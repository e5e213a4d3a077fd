//! `case step`, `case list`, `case show`, `case export`: the life of an allegation, a step at a time.

mod shown;

use crate::arguments::CaseAct;
use crate::clock;
use anyhow::{Context, Result};
use assessment::case::{Case, agreement_of, by_case};
use model::{CaseStep, Rules};
use pipeline::{Stepping, procedure, take_step};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store::{Access, SqliteStore, Store, StoreError};
use wire::CaseStepLine;

/// Does what was asked.
pub fn run(record: &Path, options: &crate::arguments::Case) -> Result<ExitCode> {
    match &options.act {
        CaseAct::Step { files, by } => take(record, files, by)?,
        CaseAct::List => write(&shown::list(&SqliteStore::open(record, Access::Read)?, now()?)?)?,
        CaseAct::Show { case } => write(&shown::show(&SqliteStore::open(record, Access::Read)?, case, now()?)?)?,
        CaseAct::Export => {
            let steps = steps(&SqliteStore::open(record, Access::Read)?)?;
            write(&steps.iter().map(|step| wire::case::to_line(step) + "\n").collect::<String>())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn write(text: &str) -> Result<()> {
    Ok(std::io::stdout().lock().write_all(text.as_bytes())?)
}

fn now() -> Result<jiff::Timestamp> {
    Ok(clock::now().parse()?)
}

/// Takes the steps in their order; the first that is refused ends it, and those before it stay.
fn take(record: &Path, files: &[PathBuf], by: &str) -> Result<()> {
    let mut store = SqliteStore::open(record, Access::WriteExisting)?;
    for file in files {
        let taken = read(file).and_then(|line| {
            let stepping = Stepping { line, by: Some(by.to_owned()), seen: None };
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

/// Every case of the record, each with the rules of its agreement, as text.
fn each_case(store: &SqliteStore, mut tell: impl FnMut(&Case<'_>, &Rules) -> Result<String>) -> Result<String> {
    let (entered, mut text) = (store.rules()?, String::new());
    for steps in by_case(steps(&store)?) {
        let Some(agreement) = agreement_of(&steps) else { continue };
        let procedure = procedure(agreement, &entered)?;
        let Some(case) = Case::replay(&steps, &procedure)? else { continue };
        let Some(rules) = steps.last().and_then(|last| procedure.at(last.at)) else { continue };
        text += &tell(&case, rules)?;
    }
    Ok(text)
}
