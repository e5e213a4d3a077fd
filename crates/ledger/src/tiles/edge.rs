//! The right edge of the tiles: what is needed to append entries and to say which files change.
//! It must not read more of the log than its last tiles.

use super::{EntryTooLarge, Row, TILE_HEIGHT, TILE_WIDTH, TOP_LEVEL, push_entry, tile_path};
use crate::Hash;
use crate::checkpoint::TreeHead;
use crate::merkle::{empty_root, fold_right, leaf_hash, perfect_root};

/// One file of the log, to be written whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TileFile {
    /// The path below the log's folder, such as `tile/0/000.p/3`.
    pub path: String,
    /// The whole contents.
    pub bytes: Vec<u8>,
}

/// What to write so that the folder holds the new tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// The new tree, for the checkpoint that is to be signed and written after the files.
    pub head: TreeHead,
    /// The files to write, durably, before the checkpoint.
    pub write: Vec<TileFile>,
    /// Partial tiles that the new ones replace. Whoever serves the log to others keeps them until the tile is full;
    /// a folder that only ever shows its latest checkpoint may drop them after the checkpoint is written.
    pub obsolete: Vec<String>,
}

/// Why the edge of a log cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EdgeError<E> {
    /// The caller's reading failed.
    #[error(transparent)]
    Read(E),
    /// A file of the edge is not there.
    #[error("{path} is missing; restore it, or write all tiles anew from the entries")]
    Missing {
        /// Which file.
        path: String,
    },
    /// A file of the edge has the wrong length.
    #[error("{path} does not hold {items} items; restore it, or write all tiles anew from the entries")]
    Malformed {
        /// Which file.
        path: String,
        /// How many hashes or entries it should hold.
        items: u64,
    },
    /// The files are sound in form and belong to another tree than the head says.
    #[error("the tiles lead to root {found}, not to {expected}; run `verify` to find the altered file")]
    WrongRoot {
        /// The root of the tree head.
        expected: Hash,
        /// The root of the files.
        found: Hash,
    },
}

/// Why entries cannot be appended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AppendError<E> {
    /// The log so far cannot be read.
    #[error(transparent)]
    Edge(#[from] EdgeError<E>),
    /// An entry is too large.
    #[error(transparent)]
    TooLarge(#[from] EntryTooLarge),
}

/// The last, unfinished tile of each level and the last bundle, with the files finished since the last flush.
#[derive(Clone, Debug, Default)]
pub struct Edge {
    size: u64,
    flushed: u64,
    bundle: Vec<u8>,
    /// The hashes of the unfinished tile of each level, 0 first; each holds fewer than 256.
    levels: Vec<Vec<Hash>>,
    finished: Vec<TileFile>,
}

impl Edge {
    /// The edge of an empty log.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads the edge of the tree `head` and checks it against its root. `read` gives a file's bytes by its path.
    ///
    /// # Errors
    /// When a file is missing, malformed or altered, or `read` fails.
    pub fn load<E>(
        head: &TreeHead,
        mut read: impl FnMut(&str) -> Result<Option<Vec<u8>>, E>,
    ) -> Result<Self, EdgeError<E>> {
        let mut fetch = |row: Row| -> Result<(String, u64, Vec<u8>), EdgeError<E>> {
            let length = row.length(head.size);
            let width = length % TILE_WIDTH;
            let path = tile_path(row, length / TILE_WIDTH, width);
            if width == 0 {
                return Ok((path, 0, Vec::new()));
            }
            match read(&path).map_err(EdgeError::Read)? {
                Some(bytes) => Ok((path, width, bytes)),
                None => Err(EdgeError::Missing { path }),
            }
        };
        let mut edge = Self { size: head.size, flushed: head.size, ..Self::default() };
        for level in (0..=TOP_LEVEL).take_while(|level| Row::Hashes { level: *level }.length(head.size) > 0) {
            let (path, width, bytes) = fetch(Row::Hashes { level })?;
            edge.levels.push(hashes(&bytes, width).ok_or(EdgeError::Malformed { path, items: width })?);
        }
        let (path, width, bytes) = fetch(Row::Entries)?;
        edge.bundle = bytes;
        if edge.bundle_leaves().as_ref() != Some(edge.levels.first().unwrap_or(&Vec::new())) {
            return Err(EdgeError::Malformed { path, items: width });
        }
        let found = edge.root();
        if found != head.root {
            return Err(EdgeError::WrongRoot { expected: head.root, found });
        }
        Ok(edge)
    }

    /// The tree as it stands, with all that was appended.
    #[must_use]
    pub fn head(&self) -> TreeHead {
        TreeHead { size: self.size, root: self.root() }
    }

    /// Appends one entry.
    ///
    /// # Errors
    /// When the entry is longer than [`super::MAX_ENTRY`]; the edge stays as it was.
    pub fn append(&mut self, entry: &[u8]) -> Result<(), EntryTooLarge> {
        push_entry(&mut self.bundle, entry)?;
        self.size += 1;
        if self.size.is_multiple_of(TILE_WIDTH) {
            let path = tile_path(Row::Entries, self.size / TILE_WIDTH - 1, TILE_WIDTH);
            self.finished.push(TileFile { path, bytes: std::mem::take(&mut self.bundle) });
        }
        self.push_hash(0, leaf_hash(entry));
        Ok(())
    }

    fn push_hash(&mut self, level: u32, hash: Hash) {
        let place = usize::try_from(level).expect("levels are 0 to 7");
        if self.levels.len() <= place {
            self.levels.push(Vec::new());
        }
        let row = self.levels.get_mut(place).expect("a level is pushed after the one below it");
        row.push(hash);
        if row.len() < 256 {
            return;
        }
        let full = std::mem::take(row);
        let index = (self.size >> (TILE_HEIGHT * (level + 1))) - 1;
        let path = tile_path(Row::Hashes { level }, index, TILE_WIDTH);
        self.finished.push(TileFile { path, bytes: hash_bytes(&full) });
        self.push_hash(level + 1, perfect_root(&full).expect("a full tile holds 256 hashes"));
    }

    /// The files that changed since the edge was made or last flushed.
    pub fn flush(&mut self) -> Changes {
        let mut write = std::mem::take(&mut self.finished);
        let mut obsolete = Vec::new();
        let rows = (0_u32..).zip(&self.levels).map(|(level, row)| (Row::Hashes { level }, hash_bytes(row)));
        for (row, bytes) in [(Row::Entries, self.bundle.clone())].into_iter().chain(rows) {
            let (old, new) = (row.length(self.flushed), row.length(self.size));
            if old == new {
                continue;
            }
            if old % TILE_WIDTH > 0 {
                obsolete.push(tile_path(row, old / TILE_WIDTH, old % TILE_WIDTH));
            }
            if new % TILE_WIDTH > 0 {
                write.push(TileFile { path: tile_path(row, new / TILE_WIDTH, new % TILE_WIDTH), bytes });
            }
        }
        self.flushed = self.size;
        Changes { head: self.head(), write, obsolete }
    }

    fn root(&self) -> Hash {
        edge_root(self.levels.iter().rev().map(Vec::as_slice))
    }

    /// The leaf hashes of the last bundle; `None` when it is cut or torn.
    fn bundle_leaves(&self) -> Option<Vec<Hash>> {
        let mut rest = self.bundle.as_slice();
        let mut leaves = Vec::new();
        while !rest.is_empty() {
            let (entry, after) = super::split_entry(rest)?;
            leaves.push(leaf_hash(entry));
            rest = after;
        }
        Some(leaves)
    }
}

/// The files that change when `entries` follow the tree `old`: reads the edge, appends, flushes.
///
/// # Errors
/// When the edge cannot be read or an entry is too large; nothing is to be written then.
pub fn changed_tiles<'a, E>(
    old: &TreeHead,
    entries: impl IntoIterator<Item = &'a [u8]>,
    read: impl FnMut(&str) -> Result<Option<Vec<u8>>, E>,
) -> Result<Changes, AppendError<E>> {
    let mut edge = Edge::load(old, read)?;
    for entry in entries {
        edge.append(entry)?;
    }
    Ok(edge.flush())
}

/// The root of a tree from the unfinished tiles of its right edge, the highest level first.
pub(crate) fn edge_root<'a>(rows: impl Iterator<Item = &'a [Hash]>) -> Hash {
    let mut subtrees = Vec::new();
    for mut row in rows {
        while !row.is_empty() {
            let (perfect, rest) = row.split_at(1 << row.len().ilog2());
            subtrees.extend(perfect_root(perfect));
            row = rest;
        }
    }
    fold_right(subtrees).unwrap_or_else(empty_root)
}

/// The bytes of a tile as exactly `width` hashes.
pub(crate) fn hashes(bytes: &[u8], width: u64) -> Option<Vec<Hash>> {
    let (chunks, odd) = bytes.as_chunks::<32>();
    let fits = odd.is_empty() && u64::try_from(chunks.len()) == Ok(width);
    fits.then(|| chunks.iter().map(|chunk| Hash(*chunk)).collect())
}

pub(crate) fn hash_bytes(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merkle::{Frontier, reference};
    use std::collections::BTreeMap;
    use std::convert::Infallible;

    type Files = BTreeMap<String, Vec<u8>>;

    fn read(files: &Files) -> impl FnMut(&str) -> Result<Option<Vec<u8>>, Infallible> {
        |path| Ok(files.get(path).cloned())
    }

    fn grow(files: &mut Files, head: &TreeHead, entries: &[Vec<u8>]) -> TreeHead {
        let changes = changed_tiles(head, entries.iter().map(Vec::as_slice), read(files)).unwrap();
        for path in &changes.obsolete {
            files.remove(path).expect("only files that exist become obsolete");
        }
        files.extend(changes.write.into_iter().map(|file| (file.path, file.bytes)));
        changes.head
    }

    fn entries(n: u32) -> Vec<Vec<u8>> {
        (0..n).map(|i| i.to_be_bytes().to_vec()).collect()
    }

    #[test]
    fn roots_are_those_of_the_definition() {
        let all = entries(700);
        let (mut files, mut head) = (Files::new(), Edge::new().head());
        let leaves: Vec<Hash> = all.iter().map(|entry| leaf_hash(entry)).collect();
        for batch in all.chunks(37) {
            head = grow(&mut files, &head, batch);
            let done = usize::try_from(head.size).unwrap();
            assert_eq!(head.root, reference::mth(&leaves[..done]));
        }
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        let expected = [
            "tile/0/000",
            "tile/0/001",
            "tile/0/002.p/188",
            "tile/1/000.p/2",
            "tile/entries/000",
            "tile/entries/001",
            "tile/entries/002.p/188",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn a_third_level_stands_where_the_specification_puts_it() {
        let mut edge = Edge::new();
        let mut frontier = Frontier::new();
        for entry in entries(70_000) {
            edge.append(&entry).unwrap();
            frontier.append(leaf_hash(&entry));
        }
        let changes = edge.flush();
        assert_eq!(changes.head.root, frontier.root());
        let sizes: BTreeMap<&str, usize> = changes.write.iter().map(|f| (f.path.as_str(), f.bytes.len())).collect();
        assert_eq!(sizes["tile/0/273.p/112"], 112 * 32);
        assert_eq!(sizes["tile/1/000"], 8192);
        assert_eq!(sizes["tile/1/001.p/17"], 17 * 32);
        assert_eq!(sizes["tile/2/000.p/1"], 32);
        assert_eq!(sizes.len(), 274 * 2 + 3);
    }

    #[test]
    fn nothing_appended_changes_nothing() {
        let (mut files, empty) = (Files::new(), Edge::new().head());
        let head = grow(&mut files, &empty, &entries(300));
        let changes = changed_tiles(&head, [], read(&files)).unwrap();
        assert_eq!((changes.head, changes.write.len(), changes.obsolete.len()), (head, 0, 0));
    }

    #[test]
    fn an_altered_edge_is_not_built_upon() {
        let (mut files, empty) = (Files::new(), Edge::new().head());
        let head = grow(&mut files, &empty, &entries(300));
        for path in ["tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44"] {
            let mut altered = files.clone();
            altered.get_mut(path).unwrap()[5] ^= 1;
            assert!(changed_tiles(&head, [], read(&altered)).is_err(), "{path}");
            altered.get_mut(path).unwrap().pop();
            assert!(matches!(Edge::load(&head, read(&altered)), Err(EdgeError::Malformed { .. })), "{path}");
            altered.remove(path);
            assert!(matches!(Edge::load(&head, read(&altered)), Err(EdgeError::Missing { .. })), "{path}");
        }
    }
}
