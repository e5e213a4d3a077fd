//! `compare`: whether two copies of a record are one history; the proof where they are not.

use crate::arguments::Compare;
use crate::keys;
use anyhow::{Context, Result, bail};
use ledger::checkpoint::{SignedCheckpoint, TreeHead, VerifierKey};
use ledger::fork::{Beginning, Fork};
use ledger::key_chain::KeyChain;
use ledger::merkle::verify_consistency;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store::{LedgerFiles, StoreError};

/// One of the two, as it was given.
struct Side {
    path: PathBuf,
    signed: SignedCheckpoint,
    /// Its tiles; `None` for a checkpoint alone.
    files: Option<LedgerFiles>,
}

/// Says how the two stand to each other.
pub fn run(options: &Compare) -> Result<ExitCode> {
    let (one, other) = (Side::open(&options.one)?, Side::open(&options.other)?);
    let key = key(options, &one, &other)?;
    let (chain, chain_of_other) = (one.chain(&other)?, other.chain(&one)?);
    let signers = [one.check(&key, &chain)?, other.check(&key, &chain_of_other)?];
    if let Some((a, b)) = chain.parting(&chain_of_other) {
        let (a, b) = (a.before().size, b.before().size);
        println!(
            "The keys part: what the one says of them at entry {a}, the other does not, which says something else at {b}"
        );
    }
    let (smaller, larger) = if one.head().size <= other.head().size { (one, other) } else { (other, one) };
    let (a, b) = (smaller.head(), larger.head());
    let fork = if a.size == b.size {
        Fork::same_size(&smaller.signed, &larger.signed)
    } else {
        let beginning = larger.beginning(&smaller)?;
        verify_consistency(a.size, beginning.root, b.size, b.root, &beginning.proof).with_context(|| {
            format!("the tiles of {} are not those that its checkpoint signs; verify it", larger.path.display())
        })?;
        Fork::two_sizes(&smaller.signed, &larger.signed, beginning)
    };
    let Some(fork) = fork else {
        agree(&smaller, &larger);
        return Ok(ExitCode::SUCCESS);
    };
    // Held once more against the key, from the bytes that others will read.
    let proven = Fork::parse(&fork.to_bytes()).and_then(|fork| fork.verify(&signers))?;
    std::fs::write(&options.fork, fork.to_bytes())
        .with_context(|| format!("{} could not be written", options.fork.display()))?;
    print!("{proven}");
    println!("  The proof is in {}: anybody can check it with 'trucewatch verify'", options.fork.display());
    Ok(ExitCode::FAILURE)
}

fn agree(smaller: &Side, larger: &Side) {
    let (a, b) = (smaller.head(), larger.head());
    if a == b {
        return println!("One history: both have the same {} entries", a.size);
    }
    let (a, more) = (a.size, b.size - a.size);
    println!(
        "One history: {} has the {a} entries of {} and {more} more",
        larger.path.display(),
        smaller.path.display()
    );
}

/// The key by which both are judged.
fn key(options: &Compare, one: &Side, other: &Side) -> Result<VerifierKey> {
    if let Some(given) = &options.key {
        return keys::verifier(given);
    }
    match one.files.as_ref().or(other.files.as_ref()) {
        Some(files) => Ok(files.key()?),
        None => bail!("two checkpoints alone: give the log's key with --key"),
    }
}

impl Side {
    fn open(path: &Path) -> Result<Self> {
        if path.is_file() {
            let bytes = std::fs::read(path).with_context(|| format!("{} could not be read", path.display()))?;
            let signed = SignedCheckpoint::parse(&bytes).with_context(|| path.display().to_string())?;
            return Ok(Self { path: path.to_path_buf(), signed, files: None });
        }
        let files = LedgerFiles::find(path)?;
        Ok(Self { path: path.to_path_buf(), signed: files.checkpoint()?, files: Some(files) })
    }

    fn head(&self) -> TreeHead {
        self.signed.checkpoint().head
    }

    /// What the log tells of its keys: here, or for a checkpoint alone where the other lies.
    fn chain(&self, other: &Self) -> Result<KeyChain> {
        let files = self.files.as_ref().or(other.files.as_ref());
        Ok(files.map(LedgerFiles::keys).transpose()?.unwrap_or_default())
    }

    /// Holds the side to the key, and gives the one that signed it.
    fn check(&self, key: &VerifierKey, chain: &KeyChain) -> Result<VerifierKey> {
        let vouched = chain.vouch(&self.signed, std::slice::from_ref(key));
        let vouched = vouched.with_context(|| {
            let origin = &self.signed.checkpoint().origin;
            format!(
                "{} is not signed by the key of {} (its log is {origin}); give its key with --key",
                self.path.display(),
                key.name()
            )
        })?;
        Ok(vouched.signer)
    }

    fn beginning(&self, smaller: &Self) -> Result<Beginning> {
        let Some(files) = &self.files else {
            bail!(
                "{} is a checkpoint alone, and larger than {}: its tiles are needed to tell; give its folder",
                self.path.display(),
                smaller.path.display()
            );
        };
        let read = |path: &str| -> Result<_, StoreError> { files.read(path) };
        Ok(Beginning::read(smaller.head().size, &self.head(), read)?)
    }
}
