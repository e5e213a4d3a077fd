//! Words and sums on entries made by hand.

use super::*;
use crate::testing::{actor, day, effort, observation, restriction};
use model::{ObservationId, Toll};

fn counted(what: Option<&str>, count: Option<Toll>) -> Observation {
    let mut one = observation("obs-1", what, "2020-01-14");
    if let Some(noticed) = &mut one.noticed {
        noticed.count = count;
    }
    one
}

#[test]
fn a_row_reads_as_a_patrol_would_say_it() {
    let mut one = counted(Some("explosion"), Toll::new(7, Some(7), Some(7), false));
    let noticed = one.noticed.as_mut().unwrap();
    noticed.description = Some(Description::Undetermined);
    noticed.direction = Direction::parse("NW");
    noticed.distance_km = model::Distance::new(7.0, 10.0);
    assert_eq!(super::noticed(&one), "7 × explosion, undetermined, 7-10 km NW");
    assert_eq!(super::noticed(&counted(None, None)), "nothing");
    assert_eq!(means(&one), "heard");
    let barred = restriction("res-1", Some("North Army"), RestrictionKind::Denied, "2020-01-14");
    assert_eq!(super::restriction(&barred), "denied by North Army, the ridge road, no reason told");
}

#[test]
fn counts_stay_ranges_and_nothing_is_counted_in_watches() {
    let exercise = {
        let mut one = counted(Some("Explosion"), Some(Toll::exactly(40)));
        one.noticed.as_mut().unwrap().exercise = true;
        one
    };
    let all = [
        counted(Some("explosion"), Some(Toll::exactly(7))),
        counted(Some("explosion"), Toll::new(2, None, Some(4), false)),
        counted(Some("burst"), None),
        counted(None, None),
        counted(None, None),
        exercise,
    ];
    let words = counts_in_words(&counts(&all));
    assert_eq!(words, "at least 1 × burst; 9 to 11 × explosion; 40 × explosion (exercise); nothing in 2 watches");
}

#[test]
fn effort_is_added_and_places_are_counted_once() {
    let all = [effort("eff-1", "Ridge", "2020-01-14"), effort("eff-2", "Ridge", "2020-01-15")];
    assert_eq!(
        Watched::of(&all).words(),
        "33 team-hours, 1 of 2 planned places reached, 1 out of reach (2 reports of effort)"
    );
    assert!(Watched::of([]).words().starts_with("no effort is reported"));
}

#[test]
fn what_was_put_right_does_not_count_and_periods_and_areas_choose() {
    let first = observation("obs-1", Some("burst"), "2020-01-14");
    let mut second = observation("obs-2", None, "2020-01-14");
    second.corrects = Some(ObservationId::new("obs-1").unwrap());
    let later = observation("obs-3", None, "2020-01-16");
    let all = [later, first, second];
    let ids = |period: Period, area: Option<&str>| {
        chosen(&all, &period, area).iter().map(|one| one.id.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(ids(Period::default(), None), "obs-2 obs-3");
    let until = Period { from: None, to: Some(day("2020-01-14").from().date()) };
    assert_eq!((ids(until, Some("ridge")), ids(until, Some("coast"))), ("obs-2".to_owned(), String::new()));
}

#[test]
fn restrictions_stand_in_the_order_of_the_parties() {
    let parties = ["South Council", "North Army"].map(|name| actor(name).id().unwrap().clone());
    let all = [
        restriction("res-1", None, RestrictionKind::Mines, "2020-01-14"),
        restriction("res-2", Some("North Army"), RestrictionKind::Denied, "2020-01-14"),
        restriction("res-3", Some("South Council"), RestrictionKind::Delayed, "2020-01-14"),
        restriction("res-4", Some("North Army"), RestrictionKind::Denied, "2020-01-15"),
    ];
    let by = restrictions_by(&all.iter().collect::<Vec<_>>(), &parties);
    let names: Vec<&str> = by.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["South Council", "North Army", "nobody known"]);
    assert_eq!(by[1].1, BTreeMap::from([(RestrictionKind::Denied, 2)]));
}
