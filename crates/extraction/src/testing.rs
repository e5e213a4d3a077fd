//! Reads a line of text in tests: tokens parted by hand-made rules, no known names.

use crate::{EnglishReader, Reader};
use model::{Claim, Document, Language, Paragraph, Published, ReportId, Sentence, Span, Token};
use std::sync::LazyLock;

static READER: LazyLock<EnglishReader> = LazyLock::new(EnglishReader::english);

/// The reader that tests share.
pub(crate) fn reader() -> &'static EnglishReader {
    &READER
}

/// A claim with its words.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) claim: Claim,
    pub(crate) trigger: String,
    pub(crate) speaker: Option<String>,
    pub(crate) relayed: Vec<String>,
}

/// The claims of one sentence.
pub(crate) fn claims(text: &str) -> Vec<Told> {
    let document = document(text);
    let extraction = READER.read(&ReportId::new("r-test").unwrap(), &document, &[]);
    let words = |mention: model::MentionRef| extraction.mentions[mention.0].text.clone();
    extraction
        .claims
        .iter()
        .map(|claim| Told {
            claim: claim.clone(),
            trigger: claim.trigger.slice(text).to_owned(),
            speaker: claim.attribution.speaker.map(words),
            relayed: claim.attribution.relayed_by.iter().map(|mention| words(*mention)).collect(),
        })
        .collect()
}

/// The mentions of one sentence: the kind and the phrase of each.
pub(crate) fn mentions(text: &str) -> Vec<String> {
    let extraction = READER.read(&ReportId::new("r-test").unwrap(), &document(text), &[]);
    extraction.mentions.iter().map(|mention| format!("{} {}", mention.kind.as_str(), mention.text)).collect()
}

/// What the mention with these words stands for, in one sentence.
pub(crate) fn antecedent(text: &str, words: &str) -> Option<String> {
    let extraction = READER.read(&ReportId::new("r-test").unwrap(), &document(text), &[]);
    let mention = extraction.mentions.iter().find(|mention| mention.text == words).unwrap();
    mention.antecedent.map(|mention| extraction.mentions[mention.0].text.clone())
}

/// A document of one sentence.
pub(crate) fn document(text: &str) -> Document {
    document_in(Language::English, text)
}

/// A document of one sentence in a language.
pub(crate) fn document_in(language: Language, text: &str) -> Document {
    let span = Span::new(0, text.chars().count()).unwrap();
    let sentence = Sentence { span, tokens: tokens(text), headline: false };
    Document {
        title: None,
        text: text.to_owned(),
        language,
        published: Published::Unknown,
        paragraphs: vec![Paragraph { span, sentences: vec![sentence] }],
        pieces: Vec::new(),
        credits: Vec::new(),
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut start = None;
    let mut push = |from: usize, to: usize| tokens.push(Token { span: Span::new(from, to).unwrap() });
    for (at, character) in text.chars().chain([' ']).enumerate() {
        let inside = character.is_alphanumeric() || matches!(character, '-' | ':');
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                push(from, at);
                start = None;
            }
            _ => {}
        }
        if !inside && !character.is_whitespace() {
            push(at, at + 1);
        }
    }
    tokens
}

/// The times of one sentence.
pub(crate) fn times(text: &str) -> Vec<String> {
    let extraction = READER.read(&ReportId::new("r-test").unwrap(), &document(text), &[]);
    let times = extraction.mentions.into_iter().filter(|mention| mention.kind == model::MentionKind::Time);
    times.map(|mention| mention.text).collect()
}
