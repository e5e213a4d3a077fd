//! `cargo fuzz run extract`: bytes to reports, readings and lines. The first byte says under what name they arrive.
#![no_main]

#[path = "../../crates/pipeline/tests/hostile/checks.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;
use pipeline::Stages;
use std::sync::LazyLock;

static STAGES: LazyLock<Stages> = LazyLock::new(Stages::embedded);
const NAMES: [&str; 6] = ["a.txt", "a.html", "a.jsonl", "a.csv", "a.xml", "a.json"];

fuzz_target!(|bytes: &[u8]| {
    if let [first, rest @ ..] = bytes {
        checks::read(&STAGES, NAMES[usize::from(*first) % NAMES.len()], rest);
    }
});
