//! Three posts work, and exchange in any order: once each has had all that the others have, all of them say the same, and
//! what they contradict each other in is the same everywhere.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and damages files itself"
)]

mod common;

use common::posts::{Post, carry, posts};
use common::{agreement, cases, decision, finding, reading, report, source};
use model::{DecisionAct, Reliability, Source, Statements};
use proptest::prelude::*;
use store::{Change, Store};

const POSTS: usize = 3;

/// What happens: somebody does something at a post, or a parcel goes from one to another.
#[derive(Debug, Clone)]
enum Event {
    Done { post: usize, what: u8, which: usize, how: usize },
    Carried { from: usize, by: usize },
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => (0..POSTS, 0..9_u8, 0..3_usize, 0..3_usize)
            .prop_map(|(post, what, which, how)| Event::Done { post, what, which, how }),
        1 => (0..POSTS, 1..POSTS).prop_map(|(from, by)| Event::Carried { from, by }),
    ]
}

fn act(post: &mut Post, what: u8, which: usize, how: usize) {
    let change = match what {
        0 => return take_in(post, which, how),
        1 => {
            let reliability = Reliability::parse(["A", "B", "C"][how]).unwrap();
            Change::SourceEntered(Source { reliability, ..source(which) })
        }
        2 => Change::AgreementEntered(Box::new(agreement(1 + how))),
        3 => Change::RulesEntered(Box::new(cases::rules(["first", "second", "third"][how], 6 + which as u8))),
        4 => {
            let number = post.store.next_finding().unwrap().as_str()[2..].parse().unwrap();
            let supersedes = post.store.findings().unwrap().last().map(|last| last.id.clone()).filter(|_| how == 0);
            Change::FindingEntered(Box::new(model::Finding { supersedes, ..finding(number) }))
        }
        5 if how == 0 => {
            let case = post.store.next_case().unwrap();
            Change::CaseStepped(Box::new(cases::step(case.as_str(), cases::RECEIVED)))
        }
        5 => {
            let own = |step: &model::CaseStep| !step.case.as_str().contains('@');
            let mut steps = post.store.case_steps().unwrap().into_iter().map(|(_, step)| step);
            let Some(step) = steps.find(own) else { return };
            Change::CaseStepped(Box::new(cases::step(step.case.as_str(), "[act.logged]\nreceipt = \"2031/1\"")))
        }
        6 => Change::TrackEntered(Box::new(cases::track(["planned", "held", "broken_off"][how]))),
        7 => return observe(post, how),
        _ => {
            let decisions = post.store.decisions().unwrap();
            let act = match decisions.get(which) {
                Some((_, held)) if how == 0 => DecisionAct::Revoke { decisions: vec![held.id.clone()] },
                _ => {
                    let of = Statements::Source(format!("Paper {which}"));
                    DecisionAct::SetOrigin { of, origin: format!("Agency {how}"), speaks: false }
                }
            };
            let number = post.store.next_decision().unwrap().as_str()[2..].parse().unwrap();
            Change::DecisionMade(Box::new(decision(number, post.store.size().unwrap(), act)))
        }
    };
    post.tell(&[change]);
}

/// An observation, or one that puts a standing one right.
fn observe(post: &mut Post, how: usize) {
    let held = post.store.fieldwork().unwrap().observations;
    let corrects = model::fieldwork::standing(&held).nth(how).map(|one| format!("corrects = \"{}\"\n", one.id));
    let corrects = corrects.filter(|_| how > 0).unwrap_or_default();
    let file = format!(
        "[[observation]]\nid = \"o-{}\"\n{corrects}means = [\"seen\"]\nwhen = \"2031-05-0{}\"\n",
        held.len(),
        how + 1
    );
    post.tell(&common::fieldwork::changes(&file));
}

/// As `read` does: a report that is here already is not taken in again. Posts are told it by different papers.
fn take_in(post: &mut Post, which: usize, how: usize) {
    let (mut arrived, bytes) = report(which);
    if post.store.has_report(&arrived.id).unwrap() {
        return;
    }
    arrived.source = Some(["Harbour Wire", "Hill Post", "Coast Gazette"][how].into());
    arrived.found_at = format!("stick/{how}/{which}.txt");
    let mut read = reading(which, 1 + how);
    read.source = arrived.source.clone();
    post.tell(&[Change::ReportReceived(Box::new(arrived), bytes), Change::ReadingMade(Box::new(read))]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_in_whatever_order_all_come_to_the_same(events in prop::collection::vec(event(), 1..24)) {
        let mut posts = posts(POSTS);
        for event in events {
            match event {
                Event::Done { post, what, which, how } => act(&mut posts[post], what, which, how),
                Event::Carried { from, by } => drop(carry(&mut posts, from, (from + by) % POSTS)),
            }
        }
        // Round, and round again: the last has by then what the first took in from it.
        for from in (0..POSTS).chain(0..POSTS) {
            carry(&mut posts, from, (from + 1) % POSTS);
        }
        let first = posts[0].says();
        for post in &posts {
            prop_assert_eq!(&post.says(), &first);
        }
        let mirrored: Vec<(u64, u64)> = posts.iter().map(Post::assert_sound).collect();
        prop_assert!(mirrored.iter().all(|(logs, _)| *logs == 2), "{:?}", mirrored);
    }
}
