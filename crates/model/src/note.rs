//! What a stage has to say about its input: a bad report is data, not an error.

use std::borrow::Cow;
use std::fmt;

/// How much a note matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Information,
    /// Something was not read, or read with doubt.
    Warning,
}

/// A remark of a stage.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Note {
    /// How much it matters.
    pub severity: Severity,
    /// A short stable name, such as `language-not-read`.
    pub code: Cow<'static, str>,
    /// One line: what, where, and what follows from it.
    pub message: String,
}

impl Note {
    /// A note worth knowing.
    pub fn information(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Information, code: Cow::Borrowed(code), message: message.into() }
    }

    /// A note that something was not read, or read with doubt.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, code: Cow::Borrowed(code), message: message.into() }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.code, self.message)
    }
}
