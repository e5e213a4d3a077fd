//! Chains that hold, and every kind that does not.

use super::*;
use crate::Hash;
use crate::checkpoint::{Checkpoint, SignedCheckpoint, Signer, SigningKey, TreeHead, VerifierKey};

const ORIGIN: &str = "example.org/record";

fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(ORIGIN, &[seed; 32]).unwrap()
}

fn recovery(seed: u8) -> SigningKey {
    SigningKey::from_seed("example.org/record/recovery", &[seed; 32]).unwrap()
}

fn public(key: &SigningKey) -> VerifierKey {
    key.verifier().clone()
}

fn head(size: u64) -> TreeHead {
    TreeHead { size, root: Hash([u8::try_from(size).unwrap(); 32]) }
}

fn said(size: u64, act: KeyAct, signers: &[&SigningKey]) -> KeyStatement {
    let signers: Vec<&dyn Signer> = signers.iter().map(|key| *key as &dyn Signer).collect();
    KeyStatement::sign(ORIGIN, head(size), &act, &signers).unwrap()
}

fn begun() -> KeyStatement {
    let act = KeyAct::Begun { key: public(&key(1)), recovery: Some(public(&recovery(9))), succeeds: None };
    said(0, act, &[&key(1), &recovery(9)])
}

fn rotated(size: u64, from: u8, to: u8, by: &SigningKey) -> KeyStatement {
    said(size, KeyAct::Rotated { from: public(&key(from)), to: public(&key(to)), recovery: None }, &[by, &key(to)])
}

fn revoked(size: u64, gone: u8, since: u64, by: u8) -> KeyStatement {
    said(size, KeyAct::Revoked { key: public(&key(gone)), since }, &[&key(by)])
}

fn chain(statements: &[KeyStatement]) -> Result<KeyChain, ChainError> {
    let mut chain = KeyChain::default();
    statements.iter().try_for_each(|statement| chain.accept(statement.clone()))?;
    Ok(chain)
}

fn signed(size: u64, by: &[u8]) -> SignedCheckpoint {
    let checkpoint = Checkpoint::new(ORIGIN, head(size));
    let first = SignedCheckpoint::sign(&checkpoint, &key(by[0])).unwrap();
    by[1..].iter().fold(first, |signed, seed| signed.sign_also(&key(*seed)).unwrap())
}

/// The worked example of docs/ledger.md: the text of a statement, its lines in order.
#[test]
fn worked_example() {
    let statement = rotated(7, 1, 2, &key(1));
    let text = String::from_utf8(statement.to_bytes()).unwrap();
    let expected = format!(
        "example.org/record\n7\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\ntrucewatch/key@v1 rotated\n\
         from {}\nto {}\n\n— example.org/record ",
        public(&key(1)),
        public(&key(2))
    );
    assert!(text.starts_with(&expected), "{text}");
    assert_eq!(text.matches("— example.org/record ").count(), 2);
    assert_eq!(KeyStatement::parse(text.as_bytes()).unwrap(), statement);
    assert_eq!(public(&key(1)).to_string(), "example.org/record+076dc190+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c");
}

#[test]
fn a_chain_is_read_back_from_its_file() {
    let all = [begun(), rotated(4, 1, 2, &key(1)), revoked(5, 1, 3, 2), rotated(9, 2, 3, &recovery(9))];
    let whole = chain(&all).unwrap();
    assert_eq!(KeyChain::parse(&whole.to_bytes()).unwrap(), whole);
    assert_eq!(whole.key_at(4), Some(&public(&key(1))));
    assert_eq!(whole.key_at(5), Some(&public(&key(2))));
    assert_eq!(
        whole.links().iter().map(|link| link.by).collect::<Vec<_>>(),
        [HandedBy::First, HandedBy::Key, HandedBy::Recovery]
    );
    assert_eq!(whole.doubtful().count(), 1, "the second key was named when the first was no longer believed");
}

#[test]
fn every_altered_byte_of_a_chain_is_noticed() {
    let whole = chain(&[begun(), rotated(4, 1, 2, &key(1)), revoked(5, 1, 3, 2)]).unwrap();
    let bytes = whole.to_bytes();
    for place in 0..bytes.len() {
        let mut altered = bytes.clone();
        altered[place] ^= 1;
        assert_ne!(KeyChain::parse(&altered).ok().as_ref(), Some(&whole), "byte {place}");
        let led =
            KeyChain::parse(&altered).is_ok_and(|chain| chain.vouch(&signed(9, &[2]), &[public(&key(1))]).is_ok());
        assert!(!led, "byte {place}");
    }
}

#[test]
fn what_does_not_follow_is_refused() {
    let refused = |statements: &[KeyStatement]| chain(statements).unwrap_err().to_string();
    let first = rotated(4, 1, 2, &key(1));
    assert!(refused(&[first.clone(), rotated(6, 1, 3, &key(1))]).contains("is not the one that signs the log then"));
    assert!(refused(&[first.clone(), rotated(4, 2, 3, &key(2))]).contains("does not come after"));
    assert!(refused(&[first.clone(), rotated(6, 2, 1, &key(2))]).contains("used before"));
    assert!(refused(&[first.clone(), begun()]).contains("does not come after"));
    assert!(refused(&[rotated(4, 1, 2, &key(5))]).contains("not signed by example.org/record"));
    assert!(refused(&[begun(), rotated(4, 1, 2, &recovery(8))]).contains("not signed by"), "another recovery key");
    assert!(refused(&[first.clone(), revoked(6, 2, 3, 2)]).contains("cannot be revoked"), "the present key");
    assert!(refused(&[first.clone(), revoked(6, 1, 5, 2)]).contains("cannot be revoked"), "after it was rotated out");
    assert!(refused(&[first.clone(), revoked(6, 1, 3, 1)]).contains("not signed by"), "by the old key");
    assert!(refused(&[first, revoked(6, 1, 3, 2), revoked(7, 1, 3, 2)]).contains("cannot be revoked"), "twice");
}

#[test]
fn a_new_key_must_prove_that_somebody_holds_it() {
    let act = KeyAct::Rotated { from: public(&key(1)), to: public(&key(2)), recovery: None };
    let error = KeyStatement::sign(ORIGIN, head(4), &act, &[&key(1)]).unwrap_err();
    assert!(error.to_string().contains("not signed by"), "{error}");
    let act = KeyAct::Begun { key: public(&key(1)), recovery: Some(public(&recovery(9))), succeeds: None };
    assert!(KeyStatement::sign(ORIGIN, head(0), &act, &[&key(1)]).is_err());
    let strange = SigningKey::from_seed("example.org/other", &[3; 32]).unwrap();
    let act = KeyAct::Rotated { from: public(&key(1)), to: public(&strange), recovery: None };
    let error = KeyStatement::sign(ORIGIN, head(4), &act, &[&key(1), &strange]).unwrap_err();
    assert!(error.to_string().contains("not one of a log called"), "{error}");
}

/// A thief of the present key cannot take the recovery key away from the keeper.
#[test]
fn a_recovery_key_goes_by_its_own_word_only() {
    let with = |by: &[&SigningKey]| {
        let act = KeyAct::Rotated { from: public(&key(1)), to: public(&key(2)), recovery: Some(public(&recovery(8))) };
        let new = (key(2), recovery(8));
        said(4, act, &[by, &[&new.0, &new.1]].concat())
    };
    assert_eq!(chain(&[begun(), with(&[&key(1)])]).unwrap_err(), ChainError::Recovery);
    let renewed = chain(&[begun(), with(&[&recovery(9)])]).unwrap();
    assert_eq!(renewed.recovery(), Some(&public(&recovery(8))));
    let first = chain(&[with(&[&key(1)])]).unwrap();
    assert_eq!(first.recovery(), Some(&public(&recovery(8))), "a log without one may get its first");
}

#[test]
fn a_held_key_leads_forward_only() {
    let plain = chain(&[rotated(4, 1, 2, &key(1)), rotated(8, 2, 3, &key(2))]).unwrap();
    let by = |chain: &KeyChain, held: u8, size: u64, signers: &[u8]| {
        chain.vouch(&signed(size, signers), &[public(&key(held))]).map(|vouched| vouched.signer)
    };
    assert_eq!(by(&plain, 1, 4, &[1]), Ok(public(&key(1))));
    assert_eq!(by(&plain, 1, 5, &[2]), Ok(public(&key(2))));
    assert_eq!(by(&plain, 1, 5, &[2, 1]), Ok(public(&key(2))), "the old key may sign beside the new one");
    assert_eq!(by(&plain, 1, 99, &[3]), Ok(public(&key(3))));
    assert!(matches!(by(&plain, 1, 5, &[1]), Err(TrustError::RotatedOut { size: 5, .. })), "rotated out");
    assert!(matches!(by(&plain, 2, 4, &[1]), Err(TrustError::Older { size: 4, from: 5 })), "an old key's past");
    assert!(matches!(by(&plain, 7, 99, &[3]), Err(TrustError::Stranger(_))));
    let revoked = chain(&[rotated(4, 1, 2, &key(1)), revoked(6, 1, 3, 2)]).unwrap();
    assert!(matches!(by(&revoked, 1, 99, &[2]), Err(TrustError::Revoked { entry: 6, .. })));
    assert_eq!(by(&revoked, 2, 99, &[2]), Ok(public(&key(2))));
    assert_eq!(by(&KeyChain::default(), 1, 99, &[1]), Ok(public(&key(1))));
    assert!(matches!(by(&KeyChain::default(), 1, 99, &[2]), Err(TrustError::NotSigned { .. })));
}
