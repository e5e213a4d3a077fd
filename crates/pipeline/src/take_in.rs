//! Taking reports into a record: in batches, each durable before the next is begun, so that nothing acknowledged is lost
//! and an interrupted run is completed by running it again.

use crate::reading::read_report;
use crate::stages::Stages;
use intake::{Arrival, IntakeError};
use model::{Note, Reading, ReportId};
use rayon::prelude::*;
use std::collections::BTreeSet;
use store::{Change, Reason, Store, StoreError};

/// How many reports are read and committed together: large enough that the disk's flush costs little beside the reading.
const BATCH: usize = 64;

/// What taking in came to.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Reports that arrived, good ones only.
    pub arrived: u64,
    /// Reports that the record did not have.
    pub new: u64,
    /// Claims read out of the new ones.
    pub claims: u64,
    /// Reports that could not be taken in, each with its line.
    pub refused: Vec<String>,
    /// Remarks on new reports, with the report's id.
    pub notes: Vec<(ReportId, Note)>,
}

/// Why taking in stopped. What was committed before stays.
#[derive(Debug, thiserror::Error)]
pub enum TakeInError {
    /// The record could not be told or asked.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes in arrivals. `now` tells the time of each batch; `progress` hears of every arrival's bytes.
pub fn take_in(
    stages: &Stages,
    store: &mut dyn Store,
    arrivals: impl Iterator<Item = Result<Arrival, IntakeError>>,
    reason: &Reason,
    now: &dyn Fn() -> String,
    progress: &mut dyn FnMut(u64, &Summary),
) -> Result<Summary, TakeInError> {
    let mut summary = Summary::default();
    let mut batch: Vec<Arrival> = Vec::with_capacity(BATCH);
    let mut waiting = BTreeSet::new();
    for arrival in arrivals {
        match arrival {
            Err(error) => summary.refused.push(error.to_string()),
            Ok(arrival) => {
                summary.arrived += 1;
                progress(arrival.bytes.len() as u64, &summary);
                if !store.has_report(&arrival.report.id)? && waiting.insert(arrival.report.id.clone()) {
                    batch.push(arrival);
                }
            }
        }
        if batch.len() == BATCH {
            commit(stages, store, std::mem::take(&mut batch), reason, &now(), &mut summary)?;
            waiting.clear();
        }
    }
    commit(stages, store, batch, reason, &now(), &mut summary)?;
    Ok(summary)
}

fn commit(
    stages: &Stages,
    store: &mut dyn Store,
    batch: Vec<Arrival>,
    reason: &Reason,
    at: &str,
    summary: &mut Summary,
) -> Result<(), StoreError> {
    if batch.is_empty() {
        return Ok(());
    }
    let entered = store.agreements()?;
    let readings: Vec<Reading> =
        batch.par_iter().map(|arrival| read_report(stages, &entered, &arrival.report)).collect();
    let mut changes = Vec::with_capacity(2 * batch.len());
    for (arrival, reading) in batch.into_iter().zip(readings) {
        summary.new += 1;
        summary.claims += reading.claims.len() as u64;
        summary.notes.extend(reading.notes.iter().map(|note| (arrival.report.id.clone(), note.clone())));
        changes.push(Change::ReportReceived(Box::new(arrival.report), arrival.bytes));
        changes.push(Change::ReadingMade(Box::new(reading)));
    }
    store.append(at, reason, &changes)?;
    Ok(())
}
