//! What the record is asked: rows read back into nouns. It must not write, nor fill in what a row does not say.

use super::opening;
use super::tables::{Tables, signed};
use crate::decode::decode;
use crate::error::StoreError;
use crate::particulars;
use ledger::Hash;
use ledger::checkpoint::SignedCheckpoint;
use ledger::entry::Numbered;
use model::{
    Agreement, Checkpoint, ClaimId, Decision, Finding, Fused, IncidentId, IncidentLife, OriginId, Reading,
    RecordedChange, Report, ReportId, Source,
};
use sealing::Identity;
use std::collections::BTreeMap;
use wire::{
    AgreementFile, ChangeLine, CopyLine, DecisionLine, FigureLine, FindingLine, IncidentLine, OriginLine, ReadingLine,
    SourceLine, WireError,
};

/// Reads a line of a table. A macro, since a function would have to name the library that derives the lines.
macro_rules! shape {
    ($line:ty, $text:expr) => {
        serde_json::from_str::<$line>($text).map_err(|error| WireError::Shape(error.to_string()))?
    };
}

pub(super) fn checkpoint(tables: &Tables<'_>) -> Result<Checkpoint, StoreError> {
    let bytes = tables.signed_bytes()?;
    let wrong = |error: &dyn ToString| StoreError::damaged(&tables.path, format!("table log: {}", error.to_string()));
    let signed = SignedCheckpoint::parse(&bytes).map_err(|error| wrong(&error))?;
    let stated = signed.checkpoint();
    Ok(Checkpoint {
        origin: stated.origin.clone(),
        size: stated.head.size,
        root: stated.head.root.base64(),
        signed: String::from_utf8(bytes).map_err(|error| wrong(&error))?,
    })
}

pub(super) fn entries(tables: &Tables<'_>, from: u64, count: u64) -> Result<Vec<Numbered>, StoreError> {
    let size = tables.size()?;
    let to = from.saturating_add(count).min(size);
    let mut all = Vec::new();
    tables.each_entry(from.min(to), to, |seq, bytes| {
        all.push(Numbered::from_bytes(bytes).map_err(|error| StoreError::entry(seq, error))?);
        Ok(())
    })?;
    Ok(all)
}

pub(super) fn report(
    tables: &Tables<'_>,
    id: &ReportId,
    identities: &[Identity],
) -> Result<Option<(Report, Vec<u8>)>, StoreError> {
    let sql = "SELECT particulars, bytes, text FROM report WHERE id = ?1";
    let row = tables.one(sql, [id.as_str()], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, Option<[u8; 32]>>(1)?, row.get::<_, Option<[u8; 32]>>(2)?))
    })?;
    let Some((particulars, bytes, text)) = row else { return Ok(None) };
    let Some(bytes) = bytes else {
        let redacted = serde_json::from_str(&particulars);
        let redacted = redacted.map_err(|error| StoreError::damaged(&tables.path, format!("table report: {error}")))?;
        return opening::report(tables, id, &redacted, identities).map(Some);
    };
    let mut report = read_particulars(tables, &particulars)?;
    let bytes = tables.needed_blob(&Hash(bytes))?;
    let unreadable = || StoreError::damaged(&tables.path, format!("the text of report {id} cannot be decoded"));
    report.text = match text {
        Some(text) => String::from_utf8(tables.needed_blob(&Hash(text))?).map_err(|_| unreadable())?,
        None => decode(&report.encoding, &bytes).ok_or_else(unreadable)?.into_owned(),
    };
    Ok(Some((report, bytes)))
}

pub(super) fn reports(tables: &Tables<'_>) -> Result<Vec<Report>, StoreError> {
    let rows = tables.all("SELECT particulars FROM report ORDER BY seq", [], |row| row.get::<_, String>(0))?;
    rows.iter().map(|particulars| read_particulars(tables, particulars)).collect()
}

fn read_particulars(tables: &Tables<'_>, text: &str) -> Result<Report, StoreError> {
    let value = serde_json::from_str(text).map_err(|error| error.to_string());
    let wrong = |error| StoreError::damaged(&tables.path, format!("table report: {error}"));
    value.and_then(|value| particulars::read(&value)).map_err(wrong)
}

pub(super) fn reading(
    tables: &Tables<'_>,
    id: &ReportId,
    identities: &[Identity],
) -> Result<Option<Reading>, StoreError> {
    let sql = "SELECT line FROM reading WHERE report = (SELECT seq FROM report WHERE id = ?1)";
    let line = tables.one(sql, [id.as_str()], |row| row.get::<_, [u8; 32]>(0))?;
    match line {
        Some(line) => read_reading(tables, line).map(Some),
        None => opening::reading(tables, id, identities),
    }
}

pub(super) fn each_reading_since(
    tables: &Tables<'_>,
    size: u64,
    take: &mut dyn FnMut(Reading),
) -> Result<(), StoreError> {
    let sql = "SELECT line FROM reading WHERE seq >= ?1 ORDER BY report";
    let lines = tables.all(sql, [signed(size)], |row| row.get::<_, [u8; 32]>(0))?;
    lines.into_iter().try_for_each(|line| {
        take(read_reading(tables, line)?);
        Ok(())
    })
}

pub(super) fn read_reading(tables: &Tables<'_>, blob: [u8; 32]) -> Result<Reading, StoreError> {
    let bytes = tables.needed_blob(&Hash(blob))?;
    let line: Result<ReadingLine, _> = serde_json::from_slice(&bytes);
    let line = line.map_err(|error| WireError::Shape(error.to_string()));
    noun(tables, "reading", line.and_then(|line| line.to_reading()))
}

pub(super) fn fusion_state(tables: &Tables<'_>) -> Result<(u64, u64), StoreError> {
    let size = |name: &str| -> Result<u64, StoreError> {
        let size = tables.one("SELECT size FROM state WHERE name = ?1", [name], |row| row.get::<_, i64>(0))?;
        Ok(u64::try_from(size.unwrap_or(0)).unwrap_or(0))
    };
    Ok((size("fused")?, size("read")?))
}

pub(super) fn fused(tables: &Tables<'_>) -> Result<Fused, StoreError> {
    let sql = "SELECT claim, origin FROM claim_origin ORDER BY claim";
    let pairs = tables.all(sql, [], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let wrong = |error: model::id::InvalidId| StoreError::damaged(&tables.path, format!("table claim_origin: {error}"));
    let pair = |(claim, origin): (String, String)| {
        Ok((ClaimId::new(claim).map_err(wrong)?, OriginId::new(origin).map_err(wrong)?))
    };
    Ok(Fused {
        copies: lines(tables, "copy", "place", |text| shape!(CopyLine, text).to_copy())?,
        origins: lines(tables, "origin", "place", |text| shape!(OriginLine, text).to_origin())?,
        claim_origins: pairs.into_iter().map(pair).collect::<Result<_, StoreError>>()?,
        incidents: lines(tables, "incident", "place", |text| shape!(IncidentLine, text).to_incident())?,
        figures: lines(tables, "figure", "place", |text| shape!(FigureLine, text).to_figure())?,
    })
}

/// The format that first told of incidents over time and of cases. A reader may meet an earlier one, which it cannot bring up.
pub(super) const SECOND: i64 = 2;

/// The format that first told of keys and authors.
pub(super) const THIRD: i64 = 3;

/// Whether the record has the tables of a format.
pub(super) fn is_of_format(tables: &Tables<'_>, format: i64) -> Result<bool, StoreError> {
    Ok(super::schema::check(tables.connection, &tables.path)? >= format)
}

pub(super) fn incident_lives(tables: &Tables<'_>) -> Result<BTreeMap<IncidentId, IncidentLife>, StoreError> {
    if !is_of_format(tables, SECOND)? {
        return Ok(BTreeMap::new());
    }
    let sql = "SELECT id, made, place, ended, successor FROM incident_life ORDER BY id";
    let rows = tables.all(sql, [], |row| {
        let number =
            |column| row.get::<_, Option<i64>>(column).map(|number| number.and_then(|n| u64::try_from(n).ok()));
        Ok((row.get::<_, String>(0)?, number(1)?, number(2)?, number(3)?, row.get::<_, Option<String>>(4)?))
    })?;
    let wrong =
        |error: model::id::InvalidId| StoreError::damaged(&tables.path, format!("table incident_life: {error}"));
    let life =
        |(id, made, place, ended, successor): (String, Option<u64>, Option<u64>, Option<u64>, Option<String>)| {
            let id = IncidentId::new(id).map_err(wrong)?;
            let successor = successor.map(IncidentId::new).transpose().map_err(wrong)?;
            let (made, place) = (made.unwrap_or_default(), place.unwrap_or_default());
            Ok((id.clone(), IncidentLife { id, made, place, ended, successor }))
        };
    rows.into_iter().map(life).collect()
}

pub(super) fn incident_changes(tables: &Tables<'_>) -> Result<Vec<RecordedChange>, StoreError> {
    if !is_of_format(tables, SECOND)? {
        return Ok(Vec::new());
    }
    let sql = "SELECT seq, at, line FROM incident_change ORDER BY seq, place";
    let rows = tables.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?)))?;
    let change = |(seq, at, line): (i64, String, String)| {
        let read = || shape!(ChangeLine, &line).to_change();
        let change = noun(tables, "incident_change", read())?;
        Ok(RecordedChange { entry: u64::try_from(seq).unwrap_or(0), at, change })
    };
    rows.into_iter().map(change).collect()
}

pub(super) fn decisions(tables: &Tables<'_>) -> Result<Vec<(u64, Decision)>, StoreError> {
    if !is_of_format(tables, SECOND)? {
        return Ok(Vec::new());
    }
    // By the entry with which it came in: that of a decision of another post tells of the exchange.
    let sql = "SELECT coalesce((SELECT entry FROM received WHERE first <= d.seq ORDER BY first DESC LIMIT 1), d.seq) AS
               came, d.line FROM decision d ORDER BY came, d.seq";
    let sql = if is_of_format(tables, THIRD)? { sql } else { "SELECT seq, line FROM decision ORDER BY seq" };
    let rows = tables.all(sql, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
    let decision = |(seq, line): (i64, String)| {
        let read = || shape!(DecisionLine, &line).to_decision();
        Ok((u64::try_from(seq).unwrap_or(0), noun(tables, "decision", read())?))
    };
    rows.into_iter().map(decision).collect()
}

pub(super) fn sources(tables: &Tables<'_>) -> Result<Vec<Source>, StoreError> {
    lines(tables, "source", "id", |text| shape!(SourceLine, text).to_source())
}

pub(super) fn agreements(tables: &Tables<'_>) -> Result<Vec<Agreement>, StoreError> {
    lines(tables, "agreement", "id", |text| shape!(AgreementFile, text).to_agreement())
}

pub(super) fn findings(tables: &Tables<'_>) -> Result<Vec<Finding>, StoreError> {
    lines(tables, "finding", "seq", |text| shape!(FindingLine, text).to_finding())
}

fn lines<N>(
    tables: &Tables<'_>,
    table: &str,
    order: &str,
    read: impl Fn(&str) -> Result<N, WireError>,
) -> Result<Vec<N>, StoreError> {
    let sql = format!("SELECT line FROM {table} ORDER BY {order}");
    let lines = tables.all(&sql, [], |row| row.get::<_, String>(0))?;
    lines.iter().map(|line| noun(tables, table, read(line))).collect()
}

/// What was read of a table's line, or that the table is damaged.
pub(super) fn noun<N>(tables: &Tables<'_>, table: &str, read: Result<N, WireError>) -> Result<N, StoreError> {
    read.map_err(|error| StoreError::damaged(&tables.path, format!("table {table}: {error}")))
}
