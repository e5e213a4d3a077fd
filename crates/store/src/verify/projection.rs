//! The tables against tables made anew from the same ledger, in a database that is gone afterwards. It must not repair.

use crate::error::StoreError;
use crate::sqlite::rebuild::replay;
use crate::sqlite::schema::{FORMAT, PROJECTED, check, make_tables};
use crate::sqlite::tables::Tables;
use rusqlite::Connection;
use rusqlite::types::ValueRef;

/// SQLite's own check of its pages and indexes.
pub(super) fn sound(tables: &Tables<'_>) -> Result<(), StoreError> {
    let answer = tables.one("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0))?;
    match answer.as_deref() {
        Some("ok") => Ok(()),
        other => Err(StoreError::damaged(&tables.path, other.unwrap_or("the integrity check gave no answer"))),
    }
}

/// Compares every row of every table; gives how many there are.
pub(super) fn compare(tables: &Tables<'_>, size: u64, progress: &mut dyn FnMut(u64)) -> Result<u64, StoreError> {
    let failed = |error| tables.failed(error);
    // An empty name: a private file that SQLite removes, so that memory does not grow with the record.
    let anew = Connection::open("").map_err(failed)?;
    anew.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN").map_err(failed)?;
    make_tables(&anew).map_err(failed)?;
    replay(tables, &anew, size, &mut |done, _| progress(done))?;
    // A record of an earlier format, which no writer has opened since, lacks the tables of later ones.
    let format = check(tables.connection, &tables.path)?;
    if format == FORMAT {
        same_schema(tables, &Tables::new(&anew, &tables.path))?;
    }
    let mut rows = 0;
    for (table, order, _) in PROJECTED.into_iter().filter(|(_, _, since)| *since <= format) {
        rows += same(tables, &anew, table, order)?;
    }
    Ok(rows)
}

/// What each table, index and trigger is, to the letter: a trigger that was altered would let entries be altered.
fn same_schema(kept: &Tables<'_>, made: &Tables<'_>) -> Result<(), StoreError> {
    // `quote` tells text from bytes, which SQLite takes for names as well.
    let sql = "SELECT type || ' ' || name, quote(type) || quote(name) || quote(tbl_name) || quote(sql)
               FROM sqlite_schema ORDER BY 1";
    let all = |tables: &Tables<'_>| tables.all(sql, [], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
    let (kept_all, made_all) = (all(kept)?, all(made)?);
    let other = kept_all.iter().zip(&made_all).find(|(kept, made)| kept != made).map(|(kept, _)| &kept.0);
    if other.is_none() && kept_all.len() == made_all.len() {
        return Ok(());
    }
    let which = other.map_or("one too many or too few", String::as_str);
    Err(StoreError::damaged(&kept.path, format!("table sqlite_schema: {which}: not as a record is made")))
}

fn same(tables: &Tables<'_>, anew: &Connection, table: &'static str, order: &str) -> Result<u64, StoreError> {
    let failed = |error| tables.failed(error);
    let sql = format!("SELECT * FROM {table} ORDER BY {order}");
    let (mut kept, mut made) = (tables.connection.prepare(&sql).map_err(failed)?, anew.prepare(&sql).map_err(failed)?);
    let columns = made.column_count();
    let (mut kept, mut made) = (kept.query([]).map_err(failed)?, made.query([]).map_err(failed)?);
    let mut rows = 0;
    loop {
        let different = || StoreError::Projection { path: tables.path.clone(), table, row: rows + 1 };
        match (kept.next().map_err(failed)?, made.next().map_err(failed)?) {
            (None, None) => return Ok(rows),
            (Some(kept), Some(made)) => {
                for column in 0..columns {
                    let pair = (kept.get_ref(column).map_err(failed)?, made.get_ref(column).map_err(failed)?);
                    if !equal(pair.0, pair.1) {
                        return Err(different());
                    }
                }
            }
            _ => return Err(different()),
        }
        rows += 1;
    }
}

/// Bit by bit: a double that differs in its last place differs.
fn equal(kept: ValueRef<'_>, made: ValueRef<'_>) -> bool {
    match (kept, made) {
        (ValueRef::Real(kept), ValueRef::Real(made)) => kept.to_bits() == made.to_bits(),
        (kept, made) => kept == made,
    }
}
