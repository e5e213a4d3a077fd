//! How many entries a second a record makes durable, beside what its disk can flush. It must not judge the disk.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Runs the measurement and tells of it in lines of the page. It lies in the workspace's own folder, on a real disk.
pub fn lines(root: &Path, example: &Path) -> Result<String> {
    let output = Command::new(example).current_dir(root).output()?;
    ensure!(output.status.success(), "durable failed: {}", String::from_utf8_lossy(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout)?;
    let rate = |name: &str| told.get(name).and_then(Value::as_f64).with_context(|| format!("no {name} was told"));
    Ok(format!(
        "\nEntries that a record makes durable in a second, by turns with flushes of a file of 4 kB on the same disk:\n\n\
         | entries an append | entries/s | flushes/s of the disk beside | entries a flush |\n|---|---|---|---|\n\
         | 1 | {:.0} | {:.0} | {:.2} |\n| {:.0} | {:.0} | {:.0} | {:.2} |\n",
        rate("singly")?,
        rate("flushes_beside_singly")?,
        rate("singly")? / rate("flushes_beside_singly")?.max(1e-9),
        rate("batch")?,
        rate("batched")?,
        rate("flushes_beside_batched")?,
        rate("batched")? / rate("flushes_beside_batched")?.max(1e-9),
    ))
}
