//! Screening as the record keeps it: when something that bears on it was entered, every answer is asked anew, and the ledger is
//! told which are other than before.

use crate::record::whole_record;
use crate::stages::Stages;
use assessment::{Grounds, answers, deadline_zone, to_record};
use jiff::Timestamp;
use jiff::civil::DateTime;
use model::{Obligations, Record};
use store::{Change, Reason, Store, StoreError};

/// How many changes one entry tells: few enough that an entry is read at a glance, and no blob grows without bound.
const PER_ENTRY: usize = 1000;

/// Screens everything anew and enters what changed since; gives how many answers that are.
///
/// # Errors
/// The record could not be told or asked.
pub fn screen_if_due(stages: &Stages, store: &mut dyn Store, at: &str) -> Result<usize, StoreError> {
    let before = answers(&store.screenings()?);
    let changed = to_record(&before, &whole_record(stages, store)?.proposals);
    let changes: Vec<Change> = changed.chunks(PER_ENTRY).map(|some| Change::ScreeningMade(some.to_vec())).collect();
    if !changes.is_empty() {
        let why = "incidents, observations, agreements or the method changed since the last screening".to_owned();
        store.append(at, &Reason { who: "trucewatch".to_owned(), why }, &changes)?;
    }
    Ok(changed.len())
}

/// How the obligations of every agreement of a record stand at a moment.
pub fn obligations_at(stages: &Stages, record: &Record, now: Timestamp) -> Vec<Obligations> {
    let local = |agreement: &model::Agreement| now.to_zoned(deadline_zone(agreement)).datetime();
    let all = record.agreements.iter();
    all.map(|agreement| obligations_of(stages, record, agreement, local(agreement))).collect()
}

/// How the obligations of one agreement stand at a moment of its local time.
pub fn obligations_of(stages: &Stages, record: &Record, agreement: &model::Agreement, as_of: DateTime) -> Obligations {
    let grounds = Grounds {
        actors: stages.resolver().register().actors(),
        readings: &record.readings,
        incidents: &record.fused.incidents,
        findings: &record.findings,
        as_of,
    };
    Obligations { agreement: agreement.id.clone(), as_of, owed: assessment::obligations(agreement, &grounds) }
}
