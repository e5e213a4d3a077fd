//! Where the verifier reads: files from the ledger's folder, blobs from the database where there is one. It must not judge.

use super::database::Database;
use crate::error::StoreError;
use ledger::Hash;
use ledger::checkpoint::SignedCheckpoint;
use ledger::verify::{CHECKPOINT_PATH, ReadError, Source};
use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

/// How many bytes of a blob's file are in memory at once.
const PIECE: usize = 1 << 16;

/// A ledger's folder, with its checkpoint as it was at the beginning, and the database beside it.
pub(super) struct Evidence {
    folder: PathBuf,
    checkpoint: Vec<u8>,
    database: Option<Database>,
}

impl Evidence {
    pub(super) fn open(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join(CHECKPOINT_PATH);
        let checkpoint = fs::read(&path).map_err(|error| StoreError::file(&path, error))?;
        Ok(Self { folder: folder.to_path_buf(), checkpoint, database: None })
    }

    pub(super) fn with(self, database: Option<Database>) -> Self {
        Self { database, ..self }
    }

    pub(super) fn database(&self) -> Option<&Database> {
        self.database.as_ref()
    }

    /// The size that the checkpoint states, its signature not looked at; `None` where it does not read.
    pub(super) fn stated_size(&self) -> Option<u64> {
        SignedCheckpoint::parse(&self.checkpoint).ok().map(|signed| signed.checkpoint().head.size)
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

impl Source for Evidence {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, ReadError> {
        if path == CHECKPOINT_PATH {
            return Ok(Some(self.checkpoint.clone()));
        }
        match fs::read(self.path(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(ReadError { path: path.to_owned(), reason: error.to_string() }),
        }
    }

    fn read_blob(&self, path: &str, sink: &mut dyn FnMut(&[u8])) -> Result<bool, ReadError> {
        let failed = |reason: String| ReadError { path: path.to_owned(), reason };
        let Some(database) = &self.database else { return read_file(&self.path(path), sink).map_err(failed) };
        let name: String = path.chars().filter(|c| *c != '/').skip("blob".len()).collect();
        let hash = Hash::from_hex(&name).map_err(|error| failed(error.to_string()))?;
        let blob = database.tables().blob(&hash).map_err(|error| failed(error.to_string()))?;
        Ok(blob.map(|bytes| sink(&bytes)).is_some())
    }
}

fn read_file(path: &Path, sink: &mut dyn FnMut(&[u8])) -> Result<bool, String> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error.to_string()),
    };
    let mut piece = vec![0; PIECE];
    loop {
        match file.read(&mut piece).map_err(|error| error.to_string())? {
            0 => return Ok(true),
            length => sink(piece.get(..length).unwrap_or_default()),
        }
    }
}
