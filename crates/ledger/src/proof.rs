//! Proof that one entry stands in the ledger, in one file that travels without the rest. It must not decide whose key
//! to trust: the key in the bundle is a convenience, never evidence.

use crate::canonical;
use crate::checkpoint::{NoteError, Signatures, SignedCheckpoint, VerifierKey, decimal};
use crate::entry::{EntryError, Numbered};
use crate::key_chain::{KeyChain, TrustError};
use crate::merkle::{ProofError, inclusion_proof, leaf_hash, verify_inclusion};
use crate::tiles::{SubtreeError, TileSubtrees};
use crate::{Hash, HashTextError};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

/// The version of the bundle that this crate writes.
pub const VERSION: u64 = 1;

const TLOG_PROOF: &str = "c2sp.org/tlog-proof@v1";

/// An entry, the checkpoint over it, and the hashes between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InclusionBundle {
    /// The entry's canonical bytes.
    pub entry: Vec<u8>,
    /// The entry's place.
    pub index: u64,
    /// RFC 6962 audit path, from the leaf's sibling upwards.
    pub path: Vec<Hash>,
    /// The signed checkpoint, byte for byte.
    pub checkpoint: Vec<u8>,
    /// The log's key as the sender states it; empty in the tlog-proof form, which has no place for it.
    pub key: String,
}

/// Where the entry of a proof is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Travels {
    /// In the proof.
    Within,
    /// In a file of its own.
    Beside,
}

/// What a bundle proves, once checked.
#[derive(Clone, Debug, PartialEq)]
pub struct ProvenEntry {
    /// The entry.
    pub numbered: Numbered,
    /// The signatures on the checkpoint.
    pub signatures: Signatures,
}

/// Why a bundle cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MakeError<E> {
    /// The tiles cannot be read.
    #[error(transparent)]
    Subtree(#[from] SubtreeError<E>),
    /// The checkpoint cannot be read.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The checkpoint does not cover the entry yet.
    #[error("entry {index} is not in the checkpoint of {size} entries; wait for the next one")]
    Beyond {
        /// The entry's index.
        index: u64,
        /// The checkpoint's size.
        size: u64,
    },
}

/// Why a bundle does not prove its entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// Written in a later format.
    #[error("written by a newer version (proof format {0}, this program reads {VERSION}); use that version")]
    NewerVersion(u64),
    /// A field is missing or has the wrong shape.
    #[error("field `{0}` of the proof is missing or malformed; get the proof again")]
    Field(&'static str),
    /// The proof has no entry in it and none was given beside it.
    #[error("the entry is not in the proof; give its file too")]
    NoEntry,
    /// A hash of the path is malformed.
    #[error("field `path`: {0}")]
    Hash(#[from] HashTextError),
    /// The checkpoint is malformed or a signature is false.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// No given key leads to one that signed the checkpoint.
    #[error("{0}; where the log changed its key, its file `log.keys` says so (--keys)")]
    Trust(#[from] TrustError),
    /// The author's signature is false.
    #[error("the signature in the name of {0} does not hold for this entry")]
    Author(String),
    /// The path does not lead to the signed root.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// The entry is malformed.
    #[error("the entry: {0}")]
    Entry(#[from] EntryError),
    /// The entry says it stands elsewhere.
    #[error("the entry says it is number {found}, the proof is for number {expected}")]
    WrongPlace {
        /// The index that the proof is for.
        expected: u64,
        /// The number in the entry.
        found: u64,
    },
}

impl InclusionBundle {
    /// Makes the bundle for entry `index` under a signed checkpoint. `read` gives tiles by their path.
    ///
    /// # Errors
    /// When a tile is missing or the checkpoint does not cover the entry.
    pub fn make<E>(
        index: u64,
        entry: &[u8],
        checkpoint: &[u8],
        key: &VerifierKey,
        read: impl FnMut(&str) -> Result<Option<Vec<u8>>, E>,
    ) -> Result<Self, MakeError<E>> {
        let size = SignedCheckpoint::parse(checkpoint)?.checkpoint().head.size;
        let mut tiles = TileSubtrees::new(size, read);
        let path = inclusion_proof(index, size, |level, index| tiles.root(level, index))?
            .ok_or(MakeError::Beyond { index, size })?;
        Ok(Self { entry: entry.to_vec(), index, path, checkpoint: checkpoint.to_vec(), key: key.to_string() })
    }

    /// The bundle as canonical JSON. The entry stands in it as text, so that a person can read it.
    ///
    /// # Errors
    /// When the entry or the checkpoint is not UTF-8, which no sound one is.
    pub fn to_json(&self) -> Result<Vec<u8>, BundleError> {
        let text = |bytes, field| std::str::from_utf8(bytes).map_err(|_| BundleError::Field(field));
        let value = json!({
            "v": VERSION,
            "entry": text(&self.entry, "entry")?,
            "index": self.index,
            "path": self.path.iter().map(Hash::base64).collect::<Vec<_>>(),
            "checkpoint": text(&self.checkpoint, "checkpoint")?,
            "key": self.key,
        });
        canonical::to_bytes(&value).map_err(|_| BundleError::Field("index"))
    }

    /// Reads what [`InclusionBundle::to_json`] wrote.
    ///
    /// # Errors
    /// When a field is missing or malformed, or the format is newer.
    pub fn from_json(bytes: &[u8]) -> Result<Self, BundleError> {
        let value = canonical::parse(bytes).map_err(|_| BundleError::Field(""))?;
        let number = |field| value.get(field).and_then(Value::as_u64).ok_or(BundleError::Field(field));
        let text = |field| value.get(field).and_then(Value::as_str).ok_or(BundleError::Field(field));
        match number("v")? {
            VERSION => (),
            newer if newer > VERSION => return Err(BundleError::NewerVersion(newer)),
            _ => return Err(BundleError::Field("v")),
        }
        let path = value.get("path").and_then(Value::as_array).ok_or(BundleError::Field("path"))?;
        let hash = |value: &Value| Ok(Hash::from_base64(value.as_str().ok_or(BundleError::Field("path"))?)?);
        Ok(Self {
            entry: text("entry")?.as_bytes().to_vec(),
            index: number("index")?,
            path: path.iter().map(hash).collect::<Result<_, BundleError>>()?,
            checkpoint: text("checkpoint")?.as_bytes().to_vec(),
            key: text("key")?.to_owned(),
        })
    }

    /// The C2SP tlog-proof form, which other tools read too. The entry travels in it as `extra`, or beside it.
    #[must_use]
    pub fn to_tlog_proof(&self, entry: Travels) -> Vec<u8> {
        let mut text = format!("{TLOG_PROOF}\n");
        if entry == Travels::Within {
            text.push_str(&format!("extra {}\n", BASE64_STANDARD.encode(&self.entry)));
        }
        text.push_str(&format!("index {}\n", self.index));
        for hash in &self.path {
            text.push_str(&hash.base64());
            text.push('\n');
        }
        text.push('\n');
        [text.as_bytes(), &self.checkpoint].concat()
    }

    /// Reads the C2SP tlog-proof form. The entry is `beside`, where it is given, else the one within. Extra data is not
    /// authenticated by the format; as an entry it is by its leaf hash, in [`InclusionBundle::verify`].
    ///
    /// # Errors
    /// When the text does not hold to the format, or there is no entry.
    pub fn from_tlog_proof(bytes: &[u8], beside: Option<&[u8]>) -> Result<Self, BundleError> {
        let text = std::str::from_utf8(bytes).map_err(|_| BundleError::Field("tlog-proof"))?;
        let (head, checkpoint) = text.split_once("\n\n").ok_or(BundleError::Field("checkpoint"))?;
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(TLOG_PROOF) {
            return Err(BundleError::Field("tlog-proof"));
        }
        let extra = lines.next_if(|line| line.starts_with("extra ")).and_then(|line| line.strip_prefix("extra "));
        let within = extra.map(|text| BASE64_STANDARD.decode(text).map_err(|_| BundleError::Field("extra")));
        let entry = beside.map(|bytes| Ok(bytes.to_vec())).or(within).ok_or(BundleError::NoEntry)??;
        let index = lines.next().and_then(|line| line.strip_prefix("index ")).and_then(decimal);
        Ok(Self {
            entry,
            index: index.ok_or(BundleError::Field("index"))?,
            path: lines.map(Hash::from_base64).collect::<Result<_, _>>()?,
            checkpoint: checkpoint.as_bytes().to_vec(),
            key: String::new(),
        })
    }

    /// Whether a file is in the C2SP tlog-proof form, by its first line.
    #[must_use]
    pub fn is_tlog_proof(bytes: &[u8]) -> bool {
        bytes.strip_prefix(TLOG_PROOF.as_bytes()).is_some_and(|rest| rest.starts_with(b"\n"))
    }

    /// Checks the bundle under keys that the caller trusts (not the one it carries).
    ///
    /// # Errors
    /// Says which link of the chain does not hold.
    pub fn verify(&self, keys: &[VerifierKey]) -> Result<ProvenEntry, BundleError> {
        self.verify_along(keys, &KeyChain::default())
    }

    /// The same, where the log told of its keys: a key that the caller trusts may be an earlier one than the one that signed.
    ///
    /// # Errors
    /// Says which link of the chain does not hold.
    pub fn verify_along(&self, keys: &[VerifierKey], chain: &KeyChain) -> Result<ProvenEntry, BundleError> {
        let signed = SignedCheckpoint::parse(&self.checkpoint)?;
        let checkpoint = signed.checkpoint();
        // The log's own signature counts here; witnesses only add to it.
        let signatures = chain.vouch(&signed, keys)?.signatures;
        verify_inclusion(leaf_hash(&self.entry), self.index, checkpoint.head.size, &self.path, checkpoint.head.root)?;
        let numbered = Numbered::from_bytes(&self.entry)?;
        if numbered.seq != self.index {
            return Err(BundleError::WrongPlace { expected: self.index, found: numbered.seq });
        }
        if numbered.author_signed(&checkpoint.origin) == Some(false) {
            return Err(BundleError::Author(numbered.entry.who.name));
        }
        Ok(ProvenEntry { numbered, signatures })
    }
}
