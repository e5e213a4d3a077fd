//! The record's folder: which file lies where, the writers' lock, and the ledger's key. It must not know of tables.

use crate::disk::{Disk as _, RealDisk, create_folders};
use crate::error::StoreError;
use ledger::checkpoint::SigningKey;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
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

    fn key(&self) -> PathBuf {
        self.root.join("key")
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

    /// The ledger's key.
    pub(crate) fn read_key(&self) -> Result<SigningKey, StoreError> {
        let path = self.key();
        let wrong = |reason: String| StoreError::Key { path: path.clone(), reason };
        let text = fs::read_to_string(&path).map_err(|error| wrong(error.to_string()))?;
        SigningKey::parse(text.trim_end()).map_err(|error| wrong(error.to_string()))
    }

    /// The ledger's key, drawn anew where a first opening did not come so far.
    pub(crate) fn make_key(&self) -> Result<SigningKey, StoreError> {
        let path = self.key();
        if path.exists() {
            return self.read_key();
        }
        let key = draw_key().map_err(|error| StoreError::file(&path, error))?;
        self.write_key(&key).map_err(|error| StoreError::file(&path, error))?;
        Ok(key)
    }

    fn write_key(&self, key: &SigningKey) -> io::Result<()> {
        let fresh = self.root.join("key.new");
        if fresh.exists() {
            fs::remove_file(&fresh)?;
        }
        let mut options = OpenOptions::new();
        options.create_new(true).write(true);
        owner_only(&mut options);
        let mut file = options.open(&fresh)?;
        writeln!(file, "{}", key.to_secret_text())?;
        file.sync_all()?;
        fs::rename(&fresh, self.key())?;
        RealDisk.sync_folder(&self.root)
    }
}

/// The log's name needs no meaning, only to be unlike any other's: its first bytes are drawn too.
fn draw_key() -> io::Result<SigningKey> {
    let (mut name, mut seed) = ([0; 8], [0; 32]);
    for bytes in [&mut name[..], &mut seed[..]] {
        getrandom::fill(bytes).map_err(|error| io::Error::other(error.to_string()))?;
    }
    let name: String = name.iter().map(|byte| format!("{byte:02x}")).collect();
    SigningKey::from_seed(&format!("trucewatch/{name}"), &seed).map_err(io::Error::other)
}

#[cfg(unix)]
fn owner_only(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn owner_only(_: &mut OpenOptions) {}
