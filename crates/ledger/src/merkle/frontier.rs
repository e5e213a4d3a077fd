//! The right edge of a growing tree: enough to append and to give the root, in O(log n) memory. It must not keep leaves.

use super::{empty_root, fold_right, node_hash};
use crate::Hash;

/// A compact range from leaf 0: the roots of the perfect subtrees of a tree, from left to right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    /// One root for each bit set in `size`, the largest subtree first.
    roots: Vec<Hash>,
}

/// Bytes that are no frontier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} bytes are no tree edge: expected 8 and 32 for each bit set in the size; rebuild the edge from the tiles")]
pub struct FrontierError(usize);

impl Frontier {
    /// The edge of the empty tree.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many leaves the tree has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends the hash of one leaf.
    pub fn append(&mut self, leaf: Hash) {
        let mut right = leaf;
        for _ in 0..self.size.trailing_ones() {
            let left = self.roots.pop().expect("one root for each bit set in the size");
            right = node_hash(&left, &right);
        }
        self.roots.push(right);
        self.size += 1;
    }

    /// The root of the tree.
    #[must_use]
    pub fn root(&self) -> Hash {
        fold_right(self.roots.clone()).unwrap_or_else(empty_root)
    }

    /// The size in eight big-endian bytes, then each root from left to right.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.size.to_be_bytes().into_iter().chain(self.roots.iter().flat_map(|root| root.0)).collect()
    }

    /// Reads what [`Frontier::to_bytes`] wrote.
    ///
    /// # Errors
    /// When the length does not fit the size.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FrontierError> {
        let wrong = FrontierError(bytes.len());
        let Some((size, rest)) = bytes.split_first_chunk::<8>() else { return Err(wrong) };
        let size = u64::from_be_bytes(*size);
        let (roots, odd) = rest.as_chunks::<32>();
        if !odd.is_empty() || u32::try_from(roots.len()) != Ok(size.count_ones()) {
            return Err(wrong);
        }
        Ok(Self { size, roots: roots.iter().map(|root| Hash(*root)).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merkle::{leaf_hash, reference};

    #[test]
    fn rfc_6962_test_tree() {
        let mut frontier = Frontier::new();
        assert_eq!(frontier.root(), empty_root());
        for (leaf, root) in reference::test_tree().into_iter().zip(reference::ROOTS) {
            frontier.append(leaf);
            assert_eq!(frontier.root().to_string(), root);
        }
    }

    #[test]
    fn survives_being_written_at_every_size() {
        let mut frontier = Frontier::new();
        let mut leaves = Vec::new();
        for i in 0..300_u32 {
            frontier = Frontier::from_bytes(&frontier.to_bytes()).unwrap();
            let leaf = leaf_hash(&i.to_be_bytes());
            frontier.append(leaf);
            leaves.push(leaf);
            assert_eq!(frontier.root(), reference::mth(&leaves), "size {}", i + 1);
        }
        assert_eq!(frontier.size(), 300);
    }

    #[test]
    fn wrong_lengths_are_refused() {
        let mut frontier = Frontier::new();
        frontier.append(leaf_hash(b"a"));
        let bytes = frontier.to_bytes();
        assert!(Frontier::from_bytes(&bytes[..39]).is_err());
        assert!(Frontier::from_bytes(&[&bytes[..], &[0; 32]].concat()).is_err());
        assert!(Frontier::from_bytes(b"").is_err());
    }
}
