//! What a file says is to be protected in it, under `[protected]`: fields by JSON pointer, each with its level.

use anyhow::{Result, anyhow};
use serde_json::Value;
use std::collections::BTreeMap;
use store::protection::Level;
use store::{Change, Mark};

/// The marks of a file.
pub fn read(protected: &BTreeMap<String, String>) -> Result<Vec<Mark>> {
    let mark = |(field, level): (&String, &String)| {
        let known = Level::ALL.map(Level::as_str).join(", ");
        let level = Level::parse(level);
        let level = level.ok_or_else(|| anyhow!("under [protected], '{field}' has no level that is known: {known}"))?;
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
