//! When a term of the rules of procedure ends, in their zone and calendar. When an obligation is due is told by `obligations`.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use model::{Calendar, Term, TermUnit};

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

/// The end of a term made longer: hours are added to it; days are counted from its last day on.
pub fn extended(until: Timestamp, term: Term, calendar: &Calendar) -> Timestamp {
    let last = match term.unit {
        TermUnit::Hours => until,
        TermUnit::Days | TermUnit::WorkingDays | TermUnit::Months => {
            until.checked_sub(1.nanosecond()).unwrap_or(Timestamp::MIN)
        }
    };
    deadline(last, term, calendar)
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

#[cfg(test)]
mod tests;
