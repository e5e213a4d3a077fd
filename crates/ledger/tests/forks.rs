//! Forks proved, and what does not prove one.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod common;

use common::{Folder, ORIGIN, key, log};
use ledger::checkpoint::{Checkpoint, SignedCheckpoint, SigningKey};
use ledger::fork::{Beginning, Fork, ForkError};
use ledger::verify::CHECKPOINT_PATH;
use std::convert::Infallible;

fn head(folder: &Folder) -> SignedCheckpoint {
    SignedCheckpoint::parse(&folder.0[CHECKPOINT_PATH]).unwrap()
}

fn beginning(folder: &Folder, size: u64) -> Beginning {
    Beginning::read(size, &folder.head(), |path| Ok::<_, Infallible>(folder.0.get(path).cloned())).unwrap()
}

#[test]
fn two_sizes_that_exclude_each_other_are_proved() {
    let keys = [key().verifier().clone()];
    for (small, large, fork) in [(1, 2, 0), (255, 256, 100), (300, 600, 299), (512, 600, 0), (599, 600, 3)] {
        let (one, other) = (log(small, u64::MAX), log(large, fork));
        let made = Fork::two_sizes(&head(&one), &head(&other), beginning(&other, small)).unwrap();
        let read = Fork::parse(&made.to_bytes()).unwrap();
        assert_eq!(read, made);
        let proven = read.verify(&keys).unwrap();
        assert_eq!((proven.smaller, proven.larger), (one.head(), other.head()));
        assert!(proven.to_string().starts_with("FORK: the log example.org/record"));
    }
}

#[test]
fn heads_that_agree_prove_nothing() {
    let (one, other) = (log(300, u64::MAX), log(600, u64::MAX));
    assert_eq!(Fork::two_sizes(&head(&one), &head(&other), beginning(&other, 300)), None);
    assert_eq!(Fork::same_size(&head(&one), &head(&one)), None);
    let forked = log(300, 7);
    let made = Fork::same_size(&head(&one), &head(&forked)).unwrap();
    let text = String::from_utf8(made.to_bytes()).unwrap();
    let (one_note, forked_note) = (head(&one).to_bytes(), head(&forked).to_bytes());
    let same = text.replace(&String::from_utf8(forked_note).unwrap(), &String::from_utf8(one_note).unwrap());
    assert_eq!(Fork::parse(same.as_bytes()).unwrap().verify(&[key().verifier().clone()]), Err(ForkError::NoFork));
}

/// Whoever would blame an honest log needs a second signature of its key, or a proof that does not exist.
#[test]
fn an_honest_log_cannot_be_blamed() {
    let keys = [key().verifier().clone()];
    let (one, other) = (log(300, u64::MAX), log(600, u64::MAX));
    let mut wrong = beginning(&other, 300);
    wrong.root.0[0] ^= 1;
    let made = Fork::two_sizes(&head(&one), &head(&other), wrong).unwrap();
    assert!(matches!(made.verify(&keys), Err(ForkError::Proof(_))));
    let forger = SigningKey::from_seed(ORIGIN, &[7; 32]).unwrap();
    let forged = SignedCheckpoint::sign(&Checkpoint::new(ORIGIN, log(300, 7).head()), &forger).unwrap();
    let made = Fork::same_size(&head(&one), &forged).unwrap();
    assert_eq!(made.verify(&keys), Err(ForkError::NotSigned(ORIGIN.into())));
    assert!(made.verify(&[]).is_err());
}

#[test]
fn every_altered_byte_is_noticed() {
    let keys = [key().verifier().clone()];
    let other = log(20, 3);
    let made = Fork::two_sizes(&head(&log(11, u64::MAX)), &head(&other), beginning(&other, 11)).unwrap();
    let bytes = made.to_bytes();
    for at in 0..bytes.len() {
        let mut altered = bytes.clone();
        altered[at] ^= 1;
        assert!(Fork::parse(&altered).and_then(|fork| fork.verify(&keys)).is_err(), "byte {at}");
        assert!(Fork::parse(&bytes[..at]).and_then(|fork| fork.verify(&keys)).is_err(), "cut at {at}");
    }
}
