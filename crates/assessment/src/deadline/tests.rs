//! Terms by hand where the clocks change, and the properties that hold of all of them.

use super::*;
use jiff::ToSpan;
use jiff::civil::{DateTime, Weekday, date};
use jiff::tz::{TimeZone, TimeZoneDatabase};
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
