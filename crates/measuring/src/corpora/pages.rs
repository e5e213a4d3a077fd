//! The pages of the article extraction benchmark (Scrapinghub 2020): `ground-truth.json` and packed HTML.

use crate::corpora::text_of;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// A page and the article that people found in it.
pub struct Page {
    /// The publisher's id.
    pub id: String,
    /// The page.
    pub html: String,
    /// The article.
    pub article: String,
}

/// The pages by id.
pub fn read(folder: &Path) -> Result<Vec<Page>> {
    let truth: Value = serde_json::from_str(&text_of(&folder.join("ground-truth.json"))?)?;
    let entries = truth.as_object().context("ground-truth.json holds no object")?;
    let pages = entries.iter().map(|(id, entry)| {
        let article = entry.get("articleBody").and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok(Page { id: id.clone(), html: html(&folder.join("html"), id)?, article })
    });
    pages.collect()
}

/// A page, packed or not; unpacked by the system's gzip, so that no unpacker is needed.
fn html(folder: &Path, id: &str) -> Result<String> {
    let plain = folder.join(format!("{id}.html"));
    if plain.exists() {
        return text_of(&plain);
    }
    let packed = folder.join(format!("{id}.html.gz"));
    let output = Command::new("gzip").arg("-dc").arg(&packed).output().context("gzip could not be started")?;
    ensure!(output.status.success(), "{}: {}", packed.display(), String::from_utf8_lossy(&output.stderr).trim());
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
