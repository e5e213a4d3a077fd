//! Readers of the research corpora, one a file: the publishers' formats in, gold in plain values out. They know nothing of
//! what we read. Nothing of a corpus is ever stored.

pub mod ecbplus;
pub mod geovirus;
pub mod markup;
pub mod muc4;
pub mod pages;
pub mod petrarch;
pub mod plover;
pub mod polnear;
pub mod re3d;
pub mod suite;
pub mod ucdp;
pub mod uner;

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// A file's text; bytes that are no UTF-8 are replaced, since the older corpora are in older encodings.
pub fn text_of(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The files of a folder with this ending, in order.
pub fn files_in(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut files: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.retain(|path| path.to_string_lossy().ends_with(ending));
    files.sort();
    Ok(files)
}
