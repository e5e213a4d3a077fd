//! One entry of the ledger: who changed what, why and when, as canonical JSON. It must not know what a body means.

mod author;
mod kind;
mod time;

pub use author::{AuthorSignature, SIGNED_VERSION};
pub use kind::{Kind, KindError};

use crate::canonical::{self, CanonicalError};
use crate::tiles::{EntryTooLarge, MAX_ENTRY};
use crate::{Hash, HashTextError};
use serde_json::{Map, Value, json};

/// The version of the entry format that nobody signed but the log; entries that their author signed have
/// [`SIGNED_VERSION`].
pub const VERSION: u64 = 1;

/// One accepted change of the record, before the ledger gives it its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// When it was accepted: RFC 3339 in UTC, ending in `Z`.
    pub at: String,
    /// Who did it.
    pub who: Who,
    /// What kind of change it is.
    pub what: Kind,
    /// Why, in words.
    pub why: String,
    /// The change itself; whatever is large goes into a blob.
    pub body: Value,
    /// The blobs that the body speaks of, by their SHA-256.
    pub blobs: Vec<Hash>,
}

/// A person or a program that changes the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The name, not empty.
    pub name: String,
    /// In what role, where that matters.
    pub role: Option<String>,
    /// The author's own signature; `None` where only the log answers for who it was.
    pub signature: Option<AuthorSignature>,
}

impl Who {
    /// Somebody who does not sign, in no role.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), role: None, signature: None }
    }
}

/// An entry at its place in the ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbered {
    /// The entry's index in the tree, from 0.
    pub seq: u64,
    /// The entry.
    pub entry: Entry,
}

/// Why something is no entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// The format is of a later version.
    #[error(
        "written by a newer version (entry format {found}, this program reads up to {SIGNED_VERSION}); use that version"
    )]
    NewerVersion {
        /// The version in the entry.
        found: u64,
    },
    /// A field is missing, of the wrong shape or unknown.
    #[error("field `{field}`: expected {expected}")]
    Field {
        /// Which field.
        field: String,
        /// What should stand there.
        expected: &'static str,
    },
    /// The kind is malformed.
    #[error(transparent)]
    Kind(#[from] KindError),
    /// A blob's name is malformed.
    #[error("field `blobs`: {0}")]
    Blob(#[from] HashTextError),
    /// The body has no canonical form, or the bytes are not JSON.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// JSON of the right shape that is not in canonical form.
    #[error("not canonical JSON from byte {offset} of the entry on; expected the RFC 8785 form")]
    NotCanonical {
        /// The first byte that differs.
        offset: usize,
    },
    /// Too long for a bundle.
    #[error(transparent)]
    TooLarge(#[from] EntryTooLarge),
}

impl Entry {
    /// The canonical bytes of this entry at place `seq`: what is hashed, stored and verified.
    ///
    /// # Errors
    /// When a field is malformed or the whole is longer than [`MAX_ENTRY`].
    pub fn to_bytes(&self, seq: u64) -> Result<Vec<u8>, EntryError> {
        self.bytes_with(seq, true)
    }

    /// The bytes with the author's signature, or those that the author signs.
    fn bytes_with(&self, seq: u64, signed: bool) -> Result<Vec<u8>, EntryError> {
        self.check()?;
        let mut who = Map::new();
        who.insert("name".to_owned(), json!(self.who.name));
        if let Some(role) = &self.who.role {
            who.insert("role".to_owned(), json!(role));
        }
        if let Some(signature) = &self.who.signature {
            signature.write(&mut who, signed);
        }
        let blobs: Vec<String> = self.blobs.iter().map(Hash::blob_name).collect();
        let bytes = canonical::to_bytes(&json!({
            "v": if self.who.signature.is_some() { SIGNED_VERSION } else { VERSION },
            "seq": seq,
            "at": self.at,
            "who": who,
            "what": self.what.as_str(),
            "why": self.why,
            "body": self.body,
            "blobs": blobs,
        }))?;
        if bytes.len() > MAX_ENTRY {
            return Err(EntryTooLarge { length: bytes.len() }.into());
        }
        Ok(bytes)
    }

    fn check(&self) -> Result<(), EntryError> {
        if !time::is_utc_time(&self.at) {
            return Err(wrong("at", "an RFC 3339 time in UTC, ending in Z"));
        }
        if self.who.name.is_empty() {
            return Err(wrong("who.name", "a name that is not empty"));
        }
        Ok(())
    }
}

impl Numbered {
    /// Reads an entry and makes sure that its bytes are the canonical ones.
    ///
    /// # Errors
    /// When the bytes are not exactly what [`Entry::to_bytes`] would write, and always for a newer version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, EntryError> {
        let value: Value = serde_json::from_slice(bytes).map_err(|error| CanonicalError::Syntax(error.to_string()))?;
        // Before anything else: a newer version may have other fields, and the reader should hear of the version.
        let version = value.get("v").and_then(Value::as_u64).ok_or_else(|| wrong("v", "a version number"))?;
        if version > SIGNED_VERSION {
            return Err(EntryError::NewerVersion { found: version });
        }
        let canonical = canonical::to_bytes(&value)?;
        if canonical != bytes {
            let same = canonical.iter().zip(bytes).take_while(|(a, b)| a == b).count();
            return Err(EntryError::NotCanonical { offset: same });
        }
        read(value)
    }
}

fn read(value: Value) -> Result<Numbered, EntryError> {
    let Value::Object(mut fields) = value else { return Err(wrong("", "a JSON object")) };
    let mut take = |field: &'static str| fields.remove(field).ok_or_else(|| wrong(field, "a value"));
    let signed = match take("v")?.as_u64() {
        Some(VERSION) => false,
        Some(SIGNED_VERSION) => true,
        _ => return Err(wrong("v", "the number 1 or 2")),
    };
    let seq = take("seq")?.as_u64().ok_or_else(|| wrong("seq", "a number from 0"))?;
    let entry = Entry {
        at: text(take("at")?, "at")?,
        who: who(take("who")?, signed)?,
        what: Kind::new(&text(take("what")?, "what")?)?,
        why: text(take("why")?, "why")?,
        body: take("body")?,
        blobs: blobs(take("blobs")?)?,
    };
    if let Some(field) = fields.keys().next() {
        return Err(wrong(field, "nothing: this version has no such field"));
    }
    entry.check()?;
    Ok(Numbered { seq, entry })
}

fn who(value: Value, signed: bool) -> Result<Who, EntryError> {
    let Value::Object(mut fields) = value else { return Err(wrong("who", "an object with a name")) };
    let name = text(fields.remove("name").unwrap_or_default(), "who.name")?;
    let role = fields.remove("role").map(|role| text(role, "who.role")).transpose()?;
    let signature = if signed { Some(AuthorSignature::take(&mut fields)?) } else { None };
    match fields.keys().next() {
        Some(field) => Err(wrong(&format!("who.{field}"), "nothing: this version has no such field")),
        None => Ok(Who { name, role, signature }),
    }
}

fn blobs(value: Value) -> Result<Vec<Hash>, EntryError> {
    let Value::Array(names) = value else { return Err(wrong("blobs", "an array of hashes")) };
    names.into_iter().map(|name| Ok(Hash::from_blob_name(&text(name, "blobs")?)?)).collect()
}

fn text(value: Value, field: &str) -> Result<String, EntryError> {
    match value {
        Value::String(text) => Ok(text),
        _ => Err(wrong(field, "a text")),
    }
}

fn wrong(field: &str, expected: &'static str) -> EntryError {
    EntryError::Field { field: field.to_owned(), expected }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Entry {
        Entry {
            at: "2020-01-12T00:00:00Z".into(),
            who: Who { role: Some("information officer".into()), ..Who::named("Desk 2") },
            what: Kind::new("report.received").unwrap(),
            why: "read from a file".into(),
            body: json!({"title": "الهدنة", "count": 2}),
            blobs: vec![Hash::of(b"report")],
        }
    }

    #[test]
    fn canonical_bytes_and_back() {
        let bytes = sample().to_bytes(7).unwrap();
        let expected = format!(
            "{{\"at\":\"2020-01-12T00:00:00Z\",\"blobs\":[\"sha256:{}\"],\"body\":{{\"count\":2,\"title\":\"الهدنة\"}},\"seq\":7,\
             \"v\":1,\"what\":\"report.received\",\"who\":{{\"name\":\"Desk 2\",\"role\":\"information officer\"}},\
             \"why\":\"read from a file\"}}",
            Hash::of(b"report")
        );
        assert_eq!(String::from_utf8(bytes.clone()).unwrap(), expected);
        assert_eq!(Numbered::from_bytes(&bytes).unwrap(), Numbered { seq: 7, entry: sample() });
        let nameless_role = Entry { who: Who::named("x"), ..sample() };
        assert_eq!(Numbered::from_bytes(&nameless_role.to_bytes(0).unwrap()).unwrap().entry, nameless_role);
    }

    fn altered(from: &str, to: &str) -> EntryError {
        let text = String::from_utf8(sample().to_bytes(7).unwrap()).unwrap();
        assert!(text.contains(from));
        Numbered::from_bytes(text.replace(from, to).as_bytes()).unwrap_err()
    }

    #[test]
    fn a_newer_version_is_named_before_all_else() {
        assert_eq!(altered("\"v\":1", "\"v\":3,\"x\":{}"), EntryError::NewerVersion { found: 3 });
        assert!(altered("\"v\":1", "\"v\":3").to_string().starts_with("written by a newer version"));
    }

    #[test]
    fn departures_are_refused() {
        let is_field = |error: EntryError, name: &str| {
            assert!(matches!(&error, EntryError::Field { field, .. } if field == name), "{error:?}")
        };
        assert_eq!(altered("\"seq\":7", "\"seq\": 7"), EntryError::NotCanonical { offset: 161 });
        assert!(matches!(altered("\"count\":2", "\"count\":1,\"count\":2"), EntryError::NotCanonical { .. }));
        assert!(matches!(altered("ه", "\\u0647"), EntryError::NotCanonical { .. }));
        assert!(matches!(altered("\"seq\":7", "\"seq\":7,"), EntryError::Canonical(CanonicalError::Syntax(_))));
        assert!(matches!(altered("report.received", "Report"), EntryError::Kind(_)));
        assert!(matches!(altered("sha256:", "sha512:"), EntryError::Blob(_)));
        is_field(altered("00:00:00Z", "00:00:00+00:00"), "at");
        is_field(altered("\"v\":1", "\"v\":0"), "v");
        is_field(altered("\"v\":1", "\"v\":2"), "who.key");
        is_field(altered("\"seq\":7", "\"seq\":-7"), "seq");
        is_field(altered("\"seq\":7,", "\"seq\":7,\"sequel\":1,"), "sequel");
        is_field(altered("\"name\":\"Desk 2\",", ""), "who.name");
        is_field(altered("\"role\":", "\"rule\":"), "who.rule");
        is_field(altered("\"why\":\"read from a file\"", "\"why\":1"), "why");
    }

    #[test]
    fn large_bodies_are_refused() {
        let large = Entry { body: json!("x".repeat(MAX_ENTRY)), ..sample() };
        assert!(matches!(large.to_bytes(0), Err(EntryError::TooLarge(EntryTooLarge { length })) if length > MAX_ENTRY));
    }
}
