//! A published bundle: the ledger's files as they are, the blobs that may be shown, and the openings of the levels that its
//! readers may see. Nothing in the tree changes, so every publication of a tree has its root. It must not show what lies
//! above the level asked for, nor hide that an entry exists.

mod delay;
mod folder;

pub use delay::Delay;

use super::SqliteStore;
use super::tables::Tables;
use super::vault::{self, Held};
use crate::error::StoreError;
use crate::folder::Folder;
use crate::publish::{Files, Signed};
use delay::HeldBack;
use folder::Bundle;
use ledger::checkpoint::{Checkpoint, SignedCheckpoint, TreeHead};
use ledger::entry::Numbered;
use ledger::key_chain::KEYS_PATH;
use ledger::redaction::{Level, Opening, protected};
use ledger::tiles::Edge;
use ledger::verify::{CHECKPOINT_PATH, DISCLOSED_PATH, KEY_PATH, WITHHELD_PATH};
use ledger::{Hash, blob_path};
use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

/// How many entries are in memory before their tiles are written.
const TOGETHER: u64 = 4096;

/// What is to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Values up to this level are disclosed; none without it.
    pub level: Option<Level>,
    /// The ledger as it was when it had so many entries; all of it without.
    pub size: Option<u64>,
    /// What is held back for a time.
    pub delay: Delay,
    /// The present time, for what was delayed until a time.
    pub now: jiff::Timestamp,
}

/// What was published. `Display` is the account for people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    /// How many entries the bundle has.
    pub entries: u64,
    /// How many blobs lie in it.
    pub blobs: u64,
    /// How many values are disclosed in it.
    pub disclosed: u64,
    /// How many may be shown at the level, and are not since no identity that was given opens them.
    pub closed: u64,
    /// How many blobs are held back for a time.
    pub blobs_held_back: u64,
    /// How many values are held back for a time.
    pub values_held_back: u64,
}

/// Writes a bundle into a new or an empty folder; where it fails, there is none.
pub(super) fn publish(store: &SqliteStore, out: &Path, asked: &Publication) -> Result<Published, StoreError> {
    let place = Folder::new(out);
    if !place.is_vacant() {
        return Err(StoreError::Refused(format!("{} is not empty: name a new or an empty folder", out.display())));
    }
    let (tables, path) = store.tables();
    let files = Files::new(store.folder.ledger());
    let signed = signed(store, &files, &tables, asked.size)?;
    let aside = place.aside()?;
    let mut writing = Writing {
        tables: &tables,
        path: &path,
        bundle: Bundle::begin(aside.ledger())?,
        held: HeldBack::of(&tables, &asked.delay, asked.now)?,
        sealed: vault::held(&tables)?,
        asked,
        shown: BTreeSet::new(),
        disclosed: Vec::new(),
        told: Published { entries: signed.head.size, ..Published::default() },
    };
    writing.entries(store, &signed.head)?;
    writing.bundle.put(KEY_PATH, format!("{}\n", files.key()?).as_bytes())?;
    if let Some(told) = files.read(KEYS_PATH)? {
        writing.bundle.put(KEYS_PATH, &told)?;
    }
    let told = writing.finish(&signed)?;
    aside.move_to(&place)?;
    Ok(told)
}

/// The checkpoint of the tree that is published: the one beside the log with its witnesses' lines, or one of an earlier
/// size, signed now. It says nothing that a later one does not.
fn signed(store: &SqliteStore, files: &Files, tables: &Tables<'_>, size: Option<u64>) -> Result<Signed, StoreError> {
    let keys = super::keys::log_keys(tables, &files.key()?)?;
    let present = files.signed(files.read(CHECKPOINT_PATH)?, &keys)?;
    let Some(size) = size.filter(|size| *size != present.head.size) else { return Ok(present) };
    if size > present.head.size {
        let what = format!("the ledger's files have {} entries, fewer than {size}", present.head.size);
        return Err(StoreError::Refused(what));
    }
    let writer = store.writer.as_ref().ok_or_else(|| StoreError::ReadOnly(store.folder.root.clone()))?;
    let key = writer.key.verifier();
    if keys.at(size) != key {
        let what = format!("the ledger has changed its key since it had {size} entries, and only that key signs them");
        return Err(StoreError::Refused(what));
    }
    let mut tree = ledger::merkle::Frontier::new();
    tables.each_entry(0, size, |_, bytes| {
        tree.append(ledger::merkle::leaf_hash(bytes));
        Ok(())
    })?;
    let head = TreeHead { size, root: tree.root() };
    let checkpoint = SignedCheckpoint::sign(&Checkpoint::new(key.name(), head), &*writer.key);
    let bytes = checkpoint.map_err(|error| StoreError::damaged(&tables.path, error))?.to_bytes();
    Ok(Signed { head, bytes })
}

/// A bundle on its way.
struct Writing<'a> {
    tables: &'a Tables<'a>,
    path: &'a Path,
    bundle: Bundle,
    held: HeldBack,
    sealed: Vec<Held>,
    asked: &'a Publication,
    /// Blobs that were looked at.
    shown: BTreeSet<Hash>,
    disclosed: Vec<u8>,
    told: Published,
}

impl Writing<'_> {
    /// Tiles, blobs and openings of every entry of the tree, which must come to the signed root.
    fn entries(&mut self, store: &SqliteStore, head: &TreeHead) -> Result<(), StoreError> {
        let mut edge = Edge::new();
        self.tables.each_entry(0, head.size, |seq, bytes| {
            edge.append(bytes).map_err(|error| StoreError::entry(seq, error))?;
            let numbered = Numbered::from_bytes(bytes).map_err(|error| StoreError::entry(seq, error))?;
            numbered.entry.blobs.iter().try_for_each(|blob| self.blob(blob))?;
            self.values(store, &numbered)?;
            if (seq + 1).is_multiple_of(TOGETHER) { self.bundle.tiles(edge.flush()) } else { Ok(()) }
        })?;
        if edge.head() != *head {
            return Err(StoreError::damaged(self.path, "the entries do not lead to the signed root"));
        }
        self.bundle.tiles(edge.flush())
    }

    fn blob(&mut self, blob: &Hash) -> Result<(), StoreError> {
        if !self.shown.insert(*blob) {
            return Ok(());
        }
        let bytes = self.tables.needed_blob(blob)?;
        if self.held.holds_blob(blob, &bytes) {
            self.told.blobs_held_back += 1;
            return Ok(());
        }
        self.told.blobs += 1;
        self.bundle.put(&blob_path(blob), &bytes)
    }

    /// The values that are kept here and that the level lets be seen.
    fn values(&mut self, store: &SqliteStore, numbered: &Numbered) -> Result<(), StoreError> {
        let fields = protected(&numbered.entry.body).map_err(|error| StoreError::entry(numbered.seq, error))?;
        for field in fields.iter().filter(|field| self.asked.level.is_some_and(|level| field.level <= level)) {
            if !self.sealed.iter().any(|one| (one.entry, &one.field) == (numbered.seq, &field.field)) {
                continue;
            }
            if self.held.holds_value(numbered, &field.field) {
                self.told.values_held_back += 1;
            } else if let Some((opening, files)) = vault::opened(self.tables, numbered, field, &store.identities)? {
                self.disclose(&opening, &files)?;
            } else {
                self.told.closed += 1;
            }
        }
        Ok(())
    }

    /// A value, with the files of which it speaks.
    fn disclose(&mut self, opening: &Opening, files: &[Vec<u8>]) -> Result<(), StoreError> {
        for (hash, bytes) in opening.blobs().zip(files) {
            self.told.blobs += 1;
            self.bundle.put(&blob_path(&hash), bytes)?;
        }
        self.told.disclosed += 1;
        self.disclosed.extend(opening.to_line().map_err(|error| StoreError::entry(opening.entry, error))?);
        self.disclosed.push(b'\n');
        Ok(())
    }

    fn finish(self, signed: &Signed) -> Result<Published, StoreError> {
        if !self.disclosed.is_empty() {
            self.bundle.put(DISCLOSED_PATH, &self.disclosed)?;
        }
        let withheld = self.held.withheld.to_lines().map_err(|error| StoreError::damaged(self.path, error))?;
        if !withheld.is_empty() {
            self.bundle.put(WITHHELD_PATH, &withheld)?;
        }
        self.bundle.put(CHECKPOINT_PATH, &signed.bytes)?;
        Ok(self.told)
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} entries, {} blobs, {} protected values disclosed", self.entries, self.blobs, self.disclosed)?;
        if self.closed > 0 {
            writeln!(
                f,
                "{} values may be shown at this level and are not: no identity that was given opens them",
                self.closed
            )?;
        }
        let (blobs, values) = (self.blobs_held_back, self.values_held_back);
        if blobs + values > 0 {
            writeln!(f, "held back for a time: {blobs} blobs, {values} protected values")?;
        }
        Ok(())
    }
}
