//! What is kept between requests: the holder, the door, the index of the record seen last, and the drawn ground of maps.

use crate::assets::Assets;
use crate::door::Door;
use crate::holder::Holder;
use crate::index::Index;
use model::Record;
use publication::map::Basemap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use store::StoreError;

/// What is kept between requests.
pub(crate) struct Site {
    pub(crate) holder: Arc<dyn Holder>,
    pub(crate) door: Door,
    pub(crate) assets: Assets,
    basemap: OnceLock<Option<Basemap>>,
    last: Mutex<Option<(Arc<Record>, Arc<Index>)>>,
}

impl Site {
    pub(crate) fn new<H: Holder + 'static>(holder: Arc<H>, door: Door) -> Self {
        Self { holder, door, assets: Assets::new(), basemap: OnceLock::new(), last: Mutex::new(None) }
    }

    /// The record now, and its index; made anew only where the record changed.
    pub(crate) fn record(&self) -> Result<(Arc<Record>, Arc<Index>), StoreError> {
        let record = self.holder.record()?;
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((seen, index)) = last.as_ref().filter(|(seen, _)| Arc::ptr_eq(seen, &record)) {
            return Ok((Arc::clone(seen), Arc::clone(index)));
        }
        let index = Arc::new(Index::new(&record, self.holder.actors()));
        *last = Some((Arc::clone(&record), Arc::clone(&index)));
        Ok((record, index))
    }

    /// Coasts and borders; `None` where the file that is built in cannot be read, which the page then says.
    pub(crate) fn basemap(&self) -> Option<&Basemap> {
        self.basemap.get_or_init(|| Basemap::embedded().ok()).as_ref()
    }
}
