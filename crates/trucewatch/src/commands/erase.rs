//! `erase`: a protected value is destroyed on a legal order, and the ledger says that it was.

use crate::clock;
use anyhow::Result;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, Reason, SqliteStore};

/// Erases it.
pub fn run(record: &Path, options: &crate::arguments::Erase) -> Result<ExitCode> {
    let mut store = SqliteStore::open(record, Access::WriteExisting)?;
    let reason = Reason { who: options.by.clone(), why: options.why.clone() };
    let size = store.erase(&clock::now(), &reason, options.entry, &options.field)?;
    println!("{} of entry {} is erased; entry {} says so", options.field, options.entry, size - 1);
    println!("copies of this record, published bundles and backups may still hold it: erase it there too");
    Ok(ExitCode::SUCCESS)
}
