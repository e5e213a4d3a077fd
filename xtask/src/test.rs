//! Every check that main has to pass, in the order in which they fail fastest.

use crate::tidy;
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::process::Command;

/// Runs format, tidy, lints and all tests; stops at the first that fails.
pub fn run(root: &Path) -> Result<()> {
    cargo(root, &["fmt", "--all", "--check"])?;
    tidy::run(root)?;
    cargo(root, &["clippy", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"])?;
    cargo(root, &["test", "--workspace", "--locked", "--no-fail-fast"])?;
    Ok(())
}

fn cargo(root: &Path, arguments: &[&str]) -> Result<()> {
    eprintln!("cargo {}", arguments.join(" "));
    let status = Command::new(env!("CARGO")).args(arguments).current_dir(root).status();
    let status = status.with_context(|| format!("cargo {} could not be started", arguments.join(" ")))?;
    ensure!(status.success(), "cargo {} failed", arguments.join(" "));
    Ok(())
}
