//! The files of a bundle on their way to the disk. It must not know what they say.

use crate::disk::{RealDisk, create_folders};
use crate::error::StoreError;
use ledger::tiles::Changes;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder `ledger/` of a bundle.
pub(super) struct Bundle {
    folder: PathBuf,
}

impl Bundle {
    /// Makes the folder, and that of the blobs in it: by it a reader knows that blobs were published, if only none of them.
    pub(super) fn begin(folder: PathBuf) -> Result<Self, StoreError> {
        create_folders(&RealDisk, &folder.join("blob")).map_err(|error| StoreError::file(&folder, error))?;
        Ok(Self { folder })
    }

    /// Writes a file.
    pub(super) fn put(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let path = self.folder.join(name);
        let parent = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(parent)
            .and_then(|()| fs::write(&path, bytes))
            .map_err(|error| StoreError::file(&path, error))
    }

    /// Writes tiles, and drops those that they replace.
    pub(super) fn tiles(&self, changes: Changes) -> Result<(), StoreError> {
        changes.write.iter().try_for_each(|tile| self.put(&tile.path, &tile.bytes))?;
        changes.obsolete.iter().try_for_each(|name| {
            let path = self.folder.join(name);
            fs::remove_file(&path).map_err(|error| StoreError::file(&path, error))
        })
    }
}
