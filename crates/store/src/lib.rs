//! The record on disk: the port that says what it can be told and asked, and its SQLite adapter.
//!
//! Truth is the ledger's entries and blobs; every other table is a projection of them and can be made anew. This crate
//! reads and writes files and draws the ledger's key from the system's randomness. It must not read a clock (the caller
//! says when), and must not judge what a report, a claim or a finding says.
#![allow(clippy::disallowed_methods, reason = "the store is where the record meets the disk")]

mod blob;
mod decode;
mod disk;
mod draft;
pub mod error;
mod folder;
pub mod ledger_files;
mod particulars;
pub mod port;
mod projection;
mod publish;
mod snapshot;
pub mod sqlite;
pub mod verify;

pub use error::StoreError;
pub use ledger::entry::Numbered;
pub use ledger_files::LedgerFiles;
pub use port::{Change, Reason, ScreenedUpTo, Store, ToldSince};
pub use sqlite::{Access, SqliteStore};
pub use verify::{Verification, verify, verify_under};
