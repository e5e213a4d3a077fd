//! `screen`: what each incident and observation may be under each clause, with the reasons; and how the answers changed.

use anyhow::{Result, bail};
use model::fieldwork::standing;
use model::{Incident, IncidentId, Observation, ObservationId, Proposal, ProposalSubject, Record};
use pipeline::{Stages, whole_record};
use publication::fieldwork::{noticed, position, when};
use publication::screening::{answer, history, question};
use publication::wording::count;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, SqliteStore, Store};

/// Writes the answers to standard output: incident by incident, then observation by observation.
pub fn run(record: &Path, options: &crate::arguments::Screen) -> Result<ExitCode> {
    let store = SqliteStore::open(record, Access::Read)?;
    if let Some(id) = &options.history {
        return tell_history(&store, id);
    }
    let whole = whole_record(&Stages::embedded(), &store)?;
    check(record, &whole, options)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let answers = write_all(&whole, options, &mut out)?;
    writeln!(out, "{}; each is a proposal, and people find", count(answers, "answer", "answers"))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// What is asked for must be there.
fn check(record: &Path, whole: &Record, options: &crate::arguments::Screen) -> Result<()> {
    let folder = record.display();
    if let Some(id) = &options.agreement
        && !whole.agreements.iter().any(|agreement| agreement.id.as_str() == id)
    {
        bail!("{folder} holds no agreement '{id}': 'trucewatch export agreements' lists them");
    }
    if let Some(id) = &options.incident
        && !whole.fused.incidents.iter().any(|incident| incident.id.as_str() == id)
    {
        bail!("{folder} holds no incident '{id}': 'trucewatch export incidents' lists their ids");
    }
    if let Some(id) = &options.observation
        && !standing(&whole.fieldwork.observations).any(|observation| observation.id.as_str() == id)
    {
        bail!("{folder} holds no observation '{id}' that stands: 'trucewatch observe list' lists them");
    }
    Ok(())
}

fn write_all(whole: &Record, options: &crate::arguments::Screen, out: &mut impl Write) -> Result<usize> {
    let asked = |given: &Option<String>, id: &str| given.as_ref().is_none_or(|given| given == id);
    let incidents = whole.fused.incidents.iter().filter(|one| asked(&options.incident, one.id.as_str()));
    let incidents = incidents.filter(|_| options.observation.is_none());
    let observations = standing(&whole.fieldwork.observations);
    let observations = observations.filter(|one| asked(&options.observation, one.id.as_str()));
    let observations = observations.filter(|_| options.incident.is_none());
    let subjects = incidents.map(|one| (ProposalSubject::Incident(one.id.clone()), heading(one)));
    let subjects = subjects
        .chain(observations.map(|one| (ProposalSubject::Observation(one.id.clone()), heading_of_observation(one))));
    let mut count = 0;
    for (subject, heading) in subjects {
        let answers = whole.proposals.iter().filter(|one| one.subject == subject).filter(|one| {
            let clause = one.clause.as_ref().map_or("", |clause| clause.as_str());
            asked(&options.agreement, one.agreement.as_str()) && asked(&options.clause, clause)
        });
        for (place, answer) in answers.enumerate() {
            if place == 0 {
                writeln!(out, "{heading}")?;
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

fn heading_of_observation(one: &Observation) -> String {
    format!("{}: {}; when: {}; from: {}", one.id, noticed(one), when(one.when, None), position(one))
}

fn write_answer(proposal: &Proposal, out: &mut impl Write) -> Result<()> {
    writeln!(out, "  {}: {}", question(&proposal.question()), answer(&proposal.answer))?;
    for reason in &proposal.because {
        writeln!(out, "    - {reason}")?;
    }
    Ok(())
}

/// Entry by entry, what was answered and which reasons came and went.
fn tell_history(store: &SqliteStore, id: &str) -> Result<ExitCode> {
    let mut told = store.screenings_of(&ProposalSubject::Incident(IncidentId::new(id)?))?;
    told.extend(store.screenings_of(&ProposalSubject::Observation(ObservationId::new(id)?))?);
    if told.is_empty() {
        bail!("nothing was ever answered on '{id}': 'trucewatch screen' lists what is");
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for step in history(&told) {
        let method = if step.method.is_empty() { String::new() } else { format!(" ({})", step.method) };
        writeln!(out, "entry {}, {}: {}{method}", step.entry, step.at, step.words())?;
        for (sign, reasons) in [("-", &step.no_longer), ("+", &step.now)] {
            for reason in reasons {
                writeln!(out, "    {sign} {reason}")?;
            }
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
