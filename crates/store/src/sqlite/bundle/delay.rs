//! What a publication holds back for a time: what entries speak of that came in lately or that somebody delayed, and every
//! blob that tells of a report held back so. It must not hold back an entry.

use crate::draft::kind;
use crate::error::StoreError;
use crate::sqlite::tables::Tables;
use jiff::{SignedDuration, Timestamp};
use ledger::Hash;
use ledger::entry::Numbered;
use ledger::redaction::Withheld;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// How many characters an id of a report has: a letter, a hyphen, 16 hexadecimal digits.
const ID: usize = 18;

/// How publication is delayed as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delay {
    /// Not at all.
    None,
    /// What came in at this time or later is held back.
    Since(Timestamp),
    /// What an entry speaks of is held back until so many days after the entry.
    Days(u32),
}

/// Until when; `None` where that was not told.
type Until = Option<String>;

/// What is held back.
pub(super) struct HeldBack {
    entries: BTreeMap<u64, Until>,
    /// Reports of which nothing is shown yet.
    reports: BTreeMap<String, Until>,
    /// Blobs that entries held back name: they stay back where another entry names them too.
    blobs: BTreeMap<Hash, Until>,
    /// What was met and is held back, for the bundle to say so.
    pub(super) withheld: Withheld,
}

impl HeldBack {
    /// Reads the whole ledger for what is held back now.
    pub(super) fn of(tables: &Tables<'_>, delay: &Delay, now: Timestamp) -> Result<Self, StoreError> {
        let (mut held, size) = (Self::nothing(), tables.size()?);
        let mut delayed = delayed(tables, size, now)?;
        if *delay == Delay::None && delayed.is_empty() {
            return Ok(held);
        }
        tables.each_entry(0, size, |seq, bytes| {
            let numbered = Numbered::from_bytes(bytes).map_err(|error| StoreError::entry(seq, error))?;
            let own = delayed.remove(&seq).map(Some);
            let whole = delay.holds(&numbered.entry.at, now).map_err(|error| StoreError::entry(seq, error))?;
            if let Some(until) = later(own, whole) {
                held.take(&numbered, until);
            }
            Ok(())
        })?;
        Ok(held)
    }

    fn nothing() -> Self {
        let (entries, reports, blobs) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { entries, reports, blobs, withheld: Withheld::default() }
    }

    fn take(&mut self, numbered: &Numbered, until: Until) {
        let entry = &numbered.entry;
        if let (kind::REPORT, Some(id)) = (entry.what.as_str(), entry.body.get("id").and_then(Value::as_str)) {
            self.reports.insert(id.to_owned(), until.clone());
        }
        self.blobs.extend(entry.blobs.iter().map(|blob| (*blob, until.clone())));
        self.entries.insert(numbered.seq, until);
    }

    /// Whether a blob is held back: an entry held back names it, or it tells of a report that is.
    pub(super) fn holds_blob(&mut self, blob: &Hash, bytes: &[u8]) -> bool {
        let named = self.blobs.get(blob).cloned();
        let told = if self.reports.is_empty() { None } else { self.tells_of(bytes) };
        let until = later(named, told);
        self.withheld.blobs.extend(until.iter().map(|until| (*blob, until.clone())));
        until.is_some()
    }

    fn tells_of(&self, bytes: &[u8]) -> Option<Until> {
        let ids = bytes.windows(ID).filter(|window| window.get(1) == Some(&b'-'));
        let found: BTreeSet<&str> = ids.filter_map(|id| std::str::from_utf8(id).ok()).collect();
        found
            .into_iter()
            .filter_map(|id| self.reports.get(id).cloned())
            .fold(None, |until, one| later(until, Some(one)))
    }

    /// Whether a value of an entry is held back.
    pub(super) fn holds_value(&mut self, numbered: &Numbered, field: &str) -> bool {
        let Some(until) = self.entries.get(&numbered.seq) else { return false };
        self.withheld.fields.insert((numbered.seq, field.to_owned()), until.clone());
        true
    }
}

/// The later of two; one without an end is later than any.
fn later(one: Option<Until>, other: Option<Until>) -> Option<Until> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.zip(other).map(|(one, other)| one.max(other))),
        (one, other) => one.or(other),
    }
}

/// Entries that were delayed until a time that is still to come: the last word on each counts.
fn delayed(tables: &Tables<'_>, size: u64, now: Timestamp) -> Result<BTreeMap<u64, String>, StoreError> {
    let mut all = BTreeMap::new();
    tables.each_entry(0, size, |seq, bytes| {
        if !bytes.windows(kind::DELAYED.len()).any(|window| window == kind::DELAYED.as_bytes()) {
            return Ok(());
        }
        let entry = Numbered::from_bytes(bytes).map_err(|error| StoreError::entry(seq, error))?.entry;
        if entry.what.as_str() == kind::DELAYED {
            let member = |name: &str| entry.body.get(name);
            let until = member("until").and_then(Value::as_str);
            let told = member("entry").and_then(Value::as_u64).zip(until);
            all.extend(told.map(|(entry, until)| (entry, until.to_owned())));
        }
        Ok(())
    })?;
    all.retain(|_, until| until.parse::<Timestamp>().is_ok_and(|until| until > now));
    Ok(all)
}

impl Delay {
    /// Whether what an entry of this time speaks of is held back, and until when.
    fn holds(self, at: &str, now: Timestamp) -> Result<Option<Until>, jiff::Error> {
        let at: Timestamp = at.parse()?;
        Ok(match self {
            Self::None => None,
            Self::Since(since) => (at >= since).then_some(None),
            Self::Days(days) => {
                let until = at.checked_add(SignedDuration::from_hours(24 * i64::from(days)))?;
                (until > now).then(|| Some(until.to_string()))
            }
        })
    }
}
