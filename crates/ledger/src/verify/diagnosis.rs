//! Which byte of a wrong tile is wrong: the tile is made anew from what lies below it. It runs only once something does
//! not match, and must not turn a mismatch into a pass.

use super::files::{Files, Tile};
use super::{CHECKPOINT_PATH, VerifyError};
use crate::Hash;
use crate::checkpoint::Checkpoint;
use crate::merkle::{leaf_hash, perfect_root};
use crate::tiles::{TILE_WIDTH, edge_root, split_entry};

/// What is wrong with a full tile whose hash is not the one that the tile above gives.
pub(super) fn wrong_tile(files: &Files, level: u32, tile: &Tile, expected: Hash, found: Hash) -> VerifyError {
    let anew = from_below(files, level, tile).filter(|hashes| perfect_root(hashes) == Some(expected));
    anew.and_then(|anew| first_difference(tile, &anew)).unwrap_or_else(|| VerifyError::WrongTile {
        path: tile.path.clone(),
        expected,
        found,
    })
}

/// What is wrong when the tiles of the right edge do not lead to the signed root: one of them, or the checkpoint.
pub(super) fn wrong_edge(files: &Files, edge: &[Tile], checkpoint: &Checkpoint, found: Hash) -> VerifyError {
    let expected = checkpoint.head.root;
    let anew: Vec<Option<Vec<Hash>>> = (0..).zip(edge).map(|(level, tile)| from_below(files, level, tile)).collect();
    let best: Vec<&[Hash]> =
        edge.iter().zip(&anew).map(|(tile, anew)| anew.as_ref().unwrap_or(&tile.hashes).as_slice()).collect();
    let differing = || edge.iter().zip(&best).filter(|(tile, anew)| tile.hashes != **anew);
    if edge_root(best.iter().rev().copied()) == expected
        && let Some(fault) = differing().find_map(|(tile, anew)| first_difference(tile, anew))
    {
        return fault;
    }
    // A tile may be right while what lies below it is not: then exactly one replacement leads to the signed root.
    for (replaced, anew) in (0_usize..).zip(&best) {
        let rows = edge.iter().enumerate().map(|(i, tile)| if i == replaced { *anew } else { tile.hashes.as_slice() });
        let rows: Vec<&[Hash]> = rows.collect();
        if edge_root(rows.into_iter().rev()) == expected
            && let Some(fault) = edge.get(replaced).and_then(|tile| first_difference(tile, anew))
        {
            return fault;
        }
    }
    match differing().next() {
        Some((tile, _)) => VerifyError::WrongTile { path: tile.path.clone(), expected, found },
        None => {
            let offset = checkpoint.origin.len() + checkpoint.head.size.to_string().len() + 2;
            VerifyError::WrongRoot { path: CHECKPOINT_PATH, offset: offset as u64, expected, found }
        }
    }
}

/// The tile as what lies below says it should be; `None` where that cannot be read.
fn from_below(files: &Files, level: u32, tile: &Tile) -> Option<Vec<Hash>> {
    match level.checked_sub(1) {
        None if tile.hashes.is_empty() => Some(Vec::new()),
        None => {
            let bundle = files.bundle(tile.index).ok()?;
            let mut rest = bundle.bytes.as_slice();
            let next = |_: &Hash| {
                let (entry, after) = split_entry(rest)?;
                rest = after;
                Some(leaf_hash(entry))
            };
            tile.hashes.iter().map(next).collect()
        }
        Some(below) => {
            let first = tile.index * TILE_WIDTH;
            let root = |(index, _)| perfect_root(&files.tile(below, index).ok()?.hashes);
            (first..).zip(&tile.hashes).map(root).collect()
        }
    }
}

fn first_difference(tile: &Tile, anew: &[Hash]) -> Option<VerifyError> {
    let pairs = (0_u64..).zip(tile.hashes.iter().zip(anew));
    let (place, (found, expected)) = pairs.into_iter().find(|(_, (found, expected))| found != expected)?;
    let within = found.0.iter().zip(expected.0).take_while(|(a, b)| **a == *b).count();
    let offset = place * 32 + within as u64;
    Some(VerifyError::WrongHash { path: tile.path.clone(), offset, expected: *expected, found: *found })
}
