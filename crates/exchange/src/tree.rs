//! A log's tree in memory: its roots at every size, and proofs between them. It must not know how entries are kept.

use ledger::Hash;
use ledger::merkle::{Frontier, consistency_proof, node_hash, range_root};
use std::convert::Infallible;

/// The hashes of all perfect subtrees of a log, by level: two hashes an entry.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    rows: Vec<Vec<Hash>>,
}

impl Tree {
    /// The tree over these leaf hashes.
    #[must_use]
    pub fn new(leaves: Vec<Hash>) -> Self {
        let mut rows = vec![leaves];
        while let Some(row) = rows.last().filter(|row| row.len() > 1) {
            let above = row.as_chunks::<2>().0.iter().map(|[left, right]| node_hash(left, right)).collect();
            rows.push(above);
        }
        Self { rows }
    }

    /// How many leaves it has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.rows.first().map_or(0, |leaves| leaves.len() as u64)
    }

    /// The root that it had at a size; `None` where it is not that large.
    #[must_use]
    pub fn root(&self, size: u64) -> Option<Hash> {
        let mut subtree = |level, index| Ok::<_, Infallible>(self.subtree(level, index));
        let Ok(root) = range_root(0, size, &mut subtree);
        (size <= self.size()).then_some(root)
    }

    /// The proof that the tree of `old` leaves is the beginning of that of `new`; `None` where it is not that large.
    #[must_use]
    pub fn proof(&self, old: u64, new: u64) -> Option<Vec<Hash>> {
        let Ok(proof) = consistency_proof(old, new, |level, index| Ok::<_, Infallible>(self.subtree(level, index)));
        proof.filter(|_| new <= self.size())
    }

    /// What is needed to append behind the first `size` leaves; `None` where it is not that large.
    #[must_use]
    pub fn frontier(&self, size: u64) -> Option<Frontier> {
        let mut bytes = size.to_be_bytes().to_vec();
        let mut at = 0;
        for level in (0..u64::BITS).rev().filter(|level| size >> level & 1 == 1) {
            bytes.extend(self.subtree(level, at >> level).0);
            at += 1 << level;
        }
        Frontier::from_bytes(&bytes).ok().filter(|_| size <= self.size())
    }

    /// A subtree beyond the tree is asked for only by sizes that are refused afterwards.
    fn subtree(&self, level: u32, index: u64) -> Hash {
        let row = usize::try_from(level).ok().and_then(|level| self.rows.get(level));
        let hash = usize::try_from(index).ok().and_then(|index| row?.get(index));
        hash.copied().unwrap_or(Hash([0; 32]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::merkle::{leaf_hash, verify_consistency};

    #[test]
    fn roots_proofs_and_edges_are_those_of_the_log() {
        let leaves: Vec<Hash> = (0..70_u32).map(|n| leaf_hash(&n.to_be_bytes())).collect();
        let tree = Tree::new(leaves.clone());
        let mut grown = Frontier::new();
        for (size, leaf) in (0_u64..).zip(leaves) {
            assert_eq!(tree.root(size), Some(grown.root()), "{size}");
            assert_eq!(tree.frontier(size), Some(grown.clone()));
            let proof = tree.proof(size, 70).unwrap();
            verify_consistency(size, grown.root(), 70, tree.root(70).unwrap(), &proof).unwrap();
            grown.append(leaf);
        }
        assert_eq!((tree.root(71), tree.proof(3, 71), tree.frontier(71)), (None, None, None));
        assert_eq!(Tree::new(Vec::new()).root(0), Some(Frontier::new().root()));
    }
}
