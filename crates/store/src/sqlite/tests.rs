//! Faults in pairs, "failed and not written" and "failed but written", at each step of writing; and full disks.

use super::{Access, SqliteStore};
use crate::disk::{Disk, RealDisk};
use crate::port::{Change, Reason, Store as _};
use crate::{StoreError, verify};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

const AT: &str = "2031-05-01T06:00:00Z";

#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    NotWritten,
    Written,
}

/// A disk on which one step fails, or all from one on.
struct FaultyDisk {
    fault: Fault,
    for_good: bool,
    steps_left: Arc<AtomicI64>,
}

impl FaultyDisk {
    fn new(fault: Fault, for_good: bool, after: i64) -> (Box<Self>, Arc<AtomicI64>) {
        let steps_left = Arc::new(AtomicI64::new(after));
        (Box::new(Self { fault, for_good, steps_left: Arc::clone(&steps_left) }), steps_left)
    }

    fn step(&self, act: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        let left = self.steps_left.fetch_sub(1, Ordering::SeqCst);
        if left > 0 || (left < 0 && !self.for_good) {
            return act();
        }
        if self.fault == Fault::Written {
            act()?;
        }
        Err(io::Error::from(io::ErrorKind::StorageFull))
    }
}

impl Disk for FaultyDisk {
    /// Half of it, where it fails.
    fn write_through(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.step(|| std::fs::write(path, bytes)).inspect_err(|_| {
            if self.fault == Fault::NotWritten {
                std::fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
            }
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(|| RealDisk.rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step(|| RealDisk.remove(path))
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.step(|| RealDisk.create_folder(path))
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        self.step(|| Ok(()))
    }
}

fn source(n: u64) -> Change {
    let line = format!("[[source]]\nid = \"s-{n}\"\nname = \"Source {n}\"\nkind = \"outlet\"\n");
    Change::SourceEntered(wire::SourceLine::parse_file(&line).unwrap().remove(0))
}

fn append(store: &mut SqliteStore, numbers: std::ops::Range<u64>) -> Result<u64, StoreError> {
    let reason = Reason { who: "Desk 2".into(), why: "an exercise".into() };
    store.append(AT, &reason, &numbers.map(source).collect::<Vec<_>>())
}

fn sound(record: &Path, size: u64) {
    let verified = verify(record, None, true, &mut |_| ()).unwrap();
    let database = verified.database.unwrap();
    assert_eq!((verified.ledger.size, database.waiting), (size, 0));
}

/// A record of 250 entries, so that the next steps fill a tile.
fn begin(record: &Path) -> SqliteStore {
    let mut store = SqliteStore::open(record, Access::Write).unwrap();
    append(&mut store, 0..250).unwrap();
    store
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn one_fault_at_any_step_loses_nothing_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    drop(begin(&folder.path().join("begun")));
    for fault in [Fault::NotWritten, Fault::Written] {
        for step in 0.. {
            let record = folder.path().join(format!("{fault:?}-{step}"));
            copy(&folder.path().join("begun"), &record);
            // Opening sweeps: its own one step of writing is done before any fails.
            let (disk, steps_left) = FaultyDisk::new(fault, false, step + 1);
            let mut store = SqliteStore::open_on(&record, disk).unwrap();
            // What is tested is the order of steps, not the flushes themselves, which only take time.
            store.connection.pragma_update(None, "synchronous", "OFF").unwrap();
            let mut acknowledged = 250;
            for _ in 0..4 {
                match append(&mut store, acknowledged..acknowledged + 4) {
                    Ok(size) => assert_eq!(size, acknowledged + 4),
                    Err(error) => {
                        assert!(error.to_string().contains("the disk is full; nothing of this step was kept"));
                        assert_eq!(store.size().unwrap(), acknowledged);
                        continue;
                    }
                }
                acknowledged = store.size().unwrap();
                // As it lies, after each step, the fault just past or not.
                let now = verify(&record, None, false, &mut |_| ()).unwrap();
                assert_eq!(now.database.unwrap().entries, acknowledged, "{fault:?} at step {step}");
            }
            drop(store);
            drop(SqliteStore::open(&record, Access::WriteExisting).unwrap());
            assert!(acknowledged >= 250 + 3 * 4);
            sound(&record, acknowledged);
            if steps_left.load(Ordering::SeqCst) >= 0 {
                assert!(step > 20, "the story had only {step} steps");
                break;
            }
        }
    }
}

#[test]
fn a_disk_that_stays_full_refuses_before_it_loses() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("record");
    drop(begin(&record));
    let (disk, _) = FaultyDisk::new(Fault::NotWritten, true, 3);
    let mut store = SqliteStore::open_on(&record, disk).unwrap();
    assert_eq!(append(&mut store, 250..260).unwrap(), 260, "the database has it: that is acknowledged");
    for _ in 0..2 {
        let error = append(&mut store, 260..261).unwrap_err();
        assert!(matches!(error, StoreError::Full(_)), "{error}");
    }
    drop(store);
    // Before anybody writes again the files lag, and that is said.
    let lagging = verify(&record, None, true, &mut |_| ()).unwrap();
    assert_eq!((lagging.ledger.size, lagging.database.as_ref().unwrap().waiting), (250, 10));
    assert!(lagging.to_string().contains("10 entries more in the database"), "{lagging}");
    assert_eq!(SqliteStore::open(&record, Access::Read).unwrap().size().unwrap(), 260);
    drop(SqliteStore::open(&record, Access::Write).unwrap());
    sound(&record, 260);
}

#[test]
fn a_full_database_keeps_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("record");
    let mut store = begin(&record);
    let pages: i64 = store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    store.connection.pragma_update_and_check(None, "max_page_count", pages + 1, |_| Ok(())).unwrap();
    let error = append(&mut store, 250..900).unwrap_err();
    let line = error.to_string();
    assert!(matches!(error, StoreError::Full(_)) && line.contains("record.sqlite: the disk is full"), "{line}");
    assert_eq!(store.size().unwrap(), 250);
    sound(&record, 250);
    drop(store);
    let mut store = SqliteStore::open(&record, Access::Write).unwrap();
    assert_eq!(append(&mut store, 250..900).unwrap(), 900);
    drop(store);
    sound(&record, 900);
}

#[test]
fn a_first_opening_that_broke_off_is_completed() {
    let folder = tempfile::tempdir().unwrap();
    for left in ["lock", "key", "record.sqlite", "ledger/checkpoint", "ledger/log.vkey"] {
        let record = folder.path().join(left.replace('/', "-"));
        drop(SqliteStore::open(&record, Access::Write).unwrap());
        // As if the process had ended before this and all after it were made.
        let order = ["ledger/checkpoint", "ledger/log.vkey", "record.sqlite", "key", "lock"];
        for name in order.iter().take_while(|name| **name != left).chain([&left]) {
            std::fs::remove_file(record.join(name)).unwrap();
        }
        if left == "record.sqlite" {
            std::fs::write(record.join(left), "").unwrap();
        }
        let mut store = SqliteStore::open(&record, Access::Write).unwrap();
        append(&mut store, 0..3).unwrap();
        drop(store);
        sound(&record, 3);
    }
}

#[test]
fn partial_tiles_of_a_process_that_was_ended_are_swept() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("record");
    drop(begin(&record));
    let partial = record.join("ledger").join("tile").join("entries").join("000.p");
    std::fs::write(partial.join("17"), "old").unwrap();
    std::fs::write(partial.join("250.new"), "half").unwrap();
    let mut store = SqliteStore::open(&record, Access::Write).unwrap();
    let names = || std::fs::read_dir(&partial).unwrap().map(|entry| entry.unwrap().file_name()).collect::<Vec<_>>();
    assert_eq!(names(), ["250"]);
    append(&mut store, 250..252).unwrap();
    drop(store);
    assert_eq!(names(), ["252"]);
    sound(&record, 252);
}
