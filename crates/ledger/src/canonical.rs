//! RFC 8785 (JCS) canonical JSON: one value, one sequence of bytes. It must not change a value to make it fit:
//! what JSON's doubles cannot hold exactly is refused.

mod number;
mod strict;

pub use number::number;
pub use strict::parse;

use serde_json::{Map, Number, Value};
use std::cmp::Ordering;
use std::io::Write as _;

/// How deep arrays and objects may nest; the depth to which they can be read back.
pub const MAX_DEPTH: usize = 100;

/// Why a value has no canonical bytes, or bytes hold no value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// NaN or an infinity.
    #[error("{0} is not a JSON number; leave the field out or write it as text")]
    NotFinite(String),
    /// An integer that a double would silently round.
    #[error("the integer {0} does not survive canonical JSON, which has doubles only; write it as text")]
    InexactInteger(String),
    /// The same key twice in one object.
    #[error("the key `{0}` stands twice in one object; keep one")]
    DuplicateKey(String),
    /// Nested deeper than [`MAX_DEPTH`].
    #[error("nested deeper than {MAX_DEPTH} levels; flatten it")]
    TooDeep,
    /// Not JSON at all.
    #[error("not JSON: {0}")]
    Syntax(String),
}

/// The canonical bytes of a value.
///
/// # Errors
/// For integers that a double cannot hold and for nesting beyond [`MAX_DEPTH`].
pub fn to_bytes(value: &Value) -> Result<Vec<u8>, CanonicalError> {
    let mut out = Vec::with_capacity(256);
    write_value(&mut out, value, 0)?;
    Ok(out)
}

fn write_value(out: &mut Vec<u8>, value: &Value, depth: usize) -> Result<(), CanonicalError> {
    if depth > MAX_DEPTH {
        return Err(CanonicalError::TooDeep);
    }
    match value {
        Value::Null => out.extend(b"null"),
        Value::Bool(true) => out.extend(b"true"),
        Value::Bool(false) => out.extend(b"false"),
        Value::Number(n) => write_number(out, n)?,
        Value::String(text) => write_string(out, text),
        Value::Array(items) => write_array(out, items, depth)?,
        Value::Object(map) => write_object(out, map, depth)?,
    }
    Ok(())
}

fn write_array(out: &mut Vec<u8>, items: &[Value], depth: usize) -> Result<(), CanonicalError> {
    out.push(b'[');
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        write_value(out, item, depth + 1)?;
    }
    out.push(b']');
    Ok(())
}

fn write_object(out: &mut Vec<u8>, map: &Map<String, Value>, depth: usize) -> Result<(), CanonicalError> {
    // The map's own order is that of UTF-8 or of insertion, as features of serde_json say; JCS sorts by UTF-16 units.
    // Mostly the two agree, and then the map is written as it stands.
    if map.keys().is_sorted_by(|a, b| utf16_order(a, b).is_lt()) {
        return write_members(out, map.iter(), depth);
    }
    let mut members: Vec<(&String, &Value)> = map.iter().collect();
    members.sort_by(|(a, _), (b, _)| utf16_order(a, b));
    write_members(out, members.into_iter(), depth)
}

fn write_members<'a>(
    out: &mut Vec<u8>,
    members: impl Iterator<Item = (&'a String, &'a Value)>,
    depth: usize,
) -> Result<(), CanonicalError> {
    out.push(b'{');
    for (i, (key, value)) in members.enumerate() {
        if i > 0 {
            out.push(b',');
        }
        write_string(out, key);
        out.push(b':');
        write_value(out, value, depth + 1)?;
    }
    out.push(b'}');
    Ok(())
}

fn utf16_order(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

fn write_number(out: &mut Vec<u8>, n: &Number) -> Result<(), CanonicalError> {
    const EXACT: i64 = 1 << 53;
    if let Some(small) = n.as_i64().filter(|i| (-EXACT..=EXACT).contains(i)) {
        write!(out, "{small}").expect("writing to a Vec cannot fail");
        return Ok(());
    }
    let text = number(n.as_f64().ok_or_else(|| CanonicalError::NotFinite(n.to_string()))?)?;
    if (n.is_i64() || n.is_u64()) && text != n.to_string() {
        return Err(CanonicalError::InexactInteger(n.to_string()));
    }
    out.extend(text.as_bytes());
    Ok(())
}

fn write_string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)) {
        let (plain, escaped) = rest.split_at(at);
        out.extend_from_slice(plain);
        if let Some((byte, after)) = escaped.split_first() {
            write_escape(out, *byte);
            rest = after;
        }
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

fn write_escape(out: &mut Vec<u8>, byte: u8) {
    match byte {
        b'"' => out.extend(b"\\\""),
        b'\\' => out.extend(b"\\\\"),
        0x08 => out.extend(b"\\b"),
        b'\t' => out.extend(b"\\t"),
        b'\n' => out.extend(b"\\n"),
        0x0c => out.extend(b"\\f"),
        b'\r' => out.extend(b"\\r"),
        _ => write!(out, "\\u{byte:04x}").expect("writing to a Vec cannot fail"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn canonical(json: &str) -> String {
        String::from_utf8(to_bytes(&parse(json.as_bytes()).unwrap()).unwrap()).unwrap()
    }

    /// RFC 8785, section 3.2.2 to 3.2.4: the sample object and its canonical form.
    #[test]
    fn rfc_sample() {
        let sample = r#"{
            "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
            "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
            "literals": [null, true, false]
        }"#;
        let expected = concat!(
            r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#,
            "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"
        );
        assert_eq!(canonical(sample), expected);
    }

    /// RFC 8785, section 3.2.3: keys sort by UTF-16 code units, so the smiley stands before U+FB33.
    #[test]
    fn rfc_key_order() {
        let sample = r#"{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
            "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}"#;
        let values: Vec<String> =
            canonical(sample).split("\":\"").skip(1).map(|v| v.split('"').next().unwrap().to_owned()).collect();
        let expected = [
            "Carriage Return",
            "One",
            "Control",
            "Latin Small Letter O With Diaeresis",
            "Euro Sign",
            "Emoji: Grinning Face",
            "Hebrew Letter Dalet With Dagesh",
        ];
        assert_eq!(values, expected);
    }

    #[test]
    fn integers_that_a_double_would_round_are_refused() {
        assert_eq!(
            to_bytes(&json!(9_007_199_254_740_993_u64)),
            Err(CanonicalError::InexactInteger("9007199254740993".into()))
        );
        assert_eq!(to_bytes(&json!(i64::MIN)), Err(CanonicalError::InexactInteger(i64::MIN.to_string())));
        assert_eq!(to_bytes(&json!(9_007_199_254_740_994_u64)).unwrap(), b"9007199254740994");
        assert_eq!(to_bytes(&json!(-9_007_199_254_740_992_i64)).unwrap(), b"-9007199254740992");
    }

    #[test]
    fn depth_has_a_bound() {
        let nested = |n: usize| (0..n).fold(json!(1), |inner, _| json!([inner]));
        let bytes = to_bytes(&nested(MAX_DEPTH)).unwrap();
        assert_eq!(parse(&bytes).unwrap(), nested(MAX_DEPTH));
        assert_eq!(to_bytes(&nested(MAX_DEPTH + 1)), Err(CanonicalError::TooDeep));
    }
}
