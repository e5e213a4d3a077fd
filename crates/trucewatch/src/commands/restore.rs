//! `restore`: puts a copy of a record in its place, once it is verified, and says whether it is older than what others saw.

use crate::arguments::Restore;
use crate::commands::backup::tell;
use crate::commands::cosign::ask::{Answered, Asking};
use crate::commands::cosign::ask_all;
use crate::{keys, progress};
use anyhow::{Result, bail};
use ledger::checkpoint::{TreeHead, VerifierKey};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;
use store::{Access, LedgerFiles, SqliteStore, backup, verify_since};

/// Verifies the copy, copies it, and has the copy's files brought up to its database.
pub fn run(record: &Path, options: &Restore) -> Result<ExitCode> {
    let keys = keys::given(options.key.as_deref(), None)?;
    let seen = options.seen.as_deref().map(|path| keys::seen(path, &keys)).transpose()?;
    let size = whole(&options.from, &keys, seen)?;
    let bar = progress::bar(Some(0), false);
    let verified = backup::copy(&options.from, record, &keys, &mut |step| tell(&bar, step))?;
    bar.finish_and_clear();
    if record.join("key").exists() {
        drop(SqliteStore::open(record, Access::WriteExisting)?);
    }
    println!("{verified}");
    println!("Restored: {} from {}", record.display(), options.from.display());
    if let Some(seen) = seen.filter(|seen| seen.size > size) {
        warn(&format!("the checkpoint that you kept covers {} entries", seen.size), size);
    }
    if !options.offline {
        ask(record, options, size)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// How many entries the copy has, after every byte of it was checked where it lies.
fn whole(copy: &Path, keys: &[VerifierKey], seen: Option<TreeHead>) -> Result<u64> {
    let signed = LedgerFiles::find(copy)?.checkpoint()?;
    let since = seen.filter(|seen| seen.size <= signed.checkpoint().head.size);
    let verified = verify_since(copy, keys, &[], since, false, &mut |_| ())?;
    match verified.database {
        Some(database) => Ok(database.entries),
        None => bail!("{} is a published bundle: it has no database, so there is no record to restore", copy.display()),
    }
}

fn ask(record: &Path, options: &Restore, size: u64) -> Result<()> {
    let path = options.policy.clone().unwrap_or_else(|| record.join("witness.policy"));
    if options.policy.is_none() && !path.exists() {
        println!("  No policy names witnesses, so nobody could be asked whether the record was longer than this copy");
        return Ok(());
    }
    let policy = keys::policy(&path)?;
    let files = LedgerFiles::find(record)?;
    let signed = files.checkpoint()?;
    for (witness, answered) in ask_all(&Asking::new(&files, signed, Duration::from_secs(options.patience)), &policy) {
        match answered {
            Answered::KnowsMore(more) => warn(&format!("the witness {} saw {more} entries", witness.name), size),
            Answered::Signed(_) => println!("  {}: saw no more than these {size} entries", witness.name),
            other => println!("  {}: {other}", witness.name),
        }
    }
    Ok(())
}

fn warn(what: &str, size: u64) {
    eprintln!(
        "trucewatch: {what}, this copy holds {size}: it is older. Look for a newer one before anything is entered, since that \
         would make a second history"
    );
}
