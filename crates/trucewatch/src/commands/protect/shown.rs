//! What is protected, field by field, as JSON lines: where it stands, its level, and its value or why there is none.

use anyhow::{Result, bail};
use ledger::entry::Numbered;
use ledger::redaction::{ERASED, protected};
use sealing::Identity;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use store::{Access, SqliteStore, Store};

/// How many entries are read at once.
const TOGETHER: u64 = 1024;

/// Writes a line for each protected field: of one entry, or of all.
pub fn write(record: &Path, entry: Option<u64>, identities: &[Identity]) -> Result<()> {
    let store = SqliteStore::open(record, Access::Read)?.with_identities(identities.to_vec());
    let (mut entries, mut erased) = (Vec::new(), BTreeSet::new());
    for from in (0..store.size()?).step_by(usize::try_from(TOGETHER)?) {
        for numbered in store.entries(from, TOGETHER)? {
            if numbered.entry.what.as_str() == ERASED {
                erased.extend(place(&numbered));
            }
            if entry.is_none_or(|entry| entry == numbered.seq) && !protected(&numbered.entry.body)?.is_empty() {
                entries.push(numbered);
            }
        }
    }
    if let (Some(entry), true) = (entry, entries.is_empty()) {
        bail!("entry {entry} has no protected field, or is not there: `trucewatch protect show` lists those that have");
    }
    let mut out = std::io::stdout().lock();
    for numbered in entries {
        for line in lines(&store, &numbered, &erased)? {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

fn place(numbered: &Numbered) -> Option<(u64, String)> {
    let body = &numbered.entry.body;
    Some((body.get("entry")?.as_u64()?, body.get("field")?.as_str()?.to_owned()))
}

fn lines(store: &SqliteStore, numbered: &Numbered, erased: &BTreeSet<(u64, String)>) -> Result<Vec<Value>> {
    let openings = store.openings(numbered)?;
    let line = |field: ledger::redaction::Protected| {
        let what = numbered.entry.what.as_str();
        let mut line =
            json!({ "entry": numbered.seq, "what": what, "field": field.field, "level": field.level.as_str() });
        let opened = openings.iter().find(|opening| opening.field == field.field);
        let (name, value) = match opened {
            Some(opening) => ("value", opening.value.clone()),
            None if erased.contains(&(numbered.seq, field.field.clone())) => ("state", "erased".into()),
            None => ("state", "protected".into()),
        };
        if let Some(members) = line.as_object_mut() {
            members.insert(name.to_owned(), value);
        }
        line
    };
    Ok(protected(&numbered.entry.body)?.into_iter().map(line).collect())
}
