//! Where a record's private key is looked for: given as text, in a file elsewhere, in the record, held by an SSH agent. It must
//! not read the environment, and must not repeat a key.

use crate::agent::AgentKey;
use crate::disk::{Disk as _, RealDisk};
use crate::error::StoreError;
use crate::folder::Folder;
use crate::private_file;
use ledger::checkpoint::{Signer, SigningKey, VerifierKey};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Where to look besides the record's own folder. The first that is given counts; what is given wins over the record's.
#[derive(Clone, Default)]
pub struct KeyPlaces {
    /// The private key itself.
    pub text: Option<String>,
    /// A file with it.
    pub file: Option<PathBuf>,
    /// The socket of an SSH agent; asked only where there is no key in the record.
    pub agent: Option<PathBuf>,
    /// The key of a person who signs what is entered; not the log's.
    pub author: Option<SigningKey>,
}

impl KeyPlaces {
    /// The key of a log that exists, or of one that begins.
    pub(crate) fn find_or_begin(
        &self,
        folder: &Folder,
        exists: bool,
        present: Option<&VerifierKey>,
    ) -> Result<Box<dyn Signer>, StoreError> {
        if exists { self.find(folder, present) } else { self.first(folder) }
    }

    /// The key that signs the log, which is `present` where the record says so.
    pub(crate) fn find(&self, folder: &Folder, present: Option<&VerifierKey>) -> Result<Box<dyn Signer>, StoreError> {
        let wrong = |reason: String| StoreError::Key { path: folder.key(), reason };
        let found: Box<dyn Signer> = match (self.given()?, &self.agent, present) {
            (Some(given), ..) => Box::new(given),
            (None, ..) if folder.key().exists() || folder.next_key().exists() => Box::new(inside(folder, present)?),
            (None, Some(socket), Some(present)) => {
                Box::new(AgentKey::new(socket, present).map_err(|error| wrong(error.to_string()))?)
            }
            _ => {
                return Err(wrong(
                    "not there, nor given by TRUCEWATCH_KEY or TRUCEWATCH_KEY_FILE, nor held by an SSH agent"
                        .to_owned(),
                ));
            }
        };
        match present {
            Some(present) if found.verifier() != present => {
                Err(wrong(format!("the key found is {}, and the log's present key is {present}", found.verifier())))
            }
            _ => Ok(found),
        }
    }

    /// The key of a log that begins: the one given, else a new one in the record's folder.
    pub(crate) fn first(&self, folder: &Folder) -> Result<Box<dyn Signer>, StoreError> {
        match self.given()? {
            Some(given) => Ok(Box::new(given)),
            None if folder.key().exists() => Ok(Box::new(read_secret(&folder.key())?)),
            None => {
                let key = draw_named(&draw_name()?)?;
                write_secret(&folder.key(), &key)?;
                Ok(Box::new(key))
            }
        }
    }

    /// The key that is given as text or in a file elsewhere.
    ///
    /// # Errors
    /// Where it does not read, or others may read it.
    pub fn given(&self) -> Result<Option<SigningKey>, StoreError> {
        if let Some(text) = &self.text {
            let path = PathBuf::from("TRUCEWATCH_KEY");
            let parsed = SigningKey::parse(text.trim());
            return parsed.map(Some).map_err(|error| StoreError::Key { path, reason: error.to_string() });
        }
        self.file.as_deref().map(read_secret).transpose()
    }
}

/// The key in the record.
fn inside(folder: &Folder, present: Option<&VerifierKey>) -> Result<SigningKey, StoreError> {
    settle(folder, present)?;
    read_secret(&folder.key())
}

/// Where a change of keys was ended halfway: the next key takes its place if the log says that it is the present one.
fn settle(folder: &Folder, present: Option<&VerifierKey>) -> Result<(), StoreError> {
    let next = folder.next_key();
    if next.exists() && present.is_some() && Some(read_secret(&next)?.verifier()) == present {
        return promote(folder);
    }
    Ok(())
}

/// Lays a new key beside the present one, under the writers' lock: it must be on the disk before the log hands over to it.
pub(crate) fn keep_next(folder: &Folder, key: &SigningKey, present: Option<&VerifierKey>) -> Result<(), StoreError> {
    settle(folder, present)?;
    let next = folder.next_key();
    match fs::remove_file(&next) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::file(&next, error)),
        _ => write_secret(&next, key),
    }
}

/// Puts the next key in the present one's place.
pub(crate) fn promote(folder: &Folder) -> Result<(), StoreError> {
    let moved = fs::rename(folder.next_key(), folder.key()).and_then(|()| RealDisk.sync_folder(&folder.root));
    moved.map_err(|error| StoreError::file(&folder.key(), error))
}

/// Reads a private key from a file that nobody but its owner may read.
///
/// # Errors
/// Where others may read it, or it holds no private key.
pub fn read_secret(path: &Path) -> Result<SigningKey, StoreError> {
    let wrong = |reason: String| StoreError::Key { path: path.to_path_buf(), reason };
    if let Some(mode) = private_file::open_to_others(path).map_err(|error| wrong(error.to_string()))? {
        return Err(wrong(format!(
            "others may read it (mode {mode:o}): run `chmod 600` on it, or keep the key elsewhere"
        )));
    }
    let text = fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    SigningKey::parse(text.trim_end()).map_err(|error| wrong(error.to_string()))
}

/// Writes a private key into a new file that nobody but its owner may read; on return it is on the disk.
///
/// # Errors
/// Where the file is there already, or cannot be written.
pub fn write_secret(path: &Path, key: &SigningKey) -> Result<(), StoreError> {
    let line = format!("{}\n", key.to_secret_text());
    private_file::write_new(path, line.as_bytes()).map_err(|error| StoreError::file(path, error))
}

/// A name for a log. It needs no meaning, only to be unlike any other's.
///
/// # Errors
/// Where the system gives no random bytes.
pub fn draw_name() -> Result<String, StoreError> {
    let mut bytes = [0; 8];
    draw(&mut bytes)?;
    Ok(format!("trucewatch/{:016x}", u64::from_be_bytes(bytes)))
}

/// A new key for a log or an author of this name.
///
/// # Errors
/// Where the name cannot name a key, or the system gives no random bytes.
pub fn draw_named(name: &str) -> Result<SigningKey, StoreError> {
    let mut seed = [0; 32];
    draw(&mut seed)?;
    SigningKey::from_seed(name, &seed).map_err(|error| StoreError::Refused(error.to_string()))
}

fn draw(bytes: &mut [u8]) -> Result<(), StoreError> {
    getrandom::fill(bytes).map_err(|error| StoreError::Refused(format!("the system gave no random bytes: {error}")))
}
