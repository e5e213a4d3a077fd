//! Whether what a person decides on is still as the person saw it; else who changed it, and how. It must not judge whether a
//! decision is wise, nor whether it contradicts another.

use super::tables::{Tables, signed};
use crate::error::StoreError;
use crate::projection::about;
use ledger::entry::Numbered;
use model::{ChangeKind, Decision, DecisionAct};
use wire::{ChangeLine, DecisionLine};

/// How many of the things that happened since are told one by one.
const TOLD: usize = 4;

/// Holds what a decision is about against the state that the person looked at.
pub(super) fn as_seen(tables: &Tables<'_>, decision: &Decision) -> Result<(), StoreError> {
    let now = tables.size()?;
    if decision.seen > now {
        let (id, seen) = (&decision.id, decision.seen);
        let what = format!("decision {id}: --seen {seen} is ahead of the record, which has {now} entries");
        return Err(StoreError::Refused(what));
    }
    for subject in subjects(tables, decision)? {
        let since = since(tables, &subject, decision.seen)?;
        if !since.is_empty() {
            let how = if subject.starts_with("i-") { format!(" (`trucewatch why {subject}`)") } else { String::new() };
            return Err(StoreError::Changed { what: listed(since), seen: decision.seen, how, now, subject });
        }
    }
    Ok(())
}

/// What a decision is about; one that revokes others is about all that they are.
fn subjects(tables: &Tables<'_>, decision: &Decision) -> Result<Vec<String>, StoreError> {
    let mut subjects = about(decision);
    for revoked in model::decision::revoked_by(decision) {
        let sql =
            "SELECT subject FROM decision_about WHERE seq = (SELECT seq FROM decision WHERE id = ?1) ORDER BY subject";
        subjects.extend(tables.all(sql, [revoked.as_str()], |row| row.get(0))?);
    }
    Ok(subjects)
}

/// What happened to a subject from a state on: decisions by name, then what came of reports alone.
fn since(tables: &Tables<'_>, subject: &str, seen: u64) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT seq FROM decision_about WHERE subject = ?1 AND
               coalesce((SELECT entry FROM received WHERE first <= seq ORDER BY first DESC LIMIT 1), seq) >= ?2 ORDER BY seq";
    let decided = tables.all(sql, rusqlite::params![subject, signed(seen)], |row| row.get::<_, i64>(0))?;
    let mut told: Vec<String> = decided.into_iter().map(|seq| by_decision(tables, seq)).collect::<Result<_, _>>()?;
    let sql =
        "SELECT seq, line FROM incident_change WHERE (incident = ?1 OR other = ?1) AND seq >= ?2 ORDER BY seq, place";
    let rows = tables.all(sql, rusqlite::params![subject, signed(seen)], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
    })?;
    for (seq, line) in rows {
        let line: ChangeLine = serde_json::from_str(&line).map_err(|error| StoreError::damaged(&tables.path, error))?;
        // What a decision brought about is told with the decision.
        let by_decision = line.causes.iter().any(|cause| matches!(cause, wire::continuity::CauseLine::Decision(_)));
        if !by_decision || told.is_empty() {
            told.push(in_words(seq, &line));
        }
    }
    Ok(told)
}

fn by_decision(tables: &Tables<'_>, seq: i64) -> Result<String, StoreError> {
    let sql = "SELECT coalesce(e.bytes, m.bytes), d.line FROM decision d LEFT JOIN entry e ON e.seq = d.seq
               LEFT JOIN received r ON d.seq >= r.first AND d.seq < r.first + r.seq_to - r.seq_from
               LEFT JOIN mirror_entry m ON m.log = r.log AND m.seq = r.seq_from + d.seq - r.first WHERE d.seq = ?1";
    let row = tables.one(sql, [seq], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, String>(1)?)))?;
    let missing = || StoreError::damaged(&tables.path, format!("entry {seq} is missing"));
    let (bytes, line) = row.ok_or_else(missing)?;
    let number = u64::try_from(seq).unwrap_or_default();
    let who = Numbered::from_bytes(&bytes).map_err(|error| StoreError::entry(number, error))?.entry.who.name;
    let read = serde_json::from_str::<DecisionLine>(&line).map_err(|error| error.to_string());
    let decision = read.and_then(|line| line.to_decision().map_err(|error| error.to_string()));
    let decision = decision.map_err(|error| StoreError::damaged(&tables.path, format!("table decision: {error}")))?;
    Ok(format!("{who} {} (decision {}, entry {seq}: “{}”)", done(&decision.act), decision.id, decision.why))
}

fn done(act: &DecisionAct) -> String {
    let names = |all: &[model::IncidentId]| all.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ");
    match act {
        DecisionAct::Merge { incidents, .. } => format!("merged {}", names(incidents)),
        DecisionAct::Split { incident, claims, .. } => format!("split {} off {incident}", counted(claims.len())),
        DecisionAct::Pin { incident, .. } => format!("pinned {incident}"),
        DecisionAct::SetOrigin { origin, .. } => format!("set the origin to {origin}"),
        DecisionAct::Revoke { decisions } => {
            let names: Vec<&str> = decisions.iter().map(model::DecisionId::as_str).collect();
            format!("revoked {}", names.join(" and "))
        }
    }
}

fn counted(claims: usize) -> String {
    if claims == 1 { "1 claim".to_owned() } else { format!("{claims} claims") }
}

fn in_words(seq: i64, line: &ChangeLine) -> String {
    let (incident, claims) = (&line.incident, counted(line.claims.len()));
    let other = line.other.as_deref().unwrap_or("no incident");
    let what = match ChangeKind::parse(&line.kind) {
        Some(ChangeKind::Joined) => format!("{claims} joined {incident}"),
        Some(ChangeKind::Left) => format!("{claims} left {incident}"),
        Some(ChangeKind::Split) => format!("{claims} of {incident} became {other}"),
        Some(ChangeKind::Merged) => format!("{incident} went into {other}"),
        Some(ChangeKind::Made) => format!("{incident} was made"),
        Some(ChangeKind::Withdrawn) | None => format!("{incident} was withdrawn"),
    };
    format!("{what} (entry {seq})")
}

fn listed(mut since: Vec<String>) -> String {
    let more = since.len().saturating_sub(TOLD);
    since.truncate(TOLD);
    if more > 0 {
        since.push(format!("and {more} changes more"));
    }
    since.join("; ")
}
