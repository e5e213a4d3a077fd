//! What is wrong with a row: where it stands, in which column, and what follows.

use std::fmt;

/// What is wrong with a row or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file, and the line on which the row begins, from 1.
    pub place: String,
    /// The column, where one is at fault.
    pub column: Option<String>,
    /// What is wrong, and what follows or what to do.
    pub problem: String,
}

impl Fault {
    pub(crate) fn new(place: &str, column: Option<&str>, problem: impl Into<String>) -> Self {
        Self { place: place.to_owned(), column: column.map(str::to_owned), problem: problem.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.column {
            Some(column) => write!(out, "{}, column '{column}': {}", self.place, self.problem),
            None => write!(out, "{}: {}", self.place, self.problem),
        }
    }
}

impl std::error::Error for Fault {}
