//! Cases and rules of procedure, read back from their rows. It must not judge a step.

use super::apply::CARRIED;
use super::ask::{SECOND, is_of_format};
use super::opening;
use super::tables::{Tables, signed};
use crate::error::StoreError;
use model::{CaseId, CaseStep, Rules};
use sealing::Identity;
use wire::{CaseStepLine, RulesFile, WireError};

/// All rules, in the order of entry.
pub(super) fn rules(tables: &Tables<'_>, identities: &[Identity]) -> Result<Vec<Rules>, StoreError> {
    if !is_of_format(tables, SECOND)? {
        return Ok(Vec::new());
    }
    lines(tables, "rules", identities, |text| RulesFile::parse_line(text)?.to_rules())
}

/// All steps, in the order of entry.
pub(super) fn steps(tables: &Tables<'_>, identities: &[Identity]) -> Result<Vec<CaseStep>, StoreError> {
    if !is_of_format(tables, SECOND)? {
        return Ok(Vec::new());
    }
    lines(tables, "case_step", identities, |text| CaseStepLine::parse(text)?.to_step())
}

fn lines<N>(
    tables: &Tables<'_>,
    table: &str,
    identities: &[Identity],
    read: impl Fn(&str) -> Result<N, WireError>,
) -> Result<Vec<N>, StoreError> {
    let lines = opening::lines(tables, table, identities)?;
    lines.iter().map(|line| super::ask::noun(tables, table, read(line))).collect()
}

/// The id of the next case.
pub(super) fn next(tables: &Tables<'_>) -> Result<CaseId, StoreError> {
    let sql = "SELECT count(DISTINCT id) FROM case_step WHERE seq < ?1";
    let own = [signed(CARRIED)];
    let count = if is_of_format(tables, SECOND)? { tables.one(sql, own, |row| row.get::<_, i64>(0))? } else { None };
    CaseId::new(format!("case-{}", count.unwrap_or(0) + 1)).map_err(|error| StoreError::Refused(error.to_string()))
}

/// Whether the case is there.
pub(super) fn known(tables: &Tables<'_>, id: &str) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM case_step WHERE id = ?1 LIMIT 1";
    Ok(tables.one(sql, [id], |row| row.get::<_, i64>(0))?.is_some())
}
