//! The swap test on the ground: exchange the parties, and with them the sides of the line that they hold, and every answer,
//! every reason and every obligation comes out exchanged.

use crate::builders::{Report, actors, at, day, event, minute, observation, truce_on_the_ground};
use crate::{Grounds, obligations, propose, propose_on_observations};
use model::{
    Bound, ClaimKind, Deadline, Incident, IncidentId, Obligation, ObligationId, ObligationTerms, Observation, Reading,
    Referent, Role,
};
use proptest::prelude::*;

/// Who, what, how far east, how roughly placed, with what, when.
type Done = (usize, usize, i32, usize, usize, usize);

const KINDS: [ClaimKind; 6] = [
    ClaimKind::WeaponsMovement,
    ClaimKind::TroopMovement,
    ClaimKind::Shelling,
    ClaimKind::Mobilisation,
    ClaimKind::Withdrawal,
    ClaimKind::Overflight,
];

fn who(a: &str, b: &str, which: usize) -> Option<String> {
    let all = [a.to_owned(), b.to_owned(), format!("person-{a}"), format!("{b}-brigade"), "state-far".to_owned()];
    all.get(which).cloned()
}

fn world(a: &str, b: &str, done: &[Done]) -> (Vec<Reading>, Vec<Incident>) {
    let one = |(number, done): (usize, &Done)| {
        let (doer, kind, east, rough, weapon, when) = *done;
        let weapon = ["D-30", "BM-21 Grad", "howitzers", "rifles"][weapon % 4];
        let when =
            [day("2031-05-03"), minute("2031-05-03T22:00"), minute("2031-05-03T12:00"), day("2031-04-02")][when % 4];
        let place = at("Hilltown", 10.0, 10.0 + f64::from(east) / 100.0, [0.0, 1.0, 15.0][rough % 3]);
        let kind = KINDS[kind % KINDS.len()];
        let reading = Report::new(&format!("r-{number}"), "2031-05-04", &format!("They moved {weapon}."))
            .claim(kind, "moved")
            .role(Role::Instrument, weapon, Referent::Unresolved)
            .reading();
        let made = event(kind, who(a, b, doer).as_deref(), Some(when), Some(place));
        let members = vec![reading.claims[0].id.clone()];
        (reading, Incident { id: IncidentId::new(format!("i-{number}")).unwrap(), members, ..made })
    };
    done.iter().enumerate().map(one).unzip()
}

/// The same as patrols notice it: nobody is named, the place is told or lies in a direction, on the side of one or the other.
fn noticed(done: &[Done]) -> Vec<Observation> {
    let one = |(number, done): (usize, &Done)| {
        let (_, what, east, rough, weapon, when) = *done;
        let what = ["weapons", "explosion", "shots", "uav", "trench", "soldiers"][what % 6];
        let date = ["2031-05-03", "2031-05-04", "2031-05-05", "2031-04-02"][when % 4];
        let mut observation = observation(&format!("obs-{number}"), Some(what), date);
        let noticed = observation.noticed.as_mut().unwrap();
        noticed.weapon = Some(["D-30", "BM-21 Grad", "howitzers", "rifles"][weapon % 4].to_owned());
        if rough == 0 {
            noticed.direction = model::Direction::parse(["NW", "E", "200"][when % 3]);
            noticed.distance_km = model::Distance::new(1.0, 4.0);
        } else {
            noticed.place = at("Hilltown", 10.0, 10.0 + f64::from(east) / 100.0, [1.0, 15.0][rough % 2]);
        }
        observation
    };
    done.iter().enumerate().map(one).collect()
}

/// All that comes out, as text.
fn outputs(a: &str, b: &str, done: &[Done]) -> String {
    let mut agreement = truce_on_the_ground(a, b);
    agreement.reservations.clear();
    agreement.obligations = vec![Obligation {
        id: ObligationId::new("o1").unwrap(),
        text: "Guns leave the ridge.".to_owned(),
        bound: Bound::AllParties,
        shown_by: [ClaimKind::Withdrawal].into(),
        deadline: Deadline::DaysAfterEffect(7),
        terms: ObligationTerms::default(),
    }];
    let (actors, (readings, incidents)) = (actors(a, b), world(a, b, done));
    let proposals = propose(&agreement, &actors, &readings, &incidents);
    let observed = propose_on_observations(&agreement, &actors, &noticed(done));
    let as_of = day("2031-06-01").from();
    let grounds = Grounds { actors: &actors, readings: &readings, incidents: &incidents, findings: &[], as_of };
    format!("{proposals:#?}\n{observed:#?}\n{:#?}", obligations(&agreement, &grounds))
}

fn exchanged(text: &str) -> String {
    text.replace("north", "\u{0}").replace("south", "north").replace('\u{0}', "south")
}

fn done() -> impl Strategy<Value = Vec<Done>> {
    prop::collection::vec((0..6_usize, 0..6_usize, -80..80_i32, 0..3_usize, 0..4_usize, 0..4_usize), 0..12)
}

proptest! {
    #[test]
    fn exchanging_the_parties_and_their_sides_exchanges_the_screening(done in done()) {
        prop_assert_eq!(exchanged(&outputs("north", "south", &done)), outputs("south", "north", &done));
    }
}

/// The property would hold of empty outputs too.
#[test]
fn the_exchange_is_tested_on_something() {
    let all: Vec<Done> = (0..6)
        .flat_map(|kind| (0..5).flat_map(move |doer| [-30, -10, 10, 90].map(move |east| (doer, kind, east, 1, 0, 1))))
        .collect();
    let out = outputs("north", "south", &all);
    for part in [
        "MayBreach",
        "\"line\"",
        "\"zone\"",
        "\"actor\"",
        "bank of north",
        "bank of south",
        "status: Reported",
        "Observation(",
    ] {
        assert!(out.contains(part), "{part}");
    }
    assert_eq!(exchanged(&out), outputs("south", "north", &all));
}
