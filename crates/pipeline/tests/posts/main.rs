//! Posts that exchange come to the same incidents under the same names, bound by the same decisions, in the same conflicts;
//! whoever did what first.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and keeps records in folders"
)]

use intake::{Arrival, Options};
use model::exchange::given_by;
use model::{Asked, Continuity, IncidentId, Peer, Reading};
use pipeline::{Deciding, Remembered, Stages, conflicts, decide, fuse_if_due, read_report};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use store::{Accepting, Access, Change, Reason, SqliteStore, Store};

const AT: &str = "2031-05-04T10:00:00Z";

/// Reports of four events, some told twice and differently.
const TEXTS: [&str; 7] = [
    "Shelling killed two dockers in the port of Misrata on Tuesday, the harbour office said.",
    "Two people were killed on Tuesday when shells hit Misrata, a doctor said.",
    "Shells hit Misrata on Tuesday and wounded five, the council said.",
    "An air strike hit Sirte on Wednesday, killing three civilians, residents said.",
    "Three civilians were killed in an air strike on Sirte on Wednesday, the hospital said.",
    "A bomb exploded in Benghazi on Thursday and wounded a guard, police said.",
    "Gunmen abducted an engineer in Sabha on Monday, his company said.",
];

static STAGES: LazyLock<Stages> = LazyLock::new(Stages::embedded);
static READ: LazyLock<Vec<(Arrival, Reading)>> = LazyLock::new(|| {
    let published = wire::time::instant_or_day("2020-01-17").ok();
    let options = Options { published, source: Some("Hill Post".into()) };
    let arrivals =
        TEXTS.iter().map(|text| intake::from_bytes("report.txt", text.as_bytes(), &options).remove(0).unwrap());
    arrivals.map(|one| (one.clone(), read_report(&STAGES, &[], &one.report))).collect()
});

struct Post {
    store: SqliteStore,
    log: String,
    _folder: tempfile::TempDir,
}

impl Post {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("record"), Access::Write).unwrap();
        let log = store.checkpoint().unwrap().unwrap().origin;
        Self { store, log, _folder: folder }
    }

    fn fuse(&mut self) {
        fuse_if_due(STAGES.actors(), &mut self.store, AT).unwrap();
    }

    fn take_in(&mut self, which: usize) {
        let (arrival, reading) = &READ[which];
        if !self.store.has_report(&arrival.report.id).unwrap() {
            let received = Change::ReportReceived(Box::new(arrival.report.clone()), arrival.bytes.clone());
            let made = Change::ReadingMade(Box::new(reading.clone()));
            self.store.append(AT, &reason(), &[received, made]).unwrap();
            self.fuse();
        }
    }

    /// Decides where the record allows it.
    fn decide(&mut self, what: u8, a: usize, b: usize) {
        let incidents = self.store.fused().unwrap().incidents;
        if incidents.is_empty() {
            return;
        }
        let (one, other) = (&incidents[a % incidents.len()], &incidents[b % incidents.len()]);
        let asked = match what {
            0 if one.id != other.id => Asked::Merge(vec![one.id.clone(), other.id.clone()]),
            1 if one.members.len() > 1 => {
                Asked::Split(one.id.clone(), vec![one.members[b % one.members.len()].clone()])
            }
            2 => Asked::Pin(one.id.clone()),
            3 => match self.store.decisions().unwrap().get(b) {
                Some((_, decision)) => Asked::Revoke(decision.id.clone()),
                None => return,
            },
            _ => return,
        };
        let seen = self.store.size().unwrap();
        let deciding = Deciding { asked, by: "Ana".into(), why: "seen on site".into(), seen };
        // Refused is as good as not done.
        decide(STAGES.actors(), &mut self.store, &mut Remembered::default(), AT, deciding).ok();
    }

    fn says(&self) -> (BTreeMap<IncidentId, BTreeSet<String>>, Vec<String>) {
        let claims = |one: model::Incident| one.members.iter().map(ToString::to_string).collect();
        let incidents = self.store.fused().unwrap().incidents.into_iter().map(|one| (one.id.clone(), claims(one)));
        (incidents.collect(), self.conflicts())
    }

    fn conflicts(&self) -> Vec<String> {
        let mut told: Vec<String> =
            conflicts(&self.store, &self.continuity()).unwrap().iter().map(|one| format!("{one:?}")).collect();
        told.sort();
        told
    }

    fn continuity(&self) -> Continuity {
        Continuity {
            lives: self.store.incident_lives().unwrap(),
            changes: Vec::new(),
            decisions: self.store.decisions().unwrap(),
        }
    }
}

fn reason() -> Reason {
    Reason { who: "Desk 2".into(), why: "an exercise".into() }
}

fn posts() -> Vec<Post> {
    let mut posts: Vec<Post> = (0..2).map(|_| Post::new()).collect();
    let keys: Vec<(String, String)> = posts
        .iter()
        .map(|post| {
            let path = post._folder.path().join("record/ledger/log.vkey");
            (post.log.clone(), std::fs::read_to_string(path).unwrap().trim().to_owned())
        })
        .collect();
    for (own, other) in [(0, 1), (1, 0)] {
        let (log, key) = keys[other].clone();
        let peer = Peer { name: "other".into(), log, key };
        posts[own].store.append(AT, &reason(), &[Change::PeerEntered(peer)]).unwrap();
    }
    posts
}

fn carry(posts: &mut [Post], from: usize) {
    let to = 1 - from;
    let mut parcel = Vec::new();
    posts[from].store.offer(&posts[to].log, None, &mut parcel).unwrap();
    let reason = reason();
    let how = Accepting { at: AT, reason: &reason, partial: false };
    posts[to].store.accept(&how, &mut || Ok(parcel.as_slice())).unwrap();
    posts[to].fuse();
}

#[test]
fn an_id_that_one_post_gave_leads_at_the_other_to_the_same_incident() {
    let mut posts = posts();
    posts[0].take_in(0);
    posts[1].take_in(1);
    let given: Vec<IncidentId> = posts.iter().map(|post| post.store.fused().unwrap().incidents[0].id.clone()).collect();
    assert_ne!(given[0], given[1]);
    carry(&mut posts, 0);
    carry(&mut posts, 1);
    assert_eq!(posts[0].says(), posts[1].says());
    for post in &posts {
        let (continuity, incidents) = (post.continuity(), post.store.fused().unwrap().incidents);
        assert_eq!(incidents.len(), 1, "two reports of one event");
        assert!(given.iter().all(|id| continuity.resolve(id) == Some(&incidents[0].id)));
    }
}

#[test]
fn decisions_that_contradict_each_other_do_not_bind_until_one_is_revoked() {
    let mut posts = posts();
    posts[0].take_in(0);
    posts[0].take_in(3);
    carry(&mut posts, 0);
    let two = posts[1].store.fused().unwrap().incidents.len();
    posts[0].decide(0, 0, 1);
    assert_eq!(posts[0].store.fused().unwrap().incidents.len(), two - 1, "merged");
    posts[1].decide(0, 0, 1);
    posts[1].decide(1, 0, 0);
    posts[1].decide(3, 0, 0);
    posts[1].decide(1, 0, 0);
    carry(&mut posts, 0);
    carry(&mut posts, 1);
    assert_eq!(posts[0].says(), posts[1].says());
    for post in &posts {
        let abroad =
            post.store.decisions().unwrap().iter().filter(|(_, one)| given_by(one.id.as_str()).is_some()).count();
        assert!(abroad > 0);
    }
}

#[derive(Debug, Clone)]
enum Event {
    Arrived(usize, usize),
    Decided(usize, u8, usize, usize),
    Carried(usize),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => (0..2_usize, 0..TEXTS.len()).prop_map(|(post, text)| Event::Arrived(post, text)),
        3 => (0..2_usize, 0..4_u8, 0..8_usize, 0..8_usize).prop_map(|(post, what, a, b)| Event::Decided(post, what, a, b)),
        1 => (0..2_usize).prop_map(Event::Carried),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_in_whatever_order_both_come_to_the_same(events in prop::collection::vec(event(), 1..20)) {
        let mut posts = posts();
        for event in events {
            match event {
                Event::Arrived(post, text) => posts[post].take_in(text),
                Event::Decided(post, what, a, b) => posts[post].decide(what, a, b),
                Event::Carried(from) => carry(&mut posts, from),
            }
        }
        for from in [0, 1, 0] {
            carry(&mut posts, from);
        }
        prop_assert_eq!(posts[0].says(), posts[1].says());
        let (one, other) = (posts[0].continuity(), posts[1].continuity());
        for id in one.lives.keys().chain(other.lives.keys()).collect::<BTreeSet<_>>() {
            prop_assert_eq!(one.resolve(id), other.resolve(id), "{} leads elsewhere", id);
        }
    }
}
