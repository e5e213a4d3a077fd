//! The blobs that entries name, each hashed piece by piece. It must not hold a blob in memory.

use super::{Blobs, Source, VerifyError};
use crate::{Hash, blob_path};
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, VecDeque};

/// How many blobs are remembered as read: entries on one report stand close together and name the same blob.
const REMEMBERED: usize = 4096;

pub(super) struct BlobReader<'a> {
    source: &'a dyn Source,
    policy: Blobs,
    known: BTreeSet<Hash>,
    order: VecDeque<Hash>,
    /// What the publisher says is held back.
    withheld: BTreeSet<Hash>,
    /// Which of these entries name, and are not there.
    pub(super) held_back: BTreeSet<Hash>,
    /// How many names of blobs were met.
    pub(super) named: u64,
}

impl<'a> BlobReader<'a> {
    pub(super) fn new(source: &'a dyn Source, policy: Blobs, withheld: BTreeSet<Hash>) -> Self {
        let (known, held_back) = (BTreeSet::new(), BTreeSet::new());
        Self { source, policy, known, order: VecDeque::new(), withheld, held_back, named: 0 }
    }

    /// Checks the blobs that entry `seq` names.
    pub(super) fn check(&mut self, seq: u64, blobs: &[Hash]) -> Result<(), VerifyError> {
        for blob in blobs {
            self.named += 1;
            if self.policy == Blobs::Required && !self.known.contains(blob) {
                self.read(seq, *blob)?;
                self.remember(*blob);
            }
        }
        Ok(())
    }

    fn read(&mut self, seq: u64, expected: Hash) -> Result<(), VerifyError> {
        let path = blob_path(&expected);
        let mut hasher = Sha256::new();
        if !self.source.read_blob(&path, &mut |piece| hasher.update(piece))? {
            if self.withheld.contains(&expected) {
                self.held_back.insert(expected);
                return Ok(());
            }
            return Err(VerifyError::MissingBlob { path, seq });
        }
        let found = Hash(hasher.finalize().into());
        if found == expected { Ok(()) } else { Err(VerifyError::WrongBlob { path, seq, expected, found }) }
    }

    fn remember(&mut self, blob: Hash) {
        self.known.insert(blob);
        self.order.push_back(blob);
        if self.order.len() > REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.known.remove(&oldest);
        }
    }
}
