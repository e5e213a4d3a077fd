//! How an agreement counts time: its zone, its days of rest, and how long a term is. Counting itself is `assessment`'s.

use crate::named::named;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use std::collections::BTreeSet;
use std::fmt;
use std::num::NonZeroU16;

named! {
    /// In what a term is counted.
    TermUnit {
        /// Hours that pass on any clock: a change of the clocks neither lengthens nor shortens them.
        Hours = "hours",
        /// Days of the calendar. The day on which the term begins does not count; it ends with its last day.
        Days = "days",
        /// Days that are neither days of rest nor holidays; they end likewise.
        WorkingDays = "working_days",
        /// Months of the calendar: to the day of the same number, or the month's last where it has none.
        Months = "months",
    }
}

/// How long somebody has. Never nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// How many.
    pub count: NonZeroU16,
    /// Of what.
    pub unit: TermUnit,
}

impl Term {
    /// `None` where the count is nought: a term of nothing would be no right at all.
    pub fn new(count: u16, unit: TermUnit) -> Option<Self> {
        Some(Self { count: NonZeroU16::new(count)?, unit })
    }
}

impl fmt::Display for Term {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.count, self.unit)
    }
}

/// The time zone and the calendar in which an agreement's terms are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    zone: TimeZone,
    rest: Vec<Weekday>,
    holidays: BTreeSet<Date>,
}

impl Calendar {
    /// `None` where no day of the week is left to work on, or the zone has no name by which it could be written down.
    pub fn new(zone: TimeZone, rest: Vec<Weekday>, holidays: BTreeSet<Date>) -> Option<Self> {
        let week = || Weekday::Monday.cycle_forward().take(7);
        let works = week().any(|day| !rest.contains(&day));
        let rest = week().filter(|day| rest.contains(day)).collect();
        (works && zone.iana_name().is_some()).then_some(Self { zone, rest, holidays })
    }

    /// The time zone.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The zone's name.
    pub fn zone_name(&self) -> &str {
        self.zone.iana_name().unwrap_or_default()
    }

    /// The days of rest, from Monday on.
    pub fn rest(&self) -> &[Weekday] {
        &self.rest
    }

    /// The holidays.
    pub fn holidays(&self) -> &BTreeSet<Date> {
        &self.holidays
    }

    /// Whether people work on that day.
    pub fn works(&self, day: Date) -> bool {
        !self.rest.contains(&day.weekday()) && !self.holidays.contains(&day)
    }
}
