//! `conflicts`: what posts say differently.

use super::sync::told;
use anyhow::Result;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, SqliteStore};

/// Lists every conflict with what each post says, and what stands meanwhile.
pub fn run(record: &Path) -> Result<ExitCode> {
    let store = SqliteStore::open(record, Access::Read)?;
    let mut text = String::new();
    let conflicts = pipeline::conflicts(&store, &told(&store)?)?;
    for conflict in &conflicts {
        writeln!(text, "{} {}", conflict.kind.as_str(), conflict.about)?;
        for version in &conflict.versions {
            let stands = if version.stands { "stands" } else { "stands back" };
            writeln!(text, "  {stands}: {}, {}: {}", version.log, version.place, version.says)?;
        }
    }
    if conflicts.is_empty() {
        text.push_str("no conflicts\n");
    }
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
