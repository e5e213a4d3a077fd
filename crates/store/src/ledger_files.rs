//! A ledger's static files for whoever proves, compares or cosigns: those of a record, of a copy, or of a bundle. Nothing
//! is written but the cosignatures of witnesses under the checkpoint; what was signed stays as it is.

use crate::disk::{Disk as _, RealDisk, replace};
use crate::error::StoreError;
use crate::folder::Folder;
use crate::publish::Files;
use ledger::checkpoint::{SignedCheckpoint, VerifierKey};
use ledger::key_chain::{KEYS_PATH, KeyChain};
use ledger::tiles::{Row, TILE_WIDTH, split_entry, tile_path};
use ledger::verify::CHECKPOINT_PATH;
use std::path::{Path, PathBuf};

/// The files of a ledger.
pub struct LedgerFiles {
    files: Files,
    /// The record around them, whose lock is taken for writing; `None` for a bundle.
    record: Option<Folder>,
}

impl LedgerFiles {
    /// Finds the ledger at a path: a record's folder, a bundle with `ledger/` in it, or the ledger's folder itself.
    ///
    /// # Errors
    /// Where there is none.
    pub fn find(path: &Path) -> Result<Self, StoreError> {
        let (folder, database) = crate::verify::locate(path)?;
        Ok(Self { files: Files::new(folder), record: database.map(|_| Folder::new(path)) })
    }

    /// A file by its path below the ledger's folder; `None` where there is none.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn read(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.files.read(name)
    }

    /// The key that lies beside the log.
    ///
    /// # Errors
    /// Where it is missing or does not read.
    pub fn key(&self) -> Result<VerifierKey, StoreError> {
        self.files.key()
    }

    /// The keys that the log's own file tells of, their statements checked; without links where it tells of none.
    ///
    /// # Errors
    /// Where the file does not read, or a statement does not hold.
    pub fn keys(&self) -> Result<KeyChain, StoreError> {
        let told = self.read(KEYS_PATH)?.map(|bytes| KeyChain::parse(&bytes));
        told.transpose()
            .map(Option::unwrap_or_default)
            .map_err(|error| StoreError::damaged(&self.files.path(KEYS_PATH), error))
    }

    /// The checkpoint with its lines as they are; none of them is checked.
    ///
    /// # Errors
    /// Where it is missing or does not read.
    pub fn checkpoint(&self) -> Result<SignedCheckpoint, StoreError> {
        let path = self.files.path(CHECKPOINT_PATH);
        let bytes = self.read(CHECKPOINT_PATH)?.ok_or_else(|| StoreError::damaged(&path, "missing"))?;
        SignedCheckpoint::parse(&bytes).map_err(|error| StoreError::damaged(&path, error))
    }

    /// The bytes of one entry of a tree of `size` entries; `None` beyond it.
    ///
    /// # Errors
    /// Where the file with it is missing or torn.
    pub fn entry(&self, seq: u64, size: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let mut found = None;
        if seq < size {
            self.each_of_bundle(seq / TILE_WIDTH, size, &mut |at, bytes| {
                if at == seq {
                    found = Some(bytes.to_vec());
                }
            })?;
        }
        Ok(found)
    }

    /// Hands on every entry of a tree of `size` entries with its number, in order.
    ///
    /// # Errors
    /// Where a file is missing or torn.
    pub fn each_entry(&self, size: u64, take: &mut dyn FnMut(u64, &[u8])) -> Result<(), StoreError> {
        (0..size.div_ceil(TILE_WIDTH)).try_for_each(|bundle| self.each_of_bundle(bundle, size, take))
    }

    fn each_of_bundle(&self, index: u64, size: u64, take: &mut dyn FnMut(u64, &[u8])) -> Result<(), StoreError> {
        let width = Row::Entries.width(index, size);
        let path = tile_path(Row::Entries, index, width);
        let torn = |what: &str| StoreError::damaged(&self.files.path(&path), what);
        let bytes = self.read(&path)?.ok_or_else(|| torn("missing"))?;
        let mut rest = bytes.as_slice();
        for seq in (index * TILE_WIDTH..).take(usize::try_from(width).unwrap_or_default()) {
            let (entry, after) = split_entry(rest).ok_or_else(|| torn("ends too early"))?;
            take(seq, entry);
            rest = after;
        }
        Ok(())
    }

    /// Puts witnesses' answers under the checkpoint on disk, durably; of each answer only the line that holds under the
    /// witness's key for the checkpoint as it now is. Returns the checkpoint with all its lines.
    ///
    /// # Errors
    /// Where another process writes to the record, or the file cannot be read or written.
    pub fn cosign(&self, answers: &[(VerifierKey, Vec<u8>)]) -> Result<SignedCheckpoint, StoreError> {
        let _lock = self.record.as_ref().map(Folder::lock).transpose()?;
        let before = self.checkpoint()?;
        let path = self.files.path(CHECKPOINT_PATH);
        let mut signed = before.clone();
        for (witness, answer) in answers {
            (signed, _) = signed.with_answer(answer, witness).map_err(|error| StoreError::damaged(&path, error))?;
        }
        if signed != before {
            keep(&path, signed.to_bytes())?;
        }
        Ok(signed)
    }
}

/// Writes a whole file in place of its old self; when this returns, bytes and name are on the disk.
///
/// # Errors
/// Where the disk refuses; the old file stands then, or the new one.
pub fn keep(path: &Path, bytes: Vec<u8>) -> Result<(), StoreError> {
    let failed = |error| StoreError::file(path, error);
    let folder: PathBuf = path.parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    replace(&RealDisk, &[(path.to_path_buf(), bytes)]).map_err(failed)?;
    RealDisk.sync_folder(&folder).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::port::{Change, Reason, Store as _};
    use crate::{Access, SqliteStore};
    use ledger::checkpoint::SigningKey;

    fn source(n: u8) -> Change {
        let line = format!("[[source]]\nid = \"source-{n}\"\nname = \"Source {n}\"\nkind = \"outlet\"\n");
        Change::SourceEntered(wire::SourceLine::parse_file(&line).unwrap().remove(0))
    }

    fn append(folder: &Path, n: u8) {
        let mut store = SqliteStore::open(folder, Access::Write).unwrap();
        let reason = Reason { who: "Desk".into(), why: "an exercise".into() };
        store.append("2020-01-12T00:00:00Z", &reason, &[source(n)]).unwrap();
    }

    /// Opening a record for writing leaves cosignatures of its checkpoint where they are; a larger tree begins without.
    #[test]
    fn cosignatures_stay_until_the_record_grows() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("record");
        append(&folder, 1);
        let witness = SigningKey::witness_from_seed("witness.example/w", &[9; 32]).unwrap();
        let files = LedgerFiles::find(&folder).unwrap();
        let cosigned = files.checkpoint().unwrap().cosign(&witness, 1_700_000_000).unwrap();
        let line = cosigned.line_of(witness.verifier()).unwrap();
        let stored = files.cosign(&[(witness.verifier().clone(), line.clone())]).unwrap();
        assert_eq!(stored, cosigned);
        drop(SqliteStore::open(&folder, Access::Write).unwrap());
        assert_eq!(files.checkpoint().unwrap(), cosigned);
        append(&folder, 2);
        let grown = files.checkpoint().unwrap();
        assert_eq!((grown.checkpoint().head.size, grown.line_of(witness.verifier())), (2, None));
        let unchanged = files.cosign(&[(witness.verifier().clone(), line)]).unwrap();
        assert_eq!(unchanged, grown, "a line over another tree is not taken over");
        assert_eq!(files.entry(2, 2).unwrap(), None);
        let second = files.entry(1, 2).unwrap().unwrap();
        assert_eq!(crate::Numbered::from_bytes(&second).unwrap().seq, 1);
    }
}
