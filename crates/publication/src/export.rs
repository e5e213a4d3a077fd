//! What the record holds as JSON lines and as CSV; the formats are told in `docs/formats.md`.
//!
//! JSON lines are those of `wire`, so that what is written here can be read elsewhere. CSV is for spreadsheets: flat, and safe to open.

mod columns;
pub(crate) mod csv_cells;
mod json_lines;
#[cfg(test)]
mod tests;

use model::{Actor, Record, Report};
use std::io::Write;

/// What to write.
#[derive(Debug, Clone, Copy)]
pub enum What<'a> {
    /// The reports as they arrived; the record itself holds only their readings.
    Reports(&'a [Report]),
    /// The readings: text, mentions and claims.
    Readings,
    /// The claims, each by itself.
    Claims,
    /// The incidents.
    Incidents,
    /// The findings.
    Findings,
    /// The published totals.
    Figures,
    /// The actors of the register.
    Actors(&'a [Actor]),
    /// The agreements.
    Agreements,
    /// The sources.
    Sources,
    /// The origins.
    Origins,
    /// The stories.
    Stories,
    /// The boards, a line an act.
    Board,
    /// The proposals.
    Proposals,
    /// What patrols noticed, what was put right too.
    Observations,
    /// Where movement was restricted.
    Restrictions,
    /// How much was watched.
    Efforts,
    /// How obligations stand.
    Obligations,
}

/// How to write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    JsonLines,
    /// RFC 4180 with a byte order mark.
    Csv,
}

/// Why nothing more could be written.
#[derive(Debug)]
pub enum ExportError {
    /// The output does not take it.
    Write(std::io::Error),
    /// A line could not be made.
    Line(serde_json::Error),
}

impl std::fmt::Display for ExportError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Write(error) => write!(out, "the export could not be written: {error}"),
            Self::Line(error) => write!(out, "a line of the export could not be made: {error}"),
        }
    }
}

impl std::error::Error for ExportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Write(error) => Some(error),
            Self::Line(error) => Some(error),
        }
    }
}

impl From<std::io::Error> for ExportError {
    fn from(error: std::io::Error) -> Self {
        Self::Write(error)
    }
}

impl From<serde_json::Error> for ExportError {
    fn from(error: serde_json::Error) -> Self {
        // A broken pipe is no fault of a line.
        if error.is_io() { Self::Write(error.into()) } else { Self::Line(error) }
    }
}

/// Writes a part of the record. The order is the record's; the same record gives the same bytes.
pub fn write(record: &Record, what: What<'_>, format: Format, out: &mut dyn Write) -> Result<(), ExportError> {
    match format {
        Format::JsonLines => json_lines::write(record, what, out),
        Format::Csv => columns::write(record, what, out),
    }
}
