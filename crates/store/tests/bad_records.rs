//! Records that are damaged, strange, newer, in use or elsewhere: one clear line each, and the record is left as it is.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and damages files itself"
)]

mod common;

use common::{AT, batch, bytes, finding, fused, reason};
use std::fs;
use std::path::{Path, PathBuf};
use store::{Access, Change, SqliteStore, Store, StoreError, verify};

fn record(folder: &Path) -> PathBuf {
    let record = folder.join("record");
    let mut store = SqliteStore::open(&record, Access::Write).unwrap();
    store.append(AT, &reason(), &batch(0..150, 2)).unwrap();
    store.append(AT, &reason(), &[Change::IncidentsProposed(Box::new(fused(5)))]).unwrap();
    store.append(AT, &reason(), &[Change::FindingEntered(Box::new(finding(1)))]).unwrap();
    record
}

fn said<T>(result: Result<T, StoreError>) -> String {
    let Err(error) = result else { panic!("it went through") };
    let line = error.to_string();
    assert!(!line.contains('\n') && line.contains(": "), "{line}");
    line
}

fn checked(record: &Path, deep: bool) -> Result<store::Verification, StoreError> {
    verify(record, None, deep, &mut |_| ())
}

fn flip(path: &Path, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[at] ^= 1;
    fs::write(path, bytes).unwrap();
}

fn sql(record: &Path, statement: &str) {
    let connection = rusqlite::Connection::open(record.join("record.sqlite")).unwrap();
    connection.execute_batch(statement).unwrap();
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
}

#[test]
fn nothing_there_or_something_else() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("nowhere");
    for access in [Access::Read, Access::WriteExisting] {
        assert!(said(SqliteStore::open(&nowhere, access)).contains("make one with `trucewatch read`"));
    }
    assert!(!nowhere.exists());
    assert!(said(checked(&nowhere, false)).contains("no record at"));
    fs::write(folder.path().join("holiday.jpg"), "").unwrap();
    assert!(said(SqliteStore::open(folder.path(), Access::Write)).contains("holds no record"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing was left there");
    let strange = folder.path().join("strange");
    fs::create_dir(&strange).unwrap();
    fs::write(strange.join("record.sqlite"), "not a database at all, but long enough to be taken for one".repeat(99))
        .unwrap();
    assert!(said(SqliteStore::open(&strange, Access::Read)).contains("not a database"));
}

#[test]
fn a_newer_record_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let record = record(folder.path());
    sql(&record, "PRAGMA user_version = 99");
    for access in [Access::Read, Access::Write] {
        let line = said(SqliteStore::open(&record, access));
        assert!(line.contains("format 99") && line.contains("newer version"), "{line}");
    }
    assert!(said(checked(&record, false)).contains("format 99"));
}

#[test]
fn a_record_of_the_first_format_is_read_verified_and_brought_up() {
    let folder = tempfile::tempdir().unwrap();
    let record = record(folder.path());
    sql(
        &record,
        "DROP TABLE rules; DROP TABLE case_step; DROP TABLE fieldwork; DROP TABLE screening; DROP TABLE key_entry; \
         DROP TABLE peer; DROP TABLE mirror_entry; PRAGMA user_version = 1",
    );
    let reader = SqliteStore::open(&record, Access::Read).unwrap();
    assert!(reader.rules().unwrap().is_empty() && reader.case_steps().unwrap().is_empty());
    assert!(reader.fieldwork().unwrap().observations.is_empty() && reader.screenings().unwrap().is_empty());
    assert!(reader.keys().unwrap().links().is_empty() && reader.authors().unwrap().present().is_empty());
    assert_eq!(reader.next_case().unwrap().as_str(), "case-1");
    drop(reader);
    checked(&record, true).unwrap();
    drop(SqliteStore::open(&record, Access::WriteExisting).unwrap());
    let database = rusqlite::Connection::open(record.join("record.sqlite")).unwrap();
    let version: i64 = database.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    let tables = "SELECT count(*) FROM sqlite_schema WHERE name IN
                  ('rules', 'case_step', 'fieldwork', 'screening', 'key_entry', 'mirror_entry', 'peer')";
    assert_eq!((version, database.query_row(tables, [], |row| row.get::<_, i64>(0)).unwrap()), (3, 7));
    checked(&record, true).unwrap();
}

#[test]
fn a_record_of_the_second_format_is_read_verified_and_brought_up() {
    let folder = tempfile::tempdir().unwrap();
    let record = record(folder.path());
    sql(&record, "DROP TABLE fieldwork; DROP TABLE screening; PRAGMA user_version = 2");
    let reader = SqliteStore::open(&record, Access::Read).unwrap();
    assert!(reader.fieldwork().unwrap().efforts.is_empty() && reader.screenings().unwrap().is_empty());
    assert!(reader.rules().is_ok() && reader.decisions().is_ok());
    drop(reader);
    checked(&record, true).unwrap();
    drop(SqliteStore::open(&record, Access::WriteExisting).unwrap());
    checked(&record, true).unwrap();
    let database = rusqlite::Connection::open(record.join("record.sqlite")).unwrap();
    let version: i64 = database.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, 3);
}

#[test]
fn a_second_writer_waits_and_readers_do_not() {
    let folder = tempfile::tempdir().unwrap();
    let record = record(folder.path());
    let mut first = SqliteStore::open(&record, Access::Write).unwrap();
    let line = said(SqliteStore::open(&record, Access::Write));
    assert!(line.contains("another process is writing") && line.contains(&record.display().to_string()), "{line}");
    let mut reader = SqliteStore::open(&record, Access::Read).unwrap();
    first.append(AT, &reason(), &batch(200..201, 1)).unwrap();
    assert_eq!(reader.size().unwrap(), 304);
    checked(&record, true).unwrap();
    assert!(said(reader.append(AT, &reason(), &batch(300..301, 1))).contains("reading only"));
    drop(first);
    SqliteStore::open(&record, Access::Write).unwrap();
}

#[test]
fn a_copy_and_a_published_bundle_verify() {
    let folder = tempfile::tempdir().unwrap();
    let record = record(folder.path());
    let summary = checked(&record, true).unwrap().to_string();
    assert!(summary.contains("302 entries of the database compared") && summary.contains("made anew"), "{summary}");
    // Only the ledger, as it would be published: with its own key, with a key given, with a stranger's.
    let bundle = folder.path().join("bundle");
    fs::create_dir(&bundle).unwrap();
    fs::rename(record.join("ledger"), bundle.join("ledger")).unwrap();
    let summary = checked(&bundle, false).unwrap().to_string();
    assert!(summary.contains("no database lies beside") && summary.contains("none of them read"), "{summary}");
    checked(&bundle.join("ledger"), false).unwrap();
    let key = fs::read_to_string(bundle.join("ledger").join("log.vkey")).unwrap();
    assert!(verify(&bundle, Some(&key), false, &mut |_| ()).unwrap().to_string().contains("given by you"));
    let stranger = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    assert!(said(verify(&bundle, Some(stranger), false, &mut |_| ())).contains("no signature by the key"));
    assert!(said(verify(&bundle, Some("a key"), false, &mut |_| ())).contains("no verifier key"));
    assert!(said(checked(&record, false)).contains("missing, although there is a database"));
    assert!(said(SqliteStore::open(&record, Access::Read)).contains("missing"));
}

/// Each with a fault that the cheap checks of opening see or not, and the words in which verification names it.
/// A stick with its write protection on, as far as one can be had without privileges: whoever has them skips this.
#[cfg(unix)]
#[test]
fn on_a_disk_that_cannot_be_written_it_is_read_verified_and_copied() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let record = record(folder.path());
    let protect = |mode: u32| {
        for path in [record.join("record.sqlite"), record.join("lock"), record.join("ledger"), record.clone()] {
            let mode = if path.is_dir() { mode | 0o111 } else { mode };
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    protect(0o444);
    if fs::write(record.join("probe"), "").is_ok() {
        return;
    }
    let before = fs::read_dir(&record).unwrap().count();
    assert_eq!(SqliteStore::open(&record, Access::Read).unwrap().size().unwrap(), 302);
    checked(&record, true).unwrap();
    let line = said(SqliteStore::open(&record, Access::WriteExisting));
    assert!(line.contains("lock") && line.contains("permissions"), "{line}");
    store::backup::copy(&record, &folder.path().join("copy"), &[], &mut |_| ()).unwrap();
    assert_eq!(fs::read_dir(&record).unwrap().count(), before, "nothing was left there");
    protect(0o644);
    drop(SqliteStore::open(&record, Access::WriteExisting).unwrap());
}

#[test]
fn every_altered_file_is_named_with_its_byte() {
    let folder = tempfile::tempdir().unwrap();
    let record = record(folder.path());
    let ledger = record.join("ledger");
    let tile = |name: &str| ledger.join("tile").join(name);
    let cases = [
        (tile("entries/000"), 5000, "tile/entries/000, byte 5000: found", false),
        (tile("0/000"), 77, "tile/0/000, byte 77: found hash", false),
        (tile("entries/001.p/46"), 300, "tile/entries/001.p/46, byte 300: found", true),
        (tile("1/000.p/1"), 3, "tile/1/000.p/1, byte 3: found hash", true),
        (ledger.join("checkpoint"), 30, "checkpoint, byte", true),
        (ledger.join("log.vkey"), 5, "log.vkey, byte 0", true),
    ];
    for (path, at, says, seen_on_opening) in cases {
        flip(&path, at);
        let line = said(checked(&record, false));
        assert!(line.contains(says), "{line}");
        for access in [Access::Read, Access::Write] {
            let opened = SqliteStore::open(&record, access);
            assert_eq!(opened.is_err(), seen_on_opening, "{}", path.display());
            if seen_on_opening {
                assert!(said(opened).contains("trucewatch verify"));
            }
        }
        flip(&path, at);
    }
    let half = fs::read(tile("entries/001.p/46")).unwrap();
    fs::write(tile("entries/001.p/46"), &half[..half.len() / 2]).unwrap();
    assert!(said(SqliteStore::open(&record, Access::Write)).contains("too short"));
    assert!(said(checked(&record, false)).contains("the file ends here"));
    fs::write(tile("entries/001.p/46"), &half).unwrap();
    checked(&record, true).unwrap();
    SqliteStore::open(&record, Access::Write).unwrap();
}

#[test]
fn every_altered_table_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let cases = [
        (
            "DROP TRIGGER entry_stays; UPDATE entry SET bytes = CAST(replace(bytes, 'Desk 2', 'Desk 3') AS BLOB) WHERE seq = 7",
            "table entry, row seq 7, byte ",
            false,
        ),
        (
            "DROP TRIGGER entry_remains; DELETE FROM entry WHERE seq = 301",
            "301 entries, but the checkpoint beside it covers 302",
            false,
        ),
        ("DROP TRIGGER entry_remains; DELETE FROM entry WHERE seq = 9", "entry 9 is missing", false),
        ("DROP TRIGGER blob_remains; DELETE FROM blob WHERE number = 1", "the blob that entry 0 names by", false),
        (
            "DROP TRIGGER blob_stays; UPDATE blob SET bytes = zeroblob(length), packed = 0 WHERE number = 3",
            "its bytes have hash",
            false,
        ),
        ("UPDATE claim SET kind = 'air_strike' WHERE place = 1 AND report = 10", "table claim, row ", true),
        ("UPDATE incident SET latitude = latitude + 1e-13 WHERE place = 3", "table incident, row 4", true),
        ("DELETE FROM finding", "table finding, row 1", true),
        ("UPDATE incident_life SET successor = 'i-1' WHERE id = 'i-2'", "table incident_life, row 3", true),
    ];
    for (number, (statement, says, only_deep)) in cases.into_iter().enumerate() {
        let copy = folder.path().join(number.to_string());
        fs::create_dir(&copy).unwrap();
        let record = record(&copy);
        sql(&record, statement);
        let line = said(checked(&record, true));
        assert!(line.contains(says), "{line}");
        assert_eq!(checked(&record, false).is_ok(), only_deep, "{says}");
        if only_deep {
            SqliteStore::open(&record, Access::Write).unwrap().rebuild(&mut |_, _| ()).unwrap();
            checked(&record, true).unwrap();
        }
    }
}

#[test]
fn the_ledger_is_append_only_in_the_database_too() {
    let folder = tempfile::tempdir().unwrap();
    let record = record(folder.path());
    let connection = rusqlite::Connection::open(record.join("record.sqlite")).unwrap();
    for statement in
        ["UPDATE entry SET bytes = x'00'", "DELETE FROM entry", "UPDATE blob SET packed = 0", "DELETE FROM blob"]
    {
        let error = connection.execute(statement, []).unwrap_err();
        assert!(error.to_string().contains("append-only"), "{statement}: {error}");
    }
    let error = connection.execute("INSERT INTO entry (seq, bytes) VALUES (999, x'00')", []).unwrap_err();
    assert!(error.to_string().contains("without gaps"), "{error}");
}

#[test]
fn files_and_database_of_different_times_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let record = record(folder.path());
    let old = fs::read(record.join("record.sqlite")).unwrap();
    SqliteStore::open(&record, Access::Write).unwrap().append(AT, &reason(), &batch(200..201, 1)).unwrap();
    fs::write(record.join("record.sqlite"), old).unwrap();
    assert!(said(SqliteStore::open(&record, Access::Write)).contains("of different times"));
    assert!(said(SqliteStore::open(&record, Access::Read)).contains("of different times"));
    assert!(said(checked(&record, false)).contains("it is older, or entries are gone"));
}

#[test]
fn without_its_key_a_record_can_be_read_and_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let record = record(folder.path());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(record.join("key")).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let secret = fs::read_to_string(record.join("key")).unwrap();
    fs::write(record.join("key"), secret.replace("PRIVATE", "PUBLIC")).unwrap();
    let line = said(SqliteStore::open(&record, Access::Write));
    assert!(line.contains("nothing can be added") && !line.contains(secret.trim()), "{line}");
    fs::remove_file(record.join("key")).unwrap();
    assert!(said(SqliteStore::open(&record, Access::Write)).contains("nothing can be added"));
    assert!(!record.join("key").exists(), "no new key is put in the old one's place");
    let (report, text) =
        SqliteStore::open(&record, Access::Read).unwrap().report(&common::report(3).0.id).unwrap().unwrap();
    assert_eq!((report, text), (common::report(3).0, bytes(3)));
}
