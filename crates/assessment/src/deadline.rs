//! When a term is over, in a zone and calendar: one way of counting for rules of procedure and for obligations.

use jiff::civil::Date;
use jiff::{SignedDuration, Span, Timestamp, ToSpan};
use model::{Calendar, Term, TermUnit};

/// The first instant at which a term that began at `from` is over. Hours pass on any clock; days, working days and months
/// end with their last day, and the day on which they began does not count.
pub fn deadline(from: Timestamp, term: Term, calendar: &Calendar) -> Timestamp {
    after(from, u32::from(term.count.get()), term.unit, calendar)
}

/// The same for a count that may be nought: on the day itself.
pub(crate) fn after(from: Timestamp, count: u32, unit: TermUnit, calendar: &Calendar) -> Timestamp {
    let day = from.to_zoned(calendar.zone().clone()).date();
    let last = match unit {
        TermUnit::Hours => {
            return from.saturating_add(SignedDuration::from_hours(count.into())).unwrap_or(Timestamp::MAX);
        }
        TermUnit::Days => on_from(day, Span::new().try_days(count)),
        TermUnit::WorkingDays => working_day(day, count, calendar),
        TermUnit::Months => on_from(day, Span::new().try_months(count)),
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

/// A term that the calendar cannot hold does not end.
fn on_from(day: Date, span: Result<Span, jiff::Error>) -> Date {
    span.map_or(Date::MAX, |span| day.saturating_add(span))
}

/// The day after which so many working days have passed.
fn working_day(from: Date, count: u32, calendar: &Calendar) -> Date {
    let mut left = count;
    let mut day = from;
    while left > 0 {
        let Ok(next) = day.tomorrow() else { return Date::MAX };
        day = next;
        left -= u32::from(calendar.works(day));
    }
    day
}

/// The first instant after a day. Where the clocks skip midnight it is the first that they show; where they show it twice,
/// the first of both begins the new day.
pub(crate) fn over(day: Date, calendar: &Calendar) -> Timestamp {
    let next = day.tomorrow().ok().and_then(|next| next.to_zoned(calendar.zone().clone()).ok());
    next.map_or(Timestamp::MAX, |next| next.timestamp())
}

#[cfg(test)]
mod tests;
