//! An agreement in time: from when to when it is in effect, and near which days its making lies.
//! Three-valued: what straddles a limit, or has no time, cannot be told.

use jiff::ToSpan;
use jiff::civil::DateTime;
use model::{Agreement, Interval, Precision, When};

/// How long before the first known date of an agreement its making may begin, in days.
const DAYS_BEFORE: i64 = 14;
/// How long after the last known date acts of its making may follow, in days.
const DAYS_AFTER: i64 = 21;

/// An answer that may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// It cannot be told.
    CannotTell,
}

impl Known {
    /// The common answer; where answers differ, or there is none, it cannot be told.
    pub(crate) fn common(answers: impl IntoIterator<Item = Known>) -> Known {
        let mut answers = answers.into_iter();
        let Some(first) = answers.next() else { return Known::CannotTell };
        if answers.all(|answer| answer == first) { first } else { Known::CannotTell }
    }
}

/// Whether the agreement was in effect at every, no or some possible moment.
pub(crate) fn in_effect(agreement: &Agreement, when: &When) -> Known {
    Known::common(possibilities(when).iter().map(|possible| in_effect_within(agreement, *possible)))
}

fn in_effect_within(agreement: &Agreement, when: Interval) -> Known {
    let Some(start) = agreement.in_effect else { return Known::No };
    let lasting = between(Some(start), agreement.ended, when);
    // What was to last three months may have been extended; an end that was entered says that it was not.
    let over = agreement.ended.is_none() && expiry(agreement).is_some_and(|last| last < when.to());
    if lasting == Known::Yes && over { Known::CannotTell } else { lasting }
}

/// Whether a time lies between a beginning and an end: wholly, not at all, or perhaps.
pub(crate) fn between(start: Option<Interval>, end: Option<Interval>, when: Interval) -> Known {
    let begun = match start {
        Some(start) if when.to() <= start.from() => return Known::No,
        Some(start) if certainly_from(start) > when.from() => Known::CannotTell,
        _ => Known::Yes,
    };
    let over = match end {
        None => Known::No,
        Some(end) if when.to() <= end.from() => Known::No,
        Some(end) if certainly_from(end) <= when.from() => Known::Yes,
        Some(_) => Known::CannotTell,
    };
    match (begun, over) {
        (_, Known::Yes) => Known::No,
        (Known::Yes, Known::No) => Known::Yes,
        _ => Known::CannotTell,
    }
}

/// When the time for which the agreement was made runs out, at the end of its last day; `None` where it is open-ended.
pub(crate) fn expiry(agreement: &Agreement) -> Option<DateTime> {
    let duration = &agreement.annex.duration;
    if let Some(until) = duration.until {
        return Some(until.to());
    }
    let days = duration.days.map(|days| jiff::Span::new().try_days(i64::from(days)));
    let length = duration.months.map(|months| jiff::Span::new().try_months(i64::from(months))).or(days)?.ok()?;
    let last = agreement.in_effect?.from().date().checked_add(length).ok()?;
    Some(last.tomorrow().ok()?.into())
}

/// From when on a change has surely come: a minute is an instant, a day may bring it at any hour.
pub(crate) fn certainly_from(change: Interval) -> DateTime {
    if change.precision() == Precision::Minute { change.from() } else { change.to() }
}

/// The intervals in which a thing may have happened.
pub(crate) fn possibilities(when: &When) -> Vec<Interval> {
    match when {
        When::Unknown => Vec::new(),
        When::Known(one) => vec![*one],
        When::Ambiguous(all) => all.clone(),
    }
}

/// Whether a time lies near the days on which the agreement was made; yes where the agreement bears no date at all.
pub(crate) fn near_its_making(agreement: &Agreement, when: Interval) -> bool {
    let dates = || {
        let drafts = agreement.drafts.iter().filter_map(|draft| draft.date);
        drafts.chain(agreement.in_effect).chain(agreement.reservations.iter().filter_map(|one| one.date))
    };
    let first = dates().map(Interval::from).min();
    let last = dates().map(Interval::to).max();
    let opens = first.map(|first| first.saturating_sub(DAYS_BEFORE.days()));
    let closes = last.map(|last| last.saturating_add(DAYS_AFTER.days()));
    opens.is_none_or(|opens| opens < when.to()) && closes.is_none_or(|closes| when.from() < closes)
}

/// Whether a time lies within the agreement's life: from its making until some days after its end.
pub(crate) fn within_its_life(agreement: &Agreement, when: Interval) -> bool {
    let begun = agreement.in_effect.is_none_or(|start| start.from() < when.to());
    let closes = agreement.ended.map(|end| end.to().saturating_add(DAYS_AFTER.days()));
    near_its_making(agreement, when) || (begun && closes.is_none_or(|closes| when.from() < closes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builders::{day, minute, truce};

    #[test]
    fn a_time_before_after_and_across_the_beginning() {
        let agreement = truce("north", "south");
        let at = |when: Interval| in_effect(&agreement, &When::Known(when));
        assert_eq!(at(day("2031-04-30")), Known::No);
        assert_eq!(at(day("2031-05-02")), Known::Yes);
        assert_eq!(at(day("2031-05-01")), Known::CannotTell, "it began at six in the morning");
        assert_eq!(at(minute("2031-05-01T06:00")), Known::Yes);
        assert_eq!(at(minute("2031-05-01T05:59")), Known::No);
        assert_eq!(in_effect(&agreement, &When::Unknown), Known::CannotTell);
    }

    #[test]
    fn possibilities_that_differ_cannot_be_told() {
        let agreement = truce("north", "south");
        let either = |a, b| in_effect(&agreement, &When::from_possibilities(vec![day(a), day(b)]));
        assert_eq!(either("2031-04-28", "2031-04-29"), Known::No);
        assert_eq!(either("2031-04-28", "2031-05-03"), Known::CannotTell);
    }

    #[test]
    fn an_end_told_by_the_day_leaves_that_day_open() {
        let mut agreement = truce("north", "south");
        agreement.ended = Some(day("2031-06-01"));
        let at = |when: &str| in_effect(&agreement, &When::Known(day(when)));
        assert_eq!(at("2031-05-31"), Known::Yes);
        assert_eq!(at("2031-06-01"), Known::CannotTell);
        assert_eq!(at("2031-06-02"), Known::No);
        agreement.in_effect = None;
        assert_eq!(at_any(&agreement, "2031-05-31"), Known::No, "it never came into effect");
    }

    #[test]
    fn beyond_its_duration_it_may_have_been_extended() {
        let mut agreement = truce("north", "south");
        agreement.annex.duration.months = Some(3);
        assert_eq!(at_any(&agreement, "2031-08-01"), Known::Yes, "the last day");
        assert_eq!(at_any(&agreement, "2031-08-02"), Known::CannotTell);
        agreement.ended = Some(day("2031-10-01"));
        assert_eq!(at_any(&agreement, "2031-08-02"), Known::Yes, "an end was entered: it went on until then");
    }

    fn at_any(agreement: &Agreement, when: &str) -> Known {
        in_effect(agreement, &When::Known(day(when)))
    }

    #[test]
    fn years_away_is_not_near() {
        let agreement = truce("north", "south");
        assert!(near_its_making(&agreement, day("2031-04-25")));
        assert!(!near_its_making(&agreement, day("2030-04-25")));
        assert!(!near_its_making(&agreement, day("2032-04-25")));
        assert!(within_its_life(&agreement, day("2032-04-25")));
    }
}
