//! Policies of witnesses: the format of C2SP tlog-policy, and who has to have signed.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod common;

use common::{ORIGIN, key};
use ledger::Hash;
use ledger::checkpoint::{Checkpoint, SignedCheckpoint, SigningKey, TreeHead};
use ledger::policy::Policy;

fn witness(seed: u8) -> SigningKey {
    SigningKey::witness_from_seed(&format!("w{seed}.example/w"), &[seed; 32]).unwrap()
}

/// One of each side, and two of three neutral ones: groups inside a group.
fn sides() -> String {
    let key_of = |seed| witness(seed).verifier().to_string();
    let lines = [
        "# who has to have seen it".to_owned(),
        format!("log {}", key().verifier()),
        format!("witness first-a {} http://127.0.0.1:1/a", key_of(1)),
        format!("\twitness first-b {}", key_of(2)),
        format!("witness second {}", key_of(3)),
        format!("witness n1 {}", key_of(4)),
        format!("witness n2 {}", key_of(5)),
        format!("witness n3 {}  ", key_of(6)),
        "group first-side any first-a first-b".to_owned(),
        "group both-sides all first-side second".to_owned(),
        "group neutral 2 n1 n2 n3".to_owned(),
        "group everybody all both-sides neutral".to_owned(),
        String::new(),
        "quorum everybody".to_owned(),
    ];
    lines.join("\n")
}

fn holds(policy: &Policy, seeds: &[u8]) -> bool {
    let head = TreeHead { size: 7, root: Hash::of(b"root") };
    let mut signed = SignedCheckpoint::sign(&Checkpoint::new(ORIGIN, head), &key()).unwrap();
    for seed in seeds {
        signed = signed.cosign(&witness(*seed), 1_578_787_199).unwrap();
    }
    let judgement = policy.judge(&signed.verify(&policy.keys()).unwrap());
    let text = judgement.to_string();
    assert_eq!(text.contains("The policy holds"), judgement.holds, "{text}");
    assert_eq!(text.matches("signed, having seen this root at 2020-01-11T23:59:59Z").count(), seeds.len(), "{text}");
    judgement.holds
}

#[test]
fn groups_inside_groups_are_counted() {
    let policy = Policy::parse(&sides()).unwrap();
    assert_eq!(policy.witnesses[0].url.as_deref(), Some("http://127.0.0.1:1/a"));
    for (seeds, expected) in [
        (&[1, 3, 4, 5][..], true),
        (&[2, 3, 5, 6], true),
        (&[1, 2, 3, 4, 5, 6], true),
        (&[1, 3, 4], false),
        (&[1, 2, 4, 5, 6], false),
        (&[3, 4, 5, 6], false),
        (&[], false),
    ] {
        assert_eq!(holds(&policy, seeds), expected, "{seeds:?}");
    }
}

#[test]
fn one_witness_or_nobody_may_be_asked_for() {
    let one = format!("witness w {}\nquorum w\n", witness(1).verifier());
    assert!(holds(&Policy::parse(&one).unwrap(), &[1]));
    assert!(!holds(&Policy::parse(&one).unwrap(), &[]));
    assert!(holds(&Policy::parse("quorum none\n").unwrap(), &[]));
}

#[test]
fn departures_are_named_by_their_line() {
    let text = sides();
    let line = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        Policy::parse(&text.replace(from, to)).unwrap_err().line
    };
    assert_eq!(line("quorum everybody", ""), 0);
    assert_eq!(line("quorum everybody", "quorum everybody\nquorum none"), 15);
    assert_eq!(line("quorum everybody", "quorum anybody"), 14);
    assert_eq!(line("group neutral 2", "group neutral 4"), 11);
    assert_eq!(line("group neutral 2", "group neutral 0"), 11);
    assert_eq!(line("group neutral 2", "group neutral 02"), 11);
    assert_eq!(line("group neutral 2 n1 n2 n3", "group neutral any"), 11);
    assert_eq!(line("all both-sides neutral", "all both-sides neutral n1"), 12, "a member counts in one way only");
    assert_eq!(line("any first-a first-b", "any first-a first-a"), 9);
    assert_eq!(line("any first-a first-b", "any first-a everybody"), 9, "a group that stands below");
    assert_eq!(line("group neutral", "group none"), 11);
    assert_eq!(line("group neutral", "group n1"), 11);
    assert_eq!(line("witness n3", "witness n2"), 8);
    assert_eq!(line("witness n3", "bystander n3"), 8);
    assert_eq!(line("# who", "\u{7} # who"), 1);
    let again = witness(5).verifier().to_string();
    assert_eq!(line(&witness(6).verifier().to_string(), &again), 8, "one key cannot count twice");
    let renamed = SigningKey::witness_from_seed("another.example/name", &[5; 32]).unwrap();
    assert_eq!(line(&witness(6).verifier().to_string(), &renamed.verifier().to_string()), 8);
    assert_eq!(line(&witness(6).verifier().to_string(), &key().verifier().to_string()), 8);
    assert_eq!(line(&key().verifier().to_string(), &again), 2);
    assert_eq!(line(&again, &again[1..]), 7);
}
