//! What differs between two versions of an agreement, field by field; clauses are held against each other by their ids, so
//! that a clause that only moved differs in nothing.

use super::AgreementFile;
use crate::error::WireError;
use serde_json::Value;
use std::collections::BTreeMap;

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where: `provision p2, only.within_km`.
    pub place: String,
    /// What stood there before; `None` where it is new.
    pub before: Option<String>,
    /// What stands there after; `None` where it is gone.
    pub after: Option<String>,
}

/// All differences, in the order of the format, then of ids.
pub fn differences(before: &AgreementFile, after: &AgreementFile) -> Result<Vec<Difference>, WireError> {
    let value = |file: &AgreementFile| serde_json::to_value(file).map_err(|error| WireError::Shape(error.to_string()));
    let mut found = Vec::new();
    compare("", &value(before)?, &value(after)?, &mut found);
    Ok(found)
}

fn compare(place: &str, before: &Value, after: &Value, found: &mut Vec<Difference>) {
    if before == after {
        return;
    }
    let nothing = |value: &Value| (is_nothing(value)).then(BTreeMap::new);
    let (one, other) = (fields(before), fields(after));
    let parts = match (one, other) {
        (Some(one), Some(other)) => Some((one, other)),
        (Some(one), None) if before.is_array() => nothing(after).map(|none| (one, none)),
        (None, Some(other)) if after.is_array() => nothing(before).map(|none| (none, other)),
        _ => None,
    };
    match parts {
        Some((one, other)) => {
            let names: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            for name in names {
                let place = joined(place, name);
                compare(&place, one.get(name).unwrap_or(&Value::Null), other.get(name).unwrap_or(&Value::Null), found);
            }
        }
        None => found.push(Difference { place: place.to_owned(), before: shown(before), after: shown(after) }),
    }
}

fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

/// The parts of an object, or of a list whose members have names; `None` of anything else, which differs as a whole.
fn fields(value: &Value) -> Option<BTreeMap<String, Value>> {
    match value {
        Value::Object(map) => Some(map.iter().map(|(name, value)| (name.clone(), value.clone())).collect()),
        Value::Array(all) if !all.is_empty() => {
            let named: Option<BTreeMap<String, Value>> =
                all.iter().map(|one| Some((format!(" {}", name(one)?), one.clone()))).collect();
            // Two members of one name cannot be told apart: then the list differs as a whole.
            named.filter(|named| named.len() == all.len())
        }
        _ => None,
    }
}

/// What a clause, a line, a version, a definition or a committee is known by.
fn name(value: &Value) -> Option<String> {
    let text = |field: &str| value.get(field).and_then(Value::as_str);
    match (text("id"), text("version")) {
        (Some(id), Some(version)) => Some(format!("{id}, version {version}")),
        (Some(one), None) | (None, Some(one)) => Some(one.to_owned()),
        (None, None) => text("term").or_else(|| text("name")).map(str::to_owned),
    }
}

fn joined(place: &str, name: &str) -> String {
    if place.is_empty() {
        return name.to_owned();
    }
    // A member's name stands beside its list, a field after its clause.
    if name.starts_with(' ') {
        format!("{place}{name}")
    } else if place.contains(' ') && !place.contains(": ") {
        format!("{place}: {name}")
    } else {
        format!("{place}.{name}")
    }
}

fn shown(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Array(all) if all.is_empty() => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(all) if all.iter().all(Value::is_string) => {
            Some(all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "))
        }
        Value::Object(map) => {
            let text =
                ["text", "summary", "meaning", "task", "name"].iter().find_map(|field| map.get(*field)?.as_str());
            Some(text.map_or_else(|| value.to_string(), str::to_owned))
        }
        other => Some(other.to_string()),
    }
}
