//! Files that nobody but their owner may read: keys of logs and authors, identities. It must not know what is in them.

use crate::disk::{Disk as _, RealDisk, fresh};
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// Writes a new file that its owner alone may read; on return it is on the disk, whole.
///
/// # Errors
/// Where the file is there already, or cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let fresh = fresh(path);
    // What a process left that was ended on the way was never used.
    if fresh.exists() {
        fs::remove_file(&fresh)?;
    }
    if path.exists() {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists));
    }
    let mut options = OpenOptions::new();
    options.create_new(true).write(true);
    owner_only(&mut options);
    let mut file = options.open(&fresh)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&fresh, path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    RealDisk.sync_folder(folder.unwrap_or(Path::new(".")))
}

#[cfg(unix)]
fn owner_only(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn owner_only(_: &mut OpenOptions) {}

/// The file's mode, where it lets others than the owner in.
///
/// # Errors
/// Where it cannot be looked at.
#[cfg(unix)]
pub fn open_to_others(path: &Path) -> io::Result<Option<u32>> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path)?.permissions().mode() & 0o777;
    Ok((mode & 0o077 != 0).then_some(mode))
}

/// The file's mode, where it lets others than the owner in: not told on this system.
///
/// # Errors
/// Where it cannot be looked at.
#[cfg(not(unix))]
pub fn open_to_others(path: &Path) -> io::Result<Option<u32>> {
    fs::metadata(path).map(|_| None)
}
