//! What of a record is not to be seen by everybody: which fields may be protected, who may open them, what is erased. It
//! must not seal or open anything itself, nor know tables.

mod fields;
mod report;

pub use fields::protectable;
pub use ledger::redaction::Level;
pub use report::{ProtectedReport, draw_id};
pub(crate) use report::{draft as report, is_protected, merged, redacted};

use crate::draft::{Condition, Draft, LONG_BODY, Secret, kind};
use ledger::entry::Numbered;
use ledger::redaction::RedactionError;
use sealing::Recipient;
use serde_json::{Value, json};

/// A field that is to be protected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Its JSON pointer in the entry's body.
    pub field: String,
    /// How far its value may be shown.
    pub level: Level,
}

/// Who may open what is protected at a level. Those of a stricter level may, too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipients {
    /// The level.
    pub level: Level,
    /// Each by the name of a role and a public key; the whole list, in place of the one before.
    pub holders: Vec<Holder>,
}

/// One who may open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The name of the role. It stands in the ledger, for all to see.
    pub name: String,
    /// The public key.
    pub key: Recipient,
}

/// What is erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    entry: u64,
    field: String,
    body: Value,
}

impl Recipients {
    pub(crate) fn to_body(&self) -> Value {
        let holders = self.holders.iter().map(|one| json!({ "name": one.name, "key": one.key.to_string() }));
        json!({ "level": self.level.as_str(), "recipients": holders.collect::<Vec<_>>() })
    }

    /// Reads the body of an entry; the error names the field.
    pub(crate) fn from_body(body: &Value) -> Result<Self, String> {
        let level = body.get("level").and_then(Value::as_str).and_then(Level::parse);
        let level = level.ok_or("field 'level' names no level known to this version")?;
        let list = body.get("recipients").and_then(Value::as_array).ok_or("field 'recipients' is missing")?;
        let holder = |one: &Value| {
            let text = |name: &str| one.get(name).and_then(Value::as_str).unwrap_or_default();
            let key = Recipient::parse(text("key")).map_err(|error| error.to_string())?;
            Ok(Holder { name: text("name").to_owned(), key })
        };
        Ok(Self { level, holders: list.iter().map(holder).collect::<Result<_, String>>()? })
    }
}

impl Erasure {
    /// The erasure of a protected field of an entry.
    ///
    /// # Errors
    /// Where no protected field stands there.
    pub fn of(numbered: &Numbered, field: &str) -> Result<Self, RedactionError> {
        let body = ledger::redaction::erasure(numbered.seq, &numbered.entry, field)?;
        Ok(Self { entry: numbered.seq, field: field.to_owned(), body })
    }

    pub(crate) fn draft(&self) -> Draft {
        let body = self.body.clone();
        let erases = Some((self.entry, self.field.clone()));
        let secret = Secret { erases, ..Secret::default() };
        Draft { what: kind::ERASED, body, blobs: Vec::new(), condition: Condition::None, secret }
    }
}

/// A draft with its marks. Refused where a field is none that may be protected, or is not there.
pub(crate) fn marked(draft: Draft, marks: &[Mark]) -> Result<Draft, String> {
    if draft.body.get(LONG_BODY).is_some() {
        return Err("it is too long to protect fields in it: shorten it below 48,000 bytes".to_owned());
    }
    for mark in marks {
        fields::check(draft.what, &mark.field)?;
        if draft.body.pointer(&mark.field).is_none() {
            return Err(format!("'{}' is to be protected, but there is no such field in what is entered", mark.field));
        }
    }
    Ok(Draft { secret: Secret { marks: marks.to_vec(), ..Secret::default() }, ..draft })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recipients_read_back() {
        let key = sealing::Identity::draw().unwrap().recipient();
        let given = Recipients { level: Level::Confidential, holders: vec![Holder { name: "Head".into(), key }] };
        assert_eq!(Recipients::from_body(&given.to_body()).unwrap(), given);
        let unknown = json!({ "level": "secret", "recipients": [] });
        assert!(Recipients::from_body(&unknown).unwrap_err().contains("'level'"));
    }
}
