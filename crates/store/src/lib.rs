//! The record on disk: the port that says what it can be told and asked, and its SQLite adapter.
//!
//! Truth is the ledger's entries and blobs; every other table is a projection of them and can be made anew. This crate
//! reads and writes files and draws the ledger's key from the system's randomness. It must not read a clock (the caller
//! says when), and must not judge what a report, a claim or a finding says.
#![allow(clippy::disallowed_methods, reason = "the store is where the record meets the disk")]

mod accept;
mod blob;
mod decode;
mod disk;
mod draft;
pub mod error;
mod exchange_error;
mod folder;
pub mod ledger_files;
mod names;
mod offer;
mod particulars;
pub mod port;
mod projection;
mod publish;
mod received;
mod snapshot;
pub mod sqlite;
pub mod verify;

pub use accept::{Accepted, Accepting};
pub use error::StoreError;
pub use exchange_error::ExchangeError;
pub use ledger::entry::Numbered;
pub use ledger_files::LedgerFiles;
pub use offer::{Holds, Offered};
pub use port::{Change, Reason, Store};
pub use sqlite::{Access, SqliteStore};
pub use verify::{Verification, verify, verify_under};
