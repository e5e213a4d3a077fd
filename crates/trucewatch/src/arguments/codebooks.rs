//! What a person may type to take in rows of codebooks.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch import --as ucdp GEDEvent.csv --dry-run         says what it would take in, row by row
  trucewatch import --as ucdp GEDEvent.csv --published 2022-06-08
  trucewatch import --as acled january.csv february.csv
  trucewatch import --as eth-prio ceasefires.csv
  trucewatch export incidents --format ucdp > back.csv       gives the same rows

CSV in UTF-8, columns in any order. A row is kept as it stands and is what its coders say: it makes claims, never a
finding. What a row leaves unknown stays unknown. A second run changes nothing; a row that its coders revised takes
the place of its earlier version. docs/codebooks.md tells what is read from which column.")]
pub struct Import {
    /// The codebook that the files follow.
    #[arg(long = "as", value_enum, value_name = "BOOK")]
    pub book: ImportBook,
    /// The files; - is standard input.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Reads every row and says what is wrong; changes nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// When the data set was published: a date, or a date and time.
    #[arg(long, value_name = "TIME")]
    pub published: Option<String>,
    /// Who imports it, for the ledger; without it the author of --author, else 'operator'.
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum ImportBook {
    /// UCDP Georeferenced Event Dataset.
    Ucdp,
    /// ACLED.
    Acled,
    /// PA-X Peace Agreements.
    Pax,
    /// ETH/PRIO Civil Conflict Ceasefires.
    EthPrio,
}

impl From<ImportBook> for codebooks::Book {
    fn from(book: ImportBook) -> Self {
        match book {
            ImportBook::Ucdp => codebooks::Book::Ucdp,
            ImportBook::Acled => codebooks::Book::Acled,
            ImportBook::Pax => codebooks::Book::Pax,
            ImportBook::EthPrio => codebooks::Book::EthPrio,
        }
    }
}
