//! What an entry does to the tables: one way for what is appended and for what is made anew, for the record's own entries and
//! for those that another post's log brought. It must not touch the truth, nor decide which log is to be trusted.

use super::rows::{self, Place};
use super::tables::{Tables, signed};
use super::{mirror, reception};
use crate::draft::kind;
use crate::error::StoreError;
use crate::names::qualify;
use crate::projection::{ChangeRow, Projected, long_body, project};
use crate::received::Received;
use ledger::Hash;
use ledger::entry::Numbered;
use ledger::merkle::{Frontier, leaf_hash};
use rusqlite::{Connection, params};

/// Rows of entries that came from other logs are numbered from here on, in the order in which they were taken over: behind
/// all that a log of the record's own will ever have.
pub(crate) const CARRIED: u64 = 1 << 40;

/// Gives the bytes of a blob.
pub(crate) type Blob<'a> = dyn FnMut(&Hash) -> Result<Vec<u8>, StoreError> + 'a;

/// Applies an entry of the record's own log. The truth is read from `tables`, which may be another database than `into`.
pub(crate) fn own(
    tables: &Tables<'_>,
    into: &Connection,
    numbered: &Numbered,
    blob: &mut Blob<'_>,
) -> Result<(), StoreError> {
    let into = Tables::new(into, &tables.path);
    let place = Place::own(numbered.seq);
    match project(numbered, blob)? {
        Projected::Received(received) => take_over(tables, &into, place.entry, &received),
        projected => write(&into, &place, &projected, blob),
    }
}

fn write(into: &Tables<'_>, place: &Place<'_>, projected: &Projected, blob: &mut Blob<'_>) -> Result<(), StoreError> {
    match projected {
        Projected::Report(row) if into.has_report(&row.id)? => reception::again(into, place, row, blob),
        Projected::Reading(row) if reception::is_told_twice(into, &row.report)? => {
            reception::read(into, place, row, blob)
        }
        _ => rows::write(into.connection, place, projected).map_err(|error| into.failed(error)),
    }
}

/// Applies a run of another log's entries, at the place where the record's own log says that it was taken over.
fn take_over(tables: &Tables<'_>, into: &Tables<'_>, entry: u64, received: &Received) -> Result<(), StoreError> {
    let Received { log, from, to, .. } = received;
    let home = tables.home()?;
    let (have, mut edge) = reached(into, log)?;
    if have != *from {
        return Err(StoreError::entry(entry, format!("it takes over {log} from entry {from}, but {have} are here")));
    }
    let first =
        into.one("SELECT max(first + seq_to - seq_from) FROM received", [], |row| row.get::<_, Option<i64>>(0))?;
    let first = first.flatten().and_then(|first| u64::try_from(first).ok()).unwrap_or(CARRIED);
    mirror::each_entry(tables, log, *from, *to, |seq, bytes| {
        edge.append(leaf_hash(bytes));
        let place = Place { entry, number: first + (seq - from), log, seq };
        carried(tables, into, &place, bytes, &home).map_err(|error| match error {
            StoreError::Entry { reason, .. } => StoreError::entry(entry, format!("entry {seq} of {log}: {reason}")),
            other => other,
        })
    })?;
    if edge.root() != received.root {
        return Err(StoreError::entry(entry, format!("the entries taken over of {log} do not lead to its root")));
    }
    let sql = "INSERT INTO received (entry, log, first, seq_from, seq_to, edge) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let values = params![signed(entry), log, signed(first), signed(*from), signed(*to), edge.to_bytes()];
    let write = || into.connection.prepare_cached(sql)?.execute(values).map(drop);
    write().and_then(|()| rows::knows(into.connection, "", log, *to)).map_err(|error| into.failed(error))
}

/// How far a log was taken over, and the edge of its tree there.
pub(crate) fn reached(into: &Tables<'_>, log: &str) -> Result<(u64, Frontier), StoreError> {
    let sql = "SELECT edge FROM received WHERE log = ?1 ORDER BY entry DESC LIMIT 1";
    let Some(bytes) = into.one(sql, [log], |row| row.get::<_, Vec<u8>>(0))? else { return Ok((0, Frontier::new())) };
    let edge = Frontier::from_bytes(&bytes).map_err(|error| StoreError::damaged(&into.path, error))?;
    Ok((edge.size(), edge))
}

/// Applies one entry of another log. What that post's program proposed or screened is made anew here, and its keys, its authors,
/// whom it trusts and who may open what it protects are its own matter; but which ids it gave to incidents, and what it knew when, is remembered.
fn carried(
    tables: &Tables<'_>,
    into: &Tables<'_>,
    place: &Place<'_>,
    bytes: &[u8],
    home: &str,
) -> Result<(), StoreError> {
    let mut numbered = Numbered::from_bytes(bytes).map_err(|error| StoreError::entry(place.seq, error))?;
    if numbered.seq != place.seq {
        return Err(StoreError::entry(place.seq, format!("it says it is number {}", numbered.seq)));
    }
    let mut blob = |hash: &Hash| tables.needed_blob(hash);
    match numbered.entry.what.as_str() {
        kind::INCIDENTS | kind::SCREENING | kind::PEER | kind::RECIPIENTS => return Ok(()),
        what if kind::OF_KEYS.contains(&what) => return Ok(()),
        kind::RECEIVED => {
            let theirs = Received::read(&numbered.entry.body).map_err(|error| StoreError::entry(place.seq, error))?;
            let of = if theirs.log == home { "" } else { &theirs.log };
            return rows::knows(into.connection, place.log, of, theirs.to).map_err(|error| into.failed(error));
        }
        _ => {}
    }
    if let Some(body) = long_body(&numbered, &mut blob)? {
        numbered.entry.body = body;
    }
    let entry = &mut numbered.entry;
    qualify(entry.what.as_str(), &mut entry.body, place.log, home);
    match project(&numbered, &mut blob)? {
        Projected::Changes(changes) => foreign(into, place, &changes),
        projected => write(into, place, &projected, &mut blob),
    }
}

/// Remembers the ids that another post gave to incidents: whoever cites one is led on by what incidents become here. Where one
/// is new, incidents are due to be named anew.
fn foreign(into: &Tables<'_>, place: &Place<'_>, changes: &[ChangeRow]) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO incident_life (id, made, place, ended) VALUES (?1, ?2, ?3, ?2)";
    let ids = changes.iter().flat_map(|change| [Some(&change.incident), change.other.as_ref()]).flatten();
    let write = || -> rusqlite::Result<()> {
        let mut remember = into.connection.prepare_cached(sql)?;
        let mut new = 0;
        for (at, id) in (0_i64..).zip(ids) {
            new += remember.execute(params![id, signed(place.entry), at])?;
        }
        if new > 0 { rows::state(into.connection, "read", place.entry) } else { Ok(()) }
    };
    write().map_err(|error| into.failed(error))
}
