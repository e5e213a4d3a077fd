//! Canonical bytes, Merkle log, checkpoints, proofs and the verifier.
//!
//! The formats are open ones, so that others check a record with their own tools: RFC 8785 canonical JSON, RFC 6962
//! hashes, C2SP tlog-tiles, tlog-checkpoint, signed-note, tlog-cosignature and tlog-proof. `docs/ledger.md` describes them.
//!
//! This crate must not read files, clocks or randomness, and knows nothing of SQL or of what an entry's body means:
//! the caller hands bytes in and gets bytes back.

pub mod authors;
pub mod canonical;
pub mod checkpoint;
pub mod entry;
pub mod fork;
mod hash;
pub mod key_chain;
pub mod merkle;
pub mod policy;
pub mod proof;
pub mod redaction;
pub mod tiles;
mod utc;
pub mod verify;
pub mod witness;

pub use hash::{Hash, HashTextError, blob_at, blob_path};
pub use utc::utc;
