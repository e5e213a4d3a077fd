//! Passages to a document: one text, its pieces, paragraphs, sentences, tokens.

use crate::chars::{Chars, is_blank};
use crate::lines::ends_with_stop;
use crate::passage::{Passage, Role, Run};
use crate::{sentences, tokens};
use model::{Language, Paragraph, Piece, Sentence, Span, Token};

/// More tokens than a sentence can have: tables and lists without stops are cut here, so that later stages stay linear.
const LONGEST_SENTENCE: usize = 300;
/// A line without a stop and with at most so many words is no running prose.
const LONGEST_HEADLINE: usize = 25;

/// Text under construction.
#[derive(Default)]
pub(crate) struct Assembly {
    pub(crate) text: String,
    pub(crate) pieces: Vec<Piece>,
    length: usize,
    /// Where each passage lies, and its role.
    bounds: Vec<(usize, usize, Role)>,
}

impl Assembly {
    /// Appends a passage; an empty line parts it from the last.
    pub(crate) fn push(&mut self, passage: &Passage<'_>) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
            self.length += 2;
        }
        let from = self.length;
        for run in &passage.runs {
            self.push_run(run);
        }
        self.bounds.push((from, self.length, passage.role));
    }

    fn push_run(&mut self, run: &Run<'_>) {
        let from = self.length;
        self.text.push_str(&run.text);
        self.length += run.text.chars().count();
        let Some((original, text)) = run.original.zip(Span::new(from, self.length)) else {
            return;
        };
        let exact = text.len() == original.len();
        if let Some(last) = self.pieces.last_mut() {
            let follows = last.text.end() == text.start() && last.original.end() == original.start();
            if follows && exact && last.text.len() == last.original.len() {
                *last = Piece { text: last.text.join(text), original: last.original.join(original) };
                return;
            }
        }
        self.pieces.push(Piece { text, original });
    }

    /// The paragraphs with their sentences and tokens.
    pub(crate) fn paragraphs(&self, language: Language) -> Vec<Paragraph> {
        let chars = Chars::new(&self.text);
        self.bounds.iter().filter_map(|bounds| paragraph(&chars, *bounds, language)).collect()
    }
}

fn paragraph(chars: &Chars, (from, to, role): (usize, usize, Role), language: Language) -> Option<Paragraph> {
    let headline = role == Role::Heading || is_headline(chars, from, to);
    let mut found = Vec::new();
    let bounds = if role == Role::Heading { vec![(from, to)] } else { sentences::split(chars, from, to) };
    for (start, end) in bounds {
        let tokens = tokens::split(chars, start, end, language);
        let tokens: Vec<Token> =
            tokens.into_iter().filter_map(|(start, end)| Span::new(start, end)).map(|span| Token { span }).collect();
        for part in tokens.chunks(LONGEST_SENTENCE) {
            if let [first, ..] = part
                && let [.., last] = part
            {
                found.push(Sentence { span: first.span.join(last.span), tokens: part.to_vec(), headline });
            }
        }
    }
    let span = Span::new(from, to)?;
    (!found.is_empty()).then_some(Paragraph { span, sentences: found })
}

/// A short line without a stop.
fn is_headline(chars: &Chars, from: usize, to: usize) -> bool {
    if to - from > 300 {
        return false;
    }
    let line = chars.string(from, to);
    let end = line.trim_end_matches(is_blank);
    !ends_with_stop(end) && !end.ends_with([':', ',', ';']) && end.split_whitespace().count() <= LONGEST_HEADLINE
}
