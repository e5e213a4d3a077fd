//! Authors' signatures on what is taken in: who an entry is by, and whether they have to sign it. It must not draw or read a
//! key.

use crate::draft::Draft;
use crate::error::StoreError;
use ledger::Hash;
use ledger::authors::{Author, Authors};
use ledger::checkpoint::SigningKey;
use ledger::entry::{Entry, Numbered, Who};

/// By whom entries are that the program makes while it takes in what an author signs.
const PROGRAM: &str = "trucewatch";

/// The authors of a log as they stand, and the key of the one who signs, if one does.
pub(super) struct Signing<'a> {
    authors: Authors,
    key: Option<&'a SigningKey>,
    origin: String,
}

impl<'a> Signing<'a> {
    pub(super) fn new(authors: Authors, key: Option<&'a SigningKey>, origin: String) -> Self {
        Self { authors, key, origin }
    }

    /// Who an entry is by. Whoever has a key signs what they enter; what the program makes of it bears the program's name.
    pub(super) fn who(&self, name: &str, draft: &Draft) -> Result<Who, StoreError> {
        let author = self.authors.named(name);
        if draft.by_program() {
            return Ok(Who::named(if author.is_some() { PROGRAM } else { name }));
        }
        match (self.signer()?, author) {
            (Some(signer), _) if signer.name == name => Ok(Who { role: signer.role.clone(), ..Who::named(name) }),
            (Some(signer), _) => {
                let signer = &signer.name;
                refuse(format!(
                    "the key given with --author is that of {signer}, and this is by {name}: give --by '{signer}'"
                ))
            }
            (None, Some(_)) => {
                refuse(format!("{name} has a key, and signs what is entered in that name: give it with --author FILE"))
            }
            (None, None) => Ok(Who::named(name)),
        }
    }

    fn signer(&self) -> Result<Option<&Author>, StoreError> {
        let Some(key) = self.key else { return Ok(None) };
        match self.authors.with_key(key.verifier()) {
            Some(author) => Ok(Some(author)),
            None => refuse(format!(
                "the key given with --author ({}) is no author's of this record, or was revoked: `trucewatch author list`",
                key.verifier()
            )),
        }
    }

    /// The entry with its author's signature, where its author signs.
    pub(super) fn sign(&self, entry: Entry, seq: u64, before: Hash) -> Result<Entry, StoreError> {
        match self
            .key
            .filter(|key| self.authors.with_key(key.verifier()).is_some_and(|author| author.name == entry.who.name))
        {
            Some(key) => {
                entry.sign(seq, &self.origin, before, key).map_err(|error| StoreError::Refused(error.to_string()))
            }
            None => Ok(entry),
        }
    }

    /// Takes in what an entry changes in the authors.
    pub(super) fn change(&mut self, numbered: &Numbered) -> Result<(), StoreError> {
        let changed = self.authors.change(numbered.entry.what.as_str(), &numbered.entry.body);
        changed.map_err(|error| StoreError::Refused(error.to_string()))
    }
}

fn refuse<T>(reason: String) -> Result<T, StoreError> {
    Err(StoreError::Refused(reason))
}
