//! Reading the truth: entries, blobs, the signed checkpoint; and the few questions that appending asks. It must not write.

use super::apply::CARRIED;
use crate::blob::unpack;
use crate::error::StoreError;
use crate::publish::Signed;
use ledger::Hash;
use ledger::checkpoint::{SignedCheckpoint, VerifierKey};
use rusqlite::{Connection, OptionalExtension as _, Params, Row};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A database, and its path for whoever has to be told of it.
pub(crate) struct Tables<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) path: PathBuf,
}

impl<'a> Tables<'a> {
    pub(crate) fn new(connection: &'a Connection, path: &Path) -> Self {
        Self { connection, path: path.to_path_buf() }
    }

    pub(crate) fn failed(&self, error: rusqlite::Error) -> StoreError {
        StoreError::database(&self.path, error)
    }

    /// One row's value, where there is a row.
    pub(crate) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        let ask = || self.connection.prepare_cached(sql)?.query_row(params, read).optional();
        ask().map_err(|error| self.failed(error))
    }

    /// Every row's value.
    pub(crate) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let ask =
            || -> rusqlite::Result<Vec<T>> { self.connection.prepare_cached(sql)?.query_map(params, read)?.collect() };
        ask().map_err(|error| self.failed(error))
    }

    /// How many entries there are.
    pub(crate) fn size(&self) -> Result<u64, StoreError> {
        let size = self.one("SELECT coalesce(max(seq) + 1, 0) FROM entry", [], |row| row.get::<_, i64>(0))?;
        Ok(u64::try_from(size.unwrap_or(0)).unwrap_or(0))
    }

    /// The signed checkpoint as it stands.
    pub(crate) fn signed_bytes(&self) -> Result<Vec<u8>, StoreError> {
        let signed = self.one("SELECT signed FROM log", [], |row| row.get::<_, Vec<u8>>(0))?;
        signed.ok_or_else(|| StoreError::damaged(&self.path, "table log is empty"))
    }

    /// The name of the record's own log.
    pub(crate) fn home(&self) -> Result<String, StoreError> {
        let signed = SignedCheckpoint::parse(&self.signed_bytes()?);
        Ok(signed.map_err(|error| StoreError::damaged(&self.path, error))?.checkpoint().origin.clone())
    }

    /// The signed checkpoint, held to the log's key and to the number of entries.
    pub(crate) fn signed(&self, key: &VerifierKey) -> Result<Signed, StoreError> {
        let signed = Signed::read(self.signed_bytes()?, key, &self.path)?;
        let size = self.size()?;
        if signed.head.size != size {
            let what = format!("{size} entries, but its checkpoint is signed over {}", signed.head.size);
            return Err(StoreError::damaged(&self.path, what));
        }
        Ok(signed)
    }

    /// Hands on the entries from one place up to another, in order; a missing one is damage.
    pub(crate) fn each_entry(
        &self,
        from: u64,
        to: u64,
        take: impl FnMut(u64, &[u8]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let sql = "SELECT seq, bytes FROM entry WHERE seq >= ?1 AND seq < ?2 ORDER BY seq";
        let missing = |next| StoreError::damaged(&self.path, format!("entry {next} is missing"));
        self.each_of(sql, [signed(from), signed(to)], from..to, missing, take)
    }

    /// Hands on the rows of a question for numbers and bytes, which must have these numbers.
    pub(super) fn each_of(
        &self,
        sql: &str,
        params: impl Params,
        numbers: Range<u64>,
        missing: impl Fn(u64) -> StoreError,
        mut take: impl FnMut(u64, &[u8]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(|error| self.failed(error))?;
        let mut rows = statement.query(params).map_err(|error| self.failed(error))?;
        let mut next = numbers.start;
        while let Some(row) = rows.next().map_err(|error| self.failed(error))? {
            let seq = row.get::<_, i64>(0).map_err(|error| self.failed(error))?;
            if seq != signed(next) {
                break;
            }
            let bytes = row.get_ref(1).and_then(|value| Ok(value.as_blob()?)).map_err(|error| self.failed(error))?;
            take(next, bytes)?;
            next += 1;
        }
        if next == numbers.end { Ok(()) } else { Err(missing(next)) }
    }

    /// A blob's plain bytes; `None` where it is not there.
    pub(crate) fn blob(&self, hash: &Hash) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT packed, bytes, length FROM blob WHERE hash = ?1";
        let plain = self.one(sql, [hash.0.as_slice()], |row| {
            let packed = row.get::<_, bool>(0)?;
            Ok(unpack(packed, row.get_ref(1)?.as_blob()?, row.get(2)?))
        })?;
        let torn = || StoreError::damaged(&self.path, format!("table blob: the bytes of {hash} do not unpack"));
        plain.map(|plain| plain.ok_or_else(torn)).transpose()
    }

    /// A blob that must be there.
    pub(crate) fn needed_blob(&self, hash: &Hash) -> Result<Vec<u8>, StoreError> {
        let missing = || StoreError::damaged(&self.path, format!("table blob: {hash} is missing"));
        self.blob(hash)?.ok_or_else(missing)
    }

    pub(crate) fn has_report(&self, id: &str) -> Result<bool, StoreError> {
        Ok(self.one("SELECT 1 FROM report WHERE id = ?1", [id], |_| Ok(()))?.is_some())
    }

    pub(crate) fn next_decision(&self) -> Result<String, StoreError> {
        let sql = "SELECT count(*) FROM decision WHERE seq < ?1";
        let count = self.one(sql, [signed(CARRIED)], |row| row.get::<_, i64>(0))?;
        Ok(format!("d-{}", count.unwrap_or(0) + 1))
    }

    pub(crate) fn next_finding(&self) -> Result<String, StoreError> {
        let sql = "SELECT count(*) FROM finding WHERE seq < ?1";
        let count = self.one(sql, [signed(CARRIED)], |row| row.get::<_, i64>(0))?;
        Ok(format!("f-{}", count.unwrap_or(0) + 1))
    }
}

/// SQLite's integers have a sign; no ledger comes near its end.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
