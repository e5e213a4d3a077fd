//! Every adapter of the port tells the same story.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and damages files itself"
)]

mod common;

use std::path::Path;
use store::{Access, SqliteStore, verify};

/// Reads all bytes again from outside: files, blobs, entries, and every table made anew. A second opening for reading
/// finds the same size.
fn look(folder: &Path, size: u64) {
    let verified = verify(folder, None, true, &mut |_| ()).unwrap();
    let database = verified.database.clone().unwrap();
    assert_eq!((verified.ledger.size, database.entries, database.waiting), (size, size, 0), "{verified}");
    assert!(database.rows.is_some());
    let reader = SqliteStore::open(folder, Access::Read).unwrap();
    assert_eq!(store::Store::size(&reader).unwrap(), size);
}

#[test]
fn sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("a").join("record");
    let store = SqliteStore::open(&record, Access::Write).unwrap();
    let reopen = |store| {
        drop(store);
        SqliteStore::open(&record, Access::WriteExisting).unwrap()
    };
    common::story::tell(store, reopen, |size| look(&record, size));
}
