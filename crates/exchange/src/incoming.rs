//! A log as it comes in, chunk by chunk, each held to the signed state before it counts. It must not look at blobs, nor
//! decide whose signature is to be trusted.

use crate::chunk::Chunk;
use crate::error::IncomingError;
use ledger::Hash;
use ledger::checkpoint::TreeHead;
use ledger::merkle::{Frontier, leaf_hash, verify_consistency};

/// How far a log has come in.
#[derive(Clone, Debug)]
pub struct Incoming {
    edge: Frontier,
    head: TreeHead,
    proof: Vec<Hash>,
}

impl Incoming {
    /// What is here of a log, and the signed state that the parcel leads to.
    #[must_use]
    pub fn new(edge: Frontier, head: TreeHead) -> Self {
        Self { edge, head, proof: Vec::new() }
    }

    /// How many entries are here.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.edge.size()
    }

    /// The root over them.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.edge.root()
    }

    /// The proof that they are the beginning of the signed tree, as the last chunk brought it.
    #[must_use]
    pub fn proof(&self) -> &[Hash] {
        &self.proof
    }

    /// Takes a chunk in; gives its entries that were not here yet. What was here before is not looked at again: that it is
    /// the same follows from the root.
    ///
    /// # Errors
    /// Where the chunk does not follow, or is not what the log signed; then nothing of it counts.
    pub fn take(&mut self, chunk: Chunk) -> Result<Vec<Vec<u8>>, IncomingError> {
        let have = self.size();
        let (from, to) = (chunk.from, chunk.to());
        if from > have {
            return Err(IncomingError::Gap { from, have });
        }
        if to <= have {
            return Ok(Vec::new());
        }
        let known = usize::try_from(have - from).unwrap_or(usize::MAX);
        let new: Vec<Vec<u8>> = chunk.entries.into_iter().skip(known).collect();
        let mut edge = self.edge.clone();
        new.iter().for_each(|entry| edge.append(leaf_hash(entry)));
        verify_consistency(to, edge.root(), self.head.size, self.head.root, &chunk.proof)
            .map_err(|source| IncomingError::NotSigned { from: have, to, source })?;
        (self.edge, self.proof) = (edge, chunk.proof);
        Ok(new)
    }
}
