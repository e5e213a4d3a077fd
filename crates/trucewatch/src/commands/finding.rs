//! `finding add`: what people found, checked against the record before it enters.

use super::case::steps;
use crate::arguments::FindingAct;
use crate::clock;
use crate::hand::Hand;
use anyhow::{Context, Result, bail};
use assessment::case::{by_case, goes_round};
use assessment::finding::{Known, check_finding};
use model::Finding;
use pipeline::marks;
use std::process::ExitCode;
use store::{Access, Change, Reason, SqliteStore, Store};
use wire::FindingLine;

/// Enters a finding; its id and its time are given here where the file leaves them out.
pub fn run(hand: &Hand<'_>, options: &crate::arguments::Finding) -> Result<ExitCode> {
    let FindingAct::Add { file, by } = &options.act;
    let text = std::fs::read_to_string(file).with_context(|| format!("{} could not be read", file.display()))?;
    let mut line = FindingLine::parse_toml(&text).with_context(|| format!("{} is no valid finding", file.display()))?;
    let mut store = hand.open(Access::WriteExisting)?;
    line.id = store.next_finding()?.to_string();
    if line.at.is_empty() {
        line.at = clock::now();
    }
    let finding = line.to_finding().with_context(|| format!("{} is no valid finding", file.display()))?;
    check(&finding, &store).with_context(|| format!("{} cannot be entered", file.display()))?;
    let reason = Reason { who: hand.by(&store, by.as_deref())?, why: format!("found by {}", finding.body) };
    let change = marks::protected(Change::FindingEntered(Box::new(finding)), marks::read(&line.protected)?);
    store.append(&clock::now(), &reason, &[change])?;
    println!("{} entered into {}", line.id, hand.record.display());
    Ok(ExitCode::SUCCESS)
}

/// Holds the finding against what the record knows.
fn check(finding: &Finding, store: &SqliteStore) -> Result<()> {
    let (incidents, agreements) = (store.fused()?.incidents, store.agreements()?);
    let (readings, findings) = (store.readings()?, store.findings()?);
    let known = Known { incidents: &incidents, agreements: &agreements, readings: &readings, findings: &findings };
    check_finding(finding, &known)?;
    if let Some(case) = goes_round(finding, &by_case(steps(store)?)) {
        bail!(
            "it is about what {case} is about: its finding follows from that case; by hand it is only corrected, with 'supersedes'"
        );
    }
    Ok(())
}
