//! The real file system with each step written down: below SQLite, and below the ledger's static files.

use crate::trace::{self, Step};
use sqlite_vfs::wip::{WalIndex, WalIndexLock};
use sqlite_vfs::{DatabaseHandle, LockKind, OpenAccess, OpenKind, OpenOptions, Vfs};
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use store::disk::{Disk, RealDisk};

/// Makes SQLite open every file in this process through here.
pub fn register() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| sqlite_vfs::register("watching", Watching, true).unwrap());
}

struct Watching;

/// A file that SQLite has open. One connection at a time: locks are granted.
struct Opened {
    file: File,
    path: PathBuf,
    lock: LockKind,
    /// A new log or journal: the first flush makes its name durable too, as SQLite does on Unix.
    nameless: bool,
}

/// The index of the write-ahead log: in memory, for one connection.
struct Index;

impl WalIndex for Index {
    fn map(&mut self, _: u32) -> io::Result<[u8; 32768]> {
        Ok([0; 32768])
    }

    fn lock(&mut self, _: Range<u8>, _: WalIndexLock) -> io::Result<bool> {
        Ok(true)
    }

    fn delete(self) -> io::Result<()> {
        Ok(())
    }
}

impl Vfs for Watching {
    type Handle = Opened;

    fn open(&self, path: &str, options: OpenOptions) -> io::Result<Opened> {
        let path = PathBuf::from(path);
        let writes = options.access != OpenAccess::Read;
        let creates = writes && options.access != OpenAccess::Write && !path.exists();
        let file = File::options().read(true).write(writes).create(creates).truncate(false).open(&path)?;
        if creates {
            trace::note(&path, Step::Create);
        }
        let nameless = creates && matches!(options.kind, OpenKind::Wal | OpenKind::MainJournal);
        Ok(Opened { file, path, lock: LockKind::None, nameless })
    }

    fn delete(&self, path: &str) -> io::Result<()> {
        fs::remove_file(path)?;
        trace::note(Path::new(path), Step::Remove);
        Ok(())
    }

    fn exists(&self, path: &str) -> io::Result<bool> {
        Ok(Path::new(path).exists())
    }

    fn access(&self, path: &str, _: bool) -> io::Result<bool> {
        Ok(Path::new(path).exists())
    }

    fn temporary_name(&self) -> String {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let name = format!("power-cuts-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        std::env::temp_dir().join(name).to_string_lossy().into_owned()
    }

    /// The same each time, so that a seed gives the same cut again.
    fn random(&self, buffer: &mut [i8]) {
        static LAST: AtomicU64 = AtomicU64::new(1);
        for byte in buffer {
            *byte = LAST.fetch_add(97, Ordering::Relaxed) as i8;
        }
    }

    fn sleep(&self, _: Duration) -> Duration {
        Duration::ZERO
    }
}

impl DatabaseHandle for Opened {
    type WalIndex = Index;

    fn size(&self) -> io::Result<u64> {
        Ok(self.file.metadata()?.len())
    }

    /// What lies behind the end reads as zeros, as SQLite asks.
    fn read_exact_at(&mut self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        let mut done = 0;
        while done < buffer.len() {
            match self.file.read_at(&mut buffer[done..], offset + done as u64)? {
                0 => {
                    buffer[done..].fill(0);
                    return Err(ErrorKind::UnexpectedEof.into());
                }
                read => done += read,
            }
        }
        Ok(())
    }

    fn write_all_at(&mut self, bytes: &[u8], offset: u64) -> io::Result<()> {
        if !trace::has_room(&self.path) {
            // A part of it, as a disk that is full takes a part.
            self.file.write_all_at(&bytes[..bytes.len() / 2], offset)?;
            return Err(ErrorKind::WriteZero.into());
        }
        self.file.write_all_at(bytes, offset)?;
        trace::note(&self.path, |path| Step::Write(path, offset, bytes.to_vec()));
        Ok(())
    }

    /// Written down and not done: it is the order that counts, and the real disk stays up.
    fn sync(&mut self, _: bool) -> io::Result<()> {
        trace::note(&self.path, Step::Sync);
        if std::mem::take(&mut self.nameless) {
            trace::note(self.path.parent().unwrap(), Step::SyncFolder);
        }
        Ok(())
    }

    fn set_len(&mut self, length: u64) -> io::Result<()> {
        self.file.set_len(length)?;
        trace::note(&self.path, |path| Step::SetLength(path, length));
        Ok(())
    }

    fn lock(&mut self, lock: LockKind) -> io::Result<bool> {
        self.lock = lock;
        Ok(true)
    }

    fn reserved(&mut self) -> io::Result<bool> {
        Ok(false)
    }

    fn current_lock(&self) -> io::Result<LockKind> {
        Ok(self.lock)
    }

    fn wal_index(&self, _: bool) -> io::Result<Index> {
        Ok(Index)
    }
}

/// The disk below the ledger's static files.
pub struct WatchingDisk;

impl Disk for WatchingDisk {
    fn write_through(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if !trace::has_room(path) {
            fs::write(path, &bytes[..bytes.len() / 2])?;
            return Err(ErrorKind::StorageFull.into());
        }
        let there = path.exists();
        fs::write(path, bytes)?;
        if there {
            trace::note(path, |path| Step::SetLength(path, 0));
        } else {
            trace::note(path, Step::Create);
        }
        trace::note(path, |path| Step::Write(path, 0, bytes.to_vec()));
        trace::note(path, Step::Sync);
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename(from, to)?;
        trace::note(to, |to| Step::Rename(to.with_file_name(from.file_name().unwrap()), to));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let there = path.exists();
        RealDisk.remove(path)?;
        if there {
            trace::note(path, Step::Remove);
        }
        Ok(())
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        RealDisk.create_folder(path)?;
        trace::note(path, Step::CreateFolder);
        Ok(())
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        trace::note(path, Step::SyncFolder);
        Ok(())
    }

    /// One after another, so that a seed gives the same cut again.
    fn at_once(&self) -> usize {
        1
    }
}
