//! By when an obligation is due, in the agreement's local time. How terms are counted is told by `crate::deadline`, in the
//! agreement's zone and without days of rest.

use crate::agreement_time::certainly_from;
use crate::deadline::{after, over};
use jiff::civil::{Date, DateTime};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use model::{Agreement, Calendar, Deadline, Due, Interval, ObligationId, Precision, TermUnit};
use std::collections::BTreeSet;

/// By when, where `met` tells the time at which another obligation was met.
pub(super) fn due(agreement: &Agreement, deadline: &Deadline, met: impl Fn(&ObligationId) -> Option<Interval>) -> Due {
    let local = Local::of(agreement);
    let effect = agreement.in_effect;
    let until = match deadline {
        Deadline::Unstated => None,
        Deadline::By(when) if when.precision() == Precision::Minute => Some(when.from()),
        Deadline::By(when) => Some(local.end_of(when.last_day())),
        // Where the beginning is told to the day only, the hours may run from any of it: surely late is counted from the last.
        Deadline::HoursAfterEffect(hours) => {
            effect.and_then(|start| local.after(certainly_from(start), *hours, TermUnit::Hours))
        }
        Deadline::DaysAfterEffect(days) => effect.and_then(|start| local.after(start.from(), *days, TermUnit::Days)),
        Deadline::MonthsAfterEffect(months) => {
            effect.and_then(|start| local.after(start.from(), *months, TermUnit::Months))
        }
        Deadline::DaysAfter(other, days) => match met(other) {
            Some(when) => local.after(when.last_day().into(), *days, TermUnit::Days),
            None => return Due::After(other.clone()),
        },
    };
    until.map_or(Due::Unstated, Due::Until)
}

/// The agreement's clock, on which every day counts.
struct Local(Calendar);

impl Local {
    fn of(agreement: &Agreement) -> Self {
        let calendar = Calendar::new(zone(agreement), Vec::new(), BTreeSet::new());
        Self(calendar.expect("a zone of the database and UTC have names, and no day is one of rest"))
    }

    /// `None` where no clock shows that time.
    fn after(&self, from: DateTime, count: u32, unit: TermUnit) -> Option<DateTime> {
        let from = from.to_zoned(self.0.zone().clone()).ok()?.timestamp();
        Some(after(from, count, unit, &self.0).to_zoned(self.0.zone().clone()).datetime())
    }

    fn end_of(&self, day: Date) -> DateTime {
        over(day, &self.0).to_zoned(self.0.zone().clone()).datetime()
    }
}

/// The agreement's zone, from the table that the program carries: the machine's own is never asked. Without one, days and hours
/// are those of a clock that nobody changes.
pub fn zone(agreement: &Agreement) -> TimeZone {
    let named = agreement.annex.time_zone.as_deref();
    named.and_then(|name| TimeZoneDatabase::bundled().get(name).ok()).unwrap_or(TimeZone::UTC)
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
        assert_eq!(until(&agreement, Deadline::DaysAfterEffect(0)), "2031-12-01T00:00:00", "on the day itself");
        let never = until(&agreement, Deadline::HoursAfterEffect(u32::MAX));
        assert!(never.starts_with("9999-12-30T22"), "the calendar's end: {never}");
        agreement.in_effect = None;
        assert_eq!(until(&agreement, Deadline::DaysAfterEffect(14)), "Unstated");
    }

    /// The clocks of Beirut skip the first hour of 30 March 2031: the 29th is over when they show one.
    #[test]
    fn a_day_is_over_where_the_clocks_of_the_zone_say_so() {
        let mut agreement = truce("north", "south");
        agreement.annex.time_zone = Some("Asia/Beirut".to_owned());
        assert_eq!(until(&agreement, Deadline::By(day("2031-03-29"))), "2031-03-30T01:00:00");
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
