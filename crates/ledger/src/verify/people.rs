//! What the entries say of the log's keys and of its authors, held against the tree as it stood before each. It must not
//! hold entries.

use super::VerifyError;
use crate::Hash;
use crate::authors::Authors;
use crate::checkpoint::TreeHead;
use crate::entry::Numbered;
use crate::key_chain::{self, ChainError, KeyChain, KeyStatement};
use crate::merkle::Frontier;

/// The keys and the authors so far, and the tree over the entries so far.
pub(super) struct People {
    origin: String,
    tree: Frontier,
    pub(super) keys: KeyChain,
    pub(super) authors: Authors,
}

impl People {
    pub(super) fn new(origin: &str) -> Self {
        Self {
            origin: origin.to_owned(),
            tree: Frontier::new(),
            keys: KeyChain::default(),
            authors: Authors::default(),
        }
    }

    /// Takes in the next entry, of the bundle `path`, with its leaf hash.
    pub(super) fn accept(&mut self, numbered: &Numbered, leaf: Hash, path: &str) -> Result<(), VerifyError> {
        let (seq, path) = (numbered.seq, || path.to_owned());
        if key_chain::KINDS.contains(&numbered.entry.what.as_str()) {
            let wrong = |reason| VerifyError::Statement { path: path(), seq, reason: Box::new(reason) };
            self.state(numbered).map_err(wrong)?;
        }
        let accepted = self.authors.accept(numbered, &self.origin, self.tree.root());
        accepted.map_err(|reason| VerifyError::Author { path: path(), seq, reason: Box::new(reason) })?;
        self.tree.append(leaf);
        Ok(())
    }

    fn state(&mut self, numbered: &Numbered) -> Result<(), ChainError> {
        let statement = KeyStatement::of_body(numbered.entry.what.as_str(), &numbered.entry.body)?;
        let before = TreeHead { size: self.tree.size(), root: self.tree.root() };
        if statement.before() != before || statement.origin() != self.origin {
            return Err(ChainError::OtherTree);
        }
        self.keys.accept(statement)
    }
}
