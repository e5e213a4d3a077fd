//! Times the verifier on a ledger made in memory: `cargo run --release -p ledger --example million -- [ENTRIES]`.
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock and its argument; the library it measures does not"
)]

use ledger::checkpoint::{Checkpoint, SignedCheckpoint, SigningKey};
use ledger::entry::{Entry, Kind, Who};
use ledger::tiles::Edge;
use ledger::verify::{Blobs, CHECKPOINT_PATH, Check, ReadError, Source, Trust, verify};
use serde_json::json;
use std::collections::BTreeMap;
use std::error::Error;
use std::time::Instant;

struct Memory(BTreeMap<String, Vec<u8>>);

impl Source for Memory {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, ReadError> {
        Ok(self.0.get(path).cloned())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let count: u64 = std::env::args().nth(1).map_or(Ok(1_000_000), |text| text.parse())?;
    let start = Instant::now();
    let mut edge = Edge::new();
    let mut bytes = 0;
    for seq in 0..count {
        let entry = entry(seq)?.to_bytes(seq)?;
        bytes += entry.len();
        edge.append(&entry)?;
    }
    let changes = edge.flush();
    let key = SigningKey::from_seed("example.org/bench", &[7; 32])?;
    let signed = SignedCheckpoint::sign(&Checkpoint::new("example.org/bench", changes.head), &key)?;
    let mut files: BTreeMap<_, _> = changes.write.into_iter().map(|file| (file.path, file.bytes)).collect();
    files.insert(CHECKPOINT_PATH.to_owned(), signed.to_bytes());
    println!("made {count} entries, {bytes} bytes: {:.2} s", start.elapsed().as_secs_f64());

    let start = Instant::now();
    let check = Check { trust: Trust::Given(vec![key.verifier().clone()]), blobs: Blobs::Skipped, since: None };
    let verified = verify(&Memory(files), &check, &mut |_| ())?;
    println!("{verified}verified in {:.2} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// An entry of the size that a reading of a press article has.
fn entry(seq: u64) -> Result<Entry, Box<dyn Error>> {
    let claims: Vec<_> = (0..3)
        .map(|n| json!({ "kind": "shelling", "start": seq % 997 + n, "end": seq % 997 + n + 8, "score": 0.125 }))
        .collect();
    Ok(Entry {
        at: "2020-01-12T00:00:00Z".to_owned(),
        who: Who { role: Some("program".to_owned()), ..Who::named("reader") },
        what: Kind::new("reading.made")?,
        why: "read by the lexicon reader, version 1".to_owned(),
        body: json!({ "document": format!("d{seq:012}"), "claims": claims }),
        blobs: Vec::new(),
    })
}
