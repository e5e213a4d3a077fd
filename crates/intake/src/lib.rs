//! Bytes to reports: text, pages, lines, tables, feeds; files, folders and standard input; encodings and bad input.
//!
//! Reads and nothing else: what a report says is not its matter. One bad report is one clear line, and the others go on.
#![allow(clippy::disallowed_methods, reason = "intake is where files enter; the stages behind it stay pure")]

mod date;
mod encoding;
mod error;
mod feed;
mod format;
mod json;
mod limit;
mod record;
mod table;
mod walk;

pub use date::date;
pub use error::IntakeError;
pub use limit::LARGEST_REPORT;
pub use record::report_id;

use format::Format;
use model::{Interval, Report};
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

/// What a person says about all reports that are taken in together; it comes before what a report says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// When they were published.
    pub published: Option<Interval>,
    /// Who published them.
    pub source: Option<String>,
}

/// A report with the bytes that it arrived as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The report.
    pub report: Report,
    /// Its bytes; `report.content` is their hash. Of a line, a row or a feed's entry: its text alone, in UTF-8.
    pub bytes: Vec<u8>,
}

/// One report, or why there is none.
pub type Result<T = Arrival> = std::result::Result<T, IntakeError>;

/// Arrivals, as they are read.
type Arrivals<'a> = Box<dyn Iterator<Item = Result> + 'a>;

/// The reports in files, folders and, as `-`, standard input: lazily, folders in the order of names, one report in memory
/// at a time.
pub fn arrivals<'a>(inputs: &'a [PathBuf], options: &'a Options) -> impl Iterator<Item = Result> + 'a {
    walk::files(inputs).flat_map(move |input| match input {
        Ok(walk::Input::StandardInput) => read("standard input", None, Box::new(std::io::stdin()), options),
        Ok(walk::Input::File(path)) => file(&path, options),
        Err(error) => one(Err(error)),
    })
}

/// The reports in bytes that arrived under a name: a form's upload, an attachment.
pub fn from_bytes(name: &str, bytes: &[u8], options: &Options) -> Vec<Result> {
    read(name, extension(Path::new(name)), Box::new(Cursor::new(bytes.to_vec())), options).collect()
}

/// Reads one line of `docs.jsonl`; `place` names where it stands, for whoever has to mend it.
pub fn document_line(place: &str, line: &str) -> Result {
    json::object(place, line.as_bytes(), &Options::default())
}

/// How many bytes the inputs have, for a progress bar; `None` where that cannot be known beforehand.
pub fn count(inputs: &[PathBuf]) -> Option<u64> {
    walk::files(inputs).try_fold(0, |total, input| match input {
        Ok(walk::Input::File(path)) => Some(total + std::fs::metadata(path).ok()?.len()),
        Ok(walk::Input::StandardInput) => None,
        Err(_) => Some(total),
    })
}

fn one<'a>(result: Result) -> Arrivals<'a> {
    Box::new(std::iter::once(result))
}

fn file<'a>(path: &Path, options: &'a Options) -> Arrivals<'a> {
    let place = path.display().to_string();
    match std::fs::File::open(path) {
        Ok(file) => read(&place, extension(path), Box::new(file), options),
        Err(error) => one(Err(IntakeError::unreadable(&place, &error))),
    }
}

fn extension(path: &Path) -> Option<String> {
    path.extension().and_then(|extension| extension.to_str()).map(str::to_lowercase)
}

fn read<'a>(place: &str, extension: Option<String>, mut reader: Box<dyn Read>, options: &'a Options) -> Arrivals<'a> {
    let mut head = Vec::new();
    if let Err(error) = reader.by_ref().take(format::HEAD).read_to_end(&mut head) {
        return one(Err(IntakeError::unreadable(place, &error)));
    }
    let format = match format::detect(place, extension.as_deref(), &head) {
        Ok(format) => format,
        Err(error) => return one(Err(error)),
    };
    let whole = Box::new(Cursor::new(head).chain(reader));
    match format {
        Format::Lines => Box::new(json::lines(place, whole, options)),
        Format::Table(delimiter) => Box::new(table::rows(place, whole, delimiter, options)),
        Format::Json => match limit::read_whole(place, whole, limit::LARGEST_CONTAINER) {
            Ok(bytes) => Box::new(json::whole(place, &bytes, options).into_iter()),
            Err(error) => one(Err(error)),
        },
        Format::Feed => match limit::read_whole(place, whole, limit::LARGEST_CONTAINER) {
            Ok(bytes) => Box::new(feed::entries(place, &bytes, options).into_iter()),
            Err(error) => one(Err(error)),
        },
        Format::Page | Format::Text => {
            let bytes = limit::read_whole(place, whole, LARGEST_REPORT);
            one(bytes.and_then(|bytes| record::single(place, bytes, format == Format::Page, options)))
        }
    }
}
