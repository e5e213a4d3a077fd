//! What opens a commitment: the salt and the value, as a line of JSON that is kept apart from the ledger. Whoever has the
//! line knows the value; destroying every copy of it erases the value.

use super::RedactionError;
use crate::Hash;
use crate::canonical::{self, CanonicalError};
use crate::entry::Kind;
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};
use std::fmt;

/// The salt and the value behind one protected field. `Debug` shows neither.
#[derive(Clone, PartialEq)]
pub struct Opening {
    /// The number of the entry.
    pub entry: u64,
    /// The field's JSON pointer in the entry's body.
    pub field: String,
    /// The salt.
    pub salt: [u8; 32],
    /// The value.
    pub value: Value,
}

/// Why a line is no opening.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpeningError {
    /// Not JSON.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// A member is missing, malformed or not known.
    #[error("expected an object of `entry`, `field`, `salt` (base64 of 32 bytes) and `value`")]
    Shape,
    /// A line of what is held back says neither of what.
    #[error("expected an object of `blob`, or of `entry` and `field`, and where it is known `until`")]
    Withheld,
}

impl Opening {
    /// Whether this is what a commitment was made of, in an entry of kind `what`.
    ///
    /// # Errors
    /// When the value has no canonical form.
    pub fn opens(&self, what: &Kind, commitment: &Hash) -> Result<bool, RedactionError> {
        Ok(super::commitment(what, &self.field, &self.salt, &self.value)? == *commitment)
    }

    /// The blobs that the value speaks of: what it names under `blobs`, as an entry does.
    pub fn blobs(&self) -> impl Iterator<Item = Hash> {
        let named = self.value.get("blobs").and_then(Value::as_array).into_iter().flatten();
        named.filter_map(|name| Hash::from_blob_name(name.as_str()?).ok())
    }

    /// The line, without a newline.
    ///
    /// # Errors
    /// When the value has no canonical form.
    pub fn to_line(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical::to_bytes(&json!({
            "entry": self.entry,
            "field": self.field,
            "salt": BASE64_STANDARD.encode(self.salt),
            "value": self.value,
        }))
    }

    /// Reads a line.
    ///
    /// # Errors
    /// When it is anything else than [`Opening::to_line`] writes, up to the order and the spacing of its members.
    pub fn parse(line: &[u8]) -> Result<Self, OpeningError> {
        let Value::Object(mut members) = canonical::parse(line)? else { return Err(OpeningError::Shape) };
        let mut take = |name: &str| members.remove(name).ok_or(OpeningError::Shape);
        let (entry, field, salt, value) = (take("entry")?, take("field")?, take("salt")?, take("value")?);
        let salt = salt.as_str().and_then(|salt| BASE64_STANDARD.decode(salt).ok());
        let salt = salt.and_then(|salt| salt.try_into().ok()).ok_or(OpeningError::Shape)?;
        let (Some(entry), Value::String(field), true) = (entry.as_u64(), field, members.is_empty()) else {
            return Err(OpeningError::Shape);
        };
        Ok(Self { entry, field, salt, value })
    }
}

impl fmt::Debug for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Opening({} {})", self.entry, self.field)
    }
}
