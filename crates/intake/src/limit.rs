//! How much is read into memory at once.

use crate::error::IntakeError;
use std::io::{BufRead, Read};

/// The largest report, in bytes.
pub const LARGEST_REPORT: u64 = 20_000_000;
/// The largest feed or JSON array, which is read whole; larger ones belong into JSON lines.
pub(crate) const LARGEST_CONTAINER: u64 = 100_000_000;
/// The longest line: a report with every character escaped.
pub(crate) const LONGEST_LINE: u64 = 3 * LARGEST_REPORT;

/// Reads everything, or refuses what is larger than `limit` after reading no more than that.
pub(crate) fn read_whole(place: &str, mut reader: impl Read, limit: u64) -> Result<Vec<u8>, IntakeError> {
    let mut bytes = Vec::new();
    let read = reader.by_ref().take(limit + 1).read_to_end(&mut bytes);
    read.map_err(|error| IntakeError::unreadable(place, &error))?;
    if bytes.len() as u64 <= limit {
        return Ok(bytes);
    }
    drop(bytes);
    let rest = std::io::copy(&mut reader, &mut std::io::sink()).unwrap_or_default();
    Err(too_large(place, limit + 1 + rest, limit))
}

/// The refusal of something with `bytes` bytes.
pub(crate) fn too_large(place: &str, bytes: u64, limit: u64) -> IntakeError {
    let size = format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000);
    IntakeError::TooLarge { place: place.to_owned(), size, limit: limit / 1_000_000 }
}

/// A line, or how long the line was that is too long.
pub(crate) enum Line {
    /// Its bytes, without the line's end.
    Read(Vec<u8>),
    /// It was passed over; this many bytes.
    TooLong(u64),
}

/// The next line; at most `LONGEST_LINE` bytes are held. `None` at the end.
pub(crate) fn next_line(reader: &mut impl BufRead) -> std::io::Result<Option<Line>> {
    let mut line = Vec::new();
    let length = reader.by_ref().take(LONGEST_LINE + 1).read_until(b'\n', &mut line)? as u64;
    if length == 0 {
        return Ok(None);
    }
    if length > LONGEST_LINE && line.last() != Some(&b'\n') {
        drop(line);
        return Ok(Some(Line::TooLong(length + skip_line(reader)?)));
    }
    while matches!(line.last(), Some(b'\n' | b'\r')) {
        line.pop();
    }
    Ok(Some(Line::Read(line)))
}

fn skip_line(reader: &mut impl BufRead) -> std::io::Result<u64> {
    let mut passed = 0;
    loop {
        let buffer = reader.fill_buf()?;
        let (length, done) = match buffer.iter().position(|byte| *byte == b'\n') {
            Some(end) => (end + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        reader.consume(length);
        passed += length as u64;
        if done {
            return Ok(passed);
        }
    }
}
