//! A witness against honest logs and others: what it cosigns, what it refuses, and that it signs one history only.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod common;

use common::{Folder, ORIGIN, key, log};
use ledger::Hash;
use ledger::checkpoint::{Checkpoint, SignedCheckpoint, SigningKey, TreeHead};
use ledger::fork::Fork;
use ledger::merkle::consistency_proof;
use ledger::tiles::TileSubtrees;
use ledger::verify::CHECKPOINT_PATH;
use ledger::witness::{MAX_PROOF, Refusal, Request, Seen, SeenError, Witness, WitnessKeyError};
use proptest::prelude::*;
use std::convert::Infallible;

const NOW: u64 = 1_700_000_000;

fn witness() -> Witness {
    let own = SigningKey::witness_from_seed("witness.example/w", &[9; 32]).unwrap();
    Witness::new(own, vec![key().verifier().clone()]).unwrap()
}

fn request(folder: &Folder, old: u64) -> Request {
    let signed = SignedCheckpoint::parse(&folder.0[CHECKPOINT_PATH]).unwrap();
    let size = signed.checkpoint().head.size;
    let mut tiles = TileSubtrees::new(size, |path: &str| Ok::<_, Infallible>(folder.0.get(path).cloned()));
    let proof = consistency_proof(old, size, |level, index| tiles.root(level, index)).unwrap().unwrap_or_default();
    Request { old, proof, signed }
}

fn status(result: &Result<Seen, Refusal>) -> u16 {
    result.as_ref().map_or_else(Refusal::status, |_| 200)
}

/// Through the bytes of the wire, as a witness gets it.
fn ask(witness: &Witness, request: &Request, seen: Option<&Seen>, now: u64) -> Result<Seen, Refusal> {
    witness.add_checkpoint(&Request::parse(&request.to_bytes())?, seen, now)
}

#[test]
fn an_honest_log_is_followed_and_its_answers_hold() {
    let witness = witness();
    let mut seen: Option<Seen> = None;
    for (step, size) in (0..).zip([1, 2, 7, 7, 256, 300, 600]) {
        let folder = log(size, u64::MAX);
        let old = seen.as_ref().map_or(0, |seen| seen.head().size);
        let now = ask(&witness, &request(&folder, old), seen.as_ref(), NOW + step).unwrap();
        let again = Seen::parse(&now.to_bytes(), &witness).unwrap();
        assert_eq!(again, now, "what is kept reads back");
        let signed = SignedCheckpoint::parse(&folder.0[CHECKPOINT_PATH]).unwrap();
        let (cosigned, time) = signed.with_answer(&witness.answer(&now), witness.verifier()).unwrap();
        assert_eq!(time, Some(NOW + step));
        let keys = [key().verifier().clone(), witness.verifier().clone()];
        assert_eq!(cosigned.verify(&keys).unwrap().verified.len(), 2);
        seen = Some(now);
    }
}

#[test]
fn every_refusal_has_the_status_of_the_specification() {
    let witness = witness();
    let (small, large) = (log(300, u64::MAX), log(600, u64::MAX));
    let first = ask(&witness, &request(&small, 0), None, NOW).unwrap();
    let seen = Some(&first);
    // 404 and 403: whose log, whose signature.
    let other = SigningKey::from_seed("example.org/other", &[42; 32]).unwrap();
    let head = TreeHead { size: 600, root: Hash::of(b"") };
    let stranger = SignedCheckpoint::sign(&Checkpoint::new("example.org/other", head), &other).unwrap();
    let unknown = Request { old: 0, proof: Vec::new(), signed: stranger };
    assert_eq!(status(&ask(&witness, &unknown, None, NOW)), 404);
    let forger = SigningKey::from_seed(ORIGIN, &[7; 32]).unwrap();
    let forged = SignedCheckpoint::sign(&Checkpoint::new(ORIGIN, large.head()), &forger).unwrap();
    let forged = Request { signed: forged, ..request(&large, 300) };
    assert_eq!(status(&ask(&witness, &forged, seen, NOW)), 403);
    // 409: another size than it knows, told so that the log can send the right proof.
    for (folder, old, known) in [(&large, 0, seen), (&large, 299, seen), (&small, 10, None), (&small, 299, seen)] {
        let refusal = ask(&witness, &request(folder, old), known, NOW).unwrap_err();
        let size = known.map_or(0, |seen| seen.head().size);
        assert_eq!((refusal.status(), refusal.body()), (409, ("text/x.tlog.size", format!("{size}\n"))), "{old}");
    }
    // 400: a proof from beyond the checkpoint; a rollback can only come so, or as a conflict.
    let back = Request { old: 300, ..request(&log(200, u64::MAX), 0) };
    assert_eq!(status(&ask(&witness, &back, seen, NOW)), 400);
    // 422: no proof, a wrong one, one too many, one where none may be.
    let sound = request(&large, 300);
    let mut proofs = vec![Vec::new(), [&sound.proof[..], &[Hash::of(b"")]].concat()];
    proofs.extend((0..sound.proof.len()).map(|at| {
        let mut altered = sound.proof.clone();
        altered[at].0[31] ^= 1;
        altered
    }));
    for proof in proofs {
        assert_eq!(status(&ask(&witness, &Request { proof, ..sound.clone() }, seen, NOW)), 422);
    }
    let needless = Request { proof: vec![Hash::of(b"")], ..request(&small, 0) };
    assert_eq!(status(&ask(&witness, &needless, None, NOW)), 422);
    // 503: the witness's own clock went back.
    assert_eq!(status(&ask(&witness, &sound, seen, NOW - 1)), 503);
    assert_eq!(status(&ask(&witness, &sound, seen, NOW)), 200);
}

#[test]
fn a_fork_of_the_same_size_is_refused_and_proved() {
    let witness = witness();
    let seen = ask(&witness, &request(&log(300, u64::MAX), 0), None, NOW).unwrap();
    let refusal = ask(&witness, &request(&log(300, 250), 300), Some(&seen), NOW).unwrap_err();
    let Refusal::Fork { size: 300, evidence: Some(fork) } = &refusal else { panic!("{refusal:?}") };
    assert_eq!((refusal.status(), refusal.body().0), (409, "text/x.tlog.size"));
    let fork = Fork::parse(&fork.to_bytes()).unwrap();
    let proven = fork.verify(&[key().verifier().clone()]).unwrap();
    assert_eq!((proven.smaller.size, proven.larger.size), (300, 300));
}

#[test]
fn malformed_requests_are_named() {
    let body = String::from_utf8(request(&log(600, u64::MAX), 300).to_bytes()).unwrap();
    assert!(Request::parse(body.as_bytes()).is_ok());
    let hash = body.lines().nth(1).unwrap();
    let many = format!("old 300\n{}\n", format!("{hash}\n").repeat(MAX_PROOF + 1));
    let note = body.split_once("\n\n").unwrap().1;
    for altered in [
        String::new(),
        "old 300\n".to_owned(),
        body.replace("old 300", "old 0300"),
        body.replace("old 300", "old -1"),
        body.replace("old 300", "old  300"),
        body.replace("old 300", "new 300"),
        body.replace(hash, &hash[1..]),
        body.replace(hash, &format!("{hash}\r")),
        body.replace("\n\n", "\n"),
        body.trim_end().to_owned(),
        format!("{many}{note}"),
    ] {
        let refusal = Request::parse(altered.as_bytes()).unwrap_err();
        assert!(matches!(refusal, Refusal::Malformed(_)), "{altered}");
        assert_eq!(refusal.status(), 400);
    }
    assert_eq!(Request::parse(b"old 1\n\xff").unwrap_err().status(), 400);
}

#[test]
fn kept_bytes_of_another_hand_are_refused() {
    let witness = witness();
    let bytes = ask(&witness, &request(&log(300, u64::MAX), 0), None, NOW).unwrap().to_bytes();
    for at in 0..bytes.len() {
        let mut altered = bytes.clone();
        altered[at] ^= 1;
        assert!(Seen::parse(&altered, &witness).is_err(), "byte {at}");
        assert!(Seen::parse(&bytes[..at], &witness).is_err(), "cut at {at}");
    }
    let own = SigningKey::witness_from_seed("witness.example/other", &[8; 32]).unwrap();
    let other = Witness::new(own, vec![key().verifier().clone()]).unwrap();
    assert!(matches!(Seen::parse(&bytes, &other), Err(SeenError::NotSigned(_))));
}

#[test]
fn a_key_serves_one_purpose() {
    let log = || key().verifier().clone();
    assert_eq!(Witness::new(key(), vec![log()]).unwrap_err(), WitnessKeyError::NotAWitness(ORIGIN.into()));
    let own = || SigningKey::witness_from_seed("w", &[42; 32]).unwrap();
    assert_eq!(Witness::new(own(), vec![log()]).unwrap_err(), WitnessKeyError::Same(ORIGIN.into()));
    let not_a_log = Witness::new(own(), vec![own().verifier().clone()]).unwrap_err();
    assert_eq!(not_a_log, WitnessKeyError::NotALog("w".into()));
}

/// What a lying witness answers is not taken over: another's line, one over another tree, one altered, none.
#[test]
fn answers_that_do_not_hold_are_passed_over() {
    let witness = witness();
    let folder = log(300, u64::MAX);
    let signed = SignedCheckpoint::parse(&folder.0[CHECKPOINT_PATH]).unwrap();
    let sound = witness.answer(&ask(&witness, &request(&folder, 0), None, NOW).unwrap());
    let elsewhere = witness.answer(&ask(&witness, &request(&log(200, u64::MAX), 0), None, NOW).unwrap());
    let own = SigningKey::witness_from_seed("witness.example/w", &[8; 32]).unwrap();
    let other = Witness::new(own, vec![key().verifier().clone()]).unwrap();
    let by_another = other.answer(&ask(&other, &request(&folder, 0), None, NOW).unwrap());
    let cut = sound[..sound.len() - 1].to_vec();
    for answer in [Vec::new(), b"thanks\n".to_vec(), b"\xff\n".to_vec(), elsewhere.clone(), by_another.clone(), cut] {
        let (same, time) = signed.clone().with_answer(&answer, witness.verifier()).unwrap();
        assert_eq!((same, time), (signed.clone(), None));
    }
    let mixed = [elsewhere, by_another, sound.clone(), b"\n\n".to_vec()].concat();
    let (cosigned, time) = signed.clone().with_answer(&mixed, witness.verifier()).unwrap();
    assert_eq!(time, Some(NOW));
    assert_eq!(cosigned.line_of(witness.verifier()), Some(sound.clone()));
    // An older answer, sent again, does not take the place of a newer one.
    let later = ask(&witness, &request(&folder, 0), None, NOW + 60).unwrap();
    let (newer, _) = cosigned.with_answer(&witness.answer(&later), witness.verifier()).unwrap();
    assert_eq!(newer.clone().with_answer(&sound, witness.verifier()).unwrap(), (newer, Some(NOW + 60)));
}

/// Lines of other algorithms are kept as they came, and prove nothing; that of a post-quantum witness is the longest.
#[test]
fn lines_of_unknown_algorithms_are_left_alone() {
    use base64::{Engine, prelude::BASE64_STANDARD};
    let mut bytes = log(3, u64::MAX).0[CHECKPOINT_PATH].clone();
    for length in [1_usize, 64, 8 + 2420] {
        let line = format!(
            "— witness.example/pq {}\n",
            BASE64_STANDARD.encode([&[1, 2, 3, 4][..], &vec![5; length]].concat())
        );
        bytes.extend(line.into_bytes());
    }
    let signed = SignedCheckpoint::parse(&bytes).unwrap();
    assert_eq!(signed.to_bytes(), bytes);
    let lines = signed.verify(&[key().verifier().clone()]).unwrap();
    assert_eq!((lines.verified.len(), lines.unknown.len()), (1, 3));
    let seen = witness().add_checkpoint(&Request { old: 0, proof: Vec::new(), signed }, None, NOW).unwrap();
    assert!(seen.to_bytes().len() < 600, "a witness keeps only what it checked");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is asked, in whatever order, over two branches of a log: no two cosigned trees contradict each other.
    #[test]
    fn one_history_is_cosigned(asked in proptest::collection::vec((any::<bool>(), 1_u64..24, 0_u64..24), 1..24)) {
        let witness = witness();
        let mut seen: Option<Seen> = None;
        let mut cosigned = Vec::new();
        for (now, (branch, size, old)) in (NOW..).zip(asked) {
            let folder = log(size, if branch { 12 } else { u64::MAX });
            // Half of the requests come from where the witness stands, else hardly one would be granted.
            let old = if old % 2 == 0 { seen.as_ref().map_or(0, |seen| seen.head().size) } else { old };
            if let Ok(next) = ask(&witness, &request(&folder, old), seen.as_ref(), now) {
                cosigned.push((branch, next.head()));
                seen = Some(next);
            }
        }
        for pair in cosigned.windows(2) {
            prop_assert!(pair[0].1.size <= pair[1].1.size);
        }
        let of = |branch| cosigned.iter().filter(|(b, head)| *b == branch && head.size > 12).count();
        prop_assert!(of(true) == 0 || of(false) == 0, "{cosigned:?}");
    }
}
