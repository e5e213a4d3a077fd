//! A ledger in memory, for the tests.
#![allow(dead_code, reason = "each test file uses its own part")]

use ledger::checkpoint::{Checkpoint, SignedCheckpoint, SigningKey, TreeHead};
use ledger::entry::{Entry, Kind, Who};
use ledger::tiles::{Edge, changed_tiles};
use ledger::verify::{
    Blobs, CHECKPOINT_PATH, Check, KEY_PATH, ReadError, Source, Trust, Verified, VerifyError, verify,
};
use ledger::{Hash, blob_path};
use serde_json::json;
use std::collections::BTreeMap;
use std::convert::Infallible;

pub(crate) const ORIGIN: &str = "example.org/record";

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Folder(pub(crate) BTreeMap<String, Vec<u8>>);

impl Source for Folder {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, ReadError> {
        Ok(self.0.get(path).cloned())
    }
}

pub(crate) fn key() -> SigningKey {
    SigningKey::from_seed(ORIGIN, &[42; 32]).unwrap()
}

pub(crate) fn entry(seq: u64) -> Entry {
    let kinds = ["report.received", "reading.made", "incidents.proposed"];
    let kind = kinds[usize::try_from(seq % 3).unwrap()];
    Entry {
        at: format!("2020-01-12T00:{:02}:{:02}Z", seq / 60 % 60, seq % 60),
        who: Who::named("Desk 1"),
        what: Kind::new(kind).unwrap(),
        why: "an exercise".into(),
        body: json!({ "number": seq, "text": "x".repeat(usize::try_from(seq % 7).unwrap()) }),
        blobs: if seq.is_multiple_of(5) { vec![Hash::of(&blob(seq))] } else { Vec::new() },
    }
}

pub(crate) fn blob(seq: u64) -> Vec<u8> {
    format!("report {}", seq / 10).into_bytes()
}

pub(crate) fn entry_bytes(from: u64, to: u64) -> Vec<Vec<u8>> {
    (from..to).map(|seq| entry(seq).to_bytes(seq).unwrap()).collect()
}

/// The ledger with `size` entries; those from `fork` on are other ones than usual.
pub(crate) fn log(size: u64, fork: u64) -> Folder {
    let mut folder = Folder::empty();
    let mut entries = entry_bytes(0, size);
    for (at, entry) in (0..).zip(&mut entries) {
        if at >= fork {
            entry.push(b' ');
        }
    }
    folder.append(&entries);
    folder
}

impl Folder {
    pub(crate) fn empty() -> Self {
        let mut folder = Self(BTreeMap::new());
        folder.put(KEY_PATH, format!("{}\n", key().verifier()).into_bytes());
        folder.sign(Edge::new().head());
        folder
    }

    /// The sample ledger of `size` entries, appended in one go.
    pub(crate) fn sample(size: u64) -> Self {
        let mut folder = Self::empty();
        folder.append(&entry_bytes(0, size));
        for seq in (0..size).step_by(5) {
            folder.put(&blob_path(&Hash::of(&blob(seq))), blob(seq));
        }
        folder
    }

    pub(crate) fn put(&mut self, path: &str, bytes: Vec<u8>) {
        self.0.insert(path.to_owned(), bytes);
    }

    pub(crate) fn head(&self) -> TreeHead {
        SignedCheckpoint::parse(&self.0[CHECKPOINT_PATH]).unwrap().checkpoint().head
    }

    pub(crate) fn sign(&mut self, head: TreeHead) {
        let signed = SignedCheckpoint::sign(&Checkpoint::new(ORIGIN, head), &key()).unwrap();
        self.put(CHECKPOINT_PATH, signed.to_bytes());
    }

    pub(crate) fn append(&mut self, entries: &[Vec<u8>]) {
        let read = |path: &str| Ok::<_, Infallible>(self.0.get(path).cloned());
        let changes = changed_tiles(&self.head(), entries.iter().map(Vec::as_slice), read).unwrap();
        for file in changes.write {
            self.0.insert(file.path, file.bytes);
        }
        self.sign(changes.head);
        for path in changes.obsolete {
            self.0.remove(&path).expect("what is obsolete was there");
        }
    }

    pub(crate) fn verify(&self) -> Result<Verified, VerifyError> {
        let check = Check { trust: Trust::StoredBeside, blobs: Blobs::Required, since: None };
        verify(self, &check, &mut |_| ())
    }

    pub(crate) fn paths(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }
}
