//! Why a parcel is refused, each in one line: what, at which byte, what to do. It must not repeat what the parcel says.

use ledger::merkle::ProofError;
use std::io;

/// Why a parcel cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ParcelError {
    /// The first line is another.
    #[error("byte 0: no parcel of Trucewatch; make one with `trucewatch sync offer`")]
    NotAParcel,
    /// A later version wrote it.
    #[error("byte 0: written by a newer version (parcel format {found}, this program reads 1); use that version")]
    Newer {
        /// The version in the first line.
        found: String,
    },
    /// It ends in the middle.
    #[error("byte {at}: the parcel ends here, in the middle; bring it again, or take what is whole with --partial")]
    Cut {
        /// Where the part that is not whole begins.
        at: u64,
    },
    /// A part does not have its check sum.
    #[error("byte {at}: the part that begins here was damaged on the way; bring the parcel again")]
    Damaged {
        /// Where the part begins.
        at: u64,
    },
    /// A part is of another form.
    #[error("byte {at}: expected {expected}; the parcel was not written by this program")]
    Shape {
        /// Where the part begins.
        at: u64,
        /// What should stand there.
        expected: &'static str,
    },
    /// Something follows the end.
    #[error("byte {at}: something follows the end of the parcel; bring it again")]
    Trailing {
        /// Where it begins.
        at: u64,
    },
    /// The system could not read or write.
    #[error("byte {at}: {source}")]
    Io {
        /// Where.
        at: u64,
        /// What the system said.
        source: io::Error,
    },
}

/// Why a chunk is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IncomingError {
    /// Entries between what is here and what comes are not in the parcel.
    #[error("it begins at entry {from}, and this record has the log up to entry {have}; ask for a parcel from there")]
    Gap {
        /// Where the chunk begins.
        from: u64,
        /// How many entries are here.
        have: u64,
    },
    /// The entries are not those that the log signed.
    #[error("entries {from} to {to} do not lead to the signed root: {source}")]
    NotSigned {
        /// The first entry.
        from: u64,
        /// The entry behind the last.
        to: u64,
        /// Why not.
        source: ProofError,
    },
}
