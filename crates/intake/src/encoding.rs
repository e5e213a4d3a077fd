//! Which encoding bytes are in, and the text that they stand for.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a page its encoding may be declared.
const DECLARATION: usize = 4_096;
/// How much is shown to the detector of legacy encodings.
const SAMPLE: usize = 1_000_000;

/// The text, and the encoding's name in lower case.
pub(crate) fn decode(bytes: &[u8], page: bool) -> (String, String) {
    let encoding = detect(bytes, page);
    let (text, used, _) = encoding.decode(bytes);
    (text.into_owned(), used.name().to_lowercase())
}

fn detect(bytes: &[u8], page: bool) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = wide(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() || mostly_utf8(bytes) {
        return UTF_8;
    }
    let declared = if page { declared(bytes) } else { None };
    declared.unwrap_or_else(|| {
        let mut detector = chardetng::EncodingDetector::new();
        detector.feed(bytes.get(..SAMPLE).unwrap_or(bytes), true);
        detector.guess(None, false)
    })
}

/// UTF-16 without a mark: every second byte is one of a few, and NUL among them.
pub(crate) fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..4_096).unwrap_or(bytes);
    if sample.len() < 8 || bytes.len() % 2 == 1 || !sample.contains(&0) {
        return None;
    }
    let high = |first: usize| {
        let all = sample.iter().skip(first).step_by(2);
        let few = all.clone().filter(|byte| matches!(byte, 0x00 | 0x04 | 0x06 | 0x20)).count();
        let some = all.clone().any(|byte| *byte == 0);
        some && few * 20 >= all.count() * 19
    };
    match (high(0), high(1)) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// A few broken bytes among many good sequences: UTF-8 that was cut or joined carelessly.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut broken, mut good) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        broken += usize::from(!chunk.invalid().is_empty());
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
    }
    broken * 20 < good
}

/// What a page's head declares: `charset=…`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARATION).unwrap_or(bytes).to_ascii_lowercase();
    let key = b"charset=";
    let at = head.windows(key.len()).position(|window| window == key)? + key.len();
    let label: Vec<u8> = head
        .get(at..)?
        .iter()
        .copied()
        .skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '))
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        .collect();
    Encoding::for_label(&label).filter(|encoding| *encoding != UTF_8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], page: bool, text: &str, name: &str) {
        assert_eq!(decode(bytes, page), (text.to_owned(), name.to_owned()));
    }

    fn wide_bytes(text: &str, mark: bool) -> Vec<u8> {
        let mark = if mark { vec![0xFF, 0xFE] } else { Vec::new() };
        mark.into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    }

    #[test]
    fn marks_and_wide_text() {
        check(b"\xEF\xBB\xBFTripoli", false, "Tripoli", "utf-8");
        check(&wide_bytes("Tripoli at noon", true), false, "Tripoli at noon", "utf-16le");
        check(&wide_bytes("Tripoli at noon", false), false, "Tripoli at noon", "utf-16le");
        check(&wide_bytes("Армия ушла из города", false), false, "Армия ушла из города", "utf-16le");
    }

    #[test]
    fn legacy_encodings_are_guessed() {
        for (label, text) in [
            ("windows-1256", "أعلن الجيش الوطني الليبي وقف إطلاق النار في طرابلس يوم الأحد"),
            ("windows-1251", "Армия объявила о прекращении огня в Триполи в воскресенье"),
            ("windows-1252", "L’armée a annoncé un cessez-le-feu à Tripoli dès dimanche, a déclaré le général"),
        ] {
            let (bytes, encoding, _) = Encoding::for_label(label.as_bytes()).unwrap().encode(text);
            check(&bytes, false, text, &encoding.name().to_lowercase());
        }
    }

    #[test]
    fn a_page_declares_its_encoding_and_utf8_wins_where_it_is() {
        check(b"<meta charset=\"iso-8859-2\"><p>\xB1", true, "<meta charset=\"iso-8859-2\"><p>ą", "iso-8859-2");
        check("<meta charset=iso-8859-1><p>é".as_bytes(), true, "<meta charset=iso-8859-1><p>é", "utf-8");
        let cut = ["é".repeat(40).as_bytes(), b"\xC3"].concat();
        assert_eq!(decode(&cut, false).1, "utf-8");
    }
}
