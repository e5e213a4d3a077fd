//! Reports as JSON: the exchange lines of `docs.jsonl`, one object, or an array of them.

use crate::error::IntakeError;
use crate::limit::{self, Line};
use crate::record::Told;
use crate::{Options, Result};
use serde_json::{Map, Value};
use std::io::{BufReader, Read};

/// The reports of JSON lines; empty lines are passed over, a bad line is one error.
pub(crate) fn lines<'a>(
    place: &str,
    reader: impl Read + 'a,
    options: &'a Options,
) -> impl Iterator<Item = Result> + 'a {
    let place = place.to_owned();
    let mut reader = BufReader::new(reader);
    let (mut number, mut done) = (0_u64, false);
    std::iter::from_fn(move || {
        while !done {
            number += 1;
            let at = format!("{place}:{number}");
            match limit::next_line(&mut reader) {
                Ok(None) => done = true,
                Ok(Some(Line::TooLong(bytes))) => {
                    return Some(Err(limit::too_large(&at, bytes, limit::LARGEST_REPORT)));
                }
                Ok(Some(Line::Read(line))) => {
                    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line);
                    if !line.iter().all(u8::is_ascii_whitespace) {
                        return Some(object(&at, line, options));
                    }
                }
                Err(error) => {
                    done = true;
                    return Some(Err(IntakeError::unreadable(&at, &error)));
                }
            }
        }
        None
    })
}

pub(crate) fn object(place: &str, line: &[u8], options: &Options) -> Result {
    let value =
        serde_json::from_slice(line).map_err(|error| IntakeError::shape(place, format!("is no JSON ({error})")))?;
    report(place, value, options)
}

/// The reports of a JSON object or array.
pub(crate) fn whole(place: &str, bytes: &[u8], options: &Options) -> Vec<Result> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match serde_json::from_slice(bytes) {
        Ok(Value::Array(all)) if all.is_empty() => vec![Err(IntakeError::Empty { place: place.to_owned() })],
        Ok(Value::Array(all)) => {
            let numbered = all.into_iter().enumerate();
            numbered.map(|(at, value)| report(&format!("{place} (element {})", at + 1), value, options)).collect()
        }
        Ok(value) => vec![report(place, value, options)],
        Err(error) => vec![Err(IntakeError::shape(place, format!("is no JSON ({error})")))],
    }
}

fn report(place: &str, value: Value, options: &Options) -> Result {
    let Value::Object(mut object) = value else {
        return Err(IntakeError::shape(place, "holds no JSON object; give {\"id\": …, \"text\": …}"));
    };
    let id = match object.remove("id") {
        // Numbers are common ids; nothing is lost in writing them as text.
        Some(Value::Number(number)) if number.is_i64() || number.is_u64() => Some(number.to_string()),
        other => text(place, "id", other)?,
    };
    if id.as_deref().is_none_or(|id| id.trim().is_empty()) {
        return Err(IntakeError::field(place, "id", "is missing; give every report one"));
    }
    let mut take = |field: &'static str| take(place, field, &mut object);
    let told = Told {
        id,
        text: take("text")?,
        html: take("html")?,
        title: take("title")?,
        published: take("published")?,
        url: take("url")?,
        source: take("source")?,
        language: take("language")?,
    };
    told.arrival(place, options)
}

fn take(place: &str, field: &'static str, object: &mut Map<String, Value>) -> Result<Option<String>> {
    text(place, field, object.remove(field))
}

fn text(place: &str, field: &'static str, value: Option<Value>) -> Result<Option<String>> {
    let what = match value {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) => return Ok(Some(text)),
        Some(Value::Bool(_)) => "true or false",
        Some(Value::Number(_)) => "a number",
        Some(Value::Array(_)) => "a list",
        Some(Value::Object(_)) => "an object",
    };
    Err(IntakeError::field(place, field, format!("holds {what} where text is needed")))
}
