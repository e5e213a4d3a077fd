//! Cases and rules of procedure, read back from their rows. It must not judge a step.

use super::apply::CARRIED;
use super::ask::{SECOND, is_of_format, noun};
use super::opening;
use super::tables::{Tables, signed};
use crate::error::StoreError;
use model::{CaseId, CaseStep, Rules};
use sealing::Identity;
use wire::{CaseStepLine, RulesFile};

/// All rules, in the order of entry.
pub(super) fn rules(tables: &Tables<'_>, identities: &[Identity]) -> Result<Vec<Rules>, StoreError> {
    if !is_of_format(tables, SECOND)? {
        return Ok(Vec::new());
    }
    let rows =
        tables.all("SELECT seq, line FROM rules ORDER BY seq", [], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))?;
    let read = |(seq, line): (i64, String)| {
        let line = opening::line(tables, u64::try_from(seq).unwrap_or_default(), line, identities)?;
        noun(tables, "rules", RulesFile::parse_line(&line).and_then(|line| line.to_rules()))
    };
    rows.into_iter().map(read).collect()
}

/// All steps, or those of one case, in the order of entry, each with its entry.
pub(super) fn steps(
    tables: &Tables<'_>,
    case: Option<&CaseId>,
    identities: &[Identity],
) -> Result<Vec<(u64, CaseStep)>, StoreError> {
    if !is_of_format(tables, SECOND)? {
        return Ok(Vec::new());
    }
    let sql = "SELECT seq, line FROM case_step WHERE ?1 IS NULL OR id = ?1 ORDER BY seq";
    let rows = tables.all(sql, [case.map(CaseId::as_str)], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))?;
    let read = |(seq, line): (i64, String)| {
        let seq = u64::try_from(seq).unwrap_or_default();
        let line = opening::line(tables, seq, line, identities)?;
        let step = CaseStepLine::parse(&line).and_then(|line| line.to_step());
        Ok((seq, noun(tables, "case_step", step)?))
    };
    rows.into_iter().map(read).collect()
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
