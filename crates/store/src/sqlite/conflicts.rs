//! Posts that exchange, and what they entered differently without knowing of each other's entry. It must not settle anything.

use super::ask::{THIRD, is_of_format};
use super::tables::Tables;
use super::version;
use crate::error::StoreError;
use crate::names::qualified;
use ledger::Hash;
use model::{Conflict, ConflictKind, ConflictVersion, Peer};
use serde_json::Value;
use std::collections::BTreeSet;

/// Where a report was found says nothing of the report, and differs from post to post.
const OF_THE_POST: [&str; 1] = ["found_at"];

/// As much of a field as a conflict tells.
const MOST: usize = 200;

impl Tables<'_> {
    /// The posts, by name.
    pub(crate) fn peers(&self) -> Result<Vec<Peer>, StoreError> {
        if !is_of_format(self, THIRD)? {
            return Ok(Vec::new());
        }
        self.all("SELECT name, log, key FROM peer ORDER BY name, log", [], |row| {
            Ok(Peer { name: row.get(0)?, log: row.get(1)?, key: row.get(2)? })
        })
    }
}

/// What was entered differently: things by name, then reports by id.
pub(super) fn conflicts(tables: &Tables<'_>) -> Result<Vec<Conflict>, StoreError> {
    if !is_of_format(tables, THIRD)? {
        return Ok(Vec::new());
    }
    let home = tables.home()?;
    let mut all = things(tables, &home)?;
    all.extend(reports(tables, &home)?);
    all.extend(corrections(tables, &home)?);
    Ok(all)
}

/// One correction: log, id and line.
type Correction = (String, String, String);

/// Entries of patrols that put the same one right, where nobody put either right since.
fn corrections(tables: &Tables<'_>, home: &str) -> Result<Vec<Conflict>, StoreError> {
    let sql = "SELECT f.noun, f.corrects, coalesce((SELECT log FROM received WHERE first <= f.seq ORDER BY first DESC
                 LIMIT 1), ''), f.id, f.line FROM fieldwork f
               WHERE f.corrects IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fieldwork later
                 WHERE later.noun = f.noun AND later.corrects IN (SELECT id FROM fieldwork beside
                   WHERE beside.noun = f.noun AND beside.corrects = f.corrects))";
    // By the names under which every post knows them, so that all posts say the same.
    let abroad = |id: String| qualified(&id, home, "");
    let mut rows: Vec<(String, Correction)> = tables.all(sql, [], |row| {
        let about = format!("{} {}", row.get::<_, String>(0)?, abroad(row.get(1)?));
        Ok((about, (row.get(2)?, abroad(row.get(3)?), row.get(4)?)))
    })?;
    rows.sort();
    let groups = rows.chunk_by(|(one, _), (other, _)| one == other).filter(|group| group.len() > 1);
    let told = groups.map(|group| {
        let lines: Vec<&str> = group.iter().map(|(_, (_, _, line))| line.as_str()).collect();
        let says = differences(&lines, &["id", "corrects"]);
        let versions = group.iter().zip(says).map(|((_, (log, id, _)), says)| {
            let log = if log.is_empty() { home } else { log };
            ConflictVersion { log: log.to_owned(), place: id.clone(), says, stands: true }
        });
        let about = group.first().map(|(about, _)| about.as_str()).unwrap_or_default();
        conflict(ConflictKind::Correction, about, versions.collect())
    });
    Ok(told.collect())
}

fn things(tables: &Tables<'_>, home: &str) -> Result<Vec<Conflict>, StoreError> {
    let sql = "SELECT thing FROM version GROUP BY thing HAVING count(DISTINCT log) > 1 ORDER BY thing";
    let mut conflicts = Vec::new();
    for thing in tables.all(sql, [], |row| row.get::<_, String>(0))? {
        let versions = version::all(tables.connection, &thing).map_err(|error| tables.failed(error))?;
        let last = version::last(versions);
        let (kind, about) = named(&thing);
        let lines: Vec<&str> = last.iter().map(|one| one.line.as_str()).collect();
        let Some(stands) = lines.first().filter(|first| lines.iter().any(|line| line != *first)) else { continue };
        let told = last.iter().zip(differences(&lines, &[]));
        let versions = told.map(|(one, says)| version_of(home, &one.log, one.seq, says, one.line == *stands));
        conflicts.push(conflict(kind, about, versions.collect()));
    }
    Ok(conflicts)
}

fn named(thing: &str) -> (ConflictKind, &str) {
    match thing.split_once(' ') {
        Some(("source", id)) => (ConflictKind::Source, id),
        Some(("agreement", id)) => (ConflictKind::Agreement, id),
        Some(("track", id)) => (ConflictKind::Track, id),
        Some((_, about)) => (ConflictKind::Rules, about),
        None => (ConflictKind::Rules, thing),
    }
}

/// The versions in an order that is the same in every record.
fn conflict(kind: ConflictKind, about: &str, mut versions: Vec<ConflictVersion>) -> Conflict {
    versions.sort();
    Conflict { kind, about: about.to_owned(), versions }
}

fn version_of(home: &str, log: &str, seq: i64, says: String, stands: bool) -> ConflictVersion {
    let log = if log.is_empty() { home } else { log };
    ConflictVersion { log: log.to_owned(), place: format!("entry {seq}"), says, stands }
}

/// One reception: log, entry there, particulars, reading, and whether it stands.
type Reception = (String, i64, String, Option<[u8; 32]>, bool);

fn reports(tables: &Tables<'_>, home: &str) -> Result<Vec<Conflict>, StoreError> {
    let sql = "SELECT r.report, r.log, coalesce((SELECT seq_from + r.number - first FROM received
                 WHERE first <= r.number ORDER BY first DESC LIMIT 1), r.number), r.particulars, r.reading,
               r.particulars = p.particulars AND r.reading IS g.line
               FROM reception r JOIN report p ON p.id = r.report LEFT JOIN reading g ON g.report = p.seq
               ORDER BY r.report, r.log";
    let rows: Vec<(String, Reception)> = tables
        .all(sql, [], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))))?;
    let reports = rows.chunk_by(|(one, _), (other, _)| one == other);
    Ok(reports.filter_map(|all| report(home, all)).collect())
}

fn report(home: &str, all: &[(String, Reception)]) -> Option<Conflict> {
    let lines: Vec<&str> = all.iter().map(|(_, (_, _, particulars, ..))| particulars.as_str()).collect();
    let readings: BTreeSet<Option<[u8; 32]>> = all.iter().map(|(_, (_, _, _, reading, _))| *reading).collect();
    let says = differences(&lines, &OF_THE_POST);
    if says.iter().all(String::is_empty) && readings.len() == 1 {
        return None;
    }
    let told = all.iter().zip(says).map(|((_, (log, seq, _, reading, stands)), says)| {
        let read = reading.filter(|_| readings.len() > 1).map(|hash| format!("read as {}", Hash(hash).blob_name()));
        let says: Vec<String> = [Some(says).filter(|says| !says.is_empty()), read].into_iter().flatten().collect();
        version_of(home, log, *seq, says.join("; "), *stands)
    });
    let about = all.first().map(|(report, _)| report.as_str()).unwrap_or_default();
    Some(conflict(ConflictKind::Report, about, told.collect()))
}

/// Of lines of JSON the fields that are not the same in all, line by line.
fn differences(lines: &[&str], but: &[&str]) -> Vec<String> {
    let all: Vec<Value> = lines.iter().map(|line| serde_json::from_str(line).unwrap_or_default()).collect();
    let names: BTreeSet<&String> = all.iter().filter_map(Value::as_object).flat_map(|fields| fields.keys()).collect();
    let differ = |name: &&&String| {
        let first = all.first().and_then(|one| one.get(name.as_str()));
        !but.contains(&name.as_str()) && all.iter().any(|one| one.get(name.as_str()) != first)
    };
    let names: Vec<&&String> = names.iter().filter(differ).collect();
    let tell = |line: &Value| {
        let fields = names.iter().map(|name| match line.get(name.as_str()) {
            Some(Value::String(text)) => format!("{name}: {text}"),
            Some(value) => format!("{name}: {value}"),
            None => format!("{name}: nothing"),
        });
        fields.map(|field| shortened(&field)).collect::<Vec<_>>().join("; ")
    };
    all.iter().map(tell).collect()
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(MOST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told() {
        let lines = [r#"{"id":"s","reliability":"B","found_at":"a"}"#, r#"{"id":"s","country":"ly","found_at":"b"}"#];
        let told = differences(&lines, &OF_THE_POST);
        assert_eq!(told, ["country: nothing; reliability: B", "country: ly; reliability: nothing"]);
        assert!(differences(&[lines[0], lines[0]], &[]).iter().all(String::is_empty));
        assert_eq!(shortened(&"ж".repeat(300)).chars().count(), 201);
    }
}
