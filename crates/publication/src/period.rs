//! The days that a brief is about.

use jiff::civil::Date;
use model::Interval;
use std::fmt;

/// The days that a brief is about, both ends inclusive; an end that is left out is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl Period {
    /// Whether an interval has an instant inside.
    pub fn touches(&self, interval: Interval) -> bool {
        self.reaches(interval) && self.from.is_none_or(|from| interval.last_day() >= from)
    }

    /// Whether an interval begins before the period's end: what such a time tells was so by then.
    pub fn reaches(&self, interval: Interval) -> bool {
        self.to.is_none_or(|to| interval.from().date() <= to)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (None, None) => out.write_str("the whole record"),
            (Some(from), None) => write!(out, "from {from}"),
            (None, Some(to)) => write!(out, "until {to}"),
            (Some(from), Some(to)) if from == to => write!(out, "{from}"),
            (Some(from), Some(to)) => write!(out, "{from} to {to}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn both_ends_are_inside() {
        let period = Period { from: Some(date(2020, 1, 12)), to: Some(date(2020, 1, 14)) };
        let touches = |day: i8| period.touches(Interval::day(date(2020, 1, day)).unwrap());
        assert_eq!([11, 12, 13, 14, 15].map(touches), [false, true, true, true, false]);
        assert!(Period::default().touches(Interval::day(date(2020, 1, 1)).unwrap()));
        assert_eq!(period.to_string(), "2020-01-12 to 2020-01-14");
    }
}
