//! The database against the verified files: the same entries, byte by byte, and a signed root over those that the files
//! do not have yet. It must not write.

use super::evidence::Evidence;
use super::summary::Compared;
use super::{mirrors, projection, sealed};
use crate::error::StoreError;
use crate::publish::Signed;
use crate::sqlite::tables::Tables;
use crate::sqlite::{connection, schema};
use ledger::Hash;
use ledger::checkpoint::{SignedCheckpoint, TreeHead};
use ledger::entry::Numbered;
use ledger::key_chain::{self, ChainError, KeyChain, KeyStatement};
use ledger::tiles::{Edge, Row, TILE_WIDTH, split_entry, tile_path};
use ledger::verify::{Source as _, Verified};
use rusqlite::Connection;
use sealing::Identity;
use std::path::{Path, PathBuf};

/// The database of a record, as it stood when it was opened.
pub(super) struct Database {
    pub(super) path: PathBuf,
    connection: Connection,
}

impl Database {
    /// Opens it for reading, and holds on to its present state: a writer may go on meanwhile.
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        let connection = connection::witness(path)?;
        let failed = |error| StoreError::database(path, error);
        connection.execute_batch("BEGIN").map_err(failed)?;
        schema::check(&connection, path)?;
        Ok(Self { path: path.to_path_buf(), connection })
    }

    pub(super) fn tables(&self) -> Tables<'_> {
        Tables::new(&self.connection, &self.path)
    }

    /// Whether it has as many entries as the files' checkpoint, whose signature was checked, says.
    pub(super) fn as_old_as(&self, evidence: &Evidence) -> Result<(), StoreError> {
        let (size, Some(files)) = (self.tables().size()?, evidence.stated_size()) else { return Ok(()) };
        if size >= files {
            return Ok(());
        }
        let what =
            format!("{size} entries, but the checkpoint beside it covers {files}: it is older, or entries are gone");
        Err(StoreError::damaged(&self.path, what))
    }

    pub(super) fn compare(
        &self,
        evidence: &Evidence,
        ledger: &Verified,
        (identities, deep): (&[Identity], bool),
        progress: &mut dyn FnMut(u64),
    ) -> Result<Compared, StoreError> {
        self.as_old_as(evidence)?;
        let tables = self.tables();
        let signed = self.signed(ledger)?;
        self.same_entries(evidence, ledger.size)?;
        self.beyond(evidence, ledger, &signed.head)?;
        let sealed = sealed::compare(&tables, signed.head.size, identities)?;
        let mirrored = mirrors::check(&tables, signed.head.size)?;
        let mut rows = None;
        if deep {
            projection::sound(&tables)?;
            rows = Some(projection::compare(&tables, signed.head.size, progress)?);
        }
        Ok(Compared { entries: signed.head.size, waiting: signed.head.size - ledger.size, mirrored, rows, sealed })
    }

    /// The checkpoint in the database, by the key that led to the one on disk.
    fn signed(&self, ledger: &Verified) -> Result<Signed, StoreError> {
        let bytes = self.tables().signed_bytes()?;
        let parsed = SignedCheckpoint::parse(&bytes).map_err(|error| self.wrong_log(&error))?;
        if parsed.checkpoint().origin != ledger.origin {
            return Err(self.wrong_log(&format!("the log is called {}", parsed.checkpoint().origin)));
        }
        let keys = self.keys(ledger, parsed.checkpoint().head.size)?;
        let vouched =
            keys.vouch(&parsed, std::slice::from_ref(&ledger.held)).map_err(|error| self.wrong_log(&error))?;
        self.tables().signed(&vouched.signer)
    }

    /// The log's keys, with what entries say of them that have not reached the files. Those are held to the root afterwards.
    fn keys(&self, ledger: &Verified, size: u64) -> Result<KeyChain, StoreError> {
        let mut keys = ledger.keys.clone();
        if size <= ledger.size {
            return Ok(keys);
        }
        self.tables().each_entry(ledger.size, size, |seq, bytes| {
            let entry = Numbered::from_bytes(bytes).map_err(|error| StoreError::entry(seq, error))?.entry;
            if !key_chain::KINDS.contains(&entry.what.as_str()) {
                return Ok(());
            }
            let statement = KeyStatement::of_body(entry.what.as_str(), &entry.body);
            let accepted = statement.map_err(ChainError::from).and_then(|statement| keys.accept(statement));
            accepted.map_err(|error| StoreError::entry(seq, error))
        })?;
        Ok(keys)
    }

    fn wrong_log(&self, what: &dyn ToString) -> StoreError {
        StoreError::damaged(&self.path, format!("table log: {}", what.to_string()))
    }

    /// Every entry that the files have, against the row with its number.
    fn same_entries(&self, evidence: &Evidence, size: u64) -> Result<(), StoreError> {
        let mut bundle = Bundle::default();
        self.tables().each_entry(0, size, |seq, row| {
            if seq % TILE_WIDTH == 0 {
                bundle = Bundle::read(evidence, seq / TILE_WIDTH, size)?;
            }
            let signed = bundle.next().unwrap_or_default();
            if signed == row {
                return Ok(());
            }
            let same = signed.iter().zip(row).take_while(|(signed, row)| signed == row).count();
            Err(self.wrong_row(seq, same, signed.get(same), row.get(same)))
        })
    }

    fn wrong_row(&self, seq: u64, offset: usize, signed: Option<&u8>, found: Option<&u8>) -> StoreError {
        let byte = |byte: Option<&u8>| byte.map_or("the end".to_owned(), |byte| format!("0x{byte:02x}"));
        StoreError::Row {
            path: self.path.clone(),
            table: "entry",
            row: format!("seq {seq}"),
            offset: offset as u64,
            what: format!("found {}, the signed file has {}", byte(found), byte(signed)),
        }
    }

    /// Entries that were committed and had not reached the files: by number, form, blobs, and the database's signed root.
    fn beyond(&self, evidence: &Evidence, ledger: &Verified, signed: &TreeHead) -> Result<(), StoreError> {
        let head = TreeHead { size: ledger.size, root: ledger.root };
        if signed.size == head.size {
            return if signed.root == head.root { Ok(()) } else { Err(self.wrong_root()) };
        }
        let edge = Edge::load(&head, |name| evidence.read(name));
        let mut edge = edge.map_err(|error| StoreError::damaged(&evidence.path("tile"), error))?;
        self.tables().each_entry(head.size, signed.size, |seq, bytes| {
            let numbered = Numbered::from_bytes(bytes).map_err(|error| StoreError::entry(seq, error))?;
            if numbered.seq != seq {
                return Err(StoreError::entry(seq, format!("it says it is number {}", numbered.seq)));
            }
            numbered.entry.blobs.iter().try_for_each(|blob| self.blob(seq, *blob))?;
            edge.append(bytes).map_err(|error| StoreError::entry(seq, error))
        })?;
        if edge.head() == *signed { Ok(()) } else { Err(self.wrong_root()) }
    }

    fn wrong_root(&self) -> StoreError {
        StoreError::damaged(&self.path, "the entries do not lead to the root that its checkpoint signs")
    }

    fn blob(&self, seq: u64, expected: Hash) -> Result<(), StoreError> {
        let wrong = |what: String| StoreError::Blob { path: self.path.clone(), seq, expected, what };
        let bytes = self.tables().blob(&expected)?.ok_or_else(|| wrong("missing".to_owned()))?;
        let found = Hash::of(&bytes);
        if found == expected { Ok(()) } else { Err(wrong(format!("its bytes have hash {found}"))) }
    }
}

/// A verified bundle, read again entry by entry.
#[derive(Default)]
struct Bundle {
    bytes: Vec<u8>,
    at: usize,
}

impl Bundle {
    fn read(evidence: &Evidence, index: u64, size: u64) -> Result<Self, StoreError> {
        // The exact width first; a writer may have replaced it by a wider one meanwhile.
        let width = Row::Entries.width(index, size);
        for width in width..=TILE_WIDTH {
            let name = tile_path(Row::Entries, index, width);
            let read = evidence.read(&name);
            if let Some(bytes) = read.map_err(|error| StoreError::damaged(&evidence.path(&name), error))? {
                return Ok(Self { bytes, at: 0 });
            }
        }
        let path = evidence.path(&tile_path(Row::Entries, index, width));
        Err(StoreError::damaged(&path, "missing"))
    }

    fn next(&mut self) -> Option<&[u8]> {
        let (entry, _) = split_entry(self.bytes.get(self.at..)?)?;
        self.at += 2 + entry.len();
        Some(entry)
    }
}
