//! The mirrors of other posts' logs, held against what their keys signed when they were taken over. It must not write, nor
//! look at what their entries say.

use crate::draft::kind;
use crate::error::StoreError;
use crate::offer::blobs;
use crate::received::Received;
use crate::sqlite::mirror;
use crate::sqlite::tables::Tables;
use ledger::Hash;
use ledger::checkpoint::VerifierKey;
use ledger::entry::Numbered;
use ledger::merkle::{Frontier, leaf_hash};
use serde_json::Value;
use std::collections::BTreeMap;

/// What there is to hold the mirrors against, as the record's own log tells it.
#[derive(Default)]
struct Told {
    keys: BTreeMap<String, VerifierKey>,
    edges: BTreeMap<String, Frontier>,
}

/// Checks every mirror; gives how many there are, and how many entries they have.
pub(super) fn check(tables: &Tables<'_>, size: u64) -> Result<(u64, u64), StoreError> {
    let mut told = Told::default();
    tables.each_entry(0, size, |seq, bytes| {
        // Most entries are neither, and reading them all again would take as long as the ledger did.
        if [kind::PEER, kind::RECEIVED].iter().any(|what| holds(bytes, what)) {
            let numbered = Numbered::from_bytes(bytes).map_err(|error| StoreError::entry(seq, error))?;
            told.hear(tables, &numbered)?;
        }
        Ok(())
    })?;
    for (log, size) in mirror::sizes(tables)? {
        let here = told.edges.get(&log).map_or(0, Frontier::size);
        if here != size {
            let what = format!("the mirror of {log} has {size} entries, but {here} were taken over");
            return Err(StoreError::damaged(&tables.path, what));
        }
    }
    Ok((told.edges.len() as u64, told.edges.values().map(Frontier::size).sum()))
}

fn holds(bytes: &[u8], what: &str) -> bool {
    bytes.windows(what.len()).any(|window| window == what.as_bytes())
}

impl Told {
    fn hear(&mut self, tables: &Tables<'_>, numbered: &Numbered) -> Result<(), StoreError> {
        let wrong = |reason: String| StoreError::entry(numbered.seq, reason);
        let body = &numbered.entry.body;
        match numbered.entry.what.as_str() {
            kind::PEER => {
                let text = body.get("key").and_then(Value::as_str).unwrap_or_default();
                let key = VerifierKey::parse(text).map_err(|error| wrong(error.to_string()))?;
                self.keys.insert(key.name().to_owned(), key);
                Ok(())
            }
            kind::RECEIVED => {
                let received = Received::read(body).map_err(wrong)?;
                let key = self.keys.get(&received.log);
                let key = key.ok_or_else(|| wrong(format!("no key was entered for {}", received.log)))?;
                received.verify(key).map_err(wrong)?;
                self.run(tables, numbered.seq, &received)
            }
            _ => Ok(()),
        }
    }

    /// The entries that were taken over, with the blobs that they name.
    fn run(&mut self, tables: &Tables<'_>, entry: u64, received: &Received) -> Result<(), StoreError> {
        let Received { log, from, to, root, .. } = received;
        let edge = self.edges.entry(log.clone()).or_default();
        if edge.size() != *from {
            let reason = format!("it takes over {log} from entry {from}, but {} were there", edge.size());
            return Err(StoreError::entry(entry, reason));
        }
        mirror::each_entry(tables, log, *from, *to, |seq, bytes| {
            edge.append(leaf_hash(bytes));
            blobs(seq, bytes)?.into_iter().try_for_each(|hash| blob(tables, log, seq, hash))
        })?;
        if edge.root() == *root {
            return Ok(());
        }
        let what = format!("the mirror of {log}, entries {from} to {to}, is not what entry {entry} took over");
        Err(StoreError::damaged(&tables.path, what))
    }
}

fn blob(tables: &Tables<'_>, log: &str, seq: u64, expected: Hash) -> Result<(), StoreError> {
    let what = match tables.blob(&expected)? {
        None => "missing".to_owned(),
        Some(bytes) if Hash::of(&bytes) == expected => return Ok(()),
        Some(bytes) => format!("its bytes have hash {}", Hash::of(&bytes)),
    };
    let what = format!("table blob, {expected}, which entry {seq} of {log} names: {what}");
    Err(StoreError::damaged(&tables.path, what))
}
