//! Rows of codebooks into a record: each row a report, kept as its bytes stand, with the claims that the row makes. A row
//! that was revised by its coders takes the place of its earlier version, whose claims then bind nobody; both stay.

use codebooks::{Agreements, Book, Fault, Register, Row};
use ledger::Hash;
use model::{Agreement, Basis, Interval, MediaType, Note, Published, Reading, Report, ReportId};
use rayon::prelude::*;
use std::collections::BTreeMap;
use store::{Change, Reason, Store, StoreError};

/// How many rows are read and committed together.
const BATCH: usize = 512;

/// What a person says of all rows that come in together.
pub struct Importing<'a> {
    /// When the data set was published.
    pub published: Option<Interval>,
    /// Who imports it, and why.
    pub reason: &'a Reason,
    /// Tells the time of each batch.
    pub now: &'a dyn Fn() -> String,
}

/// What an import came to.
#[derive(Debug, Default, Clone)]
pub struct Imported {
    /// Rows that arrived, good ones only.
    pub rows: u64,
    /// Rows that the record did not have.
    pub new: u64,
    /// New rows that are later versions of rows that it had.
    pub revised: u64,
    /// Claims that the new ones make.
    pub claims: u64,
    /// Agreements that the record did not have.
    pub agreements: u64,
    /// Rows that could not be taken in.
    pub refused: Vec<Fault>,
    /// Remarks on new rows.
    pub notes: Vec<Note>,
}

/// A row as a report with its bytes and its reading.
struct Taken {
    report: Report,
    bytes: Vec<u8>,
    reading: Reading,
}

/// Takes rows in; without a store they are only read and counted. What was committed before a fault stays, and a second run
/// of the same rows changes nothing.
pub fn import(
    register: &Register,
    mut store: Option<&mut dyn Store>,
    rows: impl Iterator<Item = Result<Row, Fault>>,
    how: &Importing<'_>,
    progress: &mut dyn FnMut(u64),
) -> Result<Imported, StoreError> {
    let mut known = match &store {
        Some(store) => versions(&store.reports()?),
        None => BTreeMap::new(),
    };
    let (mut imported, mut agreements, mut batch) = (Imported::default(), Agreements::default(), Vec::new());
    for row in rows {
        match row {
            Err(fault) => imported.refused.push(fault),
            Ok(row) => {
                imported.rows += 1;
                progress(row.bytes.len() as u64);
                agreements.take(&row, register);
                batch.push(row);
            }
        }
        if batch.len() == BATCH {
            commit(register, &mut store, &mut known, std::mem::take(&mut batch), how, &mut imported)?;
        }
    }
    commit(register, &mut store, &mut known, batch, how, &mut imported)?;
    let (found, notes) = agreements.finish();
    imported.notes.extend(notes);
    enter(&mut store, found, how, &mut imported)?;
    Ok(imported)
}

/// By row, every version that the record has, the last one last.
type Versions = BTreeMap<(String, String), Vec<ReportId>>;

fn versions(reports: &[Report]) -> Versions {
    let mut versions = Versions::new();
    for report in reports {
        if let Some((list, entry)) = report.id.row() {
            versions.entry((list.to_owned(), entry.to_owned())).or_default().push(report.id.clone());
        }
    }
    versions
}

fn commit(
    register: &Register,
    store: &mut Option<&mut dyn Store>,
    known: &mut Versions,
    batch: Vec<Row>,
    how: &Importing<'_>,
    imported: &mut Imported,
) -> Result<(), StoreError> {
    let published = how.published;
    let taken: Vec<Result<Taken, Fault>> = batch.into_par_iter().map(|row| taken(register, row, published)).collect();
    let mut changes = Vec::new();
    for one in taken {
        match one {
            Err(fault) => imported.refused.push(fault),
            Ok(one) => changes.extend(changed(store.as_deref(), known, one, imported)?),
        }
    }
    match store {
        Some(store) if !changes.is_empty() => store.append(&(how.now)(), how.reason, &changes).map(|_| ()),
        _ => Ok(()),
    }
}

/// The changes that a row makes; none where the record has it as it is.
fn changed(
    store: Option<&dyn Store>,
    known: &mut Versions,
    one: Taken,
    imported: &mut Imported,
) -> Result<Vec<Change>, StoreError> {
    let key = one.report.id.row().map(|(list, entry)| (list.to_owned(), entry.to_owned()));
    let versions = known.entry(key.expect("a row's report has a row's id")).or_default();
    if versions.contains(&one.report.id) {
        return Ok(Vec::new());
    }
    imported.new += 1;
    imported.claims += one.reading.claims.len() as u64;
    imported.notes.extend(one.reading.notes.iter().cloned());
    let mut changes = Vec::new();
    if let (Some(store), Some(earlier)) = (store, versions.last()) {
        imported.revised += 1;
        let earlier = store.reading(earlier)?;
        changes.extend(earlier.map(|reading| Change::ReadingMade(Box::new(superseded(reading, &one.report.id)))));
    }
    versions.push(one.report.id.clone());
    changes.push(Change::ReportReceived(Box::new(one.report), one.bytes));
    changes.push(Change::ReadingMade(Box::new(one.reading)));
    Ok(changes)
}

/// An earlier version of a row: its words stay, and its coders no longer say so.
fn superseded(reading: Reading, later: &ReportId) -> Reading {
    let message =
        format!("its coders revised this row: {later} stands in its place, and no claim is made of this version");
    let mut notes = reading.notes.clone();
    notes.push(Note::information("row-revised", message));
    Reading { claims: Vec::new(), notes, ..reading }
}

fn taken(register: &Register, row: Row, published: Option<Interval>) -> Result<Taken, Fault> {
    let bytes = row.whole();
    let content = Hash::of(&bytes).to_string();
    let (publisher, entry) = (row.book.publisher(), row.entry());
    let digest = intake::report_id(&content, Some(publisher), Some(&entry));
    let digest = digest.as_str().trim_start_matches("r-");
    let id = ReportId::of_row(row.book.as_str(), &entry, digest).map_err(|error| Fault {
        place: row.place.clone(),
        column: None,
        problem: format!("{error}; left out"),
    })?;
    let mut reading = codebooks::read(&row, id.clone(), register);
    reading.published = published.map_or(reading.published, |when| Published::Known { when, basis: Basis::Given });
    let report = Report {
        id,
        content,
        media: MediaType::Text,
        encoding: "utf-8".to_owned(),
        text: String::from_utf8_lossy(&bytes).into_owned(),
        source: Some(publisher.to_owned()),
        title: Some(format!("{publisher} {} {entry}", row.book.row_is())),
        external_id: Some(entry),
        found_at: row.place,
        url: None,
        language: None,
        published: reading.published,
    };
    Ok(Taken { report, bytes, reading })
}

/// Enters the agreements that the record does not have as they are.
fn enter(
    store: &mut Option<&mut dyn Store>,
    found: Vec<Agreement>,
    how: &Importing<'_>,
    imported: &mut Imported,
) -> Result<(), StoreError> {
    let held = match store {
        Some(store) => store.agreements()?,
        None => Vec::new(),
    };
    let new: Vec<Change> = found
        .into_iter()
        .filter(|agreement| !held.contains(agreement))
        .map(|agreement| Change::AgreementEntered(Box::new(agreement)))
        .collect();
    imported.agreements = new.len() as u64;
    match store {
        Some(store) if !new.is_empty() => store.append(&(how.now)(), how.reason, &new).map(|_| ()),
        _ => Ok(()),
    }
}

/// The rows of a book that a record has, the last version of each, in the order in which they came in.
pub fn rows_of(book: Book, store: &dyn Store) -> Result<Vec<(ReportId, Row)>, StoreError> {
    let reports = store.reports()?;
    let versions = versions(&reports);
    let mut rows = Vec::new();
    for report in reports.iter().filter(|report| report.id.row().is_some_and(|(list, _)| list == book.as_str())) {
        let last = |ids: &Vec<ReportId>| ids.last() == Some(&report.id);
        let key = report.id.row().map(|(list, entry)| (list.to_owned(), entry.to_owned()));
        if !key.and_then(|key| versions.get(&key)).is_some_and(last) {
            continue;
        }
        let Some((_, bytes)) = store.report(&report.id)? else { continue };
        // What was taken in as a row is read back as that row: a record that gives other bytes fails its own check.
        let row = codebooks::kept(book, report.id.as_str(), &bytes);
        rows.extend(row.ok().map(|row| (report.id.clone(), row)));
    }
    Ok(rows)
}
