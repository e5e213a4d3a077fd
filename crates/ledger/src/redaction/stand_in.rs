//! Words in the place of a protected value, for whoever reads a body without its openings. It must not look at openings.

use super::{Level, PLACEHOLDER, RedactionError, protected};
use serde_json::Value;
use std::borrow::Cow;

/// The words that stand for a field's value. In a list its place, from 1, is told too: two protected names stay two.
#[must_use]
pub fn stand_in(field: &str, level: Level) -> String {
    match field.rsplit('/').find_map(|part| part.parse::<u32>().ok()) {
        Some(place) => format!("protected ({level}, {})", u64::from(place) + 1),
        None => format!("protected ({level})"),
    }
}

/// The body with such words in the place of each protected field.
///
/// # Errors
/// When a placeholder is malformed.
pub fn with_stand_ins(body: &Value) -> Result<Cow<'_, Value>, RedactionError> {
    let fields = protected(body)?;
    if fields.is_empty() {
        return Ok(Cow::Borrowed(body));
    }
    let mut read = body.clone();
    for field in fields {
        if let Some(place) = read.pointer_mut(&field.field).filter(|place| place.get(PLACEHOLDER).is_some()) {
            *place = stand_in(&field.field, field.level).into();
        }
    }
    Ok(Cow::Owned(read))
}
