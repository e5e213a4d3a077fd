//! The codebooks that can be read and written, and how each of their rows is known again.

use crate::codes;
use model::Method;

/// A codebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Book {
    /// UCDP Georeferenced Event Dataset: a row an event with dead.
    Ucdp,
    /// ACLED: a row an event.
    Acled,
    /// PA-X: a row an agreement.
    Pax,
    /// ETH/PRIO Civil Conflict Ceasefires: a row a ceasefire and one who declared it.
    EthPrio,
}

impl Book {
    /// All.
    pub const ALL: [Book; 4] = [Book::Ucdp, Book::Acled, Book::Pax, Book::EthPrio];

    /// The name in tables, ids and commands.
    pub fn as_str(self) -> &'static str {
        match self {
            Book::Ucdp => "ucdp",
            Book::Acled => "acled",
            Book::Pax => "pax",
            Book::EthPrio => "eth-prio",
        }
    }

    /// Reads the name in tables, ids and commands.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|book| book.as_str() == text)
    }

    /// The name under which it is known as a source.
    pub fn publisher(self) -> &'static str {
        match self {
            Book::Ucdp => "UCDP GED",
            Book::Acled => "ACLED",
            Book::Pax => "PA-X",
            Book::EthPrio => "ETH/PRIO Civil Conflict Ceasefires",
        }
    }

    /// What a row of it is.
    pub fn row_is(self) -> &'static str {
        match self {
            Book::Ucdp | Book::Acled => "event",
            Book::Pax => "agreement",
            Book::EthPrio => "declared ceasefire",
        }
    }

    /// What makes claims of its rows; raised with every change of what is read.
    pub fn method(self) -> Method {
        match self {
            Book::Ucdp => Method::new("import-ucdp", 1),
            Book::Acled => Method::new("import-acled", 1),
            Book::Pax => Method::new("import-pax", 1),
            Book::EthPrio => Method::new("import-eth-prio", 1),
        }
    }

    /// The columns that tell one row from another, in their order.
    pub fn identity(self) -> impl Iterator<Item = &'static str> {
        self.columns().filter(|column| column.read_as.starts_with("identity")).map(|column| column.name)
    }

    /// The column without which a file is not of this book.
    pub(crate) fn needed(self) -> &'static str {
        match self {
            Book::Ucdp => "id",
            Book::Acled => "event_id_cnty",
            Book::Pax => "AgtId",
            Book::EthPrio => "cf_id",
        }
    }

    /// Its columns, in the order in which an export writes them.
    pub fn columns(self) -> impl Iterator<Item = codes::Column> {
        codes::columns().filter(move |column| column.book == self)
    }
}
