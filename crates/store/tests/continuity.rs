//! Records written before incidents had a history, and decisions on what changed since the person looked at it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and takes a record back to an earlier format itself"
)]

mod common;

use common::{AT, batch, changes, decision, fused, reason};
use model::{DecisionAct, DecisionId, IncidentId, Statements};
use std::path::{Path, PathBuf};
use store::{Access, Change, Reason, SqliteStore, Store, StoreError, verify};

fn id(n: usize) -> IncidentId {
    IncidentId::new(format!("i-{n}")).unwrap()
}

fn pin(n: usize) -> DecisionAct {
    DecisionAct::Pin { incident: id(n), claims: fused(n + 1).incidents[n].members.clone() }
}

fn proposed(n: usize) -> Change {
    Change::IncidentsProposed(Box::new(fused(n)))
}

/// A record of format 1: what it had, and no table that came later.
fn of_format_1(folder: &Path) -> PathBuf {
    let record = folder.join("record");
    let mut store = SqliteStore::open(&record, Access::Write).unwrap();
    store.append(AT, &reason(), &batch(0..20, 2)).unwrap();
    for n in [9, 5] {
        store.append(AT, &reason(), &[proposed(n)]).unwrap();
    }
    drop(store);
    let connection = rusqlite::Connection::open(record.join("record.sqlite")).unwrap();
    for table in
        ["incident_life", "incident_change", "decision", "decision_about", "fieldwork", "screening", "key_entry"]
    {
        connection.execute_batch(&format!("DROP TABLE {table}")).unwrap();
    }
    connection.pragma_update(None, "user_version", 1).unwrap();
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    record
}

fn sound(record: &Path) -> u64 {
    let verified = verify(record, None, true, &mut |_| ()).unwrap();
    verified.database.unwrap().rows.unwrap()
}

fn format(record: &Path) -> i64 {
    let connection = rusqlite::Connection::open(record.join("record.sqlite")).unwrap();
    connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

#[test]
fn a_record_of_format_1_is_read_as_it_is_and_gains_the_tables_when_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let record = of_format_1(folder.path());
    let reader = SqliteStore::open(&record, Access::Read).unwrap();
    assert_eq!(reader.fused().unwrap(), fused(5));
    assert!(reader.incident_lives().unwrap().is_empty() && reader.incident_changes().unwrap().is_empty());
    assert!(reader.decisions().unwrap().is_empty());
    drop(reader);
    let rows = sound(&record);
    assert_eq!(format(&record), 1, "nobody wrote, nothing was changed");
    let mut store = SqliteStore::open(&record, Access::WriteExisting).unwrap();
    let lives = store.incident_lives().unwrap();
    assert_eq!((lives.len(), lives.values().filter(|life| life.ended.is_none()).count()), (9, 5));
    assert_eq!(store.fused().unwrap(), fused(5));
    let size = store.append(AT, &reason(), &[Change::DecisionMade(Box::new(decision(1, 42, pin(3))))]).unwrap();
    assert_eq!((size, store.decisions().unwrap().len()), (43, 1));
    drop(store);
    assert_eq!((sound(&record), format(&record)), (rows + 9 + 2, 3), "nine lives, a decision and what it is about");
}

#[test]
fn a_record_of_format_1_that_was_altered_is_not_brought_up() {
    let folder = tempfile::tempdir().unwrap();
    let record = of_format_1(folder.path());
    let connection = rusqlite::Connection::open(record.join("record.sqlite")).unwrap();
    connection.execute_batch("DROP TRIGGER entry_stays; UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Desk 2', 'Desk 3') AS BLOB) WHERE seq = 3").unwrap();
    drop(connection);
    let Err(error) = SqliteStore::open(&record, Access::WriteExisting) else { panic!("it went through") };
    assert!(matches!(error, StoreError::Damaged { .. } | StoreError::Database { .. }), "{error}");
    assert_eq!(format(&record), 1);
}

struct Desk {
    store: SqliteStore,
    record: PathBuf,
    _folder: tempfile::TempDir,
}

/// A record in which three incidents stand; two people look at its state 13.
fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("record");
    let mut store = SqliteStore::open(&record, Access::Write).unwrap();
    store.append(AT, &reason(), &batch(0..6, 2)).unwrap();
    assert_eq!(store.append(AT, &reason(), &[proposed(300)]).unwrap(), 13);
    Desk { store, record, _folder: folder }
}

impl Desk {
    fn decide(&mut self, who: &str, seen: u64, act: DecisionAct) -> Result<u64, StoreError> {
        let number = self.store.decisions().unwrap().len() + 1;
        let reason = Reason { who: who.into(), why: "decided".into() };
        self.store.append(AT, &reason, &[Change::DecisionMade(Box::new(decision(number, seen, act)))])
    }

    /// Refused in one line that says all of this; nothing is entered and nothing lost.
    fn refused(&mut self, who: &str, seen: u64, act: DecisionAct, words: &[&str]) {
        let before = common::story::answers(&self.store);
        let line = self.decide(who, seen, act).unwrap_err().to_string();
        assert!(!line.contains('\n'), "{line}");
        for word in words {
            assert!(line.contains(word), "'{word}' is missing in: {line}");
        }
        assert_eq!(common::story::answers(&self.store), before);
    }
}

#[test]
fn whoever_decides_second_on_one_incident_is_told_who_was_first_and_what_he_did() {
    let mut desk = desk();
    assert_eq!(desk.decide("Ana", 13, pin(7)).unwrap(), 14);
    let words =
        ["i-7 changed since state 13", "Ana pinned i-7 (decision d-1, entry 13: “one crater", "why i-7", "--seen 14"];
    desk.refused("Ben", 13, pin(7), &words);
    assert_eq!(desk.decide("Ben", 13, pin(8)).unwrap(), 15, "another incident is as he saw it");
    let merge = DecisionAct::Merge { incidents: vec![id(8), id(7)], claims: fused(9).incidents[7].members.clone() };
    desk.refused("Eva", 14, merge.clone(), &["Ben pinned i-8"]);
    assert_eq!(desk.decide("Eva", 15, merge).unwrap(), 16);
    desk.refused("Ana", 15, pin(7), &["Eva merged i-8 and i-7 (decision d-3"]);
    desk.refused("Ana", 99, pin(7), &["--seen 99 is ahead of the record, which has 16 entries"]);
    assert!(sound(&desk.record) > 0);
}

#[test]
fn what_reports_changed_is_told_too() {
    let mut desk = desk();
    let size = desk.store.append(AT, &reason(), &[proposed(290), Change::IncidentsChanged(changes())]).unwrap();
    assert_eq!(size, 15);
    desk.refused("Ana", 13, pin(7), &["1 claim joined i-7 (entry 14)", "i-295 went into i-7"]);
    desk.refused("Ana", 14, pin(7), &["1 claim joined i-7"]);
    assert_eq!(desk.decide("Ana", 15, pin(7)).unwrap(), 16);
}

#[test]
fn a_decision_is_revoked_once_and_only_as_it_was_seen() {
    let mut desk = desk();
    desk.decide("Ana", 13, pin(7)).unwrap();
    let revoke = || DecisionAct::Revoke { decisions: vec![DecisionId::new("d-1").unwrap()] };
    desk.decide("Ben", 14, revoke()).unwrap();
    desk.refused("Eva", 14, revoke(), &["d-1 changed since state 14", "Ben revoked d-1"]);
    desk.refused("Ana", 14, pin(7), &["Ben revoked d-1"]);
    let origin = |of| DecisionAct::SetOrigin { of, origin: "Harbour Wire".into(), speaks: false };
    desk.decide("Ana", 15, origin(Statements::Source("Hill Post".into()))).unwrap();
    desk.refused("Ben", 15, origin(Statements::Source("hill post".into())), &["Ana set the origin to Harbour Wire"]);
}
