//! A report's main text, cut into paragraphs, sentences and tokens; every character leads back to the stored original.

use crate::report::Published;
use crate::span::Span;

/// A language that we can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    English,
    /// Arabic.
    Arabic,
    /// French.
    French,
    /// Russian.
    Russian,
    /// Another, or not to be told.
    Other,
}

impl Language {
    /// The ISO 639-1 code; `und` for another.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Arabic => "ar",
            Language::French => "fr",
            Language::Russian => "ru",
            Language::Other => "und",
        }
    }

    /// Reads a code such as `en` or `en-GB`.
    pub fn parse(code: &str) -> Self {
        match code.get(..2).map(str::to_ascii_lowercase).as_deref() {
            Some("en") => Language::English,
            Some("ar") => Language::Arabic,
            Some("fr") => Language::French,
            Some("ru") => Language::Russian,
            _ => Language::Other,
        }
    }
}

/// A token, as English treebanks cut them: "Libya" "'s", "do" "n't".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the document's text.
    pub span: Span,
}

/// A sentence: a run of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands in the document's text.
    pub span: Span,
    /// Its tokens in order, all inside `span`.
    pub tokens: Vec<Token>,
    /// Whether it is a headline, a caption or another line that is no running prose.
    pub headline: bool,
}

/// A paragraph: a run of sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands in the document's text.
    pub span: Span,
    /// Its sentences in order.
    pub sentences: Vec<Sentence>,
}

/// A stretch of the document's text, and where it stands in the decoded original (both in characters, of equal length
/// unless the original has markup or entities inside).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// In the document's text.
    pub text: Span,
    /// In the decoded original.
    pub original: Span,
}

/// A report's main text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The title, where the report gives one; it also opens `text`.
    pub title: Option<String>,
    /// The main text that all spans count in.
    pub text: String,
    /// Its language.
    pub language: Language,
    /// When it was published, as far as metadata or the text tell.
    pub published: Published,
    /// Its paragraphs in order.
    pub paragraphs: Vec<Paragraph>,
    /// Where its stretches stand in the decoded original, in order, without overlap.
    pub pieces: Vec<Piece>,
    /// Lines that were left out of the main text but say whence the report comes: credits, bylines, "Source: …", "More from: …".
    pub credits: Vec<String>,
}

impl Document {
    /// The sentences in order.
    pub fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        self.paragraphs.iter().flat_map(|paragraph| &paragraph.sentences)
    }

    /// The original's span behind a span of the text: the hull of the pieces that it touches; `None` where there is none.
    pub fn original(&self, span: Span) -> Option<Span> {
        let mut hull: Option<Span> = None;
        for piece in self.pieces.iter().filter(|piece| piece.text.overlaps(span)) {
            let part = if piece.text.len() == piece.original.len() {
                let start = span.start().max(piece.text.start()) - piece.text.start();
                let end = span.end().min(piece.text.end()) - piece.text.start();
                Span::new(piece.original.start() + start, piece.original.start() + end)?
            } else {
                piece.original
            };
            hull = Some(hull.map_or(part, |hull| hull.join(part)));
        }
        hull
    }
}
