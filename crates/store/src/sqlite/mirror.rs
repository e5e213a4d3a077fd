//! Mirrors: other posts' logs, entry by entry, as their keys signed them. Truth, and only ever grows. It must not read what
//! an entry says.

use super::tables::{Tables, signed};
use crate::error::StoreError;
use crate::received::Received;
use exchange::Tree;
use ledger::entry::Numbered;
use ledger::merkle::leaf_hash;
use rusqlite::{Connection, params};

/// The table, made where there is none: a record of an earlier format has none.
pub(crate) const TRUTH: &str = "
CREATE TABLE IF NOT EXISTS mirror_entry (
  number INTEGER PRIMARY KEY, log TEXT NOT NULL, seq INTEGER NOT NULL CHECK (seq >= 0), bytes BLOB NOT NULL,
  UNIQUE (log, seq)) STRICT;
CREATE TRIGGER IF NOT EXISTS mirror_in_order BEFORE INSERT ON mirror_entry
  WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM mirror_entry WHERE log = NEW.log)
  BEGIN SELECT RAISE(ABORT, 'entries of a mirror are numbered without gaps'); END;
CREATE TRIGGER IF NOT EXISTS mirror_stays BEFORE UPDATE ON mirror_entry
  BEGIN SELECT RAISE(ABORT, 'a mirror is append-only'); END;
CREATE TRIGGER IF NOT EXISTS mirror_remains BEFORE DELETE ON mirror_entry
  BEGIN SELECT RAISE(ABORT, 'a mirror is append-only'); END;
";

/// Adds an entry behind those that are there.
pub(crate) fn add(connection: &Connection, log: &str, seq: u64, bytes: &[u8]) -> rusqlite::Result<()> {
    let sql = "INSERT INTO mirror_entry (log, seq, bytes) VALUES (?1, ?2, ?3)";
    connection.prepare_cached(sql)?.execute(params![log, signed(seq), bytes]).map(drop)
}

/// The logs of which there are mirrors, each with its number of entries.
pub(crate) fn sizes(tables: &Tables<'_>) -> Result<Vec<(String, u64)>, StoreError> {
    if !super::ask::is_of_format(tables, super::ask::THIRD)? {
        return Ok(Vec::new());
    }
    let sql = "SELECT log, max(seq) + 1 FROM mirror_entry GROUP BY log ORDER BY log";
    let rows = tables.all(sql, [], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
    Ok(rows.into_iter().map(|(log, size)| (log, u64::try_from(size).unwrap_or(0))).collect())
}

/// Hands on the entries of a mirror from one place up to another, in order; a missing one is damage.
pub(crate) fn each_entry(
    tables: &Tables<'_>,
    log: &str,
    from: u64,
    to: u64,
    take: impl FnMut(u64, &[u8]) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let sql = "SELECT seq, bytes FROM mirror_entry WHERE log = ?3 AND seq >= ?1 AND seq < ?2 ORDER BY seq";
    let missing = |next| StoreError::damaged(&tables.path, format!("entry {next} of the mirror of {log} is missing"));
    tables.each_of(sql, params![signed(from), signed(to), log], from..to, missing, take)
}

/// The tree over a mirror's entries.
pub(crate) fn tree(tables: &Tables<'_>, log: &str, size: u64) -> Result<Tree, StoreError> {
    let mut leaves = Vec::new();
    each_entry(tables, log, 0, size, |_, bytes| {
        leaves.push(leaf_hash(bytes));
        Ok(())
    })?;
    Ok(Tree::new(leaves))
}

/// The last run that was taken over of a log; `None` where none was.
pub(crate) fn last(tables: &Tables<'_>, log: &str) -> Result<Option<Received>, StoreError> {
    let sql = "SELECT e.bytes, e.seq FROM received r JOIN entry e ON e.seq = r.entry WHERE r.log = ?1
               ORDER BY r.entry DESC LIMIT 1";
    let row = tables.one(sql, [log], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, i64>(1)?)))?;
    let Some((bytes, seq)) = row else { return Ok(None) };
    let seq = u64::try_from(seq).unwrap_or_default();
    let numbered = Numbered::from_bytes(&bytes).map_err(|error| StoreError::entry(seq, error))?;
    Received::read(&numbered.entry.body).map(Some).map_err(|error| StoreError::entry(seq, error))
}
