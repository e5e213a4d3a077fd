//! `init`: a record begun on purpose, with its key where it is wanted, and a way out where that key is lost.

use super::key::{draw_recovery, new_key, reason};
use crate::arguments::Init;
use crate::clock;
use crate::hand::Hand;
use anyhow::{Context, Result};
use ledger::checkpoint::SignedCheckpoint;
use ledger::key_chain::Predecessor;
use std::path::Path;
use std::process::ExitCode;
use store::{Beginning, LedgerFiles, SqliteStore};

/// Makes the record and says where its keys are.
pub fn run(hand: &Hand<'_>, options: &Init) -> Result<ExitCode> {
    let succeeds = options.succeeds.as_deref().map(predecessor).transpose()?;
    let (key, place) = new_key(hand, &options.place, options.name.as_deref(), true)?;
    let recovery = options.recovery.as_deref().map(|file| draw_recovery(file, key.verifier())).transpose()?;
    let verifier = key.verifier().clone();
    let reason = reason(&options.hand, options.hand.by.as_deref().unwrap_or("operator"), "the record begins");
    let beginning = Beginning { key, recovery: recovery.as_ref(), succeeds };
    SqliteStore::begin_log(hand.record, &clock::now(), &reason, beginning)?;
    println!("{} begins, signed by\n  {verifier}", hand.record.display());
    println!("Its private key is {place}. Give the line above to whoever is to check the record.");
    match &options.recovery {
        Some(file) => {
            println!("Take {} off this computer: it may name a new key where that one is lost.", file.display())
        }
        None => println!("It has no recovery key: where its key is lost, nothing can be added (--recovery FILE)."),
    }
    Ok(ExitCode::SUCCESS)
}

/// The last state of the record whose work the new one goes on with.
fn predecessor(path: &Path) -> Result<Predecessor> {
    let signed = if path.is_file() {
        let bytes = std::fs::read(path).with_context(|| format!("{} could not be read", path.display()))?;
        SignedCheckpoint::parse(&bytes).with_context(|| path.display().to_string())?
    } else {
        LedgerFiles::find(path)?.checkpoint()?
    };
    let stated = signed.checkpoint();
    Ok(Predecessor { origin: stated.origin.clone(), head: stated.head })
}
