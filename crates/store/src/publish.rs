//! The ledger's static files: brought up to what the database holds, after commits and whenever they lag. It must not
//! decide anything: the database is the truth, and its signed checkpoint says which tree the files must come to.
//!
//! The order matters. Tiles first, durable with their names; then the checkpoint; the partial tiles that it made obsolete
//! only once a later flush has made its own name durable. So whichever checkpoint a power cut leaves has its tiles.

use crate::disk::{Disk, replace, sync_folders};
use crate::error::StoreError;
use crate::log_keys::LogKeys;
use crate::pace::Pace;
use ledger::checkpoint::{SignedCheckpoint, TreeHead, VerifierKey};
use ledger::key_chain::KEYS_PATH;
use ledger::tiles::{Changes, Edge, EdgeError, Row, TILE_WIDTH, tile_path};
use ledger::verify::{CHECKPOINT_PATH, KEY_PATH};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A signed checkpoint, read.
pub(crate) struct Signed {
    pub(crate) head: TreeHead,
    pub(crate) bytes: Vec<u8>,
}

impl Signed {
    /// Reads a checkpoint and holds it to the log's own key.
    pub(crate) fn read(bytes: Vec<u8>, key: &VerifierKey, from: &Path) -> Result<Self, StoreError> {
        let signed = SignedCheckpoint::parse(&bytes).map_err(|error| StoreError::damaged(from, error))?;
        let lines = signed.verify(std::slice::from_ref(key)).map_err(|error| StoreError::damaged(from, error))?;
        if lines.verified.is_empty() || signed.checkpoint().origin != key.name() {
            return Err(StoreError::damaged(
                from,
                format!("the checkpoint is not signed by the log's key {}", key.name()),
            ));
        }
        let head = signed.checkpoint().head;
        Ok(Self { head, bytes })
    }
}

/// The folder `ledger/` of a record.
pub(crate) struct Files {
    folder: PathBuf,
}

impl Files {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(crate) fn read(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.path(name);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => {
                Ok(None)
            }
            Err(error) => Err(StoreError::file(&path, error)),
        }
    }

    /// The key that lies beside the log.
    pub(crate) fn key(&self) -> Result<VerifierKey, StoreError> {
        let path = self.path(KEY_PATH);
        let bytes = self.read(KEY_PATH)?.ok_or_else(|| StoreError::damaged(&path, "missing"))?;
        let text = String::from_utf8_lossy(&bytes);
        VerifierKey::parse(text.trim_end()).map_err(|error| StoreError::damaged(&path, error))
    }

    /// The checkpoint on disk, whose bytes were read before, held to the key that signs a tree of its size.
    pub(crate) fn signed(&self, bytes: Option<Vec<u8>>, keys: &LogKeys) -> Result<Signed, StoreError> {
        let path = self.path(CHECKPOINT_PATH);
        let bytes = bytes.ok_or_else(|| StoreError::damaged(&path, "missing"))?;
        let stated = SignedCheckpoint::parse(&bytes).map_err(|error| StoreError::damaged(&path, error))?;
        Signed::read(bytes, keys.at(stated.checkpoint().head.size), &path)
    }

    /// The right edge of a tree, checked against its root.
    pub(crate) fn edge(&self, head: &TreeHead) -> Result<Edge, StoreError> {
        Edge::load(head, |name| self.read(name)).map_err(|error| match error {
            EdgeError::Read(error) => error,
            EdgeError::Missing { path } => StoreError::damaged(&self.path(&path), "missing"),
            EdgeError::Malformed { path, .. } => StoreError::damaged(&self.path(&path), "too short, too long or torn"),
            EdgeError::WrongRoot { .. } => {
                StoreError::damaged(&self.folder, "the last tiles do not lead to the signed root")
            }
        })
    }

    /// Cheap checks for a reader: the files are those of a tree that the database holds too. A writer may be at work:
    /// what fails is tried again as long as the checkpoint moves.
    pub(crate) fn check(
        &self,
        in_database: impl Fn(VerifierKey) -> Result<(LogKeys, TreeHead), StoreError>,
    ) -> Result<(), StoreError> {
        let mut last = None;
        loop {
            let (own, bytes) = (self.key()?, self.read(CHECKPOINT_PATH)?);
            let result = self.held_to(bytes.clone(), in_database(own)?);
            if result.is_ok() || last == Some(bytes.clone()) {
                return result;
            }
            last = Some(bytes);
        }
    }

    fn held_to(&self, bytes: Option<Vec<u8>>, (keys, head): (LogKeys, TreeHead)) -> Result<(), StoreError> {
        let signed = self.signed(bytes, &keys)?;
        self.edge(&signed.head)?;
        self.agree(&signed.head, &head)
    }

    /// The files may lag behind the database, never the other way.
    fn agree(&self, files: &TreeHead, database: &TreeHead) -> Result<(), StoreError> {
        let path = self.path(CHECKPOINT_PATH);
        if files.size > database.size {
            let (more, less) = (files.size, database.size);
            let what = format!("it covers {more} entries and the database has {less}: they are of different times");
            return Err(StoreError::damaged(&path, what));
        }
        if files.size == database.size && files.root != database.root {
            return Err(StoreError::damaged(&path, "its root is not that of the database"));
        }
        Ok(())
    }
}

/// The writer's hold on the files.
pub(crate) struct Publisher {
    pub(crate) files: Files,
    disk: Box<dyn Disk>,
    /// The edge of the tree that the files hold; `None` when they may lag or their state is not known.
    edge: Option<Edge>,
    /// Partial tiles that the last checkpoint made obsolete.
    obsolete: Vec<PathBuf>,
    /// When they follow.
    pub(crate) pace: Pace,
    /// The size of the tree that they hold.
    held: u64,
    /// What they are to be brought up to.
    due: Option<(Signed, LogKeys)>,
}

impl Publisher {
    pub(crate) fn new(files: Files, disk: Box<dyn Disk>) -> Self {
        Self { files, disk, edge: None, obsolete: Vec::new(), pace: Pace::default(), held: 0, due: None }
    }

    /// What the files hold is no longer known.
    pub(crate) fn forget(&mut self) {
        (self.edge, self.due) = (None, None);
    }

    /// The edge of the tree, after the files were brought up to `signed`. `entries` gives the entries from a place on.
    pub(crate) fn caught_up(
        &mut self,
        keys: &LogKeys,
        signed: &Signed,
        entries: impl FnOnce(u64, &mut dyn FnMut(&[u8]) -> Result<(), StoreError>) -> Result<(), StoreError>,
    ) -> Result<Edge, StoreError> {
        if let Some(edge) = &self.edge {
            return Ok(edge.clone());
        }
        if signed.head.size == 0 && self.files.read(CHECKPOINT_PATH)?.is_none() {
            self.begin(keys.present())?;
            return self.publish(Edge::new(), signed, keys);
        }
        let on_disk = self.files.signed(self.files.read(CHECKPOINT_PATH)?, keys)?;
        self.files.agree(&on_disk.head, &signed.head)?;
        let mut edge = self.files.edge(&on_disk.head)?;
        entries(on_disk.head.size, &mut |entry| {
            edge.append(entry).map_err(|error| StoreError::damaged(&self.files.folder, error))
        })?;
        if edge.head() != signed.head {
            let what = "the entries in the database do not lead to its signed root";
            return Err(StoreError::damaged(&self.files.folder, what));
        }
        // By the tree and not by the bytes: witnesses may have put their lines under the checkpoint on disk.
        if on_disk.head == signed.head && self.stale(keys)?.is_empty() {
            (self.edge, self.held) = (Some(edge.clone()), on_disk.head.size);
        } else {
            edge = self.publish(edge, signed, keys)?;
        }
        self.sweep(&signed.head);
        Ok(edge)
    }

    fn begin(&mut self, key: &VerifierKey) -> Result<(), StoreError> {
        let path = self.files.path(KEY_PATH);
        let written = replace(&*self.disk, &[(path.clone(), format!("{key}\n").into_bytes())]);
        let synced = written.and_then(|()| self.disk.sync_folder(&self.files.folder));
        synced.map_err(|error| StoreError::file(&path, error))
    }

    /// The files that tell of keys and do not yet tell what the log does. They may lag; anything else is damage.
    fn stale(&self, keys: &LogKeys) -> Result<Vec<(PathBuf, Vec<u8>)>, StoreError> {
        let mut stale = Vec::new();
        let (path, beside) = (self.files.path(KEY_PATH), self.files.key()?);
        if beside != *keys.present() {
            if !keys.chain.links().iter().any(|link| link.key == beside) {
                return Err(StoreError::damaged(&path, "not the public half of the record's key"));
            }
            stale.push((path, format!("{}\n", keys.present()).into_bytes()));
        }
        let (path, told) = (self.files.path(KEYS_PATH), keys.chain.to_bytes());
        let written = self.files.read(KEYS_PATH)?.unwrap_or_default();
        if !told.starts_with(&written) {
            return Err(StoreError::damaged(&path, "not what the log says of its keys"));
        }
        if written != told {
            stale.push((path, told));
        }
        Ok(stale)
    }

    /// Brings the files up to a tree that was committed, or remembers that they are to be, as the pace has it.
    pub(crate) fn follow(&mut self, edge: Edge, signed: Signed, keys: LogKeys) -> Result<(), StoreError> {
        if self.pace.follows(self.held, signed.head.size) {
            return self.publish(edge, &signed, &keys).map(drop);
        }
        (self.edge, self.due) = (Some(edge), Some((signed, keys)));
        Ok(())
    }

    /// Writes what changed since the edge was last flushed, then the checkpoint. After a failure the files may lag, and
    /// the next call of [`Publisher::caught_up`] begins from what is on the disk.
    pub(crate) fn publish(&mut self, mut edge: Edge, signed: &Signed, keys: &LogKeys) -> Result<Edge, StoreError> {
        self.forget();
        let stale = self.stale(keys)?;
        let changes = edge.flush();
        self.write(&changes, signed, stale).map_err(|error| StoreError::file(&self.files.folder, error))?;
        (self.edge, self.held) = (Some(edge.clone()), signed.head.size);
        Ok(edge)
    }

    /// What is said of keys goes with the tiles, for whoever reads a checkpoint by a new key; the key itself comes after it.
    fn write(&mut self, changes: &Changes, signed: &Signed, told: Vec<(PathBuf, Vec<u8>)>) -> std::io::Result<()> {
        let (key, chain): (Vec<_>, Vec<_>) = told.into_iter().partition(|(path, _)| path.ends_with(KEY_PATH));
        let tiles = changes.write.iter().map(|tile| (self.files.path(&tile.path), tile.bytes.clone()));
        let tiles: Vec<(PathBuf, Vec<u8>)> = tiles.chain(chain).collect();
        replace(&*self.disk, &tiles)?;
        // The ledger's own folder among them: this makes the checkpoint before this one durable by name.
        let folders = tiles.iter().filter_map(|(path, _)| path.parent().map(Path::to_path_buf));
        let folders: BTreeSet<PathBuf> = folders.chain([self.files.folder.clone()]).collect();
        sync_folders(&*self.disk, &folders.into_iter().collect::<Vec<_>>())?;
        for path in std::mem::take(&mut self.obsolete) {
            self.disk.remove(&path)?;
        }
        let checkpoint = (self.files.path(CHECKPOINT_PATH), signed.bytes.clone());
        replace(&*self.disk, &[vec![checkpoint], key].concat())?;
        self.obsolete = changes.obsolete.iter().map(|name| self.files.path(name)).collect();
        Ok(())
    }

    /// Brings the files up, makes the last checkpoint's name durable and drops what it made obsolete. Left undone, the next
    /// opening does it.
    pub(crate) fn finish(&mut self) {
        if let (Some(edge), Some((signed, keys))) = (self.edge.clone(), self.due.take()) {
            let _: Result<Edge, StoreError> = self.publish(edge, &signed, &keys);
        }
        if self.edge.is_some() && self.disk.sync_folder(&self.files.folder).is_ok() {
            for path in std::mem::take(&mut self.obsolete) {
                if self.disk.remove(&path).is_err() {
                    return;
                }
            }
        }
    }

    /// Removes partial tiles that a process left behind when it was ended: only beside the present edge, which is where
    /// they are; what cannot be removed does no harm.
    fn sweep(&mut self, head: &TreeHead) {
        if self.disk.sync_folder(&self.files.folder).is_err() {
            return;
        }
        for row in std::iter::once(Row::Entries).chain((0..8).map(|level| Row::Hashes { level })) {
            let (index, width) = (row.length(head.size) / TILE_WIDTH, row.length(head.size) % TILE_WIDTH);
            let present = self.files.path(&tile_path(row, index, width));
            let Some(folder) = present.parent() else { continue };
            let partial = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
            let left: Vec<PathBuf> = partial.filter(|path| path.is_file() && *path != present).collect();
            if folder.extension().is_some_and(|end| end == "p") {
                for path in left {
                    let _: std::io::Result<()> = self.disk.remove(&path);
                }
            }
        }
    }
}
