//! Worked cases in prose (`suite/README.md` tells their format), and whether what was read is what they expect. The suite's
//! tests and `cargo xtask eval` share it. A malformed case is a mistake of its writer: it panics and says where.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "part of tests: a malformed case ends the run with its place"
)]

pub mod case;
pub mod claims;
pub mod query;

pub use case::{Case, CaseReport, ENTERED, Folder, Line};
pub use query::Query;
