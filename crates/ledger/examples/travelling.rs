//! Times the check of one travelling proof and tells its size: `cargo run --release -p ledger --example travelling -- [ENTRIES]`.
//! The proof is of a log of that many entries, under the log's signature and those of three witnesses.
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock and its argument; the library it measures does not"
)]

use ledger::checkpoint::{Checkpoint, SignedCheckpoint, SigningKey, VerifierKey};
use ledger::entry::{Entry, Kind, Who};
use ledger::proof::{InclusionBundle, Travels};
use ledger::tiles::Edge;
use serde_json::json;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::error::Error;
use std::time::Instant;

const ROUNDS: u32 = 1000;

fn main() -> Result<(), Box<dyn Error>> {
    let count: u64 = std::env::args().nth(1).map_or(Ok(1_000_000), |text| text.parse())?;
    let mut edge = Edge::new();
    for seq in 0..count {
        edge.append(&entry()?.to_bytes(seq)?)?;
    }
    let changes = edge.flush();
    let files: BTreeMap<_, _> = changes.write.into_iter().map(|file| (file.path, file.bytes)).collect();
    let log = SigningKey::from_seed("trucewatch/0123456789abcdef", &[7; 32])?;
    let mut signed = SignedCheckpoint::sign(&Checkpoint::new(log.verifier().name(), changes.head), &log)?;
    let mut keys: Vec<VerifierKey> = vec![log.verifier().clone()];
    for seed in 1..=3 {
        let witness = SigningKey::witness_from_seed(&format!("witness{seed}.example/w"), &[seed; 32])?;
        signed = signed.cosign(&witness, 1_700_000_000)?;
        keys.push(witness.verifier().clone());
    }
    let (index, checkpoint) = (count / 3, signed.to_bytes());
    let bytes = entry()?.to_bytes(index)?;
    let read = |path: &str| Ok::<_, Infallible>(files.get(path).cloned());
    let bundle = InclusionBundle::make(index, &bytes, &checkpoint, log.verifier(), read)?;
    let (within, beside) = (bundle.to_tlog_proof(Travels::Within), bundle.to_tlog_proof(Travels::Beside));
    println!("{count} entries: proof of {} bytes, {} without its entry of {}", within.len(), beside.len(), bytes.len());
    let start = Instant::now();
    for _ in 0..ROUNDS {
        let proven = InclusionBundle::from_tlog_proof(&within, None)?.verify(&keys)?;
        assert_eq!(proven.signatures.verified.len(), 4, "the log and three witnesses");
    }
    println!("checked in {:.3} ms, mean of {ROUNDS}", start.elapsed().as_secs_f64() * 1000.0 / f64::from(ROUNDS));
    Ok(())
}

/// As an entry on a report stands in a record.
fn entry() -> Result<Entry, Box<dyn Error>> {
    Ok(Entry {
        at: "2020-01-12T00:00:00Z".to_owned(),
        who: Who::named("operator"),
        what: Kind::new("report.received")?,
        why: "read from article.txt".to_owned(),
        body: json!({
            "id": "r-f083b252d14501c5", "media": "text", "encoding": "utf-8", "language": "en",
            "published": "2020-01-14", "received": "2020-01-14T08:00:00Z", "source": "Harbour Wire",
            "content": ledger::Hash::of(b"report").to_string(),
        }),
        blobs: vec![ledger::Hash::of(b"report")],
    })
}
