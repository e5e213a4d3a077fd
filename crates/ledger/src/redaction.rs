//! Protected fields: a witness's name or an exact house enters as a salted commitment, and what stands behind it is kept
//! apart. Whoever is given the salt and the value can check them against the signed entry; nobody else learns a thing, and
//! the ledger verifies with them or without. It must not draw salts, keep openings, or say who may see what.
//!
//! The commitment is SHA-256 over `trucewatch/commitment@v1` and a newline, the 32 bytes of the salt, the length of the
//! field's domain in eight big-endian bytes, the domain (the entry's kind, a space, the field's JSON pointer), and the
//! value as canonical JSON. The salt hides a value that could be guessed; the domain keeps a commitment in its field.

mod audit;
mod opening;
mod stand_in;
mod withheld;

pub use audit::{Disclosure, DisclosureAudit, DisclosureError};
pub use opening::{Opening, OpeningError};
pub use stand_in::{stand_in, with_stand_ins};
pub use withheld::Withheld;

use crate::canonical::{self, CanonicalError};
use crate::entry::{Entry, Kind};
use crate::{Hash, HashTextError};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fmt;

/// The one member of the object that stands in a protected field's place.
pub const PLACEHOLDER: &str = "$protected";

/// The kind of the entry by which a protected value is erased.
pub const ERASED: &str = "protected.erased";

/// The first bytes under every commitment: none of another use of SHA-256 begins so.
const CONTEXT: &[u8] = b"trucewatch/commitment@v1\n";

/// How far a protected field may be shown; each level may see those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// To those who work on the matter, the parties among them, not to the public.
    Restricted,
    /// To the mission alone.
    Confidential,
    /// To persons named one by one.
    StrictlyConfidential,
}

/// A protected field in the body of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protected {
    /// The field's JSON pointer (RFC 6901) in the body.
    pub field: String,
    /// How far it may be shown.
    pub level: Level,
    /// The commitment to its value.
    pub commitment: Hash,
}

/// Why a field cannot be protected, shown or erased.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RedactionError {
    /// There is nothing at the pointer: a slip would leave the value in the clear.
    #[error("the body has no field {0:?}: nothing was protected; correct the pointer")]
    NoField(String),
    /// One field inside another, or one twice.
    #[error("the fields {0:?} and {1:?} overlap; name the outer one alone")]
    Overlap(String, String),
    /// The body uses our word.
    #[error("the body has a member `{PLACEHOLDER}` at {0:?} that is no commitment; give it another name")]
    Placeholder(String),
    /// The value does not open the commitment.
    #[error("the salt and the value given for {0:?} are not those that the entry commits to")]
    NotThat(String),
    /// No protected field stands there.
    #[error("no protected field stands at {0:?}")]
    NotProtected(String),
    /// A commitment that is malformed.
    #[error(transparent)]
    Hash(#[from] HashTextError),
    /// A value without canonical form.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

impl Level {
    /// All levels, the most open first.
    pub const ALL: [Self; 3] = [Self::Restricted, Self::Confidential, Self::StrictlyConfidential];

    /// The level's name in an entry.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Restricted => "restricted",
            Self::Confidential => "confidential",
            Self::StrictlyConfidential => "strictly_confidential",
        }
    }

    /// The level of that name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == text)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The commitment to a value in one field of one kind of entry.
///
/// # Errors
/// When the value has no canonical form.
pub fn commitment(what: &Kind, field: &str, salt: &[u8; 32], value: &Value) -> Result<Hash, RedactionError> {
    let domain = format!("{} {field}", what.as_str());
    let hasher = Sha256::new()
        .chain_update(CONTEXT)
        .chain_update(salt)
        .chain_update((domain.len() as u64).to_be_bytes())
        .chain_update(domain)
        .chain_update(canonical::to_bytes(value)?);
    Ok(Hash(hasher.finalize().into()))
}

/// Puts commitments in the place of fields, before the body enters as entry `seq` of kind `what`. `salt` gives 32 bytes
/// that nobody can guess, new ones each time. Returns the openings, which are to be kept apart from the ledger.
///
/// # Errors
/// When a field is not there, overlaps another, or the body uses our placeholder already; the body stays as it was.
pub fn protect(
    what: &Kind,
    seq: u64,
    body: &mut Value,
    fields: &[(&str, Level)],
    mut salt: impl FnMut() -> [u8; 32],
) -> Result<Vec<Opening>, RedactionError> {
    for (at, (field, _)) in fields.iter().enumerate() {
        let overlaps = |other: &str| other == *field || other.starts_with(&format!("{field}/"));
        let rest = fields.iter().enumerate().filter(|(place, _)| *place != at);
        if let Some((_, (other, _))) = rest.into_iter().find(|(_, (other, _))| overlaps(other)) {
            return Err(RedactionError::Overlap((*field).to_owned(), (*other).to_owned()));
        }
    }
    if let Some(used) = protected(body)?.first() {
        return Err(RedactionError::Placeholder(used.field.clone()));
    }
    let mut redacted = body.clone();
    let mut openings = Vec::new();
    for (field, level) in fields {
        let place = redacted.pointer_mut(field).ok_or_else(|| RedactionError::NoField((*field).to_owned()))?;
        let (salt, value) = (salt(), place.clone());
        let commitment = commitment(what, field, &salt, &value)?;
        *place = placeholder(*level, &commitment);
        openings.push(Opening { entry: seq, field: (*field).to_owned(), salt, value });
    }
    *body = redacted;
    Ok(openings)
}

fn placeholder(level: Level, commitment: &Hash) -> Value {
    json!({ PLACEHOLDER: { "commitment": commitment.blob_name(), "level": level.as_str() } })
}

/// The protected fields of a body, in its order.
///
/// # Errors
/// When a placeholder is malformed: then it cannot be said whether something stands there.
pub fn protected(body: &Value) -> Result<Vec<Protected>, RedactionError> {
    let mut found = Vec::new();
    // Most bodies have none, and a verifier looks at every one.
    if any_placeholder(body) {
        collect(body, &mut String::new(), &mut found)?;
    }
    Ok(found)
}

fn any_placeholder(value: &Value) -> bool {
    match value {
        Value::Object(members) => {
            members.contains_key(PLACEHOLDER) || members.iter().any(|(_, value)| any_placeholder(value))
        }
        Value::Array(items) => items.iter().any(any_placeholder),
        _ => false,
    }
}

fn collect(value: &Value, at: &mut String, found: &mut Vec<Protected>) -> Result<(), RedactionError> {
    let before = at.len();
    match value {
        Value::Object(members) if members.contains_key(PLACEHOLDER) => found.push(read_placeholder(value, at)?),
        Value::Object(members) => {
            for (name, value) in members {
                at.push('/');
                at.push_str(&name.replace('~', "~0").replace('/', "~1"));
                collect(value, at, found)?;
                at.truncate(before);
            }
        }
        Value::Array(items) => {
            for (place, value) in items.iter().enumerate() {
                at.push_str(&format!("/{place}"));
                collect(value, at, found)?;
                at.truncate(before);
            }
        }
        _ => (),
    }
    Ok(())
}

fn read_placeholder(value: &Value, at: &str) -> Result<Protected, RedactionError> {
    let inner = value.get(PLACEHOLDER).and_then(Value::as_object);
    let text = |name| inner.and_then(|inner| inner.get(name)).and_then(Value::as_str);
    let (commitment, level) = (text("commitment"), text("level").and_then(Level::parse));
    let (Some(commitment), Some(level)) = (commitment, level) else {
        return Err(RedactionError::Placeholder(at.to_owned()));
    };
    let commitment = Hash::from_blob_name(commitment)?;
    // Nothing else beside it, else there would be two ways to write one commitment.
    if *value != placeholder(level, &commitment) {
        return Err(RedactionError::Placeholder(at.to_owned()));
    }
    Ok(Protected { field: at.to_owned(), level, commitment })
}

/// An entry with the values put back for which openings are given; the other protected fields stay as they are.
///
/// # Errors
/// When an opening does not fit the field that it names.
pub fn disclose(entry: &Entry, openings: &[Opening]) -> Result<Value, RedactionError> {
    let fields = protected(&entry.body)?;
    let mut body = entry.body.clone();
    for opening in openings {
        let field = fields.iter().find(|protected| protected.field == opening.field);
        let field = field.ok_or_else(|| RedactionError::NotProtected(opening.field.clone()))?;
        if !opening.opens(&entry.what, &field.commitment)? {
            return Err(RedactionError::NotThat(opening.field.clone()));
        }
        let place = body.pointer_mut(&opening.field);
        *place.ok_or_else(|| RedactionError::NoField(opening.field.clone()))? = opening.value.clone();
    }
    Ok(body)
}

/// The body of the entry (kind [`ERASED`]) which says that the opening of a field of entry `seq` is destroyed. What it
/// erases is named by its commitment, which says nothing of the value.
///
/// # Errors
/// When no protected field stands there.
pub fn erasure(seq: u64, entry: &Entry, field: &str) -> Result<Value, RedactionError> {
    let found = protected(&entry.body)?.into_iter().find(|protected| protected.field == field);
    let found = found.ok_or_else(|| RedactionError::NotProtected(field.to_owned()))?;
    Ok(json!({ "entry": seq, "field": field, "commitment": found.commitment.blob_name() }))
}
