//! What a file says is to be protected in it, under `[protected]`: fields by JSON pointer, each with its level.

use serde_json::Value;
use std::collections::BTreeMap;
use store::protection::Level;
use store::{Change, Mark};

/// A level of protection that is none.
#[derive(Debug, thiserror::Error)]
#[error("under [protected], '{field}' has no level that is known: {known}")]
pub struct NoLevel {
    field: String,
    known: String,
}

/// The marks of a file.
///
/// # Errors
/// A field has a level that is none.
pub fn read(protected: &BTreeMap<String, String>) -> Result<Vec<Mark>, NoLevel> {
    let mark = |(field, level): (&String, &String)| {
        let known = || Level::ALL.map(Level::as_str).join(", ");
        let level = Level::parse(level).ok_or_else(|| NoLevel { field: field.clone(), known: known() })?;
        Ok(Mark { field: field.clone(), level })
    };
    protected.iter().map(mark).collect()
}

/// The change with its marks, where it has any.
pub fn protected(change: Change, marks: Vec<Mark>) -> Change {
    if marks.is_empty() { change } else { Change::Protected(Box::new(change), marks) }
}

/// A body as it will be read by those who open nothing.
pub fn redacted(mut body: Value, marks: &[Mark]) -> Value {
    for mark in marks {
        if let Some(place) = body.pointer_mut(&mark.field) {
            *place = ledger::redaction::stand_in(&mark.field, mark.level).into();
        }
    }
    body
}
