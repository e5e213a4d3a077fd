//! `rules check` and `rules add`.

use super::case::steps;
use crate::arguments::RulesAct;
use crate::clock;
use anyhow::{Context, Result};
use assessment::case::{by_case, with_rules};
use model::Rules;
use publication::wording::count;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, Change, Reason, SqliteStore, Store};
use wire::RulesFile;

/// Checks a file, and enters it where that was asked.
pub fn run(record: &Path, options: &crate::arguments::Rules) -> Result<ExitCode> {
    match &options.act {
        RulesAct::Check { file } => println!("{}", summary(&read(file)?)),
        RulesAct::Add { file, by } => {
            let rules = read(file)?;
            let mut store = SqliteStore::open(record, Access::WriteExisting)?;
            let entered = store.rules()?;
            if entered.contains(&rules) {
                println!("{}\nthe record holds them already; nothing changed", summary(&rules));
                return Ok(ExitCode::SUCCESS);
            }
            let cases = by_case(steps(&store)?);
            with_rules(&rules, &store.agreements()?, &entered, &cases)
                .with_context(|| format!("{} cannot be entered", file.display()))?;
            let reason = Reason { who: by.clone(), why: format!("entered {}", file.display()) };
            println!("{}", summary(&rules));
            store.append(&clock::now(), &reason, &[Change::RulesEntered(Box::new(rules))])?;
            println!("entered into {}", record.display());
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path) -> Result<Rules> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} could not be read", file.display()))?;
    let rules = RulesFile::parse(&text).and_then(|parsed| parsed.to_rules());
    rules.with_context(|| format!("{} holds no valid rules", file.display()))
}

fn summary(rules: &Rules) -> String {
    let local = rules.from.to_zoned(rules.calendar.zone().clone());
    format!(
        "{}: {} of {}\n  {}; quorum {} of each party and {} neutral; decides by {}\n  to log {}, to verify {}, to reply {}\n  in force: from {}",
        rules.agreement,
        rules.version,
        rules.body,
        count(rules.persons.len(), "person", "persons"),
        rules.quorum.each_party,
        rules.quorum.neutral,
        rules.decision,
        rules.limits.log,
        rules.limits.verify,
        rules.limits.reply,
        local.strftime("%Y-%m-%d %H:%M %Z"),
    )
}
