//! Writing files so that they survive a power cut, and the steps of which that consists. The steps are behind a trait, so
//! that tests can let each of them fail, or record them and cut the power between any two. It must not know what is written.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The steps in which the ledger's static files are written.
pub trait Disk: Send + Sync {
    /// Writes a whole file; on return its bytes are on the disk. Its name is so only after [`Disk::sync_folder`].
    ///
    /// # Errors
    /// What the system says; a part may have been written.
    fn write_through(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Moves a file in place of another.
    ///
    /// # Errors
    /// What the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file; one that is not there is no error.
    ///
    /// # Errors
    /// What the system says.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Makes a folder in one that is there; one that is there already is no error.
    ///
    /// # Errors
    /// What the system says.
    fn create_folder(&self, path: &Path) -> io::Result<()>;

    /// Makes the names in a folder durable.
    ///
    /// # Errors
    /// What the system says.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;

    /// How many flushes are under way at once: a journalling file system settles several in one write.
    fn at_once(&self) -> usize {
        8
    }
}

/// The disk as it is.
pub struct RealDisk;

impl Disk for RealDisk {
    fn write_through(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_data()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        unless(fs::remove_file(path), io::ErrorKind::NotFound)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        unless(fs::create_dir(path), io::ErrorKind::AlreadyExists)
    }

    /// Where the system can open folders.
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
    }
}

fn unless(done: io::Result<()>, fine: io::ErrorKind) -> io::Result<()> {
    match done {
        Err(error) if error.kind() != fine => Err(error),
        _ => Ok(()),
    }
}

/// Writes whole files and moves each in place of its old self; on return their bytes are on the disk. Their names are so
/// only after [`sync_folders`].
pub(crate) fn replace(disk: &dyn Disk, files: &[(PathBuf, Vec<u8>)]) -> io::Result<()> {
    for (path, _) in files {
        if let Some(folder) = path.parent() {
            create_folders(disk, folder)?;
        }
    }
    side_by_side(disk, files, |(path, bytes)| disk.write_through(&fresh(path), bytes))?;
    files.iter().try_for_each(|(path, _)| disk.rename(&fresh(path), path))
}

/// Makes the names in these folders durable.
pub(crate) fn sync_folders(disk: &dyn Disk, folders: &[PathBuf]) -> io::Result<()> {
    side_by_side(disk, folders, |folder| disk.sync_folder(folder))
}

/// Makes a folder and those above it, each durable in its parent.
pub(crate) fn create_folders(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
    if let Some(parent) = parent {
        create_folders(disk, parent)?;
    }
    disk.create_folder(folder)?;
    disk.sync_folder(parent.unwrap_or(Path::new(".")))
}

/// The name under which a file is written before it takes its place.
pub(crate) fn fresh(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    path.with_file_name(name)
}

fn side_by_side<T: Sync>(disk: &dyn Disk, all: &[T], act: impl Fn(&T) -> io::Result<()> + Sync) -> io::Result<()> {
    let act = &act;
    for few in all.chunks(disk.at_once()) {
        std::thread::scope(|scope| {
            let running: Vec<_> = few.iter().map(|one| scope.spawn(move || act(one))).collect();
            running
                .into_iter()
                .try_for_each(|one| one.join().unwrap_or_else(|_| Err(io::Error::other("a write broke off"))))
        })?;
    }
    Ok(())
}
