//! Tiles of hashes, each vouched for by the one above it and the highest by the signed root. It must not hand out a
//! hash that the root does not cover.

use super::files::{Files, Tile};
use super::{VerifyError, diagnosis};
use crate::Hash;
use crate::checkpoint::Checkpoint;
use crate::merkle::perfect_root;
use crate::tiles::{Row, TILE_HEIGHT, TILE_WIDTH, TOP_LEVEL, edge_root};

/// The tiles over one bundle: the right edge, which stays, and the path down to the bundle, which moves.
pub(super) struct Tree<'a> {
    files: Files<'a>,
    /// The unfinished tile of each level, 0 first; some are empty.
    edge: Vec<Tile>,
    /// The full tile of each level last read.
    path: Vec<Option<Tile>>,
}

impl<'a> Tree<'a> {
    /// Reads the right edge and checks it against the signed root.
    pub(super) fn load(files: Files<'a>, checkpoint: &Checkpoint) -> Result<Self, VerifyError> {
        let levels = (0..=TOP_LEVEL).take_while(|level| Row::Hashes { level: *level }.length(files.size) > 0);
        let edge = levels
            .map(|level| files.tile(level, Row::Hashes { level }.length(files.size) / TILE_WIDTH))
            .collect::<Result<Vec<Tile>, _>>()?;
        let found = edge_root(edge.iter().rev().map(|tile| tile.hashes.as_slice()));
        if found != checkpoint.head.root {
            return Err(diagnosis::wrong_edge(&files, &edge, checkpoint, found));
        }
        let path = edge.iter().map(|_| None).collect();
        Ok(Self { files, edge, path })
    }

    /// The leaf hashes of one bundle.
    pub(super) fn leaves(&mut self, bundle: u64) -> Result<&[Hash], VerifyError> {
        for level in (0..self.edge.len()).rev() {
            let tile_level = u32::try_from(level).expect("levels are 0 to 7");
            let index = bundle >> (TILE_HEIGHT * tile_level);
            if self.held(level, index).is_some() {
                continue;
            }
            let slot = usize::try_from(index % TILE_WIDTH).expect("below 256");
            let above = self.held(level + 1, index / TILE_WIDTH).and_then(|tile| tile.hashes.get(slot));
            let expected = *above.expect("a full tile has its hash in the tile above, which was just read");
            let tile = self.files.tile(tile_level, index)?;
            let found = perfect_root(&tile.hashes).expect("a full tile holds 256 hashes");
            if found != expected {
                return Err(diagnosis::wrong_tile(&self.files, tile_level, &tile, expected, found));
            }
            *self.path.get_mut(level).expect("as many as the edge has levels") = Some(tile);
        }
        Ok(&self.held(0, bundle).expect("just read").hashes)
    }

    fn held(&self, level: usize, index: u64) -> Option<&Tile> {
        let edge = self.edge.get(level);
        let path = self.path.get(level).and_then(Option::as_ref);
        edge.into_iter().chain(path).find(|tile| tile.index == index)
    }
}
