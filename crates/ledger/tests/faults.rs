//! Whatever happens to the files, the verifier says so and names the file.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod common;

use common::{Folder, ORIGIN, blob, entry, entry_bytes, key};
use ledger::checkpoint::{Checkpoint, SignedCheckpoint, SigningKey, TreeHead};
use ledger::tiles::Edge;
use ledger::verify::{
    Blobs, CHECKPOINT_PATH, Check, KEY_PATH, ReadError, Source, Trust, VerifyError, verify, verify_each,
};
use ledger::{Hash, blob_path};
use proptest::prelude::*;
use std::cell::Cell;

#[test]
fn sound_ledgers_of_all_shapes_verify() {
    for size in [0, 1, 2, 255, 256, 257, 511, 512, 700] {
        let verified = Folder::sample(size).verify().unwrap();
        assert_eq!(verified.size, size);
        assert_eq!(verified.entries_by_kind.values().sum::<u64>(), size);
        assert_eq!(verified.blobs, size.div_ceil(5));
        assert_eq!(verified.beyond, None);
        assert_eq!(verified.signers.verified.len(), 1);
    }
}

/// Every byte of every file of a ledger with full and partial tiles on two levels, one bit of each.
#[test]
fn every_flipped_byte_is_named_by_its_file() {
    let sound = Folder::sample(258);
    for path in sound.paths() {
        let length = sound.0[&path].len();
        // Each byte of the small files; of the large ones enough to meet each field of each kind of line.
        let step = if length > 2000 { 241 } else { 1 };
        for at in (0..length).step_by(step) {
            assert_named(&sound, &path, at, 1 << (at % 8));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_altered_byte_is_named(file in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), flip in 1_u8..) {
        thread_local!(static SOUND: Folder = Folder::sample(600));
        SOUND.with(|sound| {
            let path = file.get(&sound.paths()).clone();
            assert_named(sound, &path, at.index(sound.0[&path].len()), flip);
        });
    }

    #[test]
    fn any_cut_is_named(file in any::<prop::sample::Index>(), at in any::<prop::sample::Index>()) {
        thread_local!(static SOUND: Folder = Folder::sample(600));
        SOUND.with(|sound| {
            let path = file.get(&sound.paths()).clone();
            let mut cut = sound.clone();
            cut.0.get_mut(&path).unwrap().truncate(at.index(sound.0[&path].len()));
            let fault = cut.verify().unwrap_err();
            assert_eq!(fault.path(), path, "{fault}");
            cut.0.remove(&path);
            let fault = cut.verify().unwrap_err();
            assert_eq!(fault.path(), path, "{fault}");
        });
    }
}

fn assert_named(sound: &Folder, path: &str, at: usize, flip: u8) {
    let mut altered = sound.clone();
    altered.0.get_mut(path).unwrap()[at] ^= flip;
    let fault = altered.verify().expect_err(path);
    assert_eq!(fault.path(), path, "byte {at} xor {flip}: {fault}");
    assert!(!fault.to_string().contains('\n'), "one line");
    if path.starts_with("tile/") {
        assert_eq!(fault.offset(), Some(at as u64), "{fault}");
    }
}

#[test]
fn missing_files_and_surplus_bytes_are_named() {
    let sound = Folder::sample(260);
    for path in sound.paths() {
        let mut altered = sound.clone();
        altered.0.remove(&path);
        assert_eq!(altered.verify().unwrap_err().path(), path);
        let mut altered = sound.clone();
        altered.0.get_mut(&path).unwrap().push(b'x');
        let fault = altered.verify().unwrap_err();
        assert_eq!(fault.path(), path);
        if path.starts_with("tile/") {
            let length = sound.0[&path].len() as u64;
            assert_eq!(fault, VerifyError::Surplus { path, offset: length, extra: 1 });
        }
    }
}

#[test]
fn an_entry_replaced_with_its_tile_is_found_in_the_tile() {
    let sound = Folder::sample(260);
    let mut other = Folder::empty();
    let mut entries = entry_bytes(0, 260);
    let mut forged = entry(3);
    forged.why = "another reason".into();
    entries[3] = forged.to_bytes(3).unwrap();
    other.append(&entries);
    let mut mixed = sound.clone();
    mixed.put("tile/entries/000", other.0["tile/entries/000"].clone());
    let fault = mixed.verify().unwrap_err();
    assert!(matches!(&fault, VerifyError::WrongEntry { seq: 3, .. }), "{fault}");
    mixed.put("tile/0/000", other.0["tile/0/000"].clone());
    let fault = mixed.verify().unwrap_err();
    assert!(matches!(&fault, VerifyError::WrongTile { path, .. } if path == "tile/0/000"), "{fault}");
    mixed.put("tile/1/000.p/1", other.0["tile/1/000.p/1"].clone());
    let fault = mixed.verify().unwrap_err();
    assert!(matches!(&fault, VerifyError::WrongRoot { .. }), "{fault}");
    assert_eq!(fault.offset(), Some(ORIGIN.len() as u64 + 5));
}

#[test]
fn an_older_checkpoint_verifies_and_tells_of_what_follows() {
    let old = Folder::sample(100);
    let mut folder = Folder::sample(300);
    folder.put(CHECKPOINT_PATH, old.0[CHECKPOINT_PATH].clone());
    let verified = folder.verify().unwrap();
    assert_eq!(verified.size, 100);
    assert_eq!(verified.beyond.as_deref(), Some("tile/entries/000"));
    assert!(verified.to_string().contains("NOTE tile/entries/000 holds entries beyond the checkpoint"));
}

#[test]
fn files_written_before_their_checkpoint_are_told_of() {
    let mut folder = Folder::sample(256);
    folder.put("tile/entries/001.p/2", b"unfinished".to_vec());
    assert_eq!(folder.verify().unwrap().beyond.as_deref(), Some("tile/entries/001.p/2"));
}

#[test]
fn a_newer_checkpoint_misses_its_files() {
    let mut folder = Folder::sample(100);
    folder.put(CHECKPOINT_PATH, Folder::sample(300).0[CHECKPOINT_PATH].clone());
    assert_eq!(folder.verify().unwrap_err(), VerifyError::Missing { path: "tile/0/001.p/44".into() });
}

#[test]
fn keys_that_do_not_count() {
    let folder = Folder::sample(10);
    let with = |trust: Trust| verify(&folder, &Check { trust, blobs: Blobs::Required, since: None }, &mut |_| ());
    assert!(with(Trust::Given(vec![key().verifier().clone()])).unwrap().to_string().contains("given by you"));
    let other = SigningKey::from_seed(ORIGIN, &[1; 32]).unwrap();
    let fault = with(Trust::Given(vec![other.verifier().clone()])).unwrap_err();
    assert!(matches!(&fault, VerifyError::NotSigned { origin, .. } if origin == ORIGIN), "{fault}");
    assert!(matches!(with(Trust::Given(Vec::new())), Err(VerifyError::NotSigned { .. })));

    // A witness alone does not make a checkpoint the log's, even under the log's name.
    let witness = SigningKey::witness_from_seed(ORIGIN, &[2; 32]).unwrap();
    let head = folder.head();
    let signed = SignedCheckpoint::sign(&Checkpoint::new(ORIGIN, head), &other).unwrap().cosign(&witness, 5).unwrap();
    let mut folder = folder.clone();
    folder.put(CHECKPOINT_PATH, signed.to_bytes());
    let trust = Trust::Given(vec![witness.verifier().clone()]);
    let fault = verify(&folder, &Check { trust, blobs: Blobs::Required, since: None }, &mut |_| ()).unwrap_err();
    assert!(matches!(fault, VerifyError::NotSigned { .. }), "{fault}");
}

/// A log whose keeper signs what is malformed.
fn signed_as_it_stands(entries: &[Vec<u8>]) -> VerifyError {
    let mut folder = Folder::empty();
    folder.append(entries);
    folder.verify().unwrap_err()
}

#[test]
fn malformed_entries_are_named_although_signed() {
    let mut spaced = entry(1).to_bytes(1).unwrap();
    spaced.insert(1, b' ');
    let first = entry(2).to_bytes(0).unwrap();
    let offset = first.len() as u64 + 2 + 2 + 1;
    let fault = signed_as_it_stands(&[first.clone(), spaced]);
    assert!(matches!(&fault, VerifyError::Entry { seq: 1, offset: at, .. } if *at == offset), "{fault}");
    let fault = signed_as_it_stands(&[first.clone(), entry(4).to_bytes(3).unwrap()]);
    assert!(matches!(&fault, VerifyError::WrongPlace { expected: 1, found: 3, .. }), "{fault}");
    let newer = String::from_utf8(first).unwrap().replace("\"v\":1", "\"v\":3");
    let fault = signed_as_it_stands(&[newer.into_bytes()]);
    assert!(fault.to_string().contains("written by a newer version"), "{fault}");
    assert!(signed_as_it_stands(&[b"rubbish".to_vec()]).to_string().contains("not JSON"));
}

#[test]
fn blobs_may_be_left_out_only_when_asked() {
    let mut folder = Folder::sample(10);
    let path = blob_path(&Hash::of(&blob(5)));
    folder.0.remove(&path);
    assert_eq!(folder.verify().unwrap_err(), VerifyError::MissingBlob { path, seq: 0 });
    let check = Check { trust: Trust::StoredBeside, blobs: Blobs::Skipped, since: None };
    let verified = verify(&folder, &check, &mut |_| ()).unwrap();
    assert!(verified.to_string().contains("2 blobs named, none of them read"), "{verified}");
}

#[test]
fn a_disk_that_fails_is_an_error_and_not_a_missing_file() {
    struct Failing(Folder, Cell<u32>);
    impl Source for Failing {
        fn read(&self, path: &str) -> Result<Option<Vec<u8>>, ReadError> {
            self.1.set(self.1.get() + 1);
            if self.1.get() > 4 {
                return Err(ReadError { path: path.to_owned(), reason: "input/output error".into() });
            }
            self.0.read(path)
        }
    }
    let source = Failing(Folder::sample(300), Cell::new(0));
    let check = Check { trust: Trust::StoredBeside, blobs: Blobs::Required, since: None };
    let fault = verify(&source, &check, &mut |_| ()).unwrap_err();
    assert!(matches!(fault, VerifyError::Read(_)), "{fault}");
    assert!(fault.to_string().contains("input/output error"));
}

#[test]
fn progress_reaches_the_end() {
    let mut seen = Vec::new();
    let check = Check { trust: Trust::StoredBeside, blobs: Blobs::Required, since: None };
    verify(&Folder::sample(600), &check, &mut |progress| seen.push((progress.done, progress.total))).unwrap();
    assert_eq!(seen, [(256, 600), (512, 600), (600, 600)]);
}

#[test]
fn a_key_file_without_its_newline_is_refused() {
    let mut folder = Folder::sample(1);
    folder.0.get_mut(KEY_PATH).unwrap().pop();
    assert!(matches!(folder.verify(), Err(VerifyError::Key { .. })));
}

#[test]
fn an_exchanged_checkpoint_of_another_log_is_told_from_altered_files() {
    let mut folder = Folder::sample(40);
    let mut edge = Edge::new();
    (0..40).for_each(|_| edge.append(b"x").unwrap());
    let root = edge.head().root;
    folder.sign(TreeHead { size: 40, root });
    let fault = folder.verify().unwrap_err();
    assert!(matches!(fault, VerifyError::WrongRoot { expected, .. } if expected == root), "{fault}");
}

#[test]
fn a_log_that_the_reader_saw_before_must_continue() {
    let folder = Folder::sample(600);
    let with = |since: TreeHead| {
        let check = Check { trust: Trust::StoredBeside, blobs: Blobs::Required, since: Some(since) };
        verify(&folder, &check, &mut |_| ())
    };
    for size in [0, 1, 255, 256, 300, 512, 599, 600] {
        let verified = with(Folder::sample(size).head()).unwrap();
        assert!(verified.to_string().contains(&format!("begins with the {size} entries")));
    }
    let longer = Folder::sample(601).head();
    assert!(matches!(with(longer), Err(VerifyError::Shortened { seen: 601, found: 600, .. })));
    let other = TreeHead { size: 300, root: Hash::of(b"another history") };
    let fault = with(other).unwrap_err();
    assert!(matches!(fault, VerifyError::Rewritten { size: 300, expected, .. } if expected == other.root), "{fault}");
}

#[test]
fn entries_are_handed_on_in_order() {
    let mut seen = Vec::new();
    let check = Check { trust: Trust::StoredBeside, blobs: Blobs::Required, since: None };
    verify_each(&Folder::sample(300), &check, &mut |_| (), &mut |numbered| seen.push(numbered)).unwrap();
    assert_eq!(seen.len(), 300);
    assert!((0_u64..).zip(&seen).all(|(seq, numbered)| numbered.seq == seq && numbered.entry == entry(seq)));
}
