//! Whether a time lies within the hours of the day at which a clause holds.

use super::reply::{Lack, Reply};
use jiff::civil::{Date, DateTime};
use model::{Hours, Interval};

/// A time told to the day or more roughly holds every hour.
const DAY_HOURS: i64 = 24;

/// Whether all of a time lies within these hours, or none of it.
pub(crate) fn within(hours: Hours, when: Interval) -> Reply {
    if when.from().duration_until(when.to()).as_hours() >= DAY_HOURS {
        return Reply::Lacks(Lack::Hour);
    }
    let first = when.from().date();
    // A stretch that runs over midnight began the day before.
    let days = [first.yesterday().ok(), Some(first), first.tomorrow().ok()];
    let mut touched = false;
    for (from, to) in days.into_iter().flatten().filter_map(|day| stretch(hours, day)) {
        if from <= when.from() && when.to() <= to {
            return Reply::Yes;
        }
        touched |= from < when.to() && when.from() < to;
    }
    if touched { Reply::Lacks(Lack::Hour) } else { Reply::No }
}

fn stretch(hours: Hours, day: Date) -> Option<(DateTime, DateTime)> {
    let last = if hours.from < hours.to { day } else { day.tomorrow().ok()? };
    Some((day.to_datetime(hours.from), last.to_datetime(hours.to)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builders::{day, minute};
    use jiff::civil::time;

    #[test]
    fn a_night_runs_over_midnight_and_a_day_tells_no_hour() {
        let night = Hours { from: time(20, 0, 0, 0), to: time(6, 0, 0, 0) };
        assert_eq!(within(night, minute("2031-05-03T23:59")), Reply::Yes);
        assert_eq!(within(night, minute("2031-05-03T05:59")), Reply::Yes);
        assert_eq!(within(night, minute("2031-05-03T06:00")), Reply::No);
        assert_eq!(within(night, minute("2031-05-03T19:59")), Reply::No);
        assert_eq!(within(night, day("2031-05-03")), Reply::Lacks(Lack::Hour));
        let midday = Hours { from: time(11, 0, 0, 0), to: time(13, 0, 0, 0) };
        let noon = |from: &str, to: &str| {
            Interval::new(from.parse().unwrap(), to.parse().unwrap(), model::Precision::PartOfDay).unwrap()
        };
        assert_eq!(within(midday, noon("2031-05-03T11:30", "2031-05-03T12:30")), Reply::Yes);
        assert_eq!(within(midday, noon("2031-05-03T12:30", "2031-05-03T14:00")), Reply::Lacks(Lack::Hour));
    }
}
