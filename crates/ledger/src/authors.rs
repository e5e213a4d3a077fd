//! Who may sign entries with which key, as the log itself says entry by entry, and how many entries were signed so.
//!
//! It must not take the register for more than the log's word: that a key is a person's, the person says elsewhere.

use crate::Hash;
use crate::checkpoint::{Algorithm, VerifierKey};
use crate::entry::Numbered;
use serde_json::{Value, json};
use std::fmt;

/// The kind of the entry that gives an author a key.
pub const ENTERED: &str = "author.entered";

/// The kind of the entry that takes it back.
pub const REVOKED: &str = "author.revoked";

/// An author: a person of the mission with a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The name, as entries bear it.
    pub name: String,
    /// In what role.
    pub role: Option<String>,
    /// The key.
    pub key: VerifierKey,
}

impl Author {
    /// The body of the entry that enters the author.
    #[must_use]
    pub fn body(&self) -> Value {
        let mut body = json!({ "name": self.name, "key": self.key.to_string() });
        if let (Some(role), Some(fields)) = (&self.role, body.as_object_mut()) {
            fields.insert("role".to_owned(), json!(role));
        }
        body
    }

    /// The body of the entry that revokes the author's key.
    #[must_use]
    pub fn revoking_body(&self) -> Value {
        json!({ "name": self.name, "key": self.key.to_string() })
    }
}

/// The authors as they stand, and what was signed so far. `Display` of the account is for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authors {
    present: Vec<Author>,
    former: Vec<Author>,
    account: AuthorAccount,
}

/// How many entries were signed by whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthorAccount {
    /// How many authors have a key now.
    pub authors: u64,
    /// Entries signed with the key of the author whose name they bear.
    pub signed: u64,
    /// Entries signed with a key that the log does not know, or not any more.
    pub strangers: u64,
    /// Entries without an author's signature, for which the log alone answers.
    pub unsigned: u64,
    /// Those of them that bear the name of somebody who had a key then.
    pub in_a_name: u64,
}

/// What is wrong with an author or a signature.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AuthorError {
    /// The signature is not one of the key over this entry here.
    #[error("the signature in the name of {0} does not hold for this entry at this place")]
    BadSignature(String),
    /// The entry was signed after another history.
    #[error("{0} signed it after another history than the one that stands before it: it was taken from elsewhere")]
    OtherHistory(String),
    /// Signed with one author's key in another's name or role.
    #[error("it bears the name of {0} and the signature of {1}")]
    AnothersKey(String, String),
    /// An entry about an author has another form.
    #[error("it enters or revokes an author: expected {0}")]
    Form(&'static str),
    /// The name or the key is taken.
    #[error("{0} has a key already; revoke it first, each name has one key and each key one name")]
    Taken(String),
    /// The key is nobody's.
    #[error("{0} has no such key to revoke")]
    NotAnAuthor(String),
}

impl Authors {
    /// Takes in the next entry of the log `origin`, which stands after a tree of root `before`.
    ///
    /// # Errors
    /// When a signature is false, or the entry changes the authors in a way that cannot be.
    pub fn accept(&mut self, numbered: &Numbered, origin: &str, before: Hash) -> Result<(), AuthorError> {
        self.count(numbered, origin, before)?;
        self.change(numbered.entry.what.as_str(), &numbered.entry.body)
    }

    /// Takes in what an entry of kind `what` changes in the authors, which most change in nothing. Signatures are not looked
    /// at.
    ///
    /// # Errors
    /// When it changes them in a way that cannot be.
    pub fn change(&mut self, what: &str, body: &Value) -> Result<(), AuthorError> {
        match what {
            ENTERED => self.enter(author(body)?),
            REVOKED => self.revoke(&author(body)?),
            _ => Ok(()),
        }
    }

    fn count(&mut self, numbered: &Numbered, origin: &str, before: Hash) -> Result<(), AuthorError> {
        let who = &numbered.entry.who;
        let Some(signature) = &who.signature else {
            self.account.unsigned += 1;
            self.account.in_a_name += u64::from(self.named(&who.name).is_some());
            return Ok(());
        };
        if numbered.author_signed(origin) != Some(true) {
            return Err(AuthorError::BadSignature(who.name.clone()));
        }
        if signature.seen != before {
            return Err(AuthorError::OtherHistory(who.name.clone()));
        }
        match self.with_key(&signature.key) {
            None => self.account.strangers += 1,
            Some(author) if author.name == who.name && author.role == who.role => self.account.signed += 1,
            Some(author) => return Err(AuthorError::AnothersKey(who.name.clone(), author.name.clone())),
        }
        Ok(())
    }

    fn enter(&mut self, author: Author) -> Result<(), AuthorError> {
        let used = |other: &&Author| other.key.same_public_key(&author.key);
        if self.named(&author.name).is_some() || self.present.iter().chain(&self.former).any(|other| used(&other)) {
            return Err(AuthorError::Taken(author.name));
        }
        self.present.push(author);
        self.account.authors += 1;
        Ok(())
    }

    fn revoke(&mut self, named: &Author) -> Result<(), AuthorError> {
        let place = self.present.iter().position(|author| author.name == named.name && author.key == named.key);
        let place = place.ok_or_else(|| AuthorError::NotAnAuthor(named.name.clone()))?;
        self.former.push(self.present.remove(place));
        self.account.authors -= 1;
        Ok(())
    }

    /// The author of this name who has a key now.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Author> {
        self.present.iter().find(|author| author.name == name)
    }

    /// The author who has this key now.
    #[must_use]
    pub fn with_key(&self, key: &VerifierKey) -> Option<&Author> {
        self.present.iter().find(|author| author.key == *key)
    }

    /// Those who have a key now, in the order of entry.
    #[must_use]
    pub fn present(&self) -> &[Author] {
        &self.present
    }

    /// Those whose key was revoked, in the order in which that was done.
    #[must_use]
    pub fn former(&self) -> &[Author] {
        &self.former
    }

    /// How many entries were signed by whom.
    #[must_use]
    pub fn account(&self) -> &AuthorAccount {
        &self.account
    }
}

fn author(body: &Value) -> Result<Author, AuthorError> {
    let fields = body.as_object().ok_or(AuthorError::Form("an object"))?;
    let text = |field: &str| fields.get(field).and_then(Value::as_str);
    let known = |field: &String| matches!(field.as_str(), "name" | "role" | "key");
    if !fields.keys().all(known) {
        return Err(AuthorError::Form("`name`, `key`, perhaps `role`, and nothing else"));
    }
    let name = text("name").filter(|name| !name.is_empty()).ok_or(AuthorError::Form("a name"))?;
    let key = text("key").and_then(|key| VerifierKey::parse(key).ok());
    let key = key.filter(|key| key.algorithm() == Algorithm::Ed25519);
    Ok(Author {
        name: name.to_owned(),
        role: text("role").map(str::to_owned),
        key: key.ok_or(AuthorError::Form("an author's verifier key"))?,
    })
}

impl fmt::Display for AuthorAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.authors + self.signed + self.strangers + self.in_a_name == 0 {
            return Ok(());
        }
        writeln!(f, "  {:>9} entries signed by their authors, {} authors have a key now", self.signed, self.authors)?;
        writeln!(f, "  {:>9} entries not signed by an author: the log alone answers for who made them", self.unsigned)?;
        if self.in_a_name > 0 {
            writeln!(f, "  NOTE {} of these bear the name of somebody who had a key then", self.in_a_name)?;
        }
        if self.strangers > 0 {
            writeln!(
                f,
                "  NOTE {} entries are signed with a key that the log does not know, or no longer",
                self.strangers
            )?;
        }
        Ok(())
    }
}
