//! Strict reading of JSON: a key that stands twice is an error, where serde_json alone would keep the last.

use super::CanonicalError;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::fmt;

/// The mark by which the duplicate key finds its way through serde's untyped errors.
const DUPLICATE: &str = "duplicate key: ";

/// Reads one JSON value and nothing after it.
///
/// # Errors
/// When the bytes are not JSON, or an object has the same key twice.
pub fn parse(bytes: &[u8]) -> Result<Value, CanonicalError> {
    serde_json::from_slice::<Strict>(bytes).map(|strict| strict.0).map_err(|error| {
        let text = error.to_string();
        let duplicate = text.strip_prefix(DUPLICATE).and_then(|rest| rest.rsplit_once(" at line "));
        match duplicate {
            Some((key, _)) => CanonicalError::DuplicateKey(key.to_owned()),
            None => CanonicalError::Syntax(text),
        }
    })
}

struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor).map(Strict)
    }
}

struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("a number beyond the doubles"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(Strict(item)) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            if map.contains_key(&key) {
                return Err(de::Error::custom(format_args!("{DUPLICATE}{key}")));
            }
            let Strict(value) = access.next_value()?;
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn duplicate_keys_are_refused_at_any_depth() {
        assert_eq!(parse(br#"{"a":[{"b":1,"b":1}]}"#), Err(CanonicalError::DuplicateKey("b".into())));
        assert_eq!(parse(br#"{"a":1,"\u0061":2}"#), Err(CanonicalError::DuplicateKey("a".into())));
    }

    #[test]
    fn everything_else_reads_as_ever() {
        let text = r#"{"a":[null,true,-1,18446744073709551615,1.5e300,"x"],"b":{}}"#;
        assert_eq!(parse(text.as_bytes()).unwrap(), serde_json::from_str::<Value>(text).unwrap());
        assert_eq!(parse(b"[]").unwrap(), json!([]));
    }

    #[test]
    fn rubbish_is_an_error() {
        for rubbish in [&b""[..], b"{", b"{} {}", b"\xff", b"NaN", b"1e999", br#""\ud800""#] {
            assert!(matches!(parse(rubbish), Err(CanonicalError::Syntax(_))), "{rubbish:?}");
        }
    }
}
