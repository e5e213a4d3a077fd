//! Things that a later entry replaces (sources, agreements, rules, tracks): every version of every log, and which one stands. No
//! clock is asked. A version replaces those that its author's log had when it was entered; of versions that do not know of
//! each other, the one whose line has the least hash stands until somebody who knows both enters another. So every record
//! that has the same logs says the same, whichever came first. It must not choose by who said it.

use super::rows::Place;
use super::tables::signed;
use ledger::Hash;
use rusqlite::{Connection, Result, params};
use std::collections::BTreeMap;

/// One version.
pub(super) struct Version {
    /// The log that has it; empty for the record's own.
    pub(super) log: String,
    /// The entry in that log.
    pub(super) seq: i64,
    /// The row's number here.
    pub(super) number: i64,
    pub(super) line: String,
    /// How much of each other log its author's log had.
    knows: BTreeMap<String, i64>,
}

impl Version {
    fn replaces(&self, other: &Self) -> bool {
        if self.log == other.log {
            return self.seq > other.seq;
        }
        self.knows.get(&other.log).is_some_and(|size| *size > other.seq)
    }
}

/// Enters a version of a thing; gives the number and the line of the one that stands.
pub(super) fn enter(connection: &Connection, place: &Place<'_>, thing: &str, line: &str) -> Result<(i64, String)> {
    let sql = "INSERT INTO version (thing, log, seq, number, line, knows) VALUES (?1, ?2, ?3, ?4, ?5,
               (SELECT json_group_object(of, size) FROM (SELECT of, size FROM knows WHERE log = ?2 ORDER BY of)))";
    let values = params![thing, place.log, signed(place.seq), signed(place.number), line];
    connection.prepare_cached(sql)?.execute(values)?;
    let standing = last(all(connection, thing)?).into_iter().next();
    Ok(standing.map_or_else(|| (signed(place.number), line.to_owned()), |one| (one.number, one.line)))
}

/// Every version of a thing.
pub(super) fn all(connection: &Connection, thing: &str) -> Result<Vec<Version>> {
    let sql = "SELECT log, seq, number, line, knows FROM version WHERE thing = ?1 ORDER BY log, seq";
    let read = |row: &rusqlite::Row<'_>| {
        let knows = serde_json::from_str(&row.get::<_, String>(4)?).unwrap_or_default();
        Ok(Version { log: row.get(0)?, seq: row.get(1)?, number: row.get(2)?, line: row.get(3)?, knows })
    };
    connection.prepare_cached(sql)?.query_map([thing], read)?.collect()
}

/// Those that none replaces; first those that say what stands.
pub(super) fn last(versions: Vec<Version>) -> Vec<Version> {
    let replaced: Vec<bool> = versions.iter().map(|one| versions.iter().any(|other| other.replaces(one))).collect();
    let mut last: Vec<Version> =
        versions.into_iter().zip(replaced).filter(|(_, replaced)| !replaced).map(|(one, _)| one).collect();
    last.sort_by_cached_key(|one| (Hash::of(one.line.as_bytes()), one.number));
    last
}
