//! A copy of a record, whole and verified, while a writer may be at work; and back again. It must not change what it copies,
//! and leaves nothing under the copy's name unless the copy is sound.
//!
//! The order matters: the ledger's files first, by the checkpoint that stands when the copying begins; then the database, in
//! one state of its own, which may be ahead of the files and never behind. The next writing puts the files right.

mod pages;

use crate::disk::{Disk as _, RealDisk, create_folders, replace, sync_folders};
use crate::error::StoreError;
use crate::folder::Folder;
use crate::ledger_files::LedgerFiles;
use crate::served::tile;
use crate::verify::{Verification, verify_since};
use ledger::checkpoint::VerifierKey;
use ledger::key_chain::KEYS_PATH;
use ledger::tiles::{Row, TILE_WIDTH, tile_path};
use ledger::verify::{CHECKPOINT_PATH, KEY_PATH};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// How many of the ledger's files are written in one go.
const AT_ONCE: usize = 64;

/// How far a copy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Files of the ledger copied, of so many.
    Ledger(u64, u64),
    /// Pages of the database copied, of so many.
    Database(u64, u64),
    /// Entries of the copy verified.
    Verifying(u64),
}

/// Copies the record at `from` to `to`, where nothing may be yet, and verifies the copy under `keys` (without any: under the
/// key beside the log). The writers' lock is not taken: whoever writes goes on. Until the copy is whole it lies beside its
/// place under a name of its own, and what an earlier copying left there is done anew.
///
/// # Errors
/// Where `to` is taken, either disk refuses, or the copy does not verify; nothing stands at `to` then.
pub fn copy(
    from: &Path,
    to: &Path,
    keys: &[VerifierKey],
    progress: &mut dyn FnMut(Progress),
) -> Result<Verification, StoreError> {
    let (record, place) = (Folder::new(from), Folder::new(to));
    if !record.holds_record() {
        return Err(StoreError::Missing(from.to_path_buf()));
    }
    if !place.is_vacant() {
        return Err(StoreError::Taken(to.to_path_buf()));
    }
    let aside = place.unfinished();
    let lock = begin(&aside)?;
    let copied = fill(&record, &aside, keys, progress);
    drop(lock);
    if copied.is_err() {
        // The first failure is what is told; what cannot be removed is done anew by the next copying.
        let _: std::io::Result<()> = fs::remove_dir_all(&aside.root);
        return copied;
    }
    aside.move_to(&place)?;
    copied
}

/// An empty folder for the copy, its lock held so that no second copying clears it away.
fn begin(aside: &Folder) -> Result<File, StoreError> {
    create_folders(&RealDisk, &aside.root).map_err(|error| StoreError::file(&aside.root, error))?;
    let lock = aside.lock()?;
    for left in names(&aside.root)?.into_iter().filter(|left| !left.ends_with("lock")) {
        let removed = if left.is_dir() { fs::remove_dir_all(&left) } else { fs::remove_file(&left) };
        removed.map_err(|error| StoreError::file(&left, error))?;
    }
    Ok(lock)
}

fn fill(
    record: &Folder,
    copy: &Folder,
    keys: &[VerifierKey],
    progress: &mut dyn FnMut(Progress),
) -> Result<Verification, StoreError> {
    log(record, copy, &mut |done, all| progress(Progress::Ledger(done, all)))?;
    let paced = &mut |done, all| progress(Progress::Database(done, all));
    for name in names(&record.root)? {
        other(&name, &copy.root, paced)?;
    }
    RealDisk.sync_folder(&copy.root).map_err(|error| StoreError::file(&copy.root, error))?;
    verify_since(&copy.root, keys, &[], None, false, &mut |done| progress(Progress::Verifying(done)))
}

/// The files of the tree that the checkpoint signs, and the checkpoint itself with the lines of witnesses under it.
fn log(record: &Folder, copy: &Folder, progress: &mut dyn FnMut(u64, u64)) -> Result<(), StoreError> {
    let files = LedgerFiles::find(&record.root)?;
    // A key leads to later checkpoints, and what is told of keys to earlier ones: so the one is read before, the other after.
    let key = format!("{}\n", files.key()?).into_bytes();
    let signed = files.checkpoint()?;
    let names = tiles(signed.checkpoint().head.size);
    let (mut done, all) = (0, names.len() as u64);
    let mut folders = BTreeSet::from([copy.ledger()]);
    for few in names.chunks(AT_ONCE) {
        let mut written = Vec::new();
        for (row, index, width) in few {
            let name = tile_path(*row, *index, *width);
            let bytes = tile(&files, &name, *row, *index, *width)?;
            let missing = || StoreError::damaged(&record.ledger().join(&name), "missing");
            written.push((copy.ledger().join(&name), bytes.ok_or_else(missing)?));
        }
        folders.extend(written.iter().filter_map(|(path, _)| path.parent().map(Path::to_path_buf)));
        write(&copy.ledger(), &written)?;
        done += written.len() as u64;
        progress(done, all);
    }
    let told = files.read(KEYS_PATH)?.map(|told| (copy.ledger().join(KEYS_PATH), told));
    write(&copy.ledger(), &[vec![(copy.ledger().join(KEY_PATH), key)], told.into_iter().collect()].concat())?;
    write(&copy.ledger(), &[(copy.ledger().join(CHECKPOINT_PATH), signed.to_bytes())])?;
    let folders: Vec<PathBuf> = folders.into_iter().collect();
    sync_folders(&RealDisk, &folders).map_err(|error| StoreError::file(&copy.ledger(), error))
}

fn write(folder: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<(), StoreError> {
    replace(&RealDisk, files).map_err(|error| StoreError::file(folder, error))
}

/// Every tile of a tree.
fn tiles(size: u64) -> Vec<(Row, u64, u64)> {
    let rows = std::iter::once(Row::Entries).chain((0..8).map(|level| Row::Hashes { level }));
    let of =
        |row: Row| (0..row.length(size).div_ceil(TILE_WIDTH)).map(move |index| (row, index, row.width(index, size)));
    rows.flat_map(of).collect()
}

/// Whatever else lies in the record's folder: databases in one state each, the rest as it is.
fn other(path: &Path, into: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<(), StoreError> {
    let name = path.file_name().unwrap_or_default();
    let (to, text) = (into.join(name), name.to_string_lossy());
    // SQLite's own files beside a database, and files that were being written, belong to the process that writes.
    let passing = ["-wal", "-shm", "-journal", ".new"].iter().any(|end| text.ends_with(end));
    match &*text {
        "ledger" | "lock" => Ok(()),
        _ if passing => Ok(()),
        _ if text.ends_with(".sqlite") => pages::copy(path, &to, progress),
        _ => plain(path, &to).map_err(|error| StoreError::file(path, error)),
    }
}

/// A file with its mode, or a folder with all in it; durable but for its own name.
fn plain(path: &Path, to: &Path) -> std::io::Result<()> {
    if !path.is_dir() {
        fs::copy(path, to)?;
        return File::open(to)?.sync_all();
    }
    fs::create_dir(to)?;
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        plain(&entry.path(), &to.join(entry.file_name()))?;
    }
    RealDisk.sync_folder(to)
}

/// What lies in a folder, in the order of names.
fn names(folder: &Path) -> Result<BTreeSet<PathBuf>, StoreError> {
    let failed = |error| StoreError::file(folder, error);
    fs::read_dir(folder).map_err(failed)?.map(|entry| entry.map(|entry| entry.path()).map_err(failed)).collect()
}
