//! The SQLite adapter: one file beside the ledger's static files. The only place that knows SQL.

mod append;
mod ask;
mod cases;
pub(crate) mod connection;
mod fieldwork;
pub(crate) mod rebuild;
mod rows;
pub(crate) mod schema;
mod seen;
pub(crate) mod tables;
mod tracks;

#[cfg(test)]
mod tests;

use crate::error::StoreError;
use crate::folder::Folder;
use crate::port::{Change, Reason, Store};
use crate::publish::{Files, Publisher, Signed};
use ledger::checkpoint::SigningKey;
use ledger::entry::Numbered;
use model::{
    Agreement, CaseId, CaseStep, Checkpoint, Decision, DecisionId, Fieldwork, Finding, FindingId, Fused, IncidentId,
    IncidentLife, ProposalSubject, Reading, RecordedChange, RecordedScreening, Report, ReportId, Rules, Source, Track,
};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use tables::Tables;

/// For what a record is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// To ask. Any number of readers, also while another process writes.
    Read,
    /// To tell; the record is made where there is none.
    Write,
    /// To tell a record that exists.
    WriteExisting,
}

/// A record in a folder.
pub struct SqliteStore {
    folder: Folder,
    connection: Connection,
    writer: Option<Writer>,
}

struct Writer {
    key: SigningKey,
    files: Publisher,
    _lock: File,
}

impl SqliteStore {
    /// Opens the record in a folder. What is checked is cheap: format, signatures of both checkpoints, the last tiles
    /// against them. A writer also brings the static files up to the database where they lag.
    ///
    /// # Errors
    /// One line on what is wrong, where, and what to do.
    pub fn open(dir: &Path, access: Access) -> Result<Self, StoreError> {
        let folder = Folder::new(dir);
        match access {
            Access::Read => Self::open_reader(folder),
            Access::Write => {
                if folder.is_vacant() {
                    Self::begin(&folder)?;
                }
                Self::open_writer(folder)
            }
            Access::WriteExisting if folder.holds_record() => Self::open_writer(folder),
            Access::WriteExisting => Err(StoreError::Missing(dir.to_path_buf())),
        }
    }

    fn open_reader(folder: Folder) -> Result<Self, StoreError> {
        if !folder.holds_record() {
            return Err(StoreError::Missing(folder.root));
        }
        let path = folder.database();
        let connection = connection::reader(&path)?;
        schema::check(&connection, &path)?;
        let tables = Tables::new(&connection, &path);
        Files::new(folder.ledger()).check(|key| Ok(tables.signed(key)?.head))?;
        Ok(Self { folder, connection, writer: None })
    }

    /// Makes a record beside its place and moves it there whole, so that whoever is killed on the way leaves none.
    fn begin(folder: &Folder) -> Result<(), StoreError> {
        let aside = folder.aside()?;
        drop(Self::open_writer(aside.clone())?);
        aside.move_to(folder)
    }

    fn open_writer(folder: Folder) -> Result<Self, StoreError> {
        let exists = folder.holds_record();
        if !exists {
            folder.prepare()?;
        }
        let lock = folder.lock()?;
        // Again, under the lock: another process may have made it meanwhile.
        let exists = exists || folder.holds_record();
        let key = if exists { folder.read_key()? } else { folder.make_key()? };
        let path = folder.database();
        let mut connection = connection::writer(&path)?;
        if schema::make(&mut connection, &path, &key)? < schema::FORMAT {
            rebuild::renew(&mut connection, &path, key.verifier(), &mut |_, _| ())?;
        }
        let files = Publisher::new(Files::new(folder.ledger()));
        let mut writer = Writer { key, files, _lock: lock };
        writer.caught_up(&Tables::new(&connection, &path))?;
        Ok(Self { folder, connection, writer: Some(writer) })
    }

    /// A blob's bytes by their hash; `None` where the record has none such.
    ///
    /// # Errors
    /// Where the database cannot be read, or the blob does not unpack.
    pub fn blob(&self, hash: &ledger::Hash) -> Result<Option<Vec<u8>>, StoreError> {
        self.tables().0.blob(hash)
    }

    fn tables(&self) -> (Tables<'_>, std::path::PathBuf) {
        let path = self.folder.database();
        (Tables::new(&self.connection, &path), path)
    }
}

impl Writer {
    /// The edge of the tree, once the static files hold all that the database does.
    fn caught_up(&mut self, tables: &Tables<'_>) -> Result<ledger::tiles::Edge, StoreError> {
        let key = self.key.verifier();
        let signed: Signed = tables.signed(key)?;
        self.files
            .caught_up(key, &signed, |from, take| tables.each_entry(from, signed.head.size, |_, bytes| take(bytes)))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.files.finish();
    }
}

impl Store for SqliteStore {
    fn append(&mut self, at: &str, reason: &Reason, changes: &[Change]) -> Result<u64, StoreError> {
        append::append(self, at, reason, changes)
    }

    fn size(&self) -> Result<u64, StoreError> {
        self.tables().0.size()
    }

    fn checkpoint(&self) -> Result<Option<Checkpoint>, StoreError> {
        ask::checkpoint(&self.tables().0).map(Some)
    }

    fn entries(&self, from: u64, count: u64) -> Result<Vec<Numbered>, StoreError> {
        ask::entries(&self.tables().0, from, count)
    }

    fn has_report(&self, id: &ReportId) -> Result<bool, StoreError> {
        self.tables().0.has_report(id.as_str())
    }

    fn report(&self, id: &ReportId) -> Result<Option<(Report, Vec<u8>)>, StoreError> {
        ask::report(&self.tables().0, id)
    }

    fn reports(&self) -> Result<Vec<Report>, StoreError> {
        ask::reports(&self.tables().0)
    }

    fn reading(&self, id: &ReportId) -> Result<Option<Reading>, StoreError> {
        ask::reading(&self.tables().0, id)
    }

    fn each_reading_since(&self, size: u64, take: &mut dyn FnMut(Reading)) -> Result<(), StoreError> {
        ask::each_reading_since(&self.tables().0, size, take)
    }

    fn fusion_state(&self) -> Result<(u64, u64), StoreError> {
        ask::fusion_state(&self.tables().0)
    }

    fn fused(&self) -> Result<Fused, StoreError> {
        ask::fused(&self.tables().0)
    }

    fn incident_lives(&self) -> Result<BTreeMap<IncidentId, IncidentLife>, StoreError> {
        ask::incident_lives(&self.tables().0)
    }

    fn incident_changes(&self) -> Result<Vec<RecordedChange>, StoreError> {
        ask::incident_changes(&self.tables().0)
    }

    fn decisions(&self) -> Result<Vec<(u64, Decision)>, StoreError> {
        ask::decisions(&self.tables().0)
    }

    fn next_decision(&self) -> Result<DecisionId, StoreError> {
        let id = self.tables().0.next_decision()?;
        DecisionId::new(id).map_err(|error| StoreError::Refused(error.to_string()))
    }

    fn as_seen(&self, decision: &Decision) -> Result<(), StoreError> {
        seen::as_seen(&self.tables().0, decision)
    }

    fn sources(&self) -> Result<Vec<Source>, StoreError> {
        ask::sources(&self.tables().0)
    }

    fn agreements(&self) -> Result<Vec<Agreement>, StoreError> {
        ask::agreements(&self.tables().0)
    }

    fn findings(&self) -> Result<Vec<Finding>, StoreError> {
        ask::findings(&self.tables().0)
    }

    fn next_finding(&self) -> Result<FindingId, StoreError> {
        let id = self.tables().0.next_finding()?;
        FindingId::new(id).map_err(|error| StoreError::Refused(error.to_string()))
    }

    fn fieldwork(&self) -> Result<Fieldwork, StoreError> {
        fieldwork::fieldwork(&self.tables().0)
    }

    fn screenings(&self) -> Result<Vec<RecordedScreening>, StoreError> {
        fieldwork::screenings(&self.tables().0)
    }

    fn screenings_of(&self, subject: &ProposalSubject) -> Result<Vec<RecordedScreening>, StoreError> {
        fieldwork::screenings_of(&self.tables().0, subject)
    }

    fn rules(&self) -> Result<Vec<Rules>, StoreError> {
        cases::rules(&self.tables().0)
    }

    fn case_steps(&self) -> Result<Vec<(u64, CaseStep)>, StoreError> {
        cases::steps(&self.tables().0, None)
    }

    fn steps_of(&self, case: &CaseId) -> Result<Vec<(u64, CaseStep)>, StoreError> {
        cases::steps(&self.tables().0, Some(case))
    }

    fn next_case(&self) -> Result<CaseId, StoreError> {
        cases::next(&self.tables().0)
    }

    fn tracks(&self) -> Result<Vec<(u64, Track)>, StoreError> {
        tracks::tracks(&self.tables().0)
    }

    fn rebuild(&mut self, progress: &mut dyn FnMut(u64, u64)) -> Result<u64, StoreError> {
        rebuild::rebuild(self, progress)
    }
}
