//! What people do on the pages, taken down: each act holds the writers' lock for itself only, so that commands may write
//! between two acts, and is judged by the same code as the command that does the same.

use crate::clock;
use crate::hand::Hand;
use model::{Asked, CaseId, DecisionId};
use pipeline::{DecideError, Deciding, EnterError, Remembered, Stages, StepError, Stepping};
use pipeline::{decide, enter_fieldwork, restricted_by, screen_if_due, take_step};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use store::{Access, KeyPlaces, Reason, SqliteStore, StoreError};
use web::{Desk, DeskError};
use wire::{CaseStepLine, FieldworkFile, FindingLine};

/// The desk of a record.
pub(super) struct RecordDesk {
    folder: PathBuf,
    /// Nobody's key: what people send is entered in their name, and only they could sign it.
    places: KeyPlaces,
    stages: Arc<Stages>,
    /// One act after the other: two people who send at once wait for each other instead of being turned away. Whose turn it
    /// is goes on from what fusion remembers of the acts before.
    turn: Mutex<Remembered>,
}

impl RecordDesk {
    pub(super) fn new(hand: &Hand<'_>, stages: Arc<Stages>) -> anyhow::Result<Self> {
        let places = KeyPlaces { author: None, ..hand.places()? };
        Ok(Self { folder: hand.record.to_path_buf(), places, stages, turn: Mutex::default() })
    }

    fn told<T>(&self, tell: impl FnOnce(&mut SqliteStore) -> Result<T, DeskError>) -> Result<T, DeskError> {
        self.told_from(|store, _| tell(store))
    }

    fn told_from<T>(
        &self,
        tell: impl FnOnce(&mut SqliteStore, &mut Remembered) -> Result<T, DeskError>,
    ) -> Result<T, DeskError> {
        let mut turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        tell(&mut SqliteStore::open_with(&self.folder, Access::WriteExisting, &self.places)?, &mut turn)
    }

    fn taken(&self, stepping: Stepping) -> Result<CaseId, DeskError> {
        let step = self.told(|store| take_step(store, &clock::now(), stepping).map_err(untaken));
        Ok(step?.case)
    }
}

impl Desk for RecordDesk {
    fn decide(&self, asked: Asked, by: &str, why: &str, seen: u64) -> Result<DecisionId, DeskError> {
        let deciding = Deciding { asked, by: by.to_owned(), why: why.to_owned(), seen };
        let decided = self.told_from(|store, remembered| {
            let decided = decide(self.stages.actors(), store, remembered, &clock::now(), deciding);
            let decided = decided.map_err(undecided)?;
            screen_if_due(&self.stages, store, &clock::now()).map_err(untold)?;
            Ok(decided)
        });
        Ok(decided?.id)
    }

    fn observe(&self, mut file: FieldworkFile, by: &str) -> Result<String, DeskError> {
        for line in &mut file.restrictions {
            let named = line.by.take().and_then(|by| restricted_by(self.stages.actors(), &by.name));
            line.by = named;
        }
        let why = "entered on the page".to_owned();
        let reason = Reason { who: by.to_owned(), why };
        let told = self.told(|store| {
            let entered = enter_fieldwork(&self.stages, store, &clock::now(), &reason, file.into(), false);
            let entered = entered.map_err(unentered)?;
            screen_if_due(&self.stages, store, &clock::now()).map_err(untold)?;
            Ok(entered)
        })?;
        let again = || DeskError::Refused("the record holds just this already: nothing was entered".to_owned());
        told.new.into_iter().next().ok_or_else(again)
    }

    fn step(&self, line: CaseStepLine, seen: u64) -> Result<CaseId, DeskError> {
        self.taken(Stepping { line, correction: None, by: None, seen: Some(seen) })
    }

    fn correct(&self, finding: FindingLine, line: CaseStepLine, seen: u64) -> Result<CaseId, DeskError> {
        self.taken(Stepping { line, correction: Some(finding), by: None, seen: Some(seen) })
    }
}

fn unentered(why: EnterError) -> DeskError {
    match why {
        EnterError::Store(why) => untold(why),
        EnterError::Faults(faults) => DeskError::Refused(faults.join("; ")),
    }
}

fn undecided(why: DecideError) -> DeskError {
    match why {
        DecideError::Store(StoreError::Changed { subject, seen, what, .. }) => DeskError::Changed(format!(
            "{subject} changed since state {seen}, which you looked at: {what}. Below it stands as it is now: look at it, then decide"
        )),
        DecideError::Store(why) => untold(why),
        DecideError::Empty(_) => {
            DeskError::Refused("whoever decides gives a name and a reason: fill in both".to_owned())
        }
        DecideError::Unfit(why) => DeskError::Refused(why.to_string()),
    }
}

fn untaken(why: StepError) -> DeskError {
    match why {
        StepError::Changed { .. } => DeskError::Changed(why.to_string()),
        StepError::Store(why) => untold(why),
        why => DeskError::Refused(why.to_string()),
    }
}

/// What the record refuses is told to whoever asked; what keeps it from being written is no fault of theirs.
fn untold(why: StoreError) -> DeskError {
    match why {
        StoreError::Refused(why) => DeskError::Refused(why),
        why => DeskError::Record(why),
    }
}
