//! The house rules that the compiler does not hold.

mod data;
mod edges;
mod lengths;
mod licences;
mod words;

use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a rule has to say: where, and what is wrong there.
pub struct Finding {
    /// The file or the crate.
    pub place: String,
    /// What is wrong, in a sentence.
    pub fault: String,
    /// Whether it only deserves a look.
    pub warning: bool,
}

impl Finding {
    fn fault(place: impl Into<String>, fault: impl Into<String>) -> Self {
        Self { place: place.into(), fault: fault.into(), warning: false }
    }

    fn warning(place: impl Into<String>, fault: impl Into<String>) -> Self {
        Self { place: place.into(), fault: fault.into(), warning: true }
    }
}

/// Runs every rule, prints what they say, and fails where there is a fault.
pub fn run(root: &Path) -> Result<()> {
    let files = tracked(root)?;
    let metadata = metadata(root)?;
    let mut all = edges::check(root, &metadata)?;
    all.extend(licences::check(root, &metadata)?);
    all.extend(lengths::check(root, &files)?);
    all.extend(data::check(root, &files)?);
    all.extend(words::check(root, &files)?);
    for finding in &all {
        let kind = if finding.warning { "warning" } else { "fault" };
        eprintln!("tidy: {kind}: {}: {}", finding.place, finding.fault);
    }
    let faults = all.iter().filter(|finding| !finding.warning).count();
    ensure!(faults == 0, "tidy found {faults} faults");
    eprintln!("tidy: {} files, no faults", files.len());
    Ok(())
}

/// The files that git keeps or would keep, relative to the root, in order.
fn tracked(root: &Path) -> Result<Vec<PathBuf>> {
    let output = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .current_dir(root)
        .output();
    let output = output.context("tidy asks git which files there are; git could not be started")?;
    ensure!(output.status.success(), "git ls-files failed: tidy runs in a checkout");
    let text = String::from_utf8(output.stdout).context("a file's name is no UTF-8")?;
    let mut files: Vec<PathBuf> = text.split('\0').filter(|name| !name.is_empty()).map(PathBuf::from).collect();
    files.retain(|file| root.join(file).is_file());
    files.sort();
    files.dedup();
    Ok(files)
}

fn metadata(root: &Path) -> Result<serde_json::Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root)
        .output()?;
    ensure!(output.status.success(), "cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr));
    Ok(serde_json::from_slice(&output.stdout)?)
}
