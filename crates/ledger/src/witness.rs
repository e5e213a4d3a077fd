//! C2SP tlog-witness: what a witness checks before it cosigns, and what it answers. It must not keep anything itself:
//! the caller reads what was seen last, writes down what is seen now, durably, and only then hands the answer out.
//!
//! A witness signs one history of a log and no other. So it signs a larger tree only with a proof that the tree it knows
//! is its beginning, and never a smaller one, nor another one of the same size.

mod refusal;
mod request;

pub use refusal::Refusal;
pub use request::{MAX_PROOF, Request};

use crate::checkpoint::{Algorithm, NoteError, SignedCheckpoint, SigningKey, TreeHead, VerifierKey};
use crate::fork::Fork;
use crate::merkle::{empty_root, verify_consistency};

/// A witness: its key, and the logs that it knows.
#[derive(Debug)]
pub struct Witness {
    key: SigningKey,
    logs: Vec<VerifierKey>,
}

/// The last checkpoint of one log that a witness cosigned, with the log's signature and its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    signed: SignedCheckpoint,
    time: u64,
}

/// Why keys do not make a witness.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WitnessKeyError {
    /// The witness's own key makes plain signatures, which are a log's.
    #[error("the key {0} is a log's key; a witness needs one of its own: `trucewatch witness key`")]
    NotAWitness(String),
    /// A key of a log that is a witness's.
    #[error("the key {0} is a witness's key, not a log's; give the text of the log's file `log.vkey`")]
    NotALog(String),
    /// The witness would watch itself.
    #[error("the log {0} and this witness have the same key: a witness is somebody else")]
    Same(String),
}

/// Why kept bytes are not what this witness wrote.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SeenError {
    /// Not a signed checkpoint, or a signature on it is false.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The log's signature or the witness's own is not there.
    #[error("it is not signed by {0}, so this witness did not write it")]
    NotSigned(String),
}

impl Seen {
    /// Reads what [`Seen::to_bytes`] wrote and holds it to both signatures: a file that was altered, or written by
    /// another witness, is refused.
    ///
    /// # Errors
    /// When it is not a checkpoint of the witness's own signing.
    pub fn parse(bytes: &[u8], witness: &Witness) -> Result<Self, SeenError> {
        let signed = SignedCheckpoint::parse(bytes)?;
        let keys: Vec<VerifierKey> = witness.logs.iter().chain([witness.key.verifier()]).cloned().collect();
        let verified = signed.verify(&keys)?.verified;
        let origin = &signed.checkpoint().origin;
        if !verified.iter().any(|line| line.time.is_none() && line.name == *origin) {
            return Err(SeenError::NotSigned(origin.clone()));
        }
        let own = witness.key.verifier();
        let line = verified.iter().find(|line| (&*line.name, line.id) == (own.name(), own.id()));
        let time = line.and_then(|line| line.time).ok_or_else(|| SeenError::NotSigned(own.name().to_owned()))?;
        Ok(Self { signed, time })
    }

    /// The bytes to keep: the cosigned checkpoint, a signed note like any other.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.signed.to_bytes()
    }

    /// The log's name.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.signed.checkpoint().origin
    }

    /// The tree that was cosigned.
    #[must_use]
    pub fn head(&self) -> TreeHead {
        self.signed.checkpoint().head
    }

    /// When it was cosigned, in POSIX seconds.
    #[must_use]
    pub fn time(&self) -> u64 {
        self.time
    }
}

impl Witness {
    /// A witness with its key, for these logs.
    ///
    /// # Errors
    /// When a key is of the wrong kind, or the witness is the log.
    pub fn new(key: SigningKey, logs: Vec<VerifierKey>) -> Result<Self, WitnessKeyError> {
        let own = key.verifier();
        if own.algorithm() != Algorithm::CosignatureV1 {
            return Err(WitnessKeyError::NotAWitness(own.name().to_owned()));
        }
        for log in &logs {
            if log.algorithm() != Algorithm::Ed25519 {
                return Err(WitnessKeyError::NotALog(log.name().to_owned()));
            }
            if log.same_public_key(own) {
                return Err(WitnessKeyError::Same(log.name().to_owned()));
            }
        }
        Ok(Self { key, logs })
    }

    /// The witness's public key.
    #[must_use]
    pub fn verifier(&self) -> &VerifierKey {
        self.key.verifier()
    }

    /// Whether the witness knows a log of this name.
    #[must_use]
    pub fn knows(&self, origin: &str) -> bool {
        self.logs.iter().any(|log| log.name() == origin)
    }

    /// The answer to a request: what was `seen` of its log so far leads to what is seen now, at `now` (POSIX seconds).
    /// The caller keeps the result, durably and before anybody else asks of the same log, and then answers with
    /// [`Witness::answer`].
    ///
    /// # Errors
    /// A refusal, in the order in which the specification lists them; what was seen stays as it is.
    pub fn add_checkpoint(&self, request: &Request, seen: Option<&Seen>, now: u64) -> Result<Seen, Refusal> {
        let checkpoint = request.signed.checkpoint();
        let logs = self.keys_of(&checkpoint.origin)?;
        let by_the_log = request.signed.only(&logs).map_err(|_| Refusal::NotSigned(checkpoint.origin.clone()))?;
        if request.signed.verify(&logs).is_err() || by_the_log.verify(&logs).is_ok_and(|s| s.verified.is_empty()) {
            return Err(Refusal::NotSigned(checkpoint.origin.clone()));
        }
        let known = seen.map_or(TreeHead { size: 0, root: empty_root() }, Seen::head);
        check_growth(request, &by_the_log, seen, &known)?;
        if let Some(seen) = seen.filter(|seen| seen.time > now) {
            return Err(Refusal::ClockBehind { now, last: seen.time });
        }
        let signed = by_the_log.cosign(&self.key, now).map_err(|_| Refusal::Malformed("the checkpoint"))?;
        Ok(Seen { signed, time: now })
    }

    /// What a witness answers once it has kept what it saw: its signature line.
    #[must_use]
    pub fn answer(&self, seen: &Seen) -> Vec<u8> {
        seen.signed.line_of(self.key.verifier()).unwrap_or_default()
    }

    fn keys_of(&self, origin: &str) -> Result<Vec<VerifierKey>, Refusal> {
        let keys: Vec<VerifierKey> = self.logs.iter().filter(|log| log.name() == origin).cloned().collect();
        if keys.is_empty() { Err(Refusal::UnknownLog(origin.to_owned())) } else { Ok(keys) }
    }
}

/// Whether the offered tree continues the known one.
fn check_growth(
    request: &Request,
    offered: &SignedCheckpoint,
    seen: Option<&Seen>,
    known: &TreeHead,
) -> Result<(), Refusal> {
    let head = offered.checkpoint().head;
    if request.old > head.size {
        return Err(Refusal::OldBeyond { old: request.old, size: head.size });
    }
    if request.old != known.size {
        return Err(Refusal::Conflict { size: known.size });
    }
    if known.size == head.size && known.root != head.root {
        let evidence = seen.and_then(|seen| Fork::same_size(&seen.signed, offered)).map(Box::new);
        return Err(Refusal::Fork { size: known.size, evidence });
    }
    verify_consistency(known.size, known.root, head.size, head.root, &request.proof).map_err(Refusal::BadProof)
}
