//! Paths to files: folders in the order of names, hidden files left out, links that lead in circles entered once.

use crate::error::IntakeError;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Something to read.
pub(crate) enum Input {
    StandardInput,
    File(PathBuf),
}

/// The files behind the inputs, found as they are asked for.
pub(crate) fn files(inputs: &[PathBuf]) -> impl Iterator<Item = Result<Input, IntakeError>> + '_ {
    inputs.iter().flat_map(|input| Walk { open: vec![input.clone()], entered: BTreeSet::new(), given: true })
}

struct Walk {
    /// What is still to be seen, the next one last.
    open: Vec<PathBuf>,
    /// Folders that were entered, by their true path.
    entered: BTreeSet<PathBuf>,
    given: bool,
}

impl Iterator for Walk {
    type Item = Result<Input, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(path) = self.open.pop() {
            let given = std::mem::take(&mut self.given);
            if given && path.as_os_str() == "-" {
                return Some(Ok(Input::StandardInput));
            }
            match std::fs::metadata(&path) {
                Ok(about) if about.is_dir() => {
                    if let Err(error) = self.enter(&path) {
                        return Some(Err(error));
                    }
                }
                Ok(about) if about.is_file() || given => return Some(Ok(Input::File(path))),
                Ok(_) => {}
                Err(error) => return Some(Err(IntakeError::unreadable(&path.display().to_string(), &error))),
            }
        }
        None
    }
}

impl Walk {
    fn enter(&mut self, folder: &Path) -> Result<(), IntakeError> {
        let unreadable = |error: std::io::Error| IntakeError::unreadable(&folder.display().to_string(), &error);
        let true_path = std::fs::canonicalize(folder).map_err(unreadable)?;
        if !self.entered.insert(true_path) {
            return Ok(());
        }
        let mut names = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            if !entry.file_name().to_string_lossy().starts_with('.') {
                names.push(entry.path());
            }
        }
        names.sort_by(|a, b| b.cmp(a));
        self.open.extend(names);
        Ok(())
    }
}
