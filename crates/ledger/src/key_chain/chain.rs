//! Statement after statement, each held against those before it. It must not look at a tree: whoever has one compares.

use super::statement::{KeyAct, KeyStatement, Predecessor, StatementError};
use crate::checkpoint::VerifierKey;

/// The keys of one log so far. One without links says nothing: the log never told of its keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyChain {
    links: Vec<KeyLink>,
    recovery: Option<VerifierKey>,
    revoked: Vec<Revocation>,
    predecessor: Option<Predecessor>,
    statements: Vec<KeyStatement>,
}

/// One key, and the trees that it signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyLink {
    /// The key.
    pub key: VerifierKey,
    /// The size of the smallest tree that it signs.
    pub from: u64,
    /// Who handed over to it.
    pub by: HandedBy,
}

/// By whose word a key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandedBy {
    /// It is the first.
    First,
    /// The key before it.
    Key,
    /// The recovery key.
    Recovery,
}

/// A key that is not believed any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// The key.
    pub key: VerifierKey,
    /// The largest tree for which it is believed.
    pub since: u64,
    /// The entry that says so.
    pub entry: u64,
}

/// Why a statement does not continue a chain.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// It is no statement, or somebody has not signed it.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// Of another log, or not after the one before it.
    #[error("the statement is of another log, or does not come after the one before it")]
    OutOfOrder,
    /// Made on another tree than the one that it stands in.
    #[error("the statement was signed on another tree than the one before its entry: it was taken from elsewhere")]
    OtherTree,
    /// A beginning that is not the first entry.
    #[error("a log begins once, with its first entry")]
    BegunLate,
    /// The key that hands over is not the log's.
    #[error("the key {0} hands over, and is not the one that signs the log then")]
    NotTheKey(String),
    /// The key was the log's before, or is its recovery key.
    #[error("the key {0} was used before in this log; each key serves once")]
    UsedBefore(String),
    /// A recovery key put in place of another without that one's word.
    #[error("a recovery key is replaced by its own word only")]
    Recovery,
    /// The key signs the log, or never did, or is revoked already from an earlier tree on.
    #[error(
        "the key {0} cannot be revoked there: it must have been rotated out, and be believed for a larger tree so far"
    )]
    NotRevocable(String),
}

impl KeyChain {
    /// The statements of a file `log.keys`, with an empty line between each two.
    ///
    /// # Errors
    /// Names the first statement that does not hold.
    pub fn parse(bytes: &[u8]) -> Result<Self, ChainError> {
        let text = std::str::from_utf8(bytes).map_err(|_| StatementError::Line("text in UTF-8"))?;
        let mut chain = Self::default();
        let mut parts = text.strip_suffix('\n').unwrap_or(text).split("\n\n");
        while let Some(said) = parts.next() {
            let lines = parts.next().ok_or(StatementError::Line("signature lines after an empty line"))?;
            chain.accept(KeyStatement::parse(format!("{said}\n\n{lines}\n").as_bytes())?)?;
        }
        Ok(chain)
    }

    /// What [`KeyChain::parse`] reads.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.statements.iter().map(KeyStatement::to_bytes).collect::<Vec<_>>().join(&b'\n')
    }

    /// Takes in the next statement.
    ///
    /// # Errors
    /// Why it does not continue the chain, which then stays as it was.
    pub fn accept(&mut self, statement: KeyStatement) -> Result<(), ChainError> {
        let follows =
            |last: &KeyStatement| last.origin() == statement.origin() && last.before().size < statement.before().size;
        if !self.statements.last().is_none_or(follows) {
            return Err(ChainError::OutOfOrder);
        }
        match statement.act() {
            KeyAct::Begun { key, recovery, succeeds } => {
                if !self.statements.is_empty() || statement.before().size != 0 {
                    return Err(ChainError::BegunLate);
                }
                if recovery.as_ref().is_some_and(|recovery| recovery.same_public_key(key)) {
                    return Err(ChainError::UsedBefore(key.to_string()));
                }
                self.links.push(KeyLink { key: key.clone(), from: 0, by: HandedBy::First });
                (self.recovery, self.predecessor) = (recovery.clone(), succeeds.clone());
            }
            KeyAct::Rotated { from, to, recovery } => self.rotate(&statement, from, to, recovery.as_ref())?,
            KeyAct::Revoked { key, since } => self.revoke(&statement, key, *since)?,
        }
        self.statements.push(statement);
        Ok(())
    }

    fn rotate(
        &mut self,
        statement: &KeyStatement,
        from: &VerifierKey,
        to: &VerifierKey,
        recovery: Option<&VerifierKey>,
    ) -> Result<(), ChainError> {
        if self.current().is_some_and(|current| current != from) {
            return Err(ChainError::NotTheKey(from.to_string()));
        }
        let by = match &self.recovery {
            Some(recovery) if statement.signed_by(recovery).is_ok() => HandedBy::Recovery,
            _ => statement.signed_by(from).map(|()| HandedBy::Key)?,
        };
        if recovery.is_some() && self.recovery.is_some() && by != HandedBy::Recovery {
            return Err(ChainError::Recovery);
        }
        let used = |new: &&VerifierKey| {
            let mut before = self.links.iter().map(|link| &link.key).chain([from]).chain(&self.recovery);
            before.any(|key| key.same_public_key(new))
        };
        let both_new = recovery.filter(|recovery| recovery.same_public_key(to));
        if let Some(new) = [to].into_iter().chain(recovery).find(used).or(both_new) {
            return Err(ChainError::UsedBefore(new.to_string()));
        }
        if self.links.is_empty() {
            self.links.push(KeyLink { key: from.clone(), from: 0, by: HandedBy::First });
        }
        self.links.push(KeyLink { key: to.clone(), from: statement.before().size + 1, by });
        if recovery.is_some() {
            self.recovery = recovery.cloned();
        }
        Ok(())
    }

    fn revoke(&mut self, statement: &KeyStatement, key: &VerifierKey, since: u64) -> Result<(), ChainError> {
        let wrong = || ChainError::NotRevocable(key.to_string());
        let current = self.current().ok_or_else(wrong)?;
        statement.signed_by(current)?;
        let until = self.until(key).ok_or_else(wrong)?;
        if since > until || self.revocation(key).is_some_and(|earlier| earlier.since <= since) {
            return Err(wrong());
        }
        self.revoked.retain(|earlier| earlier.key != *key);
        self.revoked.push(Revocation { key: key.clone(), since, entry: statement.before().size });
        Ok(())
    }

    /// The size of the largest tree that a key signed; `None` where it signs still, or never did.
    fn until(&self, key: &VerifierKey) -> Option<u64> {
        let place = self.links.iter().position(|link| link.key == *key)?;
        Some(self.links.get(place + 1)?.from - 1)
    }

    /// The log's name; `None` where the chain says nothing.
    #[must_use]
    pub fn origin(&self) -> Option<&str> {
        self.links.first().map(|link| link.key.name())
    }

    /// The keys in their order.
    #[must_use]
    pub fn links(&self) -> &[KeyLink] {
        &self.links
    }

    /// The key that signs the log now.
    #[must_use]
    pub fn current(&self) -> Option<&VerifierKey> {
        self.links.last().map(|link| &link.key)
    }

    /// The key that signs a tree of this size.
    #[must_use]
    pub fn key_at(&self, size: u64) -> Option<&VerifierKey> {
        self.links.iter().rev().find(|link| link.from <= size).map(|link| &link.key)
    }

    /// The key that may name a new one where the present one is lost.
    #[must_use]
    pub fn recovery(&self) -> Option<&VerifierKey> {
        self.recovery.as_ref()
    }

    /// The keys that are not believed any more.
    #[must_use]
    pub fn revoked(&self) -> &[Revocation] {
        &self.revoked
    }

    /// Whether a key is not believed any more.
    #[must_use]
    pub fn revocation(&self, key: &VerifierKey) -> Option<&Revocation> {
        self.revoked.iter().find(|revoked| revoked.key == *key)
    }

    /// The log that this one succeeds.
    #[must_use]
    pub fn predecessor(&self) -> Option<&Predecessor> {
        self.predecessor.as_ref()
    }

    /// The statements in their order.
    #[must_use]
    pub fn statements(&self) -> &[KeyStatement] {
        &self.statements
    }

    /// The first statements in which two chains differ, where neither merely goes on with the other: then whoever signed both
    /// told two histories.
    #[must_use]
    pub fn parting<'a>(&'a self, other: &'a Self) -> Option<(&'a KeyStatement, &'a KeyStatement)> {
        self.statements.iter().zip(&other.statements).find(|(one, other)| one != other)
    }

    /// The keys that the log itself handed on by its own word although it says that they were not believed any more then.
    pub fn doubtful(&self) -> impl Iterator<Item = &KeyLink> {
        self.links.windows(2).filter_map(|pair| {
            let [before, after] = pair else { return None };
            let believed = self.revocation(&before.key).is_none_or(|revoked| revoked.since >= after.from - 1);
            (!believed && after.by == HandedBy::Key).then_some(after)
        })
    }
}
