//! How fast a record takes in reports: `cargo run --release -p store --example append [REPORTS [FOLDER]]`.
//!
//! Batches of 64 reports, each with a reading of some 30 kB of JSON, durable one after another; then the disk's own rate
//! of flushes, the time to open, to verify and to make the tables anew.
#![allow(clippy::disallowed_methods, reason = "a measurement reads the clock")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a measurement may stop where it stands")]

// The story is told by the tests; here only its nouns are of use.
#[path = "../tests/common/mod.rs"]
mod common;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;
use store::{Access, SqliteStore, Store, verify};

const BATCH: usize = 64;
const CLAIMS: usize = 22;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let reports: usize = arguments.next().map_or(6400, |text| text.parse().unwrap());
    let whiled = tempfile::tempdir().unwrap();
    let record = arguments.next().map_or(whiled.path().join("record"), PathBuf::from);
    let line = serde_json::to_vec(&wire::ReadingLine::new(&common::reading(0, CLAIMS))).unwrap();
    println!("a reading: {} bytes of JSON", line.len());
    append(&record, reports);
    let sizes = |name: &str| std::fs::metadata(record.join(name)).map_or(0, |file| file.len());
    println!("record.sqlite: {:.1} kB a report", sizes("record.sqlite") as f64 / 1e3 / reports as f64);
    flushes(&record);
    let timed = |name: &str, act: &mut dyn FnMut()| {
        let begin = Instant::now();
        act();
        println!("{name}: {:.2} s", begin.elapsed().as_secs_f64());
    };
    timed("open to read", &mut || drop(SqliteStore::open(&record, Access::Read).unwrap()));
    timed("verify", &mut || drop(verify(&record, None, false, &mut |_| ()).unwrap()));
    timed("verify --deep", &mut || drop(verify(&record, None, true, &mut |_| ()).unwrap()));
    let mut store = SqliteStore::open(&record, Access::WriteExisting).unwrap();
    timed("rebuild", &mut || assert!(store.rebuild(&mut |_, _| ()).unwrap() > 0));
}

fn append(record: &Path, reports: usize) {
    let mut store = SqliteStore::open(record, Access::Write).unwrap();
    let (mut taken, mut spent, mut slice) = (0, 0.0, Instant::now().elapsed());
    for start in (0..reports).step_by(BATCH) {
        let batch = common::batch(start..reports.min(start + BATCH), CLAIMS);
        let begin = Instant::now();
        store.append(common::AT, &common::reason(), &batch).unwrap();
        spent += begin.elapsed().as_secs_f64();
        slice += begin.elapsed();
        taken += batch.len() / 2;
        if taken.is_multiple_of(BATCH * 25) {
            println!("{taken} reports; the last {} at {:.0}/s", BATCH * 25, (BATCH * 25) as f64 / slice.as_secs_f64());
            slice = std::time::Duration::ZERO;
        }
    }
    println!("append: {:.0} reports/s over {taken}", taken as f64 / spent);
}

/// What the disk gives: small files written and flushed one after another.
fn flushes(folder: &Path) {
    let path = folder.join("flush");
    let begin = Instant::now();
    let mut count = 0;
    while begin.elapsed().as_secs_f64() < 1.0 {
        let mut file = std::fs::File::create(&path).unwrap();
        file.write_all(&[7; 8192]).unwrap();
        file.sync_all().unwrap();
        count += 1;
    }
    std::fs::remove_file(path).unwrap();
    println!("the disk: {count} flushes/s");
}
