//! Copies of a record that is being written to, and what becomes of them: whole, verified, or not there at all.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and damages files itself"
)]

mod common;

use common::{AT, batch, fused, reason};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use store::backup::{Progress, copy};
use store::{Access, Change, SqliteStore, Store, StoreError, verify};

fn backed_up(from: &Path, to: &Path) -> Result<store::Verification, StoreError> {
    copy(from, to, &[], &mut |_| ())
}

/// Nothing half lies beside the place of a copy.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn while_a_writer_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("record");
    let mut store = SqliteStore::open(&record, Access::Write).unwrap();
    store.append(AT, &reason(), &batch(0..40, 2)).unwrap();
    let (acknowledged, ended) = (AtomicU64::new(80), AtomicBool::new(false));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for number in 40.. {
                if ended.load(Ordering::SeqCst) {
                    break;
                }
                let mut changes = batch(number..number + 1, 2);
                if number % 7 == 0 {
                    changes.push(Change::IncidentsProposed(Box::new(fused(3))));
                }
                acknowledged.store(store.append(AT, &reason(), &changes).unwrap(), Ordering::SeqCst);
            }
        });
        let mut last = 0;
        for number in 0..6 {
            let before = acknowledged.load(Ordering::SeqCst);
            let to = folder.path().join(format!("copy-{number}"));
            let copied = backed_up(&record, &to).unwrap_or_else(|error| panic!("copy {number}: {error}"));
            let size = copied.database.unwrap().entries;
            assert!(size >= before && size >= last, "{size} entries, {before} were acknowledged before, {last} copied");
            last = size;
            // A copy is a record: it verifies to the last row, opens, and goes on where it stands.
            assert!(verify(&to, None, true, &mut |_| ()).unwrap().database.unwrap().rows.unwrap() > 0);
            let mut restored = SqliteStore::open(&to, Access::WriteExisting).unwrap();
            assert_eq!(restored.append(AT, &reason(), &batch(9000..9001, 1)).unwrap(), size + 2);
            drop(restored);
            assert_eq!(verify(&to, None, false, &mut |_| ()).unwrap().database.unwrap().waiting, 0);
        }
        ended.store(true, Ordering::SeqCst);
    });
    assert!(acknowledged.load(Ordering::SeqCst) > 80, "the writer went on");
    verify(&record, None, true, &mut |_| ()).unwrap();
    assert!(names(folder.path()).iter().all(|name| !name.starts_with('.')), "{:?}", names(folder.path()));
}

#[test]
fn all_that_belongs_to_a_record_is_copied_and_the_rest_of_the_steps_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let (record, to) = (folder.path().join("record"), folder.path().join("a/b/copy"));
    let mut store = SqliteStore::open(&record, Access::Write).unwrap();
    store.append(AT, &reason(), &batch(0..150, 1)).unwrap();
    fs::write(record.join("witness.policy"), "quorum none\n").unwrap();
    fs::create_dir_all(record.join("kept/deep")).unwrap();
    fs::write(record.join("kept/deep/file"), "as it is").unwrap();
    let mut told = Vec::new();
    copy(&record, &to, &[], &mut |step| told.push(step)).unwrap();
    assert!(told.contains(&Progress::Ledger(5, 5)) && told.contains(&Progress::Verifying(300)), "{told:?}");
    assert!(told.iter().any(|step| matches!(step, Progress::Database(done, all) if done == all && *all > 50)));
    assert_eq!(names(&to), ["kept", "key", "ledger", "lock", "record.sqlite", "witness.policy"]);
    assert_eq!(fs::read_to_string(to.join("kept/deep/file")).unwrap(), "as it is");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(
            fs::metadata(to.join("key")).unwrap().permissions().mode() & 0o777,
            0o600,
            "nobody else reads the key"
        );
    }
    for name in ["checkpoint", "log.vkey", "tile/entries/000", "tile/entries/001.p/44"] {
        let read = |folder: &Path| fs::read(folder.join("ledger").join(name)).unwrap();
        assert!(read(&record) == read(&to), "{name}");
    }
}

#[test]
fn what_is_there_is_left_alone_and_what_is_damaged_is_not_copied() {
    let folder = tempfile::tempdir().unwrap();
    let (record, to) = (folder.path().join("record"), folder.path().join("copy"));
    let mut store = SqliteStore::open(&record, Access::Write).unwrap();
    store.append(AT, &reason(), &batch(0..20, 1)).unwrap();
    drop(store);
    fs::create_dir(&to).unwrap();
    fs::write(to.join("letter"), "not ours").unwrap();
    assert!(backed_up(&record, &to).unwrap_err().to_string().contains("is there already"));
    assert_eq!(names(&to), ["letter"]);
    fs::remove_file(to.join("letter")).unwrap();
    let entries = record.join("ledger/tile/entries/000.p/40");
    let sound = fs::read(&entries).unwrap();
    let mut altered = sound.clone();
    altered[300] ^= 1;
    fs::write(&entries, altered).unwrap();
    let line = backed_up(&record, &to).unwrap_err().to_string();
    assert!(line.contains("tile/entries/000.p/40"), "{line}");
    assert!(names(&to).is_empty() && names(folder.path()) == ["copy", "record"], "{:?}", names(folder.path()));
    fs::write(&entries, sound).unwrap();
    // What a copying that was ended left is done anew.
    let left = folder.path().join(".copy.unfinished");
    fs::create_dir_all(left.join("ledger")).unwrap();
    fs::write(left.join("record.sqlite"), "half").unwrap();
    fs::write(left.join("strange"), "half").unwrap();
    backed_up(&record, &to).unwrap();
    assert_eq!(names(&to), ["key", "ledger", "lock", "record.sqlite"]);
    assert!(matches!(backed_up(&folder.path().join("nowhere"), &to.join("x")), Err(StoreError::Missing(_))));
}
