//! The log's keys and its authors: a log begun on purpose, a key that hands over, is recovered or revoked; and what the record
//! says of them. It must not judge a chain of keys: the ledger does.

use super::tables::Tables;
use super::{Access, SqliteStore, append, ask};
use crate::disk::RealDisk;
use crate::draft::Draft;
use crate::error::StoreError;
use crate::folder::Folder;
use crate::key_places::{KeyPlaces, keep_next, promote, write_secret};
use crate::log_keys::LogKeys;
use crate::port::Reason;
use crate::publish::Files;
use ledger::authors::Authors;
use ledger::checkpoint::{Signer, SigningKey, TreeHead, VerifierKey};
use ledger::key_chain::{self, KeyAct, KeyChain, KeyStatement, Predecessor};
use serde_json::Value;
use std::path::Path;

/// A new private key of a log.
pub enum NewKey {
    /// Kept in the record's folder.
    Inside(Box<SigningKey>),
    /// Kept somewhere else, by whoever brings it.
    Elsewhere(Box<dyn Signer>),
}

/// How a log begins.
pub struct Beginning<'a> {
    /// Its first key.
    pub key: NewKey,
    /// The key that may name another where the present one is lost.
    pub recovery: Option<&'a SigningKey>,
    /// The log whose work it goes on with.
    pub succeeds: Option<Predecessor>,
}

/// How one key hands over to the next.
pub struct Rotation<'a> {
    /// The recovery key, where it and not the present key says so.
    pub by_recovery: Option<&'a SigningKey>,
    /// The key that signs from here on.
    pub to: NewKey,
    /// A recovery key in place of the one so far.
    pub recovery: Option<&'a SigningKey>,
}

impl NewKey {
    /// The public half.
    #[must_use]
    pub fn verifier(&self) -> &VerifierKey {
        match self {
            Self::Inside(key) => key.verifier(),
            Self::Elsewhere(key) => key.verifier(),
        }
    }

    fn into_signer(self) -> Box<dyn Signer> {
        match self {
            Self::Inside(key) => key,
            Self::Elsewhere(key) => key,
        }
    }
}

impl SqliteStore {
    /// Makes a record whose first entry says by which key it is signed.
    ///
    /// # Errors
    /// Where something stands there already, or a key does not sign.
    pub fn begin_log(dir: &Path, at: &str, reason: &Reason, beginning: Beginning<'_>) -> Result<(), StoreError> {
        let place = Folder::new(dir);
        if !place.is_vacant() {
            return Err(StoreError::NotVacant(place.root));
        }
        let aside = place.aside()?;
        aside.prepare()?;
        if let NewKey::Inside(key) = &beginning.key {
            write_secret(&aside.key(), key)?;
        }
        let Beginning { key, recovery, succeeds } = beginning;
        let act = KeyAct::Begun {
            key: key.verifier().clone(),
            recovery: recovery.map(|key| key.verifier().clone()),
            succeeds,
        };
        let mut store = Self::open_writer(aside.clone(), move |_, _, _| Ok(key.into_signer()), Box::new(RealDisk))?;
        let begun = |head: &TreeHead, key: &dyn Signer| Ok(vec![said(key, head, &act, &[signer(recovery)])?]);
        append::enter(&mut store, at, reason, &[], &begun)?;
        drop(store);
        aside.move_to(&place)
    }

    /// Hands over to a new key, by the word of the present one, which `places` finds, or of the recovery key.
    ///
    /// # Errors
    /// Where the record is missing or in use, or the log does not accept it; the old key then still signs.
    pub fn rotate(
        dir: &Path,
        places: &KeyPlaces,
        at: &str,
        reason: &Reason,
        rotation: Rotation<'_>,
    ) -> Result<(), StoreError> {
        let folder = Folder::new(dir);
        let from = Self::open(dir, Access::Read)?.present_key()?;
        let Rotation { by_recovery, to, recovery } = rotation;
        let old = if by_recovery.is_some() { None } else { Some(places.find(&folder, Some(&from))?) };
        let inside = matches!(to, NewKey::Inside(_));
        let act =
            KeyAct::Rotated { from, to: to.verifier().clone(), recovery: recovery.map(|key| key.verifier().clone()) };
        let keep = move |folder: &Folder, _: bool, present: Option<&VerifierKey>| {
            if let NewKey::Inside(key) = &to {
                keep_next(folder, key, present)?;
            }
            Ok(to.into_signer())
        };
        let mut store = Self::open_writer(folder.clone(), keep, Box::new(RealDisk))?;
        store.author.clone_from(&places.author);
        // The old key signs the first tree beside the new one, so that whoever knows the old one alone can follow so far.
        let also: Vec<&dyn Signer> = old.as_deref().into_iter().map(|key| key as &dyn Signer).collect();
        let rotated = |head: &TreeHead, key: &dyn Signer| {
            Ok(vec![said(key, head, &act, &[old.as_deref(), signer(by_recovery), signer(recovery)])?])
        };
        append::enter(&mut store, at, reason, &also, &rotated)?;
        // Still under the lock, which goes with the store: nobody may lay another key there before.
        if inside { promote(&folder) } else { Ok(()) }
    }

    /// Says that a key which was rotated out is not believed for trees of more than `since` entries.
    ///
    /// # Errors
    /// Where it was no key of this log, or still is.
    pub fn revoke_key(&mut self, at: &str, reason: &Reason, key: &VerifierKey, since: u64) -> Result<u64, StoreError> {
        let act = KeyAct::Revoked { key: key.clone(), since };
        let revoked = |head: &TreeHead, key: &dyn Signer| Ok(vec![said(key, head, &act, &[])?]);
        append::enter(self, at, reason, &[], &revoked)
    }

    /// What the log tells of its keys.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn keys(&self) -> Result<KeyChain, StoreError> {
        chain(&self.tables().0)
    }

    /// The key that signs the log.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn present_key(&self) -> Result<VerifierKey, StoreError> {
        let beside = Files::new(self.folder.ledger()).key()?;
        Ok(self.keys()?.current().cloned().unwrap_or(beside))
    }

    /// The authors as they stand.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn authors(&self) -> Result<Authors, StoreError> {
        authors(&self.tables().0)
    }

    /// The name of whoever signs what is entered; `None` where nobody does, or the record does not know the key.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn author(&self) -> Result<Option<String>, StoreError> {
        let Some(key) = &self.author else { return Ok(None) };
        Ok(self.authors()?.with_key(key.verifier()).map(|author| author.name.clone()))
    }
}

fn signer(key: Option<&SigningKey>) -> Option<&dyn Signer> {
    key.map(|key| key as &dyn Signer)
}

/// A statement on the tree `before`, signed by the log's key and by those others that there are.
fn said(
    key: &dyn Signer,
    before: &TreeHead,
    act: &KeyAct,
    others: &[Option<&dyn Signer>],
) -> Result<Draft, StoreError> {
    let signers: Vec<&dyn Signer> = [key].into_iter().chain(others.iter().copied().flatten()).collect();
    let statement = KeyStatement::sign(key.verifier().name(), *before, act, &signers);
    statement.map(|statement| Draft::stated(&statement)).map_err(|error| StoreError::Refused(error.to_string()))
}

fn told(tables: &Tables<'_>) -> Result<Vec<(String, Value)>, StoreError> {
    if !ask::is_of_format(tables, ask::THIRD)? {
        return Ok(Vec::new());
    }
    let rows = tables.all("SELECT what, body FROM key_entry ORDER BY seq", [], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    })?;
    let read = |(what, body): (String, String)| {
        Ok((what, serde_json::from_str(&body).map_err(|error| wrong(tables, &error))?))
    };
    rows.into_iter().map(read).collect()
}

fn wrong(tables: &Tables<'_>, error: &dyn ToString) -> StoreError {
    StoreError::damaged(&tables.path, format!("table key_entry: {}", error.to_string()))
}

/// The chain of keys that the log tells of.
pub(crate) fn chain(tables: &Tables<'_>) -> Result<KeyChain, StoreError> {
    let mut chain = KeyChain::default();
    for (what, body) in told(tables)? {
        if key_chain::KINDS.contains(&what.as_str()) {
            let statement = KeyStatement::of_body(&what, &body).map_err(|error| wrong(tables, &error))?;
            chain.accept(statement).map_err(|error| StoreError::Refused(error.to_string()))?;
        }
    }
    Ok(chain)
}

/// The keys by which the record's own checkpoints are held; `own` is that of a log which tells nothing.
pub(crate) fn log_keys(tables: &Tables<'_>, own: &VerifierKey) -> Result<LogKeys, StoreError> {
    Ok(LogKeys::new(chain(tables)?, own.clone()))
}

pub(super) fn authors(tables: &Tables<'_>) -> Result<Authors, StoreError> {
    let mut authors = Authors::default();
    for (what, body) in told(tables)? {
        authors.change(&what, &body).map_err(|error| wrong(tables, &error))?;
    }
    Ok(authors)
}
