//! What a witness has seen, on disk: for each log the checkpoint that it cosigned last. One answer at a time: what was
//! seen is read, judged, written and flushed before the next request is looked at, and before this one is answered.

use crate::clock;
use anyhow::{Context, Result, bail};
use ledger::Hash;
use ledger::fork::Fork;
use ledger::witness::{Refusal, Request, Seen, Witness};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use store::ledger_files::keep;
use web::{Cosigner, CosignerAnswer};

/// A witness at work.
pub struct Desk {
    witness: Witness,
    folder: PathBuf,
    /// Held through a whole answer.
    turn: Mutex<()>,
    /// No second process watches with the same memory.
    _lock: File,
}

impl Desk {
    /// Opens the folder of what was seen, which must be there: an empty one is a new witness's.
    pub fn open(witness: Witness, folder: &Path) -> Result<Self> {
        if !folder.is_dir() {
            bail!(
                "{0} is not there: make it where this witness is new (mkdir {0}); where it was lost, draw a new key",
                folder.display()
            );
        }
        let path = folder.join("lock");
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let lock = lock.with_context(|| format!("{} could not be made", path.display()))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { witness, folder: folder.to_path_buf(), turn: Mutex::new(()), _lock: lock }),
            Err(TryLockError::WouldBlock) => bail!("{}: another witness is at work on it", folder.display()),
            Err(TryLockError::Error(error)) => Err(error).with_context(|| path.display().to_string()),
        }
    }

    /// What was seen of a log, in a line; an error where what is kept was altered.
    pub fn account(&self, origin: &str) -> Result<String> {
        Ok(match self.seen(origin)? {
            None => format!("watches {origin}, and has not seen it yet"),
            Some(seen) => {
                let (size, time) = (seen.head().size, ledger::utc(seen.time()));
                format!("watches {origin}, and saw {size} entries of it at {time}")
            }
        })
    }

    /// A log's name may hold anything; its hash is a file's name.
    fn path(&self, origin: &str) -> PathBuf {
        self.folder.join(format!("{}.checkpoint", Hash::of(origin.as_bytes())))
    }

    fn seen(&self, origin: &str) -> Result<Option<Seen>> {
        let path = self.path(origin);
        let bytes = match std::fs::read(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            read => read.with_context(|| format!("{} could not be read", path.display()))?,
        };
        let seen = Seen::parse(&bytes, &self.witness);
        let seen = seen.with_context(|| format!("{}: restore it from a copy, or draw a new key", path.display()))?;
        if seen.origin() != origin {
            bail!("{}: it is of the log {}, not of {origin}", path.display(), seen.origin());
        }
        Ok(Some(seen))
    }

    fn answer(&self, body: &[u8]) -> Result<Result<Vec<u8>, Refusal>> {
        let request = match Request::parse(body) {
            Ok(request) => request,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let origin = request.origin().to_owned();
        let seen = if self.witness.knows(&origin) { self.seen(&origin)? } else { None };
        match self.witness.add_checkpoint(&request, seen.as_ref(), clock::posix()) {
            Ok(now) => {
                keep(&self.path(&origin), now.to_bytes())?;
                Ok(Ok(self.witness.answer(&now)))
            }
            Err(Refusal::Fork { size, evidence }) => {
                if let Some(fork) = &evidence {
                    self.keep_evidence(&origin, size, fork)?;
                }
                Ok(Err(Refusal::Fork { size, evidence }))
            }
            Err(refusal) => Ok(Err(refusal)),
        }
    }

    /// The proof against a log, for the world to see. One of each size is enough, and keeps the folder small whatever
    /// the holder of the log's key sends.
    fn keep_evidence(&self, origin: &str, size: u64, fork: &Fork) -> Result<()> {
        let path = self.path(origin).with_extension(format!("{size}.fork"));
        if !path.exists() {
            keep(&path, fork.to_bytes())?;
            eprintln!("trucewatch: FORK: two signed heads exclude each other; the proof is in {}", path.display());
        }
        Ok(())
    }
}

impl Cosigner for Desk {
    fn add_checkpoint(&self, body: &[u8]) -> CosignerAnswer {
        match self.answer(body) {
            Ok(Ok(lines)) => CosignerAnswer { status: 200, content_type: "text/plain; charset=utf-8", body: lines },
            Ok(Err(refusal)) => {
                let (content_type, text) = refusal.body();
                CosignerAnswer { status: refusal.status(), content_type, body: text.into_bytes() }
            }
            Err(error) => {
                eprintln!("trucewatch: nothing was cosigned: {error:#}");
                let body = b"this witness cannot keep what it sees; nothing was cosigned\n".to_vec();
                CosignerAnswer { status: 500, content_type: "text/plain; charset=utf-8", body }
            }
        }
    }
}
