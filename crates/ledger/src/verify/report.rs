//! What was verified, in words a reader can weigh. It must not claim more than was checked.

use super::{Blobs, Check, Trust};
use crate::Hash;
use crate::authors::Authors;
use crate::checkpoint::{SignatureLine, Signatures, VerifierKey};
use crate::entry::Kind;
use crate::key_chain::KeyChain;
use crate::redaction::Disclosure;
use std::collections::BTreeMap;
use std::fmt;

/// A ledger of which every byte was checked. `Display` is the summary for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The log's name.
    pub origin: String,
    /// How many entries.
    pub size: u64,
    /// The signed root over them.
    pub root: Hash,
    /// How many entries of each kind.
    pub entries_by_kind: BTreeMap<Kind, u64>,
    /// The times in the first and the last entry, as their authors state them.
    pub times: Option<(String, String)>,
    /// How many times entries name a blob.
    pub blobs: u64,
    /// How many blobs are not there and held back for a time, as the publisher says.
    pub blobs_held_back: u64,
    /// The protected fields, and what of them is disclosed.
    pub disclosure: Disclosure,
    /// The signatures on the checkpoint.
    pub signers: Signatures,
    /// The key that leads to the one which signed: a key of the reader's, or the one beside the log.
    pub held: VerifierKey,
    /// The log's keys, as it tells of them.
    pub keys: KeyChain,
    /// The authors who have keys, and what they signed.
    pub authors: Authors,
    /// A file with entries beyond the checkpoint, which no signature covers.
    pub beyond: Option<String>,
    /// What it was checked against.
    pub check: Check,
}

impl fmt::Display for Verified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Verified: {} entries of the log {}", self.size, self.origin)?;
        writeln!(f, "  root {} (base64 {})", self.root, self.root.base64())?;
        if let Some((first, last)) = &self.times {
            writeln!(f, "  from {first} to {last}, as the entries say")?;
        }
        for (kind, count) in &self.entries_by_kind {
            writeln!(f, "  {count:>9} {kind}")?;
        }
        match self.check.blobs {
            Blobs::Required if self.blobs_held_back > 0 => writeln!(
                f,
                "  {:>9} blobs named; {} are held back for a time, as the publisher says, the others present with their hashes",
                self.blobs, self.blobs_held_back
            )?,
            Blobs::Required => writeln!(f, "  {:>9} blobs named, all present with their hashes", self.blobs)?,
            Blobs::Skipped => writeln!(f, "  {:>9} blobs named, none of them read", self.blobs)?,
        }
        self.disclosure.fmt(f)?;
        self.authors.account().fmt(f)?;
        self.keys.fmt(f)?;
        for line in &self.signers.verified {
            writeln!(f, "  signed by {}", signer(line))?;
        }
        for line in &self.signers.unknown {
            writeln!(
                f,
                "  a line by {} could not be checked: its key was not given, or is of a kind that this version does not check",
                signer(line)
            )?;
        }
        if let Some(seen) = &self.check.since {
            writeln!(f, "  begins with the {} entries that you saw, unchanged", seen.size)?;
        }
        if let Some(path) = &self.beyond {
            writeln!(
                f,
                "  NOTE {path} holds entries beyond the checkpoint; no signature covers them. A newer checkpoint"
            )?;
            writeln!(f, "       may have been replaced by this older one, or writing was broken off")?;
        }
        f.write_str(match self.check.trust {
            Trust::Given(_) => {
                "  The keys were given by you: the holder of the log's key vouched for exactly these entries. It does not\n  \
                 show that what they say is true, nor that nobody was shown another log; for that, compare roots.\n"
            }
            Trust::StoredBeside => {
                "  The key was found beside the log: the record is whole in itself, as it was when it was signed. Whoever\n  \
                 made another record could put another key beside it; give the log's key to rule that out.\n"
            }
        })
    }
}

fn signer(line: &SignatureLine) -> String {
    let time = line.time.map(|time| format!(", who saw this root at POSIX time {time}")).unwrap_or_default();
    format!("{}+{:08x}{time}", line.name, line.id)
}
