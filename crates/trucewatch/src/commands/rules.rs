//! `rules check` and `rules add`.

use super::case::steps;
use crate::arguments::RulesAct;
use crate::clock;
use crate::hand::Hand;
use anyhow::{Context, Result};
use assessment::case::{by_case, with_rules};
use model::Rules;
use pipeline::marks;
use publication::wording::count;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, Change, Mark, Reason, Store};
use wire::RulesFile;

/// Checks a file, and enters it where that was asked.
pub fn run(hand: &Hand<'_>, options: &crate::arguments::Rules) -> Result<ExitCode> {
    match &options.act {
        RulesAct::Check { file } => println!("{}", summary(&read(file)?.0)),
        RulesAct::Add { file, by } => {
            let (rules, marks) = read(file)?;
            let mut store = hand.open(Access::WriteExisting)?;
            let entered = store.rules()?;
            if entered.contains(&rules) {
                println!("{}\nthe record holds them already; nothing changed", summary(&rules));
                return Ok(ExitCode::SUCCESS);
            }
            let cases = by_case(steps(&store)?);
            with_rules(&rules, &store.agreements()?, &entered, &cases)
                .with_context(|| format!("{} cannot be entered", file.display()))?;
            let reason = Reason { who: hand.by(&store, by.as_deref())?, why: format!("entered {}", file.display()) };
            println!("{}", summary(&rules));
            store.append(&clock::now(), &reason, &[marks::protected(Change::RulesEntered(Box::new(rules)), marks)])?;
            println!("entered into {}", hand.record.display());
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The rules of a file, and what is to be protected of them.
fn read(file: &Path) -> Result<(Rules, Vec<Mark>)> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} could not be read", file.display()))?;
    let invalid = || format!("{} holds no valid rules", file.display());
    let parsed = RulesFile::parse(&text).with_context(invalid)?;
    Ok((parsed.to_rules().with_context(invalid)?, marks::read(&parsed.protected).with_context(invalid)?))
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
