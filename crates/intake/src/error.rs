//! Why something was not taken in: one line each, with what, where and what to do.

/// Why a report was not taken in, or a warning on one that was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// A path that does not exist.
    #[error("{place}: there is no such file or folder; check the path")]
    Missing {
        /// The path.
        place: String,
    },
    /// A file or folder that cannot be read.
    #[error("{place}: cannot be read ({reason}); check its permissions")]
    Unreadable {
        /// The path.
        place: String,
        /// What the system said.
        reason: String,
    },
    /// Nothing in it.
    #[error("{place}: is empty; nothing was taken in")]
    Empty {
        /// Where.
        place: String,
    },
    /// No text at all.
    #[error("{place}: looks like {what}, not a report; give text, a page, lines, a table or a feed")]
    Binary {
        /// Where.
        place: String,
        /// What it looks like.
        what: &'static str,
    },
    /// A format that is known and not read.
    #[error("{place}: {what} is not read yet; save it as text, HTML or JSON lines")]
    NotReadYet {
        /// Where.
        place: String,
        /// The format.
        what: &'static str,
    },
    /// Too large for one report.
    #[error("{place}: has {size}; the limit is {limit} MB: split it into reports")]
    TooLarge {
        /// Where.
        place: String,
        /// How large it is, as far as it was read.
        size: String,
        /// The limit in megabytes.
        limit: u64,
    },
    /// A line, row or object whose shape cannot be read.
    #[error("{place}: {reason}; this one was left out")]
    Shape {
        /// Where: path and line.
        place: String,
        /// What is wrong.
        reason: String,
    },
    /// A field that is missing or holds something else than it may.
    #[error("{place}: field '{field}' {problem}; this one was left out")]
    Field {
        /// Where: path and line.
        place: String,
        /// The field.
        field: &'static str,
        /// What is wrong with it.
        problem: String,
    },
    /// A warning: two entries of a feed bear one id and differ; both are kept.
    #[error("{place}: the id '{id}' stands on two entries with different text; both were kept")]
    DoubleId {
        /// Where.
        place: String,
        /// The id.
        id: String,
    },
}

impl IntakeError {
    /// Whether nothing was left out: a warning.
    pub fn is_warning(&self) -> bool {
        matches!(self, IntakeError::DoubleId { .. })
    }

    pub(crate) fn unreadable(place: &str, error: &std::io::Error) -> Self {
        let place = place.to_owned();
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::Missing { place },
            _ => Self::Unreadable { place, reason: error.to_string() },
        }
    }

    pub(crate) fn shape(place: &str, reason: impl Into<String>) -> Self {
        Self::Shape { place: place.to_owned(), reason: reason.into() }
    }

    pub(crate) fn field(place: &str, field: &'static str, problem: impl Into<String>) -> Self {
        Self::Field { place: place.to_owned(), field, problem: problem.into() }
    }
}
