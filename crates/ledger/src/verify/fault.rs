//! What can be wrong with a ledger, each in one line: what, where, and what to do. It must not soften anything.

use super::ReadError;
use crate::Hash;
use crate::authors::AuthorError;
use crate::checkpoint::{KeyError, NoteError};
use crate::entry::EntryError;
use crate::key_chain::{ChainError, TrustError};
use crate::redaction::DisclosureError;

/// The first thing found wrong with a ledger.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// A file cannot be read.
    #[error("{0}; nothing after it was checked")]
    Read(#[from] ReadError),
    /// A file that the checkpoint implies is not there.
    #[error("{path}: missing, and the log is not whole without it; restore it from a copy of the record")]
    Missing {
        /// Which file.
        path: String,
    },
    /// The file of the log's own key is damaged.
    #[error("{path}, byte 0: {source}; restore it, or give the log's key yourself")]
    Key {
        /// Which file.
        path: &'static str,
        /// What is wrong with it.
        source: KeyError,
    },
    /// The checkpoint is damaged or a signature on it is false.
    #[error("{path}, byte {offset}: {source}; compare it with a checkpoint kept elsewhere")]
    Checkpoint {
        /// Which file.
        path: &'static str,
        /// The first byte of the wrong part.
        offset: u64,
        /// What is wrong with it.
        source: NoteError,
    },
    /// The checkpoint is not signed by a key that counts.
    #[error(
        "{path}, byte {offset}: no signature by the key of the log {origin}, only {found}; give the log's key, or refuse the record"
    )]
    NotSigned {
        /// Which file.
        path: &'static str,
        /// Where the signatures begin.
        offset: u64,
        /// The log that the checkpoint names.
        origin: String,
        /// Who signed instead.
        found: String,
    },
    /// The log's own keys do not lead from the reader's key to the one that signed.
    #[error("{path}, byte {offset}: {reason}")]
    Trust {
        /// Which file.
        path: &'static str,
        /// Where the signatures begin.
        offset: u64,
        /// Why not.
        reason: Box<TrustError>,
    },
    /// The file of the log's keys says other things than the log.
    #[error("{path}, byte {offset}: not what the log says of its keys; remove it, the log itself holds them")]
    KeysFile {
        /// Which file.
        path: &'static str,
        /// The first byte that differs.
        offset: u64,
    },
    /// An entry about the log's keys was signed as it stands and does not hold.
    #[error("{path}, entry {seq}: {reason}; refuse the log, and keep it as evidence")]
    Statement {
        /// Which bundle.
        path: String,
        /// Which entry.
        seq: u64,
        /// What is wrong.
        reason: Box<ChainError>,
    },
    /// An author's signature does not hold, or an entry about an author is malformed.
    #[error("{path}, entry {seq}: {reason}; refuse the log, and keep it as evidence")]
    Author {
        /// Which bundle.
        path: String,
        /// Which entry.
        seq: u64,
        /// What is wrong.
        reason: Box<AuthorError>,
    },
    /// The checkpoint is genuine and belongs to other files.
    #[error(
        "{path}, byte {offset}: root {expected}, but the files beside it, whole in themselves, have root {found}; the checkpoint or the files were exchanged, compare both with a copy"
    )]
    WrongRoot {
        /// Which file.
        path: &'static str,
        /// Where the root stands in it.
        offset: u64,
        /// The signed root.
        expected: Hash,
        /// The root of the tiles.
        found: Hash,
    },
    /// The log is shorter than it was when the reader saw it.
    #[error(
        "{path}: {found} entries, but you saw {seen}; entries were taken away or an old copy was put in place, refuse it"
    )]
    Shortened {
        /// Which file.
        path: &'static str,
        /// The size that the reader saw.
        seen: u64,
        /// The size now.
        found: u64,
    },
    /// The log no longer begins as it did when the reader saw it.
    #[error(
        "{path}: the first {size} entries have root {found}, but you saw {expected}; the log was rewritten, refuse it and keep both checkpoints as evidence"
    )]
    Rewritten {
        /// Which file.
        path: &'static str,
        /// The size that the reader saw.
        size: u64,
        /// The root that the reader saw.
        expected: Hash,
        /// The root over the same number of entries now.
        found: Hash,
    },
    /// A file ends too early.
    #[error("{path}, byte {offset}: the file ends here, expected {expected}; restore it from a copy of the record")]
    Truncated {
        /// Which file.
        path: String,
        /// The file's length.
        offset: u64,
        /// What should follow.
        expected: String,
    },
    /// A file goes on after its end.
    #[error("{path}, byte {offset}: {extra} bytes too many, no signature covers them; restore the file from a copy")]
    Surplus {
        /// Which file.
        path: String,
        /// The first byte too many.
        offset: u64,
        /// How many.
        extra: u64,
    },
    /// One hash in a tile is not that of what lies below it.
    #[error(
        "{path}, byte {offset}: found hash {found}, expected {expected}; restore the tile, or write it anew from the entries"
    )]
    WrongHash {
        /// Which tile.
        path: String,
        /// The first byte that differs.
        offset: u64,
        /// The hash as recomputed.
        expected: Hash,
        /// The hash in the file.
        found: Hash,
    },
    /// A tile is not the one that the tile above it (or the checkpoint) signs, and what lies below does not tell where.
    #[error(
        "{path}, byte 0 or after: the tile's hash is {found}, expected {expected}; more than one file was altered, restore the record from a copy"
    )]
    WrongTile {
        /// Which tile.
        path: String,
        /// The hash that the file above gives.
        expected: Hash,
        /// The hash of this file.
        found: Hash,
    },
    /// An entry differs from the signed one in one byte, which can be told.
    #[error(
        "{path}, byte {offset}: found 0x{found:02x}, expected 0x{expected:02x} (entry {seq}); restore the file from a copy"
    )]
    WrongByte {
        /// Which bundle.
        path: String,
        /// The byte.
        offset: u64,
        /// Which entry it belongs to.
        seq: u64,
        /// What was signed.
        expected: u8,
        /// What stands there.
        found: u8,
    },
    /// An entry differs from the signed one.
    #[error(
        "{path}, byte {offset}: entry {seq} is not the one that was signed (hash {found}, expected {expected}); compare its {length} bytes with a copy"
    )]
    WrongEntry {
        /// Which bundle.
        path: String,
        /// Where the entry begins, with its length.
        offset: u64,
        /// The entry's bytes, with the two of its length.
        length: u64,
        /// Which entry.
        seq: u64,
        /// The signed leaf hash.
        expected: Hash,
        /// The leaf hash of what stands there.
        found: Hash,
    },
    /// An entry was signed as it stands and is malformed.
    #[error("{path}, byte {offset}: entry {seq}: {source}")]
    Entry {
        /// Which bundle.
        path: String,
        /// Where the entry (or its first wrong byte) is.
        offset: u64,
        /// Which entry.
        seq: u64,
        /// What is wrong with it.
        source: Box<EntryError>,
    },
    /// An entry was signed as it stands and carries the wrong number.
    #[error(
        "{path}, byte {offset}: the entry says it is number {found}, expected {expected}; whoever keeps this log left out or moved entries"
    )]
    WrongPlace {
        /// Which bundle.
        path: String,
        /// Where the entry begins.
        offset: u64,
        /// Its place in the tree.
        expected: u64,
        /// The number it gives itself.
        found: u64,
    },
    /// A disclosed value is not the one that was signed, or a protected field is malformed.
    #[error("{path}: {source}; get the disclosed values again, or remove the file to verify without them")]
    Disclosure {
        /// Which file.
        path: &'static str,
        /// What is wrong.
        source: Box<DisclosureError>,
    },
    /// A blob that an entry names is not there.
    #[error("{path}: missing, entry {seq} names it; restore it from a copy, or verify without blobs")]
    MissingBlob {
        /// Which blob.
        path: String,
        /// The entry.
        seq: u64,
    },
    /// A blob does not have its hash.
    #[error("{path}, byte 0 or after: its hash is {found}, entry {seq} signed {expected}; restore it from a copy")]
    WrongBlob {
        /// Which blob.
        path: String,
        /// The entry.
        seq: u64,
        /// The signed hash.
        expected: Hash,
        /// The hash of the file.
        found: Hash,
    },
}

impl VerifyError {
    /// The file that is wrong.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Read(error) => &error.path,
            Self::Key { path, .. }
            | Self::Checkpoint { path, .. }
            | Self::NotSigned { path, .. }
            | Self::Trust { path, .. }
            | Self::KeysFile { path, .. }
            | Self::WrongRoot { path, .. }
            | Self::Shortened { path, .. }
            | Self::Rewritten { path, .. }
            | Self::Disclosure { path, .. } => path,
            Self::Missing { path }
            | Self::Truncated { path, .. }
            | Self::Surplus { path, .. }
            | Self::WrongHash { path, .. }
            | Self::WrongTile { path, .. }
            | Self::WrongByte { path, .. }
            | Self::WrongEntry { path, .. }
            | Self::Entry { path, .. }
            | Self::WrongPlace { path, .. }
            | Self::Statement { path, .. }
            | Self::Author { path, .. }
            | Self::MissingBlob { path, .. }
            | Self::WrongBlob { path, .. } => path,
        }
    }

    /// The first wrong byte, or the first byte of the smallest part that is known to be wrong; `None` for a file that
    /// is missing, unreadable or wrong as a whole.
    #[must_use]
    pub fn offset(&self) -> Option<u64> {
        match self {
            Self::Checkpoint { offset, .. }
            | Self::NotSigned { offset, .. }
            | Self::Trust { offset, .. }
            | Self::KeysFile { offset, .. }
            | Self::WrongRoot { offset, .. }
            | Self::Truncated { offset, .. }
            | Self::Surplus { offset, .. }
            | Self::WrongHash { offset, .. }
            | Self::WrongByte { offset, .. }
            | Self::WrongEntry { offset, .. }
            | Self::Entry { offset, .. }
            | Self::WrongPlace { offset, .. } => Some(*offset),
            Self::Read(_)
            | Self::Missing { .. }
            | Self::Key { .. }
            | Self::Shortened { .. }
            | Self::Rewritten { .. }
            | Self::WrongTile { .. }
            | Self::Disclosure { .. }
            | Self::Statement { .. }
            | Self::Author { .. }
            | Self::MissingBlob { .. }
            | Self::WrongBlob { .. } => None,
        }
    }
}
