//! Cases and rules of procedure, read back from their rows. It must not judge a step.

use super::apply::CARRIED;
use super::ask::{is_of_second_format, lines};
use super::tables::{Tables, signed};
use crate::error::StoreError;
use model::{CaseId, CaseStep, Rules};
use wire::{CaseStepLine, RulesFile};

/// All rules, in the order of entry.
pub(super) fn rules(tables: &Tables<'_>) -> Result<Vec<Rules>, StoreError> {
    if !is_of_second_format(tables)? {
        return Ok(Vec::new());
    }
    lines(tables, "rules", "seq", |text| RulesFile::parse_line(text)?.to_rules())
}

/// All steps, in the order of entry.
pub(super) fn steps(tables: &Tables<'_>) -> Result<Vec<CaseStep>, StoreError> {
    if !is_of_second_format(tables)? {
        return Ok(Vec::new());
    }
    lines(tables, "case_step", "seq", |text| CaseStepLine::parse(text)?.to_step())
}

/// The id of the next case.
pub(super) fn next(tables: &Tables<'_>) -> Result<CaseId, StoreError> {
    let sql = "SELECT count(DISTINCT id) FROM case_step WHERE seq < ?1";
    let own = [signed(CARRIED)];
    let count = if is_of_second_format(tables)? { tables.one(sql, own, |row| row.get::<_, i64>(0))? } else { None };
    CaseId::new(format!("case-{}", count.unwrap_or(0) + 1)).map_err(|error| StoreError::Refused(error.to_string()))
}

/// Whether the case is there.
pub(super) fn known(tables: &Tables<'_>, id: &str) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM case_step WHERE id = ?1 LIMIT 1";
    Ok(tables.one(sql, [id], |row| row.get::<_, i64>(0))?.is_some())
}
