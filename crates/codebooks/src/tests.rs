//! Rows in and out: nothing is lost, nothing is made up, and no side is told from the other.

mod agreements;
mod events;
mod exporting;
mod generated;

use crate::{Book, Register, Row, rows};
use model::{Actor, ActorId, ActorKind, CountryCode};

/// A register of an invented land.
fn register() -> Register {
    let actor = |id: &str, name: &str, kind: ActorKind| Actor {
        id: ActorId::new(id).unwrap(),
        name: name.to_owned(),
        kind,
        aliases: vec![format!("{name} (former)")],
        ambiguous_aliases: Vec::new(),
        country: CountryCode::new("LY"),
        part_of: Vec::new(),
        leads: Vec::new(),
        speaks_for: Vec::new(),
    };
    Register::new(&[
        actor("state", "Landstate", ActorKind::State),
        actor("north", "North Command", ActorKind::ArmedGroup),
        actor("south", "South Council", ActorKind::ArmedGroup),
    ])
}

/// The rows of a text, all of which must be good.
fn all(book: Book, text: &str) -> Vec<Row> {
    rows(book, "f.csv", text.as_bytes()).map(|row| row.unwrap()).collect()
}

/// One row of named cells.
fn row(book: Book, cells: &[(&str, &str)]) -> Row {
    let (names, cells): (Vec<&str>, Vec<&str>) = cells.iter().copied().unzip();
    let mut text = crate::table::written(&names);
    text.extend(crate::table::written(&cells));
    all(book, &String::from_utf8(text).unwrap()).remove(0)
}

#[test]
fn a_workbook_is_told_as_such_and_nothing_of_it_is_read() {
    for (name, bytes) in
        [("c.xlsx", &b"PK\x03\x04\x14\0\x06\0\nrest\n"[..]), ("c.xls", &b"\xd0\xcf\x11\xe0\xa1\xb1\nrest\n"[..])]
    {
        let told: Vec<_> = rows(Book::EthPrio, name, bytes).collect();
        assert_eq!(told.len(), 1, "{told:?}");
        let fault = told[0].as_ref().unwrap_err().to_string();
        assert!(fault.contains(name) && fault.contains("save its sheet as CSV"), "{fault}");
    }
}
