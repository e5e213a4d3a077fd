//! `case step`, `case list`, `case show`, `case export`: the life of an allegation, a step at a time.

mod shown;

use super::rules::procedure;
use crate::arguments::CaseAct;
use crate::hand::Hand;
use crate::{clock, identity, marks};
use anyhow::{Context, Result, bail};
use assessment::case::{Case, agreement_of, by_case, fits_record};
use assessment::finding::Known;
use model::{CaseStep, Rules};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store::{Access, Change, Mark, Reason, SqliteStore, Store};
use wire::CaseStepLine;
use wire::case::ActLine;

/// Does what was asked.
pub fn run(hand: &Hand<'_>, options: &crate::arguments::Case) -> Result<ExitCode> {
    let record = hand.record;
    match &options.act {
        CaseAct::Step { files, by } => take(hand, files, by.as_deref())?,
        CaseAct::List => write(&shown::list(&SqliteStore::open(record, Access::Read)?, now()?)?)?,
        CaseAct::Show { case, identity } => {
            let store = SqliteStore::open(record, Access::Read)?.with_identities(identity::given(identity)?);
            write(&shown::show(&store, case, now()?)?)?;
        }
        CaseAct::Export => {
            let steps = SqliteStore::open(record, Access::Read)?.case_steps()?;
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
fn take(hand: &Hand<'_>, files: &[PathBuf], by: Option<&str>) -> Result<()> {
    let mut store = hand.open(Access::WriteExisting)?;
    let by = hand.by(&store, by)?;
    for file in files {
        let line = step(&store, file, &by).and_then(|(step, changes, reason)| {
            store.append(&clock::now(), &reason, &changes)?;
            Ok(format!("{}: {}", step.case, step.act.as_str()))
        });
        println!("{}", line.with_context(|| format!("{} was not entered", file.display()))?);
    }
    Ok(())
}

/// The step of a file, with what enters the record: the step itself, and the finding that a decision makes.
fn step(store: &SqliteStore, file: &Path, by: &str) -> Result<(CaseStep, Vec<Change>, Reason)> {
    let (whole, marks) = read(store, file)?;
    // From here on as everybody reads it: a finding that follows from it must not tell what the step protects.
    let step =
        CaseStepLine::parse(&marks::redacted(serde_json::to_value(CaseStepLine::new(&whole))?, &marks).to_string())?;
    let step = step.to_step()?;
    if step.at > now()? {
        bail!("field 'at' holds {}, which is still to come; steps are told once they were taken", step.at);
    }
    let all = store.case_steps()?;
    let steps: Vec<CaseStep> = all.into_iter().filter(|earlier| earlier.case == step.case).collect();
    let opening = [step.clone()];
    let agreement = agreement_of(if steps.is_empty() { &opening } else { &steps });
    let Some(agreement) = agreement else {
        bail!("there is no case '{}': a case opens with the step 'received'", step.case)
    };
    let procedure = procedure(agreement, &store.rules()?)?;
    let before = Case::replay(&steps, &procedure)?;
    let after = match &before {
        None => Case::open(&step, &procedure)?,
        Some(before) => {
            let mut after = before.clone();
            after.take(&step)?;
            after
        }
    };
    let (incidents, agreements) = (store.fused()?.incidents, store.agreements()?);
    let (readings, findings) = (store.readings()?, store.findings()?);
    let known = Known { incidents: &incidents, agreements: &agreements, readings: &readings, findings: &findings };
    fits_record(before.as_ref(), &step, &known)?;
    let mut changes = vec![marks::protected(Change::CaseStepped(Box::new(whole)), marks)];
    if let (model::CaseAct::Resolved { .. }, Some(finding)) = (&step.act, after.finding()) {
        changes.push(Change::FindingEntered(Box::new(finding)));
    }
    let reason = Reason { who: by.to_owned(), why: format!("{} of {} by {}", step.act.as_str(), step.case, step.by) };
    Ok((step, changes, reason))
}

/// Reads a step, and what is to be protected in it; the id of a new case, the time and the id of a finding are given here where the file leaves them out.
fn read(store: &SqliteStore, file: &Path) -> Result<(CaseStep, Vec<Mark>)> {
    let text = std::fs::read_to_string(file).context("it could not be read")?;
    let mut line = CaseStepLine::parse_toml(&text)?;
    if line.case.is_empty() && matches!(line.act, ActLine::Received(_)) {
        line.case = store.next_case()?.to_string();
    }
    if line.at.is_empty() {
        line.at = clock::now();
    }
    if let ActLine::Resolved { finding } = &mut line.act
        && finding.is_empty()
    {
        *finding = store.next_finding()?.to_string();
    }
    Ok((line.to_step()?, marks::read(&line.protected)?))
}

/// Every case of the record, each with the rules of its agreement, as text.
fn each_case(store: &SqliteStore, mut tell: impl FnMut(&Case<'_>, &Rules) -> Result<String>) -> Result<String> {
    let (entered, mut text) = (store.rules()?, String::new());
    for steps in by_case(&store.case_steps()?) {
        let Some(agreement) = agreement_of(&steps) else { continue };
        let procedure = procedure(agreement, &entered)?;
        let Some(case) = Case::replay(&steps, &procedure)? else { continue };
        let Some(rules) = steps.last().and_then(|last| procedure.at(last.at)) else { continue };
        text += &tell(&case, rules)?;
    }
    Ok(text)
}
