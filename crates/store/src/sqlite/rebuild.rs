//! Every table of the projection anew, from the ledger alone. It must not touch entries, blobs or the checkpoint.

use super::tables::Tables;
use super::{SqliteStore, apply, mirror, schema};
use crate::error::StoreError;
use ledger::checkpoint::VerifierKey;
use ledger::entry::Numbered;
use ledger::merkle::{Frontier, leaf_hash};
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

/// Makes every table anew, all or nothing.
pub(super) fn rebuild(store: &mut SqliteStore, progress: &mut dyn FnMut(u64, u64)) -> Result<u64, StoreError> {
    let path = store.folder.database();
    let writer = store.writer.as_ref().ok_or_else(|| StoreError::ReadOnly(store.folder.root.clone()))?;
    renew(&mut store.connection, &path, writer.key.verifier(), progress)
}

/// Makes every table anew, in the present format, all or nothing: so a record of an earlier format is brought up, too.
pub(super) fn renew(
    connection: &mut Connection,
    path: &Path,
    key: &VerifierKey,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<u64, StoreError> {
    let failed = |error| StoreError::database(path, error);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
    let tables = Tables::new(&transaction, path);
    let signed = tables.signed(key)?;
    transaction.execute_batch(mirror::TRUTH).map_err(failed)?;
    schema::renew_projection(&transaction).map_err(failed)?;
    let root = replay(&tables, &transaction, signed.head.size, progress)?;
    if root.root() != signed.head.root {
        return Err(StoreError::damaged(
            path,
            "the entries do not lead to the signed root; the tables stay as they were",
        ));
    }
    transaction.pragma_update(None, "user_version", schema::FORMAT).map_err(failed)?;
    transaction.commit().map_err(failed)?;
    Ok(signed.head.size)
}

/// Applies every entry of one database to the tables of another (or the same); gives the tree over the entries.
pub(crate) fn replay(
    tables: &Tables<'_>,
    into: &Connection,
    size: u64,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Frontier, StoreError> {
    let mut tree = Frontier::new();
    tables.each_entry(0, size, |seq, bytes| {
        tree.append(leaf_hash(bytes));
        let numbered = Numbered::from_bytes(bytes).map_err(|error| StoreError::entry(seq, error))?;
        apply::own(tables, into, &numbered, &mut |hash| tables.needed_blob(hash))?;
        progress(seq + 1, size);
        Ok(())
    })?;
    Ok(tree)
}
