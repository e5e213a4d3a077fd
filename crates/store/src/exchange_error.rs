//! Why a record does not exchange: each in one line, what, where, what to do.

use crate::error::StoreError;
use exchange::{IncomingError, ParcelError};
use ledger::fork::Fork;

/// Why a parcel was not made or not taken.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// The record could not be told or asked.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The parcel cannot be read.
    #[error(transparent)]
    Parcel(#[from] ParcelError),
    /// A chunk does not follow, or was not signed.
    #[error("byte {at}, the log {log}: {source}")]
    Incoming {
        /// Where the chunk begins.
        at: u64,
        /// Of which log.
        log: String,
        /// What is wrong with it.
        source: IncomingError,
    },
    /// The parcel holds what this record does not take.
    #[error("byte {at}: {reason}")]
    Refused {
        /// Where.
        at: u64,
        /// What, and what to do.
        reason: String,
    },
    /// The parcel cannot be made.
    #[error("{0}")]
    NotOffered(String),
    /// The peer's log signed two histories.
    #[error("byte {at}: the log {log} signed two histories that exclude each other; nothing was taken over")]
    Forked {
        /// Where its head stands in the parcel.
        at: u64,
        /// The log.
        log: String,
        /// The proof.
        proof: Box<Fork>,
    },
}
