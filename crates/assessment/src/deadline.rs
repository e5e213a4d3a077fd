//! When a term ends, in the zone and the calendar of an agreement. It must not guess: what is due after a time that is told
//! roughly, or twice, is due within a window, and whether the window has passed may be impossible to tell.

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan};
use model::{Agreement, Calendar, Deadline, Interval, Obligation, ObligationId, Term, TermUnit, When};
use std::collections::BTreeMap;

/// The first instant at which a term that began at `from` is over. Hours pass on any clock; days, working days and months
/// end with their last day, and the day on which they began does not count.
pub fn deadline(from: Timestamp, term: Term, calendar: &Calendar) -> Timestamp {
    let count = term.count.get();
    let day = from.to_zoned(calendar.zone().clone()).date();
    let last = match term.unit {
        TermUnit::Hours => return from.saturating_add(i64::from(count).hours()).unwrap_or(Timestamp::MAX),
        TermUnit::Days => day.saturating_add(i64::from(count).days()),
        TermUnit::WorkingDays => working_day(day, count, calendar),
        TermUnit::Months => day.saturating_add(i64::from(count).months()),
    };
    over(last, calendar)
}

/// The day after which so many working days have passed.
fn working_day(from: Date, count: u16, calendar: &Calendar) -> Date {
    let mut left = count;
    let mut day = from;
    while left > 0 {
        let Ok(next) = day.tomorrow() else { return Date::MAX };
        day = next;
        left -= u16::from(calendar.works(day));
    }
    day
}

/// The first instant after a day. Where the clocks skip midnight it is the first that they show; where they show it twice,
/// the first of both begins the new day.
fn over(day: Date, calendar: &Calendar) -> Timestamp {
    let next = day.tomorrow().ok().and_then(|next| next.to_zoned(calendar.zone().clone()).ok());
    next.map_or(Timestamp::MAX, |next| next.timestamp())
}

/// Between which instants something is due; both are one where that is told exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// Before this it is surely not over.
    pub earliest: Timestamp,
    /// From here on it surely is.
    pub latest: Timestamp,
}

/// Whether a time is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passed {
    /// Not yet.
    NotYet,
    /// By one reading of what is due it is, by another it is not.
    CannotTell,
    /// It is.
    Passed,
}

impl Due {
    /// Whether it is over.
    pub fn state(self, now: Timestamp) -> Passed {
        if now < self.earliest {
            Passed::NotYet
        } else if now < self.latest {
            Passed::CannotTell
        } else {
            Passed::Passed
        }
    }
}

/// When what is due at a local time is over: two instants where the clocks show that time twice, or where words leave
/// two times ("midnight Sunday"). A time that the clocks skip is the one that they show instead. `None` where unknown.
pub fn due_by(when: &When, calendar: &Calendar) -> Option<Due> {
    window(when, |interval| instants(interval.to(), calendar))
}

/// When so many days after a time are over, from the first day on which that time may lie to the last.
pub fn due_after(when: &When, days: u32, calendar: &Calendar) -> Option<Due> {
    let after = |day: Date| over(day.saturating_add(i64::from(days).days()), calendar);
    window(when, |interval| Some((after(interval.from().date()), after(interval.last_day()))))
}

fn window(when: &When, ends: impl Fn(Interval) -> Option<(Timestamp, Timestamp)>) -> Option<Due> {
    let possible = crate::agreement_time::possibilities(when);
    let all: Vec<(Timestamp, Timestamp)> = possible.into_iter().map(ends).collect::<Option<_>>()?;
    let earliest = all.iter().map(|ends| ends.0).min()?;
    let latest = all.iter().map(|ends| ends.1).max()?;
    Some(Due { earliest, latest })
}

/// The first and the last instant that a local time may mean.
fn instants(local: DateTime, calendar: &Calendar) -> Option<(Timestamp, Timestamp)> {
    let ambiguous = calendar.zone().to_ambiguous_timestamp(local);
    let is_fold = matches!(ambiguous.offset(), jiff::tz::AmbiguousOffset::Fold { .. });
    let first = ambiguous.compatible().ok()?;
    let last = if is_fold { ambiguous.later().ok()? } else { first };
    Some((first, last))
}

/// When an obligation is due. `done` says when those obligations were met on which others wait. `None` where no term is
/// told, or what it waits for has not happened.
pub fn obligation_due(
    obligation: &Obligation,
    agreement: &Agreement,
    done: &BTreeMap<ObligationId, When>,
    calendar: &Calendar,
) -> Option<Due> {
    match &obligation.deadline {
        Deadline::Unstated => None,
        Deadline::By(when) => due_by(&When::Known(*when), calendar),
        Deadline::DaysAfterEffect(days) => due_after(&When::Known(agreement.in_effect?), *days, calendar),
        Deadline::DaysAfter(after, days) => due_after(done.get(after)?, *days, calendar),
    }
}

#[cfg(test)]
mod tests;
