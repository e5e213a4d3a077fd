//! Keys and policies as a person gives them: a text, or a file. It must not say which of them is to be trusted.

use anyhow::{Context, Result, bail};
use ledger::checkpoint::{SignedCheckpoint, TreeHead, VerifierKey};
use ledger::key_chain::KeyChain;
use ledger::policy::Policy;
use std::path::{Path, PathBuf};

/// A verifier key from its text, or from a file that holds it.
pub fn verifier(given: &str) -> Result<VerifierKey> {
    let path = Path::new(given);
    if path.is_file() {
        let text = std::fs::read_to_string(path).with_context(|| format!("{given} could not be read"))?;
        return VerifierKey::parse(text.trim()).with_context(|| format!("{given} holds no verifier key"));
    }
    VerifierKey::parse(given.trim()).with_context(|| format!("the key given is no verifier key, nor a file: {given}"))
}

/// A policy from its file.
pub fn policy(path: &Path) -> Result<Policy> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} could not be read", path.display()))?;
    Policy::parse(&text).with_context(|| format!("{} is no policy", path.display()))
}

/// The tree of a checkpoint that a reader kept. Whoever kept it vouches for it; a signature on it is held to the keys all the
/// same.
pub fn seen(path: &Path, keys: &[VerifierKey]) -> Result<TreeHead> {
    let bytes = std::fs::read(path).with_context(|| format!("{} could not be read", path.display()))?;
    let signed = SignedCheckpoint::parse(&bytes).with_context(|| path.display().to_string())?;
    signed.verify(keys).with_context(|| path.display().to_string())?;
    Ok(signed.checkpoint().head)
}

/// What a log told of its keys, from files; nothing where none is given. Of several the first that tells of the log counts.
pub fn chains(files: &[PathBuf]) -> Result<Vec<KeyChain>> {
    let read = |path: &PathBuf| {
        let bytes = std::fs::read(path).with_context(|| format!("{} could not be read", path.display()))?;
        KeyChain::parse(&bytes).with_context(|| format!("{} does not tell of a log's keys", path.display()))
    };
    files.iter().map(read).collect()
}

/// The keys that a reader gave: one by itself, those of a policy, or both.
pub fn given(key: Option<&str>, policy: Option<&Policy>) -> Result<Vec<VerifierKey>> {
    let mut keys: Vec<VerifierKey> = key.map(verifier).transpose()?.into_iter().collect();
    if let Some(policy) = policy {
        if keys.is_empty() && policy.logs.is_empty() {
            bail!("the policy names no log: give the log's key with --key, or add a line `log VKEY` to the policy");
        }
        keys.extend(policy.keys().into_iter().filter(|named| !keys.contains(named)).collect::<Vec<_>>());
    }
    Ok(keys)
}
