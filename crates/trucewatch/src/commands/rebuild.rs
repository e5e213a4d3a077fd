//! `rebuild`: every table anew from the ledger.

use crate::progress;
use anyhow::Result;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, SqliteStore, Store};

/// Makes the tables anew. The ledger itself is not touched.
pub fn run(record: &Path) -> Result<ExitCode> {
    let mut store = SqliteStore::open(record, Access::WriteExisting)?;
    let bar = progress::bar(Some(store.size()?), false);
    let applied = store.rebuild(&mut |done, _| bar.set_position(done))?;
    bar.finish_and_clear();
    println!("{applied} entries applied; every table of {} is made anew", record.display());
    Ok(ExitCode::SUCCESS)
}
