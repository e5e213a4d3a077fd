//! Reports that arrived at several posts: one report, with every reception. Which particulars and which reading stand follows
//! from what they say alone (the least hash), so that every record with the same logs says the same. It must not weigh who
//! took the report in.

use super::apply::{Blob, CARRIED};
use super::rows::{self, Place};
use super::tables::{Tables, signed};
use crate::error::StoreError;
use crate::projection::{Projected, ReadingRow, ReportRow, reading};
use ledger::Hash;
use rusqlite::params;

/// One post's reception of a report.
struct Reception {
    particulars: String,
    bytes: Option<[u8; 32]>,
    text: Option<[u8; 32]>,
    reading: Option<[u8; 32]>,
}

/// Whether a report was taken in at more than one post.
pub(super) fn is_told_twice(into: &Tables<'_>, report: &str) -> Result<bool, StoreError> {
    Ok(into.one("SELECT 1 FROM reception WHERE report = ?1", [report], |_| Ok(()))?.is_some())
}

/// Takes in a report that is there already.
pub(super) fn again(
    into: &Tables<'_>,
    place: &Place<'_>,
    row: &ReportRow,
    blob: &mut Blob<'_>,
) -> Result<(), StoreError> {
    let sql = "SELECT seq FROM report WHERE id = ?1";
    let number = into.one(sql, [&row.id], |row| row.get::<_, i64>(0))?.unwrap_or_default();
    let first = into.log_of(number)?;
    let write = || -> rusqlite::Result<()> {
        let sql = "INSERT OR IGNORE INTO reception (report, log, number, particulars, bytes, text, reading)
                   SELECT r.id, ?2, r.seq, r.particulars, r.bytes, r.text, g.line
                   FROM report r LEFT JOIN reading g ON g.report = r.seq WHERE r.id = ?1";
        into.connection.prepare_cached(sql)?.execute(params![row.id, first])?;
        let sql = "INSERT OR IGNORE INTO reception (report, log, number, particulars, bytes, text)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let bytes = row.bytes.as_ref().map(|hash| hash.0.as_slice());
        let text = row.text.as_ref().map(|hash| hash.0.as_slice());
        let values = params![row.id, place.log, signed(place.number), row.particulars, bytes, text];
        into.connection.prepare_cached(sql)?.execute(values).map(drop)
    };
    write().map_err(|error| into.failed(error))?;
    settle(into, place, &row.id, blob)
}

/// Takes in a post's reading of such a report.
pub(super) fn read(
    into: &Tables<'_>,
    place: &Place<'_>,
    row: &ReadingRow,
    blob: &mut Blob<'_>,
) -> Result<(), StoreError> {
    let sql = "UPDATE reception SET reading = ?3 WHERE report = ?1 AND log = ?2";
    let values = params![row.report, place.log, row.line.0.as_slice()];
    let update = || into.connection.prepare_cached(sql)?.execute(values);
    update().map_err(|error| into.failed(error))?;
    settle(into, place, &row.report, blob)
}

/// Puts what stands into the tables: of the receptions with a reading the one that comes first by its hashes.
fn settle(into: &Tables<'_>, place: &Place<'_>, report: &str, blob: &mut Blob<'_>) -> Result<(), StoreError> {
    let sql = "SELECT particulars, bytes, text, reading FROM reception WHERE report = ?1";
    let mut all = into.all(sql, [report], |row| {
        Ok(Reception { particulars: row.get(0)?, bytes: row.get(1)?, text: row.get(2)?, reading: row.get(3)? })
    })?;
    all.sort_by_cached_key(|one| (one.reading.is_none(), Hash::of(one.particulars.as_bytes()), one.reading));
    let Some(Reception { particulars, bytes, text, reading: line }) = all.into_iter().next() else { return Ok(()) };
    let value = serde_json::from_str(&particulars).map_err(|error| StoreError::damaged(&into.path, error))?;
    let standing = crate::projection::report(&value).map_err(|error| StoreError::damaged(&into.path, error))?;
    let (source, published) = match standing {
        Projected::Report(row) => (row.source, row.published),
        _ => (None, None),
    };
    let (from, to) = published.unzip();
    let sql = "UPDATE report SET particulars = ?2, bytes = ?3, text = ?4, source = ?5, published_from = ?6,
               published_to = ?7 WHERE id = ?1";
    let write = || {
        let values = params![report, particulars, bytes, text, source, from, to];
        into.connection.prepare_cached(sql)?.execute(values)
    };
    write().map_err(|error| into.failed(error))?;
    let sql = "SELECT line FROM reading WHERE report = (SELECT seq FROM report WHERE id = ?1)";
    let now = into.one(sql, [report], |row| row.get::<_, [u8; 32]>(0))?;
    let Some(line) = line.filter(|line| now != Some(*line)) else { return Ok(()) };
    let projected = reading(Hash(line), &blob(&Hash(line))?);
    let projected = projected.map_err(|error| StoreError::entry(place.entry, error))?;
    rows::write(into.connection, place, &projected).map_err(|error| into.failed(error))
}

impl Tables<'_> {
    /// The log that brought the row with this number; empty for the record's own.
    pub(super) fn log_of(&self, number: i64) -> Result<String, StoreError> {
        if number < signed(CARRIED) {
            return Ok(String::new());
        }
        let sql = "SELECT log FROM received WHERE first <= ?1 ORDER BY first DESC LIMIT 1";
        Ok(self.one(sql, [number], |row| row.get::<_, String>(0))?.unwrap_or_default())
    }
}
