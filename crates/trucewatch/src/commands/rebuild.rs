//! `rebuild`: every table anew from the ledger.

use crate::hand::Hand;
use crate::progress;
use anyhow::Result;
use std::process::ExitCode;
use store::{Access, Store};

/// Makes the tables anew. The ledger itself is not touched.
pub fn run(hand: &Hand<'_>) -> Result<ExitCode> {
    let mut store = hand.open(Access::WriteExisting)?;
    let bar = progress::bar(Some(store.size()?), false);
    let applied = store.rebuild(&mut |done, _| bar.set_position(done))?;
    bar.finish_and_clear();
    println!("{applied} entries applied; every table of {} is made anew", hand.record.display());
    Ok(ExitCode::SUCCESS)
}
