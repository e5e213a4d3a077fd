//! What fusion remembers of a record while one program goes on with it, so that a decision or a report more does not fuse the
//! whole record anew. It is only ever the faster way to the same result: whoever begins without it gets the same.

use fusion::Ongoing;
use model::{Reading, ReportId};
use std::collections::BTreeSet;
use store::{Store, StoreError};

/// What is remembered of one record.
#[derive(Default)]
pub struct Remembered {
    ongoing: Ongoing,
    /// How many entries the ledger had when its readings were last taken in.
    size: u64,
}

impl Remembered {
    /// The fusion of a record, with all of its readings taken in.
    pub(crate) fn caught_up(&mut self, store: &dyn Store) -> Result<&mut Ongoing, StoreError> {
        let size = store.size()?;
        let mut new = Vec::new();
        if self.size > 0 {
            store.each_reading_since(self.size, &mut |reading| new.push(reading))?;
        }
        if self.size == 0 || self.is_read_anew(&new) {
            self.ongoing = Ongoing::default();
            store.each_reading(&mut |reading| self.ongoing.take(&reading))?;
        } else {
            new.iter().for_each(|reading| self.ongoing.take(reading));
        }
        self.size = size;
        Ok(&mut self.ongoing)
    }

    /// Whether a report that was taken in has been read again since: then its former reading must be forgotten.
    fn is_read_anew(&self, new: &[Reading]) -> bool {
        let reports: BTreeSet<ReportId> = new.iter().map(|reading| reading.report.clone()).collect();
        !reports.is_empty() && self.ongoing.corpus().holds_any(&reports)
    }
}
