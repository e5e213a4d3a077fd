//! Logs that change their keys and bear their authors' signatures, drawn at random: an honest one verifies from each key that
//! was not revoked, and nothing in it can be altered, not even by whoever holds its present key.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod common;

use common::{Folder, ORIGIN, entry, key};
use ledger::authors::{self, Author};
use ledger::checkpoint::{Checkpoint, SignedCheckpoint, Signer, SigningKey, TreeHead, VerifierKey};
use ledger::entry::{Entry, Kind, Who};
use ledger::key_chain::{KEYS_PATH, KeyAct, KeyChain, KeyStatement};
use ledger::merkle::{Frontier, leaf_hash};
use ledger::verify::{Blobs, CHECKPOINT_PATH, Check, KEY_PATH, Trust, Verified, VerifyError, verify};
use proptest::prelude::*;
use serde_json::Value;

#[derive(Clone, Copy, Debug)]
enum Step {
    Append(u8),
    Sign(u8),
    Rotate,
    Recover,
    Revoke(u8),
}

/// A log on its way: its entries, the keys that it had, and those that are revoked.
struct Told {
    entries: Vec<Vec<u8>>,
    tree: Frontier,
    chain: KeyChain,
    keys: Vec<SigningKey>,
    revoked: Vec<VerifierKey>,
}

fn recovery() -> SigningKey {
    SigningKey::from_seed("example.org/record/recovery", &[99; 32]).unwrap()
}

fn lind() -> SigningKey {
    SigningKey::from_seed("A._Lind", &[98; 32]).unwrap()
}

impl Told {
    fn begun() -> Self {
        let mut told = Self {
            entries: Vec::new(),
            tree: Frontier::new(),
            chain: KeyChain::default(),
            keys: vec![key()],
            revoked: Vec::new(),
        };
        let act = KeyAct::Begun {
            key: key().verifier().clone(),
            recovery: Some(recovery().verifier().clone()),
            succeeds: None,
        };
        told.state(&act, &[&key(), &recovery()]);
        let author = Author { name: "A. Lind".into(), role: None, key: lind().verifier().clone() };
        told.enter(told.of(authors::ENTERED, author.body()));
        told
    }

    fn of(&self, what: &str, body: Value) -> Entry {
        Entry { what: Kind::new(what).unwrap(), body, blobs: Vec::new(), ..entry(self.tree.size()) }
    }

    fn enter(&mut self, entry: Entry) {
        let bytes = entry.to_bytes(self.tree.size()).unwrap();
        self.tree.append(leaf_hash(&bytes));
        self.entries.push(bytes);
    }

    fn head(&self) -> TreeHead {
        TreeHead { size: self.tree.size(), root: self.tree.root() }
    }

    fn state(&mut self, act: &KeyAct, signers: &[&dyn Signer]) {
        let statement = KeyStatement::sign(ORIGIN, self.head(), act, signers).unwrap();
        self.chain.accept(statement.clone()).unwrap();
        self.enter(self.of(statement.kind(), statement.body()));
    }

    fn present(&self) -> SigningKey {
        self.keys.last().unwrap().clone()
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Append(count) => {
                (0..count).for_each(|_| self.enter(Entry { blobs: Vec::new(), ..entry(self.tree.size()) }))
            }
            Step::Sign(count) => (0..count).for_each(|_| {
                let unsigned = Entry { who: Who::named("A. Lind"), ..self.of("finding.entered", "seen".into()) };
                self.enter(unsigned.sign(self.tree.size(), ORIGIN, self.tree.root(), &lind()).unwrap());
            }),
            Step::Rotate | Step::Recover => {
                let seed = u8::try_from(self.keys.len()).unwrap();
                let (from, to) = (self.present(), SigningKey::from_seed(ORIGIN, &[seed; 32]).unwrap());
                let act = KeyAct::Rotated { from: from.verifier().clone(), to: to.verifier().clone(), recovery: None };
                let by = if matches!(step, Step::Rotate) { from } else { recovery() };
                self.state(&act, &[&by, &to]);
                self.keys.push(to);
            }
            Step::Revoke(which) => {
                let gone = self.keys[usize::from(which) % self.keys.len()].verifier().clone();
                if gone != *self.present().verifier() && !self.revoked.contains(&gone) {
                    self.state(&KeyAct::Revoked { key: gone.clone(), since: 0 }, &[&self.present()]);
                    self.revoked.push(gone);
                }
            }
        }
    }

    fn folder(&self) -> Folder {
        folder(&self.entries, &self.chain, &self.present())
    }
}

/// The files of a log with these entries, whatever they say, signed by this key.
fn folder(entries: &[Vec<u8>], chain: &KeyChain, key: &SigningKey) -> Folder {
    let mut folder = Folder::empty();
    folder.append(entries);
    let signed = SignedCheckpoint::sign(&Checkpoint::new(ORIGIN, folder.head()), key).unwrap();
    folder.put(CHECKPOINT_PATH, signed.to_bytes());
    folder.put(KEY_PATH, format!("{}\n", key.verifier()).into_bytes());
    folder.put(KEYS_PATH, chain.to_bytes());
    folder
}

fn held_to(folder: &Folder, key: &VerifierKey) -> Result<Verified, VerifyError> {
    let check = Check { trust: Trust::Given(vec![key.clone()]), blobs: Blobs::Required, since: None };
    verify(folder, &check, &mut |_| ())
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (1..5_u8).prop_map(Step::Append),
        (1..3_u8).prop_map(Step::Sign),
        Just(Step::Rotate),
        Just(Step::Recover),
        any::<u8>().prop_map(Step::Revoke),
    ]
}

fn told(steps: &[Step]) -> Told {
    let mut told = Told::begun();
    steps.iter().for_each(|step| told.take(*step));
    told
}

/// The entry with one byte of what it states altered, written canonically again.
fn restated(bytes: &[u8], at: usize) -> Option<Vec<u8>> {
    let mut value: Value = serde_json::from_slice(bytes).unwrap();
    let mut text = value["body"]["statement"].as_str()?.as_bytes().to_vec();
    let at = at % text.len();
    text[at] ^= 1;
    value["body"]["statement"] = String::from_utf8(text).ok()?.into();
    Some(ledger::canonical::to_bytes(&value).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn an_honest_log_verifies_from_each_key_that_is_not_revoked(steps in prop::collection::vec(step(), 0..12)) {
        let told = told(&steps);
        let folder = told.folder();
        for key in &told.keys {
            let verified = held_to(&folder, key.verifier());
            if told.revoked.contains(key.verifier()) {
                let refused = matches!(verified, Err(VerifyError::Trust { .. }));
                prop_assert!(refused, "a revoked key");
            } else {
                let verified = verified.unwrap();
                prop_assert_eq!(&verified.keys, &told.chain);
                prop_assert_eq!(verified.authors.account().strangers, 0);
            }
        }
        let stranger = SigningKey::from_seed(ORIGIN, &[77; 32]).unwrap();
        prop_assert!(held_to(&folder, stranger.verifier()).is_err());
        prop_assert_eq!(folder.verify().unwrap().size, told.tree.size());
    }

    #[test]
    fn one_altered_byte_of_any_file_is_refused(
        steps in prop::collection::vec(step(), 1..8), file in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(),
    ) {
        let mut folder = told(&steps).folder();
        let path = file.get(&folder.paths()).clone();
        let bytes = folder.0.get_mut(&path).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= 1;
        prop_assert!(folder.verify().is_err(), "{} byte {}", path, at);
    }

    /// The holder of the present key writes the whole log anew around an altered statement.
    #[test]
    fn a_broken_chain_is_refused_even_where_the_present_key_signs_it(
        steps in prop::collection::vec(step(), 1..8), which in any::<prop::sample::Index>(), at in any::<usize>(),
    ) {
        let told = told(&steps);
        let mut entries = told.entries.clone();
        let which = which.index(entries.len());
        let Some(altered) = restated(&entries[which], at) else { return Ok(()) };
        entries[which] = altered;
        let folder = folder(&entries, &told.chain, &told.present());
        for key in &told.keys {
            prop_assert!(held_to(&folder, key.verifier()).is_err(), "entry {which}");
        }
    }

    /// An entry that an author signed is moved, or its neighbour altered, and the log written anew by its keeper.
    #[test]
    fn an_authors_signature_holds_in_its_own_history_only(before in 1..6_u8, at in any::<prop::sample::Index>()) {
        let told = told(&[Step::Append(before), Step::Sign(1)]);
        let mut entries = told.entries.clone();
        let at = 2 + at.index(usize::from(before));
        let other = Entry { why: "otherwise".into(), blobs: Vec::new(), ..entry(at as u64) };
        entries[at] = other.to_bytes(at as u64).unwrap();
        let fault = held_to(&folder(&entries, &told.chain, &key()), key().verifier()).unwrap_err();
        let refused = matches!(fault, VerifyError::Author { .. });
        prop_assert!(refused, "{fault}");
    }
}

/// What a thief of a key that was rotated out can do, and what not.
#[test]
fn an_old_key_makes_a_log_for_those_who_know_no_newer_one() {
    let whole = told(&[Step::Append(4), Step::Rotate, Step::Append(4)]);
    let (old, new) = (whole.keys[0].clone(), whole.keys[1].clone());
    // The true log, with the old key's signature in place of the new one's.
    let fault = held_to(&folder(&whole.entries, &whole.chain, &old), old.verifier()).unwrap_err();
    assert!(fault.to_string().contains("is signed by"), "{fault}");
    // Another past, as it could have been before the key was handed over.
    let past = told(&[Step::Append(6)]);
    let forged = folder(&past.entries, &past.chain, &old);
    assert!(held_to(&forged, new.verifier()).is_err(), "refused by whoever has the new key");
    held_to(&forged, old.verifier())
        .expect("this is why a reader is told of the change of keys, and witnesses are asked");
    // The same with a hand-over to a key of the thief's: the true new key cannot be brought in.
    let mut stolen = told(&[Step::Append(6)]);
    let act = KeyAct::Rotated { from: old.verifier().clone(), to: new.verifier().clone(), recovery: None };
    assert!(KeyStatement::sign(ORIGIN, stolen.head(), &act, &[&old]).is_err());
    stolen.take(Step::Rotate);
    let thief = SigningKey::from_seed(ORIGIN, &[55; 32]).unwrap();
    let forged = folder(&stolen.entries, &stolen.chain, &thief);
    assert!(held_to(&forged, old.verifier()).is_err());
}

#[test]
fn unsigned_entries_in_an_authors_name_and_strangers_are_counted() {
    let mut told = told(&[Step::Sign(2), Step::Append(1)]);
    told.enter(Entry { who: Who::named("A. Lind"), ..told.of("finding.entered", "seen".into()) });
    let stranger = SigningKey::from_seed("B._Okoro", &[5; 32]).unwrap();
    let unsigned = Entry { who: Who::named("B. Okoro"), ..told.of("finding.entered", "seen".into()) };
    told.enter(unsigned.sign(told.tree.size(), ORIGIN, told.tree.root(), &stranger).unwrap());
    let verified = held_to(&told.folder(), key().verifier()).unwrap();
    let account = verified.authors.account();
    assert_eq!((account.signed, account.strangers, account.unsigned, account.in_a_name), (2, 1, 4, 1));
    let said = verified.to_string();
    assert!(said.contains("1 of these bear the name of somebody who had a key then"), "{said}");
    assert!(said.contains("1 entries are signed with a key that the log does not know"), "{said}");
    // In another's name.
    let unsigned = Entry { who: Who::named("C. Moreau"), ..told.of("finding.entered", "seen".into()) };
    told.enter(unsigned.sign(told.tree.size(), ORIGIN, told.tree.root(), &lind()).unwrap());
    let fault = held_to(&told.folder(), key().verifier()).unwrap_err();
    assert!(fault.to_string().contains("bears the name of C. Moreau and the signature of A. Lind"), "{fault}");
}

#[test]
fn a_revoked_author_signs_nothing_further() {
    let mut told = told(&[Step::Sign(1)]);
    let author = Author { name: "A. Lind".into(), role: None, key: lind().verifier().clone() };
    told.enter(told.of(authors::REVOKED, author.revoking_body()));
    told.take(Step::Sign(1));
    let verified = held_to(&told.folder(), key().verifier()).unwrap();
    assert_eq!((verified.authors.account().signed, verified.authors.account().strangers), (1, 1));
    told.enter(told.of(authors::ENTERED, author.body()));
    assert!(held_to(&told.folder(), key().verifier()).is_err(), "a key that was revoked does not come back");
}
