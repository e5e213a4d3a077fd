//! The tables: two that are the truth, one with the signed checkpoint, the rest a projection. It must not hold rows.

use crate::error::StoreError;
use ledger::checkpoint::{Checkpoint, SignedCheckpoint, Signer};
use ledger::tiles::Edge;
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

/// The record's format. A later one is refused; an earlier one is brought up when it is opened for writing.
pub(crate) const FORMAT: i64 = 3;

/// "TWRC": what `file` shows of a record.
const APPLICATION: i64 = 0x5457_5243;

/// The truth, append-only. `hash` is SHA-256 over the plain bytes; `packed` is 1 for LZ4.
const TRUTH: &str = "
CREATE TABLE entry (seq INTEGER PRIMARY KEY CHECK (seq >= 0), bytes BLOB NOT NULL) STRICT;
CREATE TABLE blob (
  number INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  length INTEGER NOT NULL, packed INTEGER NOT NULL CHECK (packed IN (0, 1)), bytes BLOB NOT NULL) STRICT;
CREATE TABLE log (one INTEGER PRIMARY KEY CHECK (one = 1), signed BLOB NOT NULL) STRICT;
CREATE TRIGGER entry_in_order BEFORE INSERT ON entry
  WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM entry)
  BEGIN SELECT RAISE(ABORT, 'entries are numbered without gaps'); END;
CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entry_remains BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER blob_stays BEFORE UPDATE ON blob BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER blob_remains BEFORE DELETE ON blob BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
";

/// What stands behind protected fields, sealed to those who may open it: no truth of the ledger and nothing that follows
/// from it, so it is neither append-only nor made anew. `part` 0 is the opening, those after it the files of which it
/// speaks. `erasing` names what was erased and may still stand in free pages.
const VAULT: &str = "
CREATE TABLE IF NOT EXISTS sealed (
  number INTEGER PRIMARY KEY, entry INTEGER NOT NULL, field TEXT NOT NULL, part INTEGER NOT NULL, level TEXT NOT NULL,
  bytes BLOB NOT NULL, UNIQUE (entry, field, part)) STRICT;
CREATE TABLE IF NOT EXISTS erasing (number INTEGER PRIMARY KEY, entry INTEGER NOT NULL, field TEXT NOT NULL) STRICT;
";

/// Up to where screening has answered: no truth of the ledger either, and not made anew from it. Where it is empty, everything is
/// screened.
const SCREENED: &str = "
CREATE TABLE IF NOT EXISTS screened (
  one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, fused INTEGER NOT NULL, under TEXT NOT NULL) STRICT;
";

/// The first format that has [`VAULT`].
pub(crate) const WITH_VAULT: i64 = 3;

/// The projection. Rows bear the number of the entry that made them, so that they come out the same when made anew.
const PROJECTION: &str = "
CREATE TABLE report (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, bytes BLOB, text BLOB, source TEXT,
  published_from TEXT, published_to TEXT, particulars TEXT NOT NULL) STRICT;
CREATE INDEX report_published ON report (published_from);
CREATE TABLE reading (
  report INTEGER PRIMARY KEY, seq INTEGER NOT NULL, language TEXT NOT NULL, line BLOB NOT NULL) STRICT;
CREATE TABLE claim (
  report INTEGER NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, modality TEXT NOT NULL,
  polarity TEXT NOT NULL, tense TEXT NOT NULL, time_from TEXT, time_to TEXT, latitude REAL, longitude REAL,
  PRIMARY KEY (report, place)) STRICT, WITHOUT ROWID;
CREATE INDEX claim_kind ON claim (kind, time_from);
CREATE TABLE incident (
  place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, origins INTEGER NOT NULL, time_from TEXT,
  time_to TEXT, latitude REAL, longitude REAL, line TEXT NOT NULL) STRICT;
CREATE INDEX incident_kind ON incident (kind, time_from);
CREATE INDEX incident_time ON incident (time_from, time_to);
CREATE INDEX incident_position ON incident (latitude, longitude);
CREATE TABLE origin (place INTEGER PRIMARY KEY, id TEXT NOT NULL, line TEXT NOT NULL) STRICT;
CREATE TABLE copy (place INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT;
CREATE TABLE figure (place INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT;
CREATE TABLE claim_origin (claim TEXT PRIMARY KEY, origin TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE source (id TEXT PRIMARY KEY, seq INTEGER NOT NULL, line TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE agreement (id TEXT PRIMARY KEY, seq INTEGER NOT NULL, line TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE finding (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, subject TEXT NOT NULL, line TEXT NOT NULL) STRICT;
CREATE INDEX finding_subject ON finding (subject);
CREATE TABLE rules (seq INTEGER PRIMARY KEY, agreement TEXT NOT NULL, line TEXT NOT NULL) STRICT;
CREATE TABLE case_step (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, line TEXT NOT NULL) STRICT;
CREATE INDEX case_step_id ON case_step (id, seq);
CREATE TABLE track (id TEXT PRIMARY KEY, seq INTEGER NOT NULL, line TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE incident_life (
  id TEXT PRIMARY KEY, made INTEGER NOT NULL, place INTEGER NOT NULL, ended INTEGER, successor TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX incident_life_living ON incident_life (id) WHERE ended IS NULL;
CREATE TABLE incident_change (
  seq INTEGER NOT NULL, place INTEGER NOT NULL, incident TEXT NOT NULL, other TEXT, at TEXT NOT NULL, line TEXT NOT NULL,
  PRIMARY KEY (seq, place)) STRICT, WITHOUT ROWID;
CREATE INDEX incident_change_incident ON incident_change (incident, seq);
CREATE INDEX incident_change_other ON incident_change (other, seq) WHERE other IS NOT NULL;
CREATE TABLE decision (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, line TEXT NOT NULL) STRICT;
CREATE TABLE decision_about (
  subject TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (subject, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE fieldwork (
  seq INTEGER PRIMARY KEY, noun TEXT NOT NULL, id TEXT NOT NULL, corrects TEXT, line TEXT NOT NULL,
  UNIQUE (noun, id)) STRICT;
CREATE INDEX fieldwork_corrects ON fieldwork (noun, corrects) WHERE corrects IS NOT NULL;
CREATE TABLE screening (
  seq INTEGER NOT NULL, place INTEGER NOT NULL, subject TEXT NOT NULL, at TEXT NOT NULL, line TEXT NOT NULL,
  PRIMARY KEY (seq, place)) STRICT, WITHOUT ROWID;
CREATE INDEX screening_subject ON screening (subject, seq, place);
CREATE TABLE key_entry (seq INTEGER PRIMARY KEY, what TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE recipients (level TEXT PRIMARY KEY, seq INTEGER NOT NULL, line TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE state (name TEXT PRIMARY KEY, size INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE peer (log TEXT PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE received (
  entry INTEGER PRIMARY KEY, log TEXT NOT NULL, first INTEGER NOT NULL UNIQUE, seq_from INTEGER NOT NULL,
  seq_to INTEGER NOT NULL, edge BLOB NOT NULL) STRICT;
CREATE INDEX received_log ON received (log, entry);
CREATE TABLE knows (
  log TEXT NOT NULL, of TEXT NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (log, of)) STRICT, WITHOUT ROWID;
CREATE TABLE version (
  thing TEXT NOT NULL, log TEXT NOT NULL, seq INTEGER NOT NULL, number INTEGER NOT NULL, line TEXT NOT NULL,
  knows TEXT NOT NULL, PRIMARY KEY (thing, log, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE reception (
  report TEXT NOT NULL, log TEXT NOT NULL, number INTEGER NOT NULL, particulars TEXT NOT NULL, bytes BLOB,
  text BLOB, reading BLOB, PRIMARY KEY (report, log)) STRICT, WITHOUT ROWID;
";

/// The projection's tables, each with what its rows are ordered by and the format that first had it.
pub(crate) const PROJECTED: [(&str, &str, i64); 28] = [
    ("report", "seq", 1),
    ("reading", "report", 1),
    ("claim", "report, place", 1),
    ("incident", "place", 1),
    ("origin", "place", 1),
    ("copy", "place", 1),
    ("figure", "place", 1),
    ("claim_origin", "claim", 1),
    ("source", "id", 1),
    ("agreement", "id", 1),
    ("finding", "seq", 1),
    ("state", "name", 1),
    ("rules", "seq", 2),
    ("case_step", "seq", 2),
    ("incident_life", "id", 2),
    ("incident_change", "seq, place", 2),
    ("decision", "seq", 2),
    ("decision_about", "subject, seq", 2),
    ("track", "id", 3),
    ("fieldwork", "seq", 3),
    ("screening", "seq, place", 3),
    ("key_entry", "seq", 3),
    ("recipients", "level", 3),
    ("peer", "log", 3),
    ("received", "entry", 3),
    ("knows", "log, of", 3),
    ("version", "thing, log, seq", 3),
    ("reception", "report, log", 3),
];

/// Holds an existing database to a format that this program knows; gives that format.
pub(crate) fn check(connection: &Connection, path: &Path) -> Result<i64, StoreError> {
    let ask = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let version = ask("user_version").map_err(|error| StoreError::database(path, error))?;
    let application = ask("application_id").map_err(|error| StoreError::database(path, error))?;
    if application != APPLICATION {
        return Err(StoreError::damaged(path, "an SQLite database, but not that of a record"));
    }
    if version > FORMAT {
        return Err(StoreError::Newer { path: path.to_path_buf(), found: version, known: FORMAT });
    }
    Ok(version)
}

/// Whether the database has tables: one that was begun and broken off has none.
pub(super) fn is_made(connection: &Connection, path: &Path) -> Result<bool, StoreError> {
    let count = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0));
    count.map(|count| count > 0).map_err(|error| StoreError::database(path, error))
}

/// Makes the tables where there are none, with the signed checkpoint of the empty tree, all or nothing; gives the format of
/// those that are there.
pub(super) fn make(connection: &mut Connection, path: &Path, key: &dyn Signer) -> Result<i64, StoreError> {
    let failed = |error| StoreError::database(path, error);
    if is_made(connection, path)? {
        let format = check(connection, path)?;
        connection.execute_batch(VAULT).map_err(failed)?;
        connection.execute_batch(SCREENED).map_err(failed)?;
        return Ok(format);
    }
    let empty = Checkpoint::new(key.verifier().name(), Edge::new().head());
    let signed = SignedCheckpoint::sign(&empty, key).map_err(|error| StoreError::damaged(path, error))?;
    let mut begin = || -> rusqlite::Result<()> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        make_tables(&transaction)?;
        transaction.execute("INSERT INTO log (one, signed) VALUES (1, ?1)", [signed.to_bytes()])?;
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", FORMAT)?;
        transaction.commit()
    };
    begin().map_err(failed)?;
    Ok(FORMAT)
}

/// Makes every table, empty.
pub(crate) fn make_tables(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(TRUTH)?;
    connection.execute_batch(VAULT)?;
    connection.execute_batch(SCREENED)?;
    connection.execute_batch(super::mirror::TRUTH)?;
    connection.execute_batch(PROJECTION)
}

/// Makes empty tables of the projection in place of those that are there.
pub(crate) fn renew_projection(connection: &Connection) -> rusqlite::Result<()> {
    for (table, ..) in PROJECTED {
        connection.execute_batch(&format!("DROP TABLE IF EXISTS {table};"))?;
    }
    connection.execute_batch(PROJECTION)
}
