//! `incident merge|split|pin|unpin|revoke`: what people decide about incidents.

use crate::arguments::{Deciding, IncidentAct};
use crate::clock;
use crate::hand::Hand;
use anyhow::{Context, Result};
use model::Asked;
use model::{ClaimId, DecisionId, IncidentChange, IncidentId};
use pipeline::{Remembered, Stages};
use publication::past;
use publication::wording::count;
use std::process::ExitCode;
use store::Access;

/// Enters a decision, and says what it changed.
pub fn run(hand: &Hand<'_>, options: &crate::arguments::Incident) -> Result<ExitCode> {
    let (asked, deciding) = match &options.act {
        IncidentAct::Merge { incidents, deciding } => (Asked::Merge(incident_ids(incidents)?), deciding),
        IncidentAct::Split { incident, claims, deciding } => {
            let claims: Result<Vec<ClaimId>, _> = claims.iter().map(ClaimId::new).collect();
            (Asked::Split(incident_id(incident)?, claims.context("--claims")?), deciding)
        }
        IncidentAct::Pin { incident, deciding } => (Asked::Pin(incident_id(incident)?), deciding),
        IncidentAct::Unpin { incident, deciding } => (Asked::Unpin(incident_id(incident)?), deciding),
        IncidentAct::Revoke { decision, deciding } => (Asked::Revoke(DecisionId::new(decision)?), deciding),
    };
    decide(hand, asked, deciding)
}

/// Enters what is asked, and says what it changed.
pub fn decide(hand: &Hand<'_>, asked: Asked, deciding: &Deciding) -> Result<ExitCode> {
    let mut store = hand.open(Access::WriteExisting)?;
    let deciding =
        pipeline::Deciding { asked, by: deciding.by.clone(), why: deciding.why.clone(), seen: deciding.seen };
    let stages = Stages::embedded();
    let decided = pipeline::decide(stages.actors(), &mut store, &mut Remembered::default(), &clock::now(), deciding)?;
    let answers = pipeline::screen_if_due(&stages, &mut store, &clock::now())?;
    for note in decided.notes {
        eprintln!("trucewatch: {note}");
    }
    println!("{} entered into {}; its state is {} now", decided.id, hand.record.display(), decided.state);
    for change in &decided.changes {
        println!("  {}", in_words(change));
    }
    if decided.changes.is_empty() {
        println!("  no incident changed");
    }
    println!("  {} of the screening changed", count(answers, "answer", "answers"));
    Ok(ExitCode::SUCCESS)
}

fn in_words(change: &IncidentChange) -> String {
    format!("{}: {}", change.incident, past::change(change, &change.incident))
}

fn incident_ids(all: &[String]) -> Result<Vec<IncidentId>> {
    all.iter().map(|id| incident_id(id)).collect()
}

fn incident_id(id: &str) -> Result<IncidentId> {
    Ok(IncidentId::new(id)?)
}
