//! The program as a person runs it: reasons, bad input, interruption, exchange lines.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test"
)]
#![allow(missing_docs, unreachable_pub, reason = "a test has no public interface")]

mod accounts;
mod bad_input;
mod bad_record;
mod cases;
mod codebooks;
mod decisions;
mod exchange;
mod interruption;
mod keeping;
mod keys;
mod lines;
mod observations;
mod pages;
mod posts;
mod program;
mod protection;
mod seeds_of_our_own;
mod served_log;
mod tracks;
mod witnesses;
