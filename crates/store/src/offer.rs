//! A parcel for another post: every log that is here, from where that post has it on, with the blobs that it lacks. It must
//! not send what the post has, nor decide who may have a parcel.

use crate::draft::kind;
use crate::error::StoreError;
use crate::exchange_error::ExchangeError;
use crate::sqlite::apply::reached;
use crate::sqlite::mirror;
use crate::sqlite::tables::Tables;
use exchange::{CHUNK, Chunk, Heading, LogHead, Tree, Writer};
use ledger::Hash;
use ledger::checkpoint::SignedCheckpoint;
use ledger::entry::Numbered;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// How many entries of each log a post has.
pub type Holds = BTreeMap<String, u64>;

/// What a parcel holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offered {
    /// Log, the first entry, the place behind the last.
    pub logs: Vec<(String, u64, u64)>,
    /// How many blobs go along.
    pub blobs: u64,
    /// How many the post has already.
    pub spared: u64,
}

/// A log that is here in whole up to a signed state.
struct Log {
    name: String,
    signed: SignedCheckpoint,
    tree: Tree,
}

/// Writes a parcel for the post with the log `to`. What it has it said in a file, or its own log says, as far as it is here.
pub(crate) fn offer(
    tables: &Tables<'_>,
    to: &str,
    said: Option<&Holds>,
    into: impl Write,
) -> Result<Offered, ExchangeError> {
    let home = tables.home()?;
    let holds = match said {
        Some(said) => said.clone(),
        None => known(tables, &home, to)?,
    };
    let mut writer = Writer::new(into, &Heading { from: home.clone(), to: to.to_owned() }).map_err(not_written)?;
    let mut sent = Sent { blobs: had(tables, &home, to, &holds)?, offered: Offered::default() };
    for name in names(tables, &home)?.into_iter().filter(|name| name != to) {
        let Some(log) = log(tables, &home, name)? else { continue };
        let (from, size) = (holds.get(&log.name).copied().unwrap_or(0), log.signed.checkpoint().head.size);
        if from > size && log.name == home {
            return Err(ExchangeError::NotOffered(format!(
                "that post has {from} entries of this record's log, and here are {size}: this is an old copy; look for the newer one"
            )));
        }
        if from < size {
            sent.log(tables, &home, &log, from, &mut writer)?;
        }
    }
    writer.finish().map_err(not_written)?;
    Ok(sent.offered)
}

fn not_written(error: std::io::Error) -> ExchangeError {
    ExchangeError::NotOffered(format!("the parcel could not be written: {error}"))
}

/// The logs that are here, the record's own first.
fn names(tables: &Tables<'_>, home: &str) -> Result<Vec<String>, StoreError> {
    let mirrors = mirror::sizes(tables)?.into_iter().map(|(log, _)| log);
    Ok(std::iter::once(home.to_owned()).chain(mirrors).collect())
}

/// How much of each log is here.
pub(crate) fn holds(tables: &Tables<'_>) -> Result<Holds, StoreError> {
    let own = (tables.home()?, tables.size()?);
    Ok(mirror::sizes(tables)?.into_iter().chain([own]).collect())
}

/// What a post had of each log when it last sent its own.
fn known(tables: &Tables<'_>, home: &str, to: &str) -> Result<Holds, StoreError> {
    let rows = tables.all("SELECT of, size FROM knows WHERE log = ?1", [to], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
    })?;
    let name = |of: String| if of.is_empty() { home.to_owned() } else { of };
    let theirs = (to.to_owned(), reached(tables, to)?.0);
    Ok(rows.into_iter().map(|(of, size)| (name(of), u64::try_from(size).unwrap_or(0))).chain([theirs]).collect())
}

/// Hands on a log's entries: the record's own, or those of a mirror.
fn each_entry(
    tables: &Tables<'_>,
    home: &str,
    log: &str,
    from: u64,
    to: u64,
    take: impl FnMut(u64, &[u8]) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    if log == home { tables.each_entry(from, to, take) } else { mirror::each_entry(tables, log, from, to, take) }
}

/// A log up to its last signed state; `None` for a mirror that has not come so far.
fn log(tables: &Tables<'_>, home: &str, name: String) -> Result<Option<Log>, StoreError> {
    let signed = if name == home {
        let signed = SignedCheckpoint::parse(&tables.signed_bytes()?);
        signed.map_err(|error| StoreError::damaged(&tables.path, error))?
    } else {
        match mirror::last(tables, &name)?.filter(crate::received::Received::is_whole) {
            Some(received) => received.signed,
            None => return Ok(None),
        }
    };
    let mut leaves = Vec::new();
    each_entry(tables, home, &name, 0, signed.checkpoint().head.size, |_, bytes| {
        leaves.push(ledger::merkle::leaf_hash(bytes));
        Ok(())
    })?;
    Ok(Some(Log { name, signed, tree: Tree::new(leaves) }))
}

/// The blobs that a post has: those of its own log, and of what it has of others.
fn had(tables: &Tables<'_>, home: &str, to: &str, holds: &Holds) -> Result<BTreeSet<Hash>, StoreError> {
    let mut had = BTreeSet::new();
    let here = self::holds(tables)?;
    for (log, size) in here {
        let has = if log == to { size } else { holds.get(&log).copied().unwrap_or(0).min(size) };
        each_entry(tables, home, &log, 0, has, |seq, bytes| {
            had.extend(blobs(seq, bytes)?);
            Ok(())
        })?;
    }
    Ok(had)
}

/// The blobs of an entry that travel with it: not those of incidents, which every record makes anew.
pub(crate) fn blobs(seq: u64, bytes: &[u8]) -> Result<Vec<Hash>, StoreError> {
    let numbered = Numbered::from_bytes(bytes).map_err(|error| StoreError::entry(seq, error))?;
    Ok(if numbered.entry.what.as_str() == kind::INCIDENTS { Vec::new() } else { numbered.entry.blobs })
}

/// What goes along, and what need not.
struct Sent {
    blobs: BTreeSet<Hash>,
    offered: Offered,
}

impl Sent {
    fn log<W: Write>(
        &mut self,
        tables: &Tables<'_>,
        home: &str,
        log: &Log,
        from: u64,
        writer: &mut Writer<W>,
    ) -> Result<(), ExchangeError> {
        let size = log.signed.checkpoint().head.size;
        let short = || StoreError::damaged(&tables.path, format!("the log {} ends too early", log.name));
        let root = log.tree.root(from).ok_or_else(short)?;
        let proof = log.tree.proof(from, size).ok_or_else(short)?;
        writer.log(&LogHead { from, root, proof, signed: log.signed.clone() }).map_err(not_written)?;
        let mut at = from;
        while at < size {
            let mut chunk = self.chunk(tables, home, log, at)?;
            at = chunk.to();
            chunk.proof = log.tree.proof(at, size).ok_or_else(short)?;
            writer.chunk(&chunk).map_err(not_written)?;
        }
        self.offered.logs.push((log.name.clone(), from, size));
        Ok(())
    }

    /// Entries from a place on, until a chunk is full.
    fn chunk(&mut self, tables: &Tables<'_>, home: &str, log: &Log, from: u64) -> Result<Chunk, StoreError> {
        let mut chunk = Chunk { from, proof: Vec::new(), entries: Vec::new(), blobs: Vec::new() };
        let (size, mut filled) = (log.signed.checkpoint().head.size, 0);
        for seq in from..size {
            if filled >= CHUNK {
                break;
            }
            each_entry(tables, home, &log.name, seq, seq + 1, |seq, bytes| {
                filled += bytes.len();
                chunk.entries.push(bytes.to_vec());
                for hash in blobs(seq, bytes)? {
                    if !self.blobs.insert(hash) {
                        self.offered.spared += 1;
                        continue;
                    }
                    let blob = tables.needed_blob(&hash)?;
                    filled += blob.len();
                    self.offered.blobs += 1;
                    chunk.blobs.push(blob);
                }
                Ok(())
            })?;
        }
        Ok(chunk)
    }
}
