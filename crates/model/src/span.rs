//! The exact words: a range in a text, counted in Unicode scalar values, end exclusive.

/// A range of characters. Never inverted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// From `start` up to but not including `end`; `None` where they are inverted.
    pub fn new(start: usize, end: usize) -> Option<Self> {
        (start <= end).then_some(Self { start, end })
    }

    /// The place of the first character.
    pub fn start(self) -> usize {
        self.start
    }

    /// The place behind the last character.
    pub fn end(self) -> usize {
        self.end
    }

    /// How many characters.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no character.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether a character is in both.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The least span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The words it stands for; empty where it reaches beyond the text.
    /// Linear in the text: where many spans are cut, build an index of characters once.
    pub fn slice(self, text: &str) -> &str {
        let mut places = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
        let Some(start) = places.nth(self.start) else {
            return "";
        };
        if self.is_empty() {
            return "";
        }
        let Some(end) = places.nth(self.len() - 1) else {
            return "";
        };
        text.get(start..end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_and_not_bytes() {
        let span = Span::new(3, 10).unwrap();
        assert_eq!(span.slice("Mr Erdoğan said"), "Erdoğan");
        assert_eq!(Span::new(3, 99).unwrap().slice("short"), "");
        assert_eq!(Span::new(5, 5).unwrap().slice("short"), "");
        assert_eq!(Span::new(0, 5).unwrap().slice("short"), "short");
        assert!(Span::new(2, 1).is_none());
    }
}
