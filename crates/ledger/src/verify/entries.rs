//! One bundle against its signed leaf hashes: lengths, hashes, canonical form, numbers. It must not read anything else.

use super::VerifyError;
use super::files::Bundle;
use super::nearest::{Correction, wrong_entry_byte, wrong_length_byte};
use crate::Hash;
use crate::entry::{EntryError, Numbered};
use crate::merkle::leaf_hash;
use crate::tiles::split_entry;

/// Where an entry stands.
struct Place<'a> {
    path: &'a str,
    offset: u64,
    seq: u64,
}

/// Checks every entry that `leaves` cover, and hands each on.
pub(super) fn check(
    bundle: &Bundle,
    first: u64,
    leaves: &[Hash],
    mut accept: impl FnMut(Numbered, Hash) -> Result<(), VerifyError>,
) -> Result<(), VerifyError> {
    let length = bundle.bytes.len() as u64;
    let mut rest = bundle.bytes.as_slice();
    for (seq, leaf) in (first..).zip(leaves) {
        let place = Place { path: &bundle.path, offset: length - rest.len() as u64, seq };
        let (entry, after) = split_entry(rest).ok_or_else(|| cut(&place, rest, *leaf))?;
        let found = leaf_hash(entry);
        if found != *leaf {
            return Err(altered(&place, rest, entry, *leaf, found));
        }
        accept(read(&place, entry)?, *leaf)?;
        rest = after;
    }
    if rest.is_empty() || bundle.wider {
        return Ok(());
    }
    let extra = rest.len() as u64;
    Err(VerifyError::Surplus { path: bundle.path.clone(), offset: length - extra, extra })
}

fn read(place: &Place, entry: &[u8]) -> Result<Numbered, VerifyError> {
    let numbered = Numbered::from_bytes(entry).map_err(|source| {
        let within = if let EntryError::NotCanonical { offset } = source { 2 + offset as u64 } else { 0 };
        let offset = place.offset + within;
        VerifyError::Entry { path: place.path.to_owned(), offset, seq: place.seq, source: Box::new(source) }
    })?;
    if numbered.seq != place.seq {
        let (path, offset) = (place.path.to_owned(), place.offset);
        return Err(VerifyError::WrongPlace { path, offset, expected: place.seq, found: numbered.seq });
    }
    Ok(numbered)
}

/// The bundle ends inside an entry: because it was cut, or because the entry's length was altered.
fn cut(place: &Place, rest: &[u8], leaf: Hash) -> VerifyError {
    if let Some(correction) = wrong_length_byte(rest, leaf) {
        return wrong_byte(place, 0, correction);
    }
    let offset = place.offset + rest.len() as u64;
    let expected = format!("entry {}, which begins at byte {}", place.seq, place.offset);
    VerifyError::Truncated { path: place.path.to_owned(), offset, expected }
}

fn altered(place: &Place, rest: &[u8], entry: &[u8], expected: Hash, found: Hash) -> VerifyError {
    if let Some(correction) = wrong_length_byte(rest, expected) {
        return wrong_byte(place, 0, correction);
    }
    if let Some(correction) = wrong_entry_byte(entry, expected) {
        return wrong_byte(place, 2, correction);
    }
    let (path, length) = (place.path.to_owned(), 2 + entry.len() as u64);
    VerifyError::WrongEntry { path, offset: place.offset, length, seq: place.seq, expected, found }
}

fn wrong_byte(place: &Place, skip: u64, correction: Correction) -> VerifyError {
    VerifyError::WrongByte {
        path: place.path.to_owned(),
        offset: place.offset + skip + correction.offset as u64,
        seq: place.seq,
        expected: correction.expected,
        found: correction.found,
    }
}
