//! The proof of one entry, made from the files and checked without them.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod common;

use common::{Folder, entry, entry_bytes, key};
use ledger::checkpoint::SigningKey;
use ledger::proof::{BundleError, InclusionBundle, MakeError, Travels};
use ledger::verify::CHECKPOINT_PATH;
use std::convert::Infallible;

fn bundle(folder: &Folder, index: u64) -> Result<InclusionBundle, MakeError<Infallible>> {
    let bytes = entry_bytes(index, index + 1).remove(0);
    let checkpoint = &folder.0[CHECKPOINT_PATH];
    InclusionBundle::make(index, &bytes, checkpoint, key().verifier(), |path| Ok(folder.0.get(path).cloned()))
}

#[test]
fn each_entry_can_be_proved_in_both_forms() {
    let folder = Folder::sample(600);
    let keys = [key().verifier().clone()];
    for index in [0, 1, 255, 256, 511, 512, 599] {
        let bundle = bundle(&folder, index).unwrap();
        let json = InclusionBundle::from_json(&bundle.to_json().unwrap()).unwrap();
        assert_eq!(json, bundle);
        let keyless = InclusionBundle { key: String::new(), ..bundle.clone() };
        let within = InclusionBundle::from_tlog_proof(&bundle.to_tlog_proof(Travels::Within), None).unwrap();
        assert_eq!(within, keyless);
        let alone = bundle.to_tlog_proof(Travels::Beside);
        assert_eq!(InclusionBundle::from_tlog_proof(&alone, Some(&bundle.entry)).unwrap(), keyless);
        assert_eq!(InclusionBundle::from_tlog_proof(&alone, None), Err(BundleError::NoEntry));
        let proven = json.verify(&keys).unwrap();
        assert_eq!((proven.numbered.seq, proven.numbered.entry), (index, entry(index)));
    }
    assert!(matches!(bundle(&folder, 600), Err(MakeError::Beyond { index: 600, size: 600 })));
}

#[test]
fn altered_proofs_do_not_hold() {
    let folder = Folder::sample(600);
    let keys = [key().verifier().clone()];
    let sound = bundle(&folder, 300).unwrap();
    let other = InclusionBundle { entry: entry_bytes(301, 302).remove(0), ..sound.clone() };
    assert!(matches!(other.verify(&keys), Err(BundleError::Proof(_))));
    let moved = InclusionBundle { index: 301, ..sound.clone() };
    assert!(matches!(moved.verify(&keys), Err(BundleError::Proof(_))));
    let mut path = sound.path.clone();
    path[0].0[0] ^= 1;
    assert!(matches!(InclusionBundle { path, ..sound.clone() }.verify(&keys), Err(BundleError::Proof(_))));
    let stranger = SigningKey::from_seed("example.org/other", &[1; 32]).unwrap();
    assert!(matches!(sound.verify(&[stranger.verifier().clone()]), Err(BundleError::Trust(_))));
    let json = String::from_utf8(sound.to_json().unwrap()).unwrap();
    assert_eq!(
        InclusionBundle::from_json(json.replace("\"v\":1}", "\"v\":2}").as_bytes()),
        Err(BundleError::NewerVersion(2))
    );
    assert_eq!(InclusionBundle::from_json(b"{}"), Err(BundleError::Field("v")));
    assert_eq!(InclusionBundle::from_json(b"["), Err(BundleError::Field("")));
}

#[test]
fn an_entry_signed_at_the_wrong_place_is_refused() {
    let mut folder = Folder::empty();
    folder.append(&entry_bytes(1, 2));
    let bytes = entry_bytes(1, 2).remove(0);
    let bundle = InclusionBundle::make(0, &bytes, &folder.0[CHECKPOINT_PATH], key().verifier(), |path| {
        Ok::<_, Infallible>(folder.0.get(path).cloned())
    });
    let fault = bundle.unwrap().verify(&[key().verifier().clone()]);
    assert_eq!(fault, Err(BundleError::WrongPlace { expected: 0, found: 1 }));
}

/// Whatever byte of a travelling proof is altered or lost, it does not prove another entry: it fails, or what it proves
/// is the same entry all the same.
#[test]
fn every_altered_byte_of_a_travelling_proof_is_noticed() {
    let folder = Folder::sample(70);
    let keys = [key().verifier().clone()];
    let sound = bundle(&folder, 33).unwrap();
    let bytes = sound.to_tlog_proof(Travels::Within);
    assert!(InclusionBundle::is_tlog_proof(&bytes));
    let proven = sound.verify(&keys).unwrap();
    let read = |bytes: &[u8]| InclusionBundle::from_tlog_proof(bytes, None)?.verify(&keys);
    for at in 0..bytes.len() {
        for flip in [0x01, 0x20, 0x80] {
            let mut altered = bytes.clone();
            altered[at] ^= flip;
            assert!(read(&altered).is_err(), "byte {at}");
        }
        assert!(read(&bytes[..at]).is_err(), "cut at {at}");
    }
    assert_eq!(read(&bytes).unwrap(), proven);
}
