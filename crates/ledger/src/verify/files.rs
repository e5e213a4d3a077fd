//! Reading tiles and bundles of a tree of known size, with their lengths checked. It must not judge contents.

use super::{Source, VerifyError};
use crate::Hash;
use crate::merkle::{perfect_root, range_root};
use crate::tiles::{Row, TILE_HEIGHT, TILE_WIDTH, tile_path};

/// The files of a tree of `size` entries.
#[derive(Clone, Copy)]
pub(super) struct Files<'a> {
    pub(super) source: &'a dyn Source,
    pub(super) size: u64,
}

/// A tile of hashes, cut to what the tree covers.
pub(super) struct Tile {
    pub(super) path: String,
    pub(super) index: u64,
    pub(super) hashes: Vec<Hash>,
}

/// A bundle of entries.
pub(super) struct Bundle {
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
    /// The file is that of a larger tree: what follows the entries covered is not surplus.
    pub(super) wider: bool,
}

impl Files<'_> {
    /// A tile of hashes. One of width 0 is empty without being read.
    pub(super) fn tile(&self, level: u32, index: u64) -> Result<Tile, VerifyError> {
        let row = Row::Hashes { level };
        let width = row.width(index, self.size);
        if width == 0 {
            return Ok(Tile { path: tile_path(row, index, width), index, hashes: Vec::new() });
        }
        let Bundle { path, bytes, wider } = self.read(row, index, width)?;
        let (found, expected) = (bytes.len() as u64, width * 32);
        if found < expected {
            let expected = format!("{width} hashes, {expected} bytes");
            return Err(VerifyError::Truncated { path, offset: found, expected });
        }
        if found > expected && !wider {
            return Err(VerifyError::Surplus { path, offset: expected, extra: found - expected });
        }
        let hashes = bytes.as_chunks::<32>().0.iter().map(|chunk| Hash(*chunk));
        Ok(Tile { path, index, hashes: hashes.zip(0..width).map(|(hash, _)| hash).collect() })
    }

    /// A bundle of entries.
    pub(super) fn bundle(&self, index: u64) -> Result<Bundle, VerifyError> {
        self.read(Row::Entries, index, Row::Entries.width(index, self.size))
    }

    /// The root of the tree as it was at an earlier size, out of the present tiles.
    pub(super) fn root_at(&self, size: u64) -> Result<Hash, VerifyError> {
        range_root(0, size, &mut |level, index| {
            let count = 1_u64 << (level % TILE_HEIGHT);
            let first = index * count;
            let tile = self.tile(level / TILE_HEIGHT, first / TILE_WIDTH)?;
            let start = usize::try_from(first % TILE_WIDTH).expect("below 256");
            let end = start + usize::try_from(count).expect("at most 128");
            let hashes = tile.hashes.get(start..end).and_then(perfect_root);
            hashes.ok_or(VerifyError::Missing { path: tile.path })
        })
    }

    /// The first file of entries that reaches beyond the tree, if there is one.
    pub(super) fn beyond(&self) -> Result<Option<String>, VerifyError> {
        let (index, width) = (self.size / TILE_WIDTH, self.size % TILE_WIDTH);
        let wider = self.wider(Row::Entries, index, width)?;
        Ok(wider.map(|file| file.path))
    }

    fn read(&self, row: Row, index: u64, width: u64) -> Result<Bundle, VerifyError> {
        let path = tile_path(row, index, width);
        if let Some(bytes) = self.source.read(&path)? {
            return Ok(Bundle { path, bytes, wider: false });
        }
        self.wider(row, index, width)?.ok_or(VerifyError::Missing { path })
    }

    fn wider(&self, row: Row, index: u64, width: u64) -> Result<Option<Bundle>, VerifyError> {
        let wider = self.source.read_wider(row, index, width)?;
        Ok(wider.map(|(path, bytes)| Bundle { path, bytes, wider: true }))
    }
}
