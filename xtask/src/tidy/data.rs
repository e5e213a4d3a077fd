//! Every data file says where it comes from and under which licence: in its own head, or in the README of its folder.

use super::Finding;
use anyhow::Result;
use std::path::{Path, PathBuf};

/// How many opening lines count as a file's head.
const HEAD: usize = 15;

/// Holds `origin:` and `licence:` to be told for everything under `data/`.
pub fn check(root: &Path, files: &[PathBuf]) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.starts_with("data") && !file.ends_with("README.md")) {
        if !tells(&head(&root.join(file))?) && !readme_tells(root, file)? {
            let fault = "tells neither origin nor licence, and the README of its folder does not name it";
            findings.push(Finding::fault(file.display().to_string(), fault));
        }
    }
    Ok(findings)
}

/// The opening lines; nothing where the file is no text.
fn head(file: &Path) -> Result<String> {
    let bytes = std::fs::read(file)?;
    let opening = String::from_utf8_lossy(bytes.get(..bytes.len().min(8192)).unwrap_or_default()).into_owned();
    Ok(opening.lines().take(HEAD).collect::<Vec<_>>().join("\n"))
}

fn tells(text: &str) -> bool {
    let text = text.to_lowercase();
    text.contains("origin:") && (text.contains("licence:") || text.contains("license:"))
}

fn readme_tells(root: &Path, file: &Path) -> Result<bool> {
    let Some((folder, name)) = file.parent().zip(file.file_name()) else { return Ok(false) };
    let readme = root.join(folder).join("README.md");
    if !readme.is_file() {
        return Ok(false);
    }
    let text = std::fs::read_to_string(readme)?;
    let lower = text.to_lowercase();
    Ok(text.contains(name.to_string_lossy().as_ref()) && lower.contains("origin") && lower.contains("licence"))
}
