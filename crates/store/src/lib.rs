//! The record on disk: the port that says what it can be told and asked, and its SQLite adapter.
//!
//! Truth is the ledger's entries and blobs; every other table is a projection of them and can be made anew. This crate
//! reads and writes files, draws keys from the system's randomness, and asks an SSH agent to sign. It must not read a clock or
//! the environment (the caller says when, and where keys are), and must not judge what a report, a claim or a finding says.
#![allow(clippy::disallowed_methods, reason = "the store is where the record meets the disk")]

mod accept;
pub mod agent;
pub mod backup;
mod blob;
mod decode;
pub mod disk;
mod draft;
pub mod error;
mod exchange_error;
mod folder;
pub mod key_places;
pub mod ledger_files;
mod log_keys;
mod names;
mod offer;
mod pace;
mod particulars;
pub mod port;
pub mod private_file;
mod projection;
pub mod protection;
mod publish;
mod received;
mod served;
mod snapshot;
pub mod sqlite;
pub mod verify;

pub use accept::{Accepted, Accepting};
pub use error::StoreError;
pub use exchange_error::ExchangeError;
pub use key_places::KeyPlaces;
pub use ledger::entry::Numbered;
pub use ledger_files::LedgerFiles;
pub use offer::{Holds, Offered};
pub use pace::Pace;
pub use port::{Change, Reason, ScreenedUpTo, Store, ToldSince};
pub use protection::{Erasure, Mark, ProtectedReport, Recipients};
pub use served::served;
pub use sqlite::{Access, Beginning, Delay, NewKey, Publication, Published, Resealed, Rotation, SqliteStore};
pub use verify::{Verification, verify, verify_since};
