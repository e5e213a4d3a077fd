//! Building proofs (RFC 6962, sections 2.1.1 and 2.1.2) from the hashes of perfect subtrees, which the caller reads.

use super::{empty_root, fold_right};
use crate::Hash;

/// The root over the leaves `from..to`, out of perfect subtrees. `from` must be a multiple of the largest power of two
/// in `to - from`, as in every range that RFC 6962 splits off.
///
/// `subtree(level, index)` gives the root over the `2^level` leaves from `index · 2^level`.
///
/// # Errors
/// Those of `subtree`.
pub fn range_root<E>(from: u64, to: u64, subtree: &mut impl FnMut(u32, u64) -> Result<Hash, E>) -> Result<Hash, E> {
    let mut at = from;
    let mut roots = Vec::new();
    while at < to {
        let level = (to - at).ilog2();
        roots.push(subtree(level, at >> level)?);
        at += 1 << level;
    }
    Ok(fold_right(roots).unwrap_or_else(empty_root))
}

/// The proof that leaf `index` stands in the tree of `size` leaves: siblings from the leaf upwards; `None` when `index`
/// is not below `size`. `subtree` is as for [`range_root`].
///
/// # Errors
/// Those of `subtree`.
pub fn inclusion_proof<E>(
    index: u64,
    size: u64,
    mut subtree: impl FnMut(u32, u64) -> Result<Hash, E>,
) -> Result<Option<Vec<Hash>>, E> {
    if index >= size {
        return Ok(None);
    }
    let (mut from, mut to) = (0, size);
    let mut proof = Vec::new();
    while to - from > 1 {
        let middle = from + split(to - from);
        if index < middle {
            proof.push(range_root(middle, to, &mut subtree)?);
            to = middle;
        } else {
            proof.push(range_root(from, middle, &mut subtree)?);
            from = middle;
        }
    }
    proof.reverse();
    Ok(Some(proof))
}

/// The proof that the tree of `old` leaves is the beginning of the tree of `new` leaves; `None` when `old` is greater.
/// `subtree` is as for [`range_root`].
///
/// # Errors
/// Those of `subtree`.
pub fn consistency_proof<E>(
    old: u64,
    new: u64,
    mut subtree: impl FnMut(u32, u64) -> Result<Hash, E>,
) -> Result<Option<Vec<Hash>>, E> {
    if old > new {
        return Ok(None);
    }
    let mut proof = Vec::new();
    if old == 0 || old == new {
        return Ok(Some(proof));
    }
    let (mut from, mut to) = (0, new);
    while old != to {
        let middle = from + split(to - from);
        if old <= middle {
            proof.push(range_root(middle, to, &mut subtree)?);
            to = middle;
        } else {
            proof.push(range_root(from, middle, &mut subtree)?);
            from = middle;
        }
    }
    // The old root itself is known to whoever asks; it stands in the proof only when it is not a whole left subtree.
    if from > 0 {
        proof.push(range_root(from, to, &mut subtree)?);
    }
    proof.reverse();
    Ok(Some(proof))
}

/// The largest power of two below `n`, for `n` of 2 and more.
fn split(n: u64) -> u64 {
    1 << (n - 1).ilog2()
}
