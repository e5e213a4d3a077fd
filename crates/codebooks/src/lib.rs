//! Rows of the field's codebooks (UCDP GED, ACLED, PA-X, ETH/PRIO) to readings and agreements, and back.
//!
//! A row is what somebody who codes events says: a statement, never an incident and never a finding. It is kept as it
//! stands, so that an export gives the same row; what of it our nouns hold is read from it as claims. What it leaves open
//! stays open. Pure: rows in, values out. It must not know where files lie, what a record holds, nor how claims are joined.

mod acled;
mod actors;
mod book;
mod ceasefires;
mod codes;
mod days;
pub mod export;
mod facts;
mod fault;
mod instruments;
mod losses;
mod peace_agreements;
mod places;
mod plover;
mod reading;
mod sheet;
mod sides;
mod table;
#[cfg(test)]
mod tests;
mod ucdp;
mod writing;

pub use actors::Register;
pub use book::Book;
pub use codes::Column;
pub use fault::Fault;
pub use instruments::agreement;
pub use losses::Losses;
pub use plover::plover;
pub use table::{Head, Row, Rows, kept, rows};
pub use writing::{Told, event};

use ceasefires::Ceasefires;
use model::{Agreement, Note, Reading, ReportId};
use sheet::Sheet;

/// Reads a row under the id of its report.
pub fn read(row: &Row, id: ReportId, register: &Register) -> Reading {
    match row.book {
        Book::Ucdp | Book::Acled => {
            let parts =
                if row.book == Book::Ucdp { ucdp::PARTS.map(|(column, _)| column).to_vec() } else { Vec::new() };
            reading::of_event(row, id, &facts(row, register), Sheet::new(row, &["event"], &parts))
        }
        Book::Pax => peace_agreements::read(row, id, register),
        Book::EthPrio => ceasefires::read(row, id, register),
    }
}

/// What an event's row says; nothing of rows that are no events.
fn facts(row: &Row, register: &Register) -> facts::Facts {
    match row.book {
        Book::Ucdp => ucdp::facts(row, register),
        Book::Acled => acled::facts(row, register),
        Book::Pax | Book::EthPrio => facts::Facts::default(),
    }
}

/// Gathers rows into agreements: those of one ceasefire stand in several.
#[derive(Default)]
pub struct Agreements {
    ceasefires: Ceasefires,
    found: Vec<Agreement>,
    notes: Vec<Note>,
}

impl Agreements {
    /// Takes a row; one of a book of events adds nothing.
    pub fn take(&mut self, row: &Row, register: &Register) {
        match row.book {
            Book::EthPrio => self.ceasefires.take(row, register),
            Book::Pax => match peace_agreements::agreement(row, register) {
                Ok(agreement) => self.found.push(agreement),
                Err(note) => self.notes.push(note),
            },
            Book::Ucdp | Book::Acled => {}
        }
    }

    /// The agreements whose parties the register knows, and why of other rows none is made.
    pub fn finish(mut self) -> (Vec<Agreement>, Vec<Note>) {
        let (agreements, notes) = self.ceasefires.agreements();
        self.found.extend(agreements);
        self.notes.extend(notes);
        (self.found, self.notes)
    }
}
