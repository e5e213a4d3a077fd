//! The public keys by which a record's own checkpoints are held: those that the log tells of, or the one beside it. It must
//! not say whom a reader is to trust.

use ledger::checkpoint::VerifierKey;
use ledger::key_chain::KeyChain;

/// The keys of one log.
#[derive(Debug, Clone)]
pub(crate) struct LogKeys {
    /// What the log tells of its keys; without links where it never did.
    pub(crate) chain: KeyChain,
    /// The key of a log that tells nothing.
    own: VerifierKey,
}

impl LogKeys {
    /// The keys of a log, of which `own` is the only one where the chain says nothing.
    pub(crate) fn new(chain: KeyChain, own: VerifierKey) -> Self {
        Self { chain, own }
    }

    /// The key that signs a tree of this size.
    pub(crate) fn at(&self, size: u64) -> &VerifierKey {
        self.chain.key_at(size).unwrap_or(&self.own)
    }

    /// The key that signs now.
    pub(crate) fn present(&self) -> &VerifierKey {
        self.chain.current().unwrap_or(&self.own)
    }
}
