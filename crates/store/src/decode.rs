//! A report's text out of its bytes, by the encoding that its particulars name. It must not guess an encoding.

use encoding_rs::Encoding;
use std::borrow::Cow;

/// The decoded text; `None` where the encoding has no such name.
pub(crate) fn decode<'a>(encoding: &str, bytes: &'a [u8]) -> Option<Cow<'a, str>> {
    let encoding = Encoding::for_label(encoding.as_bytes())?;
    Some(encoding.decode_with_bom_removal(bytes).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_name_only() {
        assert_eq!(decode("windows-1256", &[0xe5, 0xcf, 0xe4, 0xc9]).unwrap(), "هدنة");
        assert_eq!(decode("utf-8", b"\xef\xbb\xbftruce").unwrap(), "truce");
        assert_eq!(decode("utf-16le", b"\xff\xfet\0").unwrap(), "t");
        assert!(decode("runes", b"").is_none());
    }
}
