//! Reading perfect subtrees out of tiles, which is what proofs are built from. It does not check the tiles: a proof
//! from altered ones fails against the checkpoint's root.

use super::edge::hashes;
use super::{Row, TILE_HEIGHT, TILE_WIDTH, tile_path};
use crate::Hash;
use crate::merkle::perfect_root;

/// Perfect subtrees of a tree of `size` entries, out of its tiles.
pub struct TileSubtrees<R> {
    size: u64,
    read: R,
}

/// Why a subtree cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SubtreeError<E> {
    /// The caller's reading failed.
    #[error(transparent)]
    Read(E),
    /// A tile is missing, too short or too long.
    #[error("{path} is missing or does not hold {width} hashes; run `verify` on the record")]
    Tile {
        /// Which tile.
        path: String,
        /// How many hashes it should hold.
        width: u64,
    },
}

impl<R, E> TileSubtrees<R>
where
    R: FnMut(&str) -> Result<Option<Vec<u8>>, E>,
{
    /// `read` gives a file's bytes by its path.
    pub fn new(size: u64, read: R) -> Self {
        Self { size, read }
    }

    /// The root over the `2^level` leaves from `index · 2^level`, all of which the tree must have.
    ///
    /// # Errors
    /// When a tile is missing or has the wrong length, or the subtree lies beyond the tree.
    pub fn root(&mut self, level: u32, index: u64) -> Result<Hash, SubtreeError<E>> {
        let row = Row::Hashes { level: level / TILE_HEIGHT };
        let count = 1_u64 << (level % TILE_HEIGHT);
        let first = index * count;
        let width = row.width(first / TILE_WIDTH, self.size);
        let path = tile_path(row, first / TILE_WIDTH, width);
        let bytes = (self.read)(&path).map_err(SubtreeError::Read)?;
        let all = bytes.and_then(|bytes| hashes(&bytes, width));
        let within = usize::try_from(first % TILE_WIDTH).ok().zip(usize::try_from(count).ok());
        all.as_deref()
            .zip(within)
            .and_then(|(all, (start, count))| all.get(start..start + count))
            .and_then(perfect_root)
            .ok_or(SubtreeError::Tile { path, width })
    }
}
