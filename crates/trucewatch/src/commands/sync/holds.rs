//! What a post has of each log, as lines: a number of entries, a space, the log's name.

use anyhow::{Context, Result};
use std::path::Path;
use store::Holds;

/// As lines.
pub fn write(holds: &Holds) -> String {
    holds.iter().map(|(log, size)| format!("{size} {log}\n")).collect()
}

/// Reads the lines; the error names the line.
pub fn read(text: &str) -> Result<Holds> {
    let line = |(line, number): (&str, usize)| {
        let read = line.split_once(' ').and_then(|(size, log)| Some((log.to_owned(), size.parse::<u64>().ok()?)));
        let expected = "expected a number of entries, a space and a log's name, as `trucewatch sync holds` writes them";
        read.with_context(|| format!("line {number}: {expected}"))
    };
    text.lines().zip(1..).map(line).collect()
}

/// Reads them from a file.
pub fn read_file(path: &Path) -> Result<Holds> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} could not be read", path.display()))?;
    read(&text).with_context(|| path.display().to_string())
}
