//! The log's static files as they are handed to whoever asks over a network, by their names below `ledger/`. A name that is
//! not one of the log's leads nowhere, so nothing else of the record's folder can be reached.
//!
//! What goes out is what the checkpoint on disk covers and no more. A partial tile is cut out of a wider one where its own
//! file is gone: whoever began with an older checkpoint can go on while the record grows.

use crate::error::StoreError;
use crate::ledger_files::LedgerFiles;
use crate::sqlite::{Access, SqliteStore};
use ledger::key_chain::KEYS_PATH;
use ledger::tiles::{Row, split_entry, tile_at};
use ledger::verify::{CHECKPOINT_PATH, DISCLOSED_PATH, KEY_PATH};
use std::path::Path;

/// How many bytes a hash has in a tile.
const HASH: usize = 32;

/// A file of the log of a record, by its path below `ledger/`; `None` where the log has none of that name.
///
/// # Errors
/// Where the record cannot be read.
pub fn served(record: &Path, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    if let Some(hash) = ledger::blob_at(name) {
        return SqliteStore::open(record, Access::Read)?.blob(&hash);
    }
    let files = LedgerFiles::find(record)?;
    if let Some((row, index, width)) = tile_at(name) {
        return tile(&files, name, row, index, width);
    }
    if [CHECKPOINT_PATH, KEY_PATH, KEYS_PATH, DISCLOSED_PATH].contains(&name) { files.read(name) } else { Ok(None) }
}

/// A tile as the tree of the present checkpoint has it, cut to a width; `None` beyond that tree.
pub(crate) fn tile(
    files: &LedgerFiles,
    name: &str,
    row: Row,
    index: u64,
    width: u64,
) -> Result<Option<Vec<u8>>, StoreError> {
    // Twice at most: a writer may replace the last tile by a wider one between the look at the checkpoint and the reading.
    for _ in 0..2 {
        let now = row.width(index, files.checkpoint()?.checkpoint().head.size);
        if width > now {
            return Ok(None);
        }
        if let Some(bytes) = files.read(name)? {
            return Ok(Some(bytes));
        }
        if let Some(wider) = files.read(&ledger::tiles::tile_path(row, index, now))? {
            return Ok(cut(row, wider, width));
        }
    }
    Ok(None)
}

/// The first `width` items of a tile; `None` where it has not so many.
fn cut(row: Row, mut tile: Vec<u8>, width: u64) -> Option<Vec<u8>> {
    let width = usize::try_from(width).ok()?;
    let length = match row {
        Row::Hashes { .. } => width * HASH,
        Row::Entries => {
            let mut rest = tile.as_slice();
            for _ in 0..width {
                (_, rest) = split_entry(rest)?;
            }
            tile.len() - rest.len()
        }
    };
    (length <= tile.len()).then(|| {
        tile.truncate(length);
        tile
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::port::{Change, Reason, Store as _};
    use ledger::tiles::{TILE_WIDTH, tile_path};
    use std::collections::BTreeMap;

    fn grow(store: &mut SqliteStore, from: u64, to: u64) {
        let changes: Vec<Change> = (from..to)
            .map(|n| {
                let line = format!("[[source]]\nid = \"source-{n}\"\nname = \"Source {n}\"\nkind = \"outlet\"\n");
                Change::SourceEntered(wire::SourceLine::parse_file(&line).unwrap().remove(0))
            })
            .collect();
        let reason = Reason { who: "Desk".into(), why: "an exercise".into() };
        store.append("2020-01-12T00:00:00Z", &reason, &changes).unwrap();
    }

    fn whole(record: &Path, size: u64) -> BTreeMap<String, Vec<u8>> {
        let rows = [Row::Entries, Row::Hashes { level: 0 }, Row::Hashes { level: 1 }];
        let tiles = rows.into_iter().flat_map(|row| {
            (0..row.length(size).div_ceil(TILE_WIDTH)).map(move |index| tile_path(row, index, row.width(index, size)))
        });
        tiles.map(|name| (name.clone(), served(record, &name).unwrap().unwrap_or_else(|| panic!("{name}")))).collect()
    }

    /// What a reader with an older checkpoint asks for is the same before and after the record grew past it.
    #[test]
    fn an_older_checkpoint_keeps_its_tiles() {
        let dir = tempfile::tempdir().unwrap();
        let record = dir.path().join("record");
        let mut store = SqliteStore::open(&record, Access::Write).unwrap();
        grow(&mut store, 0, 300);
        let before = whole(&record, 300);
        grow(&mut store, 300, 302);
        grow(&mut store, 302, 600);
        drop(store);
        assert!(!record.join("ledger").join(tile_path(Row::Entries, 1, 44)).exists());
        assert_eq!(whole(&record, 300), before);
    }

    #[test]
    fn nothing_but_the_log_can_be_reached() {
        let dir = tempfile::tempdir().unwrap();
        let record = dir.path().join("record");
        grow(&mut SqliteStore::open(&record, Access::Write).unwrap(), 0, 5);
        let there = |name: &str| served(&record, name).unwrap().is_some();
        for name in ["checkpoint", "log.vkey", "tile/entries/000.p/5", "tile/0/000.p/4", "tile/entries/000.p/1"] {
            assert!(there(name), "{name}");
        }
        for name in
            ["", ".", "../key", "../record.sqlite", "key", "checkpoint/", "tile", "tile/0/000", "tile/0/000.p/6"]
        {
            assert!(!there(name), "{name}");
        }
        let nobody = ledger::blob_path(&ledger::Hash([7; 32]));
        assert!(!there(&nobody) && !there("blob/07/../../key"));
    }
}
