//! RFC 6962 hashing, and proofs over it. It must not know how hashes are kept: subtrees come from the caller.

mod frontier;
mod paths;
mod proofs;

pub use frontier::{Frontier, FrontierError};
pub use paths::{consistency_proof, inclusion_proof, range_root};
pub use proofs::{ProofError, verify_consistency, verify_inclusion};

use crate::Hash;
use sha2::{Digest, Sha256};

/// The hash of a leaf: SHA-256 of 0x00 and the entry's bytes.
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update([0x00]).chain_update(entry).finalize().into())
}

/// The hash of an inner node: SHA-256 of 0x01 and both children.
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Hash(Sha256::new().chain_update([0x01]).chain_update(left.0).chain_update(right.0).finalize().into())
}

/// The root of the empty tree: SHA-256 of nothing.
#[must_use]
pub fn empty_root() -> Hash {
    Hash::of(b"")
}

/// The root of a run of perfect subtrees from left to right, each smaller than the one before; `None` where there is none.
pub(crate) fn fold_right(mut subtrees: Vec<Hash>) -> Option<Hash> {
    let last = subtrees.pop()?;
    Some(subtrees.iter().rev().fold(last, |right, left| node_hash(left, &right)))
}

/// The root of a perfect tree over `hashes`, whose number is a power of two; `None` for an empty slice.
pub(crate) fn perfect_root(hashes: &[Hash]) -> Option<Hash> {
    let mut row = hashes.to_vec();
    while row.len() > 1 {
        row = row.as_chunks::<2>().0.iter().map(|[left, right]| node_hash(left, right)).collect();
    }
    row.first().copied()
}

#[cfg(test)]
pub(crate) mod reference {
    //! The recursive definition of RFC 6962 section 2.1, word for word: slow, and plainly right.

    use super::*;

    pub(crate) fn mth(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => empty_root(),
            [leaf] => *leaf,
            _ => {
                let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
                node_hash(&mth(left), &mth(right))
            }
        }
    }

    /// The eight inputs of the RFC 6962 test tree that implementations of Certificate Transparency share.
    pub(crate) fn test_tree() -> Vec<Hash> {
        let inputs: [&[u8]; 8] = [
            &[],
            &[0x00],
            &[0x10],
            &[0x20, 0x21],
            &[0x30, 0x31],
            &[0x40, 0x41, 0x42, 0x43],
            &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
            &[0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
        ];
        inputs.iter().map(|input| leaf_hash(input)).collect()
    }

    /// The roots of the test tree at sizes 1 to 8.
    pub(crate) const ROOTS: [&str; 8] = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_6962_test_tree() {
        let leaves = reference::test_tree();
        for (i, root) in reference::ROOTS.iter().enumerate() {
            assert_eq!(reference::mth(&leaves[..=i]).to_string(), *root);
        }
        assert_eq!(perfect_root(&leaves).unwrap().to_string(), reference::ROOTS[7]);
    }
}
