//! `verify`: proves that a record, a published bundle, a served log or one entry is whole and unaltered, or that a log
//! forked, and says what that rests on.

mod served;

use crate::arguments::Verify;
use crate::{identity, keys, network, progress};
use anyhow::{Context, Result, anyhow, bail};
use ledger::checkpoint::{Signatures, TreeHead, VerifierKey};
use ledger::fork::Fork;
use ledger::policy::Policy;
use ledger::proof::{InclusionBundle, ProvenEntry};
use ledger::verify::{Blobs, Check, Trust};
use served::ServedLog;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// Recomputes everything; the first wrong byte is told with its file and place.
pub fn run(options: &Verify) -> Result<ExitCode> {
    let policy = options.policy.as_deref().map(keys::policy).transpose()?;
    let keys = keys::given(options.key.as_deref(), policy.as_ref())?;
    if options.path.is_file() {
        return file(options, policy.as_ref(), &keys);
    }
    if options.entry.is_some() || options.original.is_some() || !options.keys.is_empty() {
        bail!("--entry, --original and --keys belong to a proof; {} is a folder", options.path.display());
    }
    let seen = options.seen.as_deref().map(|path| keys::seen(path, &keys)).transpose()?;
    if let Some(address) = network::address(&options.path) {
        return over_the_network(options, address, policy.as_ref(), keys, seen);
    }
    if options.blobs {
        bail!("--blobs belongs to an address; the originals of a folder are always read where they are there");
    }
    let bar = progress::bar(None, false);
    let identities = identity::given(&options.identity)?;
    let told = &mut |done| bar.set_position(done);
    let verified = store::verify_since(&options.path, &keys, &identities, seen, options.deep, told)?;
    bar.finish_and_clear();
    print!("{verified}");
    let held = judged(policy.as_ref(), &verified.ledger.signers);
    println!();
    Ok(held)
}

/// A log that somebody serves: the same checks, with its files asked for one by one.
fn over_the_network(
    options: &Verify,
    address: &str,
    policy: Option<&Policy>,
    keys: Vec<VerifierKey>,
    since: Option<TreeHead>,
) -> Result<ExitCode> {
    if options.identity.identity.is_some() {
        bail!("--identity opens what a record's tables hold sealed, and only its ledger is served at {address}");
    }
    if options.deep {
        bail!("--deep compares a record's tables, and only its ledger is served at {address}: use the record's folder");
    }
    let log = ServedLog::find(address, Duration::from_secs(options.patience))?;
    let withheld = if options.blobs { None } else { log.gives_blobs().err() };
    let blobs = if withheld.is_none() { Blobs::Required } else { Blobs::Skipped };
    let trust = if keys.is_empty() { Trust::StoredBeside } else { Trust::Given(keys) };
    let bar = progress::bar(None, false);
    let check = Check { trust, blobs, since };
    let verified = ledger::verify::verify(&log, &check, &mut |step| bar.set_position(step.done));
    bar.finish_and_clear();
    // The fault begins with the file's path below the log, and tells its own cause.
    let verified = verified.map_err(|fault| anyhow!("{}{fault}", log.base()))?;
    print!("{verified}");
    if let Some(why) = withheld {
        println!("  The originals were not read; the server: {why}. --blobs requires them");
    }
    print!("{log}");
    let held = judged(policy, &verified.signers);
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
    let chains = keys::chains(&options.keys)?;
    if Fork::is_fork(&bytes) {
        let reached: Vec<VerifierKey> = chains.iter().flat_map(|chain| chain.reached(keys)).collect();
        let proven = Fork::parse(&bytes).and_then(|fork| fork.verify(&[keys, &reached].concat()));
        print!("{}", proven.with_context(|| path.display().to_string())?);
        return Ok(ExitCode::SUCCESS);
    }
    if !InclusionBundle::is_tlog_proof(&bytes) {
        bail!("{} is neither a folder with a ledger nor a proof (.tlog-proof, .fork)", path.display());
    }
    let entry = options.entry.as_deref().map(read).transpose()?;
    let bundle = InclusionBundle::from_tlog_proof(&bytes, entry.as_deref());
    let chain = chains.into_iter().next().unwrap_or_default();
    let proven = bundle.and_then(|bundle| bundle.verify_along(keys, &chain));
    let proven = proven.with_context(|| path.display().to_string())?;
    tell(&proven)?;
    print!("{chain}");
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
    if let Some(signature) = &entry.who.signature {
        println!("  signed by its author with {}; whose key that is, the record says, and the author", signature.key);
    }
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
