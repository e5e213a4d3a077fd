//! Up to where screening has answered, and what came in since that it looks at. The mark is no truth of the ledger, and nothing
//! follows from it: where it is lost, everything is screened anew. It must not screen.

use super::apply::CARRIED;
use super::ask::{noun, read_reading};
use super::tables::{Tables, signed};
use crate::error::StoreError;
use crate::port::{ScreenedUpTo, ToldSince};
use crate::projection::{Projected, project};
use ledger::entry::Numbered;
use model::{ClaimKind, Incident, Observation, Reading};
use rusqlite::params;
use wire::{IncidentLine, WireError};

pub(super) fn mark(tables: &Tables<'_>) -> Result<Option<ScreenedUpTo>, StoreError> {
    let number = |told: i64| u64::try_from(told).unwrap_or_default();
    tables.one("SELECT size, fused, under FROM screened", [], |row| {
        Ok(ScreenedUpTo { size: number(row.get(0)?), fused: number(row.get(1)?), under: row.get(2)? })
    })
}

pub(super) fn set(tables: &Tables<'_>, mark: &ScreenedUpTo) -> Result<(), StoreError> {
    let sql = "INSERT OR REPLACE INTO screened (one, size, fused, under) VALUES (1, ?1, ?2, ?3)";
    let values = params![signed(mark.size), signed(mark.fused), mark.under];
    tables.connection.execute(sql, values).map(drop).map_err(|error| tables.failed(error))
}

pub(super) fn since(tables: &Tables<'_>, size: u64) -> Result<ToldSince, StoreError> {
    let own = params![signed(size), signed(CARRIED)];
    let ids = |sql: &str| tables.all(sql, own, |row| row.get::<_, String>(0));
    let wrong = |error: model::id::InvalidId| StoreError::damaged(&tables.path, error.to_string());
    let observed = format!(
        "SELECT id FROM fieldwork WHERE noun = '{0}' AND seq >= ?1 AND seq < ?2
         UNION SELECT corrects FROM fieldwork WHERE noun = '{0}' AND seq >= ?1 AND seq < ?2 AND corrects IS NOT NULL",
        <Observation as model::FieldEntry>::NOUN
    );
    let read = "SELECT report.id FROM reading JOIN report ON report.seq = reading.report WHERE reading.seq >= ?1 AND reading.seq < ?2";
    let all = |sql: &str| Ok::<_, StoreError>(ids(sql)?.into_iter());
    let taken_over = tables.one("SELECT 1 FROM received WHERE entry >= ?1", [signed(size)], |_| Ok(()))?;
    Ok(ToldSince {
        taken_over: taken_over.is_some(),
        agreements: all("SELECT id FROM agreement WHERE seq >= ?1 AND seq < ?2")?
            .map(model::AgreementId::new)
            .collect::<Result<_, _>>()
            .map_err(wrong)?,
        observations: all(&observed)?.map(model::ObservationId::new).collect::<Result<_, _>>().map_err(wrong)?,
        readings: all(read)?.map(model::ReportId::new).collect::<Result<_, _>>().map_err(wrong)?,
    })
}

/// The incidents that the last entry before this size proposed.
pub(super) fn incidents_at(tables: &Tables<'_>, size: u64) -> Result<Vec<Incident>, StoreError> {
    let Some(seq) = size.checked_sub(1) else { return Ok(Vec::new()) };
    let mut incidents = Vec::new();
    tables.each_entry(seq, size, |seq, bytes| {
        let numbered = Numbered::from_bytes(bytes).map_err(|error| StoreError::entry(seq, error))?;
        if let Projected::Fused(rows) = project(&numbered, &mut |hash| tables.needed_blob(hash))? {
            for row in rows.incidents {
                let line: Result<IncidentLine, _> = serde_json::from_str(&row.line);
                let line = line.map_err(|error| WireError::Shape(error.to_string()));
                incidents.push(noun(tables, "entry", line.and_then(|line| line.to_incident()))?);
            }
        }
        Ok(())
    })?;
    Ok(incidents)
}

/// The readings in which a claim is of one of these kinds, in the order of arrival.
pub(super) fn each_reading_of(
    tables: &Tables<'_>,
    kinds: &[ClaimKind],
    take: &mut dyn FnMut(Reading),
) -> Result<(), StoreError> {
    let names: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    let sql = "SELECT line FROM reading WHERE report IN
               (SELECT report FROM claim WHERE kind IN (SELECT value FROM json_each(?1))) ORDER BY report";
    let lines = tables.all(sql, [serde_json::json!(names).to_string()], |row| row.get::<_, [u8; 32]>(0))?;
    lines.into_iter().try_for_each(|line| {
        take(read_reading(tables, line)?);
        Ok(())
    })
}
