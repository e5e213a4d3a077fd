//! Protected values for the tests: who may open them, reports of witnesses, and words that are found wherever they stand.

use super::{AT, reading, reason, report};
use model::ReportId;
use sealing::Identity;
use std::fs;
use std::path::{Path, PathBuf};
use store::protection::{Holder, Level, ProtectedReport, draw_id};
use store::{Access, Change, Mark, Recipients, SqliteStore, Store};

/// An identity for each level, the most open first.
pub(crate) struct Holders(pub(crate) [Identity; 3]);

impl Holders {
    pub(crate) fn draw() -> Self {
        Self([0; 3].map(|_: i32| Identity::draw().unwrap()))
    }

    pub(crate) fn of(&self, level: Level) -> Identity {
        let [restricted, confidential, strictly] = &self.0;
        match level {
            Level::Restricted => restricted.clone(),
            Level::Confidential => confidential.clone(),
            Level::StrictlyConfidential => strictly.clone(),
        }
    }

    /// A record in which each level has its holder.
    pub(crate) fn record(&self, folder: &Path) -> (PathBuf, SqliteStore) {
        let record = folder.join("record");
        let mut store = SqliteStore::open(&record, Access::Write).unwrap();
        let set = Level::ALL.map(|level| {
            let holder = Holder { name: format!("Role {level}"), key: self.of(level).recipient() };
            Change::RecipientsSet(Recipients { level, holders: vec![holder] })
        });
        store.append(AT, &reason(), &set).unwrap();
        (record, store)
    }
}

/// A witness's report: its source and its text are these words.
pub(crate) fn testimony(source: &str, text: &str, (origin, contents): (Level, Level)) -> ProtectedReport {
    let id: ReportId = draw_id().unwrap();
    let bytes = text.as_bytes().to_vec();
    let mut told = report(0).0;
    told.id = id.clone();
    told.content = ledger::Hash::of(&bytes).to_string();
    told.source = Some(source.to_owned());
    told.found_at = format!("from {source}.txt");
    told.title = None;
    told.text = text.to_owned();
    let mut read = reading(0, 1);
    read.report = id.clone();
    read.source = Some(source.to_owned());
    read.claims[0].id = model::ClaimId::new(format!("{id}.c1")).unwrap();
    read.text = text.to_owned();
    ProtectedReport { report: told, bytes, reading: read, origin, contents }
}

/// A source of this name, protected.
pub(crate) fn source(n: usize, name: &str, level: Level) -> Change {
    let source = model::Source { name: name.to_owned(), ..super::source(n) };
    let mark = Mark { field: "/name".to_owned(), level };
    Change::Protected(Box::new(Change::SourceEntered(source)), vec![mark])
}

/// Every file below a folder, with its bytes.
pub(crate) fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            all.extend(files(&entry));
        } else {
            all.push((entry.clone(), fs::read(entry).unwrap()));
        }
    }
    all
}

/// The files that hold these bytes.
pub(crate) fn holding(folder: &Path, bytes: &[u8]) -> Vec<PathBuf> {
    let holds = |file: &[u8]| file.windows(bytes.len()).any(|window| window == bytes);
    files(folder).into_iter().filter(|(_, file)| holds(file)).map(|(path, _)| path).collect()
}
