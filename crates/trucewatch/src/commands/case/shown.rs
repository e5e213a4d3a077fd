//! Cases as a person reads them: what is alleged, every step with who, when and why, what is late, what was found.

use anyhow::{Result, bail};
use jiff::Timestamp;
use model::{CaseStep, Clock, Dossier, Flag, Reporter, Rules, Subject};
use publication::queue::queue;
use std::fmt::Write as _;

/// One line a case; what is late first.
pub fn list(cases: &[Dossier], now: Timestamp) -> String {
    let line = |case: &&Dossier| {
        let against = case.allegation.against.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let against = if against.is_empty() { "nobody".to_owned() } else { against };
        let late: Vec<&str> = case.overdue(now).map(|clock| clock.of.as_str()).collect();
        let late = if late.is_empty() { String::new() } else { format!("; late: {}", late.join(", ")) };
        let receipt = case.receipt.as_deref().unwrap_or("no receipt");
        format!("{} ({receipt}): {}; against {against}{late}\n", case.id, case.stage.as_str())
    };
    let text: String = queue(cases, now).iter().map(line).collect();
    if text.is_empty() { "no cases\n".to_owned() } else { text }
}

/// One case.
pub fn show(cases: &[Dossier], id: &str, now: Timestamp) -> Result<String> {
    let Some(case) = cases.iter().find(|case| case.id.as_str() == id) else {
        bail!("the record holds no case '{id}': 'trucewatch case list' lists them");
    };
    let mut text = head(case)?;
    for (entry, step) in &case.steps {
        writeln!(text, "{}", line(*entry, step, &case.rules))?;
    }
    for clock in &case.clocks {
        writeln!(text, "{}", told(clock, now, &case.rules))?;
    }
    for flag in &case.flags {
        writeln!(text, "{}", warning(flag))?;
    }
    for finding in &case.findings {
        writeln!(text, "finding: {finding}")?;
    }
    Ok(text)
}

fn head(case: &Dossier) -> Result<String> {
    let allegation = &case.allegation;
    let mut text = String::new();
    writeln!(text, "{}: {}", case.id, case.stage.as_str())?;
    match &allegation.subject {
        Subject::Incident(id) => writeln!(text, "on incident {id}, under {}", allegation.agreement)?,
        Subject::Obligation(agreement, id) => writeln!(text, "on obligation {id} of {agreement}")?,
    }
    let reporter = match &allegation.reporter {
        Reporter::Person(id) => id.to_string(),
        Reporter::Outside { name, party: None } => name.clone(),
        Reporter::Outside { name, party: Some(party) } => format!("{name} (of {party})"),
    };
    let against: Vec<&str> = allegation.against.iter().map(|id| id.as_str()).collect();
    let against = if against.is_empty() { "nobody by name".to_owned() } else { against.join(", ") };
    writeln!(text, "alleged by {reporter} against {against}: {}", allegation.text)?;
    if !case.earlier.is_empty() {
        writeln!(text, "opened again {} times", case.earlier.len())?;
    }
    Ok(text)
}

/// A step in local time, with the person's name.
fn line(entry: u64, step: &CaseStep, rules: &Rules) -> String {
    let name = rules.person(&step.by).map_or(step.by.as_str(), |person| person.name.as_str());
    format!("  {} {} by {name}: {} (entry {entry})", local(step.at, rules), step.act.as_str(), step.reasons)
}

fn local(at: Timestamp, rules: &Rules) -> String {
    at.to_zoned(rules.calendar.zone().clone()).strftime("%Y-%m-%d %H:%M").to_string()
}

fn told(clock: &Clock, now: Timestamp, rules: &Rules) -> String {
    let state = match clock.met {
        Some(met) => format!("done {}", local(met, rules)),
        None => "not done".to_owned(),
    };
    let late = if clock.is_late(now) { ", late" } else { "" };
    format!("to {}: due before {}, {state}{late}", clock.of.as_str(), local(clock.due, rules))
}

fn warning(flag: &Flag) -> String {
    match flag {
        Flag::Withdrawn(id) => {
            format!("beware: incident {id} does not stand any more; it was withdrawn or joined another")
        }
        Flag::ConflictAfterSigning(id) => format!("beware: {id} declared a conflict of interest after they had signed"),
    }
}
