//! What kind of thing arrived, by its name and its first bytes.

use crate::encoding;
use crate::error::IntakeError;

/// How many bytes are looked at.
pub(crate) const HEAD: u64 = 65_536;

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Page,
    /// One JSON object a line.
    Lines,
    /// One JSON object, or an array of them.
    Json,
    /// Rows, with what parts their fields.
    Table(u8),
    /// RSS or Atom.
    Feed,
}

/// Beginnings by which other things are known.
const MAGIC: [(&[u8], &str); 12] = [
    (b"\x89PNG", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture or sound"),
    (b"\x7FELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"OggS", "sound"),
    (b"ID3", "sound"),
    (b"\x1A\x45\xDF\xA3", "a film"),
    (b"\x00\x00\x00\x18ftyp", "a film"),
    (b"\x00\x00\x00 ftyp", "a film"),
];
/// Formats that are known and not read.
const LATER: [(&[u8], &str); 6] = [
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "an archive or office file (ZIP)"),
    (b"\x1F\x8B", "a compressed file (gzip)"),
    (b"WARC/", "a web archive (WARC)"),
    (b"\xD0\xCF\x11\xE0", "an old office file"),
    (b"{\\rtf", "RTF"),
];

/// The format, or why it cannot be read.
pub(crate) fn detect(place: &str, extension: Option<&str>, head: &[u8]) -> Result<Format, IntakeError> {
    let bare = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    if bare.iter().all(u8::is_ascii_whitespace) {
        return Err(IntakeError::Empty { place: place.to_owned() });
    }
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bare.starts_with(magic)) {
        return Err(IntakeError::Binary { place: place.to_owned(), what });
    }
    if let Some((_, what)) = LATER.iter().find(|(magic, _)| bare.starts_with(magic)) {
        return Err(IntakeError::NotReadYet { place: place.to_owned(), what });
    }
    if matches!(extension, Some("eml" | "mbox" | "msg")) {
        return Err(IntakeError::NotReadYet { place: place.to_owned(), what: "e-mail" });
    }
    if is_binary(bare) {
        return Err(IntakeError::Binary { place: place.to_owned(), what: "binary data" });
    }
    let text = encoding::decode(bare, false).0;
    Ok(by_name(extension, &text).unwrap_or_else(|| by_content(&text)))
}

/// NUL, or many control characters, in what is not UTF-16.
fn is_binary(head: &[u8]) -> bool {
    let marked = encoding_rs::Encoding::for_bom(head).is_some();
    let even = head.get(..head.len() & !1).unwrap_or(head);
    if marked || encoding::wide(even).is_some() {
        return false;
    }
    let controls =
        head.iter().filter(|byte| matches!(byte, 0x01..=0x08 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)).count();
    head.contains(&0) || controls * 50 > head.len()
}

fn by_name(extension: Option<&str>, text: &str) -> Option<Format> {
    match extension? {
        "jsonl" | "ndjson" => Some(Format::Lines),
        "json" => Some(if is_lines(text) { Format::Lines } else { Format::Json }),
        "csv" => Some(Format::Table(b',')),
        "tsv" => Some(Format::Table(b'\t')),
        "html" | "htm" | "xhtml" => Some(Format::Page),
        "rss" | "atom" => Some(Format::Feed),
        "txt" | "text" | "md" if !is_page(text) => Some(Format::Text),
        _ => None,
    }
}

fn by_content(text: &str) -> Format {
    let start = text.trim_start();
    if is_lines(text) {
        return Format::Lines;
    }
    if start.starts_with('{') && start.contains("\":")
        || start.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with('{'))
    {
        return Format::Json;
    }
    if start.starts_with('<') && ["<rss", "<feed", "<rdf:RDF"].iter().any(|mark| start.contains(mark)) && !is_page(text)
    {
        return Format::Feed;
    }
    if is_page(text) {
        return Format::Page;
    }
    let header = start.lines().next().unwrap_or_default().to_lowercase();
    let delimited = |mark: char| {
        let names: Vec<&str> = header.split(mark).map(|name| name.trim_matches(['"', ' '])).collect();
        names.contains(&"id") && (names.contains(&"text") || names.contains(&"html"))
    };
    match (delimited(','), delimited('\t')) {
        (true, _) => Format::Table(b','),
        (_, true) => Format::Table(b'\t'),
        _ => Format::Text,
    }
}

/// Whether the first line is a whole JSON object and more follows, or names the fields of a report.
fn is_lines(text: &str) -> bool {
    let mut lines = text.trim_start().lines();
    let object = lines.next().is_some_and(|line| {
        line.starts_with('{')
            && serde_json::from_str::<serde_json::Value>(line.trim_end()).is_ok_and(|value| value.is_object())
    });
    object && lines.find(|line| !line.trim().is_empty()).is_some_and(|line| line.trim_start().starts_with('{'))
}

fn is_page(text: &str) -> bool {
    let mut limit = text.len().min(2_048);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let start = text.trim_start();
    let head = text.get(..limit).unwrap_or_default().to_ascii_lowercase();
    start.starts_with('<')
        && ["<!doctype html", "<html", "<head", "<body", "<p>", "<p ", "<div", "<article", "<h1"]
            .iter()
            .any(|mark| head.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_content_and_name() {
        let detect = |extension: Option<&str>, text: &str| detect("x", extension, text.as_bytes()).unwrap();
        assert_eq!(detect(None, "Army leaves\n\nThe army left."), Format::Text);
        assert_eq!(detect(None, "<!DOCTYPE html><html><p>x"), Format::Page);
        assert_eq!(detect(Some("txt"), "<html><body>x"), Format::Page);
        assert_eq!(detect(None, "{\"id\":\"1\",\"text\":\"x\"}\n{\"id\":\"2\",\"text\":\"y\"}"), Format::Lines);
        assert_eq!(detect(None, "{\n \"id\": \"1\"}"), Format::Json);
        assert_eq!(detect(None, "[ {\"id\": \"1\"}]"), Format::Json);
        assert_eq!(detect(None, "[TEXT] The army left."), Format::Text);
        assert_eq!(detect(Some("xml"), "<?xml version='1.0'?><rss version='2.0'><channel>"), Format::Feed);
        assert_eq!(detect(None, "id,title,text\n1,a,b"), Format::Table(b','));
    }

    #[test]
    fn what_is_no_report_is_named() {
        let message = |bytes: &[u8]| detect("f", None, bytes).unwrap_err().to_string();
        assert_eq!(message(b" \n"), "f: is empty; nothing was taken in");
        assert!(message(b"\x89PNG\r\n").contains("looks like a PNG picture"));
        assert!(message(b"%PDF-1.7").contains("PDF is not read yet"));
        assert!(message(b"ab\x00\x01\x02cd").contains("looks like binary data"));
    }
}
