//! Erasing: the entry that says so, the sealed parts gone in the same transaction, then the pages in which they lay. It must
//! not touch an entry nor a blob.
//!
//! SQLite keeps what was deleted: in free pages, in the slack of pages, in the write-ahead log. The database is therefore
//! written anew and the log cut to nothing. If the process ends before, the next opening for writing does it.

use super::tables::{Tables, signed};
use super::{SqliteStore, append, vault};
use crate::error::StoreError;
use crate::port::{Change, Reason};
use crate::protection::Erasure;
use ledger::entry::Numbered;
use ledger::redaction::protected;
use rusqlite::Connection;
use std::path::Path;

/// Erases a protected field of an entry.
pub(super) fn erase(
    store: &mut SqliteStore,
    at: &str,
    reason: &Reason,
    (entry, field): (u64, &str),
) -> Result<u64, StoreError> {
    let (tables, path) = store.tables();
    let numbered = tables.numbered(entry)?.ok_or_else(|| refused(format!("the ledger has no entry {entry}")))?;
    // Asked first, for the clearer words: it also says what could be meant.
    let fields = protected(&numbered.entry.body).map_err(|error| StoreError::entry(entry, error))?;
    if !fields.iter().any(|one| one.field == field) {
        let all: Vec<&str> = fields.iter().map(|one| one.field.as_str()).collect();
        let all = if all.is_empty() { "none".to_owned() } else { all.join(", ") };
        return Err(refused(format!("entry {entry} has no protected field '{field}'; its protected fields: {all}")));
    }
    if !vault::held(&tables)?.iter().any(|held| held.entry == entry && held.field == field) {
        return Err(refused(format!(
            "nothing is kept here of {field} of entry {entry}: it was erased, or is kept elsewhere"
        )));
    }
    let erasure = Erasure::of(&numbered, field).map_err(|error| refused(error.to_string()))?;
    let secure = store.connection.pragma_update(None, "secure_delete", true);
    secure.map_err(|error| StoreError::database(&path, error))?;
    let size = append::append(store, at, reason, &[Change::FieldErased(erasure)])?;
    scrub(&store.connection, &path)?;
    Ok(size)
}

fn refused(what: String) -> StoreError {
    StoreError::Refused(what)
}

/// Leaves nothing of what was erased in the database's files, where something may be left.
pub(super) fn scrub(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let failed = |error| StoreError::database(path, error);
    let due =
        Tables::new(connection, path).one("SELECT max(number) FROM erasing", [], |row| row.get::<_, Option<i64>>(0))?;
    let Some(last) = due.flatten() else { return Ok(()) };
    connection.flush_prepared_statement_cache();
    connection.execute_batch("VACUUM").map_err(failed)?;
    cut_log(connection, path)?;
    connection.execute("DELETE FROM erasing WHERE number <= ?1", [last]).map(drop).map_err(failed)
}

fn cut_log(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let busy = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, bool>(0));
    if busy.map_err(|error| StoreError::database(path, error))? {
        return Err(StoreError::StillRead(path.to_path_buf()));
    }
    Ok(())
}

impl Tables<'_> {
    /// An entry by its number.
    pub(crate) fn numbered(&self, seq: u64) -> Result<Option<Numbered>, StoreError> {
        let bytes =
            self.one("SELECT bytes FROM entry WHERE seq = ?1", [signed(seq)], |row| row.get::<_, Vec<u8>>(0))?;
        let read = |bytes: Vec<u8>| Numbered::from_bytes(&bytes).map_err(|error| StoreError::entry(seq, error));
        bytes.map(read).transpose()
    }
}
