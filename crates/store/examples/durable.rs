//! How many entries a second a record makes durable: `cargo run --release -p store --example durable [SECONDS]`.
//!
//! One entry an append whose static files follow at once, one an append whose files follow by the tile, then a hundred an append, each time beside the disk's own rate of flushes, measured in turns in the same
//! run: what else uses the disk slows both. The answer is a line of JSON.
#![allow(clippy::disallowed_methods, reason = "a measurement reads the clock")]
#![allow(clippy::unwrap_used, reason = "a measurement may stop where it stands")]

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};
use store::{Access, Change, Pace, Reason, SqliteStore, Store};

/// How long one thing is measured before the other has its turn.
const TURN: Duration = Duration::from_millis(250);

/// How many entries a batch has.
const BATCH: usize = 100;

fn main() {
    let seconds: u64 = std::env::args().nth(1).map_or(5, |text| text.parse().unwrap());
    // In the present folder: what lies in memory is durable at once.
    let folder = tempfile::tempdir_in(".").unwrap();
    let record = folder.path().join("record");
    let told = [(1, Pace::EachChange), (1, Pace::EachTile), (BATCH, Pace::EachTile)].map(|(batch, pace)| {
        let mut store = SqliteStore::open(&record, Access::Write).unwrap().at_pace(pace);
        let (entries, flushes) = measured(&mut store, folder.path(), batch, seconds);
        format!(
            "{{\"entries_an_append\":{batch},\"files_follow\":\"{}\",\"entries\":{entries:.0},\"flushes\":{flushes:.0}}}",
            if pace == Pace::EachTile { "by the tile" } else { "at once" }
        )
    });
    println!("[{}]", told.join(","));
}

/// Entries and flushes a second.
fn measured(store: &mut SqliteStore, folder: &Path, batch: usize, seconds: u64) -> (f64, f64) {
    let (mut entries, mut flushes) = (0, 0);
    let (mut appending, mut flushing) = (Duration::ZERO, Duration::ZERO);
    while appending.as_secs() < seconds {
        appending += turn(&mut || {
            store.append("2031-05-01T06:00:00Z", &reason(), &changes(entries, batch)).unwrap();
            entries += batch;
        });
        flushing += turn(&mut || {
            flush(folder);
            flushes += 1;
        });
    }
    (entries as f64 / appending.as_secs_f64(), f64::from(flushes) / flushing.as_secs_f64())
}

fn turn(act: &mut dyn FnMut()) -> Duration {
    let begin = Instant::now();
    while begin.elapsed() < TURN {
        act();
    }
    begin.elapsed()
}

/// A small file written and flushed, as the disk gives it.
fn flush(folder: &Path) {
    let mut file = File::create(folder.join("flush")).unwrap();
    file.write_all(&[7; 4096]).unwrap();
    file.sync_data().unwrap();
}

fn reason() -> Reason {
    Reason { who: "Desk 2".into(), why: "a measurement".into() }
}

fn changes(from: usize, count: usize) -> Vec<Change> {
    let source = |number: usize| {
        let line = format!("[[source]]\nid = \"s-{number}\"\nname = \"Source {number}\"\nkind = \"outlet\"\n");
        Change::SourceEntered(wire::SourceLine::parse_file(&line).unwrap().remove(0))
    };
    (from..from + count).map(source).collect()
}
