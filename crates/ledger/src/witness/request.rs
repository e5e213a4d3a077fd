//! The body of `add-checkpoint`: the size that the witness is thought to know, a consistency proof, a checkpoint.
//! Reading is strict and must not judge: what the checkpoint is worth, the witness says.

use super::Refusal;
use crate::Hash;
use crate::checkpoint::{SignedCheckpoint, decimal};

/// The greatest number of hashes in a proof, as the specification bounds it.
pub const MAX_PROOF: usize = 63;

/// A request for a cosignature.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The size of the tree that the witness cosigned last, as whoever asks believes; 0 where it never did.
    pub old: u64,
    /// RFC 6962 consistency proof from that size to the checkpoint's.
    pub proof: Vec<Hash>,
    /// The checkpoint to cosign.
    pub signed: SignedCheckpoint,
}

impl Request {
    /// Reads the body of a request.
    ///
    /// # Errors
    /// [`Refusal::Malformed`] with what is wrong.
    pub fn parse(body: &[u8]) -> Result<Self, Refusal> {
        let text = std::str::from_utf8(body).map_err(|_| Refusal::Malformed("text in UTF-8"))?;
        let (head, note) = text.split_once("\n\n").ok_or(Refusal::Malformed("an empty line before the checkpoint"))?;
        let mut lines = head.split('\n');
        let old = lines.next().and_then(|line| line.strip_prefix("old ")).and_then(decimal);
        let old = old.ok_or(Refusal::Malformed("`old` and a size in decimal digits in the first line"))?;
        let proof: Option<Vec<Hash>> = lines.map(hash).collect();
        let proof = proof.ok_or(Refusal::Malformed("base64 of 32 bytes in each line of the proof"))?;
        if proof.len() > MAX_PROOF {
            return Err(Refusal::Malformed("at most 63 hashes in the proof"));
        }
        let signed = SignedCheckpoint::parse(note.as_bytes()).map_err(|_| Refusal::Malformed("a signed checkpoint"))?;
        Ok(Self { old, proof, signed })
    }

    /// The body that [`Request::parse`] reads.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = format!("old {}\n", self.old);
        for hash in &self.proof {
            text.push_str(&hash.base64());
            text.push('\n');
        }
        text.push('\n');
        [text.into_bytes(), self.signed.to_bytes()].concat()
    }

    /// The name of the log that the checkpoint is of.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.signed.checkpoint().origin
    }
}

/// A hash in its one spelling.
fn hash(line: &str) -> Option<Hash> {
    Hash::from_base64(line).ok().filter(|hash| hash.base64() == line)
}
