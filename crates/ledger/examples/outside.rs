//! Writes logs, proofs and cosigned checkpoints into a folder, for a verifier that is not ours to judge:
//! `cargo run -p ledger --example outside -- DIR [SIZE…]`. `cargo xtask outside-verifier` runs it and the verifier.
#![expect(clippy::disallowed_methods, reason = "it writes files and reads its arguments; the library does neither")]

use ledger::checkpoint::{Checkpoint, SignedCheckpoint, SigningKey};
use ledger::entry::{Entry, Kind, Who};
use ledger::merkle::consistency_proof;
use ledger::proof::{InclusionBundle, Travels};
use ledger::tiles::{Edge, TileSubtrees};
use ledger::verify::{CHECKPOINT_PATH, KEY_PATH};
use serde_json::json;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

const SIZES: [u64; 7] = [1, 2, 255, 256, 257, 1000, 66_000];
const ORIGIN: &str = "example.org/outside";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("which folder?")?);
    let mut sizes = arguments.map(|text| text.parse()).collect::<Result<Vec<u64>, _>>()?;
    if sizes.is_empty() {
        sizes.extend(SIZES);
    }
    for size in sizes {
        write_log(&folder.join(size.to_string()), size)?;
    }
    Ok(())
}

fn write_log(folder: &Path, size: u64) -> Result<(), Box<dyn Error>> {
    let log = SigningKey::from_seed(ORIGIN, &[42; 32])?;
    let witness = SigningKey::witness_from_seed("witness.example/outside", &[9; 32])?;
    let mut edge = Edge::new();
    let mut entries = Vec::new();
    for seq in 0..size {
        let entry = entry(seq)?.to_bytes(seq)?;
        edge.append(&entry)?;
        entries.push(entry);
        if (seq + 1).is_power_of_two() || seq % step(size) == 3 {
            let earlier = SignedCheckpoint::sign(&Checkpoint::new(ORIGIN, edge.head()), &log)?;
            put(folder, &format!("earlier/{}", seq + 1), &earlier.to_bytes())?;
        }
    }
    let changes = edge.flush();
    for file in &changes.write {
        put(folder, &file.path, &file.bytes)?;
    }
    let signed =
        SignedCheckpoint::sign(&Checkpoint::new(ORIGIN, changes.head), &log)?.cosign(&witness, 1_700_000_000)?;
    put(folder, CHECKPOINT_PATH, &signed.to_bytes())?;
    put(folder, KEY_PATH, format!("{}\n", log.verifier()).as_bytes())?;
    put(folder, "witness.vkey", format!("{}\n", witness.verifier()).as_bytes())?;
    write_proofs(folder, &signed, &log, &entries)
}

fn write_proofs(
    folder: &Path,
    signed: &SignedCheckpoint,
    log: &SigningKey,
    entries: &[Vec<u8>],
) -> Result<(), Box<dyn Error>> {
    let size = signed.checkpoint().head.size;
    let read = |path: &str| fs::read(folder.join(path)).map(Some);
    for (index, entry) in (0..).zip(entries).filter(|(index, _)| index % step(size) == 0 || index + 1 == size) {
        let bundle = InclusionBundle::make(index, entry, &signed.to_bytes(), log.verifier(), read)?;
        put(folder, &format!("proof/{index}.tlog-proof"), &bundle.to_tlog_proof(Travels::Within))?;
    }
    let mut tiles = TileSubtrees::new(size, read);
    for earlier in fs::read_dir(folder.join("earlier"))? {
        let old: u64 = earlier?.file_name().to_string_lossy().parse()?;
        let proof = consistency_proof(old, size, |level, index| tiles.root(level, index))?.unwrap_or_default();
        let lines: Vec<String> = proof.iter().map(|hash| format!("{}\n", hash.base64())).collect();
        put(folder, &format!("consistency/{old}"), lines.concat().as_bytes())?;
    }
    Ok(())
}

/// How far apart proofs stand: some twenty of a large log, every 97th entry of a small one.
fn step(size: u64) -> u64 {
    (size / 20).max(97)
}

fn put(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap_or(folder))?;
    fs::write(path, bytes)
}

fn entry(seq: u64) -> Result<Entry, Box<dyn Error>> {
    Ok(Entry {
        at: "2020-01-12T00:00:00Z".to_owned(),
        who: Who::named("Desk 1"),
        what: Kind::new("report.received")?,
        why: "an exercise".to_owned(),
        body: json!({ "number": seq, "title": "الهدنة" }),
        blobs: Vec::new(),
    })
}
