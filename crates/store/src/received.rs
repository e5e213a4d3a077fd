//! What a record took over of another post's log, as its entry tells it: from where to where, and the signed state that
//! proves it. It must not hold the entries themselves: those stand in the mirror of that log.

use ledger::Hash;
use ledger::checkpoint::{NoteError, SignedCheckpoint, VerifierKey};
use ledger::merkle::verify_consistency;
use serde_json::{Value, json};

/// A run of a log that was taken over.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Received {
    /// The log's name.
    pub(crate) log: String,
    pub(crate) from: u64,
    pub(crate) to: u64,
    /// The root over its first `to` entries.
    pub(crate) root: Hash,
    /// The signed state, and the proof that those entries are its beginning.
    pub(crate) signed: SignedCheckpoint,
    pub(crate) proof: Vec<Hash>,
}

impl Received {
    /// As the body of an entry.
    pub(crate) fn write(&self) -> Value {
        let proof: Vec<String> = self.proof.iter().map(Hash::base64).collect();
        json!({
            "log": self.log,
            "from": self.from,
            "to": self.to,
            "root": self.root.base64(),
            "checkpoint": String::from_utf8_lossy(&self.signed.to_bytes()),
            "proof": proof,
        })
    }

    /// Reads the body; the error names the field.
    pub(crate) fn read(body: &Value) -> Result<Self, String> {
        let text =
            |field: &str| body.get(field).and_then(Value::as_str).ok_or_else(|| format!("field '{field}' is missing"));
        let number = |field: &str| {
            body.get(field).and_then(Value::as_u64).ok_or_else(|| format!("field '{field}' is no number"))
        };
        let hash = |text: &str| Hash::from_base64(text).map_err(|error| error.to_string());
        let signed = SignedCheckpoint::parse(text("checkpoint")?.as_bytes()).map_err(|error| error.to_string())?;
        let proof = body.get("proof").and_then(Value::as_array).ok_or("field 'proof' is missing")?;
        let proof = proof.iter().map(|one| hash(one.as_str().unwrap_or_default())).collect::<Result<_, _>>()?;
        let log = text("log")?.to_owned();
        Ok(Self { log, from: number("from")?, to: number("to")?, root: hash(text("root")?)?, signed, proof })
    }

    /// Whether the log's key signed a state of which these entries are the beginning.
    pub(crate) fn verify(&self, key: &VerifierKey) -> Result<(), String> {
        if !is_signed(&self.signed, key).map_err(|error| error.to_string())? || key.name() != self.log {
            return Err(format!("its checkpoint is not signed by the key of {}", self.log));
        }
        let head = self.signed.checkpoint().head;
        verify_consistency(self.to, self.root, head.size, head.root, &self.proof).map_err(|error| error.to_string())
    }

    /// Whether all that was signed is here.
    pub(crate) fn is_whole(&self) -> bool {
        self.to == self.signed.checkpoint().head.size
    }
}

/// Whether a checkpoint is of the key's log and signed by it.
pub(crate) fn is_signed(signed: &SignedCheckpoint, key: &VerifierKey) -> Result<bool, NoteError> {
    let lines = signed.verify(std::slice::from_ref(key))?;
    Ok(!lines.verified.is_empty() && signed.checkpoint().origin == key.name())
}
