//! The record's folder: which file lies where, and the writers' lock. It must not know of tables, nor read a key.

use crate::disk::{Disk as _, RealDisk, create_folders};
use crate::error::StoreError;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// Names that may stand in a record's folder before it holds a database.
const OURS: [&str; 4] = ["lock", "key", "key.new", "ledger"];

/// The paths of a record.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    pub(crate) root: PathBuf,
}

impl Folder {
    pub(crate) fn new(root: &Path) -> Self {
        Self { root: root.to_path_buf() }
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.root.join("record.sqlite")
    }

    pub(crate) fn ledger(&self) -> PathBuf {
        self.root.join("ledger")
    }

    pub(crate) fn key(&self) -> PathBuf {
        self.root.join("key")
    }

    /// Where a new key waits until the log has handed over to it.
    pub(crate) fn next_key(&self) -> PathBuf {
        self.root.join("key.next")
    }

    /// Whether a record was made here. A database that was begun and has no bytes yet is none.
    pub(crate) fn holds_record(&self) -> bool {
        fs::metadata(self.database()).is_ok_and(|file| file.is_file() && file.len() > 0)
    }

    /// Whether nothing stands here yet: no folder, or an empty one.
    pub(crate) fn is_vacant(&self) -> bool {
        match fs::read_dir(&self.root) {
            Ok(mut entries) => entries.next().is_none(),
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        }
    }

    /// A folder beside this one in which a record is begun; what an earlier beginning of this process left there goes.
    pub(crate) fn aside(&self) -> Result<Self, StoreError> {
        let name = self.root.file_name().unwrap_or_default().to_string_lossy();
        let root = self.root.with_file_name(format!(".{name}.begun-{}", std::process::id()));
        match fs::remove_dir_all(&root) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::file(&root, error)),
            _ => Ok(Self { root }),
        }
    }

    /// A folder beside this one in which a copy is made; of the same name each time, so that a copying that was ended leaves
    /// one at most.
    pub(crate) fn unfinished(&self) -> Self {
        let name = self.root.file_name().unwrap_or_default().to_string_lossy();
        Self { root: self.root.with_file_name(format!(".{name}.unfinished")) }
    }

    /// Moves a record that was begun here to its place. Where another process was faster, its record stays.
    pub(crate) fn move_to(self, place: &Folder) -> Result<(), StoreError> {
        let moved = fs::rename(&self.root, &place.root);
        if moved.is_err() && place.holds_record() {
            return fs::remove_dir_all(&self.root).map_err(|error| StoreError::file(&self.root, error));
        }
        moved.map_err(|error| StoreError::file(&place.root, error))?;
        let parent = place.root.parent().filter(|parent| !parent.as_os_str().is_empty());
        RealDisk.sync_folder(parent.unwrap_or(Path::new("."))).map_err(|error| StoreError::file(&place.root, error))
    }

    /// Makes the folder, and refuses one with other things in it.
    pub(crate) fn prepare(&self) -> Result<(), StoreError> {
        let failed = |error| StoreError::file(&self.root, error);
        create_folders(&RealDisk, &self.root).map_err(failed)?;
        if self.ledger().join("checkpoint").exists() {
            let what = "missing, although the ledger beside it has entries";
            return Err(StoreError::damaged(&self.database(), what));
        }
        for entry in fs::read_dir(&self.root).map_err(failed)? {
            let name = entry.map_err(failed)?.file_name();
            let name = name.to_string_lossy();
            if !OURS.contains(&name.as_ref()) && !name.starts_with("record.sqlite") {
                return Err(StoreError::NotARecord(self.root.clone()));
            }
        }
        Ok(())
    }

    /// Takes the writers' lock; it is let go when the file is dropped or the process ends, however it ends.
    pub(crate) fn lock(&self) -> Result<File, StoreError> {
        let path = self.root.join("lock");
        let open = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let file = open.map_err(|error| StoreError::file(&path, error))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse(self.root.clone())),
            Err(TryLockError::Error(error)) => Err(StoreError::file(&path, error)),
        }
    }
}
