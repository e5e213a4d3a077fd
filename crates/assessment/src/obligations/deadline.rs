//! By when an obligation is due, in the agreement's calendar and zone. Days and months are counted from the day after and run to
//! the end of the last one; hours run by the clock of the agreement's zone, so that a change to summer time counts.

use jiff::ToSpan;
use jiff::civil::DateTime;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use model::{Agreement, Deadline, Interval, ObligationId, Precision};

/// By when it is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// No term is told, or nothing from which it would run.
    Unstated,
    /// It runs from the day on which this obligation is met, and that is not shown.
    After(ObligationId),
    /// From this moment on it is surely late.
    Until(DateTime),
}

/// By when, where `met` tells the time at which another obligation was met.
pub(super) fn due(agreement: &Agreement, deadline: &Deadline, met: impl Fn(&ObligationId) -> Option<Interval>) -> Due {
    let until = match deadline {
        Deadline::Unstated => None,
        Deadline::HoursAfterEffect(hours) => {
            agreement.in_effect.and_then(|start| after_hours(agreement, start, *hours))
        }
        Deadline::DaysAfter(other, days) => match met(other) {
            Some(when) => end_of_day(when.last_day().checked_add(i64::from(*days).days()).ok()),
            None => return Due::After(other.clone()),
        },
        Deadline::By(when) if when.precision() == Precision::Minute => Some(when.from()),
        Deadline::By(_) | Deadline::DaysAfterEffect(_) | Deadline::MonthsAfterEffect(_) => {
            end_of_day(deadline.last_day(agreement.in_effect))
        }
    };
    until.map_or(Due::Unstated, Due::Until)
}

fn end_of_day(day: Option<jiff::civil::Date>) -> Option<DateTime> {
    Some(day?.tomorrow().ok()?.into())
}

/// Where the beginning is told to the day only, the hours may run from any hour of it: surely late is counted from the last.
fn after_hours(agreement: &Agreement, start: Interval, hours: u32) -> Option<DateTime> {
    let begun = if start.precision() == Precision::Minute { start.from() } else { start.to() };
    let span = jiff::Span::new().try_hours(i64::from(hours)).ok()?;
    match zone(agreement) {
        Some(zone) => Some(begun.to_zoned(zone).ok()?.checked_add(span).ok()?.datetime()),
        None => begun.checked_add(span).ok(),
    }
}

/// The agreement's zone, from the table that the program carries: the machine's own is never asked.
pub(super) fn zone(agreement: &Agreement) -> Option<TimeZone> {
    TimeZoneDatabase::bundled().get(agreement.annex.time_zone.as_deref()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builders::{day, minute, truce};

    fn until(agreement: &Agreement, deadline: Deadline) -> String {
        match due(agreement, &deadline, |_| Some(day("2031-05-10"))) {
            Due::Until(at) => at.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn days_and_months_run_to_the_end_of_the_last_day() {
        let mut agreement = truce("north", "south");
        assert_eq!(until(&agreement, Deadline::DaysAfterEffect(14)), "2031-05-16T00:00:00");
        assert_eq!(until(&agreement, Deadline::MonthsAfterEffect(3)), "2031-08-02T00:00:00");
        assert_eq!(until(&agreement, Deadline::By(day("2031-06-01"))), "2031-06-02T00:00:00");
        assert_eq!(until(&agreement, Deadline::By(minute("2031-06-01T12:00"))), "2031-06-01T12:00:00");
        let other = ObligationId::new("o1").unwrap();
        assert_eq!(until(&agreement, Deadline::DaysAfter(other, 5)), "2031-05-16T00:00:00");
        agreement.in_effect = Some(day("2031-11-30"));
        assert_eq!(until(&agreement, Deadline::MonthsAfterEffect(3)), "2032-03-01T00:00:00", "February has no 30th");
        agreement.in_effect = None;
        assert_eq!(until(&agreement, Deadline::DaysAfterEffect(14)), "Unstated");
    }

    /// Clocks in Kyiv went from 03:00 to 04:00 on 29 March 2015.
    #[test]
    fn hours_run_by_the_clock_of_the_zone() {
        let mut agreement = truce("north", "south");
        agreement.in_effect = Some(minute("2015-03-28T12:00"));
        assert_eq!(until(&agreement, Deadline::HoursAfterEffect(24)), "2015-03-29T12:00:00", "no zone is told");
        agreement.annex.time_zone = Some("Europe/Kyiv".to_owned());
        assert_eq!(until(&agreement, Deadline::HoursAfterEffect(24)), "2015-03-29T13:00:00");
        agreement.in_effect = Some(day("2015-03-10"));
        assert_eq!(
            until(&agreement, Deadline::HoursAfterEffect(24)),
            "2015-03-12T00:00:00",
            "from the day's last hour"
        );
    }
}
