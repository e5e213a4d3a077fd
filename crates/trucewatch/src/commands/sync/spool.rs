//! Parcels that are on their way over HTTP, beside the record: what arrived of one stays when the program ends. It must not
//! read what a parcel says.

use anyhow::{Context, Result, bail};
use ledger::Hash;
use std::fs::{self, File, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

/// The folder for them.
pub struct Spool {
    folder: PathBuf,
}

impl Spool {
    /// The folder of a record; made where there is none.
    pub fn of(record: &Path) -> Result<Self> {
        let folder = record.join("exchange");
        fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        Ok(Self { folder })
    }

    /// The file of a parcel, by what it is and by its hash.
    pub fn file(&self, what: &str, id: &str) -> PathBuf {
        self.folder.join(format!("{what}-{id}"))
    }

    /// The files of a kind, in the order of their names.
    pub fn files(&self, what: &str) -> Result<Vec<PathBuf>> {
        let begins = format!("{what}-");
        let all = fs::read_dir(&self.folder).with_context(|| self.folder.display().to_string())?;
        let paths = all.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<PathBuf>>>()?;
        let ours = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&begins));
        let mut files: Vec<PathBuf> = paths.into_iter().filter(ours).collect();
        files.sort();
        Ok(files)
    }

    /// The folder itself, for files that have no name yet.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

/// How many bytes of a file are there; none where there is no file.
pub fn length(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |file| file.len())
}

/// Puts bytes at a place in a file, durably; the file is made where there is none.
pub fn put(path: &Path, at: u64, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
    file.seek(SeekFrom::Start(at))?;
    file.write_all(bytes)?;
    file.sync_data()
}

/// A part of a file.
pub fn part(path: &Path, from: u64, length: u64) -> std::io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The hash of a file: the name under which it travels.
pub fn hash(path: &Path) -> Result<String> {
    let mut file = File::open(path).with_context(|| path.display().to_string())?;
    Ok(Hash::read(&mut file).with_context(|| path.display().to_string())?.to_string())
}

/// Holds a parcel that arrived to its name; what is not it goes.
pub fn hold(path: &Path, id: &str) -> Result<()> {
    let found = hash(path)?;
    if found == id {
        return Ok(());
    }
    fs::remove_file(path).with_context(|| path.display().to_string())?;
    bail!("what arrived has the hash {found}, not {id}: it was damaged on the way and is fetched anew next time")
}
