//! How many entries a second a record makes durable, beside what its disk can flush. It must not judge the disk.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Runs the measurement and tells of it in lines of the page. It lies in the workspace's own folder, on a real disk.
pub fn lines(root: &Path, example: &Path) -> Result<String> {
    let output = Command::new(example).current_dir(root).output()?;
    ensure!(output.status.success(), "durable failed: {}", String::from_utf8_lossy(&output.stderr));
    let told: Vec<Value> = serde_json::from_slice(&output.stdout)?;
    let rows = told.iter().map(row).collect::<Result<String>>()?;
    Ok(format!(
        "\nEntries that a record makes durable in a second, by turns with flushes of a file of 4 kB on the same disk:\n\n\
         | entries an append | its files follow | entries/s | flushes/s of the disk beside | entries a flush |\n\
         |---|---|---|---|---|\n{rows}"
    ))
}

fn row(told: &Value) -> Result<String> {
    let number = |name: &str| told.get(name).and_then(Value::as_f64).with_context(|| format!("no {name} was told"));
    let (entries, flushes) = (number("entries")?, number("flushes")?);
    let follow = told.get("files_follow").and_then(Value::as_str).context("no files_follow was told")?;
    let each = entries / flushes.max(1e-9);
    Ok(format!("| {:.0} | {follow} | {entries:.0} | {flushes:.0} | {each:.2} |\n", number("entries_an_append")?))
}
