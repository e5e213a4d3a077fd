//! Cuts a text by characters without counting them anew each time.

use model::Span;

/// A text with the byte at which each character begins.
pub(crate) struct Characters<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Characters<'a> {
    /// Counts the text's characters once.
    pub(crate) fn new(text: &'a str) -> Self {
        let starts = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
        Self { text, starts }
    }

    /// The words of a span; empty where it reaches beyond the text.
    pub(crate) fn slice(&self, span: Span) -> &'a str {
        let ends = (self.starts.get(span.start()), self.starts.get(span.end()));
        match ends {
            (Some(start), Some(end)) => self.text.get(*start..*end).unwrap_or_default(),
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_count_characters() {
        let characters = Characters::new("Erdoğan said “no”");
        assert_eq!(characters.slice(Span::new(8, 12).unwrap()), "said");
        assert_eq!(characters.slice(Span::new(13, 17).unwrap()), "“no”");
        assert_eq!(characters.slice(Span::new(13, 99).unwrap()), "");
    }
}
