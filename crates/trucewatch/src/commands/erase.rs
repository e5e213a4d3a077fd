//! `erase`: a protected value is destroyed on a legal order, and the ledger says that it was.

use crate::clock;
use crate::hand::Hand;
use anyhow::Result;
use std::process::ExitCode;
use store::{Access, Reason};

/// Erases it.
pub fn run(hand: &Hand<'_>, options: &crate::arguments::Erase) -> Result<ExitCode> {
    let mut store = hand.open(Access::WriteExisting)?;
    let reason = Reason { who: hand.by(&store, Some(&options.by))?, why: options.why.clone() };
    let size = store.erase(&clock::now(), &reason, options.entry, &options.field)?;
    println!("{} of entry {} is erased; entry {} says so", options.field, options.entry, size - 1);
    println!("copies of this record, published bundles and backups may still hold it: erase it there too");
    Ok(ExitCode::SUCCESS)
}
