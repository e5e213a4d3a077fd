//! How far a key that a reader holds leads: from it, along the chain, to the key that has to have signed a checkpoint.
//!
//! It must not let a key vouch for what came before it: whoever has a key that was rotated out could sign another past.

use super::KeyChain;
use super::told::named;
use crate::checkpoint::{Algorithm, NoteError, Signatures, SignedCheckpoint, VerifierKey};

/// A checkpoint that is the log's, as far as the reader's key tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vouched {
    /// Its signatures, under the reader's keys and the log's.
    pub signatures: Signatures,
    /// The reader's key that leads to it.
    pub held: VerifierKey,
    /// The log's key that signed it.
    pub signer: VerifierKey,
}

/// Why a checkpoint is not the log's, as far as the reader's keys tell.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrustError {
    /// It does not read, or a signature on it is false.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// No key that counts has signed it.
    #[error("no signature by the key of the log {origin}, only {found}; give the log's key, or refuse it")]
    NotSigned {
        /// The log that it names.
        origin: String,
        /// Who signed instead.
        found: String,
    },
    /// The reader's key is none of the log's.
    #[error(
        "the key given is none of this log's keys ({0}): it is another log of the same name, or a forgery; refuse it"
    )]
    Stranger(String),
    /// The reader's key is younger than the checkpoint.
    #[error(
        "it has {size} entries, and the key given signs from {from} on: whoever has an older key could have made it; ask for a newer one"
    )]
    Older {
        /// The checkpoint's size.
        size: u64,
        /// The size from which on the key given signs.
        from: u64,
    },
    /// The reader's key is not to be believed.
    #[error(
        "the key given was revoked by entry {entry} of the log: whoever has it can make another log look right; get the present key, {current}, from its keeper in another way"
    )]
    Revoked {
        /// The entry.
        entry: u64,
        /// The key that signs now.
        current: String,
    },
    /// Signed by another key than the one that signs trees of this size.
    #[error("a tree of {size} entries is signed by {expected}, and this one only by {found}; refuse it")]
    RotatedOut {
        /// The checkpoint's size.
        size: u64,
        /// The key that should have signed.
        expected: String,
        /// Who signed instead.
        found: String,
    },
}

impl KeyChain {
    /// Holds a checkpoint against the keys that a reader brings: the log's, and those of witnesses.
    ///
    /// # Errors
    /// Why none of the keys leads to it.
    pub fn vouch(&self, signed: &SignedCheckpoint, held: &[VerifierKey]) -> Result<Vouched, TrustError> {
        let (origin, size) = (&signed.checkpoint().origin, signed.checkpoint().head.size);
        let own: Vec<&VerifierKey> =
            held.iter().filter(|key| key.name() == origin && key.algorithm() == Algorithm::Ed25519).collect();
        let Some(expected) = self.key_at(size).filter(|_| self.origin() == Some(origin)) else {
            let signatures = signed.verify(held)?;
            let key = own.into_iter().find(|key| signatures.holds(key)).cloned();
            let key = key.ok_or_else(|| TrustError::NotSigned { origin: origin.clone(), found: names(&signatures) })?;
            return Ok(Vouched { signatures, held: key.clone(), signer: key });
        };
        let anchor = self.anchor(size, &own)?;
        let keys: Vec<VerifierKey> = held.iter().filter(|key| *key != expected).chain([expected]).cloned().collect();
        let signatures = signed.verify(&keys)?;
        if signatures.holds(expected) {
            return Ok(Vouched { signatures, held: anchor.clone(), signer: expected.clone() });
        }
        Err(TrustError::RotatedOut { size, expected: named(expected), found: names(&signatures) })
    }

    /// The log's keys that those of a reader lead to, these among them.
    #[must_use]
    pub fn reached(&self, held: &[VerifierKey]) -> Vec<VerifierKey> {
        let leads = |key: &VerifierKey| held.contains(key) && self.revocation(key).is_none();
        self.links().iter().map(|link| link.key.clone()).skip_while(|key| !leads(key)).collect()
    }

    /// The first of a reader's keys that leads to trees of this size.
    fn anchor<'a>(&self, size: u64, own: &[&'a VerifierKey]) -> Result<&'a VerifierKey, TrustError> {
        let mut refused = None;
        for key in own {
            let Some(link) = self.links().iter().find(|link| link.key == **key) else { continue };
            if let Some(revoked) = self.revocation(key) {
                let current = self.current().map(ToString::to_string).unwrap_or_default();
                refused = Some(TrustError::Revoked { entry: revoked.entry, current });
            } else if link.from > size {
                refused = Some(TrustError::Older { size, from: link.from });
            } else {
                return Ok(key);
            }
        }
        let all = || self.links().iter().map(|link| named(&link.key)).collect::<Vec<_>>().join(", ");
        Err(refused.unwrap_or_else(|| TrustError::Stranger(all())))
    }
}

fn names(signatures: &Signatures) -> String {
    let lines = signatures.verified.iter().chain(&signatures.unknown);
    lines.map(|line| format!("{}+{:08x}", line.name, line.id)).collect::<Vec<_>>().join(", ")
}
