//! Sealing anew: what the identities open is sealed to those who may open it now, and what was sealed before goes. No value
//! changes and no entry is made: who may open what stands in the ledger already. It must not show a value.

use super::tables::Tables;
use super::{SqliteStore, erase, vault};
use crate::error::StoreError;
use ledger::redaction::Level;
use rusqlite::{Connection, TransactionBehavior, params};
use sealing::{Identity, SealError};
use std::path::Path;

/// How many values were sealed anew, and how many no identity opened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Resealed {
    /// Sealed anew.
    pub renewed: u64,
    /// As they were.
    pub closed: u64,
}

/// Seals anew, all or nothing.
pub(super) fn reseal(store: &mut SqliteStore) -> Result<Resealed, StoreError> {
    let path = store.folder.database();
    if store.writer.is_none() {
        return Err(StoreError::ReadOnly(store.folder.root.clone()));
    }
    let failed = |error| StoreError::database(&path, error);
    let transaction = store.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
    let mut told = Resealed::default();
    for (number, part) in
        Tables::new(&transaction, &path).all("SELECT number, part FROM sealed ORDER BY number", [], |row| {
            Ok((row.get(0)?, row.get::<_, i64>(1)?))
        })?
    {
        let renewed = one(&transaction, &path, number, &store.identities)?;
        told.renewed += u64::from(renewed && part == 0);
        told.closed += u64::from(!renewed && part == 0);
    }
    transaction.commit().map_err(failed)?;
    erase::scrub(&store.connection, &path)?;
    Ok(told)
}

/// One sealed part; says whether an identity opened it.
fn one(connection: &Connection, path: &Path, number: i64, identities: &[Identity]) -> Result<bool, StoreError> {
    let tables = Tables::new(connection, path);
    let sql = "SELECT entry, field, level, bytes FROM sealed WHERE number = ?1";
    let row = tables.one(sql, [number], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get::<_, Vec<u8>>(3)?))
    })?;
    let Some((entry, field, level, bytes)) = row else { return Ok(false) };
    let entry = u64::try_from(entry).unwrap_or_default();
    let wrong = |what: &dyn ToString| {
        StoreError::damaged(path, format!("table sealed, entry {entry}, {field}: {}", what.to_string()))
    };
    let plain = match sealing::open(&bytes, identities) {
        Err(SealError::NotForThese) => return Ok(false),
        opened => opened.map_err(|error| wrong(&error))?,
    };
    let level = Level::parse(&level).ok_or_else(|| wrong(&"a level unknown to this version"))?;
    let anew = sealing::seal(&plain, &vault::recipients(&tables, level)?);
    let anew = anew.map_err(|error| StoreError::Refused(error.to_string()))?;
    let write = || -> rusqlite::Result<()> {
        connection.execute("UPDATE sealed SET bytes = ?2 WHERE number = ?1", params![number, anew])?;
        vault::leave_no_trace(connection, entry, &field)
    };
    write().map_err(|error| tables.failed(error)).map(|()| true)
}
