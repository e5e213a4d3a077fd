//! `screen`: what each incident may be under each clause, with the reasons.

use anyhow::{Result, bail};
use model::{Incident, Proposal, ProposedAnswer, Record};
use pipeline::{Stages, whole_record};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, SqliteStore};

/// Writes the answers to standard output, incident by incident.
pub fn run(record: &Path, options: &crate::arguments::Screen) -> Result<ExitCode> {
    let whole = whole_record(&Stages::embedded(), &SqliteStore::open(record, Access::Read)?)?;
    if let Some(id) = &options.agreement
        && !whole.agreements.iter().any(|agreement| agreement.id.as_str() == id)
    {
        bail!("{} holds no agreement '{id}': 'trucewatch export agreements' lists them", record.display());
    }
    if let Some(id) = &options.incident
        && !whole.fused.incidents.iter().any(|incident| incident.id.as_str() == id)
    {
        bail!("{} holds no incident '{id}': 'trucewatch export incidents' lists their ids", record.display());
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let answers = write_all(&whole, options, &mut out)?;
    writeln!(out, "{answers} answers; each is a proposal, and people find")?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn write_all(whole: &Record, options: &crate::arguments::Screen, out: &mut impl Write) -> Result<usize> {
    let asked = |given: &Option<String>, id: &str| given.as_ref().is_none_or(|given| given == id);
    let mut count = 0;
    for incident in whole.fused.incidents.iter().filter(|one| asked(&options.incident, one.id.as_str())) {
        let answers = whole.proposals.iter().filter(|one| one.incident == incident.id).filter(|one| {
            let clause = one.clause.as_ref().map_or("", |clause| clause.as_str());
            asked(&options.agreement, one.agreement.as_str()) && asked(&options.clause, clause)
        });
        for (place, answer) in answers.enumerate() {
            if place == 0 {
                writeln!(out, "{}", heading(incident))?;
            }
            write_answer(answer, out)?;
            count += 1;
        }
    }
    Ok(count)
}

fn heading(incident: &Incident) -> String {
    let told = |versions: Vec<String>| if versions.is_empty() { "unknown".to_owned() } else { versions.join(" or ") };
    let times = incident.time.versions().iter().map(|version| version.value.to_string()).collect();
    let places = incident.place.versions().iter().map(|version| version.value.to_string()).collect();
    format!("{}: {}; when: {}; where: {}", incident.id, incident.kind.words(), told(times), told(places))
}

fn write_answer(proposal: &Proposal, out: &mut impl Write) -> Result<()> {
    let who = proposal.actor.as_ref().map_or_else(|| "whoever did it".to_owned(), ToString::to_string);
    let under = proposal.clause.as_ref().map_or_else(String::new, |clause| format!(" {clause}"));
    let answer = match &proposal.answer {
        ProposedAnswer::MayBreach(clause) => format!("may breach {clause}"),
        ProposedAnswer::Permitted(clause) => format!("permitted by {clause}"),
        ProposedAnswer::OutsideScope(scope) => format!("outside ({scope})"),
        ProposedAnswer::CannotTell(missing) => format!("cannot tell: {missing}"),
    };
    writeln!(out, "  {}{under}, {who}: {answer}", proposal.agreement)?;
    for reason in &proposal.because {
        writeln!(out, "    - {reason}")?;
    }
    Ok(())
}
