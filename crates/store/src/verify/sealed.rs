//! What is sealed behind protected fields against the entries that commit to it. Without identities it can only be counted;
//! for those who have them, every value and every file is opened and held to what was signed. It must not tell a value.

use crate::error::StoreError;
use crate::sqlite::tables::Tables;
use crate::sqlite::vault;
use ledger::entry::Numbered;
use ledger::redaction::{ERASED, Level, PLACEHOLDER, Protected, protected};
use sealing::Identity;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A place in the ledger: an entry, and a field of it.
type Place = (u64, String);

/// What was found sealed. `Display` is the account for people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sealed {
    /// How many values are sealed, by level.
    pub kept: BTreeMap<Level, u64>,
    /// How many of them the identities opened, each the value that was signed.
    pub opened: u64,
    /// How many protected fields have neither a sealed value here nor an erasure.
    pub absent: u64,
    /// How many values are sealed though the ledger says that they were erased.
    pub outlived: u64,
    /// How many are sealed for fields that are not there.
    pub stray: u64,
}

/// Holds what is sealed against the ledger's first `size` entries.
pub(super) fn compare(tables: &Tables<'_>, size: u64, identities: &[Identity]) -> Result<Sealed, StoreError> {
    let (fields, erased) = fields(tables, size)?;
    let mut found = Sealed::default();
    let mut held = BTreeSet::new();
    for one in vault::held(tables)? {
        let place = (one.entry, one.field);
        match fields.get(&place) {
            None => found.stray += 1,
            Some(_) if erased.contains(&place) => found.outlived += 1,
            Some(field) => {
                *found.kept.entry(one.level).or_default() += 1;
                found.opened += u64::from(opens(tables, one.entry, field, identities)?);
            }
        }
        held.insert(place);
    }
    found.absent = fields.keys().filter(|place| !held.contains(place) && !erased.contains(place)).count() as u64;
    Ok(found)
}

/// The protected fields of all entries, and the places that were erased.
fn fields(tables: &Tables<'_>, size: u64) -> Result<(BTreeMap<Place, Protected>, BTreeSet<Place>), StoreError> {
    let (mut fields, mut erased) = (BTreeMap::new(), BTreeSet::new());
    tables.each_entry(0, size, |seq, bytes| {
        // The bytes are asked first: most entries need not be read.
        if !holds(bytes, PLACEHOLDER) && !holds(bytes, ERASED) {
            return Ok(());
        }
        let entry = Numbered::from_bytes(bytes).map_err(|error| StoreError::entry(seq, error))?.entry;
        let found = protected(&entry.body).map_err(|error| StoreError::entry(seq, error))?;
        fields.extend(found.into_iter().map(|field| ((seq, field.field.clone()), field)));
        if entry.what.as_str() == ERASED {
            let place = entry.body.get("entry").and_then(Value::as_u64);
            erased.extend(place.zip(entry.body.get("field").and_then(Value::as_str).map(str::to_owned)));
        }
        Ok(())
    })?;
    Ok((fields, erased))
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

/// Whether the identities open it; an error where it is not what was signed.
fn opens(tables: &Tables<'_>, seq: u64, field: &Protected, identities: &[Identity]) -> Result<bool, StoreError> {
    let Some(numbered) = tables.numbered(seq)? else { return Ok(false) };
    Ok(vault::opened(tables, &numbered, field, identities)?.is_some())
}

impl fmt::Display for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (level, count) in &self.kept {
            writeln!(f, "  {count:>9} values kept sealed ({level})")?;
        }
        if self.opened > 0 {
            writeln!(f, "  {:>9} of them opened with your identity, each the value that was signed", self.opened)?;
        }
        if self.absent > 0 {
            writeln!(f, "  {:>9} protected fields whose values are not kept here", self.absent)?;
        }
        if self.outlived > 0 {
            writeln!(f, "  NOTE {} values were erased by an entry and are still kept sealed here", self.outlived)?;
        }
        if self.stray > 0 {
            writeln!(f, "  NOTE {} sealed values belong to no protected field of this ledger", self.stray)?;
        }
        Ok(())
    }
}
