//! Offsets lead back to the original, whatever arrives; nothing panics.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails where something is missing")]

use model::{Document, MediaType, Published, Report, ReportId};
use proptest::prelude::*;

fn read(media: MediaType, text: &str) -> Document {
    let report = Report {
        id: ReportId::new("r-1").unwrap(),
        content: String::new(),
        media,
        encoding: "utf-8".to_owned(),
        text: text.to_owned(),
        source: None,
        external_id: None,
        found_at: "test".to_owned(),
        url: None,
        title: None,
        language: None,
        published: Published::Unknown,
    };
    text::document(&report).0
}

/// Spans are ordered and nested, and pieces are in order on both sides.
fn check_shape(document: &Document) {
    let mut last = 0;
    for sentence in document.sentences() {
        for token in &sentence.tokens {
            assert!(token.span.start() >= last && sentence.span.contains(token.span) && !token.span.is_empty());
            last = token.span.end();
        }
    }
    for paragraph in &document.paragraphs {
        assert!(paragraph.sentences.iter().all(|sentence| paragraph.span.contains(sentence.span)));
    }
    assert!(last <= document.text.chars().count());
    for pair in document.pieces.windows(2) {
        assert!(
            pair[0].text.end() <= pair[1].text.start() && pair[0].original.end() <= pair[1].original.start(),
            "{pair:?}"
        );
    }
}

fn check_plain(text: &str) {
    let document = read(MediaType::Text, text);
    check_shape(&document);
    for token in document.sentences().flat_map(|sentence| &sentence.tokens) {
        let original = document.original(token.span).expect("plain text leads back as a whole");
        assert_eq!(original.slice(text), token.span.slice(&document.text));
    }
}

/// The words of the prose that generated pages hold, with what a page writes for them.
const WORDS: [(&str, &str); 8] = [
    ("army", "army"),
    ("Erdoğan", "Erdoğan"),
    ("R&D", "R&amp;D"),
    ("Libya’s", "Libya&rsquo;s"),
    ("said,", "<b>said</b>,"),
    ("café", "caf&#233;"),
    ("2,000", "2,000"),
    ("“quoted”", "&ldquo;quoted&rdquo;"),
];

fn page(paragraphs: &[Vec<usize>]) -> String {
    let body: String = paragraphs
        .iter()
        .map(|words| {
            let words: Vec<&str> = words.iter().map(|word| WORDS[*word].1).collect();
            format!("<p>The report of the day says that the {} left the town and came back.</p>\n", words.join("\n  "))
        })
        .collect();
    format!(
        "<html><head><title>T</title></head><body><nav><a href=/>Home</a></nav><article>{body}</article></body></html>"
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn tokens_of_any_text_lead_back(text in "(\\PC|[ \n\r\t.!?“”\"'\u{200F}\u{FEFF}•-]){0,300}") {
        check_plain(&text);
    }

    #[test]
    fn tokens_of_prose_lead_back(text in "([A-Z][a-z]{0,8}|U\\.N\\.|Gen\\.|don’t|٣٠ قتيلا|Юг|[0-9]{1,2}:00|\\.|\\?|“|”|\"|,| - |\n\n|\n){0,120}") {
        check_plain(&text.replace("  ", " "));
    }

    #[test]
    fn pages_of_any_bytes_are_read(text in "(<[a-z/!]{0,6}|>|&[a-z#0-9]{0,6};?|\"|\\PC| ){0,200}") {
        check_shape(&read(MediaType::Html, &text));
    }

    #[test]
    fn tokens_of_pages_decode_to_themselves(paragraphs in prop::collection::vec(prop::collection::vec(0..WORDS.len(), 1..12), 1..6)) {
        let source = page(&paragraphs);
        let document = read(MediaType::Html, &source);
        check_shape(&document);
        prop_assert!(!document.paragraphs.is_empty());
        for token in document.sentences().flat_map(|sentence| &sentence.tokens) {
            let word = token.span.slice(&document.text);
            let original = document.original(token.span).expect("a page's words lead back").slice(&source);
            let decoded = ["&amp;", "&rsquo;", "&#233;", "&ldquo;", "&rdquo;"].iter().zip(["&", "’", "é", "“", "”"])
                .fold(original.to_owned(), |text, (reference, c)| text.replace(reference, c));
            prop_assert_eq!(decoded, word);
        }
    }
}

#[test]
fn deep_pages_long_lines_and_odd_marks_are_read() {
    let deep = format!("{}<p>The army left the town on Monday, officials said.", "<div>".repeat(50_000));
    assert!(read(MediaType::Html, &deep).text.contains("The army left"));
    let nested = format!("{}<p>The army left the town on Monday, officials said.", "<div>".repeat(390));
    assert!(read(MediaType::Html, &nested).text.contains("The army left"));
    let long = "The army left the town. ".repeat(100_000);
    let document = read(MediaType::Text, &long);
    assert_eq!(document.sentences().count(), 100_000);
    let endless = "x".repeat(1_000_000) + &" y".repeat(10_000);
    check_shape(&read(MediaType::Text, &endless));
    let marked = "\u{FEFF}The \u{200F}army\u{200B} left.\u{0}\u{1}";
    check_plain(marked);
    let words: Vec<String> = read(MediaType::Text, marked)
        .sentences()
        .flat_map(|sentence| &sentence.tokens)
        .map(|token: &model::Token| token.span.slice(marked).to_owned())
        .collect();
    assert_eq!(words.len(), 4);
}
