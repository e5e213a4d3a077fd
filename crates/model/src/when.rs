//! Time as reports give it: an interval with a precision, in the local time of the place reported on.
//!
//! A date is never filled in. "In January" is the whole month; "midnight Sunday" is two instants until somebody decides.

use jiff::civil::{Date, DateTime};
use std::fmt;

/// How finely a time was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// To the minute.
    Minute,
    /// To the hour.
    Hour,
    /// Morning, noon, evening, night.
    PartOfDay,
    /// A day.
    Day,
    /// A week or a weekend.
    Week,
    /// A month or a part of it.
    Month,
    /// A quarter or a season.
    Season,
    /// A year.
    Year,
    /// A decade.
    Decade,
    /// An interval whose ends were told or derived: "between 3 and 5 March", "since April".
    Span,
}

impl Precision {
    /// All, finest first.
    pub const ALL: [Precision; 10] = [
        Precision::Minute,
        Precision::Hour,
        Precision::PartOfDay,
        Precision::Day,
        Precision::Week,
        Precision::Month,
        Precision::Season,
        Precision::Year,
        Precision::Decade,
        Precision::Span,
    ];

    /// The name on exchange lines.
    pub fn as_str(self) -> &'static str {
        match self {
            Precision::Minute => "minute",
            Precision::Hour => "hour",
            Precision::PartOfDay => "part_of_day",
            Precision::Day => "day",
            Precision::Week => "week",
            Precision::Month => "month",
            Precision::Season => "season",
            Precision::Year => "year",
            Precision::Decade => "decade",
            Precision::Span => "span",
        }
    }

    /// Reads the name on exchange lines.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|precision| precision.as_str() == text)
    }
}

/// A half-open interval of local time: `from` is in it, `to` is not. Never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    from: DateTime,
    to: DateTime,
    precision: Precision,
}

impl Interval {
    /// From `from` up to but not including `to`; `None` where that is empty or inverted.
    pub fn new(from: DateTime, to: DateTime, precision: Precision) -> Option<Self> {
        (from < to).then_some(Self { from, to, precision })
    }

    /// A whole day; `None` for the last day that can be told, which has no morrow.
    pub fn day(date: Date) -> Option<Self> {
        Self::new(date.into(), date.tomorrow().ok()?.into(), Precision::Day)
    }

    /// The first instant inside.
    pub fn from(self) -> DateTime {
        self.from
    }

    /// The first instant after.
    pub fn to(self) -> DateTime {
        self.to
    }

    /// How finely it was told.
    pub fn precision(self) -> Precision {
        self.precision
    }

    /// The last day that it touches.
    pub fn last_day(self) -> Date {
        let midnight = self.to.time() == jiff::civil::Time::midnight();
        if midnight { self.to.date().yesterday().unwrap_or(self.to.date()) } else { self.to.date() }
    }

    /// Whether an instant is in both.
    pub fn overlaps(self, other: Interval) -> bool {
        self.from < other.to && other.from < self.to
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Interval) -> bool {
        self.from <= other.from && other.to <= self.to
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.from.date(), self.last_day());
        match self.precision {
            Precision::Minute => write!(out, "{first} {:02}:{:02}", self.from.hour(), self.from.minute()),
            Precision::Hour | Precision::PartOfDay => {
                write!(
                    out,
                    "{first} {:02}:{:02}–{:02}:{:02}",
                    self.from.hour(),
                    self.from.minute(),
                    self.to.hour(),
                    self.to.minute()
                )
            }
            _ if first == last => write!(out, "{first}"),
            _ => write!(out, "{first} to {last}"),
        }
    }
}

/// When something happened, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum When {
    /// Nobody said, or what they said could not be placed.
    #[default]
    Unknown,
    /// Somewhere in this interval.
    Known(Interval),
    /// One of these, at least two, in the order of time; a person may settle which.
    Ambiguous(Vec<Interval>),
}

impl When {
    /// The least interval that holds every possibility; `None` where unknown.
    pub fn hull(&self) -> Option<Interval> {
        match self {
            When::Unknown => None,
            When::Known(interval) => Some(*interval),
            When::Ambiguous(all) => {
                let from = all.iter().map(|interval| interval.from).min()?;
                let to = all.iter().map(|interval| interval.to).max()?;
                let precision = all.iter().map(|interval| interval.precision).max()?;
                Interval::new(from, to, precision)
            }
        }
    }

    /// Settles on nothing, one, or several possibilities; doubles are dropped and the order is that of time. What differs in
    /// precision alone is one possibility, told to the finer.
    pub fn from_possibilities(mut all: Vec<Interval>) -> Self {
        all.sort();
        all.dedup_by_key(|interval| (interval.from, interval.to));
        match all.as_slice() {
            [] => When::Unknown,
            [one] => When::Known(*one),
            _ => When::Ambiguous(all),
        }
    }

    /// Whether both can be true of one moment. Unknown is compatible with everything.
    pub fn compatible(&self, other: &When) -> bool {
        match (self.hull(), other.hull()) {
            (Some(a), Some(b)) => a.overlaps(b),
            _ => true,
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Unknown => out.write_str("unknown"),
            When::Known(interval) => interval.fmt(out),
            When::Ambiguous(all) => {
                for (place, interval) in all.iter().enumerate() {
                    if place > 0 {
                        out.write_str(" or ")?;
                    }
                    interval.fmt(out)?;
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_empty_interval_cannot_be_made() {
        let noon = date(2020, 1, 12).at(12, 0, 0, 0);
        assert!(Interval::new(noon, noon, Precision::Minute).is_none());
        assert!(Interval::day(Date::MAX).is_none());
    }

    #[test]
    fn ambiguity_is_kept_and_has_a_hull() {
        let minute = |day: i8| {
            let at = date(2020, 1, day).at(0, 0, 0, 0);
            Interval::new(at, date(2020, 1, day).at(0, 1, 0, 0), Precision::Minute).unwrap()
        };
        let when = When::from_possibilities(vec![minute(13), minute(12), minute(12)]);
        assert_eq!(when, When::Ambiguous(vec![minute(12), minute(13)]));
        assert_eq!(when.to_string(), "2020-01-12 00:00 or 2020-01-13 00:00");
        assert!(when.compatible(&When::Unknown));
        assert!(when.compatible(&When::Known(Interval::day(date(2020, 1, 12)).unwrap())));
    }
}
