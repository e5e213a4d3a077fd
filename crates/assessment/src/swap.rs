//! The swap test: exchange the parties everywhere and everything that comes out is the same with the parties exchanged.

use crate::builders::{Report, actors, day, event, place, truce};
use crate::{board, propose};
use model::{ClaimKind, Fused, Incident, IncidentId, Modality, Polarity, Reading, Tense};
use proptest::prelude::*;

/// What a claim of the generated reports says: who, what, how, when, about what.
type Said = (usize, usize, usize, bool, i8, usize);

/// Names that can be exchanged: every one has the length of its counterpart, so that all spans stay.
fn who(a: &str, b: &str, which: usize) -> String {
    match which {
        0 => a.to_owned(),
        1 => b.to_owned(),
        2 => format!("person-{a}"),
        3 => format!("person-{b}"),
        4 => format!("{a}-brigade"),
        5 => format!("{b}-brigade"),
        6 => "person-river".to_owned(),
        _ => "state-far".to_owned(),
    }
}

fn readings(a: &str, b: &str, said: &[Said]) -> Vec<Reading> {
    let kinds: Vec<ClaimKind> =
        ClaimKind::ALL.iter().copied().filter(|kind| kind.family() == model::Family::Agreement).collect();
    let read = |(place, one): (usize, &Said)| {
        let (doer, kind, modality, negated, date, matter) = *one;
        let doer = who(a, b, doer);
        let matter = ["the truce", "the memorandum", "the trade deal", ""][matter];
        let text = format!("On the truce: {doer} did {matter}");
        let polarity = if negated { Polarity::Negated } else { Polarity::Affirmed };
        let report = Report::new(&format!("r-{place}"), "2031-05-02", &text)
            .claim(kinds[kind % kinds.len()], "did")
            .agent(&doer, &doer)
            .evidence(text.strip_prefix("On the truce: ").unwrap_or_default())
            .time(day(&format!("2031-05-{:02}", 1 + date)))
            .meant(Modality::ALL[modality % Modality::ALL.len()], polarity, Tense::Past);
        if matter.is_empty() { report.reading() } else { report.matter(matter).reading() }
    };
    said.iter().enumerate().map(read).collect()
}

fn incidents(a: &str, b: &str, said: &[Said]) -> Vec<Incident> {
    let kinds = [ClaimKind::Shelling, ClaimKind::AirStrike, ClaimKind::TroopMovement, ClaimKind::Overflight];
    let made = |(number, one): (usize, &Said)| {
        let (doer, kind, target, _, date, country) = *one;
        let when = day(&format!("2031-05-{:02}", 1 + date));
        let country = ["XX", "YY", "ZZ", "XX"][country];
        let made = event(kinds[kind % 4], Some(&who(a, b, doer)), Some(when), Some(place("Hilltown", country)));
        let target = event(kinds[0], Some(&who(a, b, target)), None, None).actors.into_values().next();
        let mut made = Incident { id: IncidentId::new(format!("i-{number}")).unwrap(), ..made };
        made.actors.extend(target.map(|target| (model::Role::Target, target)));
        made
    };
    said.iter().enumerate().map(made).collect()
}

/// All that comes out, as text.
fn outputs(a: &str, b: &str, said: &[Said]) -> String {
    let (agreement, actors, readings) = (truce(a, b), actors(a, b), readings(a, b, said));
    let board = board(&agreement, &actors, &readings, &Fused::default());
    let proposals = propose(&agreement, &actors, &readings, &incidents(a, b, said));
    format!("{board:#?}\n{proposals:#?}")
}

fn exchanged(text: &str) -> String {
    text.replace("north", "\u{0}").replace("south", "north").replace('\u{0}', "south")
}

fn said() -> impl Strategy<Value = Vec<Said>> {
    prop::collection::vec((0..8_usize, 0..15_usize, 0..8_usize, any::<bool>(), 0..4_i8, 0..4_usize), 0..12)
}

proptest! {
    #[test]
    fn exchanging_the_parties_exchanges_all_that_comes_out(said in said()) {
        prop_assert_eq!(exchanged(&outputs("north", "south", &said)), outputs("south", "north", &said));
    }

    #[test]
    fn the_order_of_arrival_does_not_matter(said in said()) {
        let (agreement, actors) = (truce("north", "south"), actors("north", "south"));
        let mut readings = readings("north", "south", &said);
        let before = board(&agreement, &actors, &readings, &Fused::default());
        readings.reverse();
        prop_assert_eq!(before, board(&agreement, &actors, &readings, &Fused::default()));
    }
}

/// The property would hold of empty outputs too: this input must bring entries and proposals of both parties.
#[test]
fn the_exchange_is_tested_on_something() {
    let all: Vec<Said> = (0..15).flat_map(|kind| (0..6).map(move |doer| (doer, kind, 0, false, 2, 0))).collect();
    let out = outputs("north", "south", &all);
    for part in ["MayBreach", "OutsideScope", "act: Signed", "act: Reserved", "made a reservation"] {
        assert!(out.contains(part), "{part}");
    }
    let (board, _) = board(
        &truce("north", "south"),
        &actors("north", "south"),
        &readings("north", "south", &all),
        &Fused::default(),
    );
    let entries = |place: usize| board.entries.iter().filter(|entry| entry.party == Some(place)).count();
    assert!(entries(0) > 5 && entries(0) == entries(1), "{} {}", entries(0), entries(1));
    assert_eq!(exchanged(&out), outputs("south", "north", &all));
}
