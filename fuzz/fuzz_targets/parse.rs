//! `PARSER=checkpoint cargo fuzz run parse fuzz/corpus/checkpoint`: one of the parsers of bytes that come from outside.
#![no_main]

#[path = "../../crates/pipeline/tests/hostile/parsers.rs"]
mod parsers;

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static PARSE: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let names: Vec<&str> = parsers::PARSERS.iter().map(|(name, _)| *name).collect();
    let asked = std::env::var("PARSER").unwrap_or_default();
    let parser = parsers::PARSERS.iter().find(|(name, _)| *name == asked);
    parser.unwrap_or_else(|| panic!("PARSER={asked} is none of {}", names.join(", "))).1
});

fuzz_target!(|bytes: &[u8]| PARSE(bytes));
