//! Reports that come in batches, with decisions between them, make the incidents that one batch makes; no order of arrival
//! and no exchange of the parties changes them.

use crate::chronicle::{Chronicle, sets};
use crate::dice::Dice;
use crate::disorder::mixed;
use crate::properties::{PARTIES, Plan, build_all, exchanged, plan};
use crate::{fuse, fuse_decided};
use model::*;
use proptest::prelude::*;

/// Something a person may do, by numbers that fit any record.
type Doing = (u8, usize, usize);

/// Does it where the record allows; a decision that contradicts another is refused there.
fn act(chronicle: &mut Chronicle, (what, a, b): Doing) {
    let count = chronicle.fused.incidents.len();
    if count == 0 {
        return;
    }
    let (a, b) = (a % count, b % count);
    let size = chronicle.fused.incidents[a].members.len();
    let act = match what {
        0 if a != b => chronicle.merge(&[a, b]),
        1 if size > 1 => chronicle.split(a, 1 + b % (size - 1)),
        2 => chronicle.pin(a),
        3 if !chronicle.decisions.is_empty() => {
            DecisionAct::Revoke { decisions: vec![chronicle.decisions[b % chronicle.decisions.len()].id.clone()] }
        }
        4 => DecisionAct::SetOrigin {
            of: Statements::Claim(chronicle.fused.incidents[a].members[b % size].clone()),
            origin: "Reed Agency".into(),
            speaks: false,
        },
        _ => return,
    };
    // Refused is as good as not done: what was decided before binds.
    chronicle.decide(act).ok();
}

/// A record that took readings in so many at a time, with something done after each batch.
fn told(readings: &[Reading], sizes: &[usize], doings: &[Doing]) -> Chronicle {
    let mut chronicle = Chronicle::default();
    let mut rest = readings;
    let mut doings = doings.iter();
    for size in sizes.iter().copied().chain([readings.len()]) {
        let (batch, later) = rest.split_at(size.min(rest.len()));
        chronicle.goes_on(batch);
        if let Some(doing) = doings.next() {
            act(&mut chronicle, *doing);
        }
        rest = later;
    }
    chronicle.goes_on(&[]);
    chronicle
}

fn doing() -> impl Strategy<Value = Doing> {
    (0..5_u8, 0..64_usize, 0..64_usize)
}

fn told_in_batches() -> impl Strategy<Value = (Vec<Plan>, Vec<usize>, Vec<Doing>)> {
    let sizes = prop::collection::vec(0..5_usize, 0..6);
    (prop::collection::vec(plan(), 1..14), sizes, prop::collection::vec(doing(), 0..7))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn batches_make_what_one_batch_makes((plans, sizes, _) in told_in_batches()) {
        let readings = build_all(&plans, PARTIES);
        let chronicle = told(&readings, &sizes, &[]);
        prop_assert_eq!(sets(&chronicle.fused), sets(&fuse(&readings, &[], &[]).0));
    }

    #[test]
    fn batches_and_decisions_make_what_one_batch_under_the_same_decisions_makes((plans, sizes, doings) in told_in_batches()) {
        let readings = build_all(&plans, PARTIES);
        let chronicle = told(&readings, &sizes, &doings);
        let (whole, notes) = fuse_decided(&readings, &[], &[], &chronicle.decisions);
        prop_assert_eq!(sets(&chronicle.fused), sets(&whole));
        prop_assert!(notes.iter().all(|note| note.code != "decision-contradicted"));
        let mut backwards = readings.clone();
        backwards.reverse();
        prop_assert_eq!(fuse_decided(&backwards, &[], &[], &chronicle.decisions).0, whole);
    }

    #[test]
    fn exchanging_the_parties_exchanges_incidents_over_time((plans, sizes, doings) in told_in_batches()) {
        let one = told(&build_all(&plans, PARTIES), &sizes, &doings);
        let other = told(&build_all(&plans, (PARTIES.1, PARTIES.0)), &sizes, &doings);
        prop_assert_eq!(exchanged(&one.fused, false), exchanged(&other.fused, true));
        prop_assert_eq!(one.continuity.lives, other.continuity.lives);
        prop_assert_eq!(one.decisions, other.decisions);
    }
}

#[test]
fn a_hundred_orders_of_arrival_in_batches_give_one_set_of_incidents_under_decisions() {
    let readings = mixed();
    let doings = [(0, 1, 3), (1, 0, 2), (2, 4, 0), (0, 2, 5), (1, 3, 1), (3, 0, 1), (4, 1, 1)];
    let first = told(&readings, &[9, 9, 9, 9, 9, 9], &doings);
    assert!(first.decisions.len() >= 5, "there is something to hold to: {:?}", first.decisions);
    let (whole, _) = fuse_decided(&readings, &[], &[], &first.decisions);
    assert_eq!(sets(&first.fused), sets(&whole));
    let mut shuffled = readings;
    let mut dice = Dice(1);
    for _ in 0..100 {
        dice.shuffle(&mut shuffled);
        let mut chronicle = Chronicle::default();
        chronicle.decisions.clone_from(&first.decisions);
        shuffled.chunks(16).for_each(|batch| drop(chronicle.goes_on(batch)));
        assert_eq!(sets(&chronicle.fused), sets(&whole));
        assert_eq!(fuse_decided(&shuffled, &[], &[], &first.decisions).0, whole);
    }
}
