//! `kill -9` at any moment: what was acknowledged is there, the record opens, and every byte verifies.
//!
//! The test runs itself as a child that appends and tells each batch that was acknowledged on its standard output.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and damages files itself"
)]
#![cfg(unix)]

mod common;

use common::{AT, batch, fused, reason};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use store::{Access, Change, SqliteStore, Store, verify};

const RECORD: &str = "STORE_TEST_KILLED_RECORD";
const ROUNDS: u64 = 100;

/// Not a test of its own: what the child does.
#[test]
fn child_that_appends() {
    let Ok(folder) = std::env::var(RECORD) else { return };
    let mut store = SqliteStore::open(Path::new(&folder), Access::Write).unwrap();
    let mut out = std::io::stdout();
    for next in store.reports().unwrap().len().. {
        let mut changes = batch(next..next + 1, 3);
        if next.is_multiple_of(5) {
            changes.push(Change::IncidentsProposed(Box::new(fused(2))));
        }
        let size = store.append(AT, &reason(), &changes).unwrap();
        writeln!(out, "acknowledged {} {size}", next + 1).unwrap();
        out.flush().unwrap();
    }
}

fn start(record: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["child_that_appends", "--exact", "--nocapture"])
        .env(RECORD, record)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Lets the child acknowledge none to three steps, then live for a moment that differs each round, then ends it; gives
/// what it last acknowledged: how many reports, and the ledger's size.
fn live_and_die(record: &Path, round: u64) -> (usize, u64) {
    let mut child = start(record);
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut steps = lines.filter_map(|line| {
        // The harness may have begun the line.
        let (_, said) = line.split_once("acknowledged ")?;
        let (reports, size) = said.split_once(' ')?;
        Some((reports.parse().ok()?, size.parse().ok()?))
    });
    let mut last = (0, 0);
    for _ in 0..round % 4 {
        last = steps.next().expect("the child goes on until it is ended");
    }
    // Steps take some tens of milliseconds: moments in steps of a prime number of microseconds fall anywhere in them.
    std::thread::sleep(Duration::from_micros(round * 7_919 % 80_000));
    child.kill().unwrap();
    child.wait().unwrap();
    // What it said before it was ended is still in the pipe.
    steps.last().unwrap_or(last)
}

#[test]
fn a_hundred_times() {
    let folder = tempfile::tempdir().unwrap();
    let (mut reports, mut size) = (0, 0);
    for round in 0..ROUNDS {
        let record = folder.path().join(format!("record-{}", round / 25));
        if round.is_multiple_of(25) {
            (reports, size) = (0, 0);
        }
        let heard = live_and_die(&record, round);
        (reports, size) = (reports.max(heard.0), size.max(heard.1));
        if !record.join("record.sqlite").is_file() || !record.join("ledger").join("checkpoint").is_file() {
            assert_eq!(size, 0, "what was acknowledged is gone");
            continue;
        }
        // A copy as it lies is sound before anybody opens it for writing…
        verify(&record, None, false, &mut |_| ()).unwrap_or_else(|error| panic!("round {round}: {error}"));
        // … and opening it for writing completes it.
        let store = SqliteStore::open(&record, Access::WriteExisting).unwrap();
        assert!(store.size().unwrap() >= size && store.reports().unwrap().len() >= reports, "round {round}");
        drop(store);
        let verified = verify(&record, None, round % 10 == 9, &mut |_| ()).unwrap();
        assert_eq!(verified.database.unwrap().waiting, 0);
    }
}
