//! Whatever comes in, in whatever order: what is screened of it gives the answers that a screening of everything gives.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test"
)]

use assessment::{answers, to_record};
use intake::{Options, from_bytes};
use model::{Asked, Proposal};
use pipeline::{
    Deciding, FieldLines, Remembered, Stages, decide, enter_fieldwork, fuse_if_due, screen_if_due, take_in,
    whole_record,
};
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;
use store::{Access, Change, Reason, SqliteStore, Store};
use wire::{AgreementFile, FieldworkFile};

static STAGES: LazyLock<Stages> = LazyLock::new(Stages::embedded);

const AT: &str = "2031-05-09T08:00:00Z";

/// Something that enters a record.
#[derive(Debug, Clone)]
enum Act {
    /// A report of this number, of one of a few days and places.
    Report(u8),
    /// What a patrol noticed; one that puts the last one right.
    Observed(u8, bool),
    /// An agreement in one of its versions: a carried one, or another.
    Agreed(bool, u8),
    /// The first two incidents are merged, or the first is pinned.
    Decided(bool),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0_u8..12).prop_map(Act::Report),
        3 => (0_u8..6, any::<bool>()).prop_map(|(what, right)| Act::Observed(what, right)),
        2 => (any::<bool>(), 0_u8..3).prop_map(|(carried, version)| Act::Agreed(carried, version)),
        1 => any::<bool>().prop_map(Act::Decided),
    ]
}

fn reason() -> Reason {
    Reason { who: "test".to_owned(), why: "what came in".to_owned() }
}

fn open(folder: &Path) -> SqliteStore {
    SqliteStore::open(folder, Access::Write).unwrap()
}

/// Two tell of the truce, so that a carried agreement comes to be shown; the others of fire.
fn text(number: u8) -> String {
    let day = 12 + number % 3;
    match number {
        0 => "Sarraj signed the ceasefire agreement in Moscow on January 13, 2020.".to_owned(),
        1 => "Haftar left Moscow on January 14, 2020 without signing the ceasefire agreement.".to_owned(),
        2..=5 => format!("The Libyan National Army shelled Tripoli on January {day}, 2020. Three people were killed."),
        6..=9 => format!("The Government of National Accord shelled Tarhuna on January {day}, 2020."),
        _ => format!("Shells hit Misrata on January {day}, 2020. Nobody claimed the attack."),
    }
}

fn agreement(carried: bool, version: u8) -> Change {
    let text = if carried {
        let from = ["2020-01-12T00:00", "2020-01-13T00:00", "2020-01-14T00:00"][usize::from(version)];
        include_str!("../../../data/agreements/moscow-2020.toml").replace("2020-01-12T00:00", from)
    } else {
        let kinds = ["shelling", "armed_clash", "small_arms_fire"][usize::from(version)];
        format!(
            "id = \"hills\"\ntitle = \"Hills\"\ncalled = [\"truce\"]\nparties = [\"ly-gna\", \"ly-lna\"]\nin_effect = \"2020-01-01\"\n\
             facts_from = \"invented\"\n[[provision]]\nid = \"p1\"\ntext = \"No fire.\"\nprohibits = [\"{kinds}\"]\narea = [\"LY\"]\n"
        )
    };
    let file = AgreementFile::parse(&text).and_then(|file| file.to_agreement()).unwrap();
    Change::AgreementEntered(Box::new(file))
}

fn observed(number: usize, what: u8, corrects: Option<usize>) -> FieldLines {
    let what = ["explosion", "burst", "vehicles", "flare", "uav", "shots"][usize::from(what)];
    let corrects = corrects.map_or_else(String::new, |earlier| format!("corrects = \"obs-{earlier}\"\n"));
    let file = format!(
        "[[observation]]\nid = \"obs-{number}\"\n{corrects}means = [\"heard\"]\nnoticed = {{ what = \"{what}\", place = {{ name = \"here\", \
         latitude = 32.8, longitude = 13.1, country = \"LY\", precision = \"settlement\" }} }}\nwhen = \"2020-01-14\"\n"
    );
    FieldworkFile::parse(&file).unwrap().into()
}

/// Does it, as a command does; what is refused changes nothing.
fn take(store: &mut SqliteStore, number: usize, act: &Act, last: &mut Option<usize>) {
    match act {
        Act::Report(which) => {
            let line = format!(
                "{{\"id\":\"r{which}\",\"text\":\"{}\",\"published\":\"2020-01-15\",\"source\":\"S{which}\",\"language\":\"en\"}}\n",
                text(*which)
            );
            let arrivals = from_bytes("r.jsonl", line.as_bytes(), &Options::default());
            let now = || AT.to_owned();
            take_in(&STAGES, store, arrivals.into_iter(), &reason(), &now, &mut |_, _| ()).unwrap();
            fuse_if_due(STAGES.actors(), store, AT).unwrap();
        }
        Act::Observed(what, right) => {
            let corrects = last.filter(|_| *right);
            enter_fieldwork(&STAGES, store, AT, &reason(), observed(number, *what, corrects), false).unwrap();
            *last = Some(number);
        }
        Act::Agreed(carried, version) => {
            store.append(AT, &reason(), &[agreement(*carried, *version)]).unwrap();
        }
        Act::Decided(merge) => {
            let ids: Vec<_> = store.fused().unwrap().incidents.into_iter().take(2).map(|one| one.id).collect();
            let asked = match ids.as_slice() {
                [_, _] if *merge => Asked::Merge(ids.clone()),
                [first, ..] => Asked::Pin(first.clone()),
                [] => return,
            };
            let seen = store.size().unwrap();
            let deciding = Deciding { asked, by: "A".to_owned(), why: "seen".to_owned(), seen };
            decide(STAGES.actors(), store, &mut Remembered::default(), AT, deciding).ok();
        }
    }
}

fn in_order(mut all: Vec<Proposal>) -> Vec<Proposal> {
    all.sort_by_key(Proposal::question);
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_came_in_is_screened_as_everything_would_be(
        acts in prop::collection::vec((act(), any::<bool>()), 1..9),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut store = open(&folder.path().join("record"));
        let mut last = None;
        for (number, (act, screened)) in acts.iter().enumerate() {
            take(&mut store, number, act, &mut last);
            // Whoever is broken off between both screens the more the next time.
            if *screened || number + 1 == acts.len() {
                let scratch = whole_record(&STAGES, &store).unwrap().proposals;
                let expected = to_record(&answers(&store.screenings().unwrap()), &scratch);
                let before = store.screenings().unwrap().len();
                screen_if_due(&STAGES, &mut store, AT).unwrap();
                let told = store.screenings().unwrap();
                let entered: Vec<_> = told[before..].iter().map(|one| one.change.clone()).collect();
                prop_assert_eq!(&entered, &expected, "after {:?}", act);
                prop_assert_eq!(answers(&told), in_order(scratch), "after {:?}", act);
            }
        }
    }
}

/// Where nothing came in, nothing is read and nothing entered; a record made anew from its ledger knows as much.
#[test]
fn twice_is_once_and_a_rebuilt_record_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(&folder.path().join("record"));
    let mut last = None;
    for (number, act) in [Act::Agreed(false, 0), Act::Report(2), Act::Observed(0, false)].iter().enumerate() {
        take(&mut store, number, act, &mut last);
    }
    assert!(screen_if_due(&STAGES, &mut store, AT).unwrap() > 0);
    let size = store.size().unwrap();
    assert_eq!(screen_if_due(&STAGES, &mut store, AT).unwrap(), 0);
    store.rebuild(&mut |_, _| ()).unwrap();
    assert_eq!(screen_if_due(&STAGES, &mut store, AT).unwrap(), 0);
    assert_eq!(store.size().unwrap(), size);
    take(&mut store, 9, &Act::Observed(1, true), &mut last);
    assert!(screen_if_due(&STAGES, &mut store, AT).unwrap() > 0, "the one that was put right is not asked any more");
}

/// How long a write takes on a record of ten thousand incidents: `cargo test -p pipeline --test screening -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn a_write_on_ten_thousand_incidents() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(&folder.path().join("record"));
    store.append(AT, &reason(), &[agreement(true, 0), agreement(false, 0)]).unwrap();
    let places =
        ["Tripoli", "Misrata", "Tarhuna", "Sirte", "Benghazi", "Derna", "Tobruk", "Sabha", "Zuwara", "Gharyan"];
    let first = "2020-01-13".parse::<jiff::civil::Date>().unwrap();
    let lines: Vec<String> = (0..10_000_usize)
        .map(|number| {
            let day = first.saturating_add(jiff::Span::new().days(i64::try_from(number / places.len()).unwrap()));
            let told = day.strftime("%B %-d, %Y");
            format!(
                "{{\"id\":\"r{number}\",\"text\":\"The Libyan National Army shelled {} on {told}.\",\"published\":\"{day}\",\"source\":\"S{}\",\"language\":\"en\"}}\n",
                places[number % places.len()],
                number % 7
            )
        })
        .collect();
    let arrivals = from_bytes("r.jsonl", lines.concat().as_bytes(), &Options::default());
    take_in(&STAGES, &mut store, arrivals.into_iter(), &reason(), &|| AT.to_owned(), &mut |_, _| ()).unwrap();
    fuse_if_due(STAGES.actors(), &mut store, AT).unwrap();
    println!("{} incidents", store.fused().unwrap().incidents.len());
    let timed = |name: &str, store: &mut SqliteStore| {
        let begun = std::time::Instant::now();
        let changed = screen_if_due(&STAGES, store, AT).unwrap();
        println!("{name}: {changed} answers in {:.2} s", begun.elapsed().as_secs_f64());
    };
    timed("everything, the first time", &mut store);
    let mut last = None;
    take(&mut store, 1, &Act::Observed(0, false), &mut last);
    timed("after an observation", &mut store);
    take(&mut store, 2, &Act::Decided(true), &mut last);
    timed("after a merge", &mut store);
    take(&mut store, 3, &Act::Report(3), &mut last);
    timed("after a report", &mut store);
    take(&mut store, 4, &Act::Agreed(false, 1), &mut last);
    timed("after an agreement", &mut store);
    timed("where nothing came in", &mut store);
}
