//! The SQLite adapter: one file beside the ledger's static files. The only place that knows SQL.

pub(crate) mod append;
pub(crate) mod apply;
mod ask;
mod bundle;
mod cases;
mod conflicts;
pub(crate) mod connection;
mod erase;
mod fieldwork;
pub(crate) mod keys;
pub(crate) mod mirror;
mod opening;
pub(crate) mod rebuild;
mod reception;
mod reseal;
mod rows;
pub(crate) mod schema;
mod screened;
mod seen;
mod signing;
pub(crate) mod tables;
mod tracks;
pub(crate) mod vault;
mod version;

#[cfg(test)]
mod tests;

pub use bundle::{Delay, Publication, Published};
pub use reseal::Resealed;

use crate::accept::{self, Accepted, Accepting};
use crate::disk::{Disk, RealDisk};
use crate::error::StoreError;
use crate::exchange_error::ExchangeError;
use crate::folder::Folder;
use crate::key_places::KeyPlaces;
use crate::offer::{self, Holds, Offered};
use crate::pace::Pace;
use crate::port::{Change, Reason, ScreenedUpTo, Store, ToldSince};
use crate::protection::Recipients;
use crate::publish::{Files, Publisher, Signed};
use ledger::checkpoint::{Signer, SigningKey, VerifierKey};
use ledger::entry::Numbered;
use ledger::redaction::Opening;
use model::{
    Agreement, CaseId, CaseStep, Checkpoint, ClaimKind, Conflict, Decision, DecisionId, Fieldwork, Finding, FindingId,
    Fused, Incident, IncidentId, IncidentLife, Peer, ProposalSubject, Reading, RecordedChange, RecordedScreening,
    Report, ReportId, Rules, Source, Track,
};
use rusqlite::Connection;
use sealing::Identity;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use tables::Tables;

pub use keys::{Beginning, NewKey, Rotation};

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
    /// The key of whoever signs what is entered.
    author: Option<SigningKey>,
    /// Whose private keys open what is protected; nobody's unless they were given.
    identities: Vec<Identity>,
}

struct Writer {
    key: Box<dyn Signer>,
    /// The key by which a log is signed that tells nothing of its keys.
    own: VerifierKey,
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
        Self::open_with(dir, access, &KeyPlaces::default())
    }

    /// The same, with the log's private key looked for in further places, and with an author who signs what is entered.
    ///
    /// # Errors
    /// One line on what is wrong, where, and what to do.
    pub fn open_with(dir: &Path, access: Access, places: &KeyPlaces) -> Result<Self, StoreError> {
        let folder = Folder::new(dir);
        let find = |folder: &Folder, exists: bool, present: Option<&VerifierKey>| {
            places.find_or_begin(folder, exists, present)
        };
        let opened = match access {
            Access::Read => Self::open_reader(folder),
            Access::Write => {
                if folder.is_vacant() {
                    Self::begin(&folder, find)?;
                }
                Self::open_writer(folder, find, Box::new(RealDisk))
            }
            Access::WriteExisting if folder.holds_record() => Self::open_writer(folder, find, Box::new(RealDisk)),
            Access::WriteExisting => Err(StoreError::Missing(dir.to_path_buf())),
        };
        Ok(Self { author: places.author.clone(), ..opened? })
    }

    /// Opens a record that exists for writing, its static files by the steps of another disk than the system's.
    ///
    /// # Errors
    /// As [`SqliteStore::open`].
    pub fn open_on(dir: &Path, disk: Box<dyn Disk>) -> Result<Self, StoreError> {
        let folder = Folder::new(dir);
        if !folder.holds_record() {
            return Err(StoreError::Missing(folder.root));
        }
        Self::open_writer(
            folder,
            |folder, exists, present| KeyPlaces::default().find_or_begin(folder, exists, present),
            disk,
        )
    }

    fn open_reader(folder: Folder) -> Result<Self, StoreError> {
        if !folder.holds_record() {
            return Err(StoreError::Missing(folder.root));
        }
        let path = folder.database();
        let connection = connection::reader(&path)?;
        schema::check(&connection, &path)?;
        let tables = Tables::new(&connection, &path);
        Files::new(folder.ledger()).check(|own| {
            let keys = keys::log_keys(&tables, &own)?;
            let head = tables.signed(keys.present())?.head;
            Ok((keys, head))
        })?;
        Ok(Self { folder, connection, writer: None, author: None, identities: Vec::new() })
    }

    /// Makes a record beside its place and moves it there whole, so that whoever is killed on the way leaves none.
    fn begin(
        folder: &Folder,
        find: impl FnOnce(&Folder, bool, Option<&VerifierKey>) -> Result<Box<dyn Signer>, StoreError>,
    ) -> Result<(), StoreError> {
        let aside = folder.aside()?;
        drop(Self::open_writer(aside.clone(), find, Box::new(RealDisk))?);
        aside.move_to(folder)
    }

    /// `find` gives the log's private key: it hears whether the record exists, and by which key it is signed.
    fn open_writer(
        folder: Folder,
        find: impl FnOnce(&Folder, bool, Option<&VerifierKey>) -> Result<Box<dyn Signer>, StoreError>,
        disk: Box<dyn Disk>,
    ) -> Result<Self, StoreError> {
        let exists = folder.holds_record();
        if !exists {
            folder.prepare()?;
        }
        let lock = folder.lock()?;
        // Again, under the lock: another process may have made it meanwhile.
        let exists = exists || folder.holds_record();
        let (path, files) = (folder.database(), Files::new(folder.ledger()));
        let (mut connection, key, present) = if exists {
            let connection = connection::writer(&path)?;
            let made = schema::is_made(&connection, &path)?;
            let present = if made { present_key(&connection, &path, &files)? } else { None };
            (connection, find(&folder, made, present.as_ref())?, present)
        } else {
            let key = find(&folder, false, None)?;
            (connection::writer(&path)?, key, None)
        };
        let own = present.unwrap_or_else(|| key.verifier().clone());
        if schema::make(&mut connection, &path, &*key)? < schema::FORMAT {
            rebuild::renew(&mut connection, &path, &own, &mut |_, _| ())?;
        }
        let mut writer = Writer { key, own, files: Publisher::new(files, disk), _lock: lock };
        writer.caught_up(&Tables::new(&connection, &path))?;
        erase::scrub(&connection, &path)?;
        Ok(Self { folder, connection, writer: Some(writer), author: None, identities: Vec::new() })
    }

    /// The same record, whose static files follow at another pace.
    #[must_use]
    pub fn at_pace(mut self, pace: Pace) -> Self {
        if let Some(writer) = &mut self.writer {
            writer.files.pace = pace;
        }
        self
    }

    /// The same record as the holders of these private keys read it: reports, readings, rules and steps of cases with what
    /// they open. Everything else, and everything for others, stays as it is in the tables.
    #[must_use]
    pub fn with_identities(self, identities: Vec<Identity>) -> Self {
        Self { identities, ..self }
    }

    /// Who may open what is protected, level by level.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn recipients(&self) -> Result<Vec<Recipients>, StoreError> {
        vault::all_recipients(&self.tables().0)
    }

    /// The openings of an entry's protected fields, as far as the store's identities open them.
    ///
    /// # Errors
    /// Where the database cannot be read, or a value is not the one to which the entry commits.
    pub fn openings(&self, numbered: &Numbered) -> Result<Vec<Opening>, StoreError> {
        vault::openings(&self.tables().0, numbered, &self.identities)
    }

    /// Erases a protected field of an entry: the ledger says so, and nothing that could open it is left in the record.
    /// Returns the ledger's new size.
    ///
    /// # Errors
    /// Where there is nothing to erase, or another process keeps the last traces from being removed.
    pub fn erase(&mut self, at: &str, reason: &Reason, entry: u64, field: &str) -> Result<u64, StoreError> {
        erase::erase(self, at, reason, (entry, field))
    }

    /// Seals what the store's identities open to those who may open it now.
    ///
    /// # Errors
    /// Where the record is open for reading only, or another process keeps the last traces from being removed.
    pub fn reseal(&mut self) -> Result<Resealed, StoreError> {
        reseal::reseal(self)
    }

    /// Publishes the record: a bundle in a new or an empty folder, with the values that the level lets be seen and the
    /// store's identities open.
    ///
    /// # Errors
    /// Where the folder is not empty, a file cannot be written, or the record is damaged; no bundle is left then.
    pub fn publish(&self, out: &Path, asked: &Publication) -> Result<Published, StoreError> {
        bundle::publish(self, out, asked)
    }

    /// A blob's bytes by their hash; `None` where the record has none such.
    ///
    /// # Errors
    /// Where the database cannot be read, or the blob does not unpack.
    pub fn blob(&self, hash: &ledger::Hash) -> Result<Option<Vec<u8>>, StoreError> {
        self.tables().0.blob(hash)
    }

    /// How many entries of each log are here: of its own, and of those that came from other posts.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn holds(&self) -> Result<Holds, StoreError> {
        offer::holds(&self.tables().0)
    }

    /// Writes a parcel for the post with the log `to`: all that it lacks. What it has it `said`, or it follows from what came
    /// from it.
    ///
    /// # Errors
    /// Where the record cannot be read, is an old copy, or the parcel cannot be written.
    pub fn offer(&self, to: &str, said: Option<&Holds>, into: impl Write) -> Result<Offered, ExchangeError> {
        offer::offer(&self.tables().0, to, said, into)
    }

    /// Takes a parcel in; `open` gives it from its beginning, and is called twice. What is here already is passed over.
    ///
    /// # Errors
    /// What is wrong with the parcel, and at which byte; nothing was written then, unless the disk failed on the way.
    pub fn accept<R: Read>(
        &mut self,
        how: &Accepting<'_>,
        open: &mut dyn FnMut() -> std::io::Result<R>,
    ) -> Result<Accepted, ExchangeError> {
        accept::accept(self, how, open)
    }

    pub(crate) fn tables(&self) -> (Tables<'_>, std::path::PathBuf) {
        let path = self.folder.database();
        (Tables::new(&self.connection, &path), path)
    }
}

/// The key by which a record that exists is signed: as its log tells, else the one beside it where that reads.
fn present_key(connection: &Connection, path: &Path, files: &Files) -> Result<Option<VerifierKey>, StoreError> {
    schema::check(connection, path)?;
    let told = keys::chain(&Tables::new(connection, path))?.current().cloned();
    Ok(told.or_else(|| files.key().ok()))
}

impl Writer {
    /// The edge of the tree, once the static files hold all that the database does.
    fn caught_up(&mut self, tables: &Tables<'_>) -> Result<ledger::tiles::Edge, StoreError> {
        let keys = keys::log_keys(tables, &self.own)?;
        let signed: Signed = tables.signed(keys.present())?;
        self.files
            .caught_up(&keys, &signed, |from, take| tables.each_entry(from, signed.head.size, |_, bytes| take(bytes)))
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
        ask::report(&self.tables().0, id, &self.identities)
    }

    fn reports(&self) -> Result<Vec<Report>, StoreError> {
        ask::reports(&self.tables().0)
    }

    fn reading(&self, id: &ReportId) -> Result<Option<Reading>, StoreError> {
        ask::reading(&self.tables().0, id, &self.identities)
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

    fn screened(&self) -> Result<Option<ScreenedUpTo>, StoreError> {
        screened::mark(&self.tables().0)
    }

    fn mark_screened(&mut self, mark: &ScreenedUpTo) -> Result<(), StoreError> {
        self.writer.as_ref().ok_or_else(|| StoreError::ReadOnly(self.folder.root.clone()))?;
        screened::set(&self.tables().0, mark)
    }

    fn told_since(&self, size: u64) -> Result<ToldSince, StoreError> {
        screened::since(&self.tables().0, size)
    }

    fn incidents_at(&self, size: u64) -> Result<Vec<Incident>, StoreError> {
        screened::incidents_at(&self.tables().0, size)
    }

    fn each_reading_of(&self, kinds: &[ClaimKind], take: &mut dyn FnMut(Reading)) -> Result<(), StoreError> {
        screened::each_reading_of(&self.tables().0, kinds, take)
    }

    fn rules(&self) -> Result<Vec<Rules>, StoreError> {
        cases::rules(&self.tables().0, &self.identities)
    }

    fn case_steps(&self) -> Result<Vec<(u64, CaseStep)>, StoreError> {
        cases::steps(&self.tables().0, None, &self.identities)
    }

    fn steps_of(&self, case: &CaseId) -> Result<Vec<(u64, CaseStep)>, StoreError> {
        cases::steps(&self.tables().0, Some(case), &self.identities)
    }

    fn next_case(&self) -> Result<CaseId, StoreError> {
        cases::next(&self.tables().0)
    }

    fn tracks(&self) -> Result<Vec<(u64, Track)>, StoreError> {
        tracks::tracks(&self.tables().0)
    }

    fn peers(&self) -> Result<Vec<Peer>, StoreError> {
        self.tables().0.peers()
    }

    fn conflicts(&self) -> Result<Vec<Conflict>, StoreError> {
        conflicts::conflicts(&self.tables().0)
    }

    fn rebuild(&mut self, progress: &mut dyn FnMut(u64, u64)) -> Result<u64, StoreError> {
        rebuild::rebuild(self, progress)
    }
}
