//! What a publication holds back though it may be shown at its level: blobs, and values of protected fields, each until a
//! time where one was told. It is the publisher's word, signed by nobody: it excuses an absence and hides no entry.

use super::{OpeningError, RedactionError};
use crate::Hash;
use crate::canonical::{self, CanonicalError};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Until when something is held back, as RFC 3339 in UTC; `None` where that was not told.
type Until = Option<String>;

/// What is held back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withheld {
    /// Blobs.
    pub blobs: BTreeMap<Hash, Until>,
    /// Values, by entry and field.
    pub fields: BTreeMap<(u64, String), Until>,
}

impl Withheld {
    /// Reads lines.
    ///
    /// # Errors
    /// With the number of the line that does not read.
    pub fn parse(lines: &[u8]) -> Result<Self, (u64, OpeningError)> {
        let mut withheld = Self::default();
        for (number, line) in (1..).zip(lines.split(|byte| *byte == b'\n')).filter(|(_, line)| !line.is_empty()) {
            withheld.take(line).map_err(|error| (number, error))?;
        }
        Ok(withheld)
    }

    fn take(&mut self, line: &[u8]) -> Result<(), OpeningError> {
        let Value::Object(line) = canonical::parse(line)? else { return Err(OpeningError::Withheld) };
        let text = |name: &str| line.get(name).and_then(Value::as_str);
        let until = text("until").map(str::to_owned);
        let blob =
            text("blob").map(|blob| Hash::from_blob_name(blob).map_err(|_| OpeningError::Withheld)).transpose()?;
        let field = line.get("entry").and_then(Value::as_u64).zip(text("field"));
        match (blob, field) {
            (Some(blob), None) => drop(self.blobs.insert(blob, until)),
            (None, Some((entry, field))) => drop(self.fields.insert((entry, field.to_owned()), until)),
            _ => return Err(OpeningError::Withheld),
        }
        Ok(())
    }

    /// The lines, in an order of their own: the same for the same.
    ///
    /// # Errors
    /// When a number is beyond what JSON holds exactly.
    pub fn to_lines(&self) -> Result<Vec<u8>, RedactionError> {
        let blobs = self.blobs.iter().map(|(blob, until)| (json!({ "blob": blob.blob_name() }), until));
        let fields =
            self.fields.iter().map(|((entry, field), until)| (json!({ "entry": entry, "field": field }), until));
        let mut lines = Vec::new();
        for (what, until) in blobs.chain(fields) {
            lines.extend(line(what, until.as_deref())?);
            lines.push(b'\n');
        }
        Ok(lines)
    }
}

fn line(what: Value, until: Option<&str>) -> Result<Vec<u8>, CanonicalError> {
    let mut line: Map<String, Value> = what.as_object().cloned().unwrap_or_default();
    line.extend(until.map(|until| ("until".to_owned(), until.into())));
    canonical::to_bytes(&Value::Object(line))
}
