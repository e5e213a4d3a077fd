//! What patrols entered, and what screening answered over time, read back from their rows. It must not screen.

use super::ask::{THIRD, is_of_format, noun};
use super::tables::Tables;
use crate::error::StoreError;
use model::{Effort, FieldEntry, Fieldwork, Observation, ProposalSubject, RecordedScreening, Restriction};
use rusqlite::{Params, params};
use wire::fieldwork::Tabular;
use wire::{EffortLine, ObservationLine, RestrictionLine, ScreeningLine, WireError};

/// All entries, in their order.
pub(super) fn fieldwork(tables: &Tables<'_>) -> Result<Fieldwork, StoreError> {
    if !is_of_format(tables, THIRD)? {
        return Ok(Fieldwork::default());
    }
    Ok(Fieldwork {
        observations: entries::<ObservationLine>(tables, Observation::NOUN)?,
        restrictions: entries::<RestrictionLine>(tables, Restriction::NOUN)?,
        efforts: entries::<EffortLine>(tables, Effort::NOUN)?,
    })
}

fn entries<L: Tabular>(tables: &Tables<'_>, name: &str) -> Result<Vec<L::Noun>, StoreError> {
    let sql = "SELECT line FROM fieldwork WHERE noun = ?1 ORDER BY seq";
    let lines = tables.all(sql, [name], |row| row.get::<_, String>(0))?;
    let read = |line: &String| {
        let line: Result<L, _> = serde_json::from_str(line).map_err(|error| WireError::Shape(error.to_string()));
        noun(tables, "fieldwork", line.and_then(|line| line.to_noun()))
    };
    lines.iter().map(read).collect()
}

/// Whether the id is new, and what it puts right is there and stands.
pub(super) fn holds(tables: &Tables<'_>, name: &str, id: &str, corrects: Option<&str>) -> Result<(), StoreError> {
    let refused = |why: String| Err(StoreError::Refused(format!("{name} {id}: {why}")));
    let find = |sql: &str, id: &str| tables.one(sql, params![name, id], |row| row.get::<_, String>(0));
    if find("SELECT id FROM fieldwork WHERE noun = ?1 AND id = ?2", id)?.is_some() {
        return refused(
            "the record holds another by this id; to put it right, enter a new one that corrects it".into(),
        );
    }
    let Some(earlier) = corrects else { return Ok(()) };
    if find("SELECT id FROM fieldwork WHERE noun = ?1 AND id = ?2", earlier)?.is_none() {
        return refused(format!("it corrects {earlier}, which is not in the record"));
    }
    match find("SELECT id FROM fieldwork WHERE noun = ?1 AND corrects = ?2", earlier)? {
        Some(later) => refused(format!("it corrects {earlier}, which {later} corrected already; correct {later}")),
        None => Ok(()),
    }
}

/// Every change of an answer, in the order of the ledger.
pub(super) fn screenings(tables: &Tables<'_>) -> Result<Vec<RecordedScreening>, StoreError> {
    changes(tables, "ORDER BY seq, place", [])
}

/// The same of one subject. An incident and an observation may bear one id.
pub(super) fn screenings_of(
    tables: &Tables<'_>,
    subject: &ProposalSubject,
) -> Result<Vec<RecordedScreening>, StoreError> {
    let mut all = changes(tables, "WHERE subject = ?1 ORDER BY seq, place", [subject.as_str()])?;
    all.retain(|told| told.change.question().subject == *subject);
    Ok(all)
}

fn changes(tables: &Tables<'_>, which: &str, params: impl Params) -> Result<Vec<RecordedScreening>, StoreError> {
    if !is_of_format(tables, THIRD)? {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT seq, at, line FROM screening {which}");
    let rows = tables.all(&sql, params, |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?)))?;
    let read = |(seq, at, line): (i64, String, String)| {
        let change = noun(tables, "screening", ScreeningLine::parse(&line).and_then(|line| line.to_change()))?;
        Ok(RecordedScreening { entry: u64::try_from(seq).unwrap_or_default(), at, change })
    };
    rows.into_iter().map(read).collect()
}
