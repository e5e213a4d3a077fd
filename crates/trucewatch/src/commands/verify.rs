//! `verify`: proves offline that a record, a published bundle or one entry is whole and unaltered, or that a log forked,
//! and says what that rests on.

use crate::arguments::Verify;
use crate::{identity, keys, progress};
use anyhow::{Context, Result, bail};
use ledger::checkpoint::{Signatures, VerifierKey};
use ledger::fork::Fork;
use ledger::policy::Policy;
use ledger::proof::{InclusionBundle, ProvenEntry};
use std::path::Path;
use std::process::ExitCode;

/// Recomputes everything; the first wrong byte is told with its file and place.
pub fn run(options: &Verify) -> Result<ExitCode> {
    let policy = options.policy.as_deref().map(keys::policy).transpose()?;
    let keys = keys::given(options.key.as_deref(), policy.as_ref())?;
    if options.path.is_file() {
        return file(options, policy.as_ref(), &keys);
    }
    if options.entry.is_some() || options.original.is_some() {
        bail!("--entry and --original belong to a proof; {} is a folder", options.path.display());
    }
    let bar = progress::bar(None, false);
    let identities = identity::given(&options.identity)?;
    let told = &mut |done| bar.set_position(done);
    let verified = store::verify_under(&options.path, &keys, &identities, options.deep, told)?;
    bar.finish_and_clear();
    print!("{verified}");
    let held = judged(policy.as_ref(), &verified.ledger.signers);
    println!();
    Ok(held)
}

/// Tells of a policy whether it holds, where there is one.
fn judged(policy: Option<&Policy>, signatures: &Signatures) -> ExitCode {
    let Some(policy) = policy else { return ExitCode::SUCCESS };
    let judgement = policy.judge(signatures);
    print!("{judgement}");
    if judgement.holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn file(options: &Verify, policy: Option<&Policy>, keys: &[VerifierKey]) -> Result<ExitCode> {
    let path = &options.path;
    let bytes = read(path)?;
    if keys.is_empty() {
        bail!("{} is a proof, and a proof needs the log's key from elsewhere: give it with --key", path.display());
    }
    if Fork::is_fork(&bytes) {
        let proven = Fork::parse(&bytes).and_then(|fork| fork.verify(keys));
        print!("{}", proven.with_context(|| path.display().to_string())?);
        return Ok(ExitCode::SUCCESS);
    }
    if !InclusionBundle::is_tlog_proof(&bytes) {
        bail!("{} is neither a folder with a ledger nor a proof (.tlog-proof, .fork)", path.display());
    }
    let entry = options.entry.as_deref().map(read).transpose()?;
    let bundle = InclusionBundle::from_tlog_proof(&bytes, entry.as_deref());
    let proven = bundle.and_then(|bundle| bundle.verify(keys)).with_context(|| path.display().to_string())?;
    tell(&proven)?;
    if let Some(original) = &options.original {
        check_original(original, &proven)?;
    }
    Ok(judged(policy, &proven.signatures))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("{} could not be read", path.display()))
}

fn tell(proven: &ProvenEntry) -> Result<()> {
    let entry = &proven.numbered.entry;
    let role = entry.who.role.as_ref().map(|role| format!(" ({role})")).unwrap_or_default();
    println!("Proven: entry {} stands in the log", proven.numbered.seq);
    println!("  {} at {}, by {}{role}: {}", entry.what, entry.at, entry.who.name, entry.why);
    println!("  {}", serde_json::to_string(&entry.body)?);
    for blob in &entry.blobs {
        println!("  it speaks of {}", blob.blob_name());
    }
    for line in &proven.signatures.verified {
        match line.time {
            Some(time) => println!("  seen by {} at {}", line.name, ledger::utc(time)),
            None => println!("  signed by {}", line.name),
        }
    }
    println!("  It does not show that what the entry says is true, nor what came after it.");
    Ok(())
}

/// Whether a file is one of those that the entry speaks of.
fn check_original(path: &Path, proven: &ProvenEntry) -> Result<()> {
    let hash = ledger::Hash::of(&read(path)?);
    if !proven.numbered.entry.blobs.contains(&hash) {
        bail!("{} is not what the entry speaks of: its hash is {}", path.display(), hash.blob_name());
    }
    println!("  {} is, byte for byte, what the entry speaks of as {}", path.display(), hash.blob_name());
    Ok(())
}
