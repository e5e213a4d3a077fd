//! The offline verifier: reads every byte of a ledger again and names the first that is wrong. It must not repair, and
//! must not trust anything that a signed root does not cover.
//!
//! Hashes are checked from the top: the signed root vouches for the tiles on the right edge, each tile for the tiles
//! below it, the tiles of level 0 for the entries. So whatever does not match is itself the altered file, never its
//! neighbour. Memory is bounded by one tile a level, one bundle, and a short list of blobs just read; where fields are
//! protected, by their commitments too.

mod audit;
mod blobs;
mod diagnosis;
mod entries;
mod fault;
mod files;
mod nearest;
mod people;
mod report;
mod tree;
mod trust;

pub use audit::{verify, verify_each};
pub use fault::VerifyError;
pub use report::Verified;

use crate::checkpoint::{TreeHead, VerifierKey};
use crate::tiles::{Row, TILE_WIDTH, tile_path};

/// The file with the signed checkpoint.
pub const CHECKPOINT_PATH: &str = "checkpoint";

/// The file in which a log states its own public key: the key's text and a newline.
pub const KEY_PATH: &str = "log.vkey";

/// The file with the protected values that a publication discloses, as openings, one a line; without it none is.
pub const DISCLOSED_PATH: &str = "disclosed.jsonl";

/// The file in which a publication says what it holds back for a time; without it nothing is.
pub const WITHHELD_PATH: &str = "withheld.jsonl";

/// Reading a file failed, other than by its not being there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path} cannot be read: {reason}")]
pub struct ReadError {
    /// Which file.
    pub path: String,
    /// Why, in the words of the system.
    pub reason: String,
}

/// The files of a ledger, wherever they lie.
pub trait Source {
    /// A whole file by its path below the log's folder; `None` when it is not there.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, ReadError>;

    /// Feeds a blob to `sink` piece by piece; `path` is that of [`crate::blob_path`]. Says whether the blob is there.
    /// Override it to keep memory constant for large blobs, or where blobs lie outside the log's folder.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    fn read_blob(&self, path: &str, sink: &mut dyn FnMut(&[u8])) -> Result<bool, ReadError> {
        Ok(self.read(path)?.map(|bytes| sink(&bytes)).is_some())
    }

    /// A tile that reaches further than `width`, with its path: an older checkpoint is still sound beside the tiles of a tree
    /// that has grown since. Override it where asking for what is not there costs more than a look into a folder.
    ///
    /// # Errors
    /// When one is there and cannot be read.
    fn read_wider(&self, row: Row, index: u64, width: u64) -> Result<Option<(String, Vec<u8>)>, ReadError> {
        for width in width + 1..=TILE_WIDTH {
            let path = tile_path(row, index, width);
            if let Some(bytes) = self.read(&path)? {
                return Ok(Some((path, bytes)));
            }
        }
        Ok(None)
    }
}

/// Whose signature has to stand on the checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Keys that the reader had from elsewhere: the log's, and those of witnesses if any.
    Given(Vec<VerifierKey>),
    /// The key that lies beside the log. Whoever could alter the log could alter it too.
    StoredBeside,
}

/// Whether the blobs that entries name are read too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blobs {
    /// Every blob must be there and have its hash.
    Required,
    /// Blobs are left out, as in a publication without the originals.
    Skipped,
}

/// What to verify against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Whose signature counts.
    pub trust: Trust,
    /// Whether blobs are read.
    pub blobs: Blobs,
    /// A tree of this log that the reader saw before: the log must still begin with it.
    pub since: Option<TreeHead>,
}

/// How far the verifier is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Entries checked.
    pub done: u64,
    /// Entries in the checkpoint.
    pub total: u64,
}
