//! One bit of a record at rest is another, in any of its files: `verify --deep` finds it, or every row still says the same.
//!
//! The second is for bytes that mean nothing: room that SQLite keeps free inside a page, counters of its header that only a
//! cache looks at. That they mean nothing is not taken on trust: every table is read and compared.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and damages files itself"
)]

mod common;

use common::{AT, agreement, batch, finding, fused, reason, source};
use std::fs;
use std::path::{Path, PathBuf};
use store::{Access, Change, SqliteStore, Store, verify};

/// How many bits of a large file are tried.
const TRIED: usize = 160;

fn fill(record: &Path) -> SqliteStore {
    let mut store = SqliteStore::open(record, Access::Write).unwrap();
    store.append(AT, &reason(), &batch(0..60, 2)).unwrap();
    let others = [
        Change::SourceEntered(source(1)),
        Change::AgreementEntered(Box::new(agreement(3))),
        Change::IncidentsProposed(Box::new(fused(3))),
        Change::FindingEntered(Box::new(finding(1))),
    ];
    store.append(AT, &reason(), &others).unwrap();
    store
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() { found.extend(files(&entry.path())) } else { found.push(entry.path()) }
    }
    found.sort();
    found
}

/// Every table, row by row.
fn rows(record: &Path) -> rusqlite::Result<String> {
    let database = rusqlite::Connection::open(record.join("record.sqlite"))?;
    let mut tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
    let names: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut told = String::new();
    for name in names.iter().chain([&"sqlite_schema".to_owned()]) {
        let mut statement = database.prepare(&format!("SELECT * FROM {name}"))?;
        let columns = statement.column_count();
        let mut all = statement.query([])?;
        while let Some(row) = all.next()? {
            for column in 0..columns {
                told += &format!("{name} {:?}\n", row.get_ref(column)?);
            }
        }
    }
    Ok(told)
}

/// Which bits of a file are tried: all of a small one, of a large one so many, in each region, never the same in two files.
fn tried(length: usize) -> impl Iterator<Item = (usize, u8)> {
    let step = (length / TRIED).max(1);
    (0..length)
        .step_by(step)
        .enumerate()
        .map(move |(number, at)| ((at + number * 7 % step).min(length - 1), 1 << (number % 8)))
}

fn with_flip<T>(path: &Path, at: usize, bit: u8, act: impl FnOnce() -> T) -> T {
    let sound = fs::read(path).unwrap();
    let mut altered = sound.clone();
    altered[at] ^= bit;
    fs::write(path, altered).unwrap();
    let result = act();
    fs::write(path, sound).unwrap();
    result
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copied(&entry.path(), &target)
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Verifies a record with one bit altered after the other; gives how many went through because they mean nothing.
fn try_all(record: &Path) -> usize {
    let before = rows(record).unwrap();
    verify(record, None, true, &mut |_| ()).unwrap();
    let mut meaningless = 0;
    for path in files(record) {
        let name = path.strip_prefix(record).unwrap().display().to_string();
        let length = fs::metadata(&path).unwrap().len();
        // The private key and the lock are no part of what a reader verifies; a writer finds the first.
        if name == "key" || name == "lock" || name.ends_with("-shm") {
            continue;
        }
        let mut passed = 0;
        for (at, bit) in tried(usize::try_from(length).unwrap()) {
            with_flip(&path, at, bit, || {
                if verify(record, None, true, &mut |_| ()).is_ok() {
                    assert!(name.starts_with("record.sqlite"), "{name}, byte {at}, bit {bit:#x} was not found");
                    let now = rows(record).unwrap();
                    let other = now.lines().zip(before.lines()).find(|(now, before)| now != before);
                    assert!(now == before, "{name}, byte {at}, bit {bit:#x} changed a row unseen: {other:?}");
                    passed += 1;
                }
            });
        }
        println!("{name}: {passed} of {} altered bits mean nothing", tried(usize::try_from(length).unwrap()).count());
        meaningless += passed;
    }
    meaningless
}

#[test]
fn of_a_record_at_rest() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("record");
    drop(fill(&record));
    let meaningless = try_all(&record);
    assert!(meaningless < TRIED, "{meaningless} of {TRIED} bits of the database mean nothing");
}

/// A record as `kill -9` leaves it: what it says stands in the write-ahead log.
#[test]
fn of_a_record_whose_writer_was_ended() {
    let folder = tempfile::tempdir().unwrap();
    let (record, left) = (folder.path().join("record"), folder.path().join("left"));
    let store = fill(&record);
    copied(&record, &left);
    drop(store);
    assert!(fs::metadata(left.join("record.sqlite-wal")).unwrap().len() > 0);
    let path = left.join("record.sqlite-wal");
    let length = usize::try_from(fs::metadata(&path).unwrap().len()).unwrap();
    for (at, bit) in tried(length) {
        // SQLite drops what does not have its checksum, and all after it; the files of the ledger say that more was there.
        let bare = folder.path().join("bare");
        copied(&left, &bare);
        let altered = bare.join("record.sqlite-wal");
        with_flip(&altered, at, bit, || {
            assert!(verify(&bare, None, true, &mut |_| ()).is_err(), "byte {at}, bit {bit:#x}")
        });
        fs::remove_dir_all(&bare).unwrap();
    }
    verify(&left, None, true, &mut |_| ()).unwrap();
}

#[test]
fn of_the_private_key() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("record");
    drop(fill(&record));
    let path = record.join("key");
    for (at, bit) in tried(usize::try_from(fs::metadata(&path).unwrap().len()).unwrap() - 1) {
        with_flip(&path, at, bit, || {
            assert!(SqliteStore::open(&record, Access::WriteExisting).is_err(), "byte {at}, bit {bit:#x}");
        });
    }
    assert_eq!(SqliteStore::open(&record, Access::WriteExisting).unwrap().size().unwrap(), 124);
}
