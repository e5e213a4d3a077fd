//! What fusion remembers of a record while one program goes on with it, so that a decision or a report more does not fuse the
//! whole record anew. It is only ever the faster way to the same result: whoever begins without it gets the same.

use fusion::Ongoing;
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
        if self.size > 0 && self.is_read_anew(store)? {
            *self = Self::default();
        }
        store.each_reading_since(self.size, &mut |reading| self.ongoing.take(&reading))?;
        self.size = size;
        Ok(&mut self.ongoing)
    }

    /// Whether a report that was taken in has been read again since: then its former reading must be forgotten.
    fn is_read_anew(&self, store: &dyn Store) -> Result<bool, StoreError> {
        let mut reports = BTreeSet::new();
        store.each_reading_since(self.size, &mut |reading| {
            reports.insert(reading.report);
        })?;
        Ok(!reports.is_empty() && self.ongoing.corpus().holds_any(&reports))
    }
}
