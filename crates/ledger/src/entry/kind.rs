//! The kind of a change. It must not list the kinds: they belong to whoever writes entries.

use std::fmt;

/// What an entry does, such as `report.received` or `agreement.entered`: words of a–z and `_`, joined by dots.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kind(String);

/// A text that is no kind of change.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no kind of change; expected words of a to z and `_` joined by dots, such as `report.received`")]
pub struct KindError(String);

impl Kind {
    /// Checks and keeps the text.
    ///
    /// # Errors
    /// When it has other characters than a–z, `_` and `.`, or an empty word.
    pub fn new(text: &str) -> Result<Self, KindError> {
        let word = |word: &str| !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_'));
        if text.split('.').all(word) { Ok(Self(text.to_owned())) } else { Err(KindError(text.to_owned())) }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_joined_by_dots() {
        for text in ["report.received", "finding.entered", "a", "a_b.c"] {
            assert_eq!(Kind::new(text).unwrap().to_string(), text);
        }
        for text in ["", ".", "a.", ".a", "a..b", "Report", "a b", "a1", "é"] {
            assert!(Kind::new(text).is_err(), "{text}");
        }
    }
}
