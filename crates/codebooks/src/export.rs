//! A whole export: rows that came in go out as they stand, in the order in which they came in and under their own head; what
//! was never a row of the book follows.

use crate::book::Book;
use crate::table::{Head, Row, written};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The head under which an export writes: that of the first row that came in, with what other rows have beside it; the
/// book's own where none did.
pub fn head(book: Book, kept: &[Row]) -> Arc<Head> {
    let Some(first) = kept.first() else { return own_head(book) };
    let mut columns = first.head.columns.clone();
    let mut known: BTreeSet<String> = columns.iter().map(|name| name.to_lowercase()).collect();
    for column in kept.iter().flat_map(|row| &row.head.columns) {
        if known.insert(column.to_lowercase()) {
            columns.push(column.clone());
        }
    }
    if columns.len() == first.head.columns.len() {
        return Arc::clone(&first.head);
    }
    Arc::new(Head { bytes: written(&columns), columns })
}

fn own_head(book: Book) -> Arc<Head> {
    let columns: Vec<String> = book.columns().map(|column| column.name.to_owned()).collect();
    Arc::new(Head { bytes: written(&columns), columns })
}

/// The bytes of a row under a head: as they stand where the row has that head, else laid out anew, cell by cell.
pub fn row_bytes(row: &Row, head: &Head) -> Vec<u8> {
    if row.head.bytes == head.bytes {
        return row.bytes.clone();
    }
    let cell = |name: &String| row.place_of(name).and_then(|place| row.cells.get(place)).map_or("", String::as_str);
    written(&head.columns.iter().map(cell).collect::<Vec<_>>())
}

/// What must stand between two rows: a file's last row may have no line end.
pub fn between(bytes: &[u8]) -> &'static [u8] {
    if bytes.ends_with(b"\n") { b"" } else { b"\n" }
}
