//! The record as those read it who have identities: values put back in the place of the words that stand for them, on the
//! way out. The tables stay as they are.

use super::tables::Tables;
use super::vault;
use crate::decode::decode;
use crate::error::StoreError;
use crate::particulars;
use crate::protection::merged;
use ledger::redaction::Opening;
use model::{Reading, Report, ReportId};
use sealing::Identity;
use serde_json::Value;
use wire::{ReadingLine, WireError};

/// The line of a table's row with the values that the identities open.
pub(super) fn line(tables: &Tables<'_>, seq: u64, line: String, identities: &[Identity]) -> Result<String, StoreError> {
    let openings = of_entry(tables, seq, identities)?;
    if openings.is_empty() {
        return Ok(line);
    }
    let mut body: Value = serde_json::from_str(&line).map_err(|error| StoreError::damaged(&tables.path, error))?;
    for opening in openings {
        if let Some(place) = body.pointer_mut(&opening.field) {
            *place = opening.value;
        }
    }
    Ok(body.to_string())
}

fn of_entry(tables: &Tables<'_>, seq: u64, identities: &[Identity]) -> Result<Vec<Opening>, StoreError> {
    if identities.is_empty() {
        return Ok(Vec::new());
    }
    let numbered = tables.numbered(seq)?;
    numbered.map_or(Ok(Vec::new()), |numbered| vault::openings(tables, &numbered, identities))
}

/// A protected report as far as the identities open it, from the particulars in the tables.
pub(super) fn report(
    tables: &Tables<'_>,
    id: &ReportId,
    redacted: &Value,
    identities: &[Identity],
) -> Result<(Report, Vec<u8>), StoreError> {
    let openings = openings_of(tables, id, identities)?;
    let value = |field: &str| openings.iter().find(|one| one.field == field);
    let (origin, contents) = (value("/origin"), value("/report"));
    let known = merged(id, origin.map(|one| &one.value), contents.map(|one| &one.value), redacted);
    let wrong = |what: String| StoreError::damaged(&tables.path, format!("report {id}: {what}"));
    let mut report = particulars::read(&known).map_err(wrong)?;
    let files = contents.map(|one| vault::files(tables, one, identities)).transpose()?.flatten().unwrap_or_default();
    let (bytes, text) = (files.first(), files.get(2));
    report.text = match (bytes, text) {
        (_, Some(text)) => String::from_utf8_lossy(text).into_owned(),
        (Some(bytes), None) => decode(&report.encoding, bytes).unwrap_or_default().into_owned(),
        (None, None) => redacted.get("title").and_then(Value::as_str).unwrap_or_default().to_owned(),
    };
    Ok((report, bytes.cloned().unwrap_or_default()))
}

/// The reading of a protected report, where the identities open it.
pub(super) fn reading(
    tables: &Tables<'_>,
    id: &ReportId,
    identities: &[Identity],
) -> Result<Option<Reading>, StoreError> {
    let openings = openings_of(tables, id, identities)?;
    let contents = openings.iter().find(|one| one.field == "/report");
    let files = contents.map(|one| vault::files(tables, one, identities)).transpose()?.flatten().unwrap_or_default();
    let Some(line) = files.get(1) else { return Ok(None) };
    let line: Result<ReadingLine, _> = serde_json::from_slice(line);
    let reading = line.map_err(|error| WireError::Shape(error.to_string())).and_then(|line| line.to_reading());
    let reading =
        reading.map_err(|error| StoreError::damaged(&tables.path, format!("the reading of {id}: {error}")))?;
    let origin = openings.iter().find(|one| one.field == "/origin").and_then(|one| one.value.get("source"));
    Ok(Some(Reading { source: origin.and_then(Value::as_str).map(str::to_owned), ..reading }))
}

fn openings_of(tables: &Tables<'_>, id: &ReportId, identities: &[Identity]) -> Result<Vec<Opening>, StoreError> {
    let sql = "SELECT seq FROM report WHERE id = ?1 AND bytes IS NULL";
    let seq = tables.one(sql, [id.as_str()], |row| row.get::<_, i64>(0))?;
    seq.map_or(Ok(Vec::new()), |seq| of_entry(tables, u64::try_from(seq).unwrap_or_default(), identities))
}
