//! The power is cut, or the disk is full, at any step that writing takes: what was acknowledged is there, the record opens, and
//! every byte verifies.
//!
//! A run is written down step by step, below SQLite and below the ledger's files. Each cut takes the steps up to some place,
//! keeps what was flushed, and of the rest drops, tears and reorders as a disk may. `POWER_CUTS` says how many cuts,
//! `POWER_CUT_SEED` which; `POWER_CUT_ONLY` repeats a single one.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and writes files itself"
)]
#![allow(missing_docs, unreachable_pub, reason = "a test has no public interface")]
#![cfg(unix)]

mod chance;
#[path = "../common/mod.rs"]
mod common;
mod platter;
mod trace;
mod watching;

use chance::Chance;
use common::{AT, batch, fused, reason, source};
use platter::Platter;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use store::{Access, Change, Numbered, Pace, SqliteStore, Store, StoreError, verify};
use trace::Step;
use watching::{WatchingDisk, register};

const CUTS: u64 = 300;
const SEED: u64 = 20_310_501;

/// One story at a time: what is asked of the disk is written down for the whole process.
fn alone() -> MutexGuard<'static, ()> {
    static ONE: Mutex<()> = Mutex::new(());
    register();
    ONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// In memory where the system has such a folder: what a cut leaves is a thousand times a few megabytes.
fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

fn asked(name: &str, without: u64) -> u64 {
    std::env::var(name).map_or(without, |text| text.parse().unwrap_or_else(|_| panic!("{name}={text} is no number")))
}

fn open(record: &Path) -> Result<SqliteStore, StoreError> {
    SqliteStore::open_on(record, Box::new(WatchingDisk))
}

/// What one step enters: now a line, now a report with its reading, now incidents.
fn changes(step: usize) -> Vec<Change> {
    match step % 8 {
        3 => batch(step..step + 1, 3),
        6 => vec![Change::IncidentsProposed(Box::new(fused(2 + step % 3)))],
        _ => vec![Change::SourceEntered(source(step))],
    }
}

/// A run as it was written down.
struct Run {
    /// The disk before it.
    before: Platter,
    steps: Vec<Step>,
    entries: Vec<Numbered>,
}

/// Several sessions, the second long enough for SQLite to move its log into the database.
fn run(record: &Path) -> Run {
    drop(SqliteStore::open(record, Access::Write).unwrap());
    let before = Platter::holding(record);
    trace::watch(record, None);
    let mut step = 0;
    for (length, pace) in [(5, Pace::EachChange), (150, Pace::EachChange), (40, Pace::EachTile)] {
        let mut store = open(record).unwrap().at_pace(pace);
        for _ in 0..length {
            let size = store.append(AT, &reason(), &changes(step)).unwrap();
            trace::acknowledged(size);
            step += 1;
        }
    }
    let steps = trace::ended();
    let store = SqliteStore::open(record, Access::Read).unwrap();
    let entries = store.entries(0, store.size().unwrap()).unwrap();
    Run { before, steps, entries }
}

/// A cut: its number, how many steps were taken before it, and what chance has in store for the rest.
struct Cut {
    number: u64,
    after: usize,
    chance: Chance,
}

fn cuts(steps: usize) -> Vec<Cut> {
    let seed = asked("POWER_CUT_SEED", SEED);
    let only = std::env::var("POWER_CUT_ONLY").is_ok().then(|| asked("POWER_CUT_ONLY", 0));
    let numbers = only.map_or(0..asked("POWER_CUTS", CUTS), |only| only..only + 1);
    println!("{} power cuts, POWER_CUT_SEED={seed}", numbers.end - numbers.start);
    let mut cuts: Vec<Cut> = numbers
        .map(|number| {
            let mut chance = Chance::of_cut(seed, number);
            Cut { number, after: chance.below(steps + 1), chance }
        })
        .collect();
    cuts.sort_by_key(|cut| cut.after);
    cuts
}

#[test]
fn the_power_may_be_cut_at_any_step() {
    let _alone = alone();
    let folder = folder();
    let Run { before: mut platter, steps, entries } = run(&folder.path().join("record"));
    let (mut taken, mut acknowledged) = (0, 0);
    let mut wrong = Vec::new();
    for mut cut in cuts(steps.len()) {
        for step in &steps[taken..cut.after] {
            platter.take(step);
            if let Step::Acknowledged(size) = step {
                acknowledged = *size;
            }
        }
        taken = cut.after;
        let place = folder.path().join("after");
        std::fs::create_dir(&place).unwrap();
        platter.cut(&place, &mut cut.chance);
        if let Err(what) = holds(&place, acknowledged, &entries, &mut cut) {
            wrong.push(format!("POWER_CUT_ONLY={}, after step {} of {}: {what}", cut.number, cut.after, steps.len()));
        }
        std::fs::remove_dir_all(&place).unwrap();
    }
    assert!(wrong.is_empty(), "{} cuts lost something:\n{}", wrong.len(), wrong.join("\n"));
}

/// Whether a record that a cut left holds what was acknowledged, opens, and goes on.
fn holds(place: &Path, acknowledged: u64, entries: &[Numbered], cut: &mut Cut) -> Result<(), String> {
    if cut.number.is_multiple_of(4) {
        let now = verify(place, None, false, &mut |_| ()).map_err(|error| format!("as it lies: {error}"))?;
        let size = now.database.map_or(0, |database| database.entries);
        ensure(size >= acknowledged, || format!("as it lies {size} entries, {acknowledged} were acknowledged"))?;
    }
    if cut.number % 4 == 1 {
        let again = place.with_extension("again");
        let held = cut_while_opening(place, &again, &mut cut.chance)
            .and_then(|()| opens(&again, acknowledged, entries).map_err(|what| format!("cut again: {what}")));
        std::fs::remove_dir_all(&again).unwrap();
        held?;
    }
    opens(place, acknowledged, entries)
}

/// The power is cut a second time, while the record is being opened.
fn cut_while_opening(place: &Path, again: &Path, chance: &mut Chance) -> Result<(), String> {
    std::fs::create_dir(again).unwrap();
    let mut platter = Platter::holding(place);
    trace::watch(place, None);
    let opened = open(place).map(drop);
    let steps = trace::ended();
    opened.map_err(|error| format!("opening: {error}"))?;
    steps[..chance.below(steps.len() + 1)].iter().for_each(|step| platter.take(step));
    platter.cut(again, chance);
    Ok(())
}

fn opens(place: &Path, acknowledged: u64, entries: &[Numbered]) -> Result<(), String> {
    let mut store = open(place).map_err(|error| format!("opening: {error}"))?;
    let size = store.size().map_err(|error| error.to_string())?;
    ensure(size >= acknowledged, || format!("{size} entries, {acknowledged} were acknowledged"))?;
    let held = store.entries(0, size).map_err(|error| error.to_string())?;
    ensure(entries.get(..held.len()) == Some(&held), || "an entry is another".to_owned())?;
    let next = store.append(AT, &reason(), &[Change::SourceEntered(source(9000))]);
    let next = next.map_err(|error| format!("going on: {error}"))?;
    drop(store);
    let sound = verify(place, None, false, &mut |_| ()).map_err(|error| format!("afterwards: {error}"))?;
    ensure(sound.ledger.size == next, || format!("{} of {next} entries reached the files", sound.ledger.size))
}

fn ensure(holds: bool, what: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what()) }
}

/// Below SQLite and below the ledger's files there is room for so many writes, and then for none.
#[test]
fn the_disk_may_be_full_at_any_write() {
    let _alone = alone();
    let folder = folder();
    let begun = folder.path().join("begun");
    let mut store = SqliteStore::open(&begun, Access::Write).unwrap();
    store.append(AT, &reason(), &changes(3)).unwrap();
    drop(store);
    let mut refused = 0;
    for room in 0.. {
        let record = copied(&begun, &folder.path().join(format!("room-{room}")));
        trace::watch(&record, Some(room));
        let told = until_full(&record);
        trace::ended();
        let (acknowledged, error) = told;
        match error {
            None => break,
            Some(error) => {
                refused += 1;
                assert!(matches!(error, StoreError::Full(_)), "room for {room}: {error}");
            }
        }
        let size = open(&record).unwrap().size().unwrap();
        assert_eq!(size, acknowledged, "room for {room}");
        let sound = verify(&record, None, true, &mut |_| ()).unwrap_or_else(|error| panic!("room for {room}: {error}"));
        assert_eq!((sound.ledger.size, sound.database.unwrap().waiting), (acknowledged, 0), "room for {room}");
        std::fs::remove_dir_all(&record).unwrap();
    }
    assert!(refused > 40, "the story took only {refused} writes");
}

/// Some steps of writing: what was acknowledged last, and what went wrong.
fn until_full(record: &Path) -> (u64, Option<StoreError>) {
    let mut acknowledged = 2;
    let mut store = match open(record) {
        Ok(store) => store,
        Err(error) => return (acknowledged, Some(error)),
    };
    for step in 4..8 {
        match store.append(AT, &reason(), &changes(step)) {
            Ok(size) => acknowledged = size,
            Err(error) => return (acknowledged, Some(error)),
        }
    }
    (acknowledged, None)
}

fn copied(from: &Path, to: &Path) -> PathBuf {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copied(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
    to.to_path_buf()
}
