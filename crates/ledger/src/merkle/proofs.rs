//! Checking proofs, after RFC 9162 sections 2.1.3.2 and 2.1.4.2 (the same trees as RFC 6962, with the steps spelled out).

use super::{empty_root, node_hash};
use crate::Hash;

/// Why a proof does not prove.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The leaf lies outside the tree, or the old tree is larger than the new one.
    #[error("position {position} lies outside a tree of {size} entries; ask for a proof under a newer checkpoint")]
    OutOfRange {
        /// The leaf's index, or the size of the old tree.
        position: u64,
        /// The size of the tree.
        size: u64,
    },
    /// Too many or too few hashes.
    #[error("the proof has {found} hashes, which does not fit the sizes; get it again")]
    WrongLength {
        /// How many hashes the proof has.
        found: usize,
    },
    /// The hashes lead to another root.
    #[error("the proof leads to root {found}, the checkpoint says {expected}; the entry or the proof was altered")]
    WrongRoot {
        /// The root that the checkpoint signs.
        expected: Hash,
        /// The root to which the proof leads.
        found: Hash,
    },
}

/// Checks that `leaf` stands at `index` in the tree of `size` leaves under `root`.
///
/// # Errors
/// When it does not, or the proof is malformed.
pub fn verify_inclusion(leaf: Hash, index: u64, size: u64, proof: &[Hash], root: Hash) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::OutOfRange { position: index, size });
    }
    let wrong_length = ProofError::WrongLength { found: proof.len() };
    let (mut node, mut last) = (index, size - 1);
    let mut hash = leaf;
    for sibling in proof {
        if last == 0 {
            return Err(wrong_length);
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(sibling, &hash);
            // On the right edge, levels without a sibling are passed over.
            let lone = if node & 1 == 1 { 0 } else { node.trailing_zeros() };
            node = node.checked_shr(lone).unwrap_or(0);
            last = last.checked_shr(lone).unwrap_or(0);
        } else {
            hash = node_hash(&hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(wrong_length);
    }
    same_root(root, hash)
}

/// Checks that the tree of `old` leaves under `old_root` is the beginning of the tree of `new` leaves under `new_root`.
///
/// # Errors
/// When it is not, or the proof is malformed.
pub fn verify_consistency(
    old: u64,
    old_root: Hash,
    new: u64,
    new_root: Hash,
    proof: &[Hash],
) -> Result<(), ProofError> {
    if old > new {
        return Err(ProofError::OutOfRange { position: old, size: new });
    }
    if old == new || old == 0 {
        let expected = if old == 0 { empty_root() } else { new_root };
        return match proof {
            [] => same_root(expected, old_root),
            _ => Err(ProofError::WrongLength { found: proof.len() }),
        };
    }
    let wrong_length = ProofError::WrongLength { found: proof.len() };
    // Up to the first left child on the old right edge; where the old tree is perfect, that child is its root.
    let start = (old - 1).trailing_ones();
    let (mut node, mut last) = ((old - 1) >> start, (new - 1) >> start);
    let (seed, rest) = match proof {
        proof if old.is_power_of_two() => (old_root, proof),
        [seed, rest @ ..] => (*seed, rest),
        [] => return Err(wrong_length),
    };
    let (mut old_hash, mut new_hash) = (seed, seed);
    for sibling in rest {
        if last == 0 {
            return Err(wrong_length);
        }
        if node & 1 == 1 || node == last {
            old_hash = node_hash(sibling, &old_hash);
            new_hash = node_hash(sibling, &new_hash);
            let lone = if node & 1 == 1 { 0 } else { node.trailing_zeros() };
            node = node.checked_shr(lone).unwrap_or(0);
            last = last.checked_shr(lone).unwrap_or(0);
        } else {
            new_hash = node_hash(&new_hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(wrong_length);
    }
    same_root(old_root, old_hash)?;
    same_root(new_root, new_hash)
}

fn same_root(expected: Hash, found: Hash) -> Result<(), ProofError> {
    if expected == found { Ok(()) } else { Err(ProofError::WrongRoot { expected, found }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merkle::{consistency_proof, inclusion_proof, leaf_hash, reference};
    use std::convert::Infallible;

    fn leaves(n: u64) -> Vec<Hash> {
        (0..n).map(|i| leaf_hash(&i.to_be_bytes())).collect()
    }

    fn subtree(leaves: &[Hash]) -> impl FnMut(u32, u64) -> Result<Hash, Infallible> {
        move |level, index| {
            let start = usize::try_from(index << level).unwrap();
            Ok(reference::mth(&leaves[start..start + (1 << level)]))
        }
    }

    /// RFC 6962, section 2.1.3: the proofs of the seven-leaf example by their shape.
    #[test]
    fn rfc_6962_examples() {
        let d = leaves(7);
        let (mth, n) = (reference::mth, |i: usize| d[i]);
        let proof = |i| inclusion_proof(i, 7, subtree(&d)).unwrap().unwrap();
        assert_eq!(proof(0), [n(1), mth(&d[2..4]), mth(&d[4..7])]);
        assert_eq!(proof(3), [n(2), mth(&d[0..2]), mth(&d[4..7])]);
        assert_eq!(proof(4), [n(5), n(6), mth(&d[0..4])]);
        assert_eq!(proof(6), [mth(&d[4..6]), mth(&d[0..4])]);
        let proof = |m| consistency_proof(m, 7, subtree(&d)).unwrap().unwrap();
        assert_eq!(proof(3), [n(2), n(3), mth(&d[0..2]), mth(&d[4..7])]);
        assert_eq!(proof(4), [mth(&d[4..7])]);
        assert_eq!(proof(6), [mth(&d[4..6]), n(6), mth(&d[0..4])]);
    }

    #[test]
    fn every_proof_of_small_trees_holds_and_no_altered_one() {
        let all = leaves(40);
        for size in 1..=40_u64 {
            let tree = &all[..usize::try_from(size).unwrap()];
            let root = reference::mth(tree);
            for (index, leaf) in (0_u64..).zip(tree) {
                let proof = inclusion_proof(index, size, subtree(tree)).unwrap().unwrap();
                assert_eq!(verify_inclusion(*leaf, index, size, &proof, root), Ok(()), "{index} of {size}");
                assert!(verify_inclusion(leaf_hash(b"other"), index, size, &proof, root).is_err());
                let longer = [&proof[..], &[root]].concat();
                assert!(verify_inclusion(*leaf, index, size, &longer, root).is_err());
                for i in 0..proof.len() {
                    let mut altered = proof.clone();
                    altered[i].0[0] ^= 1;
                    assert!(verify_inclusion(*leaf, index, size, &altered, root).is_err());
                    assert!(verify_inclusion(*leaf, index, size, &proof[..i], root).is_err());
                }
            }
        }
    }

    #[test]
    fn consistency_of_every_pair_of_small_trees() {
        let all = leaves(40);
        let root = |n: u64| reference::mth(&all[..usize::try_from(n).unwrap()]);
        for new in 0..=40_u64 {
            for old in 0..=new {
                let proof = consistency_proof(old, new, subtree(&all)).unwrap().unwrap();
                assert_eq!(verify_consistency(old, root(old), new, root(new), &proof), Ok(()), "{old} to {new}");
                let other = leaf_hash(b"other");
                assert!(verify_consistency(old, other, new, root(new), &proof).is_err(), "{old} to {new}");
                if old > 0 {
                    assert!(verify_consistency(old, root(old), new, other, &proof).is_err(), "{old} to {new}");
                }
                let longer = [&proof[..], &[other]].concat();
                assert!(verify_consistency(old, root(old), new, root(new), &longer).is_err(), "{old} to {new}");
            }
        }
    }

    #[test]
    fn positions_outside_the_tree_are_refused() {
        let root = empty_root();
        assert_eq!(verify_inclusion(root, 5, 5, &[], root), Err(ProofError::OutOfRange { position: 5, size: 5 }));
        assert!(inclusion_proof(5, 5, subtree(&[])).unwrap().is_none());
        assert!(consistency_proof(6, 5, subtree(&[])).unwrap().is_none());
        assert!(verify_consistency(6, root, 5, root, &[]).is_err());
    }
}
