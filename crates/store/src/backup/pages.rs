//! A database, page by page, as it stood at one moment: SQLite's online backup. It must not hold up whoever writes.

use crate::error::StoreError;
use crate::sqlite::connection;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use std::path::Path;
use std::time::Duration;

/// How many pages are copied between two tellings of the progress.
const PAGES: i32 = 256;

/// How long to wait where another process holds a lock that is soon gone.
const PAUSE: Duration = Duration::from_millis(50);

/// How often that is waited for.
const PATIENCE: u32 = 200;

/// Copies the database at `from` into a new file.
pub(super) fn copy(from: &Path, to: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<(), StoreError> {
    let source = connection::reader(from)?;
    // Reading holds on to one state: otherwise each commit of a writer would begin the copy anew.
    let held = source.execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema;");
    held.map_err(|error| StoreError::database(from, error))?;
    let failed = |error| StoreError::database(to, error);
    let mut copy = Connection::open(to).map_err(failed)?;
    let backup = Backup::new(&source, &mut copy).map_err(failed)?;
    let mut waited = 0;
    loop {
        let step = backup.step(PAGES).map_err(failed)?;
        let told = backup.progress();
        let (left, all) = (u64::try_from(told.remaining).unwrap_or(0), u64::try_from(told.pagecount).unwrap_or(0));
        progress(all.saturating_sub(left), all);
        match step {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            _ if waited == PATIENCE => return Err(StoreError::InUse(from.to_path_buf())),
            _ => {
                waited += 1;
                std::thread::sleep(PAUSE);
            }
        }
    }
}
