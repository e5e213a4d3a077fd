//! A verifier and a witness that others wrote judge what the ledger writes. They come from PyPI and are not part of the
//! tests that every change runs: `docs/ledger.md` says how to install them.

use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The judging itself, in the language of the verifier.
const JUDGE: &str = include_str!("outside.py");

/// What is judged, and with what.
#[derive(clap::Args)]
pub struct Options {
    /// A Python interpreter that has aics-tlog and aics-witness.
    #[arg(long)]
    python: PathBuf,
    /// The program; with it, witnesses of both makes are asked by clients of both makes.
    #[arg(long, value_name = "BINARY")]
    trucewatch: Option<PathBuf>,
}

/// Writes logs into a folder below `target` and has them judged.
pub fn run(root: &Path, options: &Options) -> Result<()> {
    let folder = root.join("target/outside-verifier");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    let mut write = Command::new(env!("CARGO"));
    write.args(["run", "--quiet", "--locked", "-p", "ledger", "--example", "outside", "--"]).arg(&folder);
    done(write.current_dir(root), "the example `outside`")?;
    let mut judge = Command::new(&options.python);
    judge.args(["-c", JUDGE]).arg(&folder).args(options.trucewatch.as_ref());
    done(&mut judge, "the outside verifier")
}

fn done(command: &mut Command, what: &str) -> Result<()> {
    let status = command.status().with_context(|| format!("{what} could not be started"))?;
    ensure!(status.success(), "{what} failed");
    Ok(())
}
