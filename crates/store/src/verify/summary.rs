//! What was verified, in words that a reader can weigh. It must not claim more than was checked.

use super::Sealed;
use ledger::verify::Verified;
use std::fmt;

/// What was checked and what it rests on. `Display` is the summary for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// The ledger's files.
    pub ledger: Verified,
    /// The database beside them; `None` for a published bundle.
    pub database: Option<Compared>,
    /// Whether the tables were asked to be compared too.
    pub deep: bool,
}

/// The database against the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// How many entries it has.
    pub entries: u64,
    /// How many of them had not reached the files.
    pub waiting: u64,
    /// How many mirrors of other posts' logs there are, and how many entries they have.
    pub mirrored: (u64, u64),
    /// How many rows were made anew and found equal; `None` where that was not asked for.
    pub rows: Option<u64>,
    /// What is sealed behind protected fields.
    pub sealed: Sealed,
}

impl fmt::Display for Verification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ledger.fmt(f)?;
        let Some(database) = &self.database else {
            return f.write_str("  no database lies beside the ledger: only the published files were checked\n");
        };
        let same = database.entries - database.waiting;
        writeln!(f, "  {same:>9} entries of the database compared with the files, byte by byte: the same")?;
        if database.waiting > 0 {
            let waiting = database.waiting;
            writeln!(
                f,
                "  {waiting:>9} entries more in the database, under its own signed checkpoint; the next writing"
            )?;
            writeln!(f, "            puts them into the files")?;
        }
        database.sealed.fmt(f)?;
        if let (logs @ 1.., entries) = database.mirrored {
            writeln!(
                f,
                "  {entries:>9} entries of {logs} other posts' logs: as those posts' keys signed them, with their blobs"
            )?;
        }
        match database.rows {
            Some(rows) => writeln!(f, "  {rows:>9} rows of the tables made anew from the ledger: the same"),
            None => {
                writeln!(f, "  The tables that pages and exports are made from were not compared; --deep does that")
            }
        }
    }
}
