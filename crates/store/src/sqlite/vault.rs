//! What stands behind protected fields: sealed on the way in, opened for identities on the way out, destroyed when it is
//! erased. It must not hand out anything that does not fit what the entry commits to.

use super::schema::{WITH_VAULT, check};
use super::tables::{Tables, signed};
use crate::draft::Secret;
use crate::error::StoreError;
use crate::protection::Recipients;
use ledger::entry::{Kind, Numbered};
use ledger::redaction::{Level, Opening, Protected, protect, protected};
use rusqlite::{Connection, params};
use sealing::{Identity, Recipient, SealError};
use serde_json::Value;

/// Openings are filled up to a multiple of this, so that a short name and a long one have one length at rest.
const FILLED: usize = 256;

/// One sealed part of a protected field: its opening, or a file of which that speaks.
pub(super) struct Sealed {
    field: String,
    level: Level,
    part: i64,
    bytes: Vec<u8>,
}

/// Which field of which entry something is sealed for.
pub(crate) struct Held {
    pub(crate) entry: u64,
    pub(crate) field: String,
    pub(crate) level: Level,
}

/// Puts commitments into the body of entry `seq` and seals what they stand for.
pub(super) fn seal(
    tables: &Tables<'_>,
    seq: u64,
    what: &Kind,
    body: &mut Value,
    secret: &Secret,
) -> Result<Vec<Sealed>, StoreError> {
    if secret.marks.is_empty() {
        return Ok(Vec::new());
    }
    let fields: Vec<(&str, Level)> = secret.marks.iter().map(|mark| (mark.field.as_str(), mark.level)).collect();
    let mut salts = (0..fields.len()).map(|_| salt()).collect::<Result<Vec<_>, _>>()?;
    let openings = protect(what, seq, body, &fields, || salts.pop().expect("one was drawn for each field"));
    let openings = openings.map_err(|error| StoreError::Refused(error.to_string()))?;
    let mut all = Vec::new();
    for (number, (opening, (_, level))) in openings.iter().zip(&fields).enumerate() {
        let recipients = recipients(tables, *level)?;
        let mut line = opening.to_line().map_err(|error| StoreError::Refused(error.to_string()))?;
        line.resize(line.len().next_multiple_of(FILLED), b' ');
        let files = if number + 1 == fields.len() { secret.files.as_slice() } else { &[] };
        for (part, plain) in (0..).zip([line].iter().chain(files)) {
            let bytes = sealing::seal(plain, &recipients).map_err(|error| StoreError::Refused(error.to_string()))?;
            all.push(Sealed { field: opening.field.clone(), level: *level, part, bytes });
        }
    }
    Ok(all)
}

fn salt() -> Result<[u8; 32], StoreError> {
    let mut salt = [0; 32];
    getrandom::fill(&mut salt).map_err(|error| StoreError::Refused(format!("no random bytes: {error}")))?;
    Ok(salt)
}

/// Whom a value of a level is sealed to: those of the level, and those of stricter ones.
pub(super) fn recipients(tables: &Tables<'_>, level: Level) -> Result<Vec<Recipient>, StoreError> {
    let set = all_recipients(tables)?;
    let mut keys: Vec<Recipient> =
        set.into_iter().filter(|one| one.level >= level).flat_map(|one| one.holders).map(|one| one.key).collect();
    keys.sort();
    keys.dedup();
    if keys.is_empty() {
        return Err(StoreError::Refused(format!(
            "nobody could ever open what is protected as {level}: name who may with `trucewatch protect recipients {level} --add NAME=KEY`"
        )));
    }
    Ok(keys)
}

/// Who may open, level by level.
pub(super) fn all_recipients(tables: &Tables<'_>) -> Result<Vec<Recipients>, StoreError> {
    if !is_there(tables)? {
        return Ok(Vec::new());
    }
    let lines = tables.all("SELECT line FROM recipients", [], |row| row.get::<_, String>(0))?;
    let read = |line: &String| {
        let body = serde_json::from_str(line).map_err(|error: serde_json::Error| error.to_string());
        body.and_then(|body| Recipients::from_body(&body))
            .map_err(|error| StoreError::damaged(&tables.path, format!("table recipients: {error}")))
    };
    let mut all: Vec<Recipients> = lines.iter().map(read).collect::<Result<_, _>>()?;
    all.sort_by_key(|one| one.level);
    Ok(all)
}

/// Keeps sealed parts of entry `seq`.
pub(super) fn keep(connection: &Connection, seq: u64, all: &[Sealed]) -> rusqlite::Result<()> {
    let sql = "INSERT INTO sealed (entry, field, part, level, bytes) VALUES (?1, ?2, ?3, ?4, ?5)";
    all.iter().try_for_each(|one| {
        let values = params![signed(seq), one.field, one.part, one.level.as_str(), one.bytes];
        connection.prepare_cached(sql)?.execute(values).map(drop)
    })
}

/// Takes out all that is sealed of a field.
pub(super) fn destroy(connection: &Connection, entry: u64, field: &str) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM sealed WHERE entry = ?1 AND field = ?2", params![signed(entry), field])?;
    leave_no_trace(connection, entry, field)
}

/// Remembers that free pages may hold what was sealed for a field before.
pub(super) fn leave_no_trace(connection: &Connection, entry: u64, field: &str) -> rusqlite::Result<()> {
    connection.execute("INSERT INTO erasing (entry, field) VALUES (?1, ?2)", params![signed(entry), field]).map(drop)
}

/// Every field for which something is sealed, in order.
pub(crate) fn held(tables: &Tables<'_>) -> Result<Vec<Held>, StoreError> {
    if !is_there(tables)? {
        return Ok(Vec::new());
    }
    let sql = "SELECT entry, field, level FROM sealed WHERE part = 0 ORDER BY entry, field";
    let rows = tables.all(sql, [], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get::<_, String>(2)?)))?;
    let unknown = || StoreError::damaged(&tables.path, "table sealed: a level unknown to this version");
    rows.into_iter()
        .map(|(entry, field, level)| {
            let level = Level::parse(&level).ok_or_else(unknown)?;
            Ok(Held { entry: u64::try_from(entry).unwrap_or_default(), field, level })
        })
        .collect()
}

/// The opening of a field, where one of the identities opens it; an error where it does not fit the commitment.
fn opening(
    tables: &Tables<'_>,
    numbered: &Numbered,
    field: &Protected,
    identities: &[Identity],
) -> Result<Option<Opening>, StoreError> {
    let seq = numbered.seq;
    let Some(line) = part(tables, seq, &field.field, 0, identities)? else { return Ok(None) };
    let wrong = |what: &dyn ToString| {
        let what = format!("table sealed, entry {seq}, {}: {}", field.field, what.to_string());
        StoreError::damaged(&tables.path, what)
    };
    let opening = Opening::parse(&line).map_err(|error| wrong(&error))?;
    let fits = opening.opens(&numbered.entry.what, &field.commitment).map_err(|error| wrong(&error))?;
    if !fits || (opening.entry, &opening.field) != (seq, &field.field) {
        return Err(wrong(&"not the value to which the entry commits"));
    }
    Ok(Some(opening))
}

/// The openings of an entry that the identities open.
pub(crate) fn openings(
    tables: &Tables<'_>,
    numbered: &Numbered,
    identities: &[Identity],
) -> Result<Vec<Opening>, StoreError> {
    let fields = protected(&numbered.entry.body).map_err(|error| StoreError::entry(numbered.seq, error))?;
    let opened = fields.iter().map(|field| opening(tables, numbered, field, identities));
    opened.filter_map(Result::transpose).collect()
}

/// The files of which an opening speaks, in its order, each held to its hash; `None` where one is not sealed here.
pub(crate) fn files(
    tables: &Tables<'_>,
    opening: &Opening,
    identities: &[Identity],
) -> Result<Option<Vec<Vec<u8>>>, StoreError> {
    let mut all = Vec::new();
    for (number, hash) in (1..).zip(opening.blobs()) {
        let Some(bytes) = part(tables, opening.entry, &opening.field, number, identities)? else { return Ok(None) };
        if ledger::Hash::of(&bytes) != hash {
            let what = format!("table sealed, entry {}, {}: part {number} is not {hash}", opening.entry, opening.field);
            return Err(StoreError::damaged(&tables.path, what));
        }
        all.push(bytes);
    }
    Ok(Some(all))
}

/// An opening, with the files of which its value speaks.
pub(crate) type Opened = (Opening, Vec<Vec<u8>>);

/// The opening of a field with its files, where the identities open them.
pub(crate) fn opened(
    tables: &Tables<'_>,
    numbered: &Numbered,
    field: &Protected,
    identities: &[Identity],
) -> Result<Option<Opened>, StoreError> {
    let Some(opening) = opening(tables, numbered, field, identities)? else { return Ok(None) };
    Ok(files(tables, &opening, identities)?.map(|files| (opening, files)))
}

fn part(
    tables: &Tables<'_>,
    entry: u64,
    field: &str,
    part: i64,
    identities: &[Identity],
) -> Result<Option<Vec<u8>>, StoreError> {
    if identities.is_empty() || !is_there(tables)? {
        return Ok(None);
    }
    let sql = "SELECT bytes FROM sealed WHERE entry = ?1 AND field = ?2 AND part = ?3";
    let sealed = tables.one(sql, params![signed(entry), field, part], |row| row.get::<_, Vec<u8>>(0))?;
    match sealed.map(|sealed| sealing::open(&sealed, identities)).transpose() {
        Err(SealError::NotForThese) => Ok(None),
        opened => opened.map_err(|error| {
            StoreError::damaged(&tables.path, format!("table sealed, entry {entry}, {field}: {error}"))
        }),
    }
}

/// Whether the record has the vault: one of an earlier format has none before it is opened for writing.
fn is_there(tables: &Tables<'_>) -> Result<bool, StoreError> {
    Ok(check(tables.connection, &tables.path)? >= WITH_VAULT)
}
