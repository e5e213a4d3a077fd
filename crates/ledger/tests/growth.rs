//! However entries are batched, the files and the root are the same, and they are those that an independent
//! implementation (a port of Go's sumdb/tlog) computes.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod common;

use common::{Folder, entry_bytes};
use ledger::Hash;
use ledger::merkle::{Frontier, consistency_proof, inclusion_proof, leaf_hash, verify_consistency, verify_inclusion};
use ledger::tiles::TileSubtrees;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::convert::Infallible;
use tlog_tiles::{
    HashReader, check_record, check_tree, prove_record, prove_tree, record_hash, stored_hashes, tree_hash,
};

/// Hashes stored as sumdb/tlog numbers them.
struct Stored(Vec<tlog_tiles::Hash>);

impl HashReader for Stored {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error> {
        Ok(indexes.iter().map(|i| self.0[usize::try_from(*i).unwrap()]).collect())
    }
}

fn stored(entries: &[Vec<u8>]) -> Stored {
    let mut all = Stored(Vec::new());
    for (n, entry) in (0_u64..).zip(entries) {
        let new = stored_hashes(n, entry, &all).unwrap();
        all.0.extend(new);
    }
    all
}

fn theirs(hash: Hash) -> tlog_tiles::Hash {
    tlog_tiles::Hash(hash.0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn batches_make_no_difference(cuts in prop::collection::btree_set(0_u64..900, 0..12), size in 1_u64..900) {
        let mut folder = Folder::empty();
        let bounds: BTreeSet<u64> = cuts.into_iter().filter(|cut| *cut < size).chain([size]).collect();
        let mut from = 0;
        for to in bounds {
            folder.append(&entry_bytes(from, to));
            from = to;
        }
        let mut at_once = Folder::empty();
        at_once.append(&entry_bytes(0, size));
        prop_assert_eq!(&folder, &at_once);
        let frontier = entry_bytes(0, size).iter().fold(Frontier::new(), |mut frontier, entry| {
            frontier.append(leaf_hash(entry));
            frontier
        });
        prop_assert_eq!(frontier.root(), folder.head().root);
    }

    #[test]
    fn roots_and_proofs_agree_with_sumdb(size in 1_u64..700, at in any::<prop::sample::Index>(), old in any::<prop::sample::Index>()) {
        let entries = entry_bytes(0, size);
        let folder = { let mut folder = Folder::empty(); folder.append(&entries); folder };
        let reference = stored(&entries);
        let root = folder.head().root;
        prop_assert_eq!(theirs(root), tree_hash(size, &reference).unwrap());

        let read = |path: &str| Ok::<_, Infallible>(folder.0.get(path).cloned());
        let mut tiles = TileSubtrees::new(size, read);
        let index = at.index(entries.len());
        let n = index as u64;
        let proof = inclusion_proof(n, size, |level, i| tiles.root(level, i)).unwrap().unwrap();
        let their_proof = prove_record(size, n, &reference).unwrap();
        prop_assert_eq!(proof.iter().copied().map(theirs).collect::<Vec<_>>(), their_proof.clone());
        prop_assert!(verify_inclusion(leaf_hash(&entries[index]), n, size, &proof, root).is_ok());
        prop_assert!(check_record(&their_proof, size, theirs(root), n, record_hash(&entries[index])).is_ok());

        let old = old.index(entries.len()) as u64 + 1;
        let mut tiles = TileSubtrees::new(size, read);
        let proof = consistency_proof(old, size, |level, i| tiles.root(level, i)).unwrap().unwrap();
        let their_proof = prove_tree(size, old, &reference).unwrap();
        prop_assert_eq!(proof.iter().copied().map(theirs).collect::<Vec<_>>(), their_proof.clone());
        let old_root = Hash(tree_hash(old, &reference).unwrap().0);
        prop_assert!(verify_consistency(old, old_root, size, root, &proof).is_ok());
        prop_assert!(check_tree(&their_proof, size, theirs(root), old, theirs(old_root)).is_ok());
    }
}
