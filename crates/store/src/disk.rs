//! Writing files so that they survive a power cut. Behind a trait, so that tests can let each step fail.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// What the ledger's static files need of a disk.
pub(crate) trait Disk: Send {
    /// Writes whole files and moves each in place of its old self; on return their bytes are on the disk. Their names
    /// are so only after [`Disk::sync_folders`].
    fn write(&mut self, files: &[(PathBuf, Vec<u8>)]) -> io::Result<()>;

    /// Makes the names in these folders durable.
    fn sync_folders(&mut self, folders: &[PathBuf]) -> io::Result<()>;

    /// Removes a file; one that is not there is no error.
    fn remove(&mut self, path: &Path) -> io::Result<()>;
}

/// The disk as it is.
pub(crate) struct RealDisk;

impl Disk for RealDisk {
    fn write(&mut self, files: &[(PathBuf, Vec<u8>)]) -> io::Result<()> {
        for (path, _) in files {
            if let Some(folder) = path.parent() {
                create_folders(folder)?;
            }
        }
        // Side by side: a journalling file system settles several flushes in one write.
        side_by_side(files, |(path, bytes)| {
            let mut file = File::create(fresh(path))?;
            file.write_all(bytes)?;
            file.sync_data()
        })?;
        files.iter().try_for_each(|(path, _)| fs::rename(fresh(path), path))
    }

    fn sync_folders(&mut self, folders: &[PathBuf]) -> io::Result<()> {
        side_by_side(folders, |folder| sync_folder(folder))
    }

    fn remove(&mut self, path: &Path) -> io::Result<()> {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// The name under which a file is written before it takes its place.
pub(crate) fn fresh(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    path.with_file_name(name)
}

fn side_by_side<T: Sync>(all: &[T], act: impl Fn(&T) -> io::Result<()> + Sync) -> io::Result<()> {
    let act = &act;
    for few in all.chunks(8) {
        std::thread::scope(|scope| {
            let running: Vec<_> = few.iter().map(|one| scope.spawn(move || act(one))).collect();
            running
                .into_iter()
                .try_for_each(|one| one.join().unwrap_or_else(|_| Err(io::Error::other("a write broke off"))))
        })?;
    }
    Ok(())
}

/// Makes a folder and those above it, each durable in its parent.
pub(crate) fn create_folders(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
    if let Some(parent) = parent {
        create_folders(parent)?;
    }
    match fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    sync_folder(parent.unwrap_or(Path::new(".")))
}

/// Makes the names in a folder durable, where the system can open folders.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
