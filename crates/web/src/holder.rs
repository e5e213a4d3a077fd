//! What the pages ask of whoever holds the record. It must not say how the record is kept.

use jiff::Timestamp;
use jiff::civil::Date;
use model::{Actor, CaseId, NextStep, ProposalSubject, Record, RecordedScreening, Report, ReportId};
use publication::treated::Treated;
use std::path::Path;
use std::sync::Arc;
use store::{Numbered, StoreError};

/// Whoever holds the record. Answers may be slow: the pages ask on threads of their own.
pub trait Holder: Send + Sync {
    /// The record as it stands now; the same `Arc` as long as it has not changed.
    fn record(&self) -> Result<Arc<Record>, StoreError>;

    /// A report with its decoded text, and its bytes as they came.
    fn report(&self, id: &ReportId) -> Result<Option<(Report, Vec<u8>)>, StoreError>;

    /// All reports in the order of arrival, without their texts.
    fn reports(&self) -> Result<Vec<Report>, StoreError>;

    /// The ledger's entries from a place on, at most `count`.
    fn entries(&self, from: u64, count: u64) -> Result<Vec<Numbered>, StoreError>;

    /// How the screening's answers on one incident or observation changed, in the order of the ledger.
    fn screenings(&self, subject: &ProposalSubject) -> Result<Vec<RecordedScreening>, StoreError>;

    /// A static file of the ledger by its path below `ledger/`; `None` where the log has none of that name.
    fn log_file(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// Whether the originals of the reports are given out among the log's files, as `blob/…`.
    fn gives_blobs(&self) -> bool;

    /// The register of actors.
    fn actors(&self) -> &[Actor];

    /// What may come next in a case now.
    fn next_steps(&self, case: &CaseId) -> Result<Vec<NextStep>, StoreError>;

    /// How each party was treated from the first day to the last, under each agreement that has rules of procedure; from the day on
    /// which they began, and until today, where no day is asked for.
    fn treated(&self, from: Option<Date>, to: Option<Date>) -> Result<Vec<Treated>, StoreError>;

    /// What time it is; clocks of cases are held against it.
    fn now(&self) -> Timestamp;

    /// The record's folder, to be named in commands.
    fn folder(&self) -> &Path;
}
