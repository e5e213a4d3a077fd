//! Reports as rows of a table whose first row names the fields of `docs.jsonl`.

use crate::error::IntakeError;
use crate::limit;
use crate::record::Told;
use crate::{Options, Result};
use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// The reports of a table, row by row.
pub(crate) fn rows<'a>(
    place: &str,
    reader: impl Read + 'a,
    delimiter: u8,
    options: &'a Options,
) -> Box<dyn Iterator<Item = Result> + 'a> {
    let place = place.to_owned();
    let since = Rc::new(Cell::new(0));
    let bounded = Bounded { reader, since: Rc::clone(&since) };
    let mut rows = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bounded);
    let names = match rows.byte_headers() {
        Ok(row) => row.iter().map(|name| decoded(name).trim().to_lowercase()).collect::<Vec<_>>(),
        Err(error) => {
            return Box::new(std::iter::once(Err(IntakeError::shape(&place, format!("is no table ({error})")))));
        }
    };
    if !names.iter().any(|name| name == "text" || name == "html") {
        let problem = "is no column, nor is 'html'; the first row must name the fields";
        return Box::new(std::iter::once(Err(IntakeError::field(&place, "text", problem))));
    }
    let mut row = csv::ByteRecord::new();
    let mut done = false;
    Box::new(std::iter::from_fn(move || {
        if done {
            return None;
        }
        since.set(0);
        match rows.read_byte_record(&mut row) {
            Ok(true) => Some(report(&place, &names, &row, options)),
            Ok(false) => None,
            Err(error) => {
                done = true;
                Some(Err(IntakeError::shape(&place, format!("line {}: {error}", rows.position().line()))))
            }
        }
    }))
}

fn report(place: &str, names: &[String], row: &csv::ByteRecord, options: &Options) -> Result {
    let place = format!("{place}:{}", row.position().map_or(0, csv::Position::line));
    if row.len() != names.len() {
        return Err(IntakeError::shape(
            &place,
            format!("has {} fields where the first row names {}", row.len(), names.len()),
        ));
    }
    let field = |wanted: &str| {
        let at = names.iter().position(|name| name == wanted)?;
        Some(decoded(row.get(at)?)).filter(|text| !text.trim().is_empty())
    };
    let told = Told {
        id: field("id"),
        text: field("text"),
        html: field("html"),
        title: field("title"),
        published: field("published"),
        url: field("url"),
        source: field("source"),
        language: field("language"),
    };
    if told.id.is_none() {
        return Err(IntakeError::field(&place, "id", "is missing; give every report one"));
    }
    told.arrival(&place, options)
}

fn decoded(bytes: &[u8]) -> String {
    crate::encoding::decode(bytes, false).0
}

/// Stops where one row goes on beyond the limit: a quote that is never closed would swallow the file.
struct Bounded<R> {
    reader: R,
    since: Rc<Cell<u64>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since.get() > limit::LONGEST_LINE {
            return Err(io::Error::other("a row is larger than the limit; is a quote never closed?"));
        }
        let length = self.reader.read(buffer)?;
        self.since.set(self.since.get() + length as u64);
        Ok(length)
    }
}
