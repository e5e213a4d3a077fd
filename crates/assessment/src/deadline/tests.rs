//! Terms by hand where the clocks change, and the properties that hold of all of them.

use super::*;
use jiff::civil::{Weekday, date};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use model::{AgreementId, Bound, Precision};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Zones that change their clocks at midnight, at other hours, by half an hour, across the date line, or not at all.
const ZONES: [&str; 9] = [
    "Asia/Beirut",
    "America/Havana",
    "Africa/Cairo",
    "Europe/Lisbon",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Tehran",
    "Africa/Tripoli",
    "UTC",
];

fn zone(name: &str) -> TimeZone {
    TimeZoneDatabase::bundled().get(name).unwrap()
}

fn calendar(name: &str) -> Calendar {
    let rest = vec![Weekday::Friday, Weekday::Saturday];
    Calendar::new(zone(name), rest, BTreeSet::from([date(2031, 5, 25), date(2024, 2, 29)])).unwrap()
}

fn term(count: u16, unit: TermUnit) -> Term {
    Term::new(count, unit).unwrap()
}

/// The local time at which a term ends that began at a local time.
fn ends(name: &str, from: &str, count: u16, unit: TermUnit) -> String {
    let from = from.parse::<DateTime>().unwrap().to_zoned(zone(name)).unwrap().timestamp();
    deadline(from, term(count, unit), &calendar(name)).to_zoned(zone(name)).datetime().to_string()
}

#[test]
fn hours_pass_on_any_clock() {
    // On the night of 30 March 2031 the clocks of Lisbon skip the hour from one to two; on that of 26 October one comes twice.
    assert_eq!(ends("Europe/Lisbon", "2031-03-29T12:00", 24, TermUnit::Hours), "2031-03-30T13:00:00");
    assert_eq!(ends("Europe/Lisbon", "2031-10-25T12:00", 24, TermUnit::Hours), "2031-10-26T11:00:00");
    assert_eq!(ends("UTC", "2031-10-25T12:00", 24, TermUnit::Hours), "2031-10-26T12:00:00");
}

#[test]
fn days_end_with_their_last_day() {
    assert_eq!(ends("Africa/Tripoli", "2031-05-01T00:00", 1, TermUnit::Days), "2031-05-03T00:00:00");
    assert_eq!(ends("Africa/Tripoli", "2031-05-01T23:59", 1, TermUnit::Days), "2031-05-03T00:00:00");
    // The clocks of Beirut skip the first hour of 30 March 2031: that day begins at one, and so ends the day before.
    assert_eq!(ends("Asia/Beirut", "2031-03-28T12:00", 1, TermUnit::Days), "2031-03-30T01:00:00");
    // Havana shows the first hour of 2 November 2025 twice: the first of both begins the day.
    let havana = calendar("America/Havana");
    let from = date(2025, 10, 31).at(12, 0, 0, 0).to_zoned(zone("America/Havana")).unwrap().timestamp();
    assert_eq!(deadline(from, term(1, TermUnit::Days), &havana).to_string(), "2025-11-02T04:00:00Z");
    // Apia had no 30 December 2011: the 29th ends where the 31st begins.
    assert_eq!(ends("Pacific/Apia", "2011-12-28T12:00", 1, TermUnit::Days), "2011-12-31T00:00:00");
}

#[test]
fn months_end_on_the_day_of_that_number_or_their_last() {
    for (from, ends_before) in [
        ("2031-01-31T12:00", "2031-03-01T00:00:00"),
        ("2032-01-31T12:00", "2032-03-01T00:00:00"),
        ("2032-01-28T12:00", "2032-02-29T00:00:00"),
        ("2032-02-29T12:00", "2032-03-30T00:00:00"),
        ("2031-12-15T12:00", "2032-01-16T00:00:00"),
    ] {
        assert_eq!(ends("UTC", from, 1, TermUnit::Months), ends_before, "{from}");
    }
    assert_eq!(ends("UTC", "2032-02-29T12:00", 12, TermUnit::Months), "2033-03-01T00:00:00");
}

#[test]
fn working_days_pass_over_rest_and_holidays() {
    // 22 May 2031 is a Thursday; Friday and Saturday are rest, Sunday the 25th a holiday.
    assert_eq!(ends("Asia/Beirut", "2031-05-22T12:00", 1, TermUnit::WorkingDays), "2031-05-27T00:00:00");
    assert_eq!(ends("Asia/Beirut", "2031-05-22T12:00", 4, TermUnit::WorkingDays), "2031-05-30T00:00:00");
    assert_eq!(ends("Asia/Beirut", "2031-05-23T12:00", 5, TermUnit::WorkingDays), "2031-06-02T00:00:00");
}

fn minute(at: &str) -> Interval {
    let from: DateTime = at.parse().unwrap();
    Interval::new(from, from.saturating_add(1.minute()), Precision::Minute).unwrap()
}

#[test]
fn midnight_sunday_is_due_within_a_window() {
    let calendar = calendar("Africa/Tripoli");
    // Sunday, 12 January 2020: the midnight with which it begins, or that with which it ends.
    let either = When::from_possibilities(vec![minute("2020-01-11T23:59"), minute("2020-01-12T23:59")]);
    let due = due_by(&either, &calendar).unwrap();
    assert_eq!(
        (due.earliest.to_string().as_str(), due.latest.to_string().as_str()),
        ("2020-01-11T22:00:00Z", "2020-01-12T22:00:00Z")
    );
    let state = |at: &str| due.state(at.parse().unwrap());
    assert_eq!(state("2020-01-11T21:59:59Z"), Passed::NotYet);
    assert_eq!(state("2020-01-12T12:00:00Z"), Passed::CannotTell);
    assert_eq!(state("2020-01-12T22:00:00Z"), Passed::Passed);
    assert_eq!(due_by(&When::Unknown, &calendar), None);
}

#[test]
fn an_hour_that_comes_twice_is_due_within_a_window() {
    let calendar = calendar("Europe/Lisbon");
    let twice = due_by(&When::Known(minute("2031-10-26T01:29")), &calendar).unwrap();
    assert_eq!(
        (twice.earliest.to_string().as_str(), twice.latest.to_string().as_str()),
        ("2031-10-26T00:30:00Z", "2031-10-26T01:30:00Z")
    );
    let skipped = due_by(&When::Known(minute("2031-03-30T01:29")), &calendar).unwrap();
    assert_eq!(
        (skipped.earliest, skipped.latest),
        ("2031-03-30T01:30:00Z".parse().unwrap(), "2031-03-30T01:30:00Z".parse().unwrap())
    );
}

#[test]
fn obligations_are_due_as_the_agreement_says() {
    let agreement = crate::builders::truce("north", "south");
    let calendar = calendar("Africa/Tripoli");
    let due = |deadline: Deadline, done: &BTreeMap<ObligationId, When>| {
        let id = ObligationId::new("o2").unwrap();
        let obligation =
            Obligation { id, text: String::new(), bound: Bound::AllParties, shown_by: BTreeSet::new(), deadline };
        obligation_due(&obligation, &agreement, done, &calendar)
    };
    let none = BTreeMap::new();
    assert_eq!(agreement.id, AgreementId::new("hills-2031").unwrap());
    assert_eq!(due(Deadline::Unstated, &none), None);
    let at = |text: &str| Some(text.parse::<Timestamp>().unwrap());
    let week = due(Deadline::DaysAfterEffect(7), &none);
    assert_eq!(week.map(|due| due.latest), at("2031-05-08T22:00:00Z"));
    let by = due(Deadline::By(Interval::day(date(2031, 5, 9)).unwrap()), &none);
    assert_eq!(by.map(|due| due.earliest), at("2031-05-09T22:00:00Z"));
    let o1 = ObligationId::new("o1").unwrap();
    assert_eq!(due(Deadline::DaysAfter(o1.clone(), 3), &none), None, "what it waits for has not happened");
    // Done on the 10th or the 11th: due within a window of a day.
    let days = |day| Interval::day(date(2031, 5, day)).unwrap();
    let done = BTreeMap::from([(o1.clone(), When::from_possibilities(vec![days(10), days(11)]))]);
    let due = due(Deadline::DaysAfter(o1, 3), &done);
    assert_eq!(due.map(|due| due.earliest), at("2031-05-13T22:00:00Z"));
    assert_eq!(due.map(|due| due.latest), at("2031-05-14T22:00:00Z"));
}

fn moment() -> impl Strategy<Value = Timestamp> {
    // From 1990 to 2040.
    (631_152_000_i64..2_208_988_800).prop_map(|second| Timestamp::from_second(second).unwrap())
}

fn unit() -> impl Strategy<Value = TermUnit> {
    prop::sample::select(TermUnit::ALL)
}

proptest! {
    #[test]
    fn a_term_ends_after_it_began_and_a_longer_one_no_sooner(
        from in moment(), count in 1_u16..400, unit in unit(), place in 0..ZONES.len(),
    ) {
        let calendar = calendar(ZONES[place]);
        let end = deadline(from, term(count, unit), &calendar);
        prop_assert!(end > from);
        prop_assert!(deadline(from, term(count + 1, unit), &calendar) >= end);
    }

    #[test]
    fn who_begins_later_ends_no_sooner(
        from in moment(), later in 0_i64..200_000, count in 1_u16..400, unit in unit(), place in 0..ZONES.len(),
    ) {
        let calendar = calendar(ZONES[place]);
        let after = from.saturating_add(later.seconds()).unwrap();
        prop_assert!(deadline(after, term(count, unit), &calendar) >= deadline(from, term(count, unit), &calendar));
    }

    #[test]
    fn the_last_instant_of_a_term_lies_on_its_last_day(from in moment(), count in 1_u16..400, place in 0..ZONES.len()) {
        let calendar = calendar(ZONES[place]);
        let local = |at: Timestamp| at.to_zoned(calendar.zone().clone()).date();
        let last = |unit| local(deadline(from, term(count, unit), &calendar).saturating_sub(1.nanosecond()).unwrap());
        let began = local(from);
        let skipped = |day: Date| ZONES[place] == "Pacific/Apia" && day == date(2011, 12, 30);
        let days = began.saturating_add(i64::from(count).days());
        prop_assert!(last(TermUnit::Days) == days || skipped(days));
        let months = began.saturating_add(i64::from(count).months());
        prop_assert!(last(TermUnit::Months) == months || skipped(months));
        let end = last(TermUnit::WorkingDays);
        let between = began.series(1.day()).skip(1).take_while(|day| *day <= end);
        prop_assert_eq!(between.filter(|day| calendar.works(*day)).count(), usize::from(count));
        prop_assert!(calendar.works(end));
    }
}
