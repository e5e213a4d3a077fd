//! One history of a log, or two: what a parcel says of a log held against this record's mirror of it. A log that signed two
//! histories is told with the proof, where both ends are signed. It must not say which of the two is true.

use super::Coming;
use crate::exchange_error::ExchangeError;
use crate::received::Received;
use crate::sqlite::mirror;
use crate::sqlite::tables::Tables;
use exchange::{IncomingError, LogHead, Tree};
use ledger::fork::{Beginning, Fork};
use ledger::merkle::{leaf_hash, verify_consistency};

impl Coming {
    /// Holds the signed state against what is here.
    pub(super) fn hold(&mut self, tables: &Tables<'_>, log: &str) -> Result<(), ExchangeError> {
        let (have, signed) = (self.mirror.size(), self.head.signed.checkpoint().head);
        if signed.size <= have {
            // An elder state, or the same: nothing is new, but it has to be one of those that this log had.
            return match self.mirror.root(signed.size) {
                Some(root) if root == signed.root => Ok(()),
                _ => Err(self.contradicts(self.against_elder())),
            };
        }
        let LogHead { from, root, proof, .. } = &self.head;
        if *from > have {
            let (at, source) = (self.at, IncomingError::Gap { from: *from, have });
            return Err(ExchangeError::Incoming { at, log: log.to_owned(), source });
        }
        verify_consistency(*from, *root, signed.size, signed.root, proof)
            .map_err(|error| self.refused(format!("the log {log} from entry {from} on: {error}")))?;
        if self.mirror.root(*from) != Some(*root) {
            let beginning = Beginning { root: *root, proof: proof.clone() };
            let fork = self.whole().filter(|_| *from == have);
            let fork = fork.and_then(|held| Fork::two_sizes(&held.signed, &self.head.signed, beginning));
            return Err(self.contradicts(fork));
        }
        mirror::each_entry(tables, log, 0, *from, |_, bytes| {
            self.theirs.push(leaf_hash(bytes));
            Ok(())
        })?;
        Ok(())
    }

    /// The last run, where it came to the end of a signed state: only such a state proves a fork.
    fn whole(&self) -> Option<&Received> {
        self.last.as_ref().filter(|last| last.is_whole())
    }

    fn against_elder(&self) -> Option<Fork> {
        let held = self.whole()?;
        let (size, have) = (self.head.signed.checkpoint().head.size, self.mirror.size());
        if size == have {
            return Fork::same_size(&self.head.signed, &held.signed);
        }
        let beginning = Beginning { root: self.mirror.root(size)?, proof: self.mirror.proof(size, have)? };
        Fork::two_sizes(&self.head.signed, &held.signed, beginning)
    }

    /// Two histories: with the proof where both ends are signed.
    fn contradicts(&self, fork: Option<Fork>) -> ExchangeError {
        let (at, log) = (self.at, self.log());
        match fork {
            Some(fork) => ExchangeError::Forked { at, log, proof: Box::new(fork) },
            None => self.refused(format!(
                "the log {log} began otherwise than it did when its entries came here; ask its keeper which is true"
            )),
        }
    }

    /// All chunks of the log came. Where one did not fit, and yet the log signed what the parcel has, it signed two histories.
    pub(super) fn end(self) -> Result<(), ExchangeError> {
        let Some(unfit) = self.unfit else { return Ok(()) };
        let (theirs, signed, have) = (Tree::new(self.theirs), self.head.signed.checkpoint().head, self.mirror.size());
        let other = theirs.root(have).filter(|root| self.mirror.root(have) != Some(*root));
        let proof = theirs.proof(have, signed.size).filter(|_| theirs.root(signed.size) == Some(signed.root));
        let beginning = other.zip(proof).map(|(root, proof)| Beginning { root, proof });
        let held = self.last.filter(Received::is_whole);
        let fork = held
            .zip(beginning)
            .and_then(|(held, beginning)| Fork::two_sizes(&held.signed, &self.head.signed, beginning));
        let log = self.head.signed.checkpoint().origin.clone();
        Err(fork.map_or(unfit, |fork| ExchangeError::Forked { at: self.at, log, proof: Box::new(fork) }))
    }
}
