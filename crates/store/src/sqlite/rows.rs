//! Writing what an entry changes into the tables of the projection. It must not read the ledger.

use super::tables::signed;
use super::version;
use crate::projection::{ChangeRow, ClaimRow, DecisionRow, FieldworkRow, FusedRows, IncidentRow, Projected};
use crate::projection::{ReadingRow, ReportRow, ScreeningRow};
use rusqlite::{Connection, Result, params};

/// Where an entry stands whose rows are written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The entry of the record's own log with which it came in.
    pub(crate) entry: u64,
    /// The number of its rows.
    pub(crate) number: u64,
    /// The log that has it; empty for the record's own.
    pub(crate) log: &'a str,
    /// Its number in that log.
    pub(crate) seq: u64,
}

impl Place<'_> {
    /// The place of an entry of the record's own log.
    pub(crate) fn own(seq: u64) -> Self {
        Self { entry: seq, number: seq, log: "", seq }
    }
}

/// Writes the rows of an entry.
pub(crate) fn write(connection: &Connection, place: &Place<'_>, projected: &Projected) -> Result<()> {
    let (entry, seq) = (place.entry, place.number);
    match projected {
        Projected::Report(row) => report(connection, seq, row),
        Projected::Reading(row) => {
            reading(connection, seq, row)?;
            state(connection, "read", entry)
        }
        Projected::Source(id, line) => {
            let (seq, line) = version::enter(connection, place, &format!("source {id}"), line)?;
            let sql = "INSERT OR REPLACE INTO source (id, seq, line) VALUES (?1, ?2, ?3)";
            connection.prepare_cached(sql)?.execute(params![id, seq, line])?;
            state(connection, "read", entry)
        }
        Projected::Agreement(id, line) => {
            let (seq, line) = version::enter(connection, place, &format!("agreement {id}"), line)?;
            let sql = "INSERT OR REPLACE INTO agreement (id, seq, line) VALUES (?1, ?2, ?3)";
            connection.prepare_cached(sql)?.execute(params![id, seq, line]).map(drop)
        }
        Projected::Finding(id, subject, line) => {
            let sql = "INSERT INTO finding (seq, id, subject, line) VALUES (?1, ?2, ?3, ?4)";
            connection.prepare_cached(sql)?.execute(params![signed(seq), id, subject, line]).map(drop)
        }
        Projected::Rules(agreement, from, line) => rules(connection, place, agreement, from, line),
        Projected::CaseStep(id, line) => {
            let sql = "INSERT INTO case_step (seq, id, line) VALUES (?1, ?2, ?3)";
            connection.prepare_cached(sql)?.execute(params![signed(seq), id, line]).map(drop)
        }
        Projected::Track(id, line) => {
            let (seq, line) = version::enter(connection, place, &format!("track {id}"), line)?;
            let sql = "INSERT OR REPLACE INTO track (id, seq, line) VALUES (?1, ?2, ?3)";
            connection.prepare_cached(sql)?.execute(params![id, seq, line]).map(drop)
        }
        Projected::Fieldwork(row) => {
            let sql = "INSERT INTO fieldwork (seq, noun, id, corrects, line) VALUES (?1, ?2, ?3, ?4, ?5)";
            let FieldworkRow { noun, id, corrects, line } = row;
            connection.prepare_cached(sql)?.execute(params![signed(seq), noun, id, corrects, line]).map(drop)
        }
        Projected::Screening(rows) => {
            (0_i64..).zip(rows).try_for_each(|(place, row)| screening(connection, seq, place, row))
        }
        Projected::Keys(what, body) => {
            let sql = "INSERT INTO key_entry (seq, what, body) VALUES (?1, ?2, ?3)";
            connection.prepare_cached(sql)?.execute(params![signed(seq), what, body]).map(drop)
        }
        Projected::Fused(rows) => {
            fused(connection, rows)?;
            lives(connection, seq, rows)?;
            state(connection, "fused", entry)
        }
        Projected::Changes(rows) => {
            (0_i64..).zip(rows).try_for_each(|(place, row)| change(connection, seq, place, row))
        }
        Projected::Decision(row) => {
            decision(connection, seq, row)?;
            state(connection, "read", entry)
        }
        Projected::Recipients(level, line) => {
            let sql = "INSERT OR REPLACE INTO recipients (level, seq, line) VALUES (?1, ?2, ?3)";
            connection.prepare_cached(sql)?.execute(params![level, signed(seq), line]).map(drop)
        }
        Projected::Nothing => Ok(()),
        Projected::Peer(log, name, key) => {
            let sql = "INSERT OR REPLACE INTO peer (log, name, key, seq) VALUES (?1, ?2, ?3, ?4)";
            connection.prepare_cached(sql)?.execute(params![log, name, key, signed(seq)]).map(drop)
        }
        // Its entries have rows of their own.
        Projected::Received(_) => Ok(()),
    }
}

/// Remembers how much of a log another one has.
pub(crate) fn knows(connection: &Connection, log: &str, of: &str, size: u64) -> Result<()> {
    let sql = "INSERT OR REPLACE INTO knows (log, of, size) VALUES (?1, ?2, ?3)";
    connection.prepare_cached(sql)?.execute(params![log, of, signed(size)]).map(drop)
}

/// Of rules that begin to hold at one moment those that stand; the others are kept as versions.
fn rules(connection: &Connection, place: &Place<'_>, agreement: &str, from: &str, line: &str) -> Result<()> {
    let thing = format!("rules {agreement} {from}");
    let (seq, line) = version::enter(connection, place, &thing, line)?;
    let sql = "DELETE FROM rules WHERE seq IN (SELECT number FROM version WHERE thing = ?1)";
    connection.prepare_cached(sql)?.execute([&thing])?;
    let sql = "INSERT INTO rules (seq, agreement, line) VALUES (?1, ?2, ?3)";
    connection.prepare_cached(sql)?.execute(params![seq, agreement, line]).map(drop)
}

/// Remembers the ledger's size with this entry.
pub(super) fn state(connection: &Connection, name: &str, seq: u64) -> Result<()> {
    let sql = "INSERT OR REPLACE INTO state (name, size) VALUES (?1, ?2)";
    connection.prepare_cached(sql)?.execute(params![name, signed(seq + 1)]).map(drop)
}

fn report(connection: &Connection, seq: u64, row: &ReportRow) -> Result<()> {
    let sql = "INSERT INTO report (seq, id, bytes, text, source, published_from, published_to, particulars)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let (from, to) = row.published.as_ref().map_or((None, None), |(from, to)| (Some(from), Some(to)));
    let text = row.text.as_ref().map(|hash| hash.0.as_slice());
    let bytes = row.bytes.as_ref().map(|hash| hash.0.as_slice());
    let values = params![signed(seq), row.id, bytes, text, row.source, from, to, row.particulars];
    connection.prepare_cached(sql)?.execute(values).map(drop)
}

fn reading(connection: &Connection, seq: u64, row: &ReadingRow) -> Result<()> {
    let find = "SELECT seq FROM report WHERE id = ?1";
    let report: i64 = connection.prepare_cached(find)?.query_row([&row.report], |row| row.get(0))?;
    connection.prepare_cached("DELETE FROM claim WHERE report = ?1")?.execute([report])?;
    let sql = "INSERT OR REPLACE INTO reading (report, seq, language, line) VALUES (?1, ?2, ?3, ?4)";
    connection.prepare_cached(sql)?.execute(params![report, signed(seq), row.language, row.line.0.as_slice()])?;
    (0_i64..).zip(&row.claims).try_for_each(|(place, row)| claim(connection, report, place, row))
}

fn claim(connection: &Connection, report: i64, place: i64, row: &ClaimRow) -> Result<()> {
    let sql = "INSERT INTO claim
               (report, place, id, kind, modality, polarity, tense, time_from, time_to, latitude, longitude)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    let ClaimRow { id, kind, modality, polarity, tense, at } = row;
    let values = params![report, place, id, kind, modality, polarity, tense, at.from, at.to, at.latitude, at.longitude];
    connection.prepare_cached(sql)?.execute(values).map(drop)
}

fn fused(connection: &Connection, rows: &FusedRows) -> Result<()> {
    for table in ["incident", "origin", "copy", "figure", "claim_origin"] {
        connection.prepare_cached(&format!("DELETE FROM {table}"))?.execute([])?;
    }
    for (place, row) in (0_i64..).zip(&rows.incidents) {
        incident(connection, place, row)?;
    }
    for (place, (id, line)) in (0_i64..).zip(&rows.origins) {
        let sql = "INSERT INTO origin (place, id, line) VALUES (?1, ?2, ?3)";
        connection.prepare_cached(sql)?.execute(params![place, id, line])?;
    }
    for (place, line) in (0_i64..).zip(&rows.copies) {
        connection.prepare_cached("INSERT INTO copy (place, line) VALUES (?1, ?2)")?.execute(params![place, line])?;
    }
    for (place, line) in (0_i64..).zip(&rows.figures) {
        connection.prepare_cached("INSERT INTO figure (place, line) VALUES (?1, ?2)")?.execute(params![place, line])?;
    }
    for (claim, origin) in &rows.claim_origins {
        let sql = "INSERT INTO claim_origin (claim, origin) VALUES (?1, ?2)";
        connection.prepare_cached(sql)?.execute(params![claim, origin])?;
    }
    Ok(())
}

/// Which ids live: those just proposed. An id that was there and is not has ended; whither, a change says.
fn lives(connection: &Connection, seq: u64, rows: &FusedRows) -> Result<()> {
    let end = "UPDATE incident_life SET ended = ?1 WHERE ended IS NULL AND id NOT IN (SELECT id FROM incident)";
    connection.prepare_cached(end)?.execute([signed(seq)])?;
    let begin = "INSERT INTO incident_life (id, made, place) VALUES (?1, ?2, ?3)
                 ON CONFLICT (id) DO UPDATE SET ended = NULL, successor = NULL WHERE ended IS NOT NULL";
    let mut begin = connection.prepare_cached(begin)?;
    (0_i64..)
        .zip(&rows.incidents)
        .try_for_each(|(place, row)| begin.execute(params![row.id, signed(seq), place]).map(drop))
}

fn change(connection: &Connection, seq: u64, place: i64, row: &ChangeRow) -> Result<()> {
    let ChangeRow { incident, other, merged, at, line } = row;
    let sql = "INSERT INTO incident_change (seq, place, incident, other, at, line) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    connection.prepare_cached(sql)?.execute(params![signed(seq), place, incident, other, at, line])?;
    if *merged {
        let sql = "UPDATE incident_life SET successor = ?2 WHERE id = ?1 AND ended IS NOT NULL";
        connection.prepare_cached(sql)?.execute(params![incident, other])?;
    }
    Ok(())
}

fn screening(connection: &Connection, seq: u64, place: i64, row: &ScreeningRow) -> Result<()> {
    let ScreeningRow { subject, at, line } = row;
    let sql = "INSERT INTO screening (seq, place, subject, at, line) VALUES (?1, ?2, ?3, ?4, ?5)";
    connection.prepare_cached(sql)?.execute(params![signed(seq), place, subject, at, line]).map(drop)
}

fn decision(connection: &Connection, seq: u64, row: &DecisionRow) -> Result<()> {
    let sql = "INSERT INTO decision (seq, id, line) VALUES (?1, ?2, ?3)";
    connection.prepare_cached(sql)?.execute(params![signed(seq), row.id, row.line])?;
    let sql = "INSERT OR IGNORE INTO decision_about (subject, seq) VALUES (?1, ?2)";
    for subject in &row.about {
        connection.prepare_cached(sql)?.execute(params![subject, signed(seq)])?;
    }
    // Whoever revokes a decision decides on all that it was about.
    let sql = "INSERT OR IGNORE INTO decision_about (subject, seq)
               SELECT subject, ?2 FROM decision_about WHERE seq = (SELECT seq FROM decision WHERE id = ?1)";
    row.revokes.iter().try_for_each(|id| connection.prepare_cached(sql)?.execute(params![id, signed(seq)]).map(drop))
}

fn incident(connection: &Connection, place: i64, row: &IncidentRow) -> Result<()> {
    let sql = "INSERT INTO incident
               (place, id, kind, origins, time_from, time_to, latitude, longitude, line)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let IncidentRow { id, kind, origins, at, line } = row;
    let values = params![place, id, kind, signed(*origins), at.from, at.to, at.latitude, at.longitude, line];
    connection.prepare_cached(sql)?.execute(values).map(drop)
}
