//! Disclosed values against the entries that commit to them, and erasures against what they erase, as a verifier meets
//! entry after entry. It holds the commitments that it met, about a hundred bytes each, and must not hold a value longer
//! than it takes to check it.

use super::{ERASED, Level, Opening, OpeningError, RedactionError, Withheld, protected};
use crate::Hash;
use crate::entry::Numbered;
use std::collections::BTreeMap;
use std::fmt;

/// What was found behind the protected fields of a ledger. `Display` is the account for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Disclosure {
    /// How many fields are protected.
    pub protected: u64,
    /// How many of them are disclosed, each matching its commitment.
    pub disclosed: u64,
    /// How many were erased by an entry.
    pub erased: u64,
    /// How many were erased and are disclosed all the same: some copy outlived the erasure.
    pub outlived: u64,
    /// How many stand undisclosed and not erased, by level.
    pub undisclosed: BTreeMap<Level, u64>,
    /// How many of those the publisher says are held back for a time.
    pub held_back: u64,
}

/// What is wrong with disclosed values, or with a protected field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DisclosureError {
    /// A line of the disclosed values does not read.
    #[error("line {line} of the disclosed values: {source}")]
    Line {
        /// The line's number, from 1.
        line: u64,
        /// Why not.
        source: OpeningError,
    },
    /// A line of what is held back does not read.
    #[error("line {line} of what is held back: {source}")]
    Withheld {
        /// The line's number, from 1.
        line: u64,
        /// Why not.
        source: OpeningError,
    },
    /// Two lines for one field.
    #[error("the field {field:?} of entry {entry} is disclosed twice")]
    Twice {
        /// The entry.
        entry: u64,
        /// The field.
        field: String,
    },
    /// A value is disclosed for a field that is not there or not protected.
    #[error("a value is disclosed for {field:?} of entry {entry}, where no protected field stands")]
    Nowhere {
        /// The entry.
        entry: u64,
        /// The field.
        field: String,
    },
    /// In an entry.
    #[error("entry {entry}: {source}")]
    Entry {
        /// The entry.
        entry: u64,
        /// What is wrong.
        source: RedactionError,
    },
    /// An entry says that it erases what no entry before it holds.
    #[error("entry {entry} says that it erases a protected field that no entry before it has")]
    ErasesNothing {
        /// The entry.
        entry: u64,
    },
}

/// The audit on its way through the entries.
#[derive(Debug, Default)]
pub struct DisclosureAudit {
    openings: BTreeMap<(u64, String), Opening>,
    withheld: BTreeMap<(u64, String), Option<String>>,
    met: BTreeMap<(u64, String), Met>,
}

#[derive(Debug)]
struct Met {
    level: Level,
    commitment: Hash,
    disclosed: bool,
    erased: bool,
}

impl DisclosureAudit {
    /// Begins with the disclosed values: openings as lines; none where nothing is disclosed.
    ///
    /// # Errors
    /// When a line does not read, or one field is disclosed twice.
    pub fn new(lines: &[u8]) -> Result<Self, DisclosureError> {
        let mut audit = Self::default();
        for (number, line) in (1..).zip(lines.split(|byte| *byte == b'\n')).filter(|(_, line)| !line.is_empty()) {
            let opening = Opening::parse(line).map_err(|source| DisclosureError::Line { line: number, source })?;
            let place = (opening.entry, opening.field.clone());
            if let Some(Opening { entry, field, .. }) = audit.openings.insert(place, opening) {
                return Err(DisclosureError::Twice { entry, field });
            }
        }
        Ok(audit)
    }

    /// The same, where the publisher says that values are held back for a time.
    #[must_use]
    pub fn holding_back(self, withheld: Withheld) -> Self {
        Self { withheld: withheld.fields, ..self }
    }

    /// Takes in the next entry; gives the blobs of which its disclosed values speak.
    ///
    /// # Errors
    /// When a disclosed value does not match, a placeholder is malformed, or an erasure erases nothing.
    pub fn entry(&mut self, numbered: &Numbered) -> Result<Vec<Hash>, DisclosureError> {
        let (seq, entry) = (numbered.seq, &numbered.entry);
        let wrong = |source| DisclosureError::Entry { entry: seq, source };
        let mut blobs = Vec::new();
        for field in protected(&entry.body).map_err(wrong)? {
            let place = (seq, field.field);
            let opening = self.openings.remove(&place);
            if let Some(opening) = &opening
                && !opening.opens(&entry.what, &field.commitment).map_err(wrong)?
            {
                return Err(wrong(RedactionError::NotThat(place.1)));
            }
            blobs.extend(opening.iter().flat_map(Opening::blobs));
            let (level, commitment) = (field.level, field.commitment);
            self.met.insert(place, Met { level, commitment, disclosed: opening.is_some(), erased: false });
        }
        if entry.what.as_str() == ERASED {
            let erased = self.erased(numbered).ok_or(DisclosureError::ErasesNothing { entry: seq })?;
            erased.erased = true;
        }
        Ok(blobs)
    }

    fn erased(&mut self, numbered: &Numbered) -> Option<&mut Met> {
        let body = &numbered.entry.body;
        let commitment = Hash::from_blob_name(body.get("commitment")?.as_str()?).ok()?;
        let place = (body.get("entry")?.as_u64()?, body.get("field")?.as_str()?.to_owned());
        self.met.get_mut(&place).filter(|met| met.commitment == commitment)
    }

    /// The account, once all entries were taken in.
    ///
    /// # Errors
    /// When a disclosed value belongs to no entry.
    pub fn finish(self) -> Result<Disclosure, DisclosureError> {
        if let Some((entry, field)) = self.openings.keys().next() {
            return Err(DisclosureError::Nowhere { entry: *entry, field: field.clone() });
        }
        let mut account = Disclosure::default();
        for (place, met) in &self.met {
            account.protected += 1;
            account.disclosed += u64::from(met.disclosed);
            account.erased += u64::from(met.erased);
            account.outlived += u64::from(met.disclosed && met.erased);
            if !met.disclosed && !met.erased {
                *account.undisclosed.entry(met.level).or_default() += 1;
                account.held_back += u64::from(self.withheld.contains_key(place));
            }
        }
        Ok(account)
    }
}

impl fmt::Display for Disclosure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.protected == 0 {
            return Ok(());
        }
        writeln!(
            f,
            "  {:>9} fields are protected: the entries commit to values that do not stand in them",
            self.protected
        )?;
        writeln!(f, "  {:>9} of them disclosed here, each the value that was signed", self.disclosed)?;
        for (level, count) in &self.undisclosed {
            writeln!(f, "  {count:>9} undisclosed ({level}): something stands there; what, this copy does not show")?;
        }
        if self.held_back > 0 {
            writeln!(f, "  {:>9} of the undisclosed are held back for a time, as the publisher says", self.held_back)?;
        }
        if self.erased > 0 {
            writeln!(f, "  {:>9} erased: nobody can show any more what stood there", self.erased - self.outlived)?;
        }
        if self.outlived > 0 {
            writeln!(f, "  NOTE {} values were erased by an entry and are disclosed here all the same", self.outlived)?;
        }
        Ok(())
    }
}
