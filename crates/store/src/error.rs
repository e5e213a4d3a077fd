//! What can go wrong with a record, each in one line: what, where, what to do. It must not repeat a secret.

use ledger::Hash;
use ledger::checkpoint::KeyError;
use ledger::verify::VerifyError;
use std::io;
use std::path::{Path, PathBuf};

/// Why the record could not be told or asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no record.
    #[error("no record at {}: make one with `trucewatch read`", .0.display())]
    Missing(PathBuf),
    /// The folder holds other things.
    #[error("{} is not empty and holds no record: name a new or an empty folder", .0.display())]
    NotARecord(PathBuf),
    /// Something stands where a record is to be begun.
    #[error("{} is not empty: a record begins in a new or an empty folder", .0.display())]
    NotVacant(PathBuf),
    /// Where a copy is to go, something is.
    #[error("{} is there already: name another place; nothing was copied", .0.display())]
    Taken(PathBuf),
    /// A later version made it.
    #[error("{}: the record has format {found}, this program knows up to {known}: use a newer version of it", path.display())]
    Newer {
        /// The record.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The last format known here.
        known: i64,
    },
    /// Another process writes.
    #[error("{}: another process is writing to this record: wait until it has ended, then run this again", .0.display())]
    InUse(PathBuf),
    /// It was opened for reading.
    #[error("{}: the record was opened for reading only", .0.display())]
    ReadOnly(PathBuf),
    /// No room.
    #[error(
        "{}: the disk is full; nothing of this step was kept, all before it is safe: free some space and run this again", .0.display()
    )]
    Full(PathBuf),
    /// A file could not be read or written.
    #[error("{}: {error}: check the disk and the folder's permissions", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said: part of the line, so no cause to be told behind it.
        error: io::Error,
    },
    /// SQLite refused.
    #[error("{}: {reason}: check the disk, then run `trucewatch verify`", path.display())]
    Database {
        /// The database.
        path: PathBuf,
        /// What SQLite said.
        reason: String,
    },
    /// What stands there cannot have been written so.
    #[error("{}: {what}: run `trucewatch verify` to find the first wrong byte, then restore the record from a copy", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// The signing key is missing or damaged.
    #[error("{}: {reason}: without it nothing can be added to this record; restore it from a copy", path.display())]
    Key {
        /// The key's file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// What was erased cannot be cut out of the write-ahead log while somebody reads.
    #[error(
        "{}: it is done, but another process still reads this record, and its write-ahead log can still hold what was sealed: end that process, then open the record for writing again (`trucewatch rebuild` will do)", .0.display()
    )]
    StillRead(PathBuf),
    /// A change that the record does not accept.
    #[error("not entered: {0}")]
    Refused(String),
    /// A decision on something that changed since the person looked at it.
    #[error(
        "not entered: {subject} changed since state {seen}, which you looked at: {what}. Look again{how}, then decide with --seen {now}"
    )]
    Changed {
        /// What changed.
        subject: String,
        /// The state that the person looked at.
        seen: u64,
        /// Who changed what, or what came in.
        what: String,
        /// How to look at it.
        how: String,
        /// The state now.
        now: u64,
    },
    /// Cases that cannot be told under the rules that the record holds.
    #[error("the record's cases cannot be told: {0}: run `trucewatch verify --deep` on it")]
    Cases(String),
    /// An entry that this program cannot read.
    #[error("entry {seq} of the ledger: {reason}")]
    Entry {
        /// Its number.
        seq: u64,
        /// Why not.
        reason: String,
    },
    /// The ledger does not verify.
    #[error("{}/{fault}", folder.display())]
    Verify {
        /// The ledger's folder.
        folder: PathBuf,
        /// The first fault: it is the line, so no cause to be told behind it.
        fault: Box<VerifyError>,
    },
    /// A key given for verification that is none.
    #[error("the key given is no verifier key: {0}")]
    GivenKey(KeyError),
    /// A blob in the database does not have its hash.
    #[error(
        "{}, table blob, the blob that entry {seq} names by {expected}: {what}: restore it from a copy", path.display()
    )]
    Blob {
        /// The database.
        path: PathBuf,
        /// The entry.
        seq: u64,
        /// The signed hash.
        expected: Hash,
        /// What is wrong.
        what: String,
    },
    /// A row that differs from what was signed.
    #[error("{}, table {table}, row {row}, byte {offset}: {what}: restore the database from a copy", path.display())]
    Row {
        /// The database.
        path: PathBuf,
        /// The table.
        table: &'static str,
        /// The row.
        row: String,
        /// The first wrong byte of the row's value.
        offset: u64,
        /// What stands there, and what should.
        what: String,
    },
    /// A projection that differs from one made anew.
    #[error("{}, table {table}, row {row}: not what the ledger gives: run `trucewatch rebuild`", path.display())]
    Projection {
        /// The database.
        path: PathBuf,
        /// The table.
        table: &'static str,
        /// The row, from 1 in the order of the table.
        row: u64,
    },
}

impl StoreError {
    /// An error of the file system, with a full disk told apart.
    pub(crate) fn file(path: &Path, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full(path.to_path_buf()),
            _ => Self::File { path: path.to_path_buf(), error: source },
        }
    }

    /// An error of SQLite, with a full disk, damage and a busy database told apart.
    pub(crate) fn database(path: &Path, source: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let path = path.to_path_buf();
        match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full(path),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged { path, what: source.to_string() }
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::InUse(path),
            _ => Self::Database { path, reason: source.to_string() },
        }
    }

    pub(crate) fn damaged(path: &Path, what: impl ToString) -> Self {
        Self::Damaged { path: path.to_path_buf(), what: what.to_string() }
    }

    pub(crate) fn entry(seq: u64, reason: impl ToString) -> Self {
        Self::Entry { seq, reason: reason.to_string() }
    }
}
