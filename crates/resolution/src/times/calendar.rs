//! The calendar: units, parts of the day, and intervals made of them. Every step is checked; what leaves the calendar is `None`.

use jiff::Span;
use jiff::civil::{Date, DateTime, Weekday};
use model::{Interval, Precision};

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
}

impl Unit {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "second" => Unit::Second,
            "minute" => Unit::Minute,
            "hour" => Unit::Hour,
            "day" => Unit::Day,
            "week" => Unit::Week,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "year" => Unit::Year,
            "decade" => Unit::Decade,
            _ => return None,
        })
    }

    /// So many of it, signed; `None` beyond what the calendar holds.
    fn times(self, count: i64) -> Option<Span> {
        let span = Span::new();
        match self {
            Unit::Second => span.try_seconds(count),
            Unit::Minute => span.try_minutes(count),
            Unit::Hour => span.try_hours(count),
            Unit::Day => span.try_days(count),
            Unit::Week => span.try_weeks(count),
            Unit::Month => span.try_months(count),
            Unit::Quarter => span.try_months(count.checked_mul(3)?),
            Unit::Year => span.try_years(count),
            Unit::Decade => span.try_years(count.checked_mul(10)?),
        }
        .ok()
    }
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// 04:00 to 08:00.
    Dawn,
    /// 05:00 to 12:00.
    Morning,
    /// 12:00 to 18:00.
    Afternoon,
    /// 17:00 to midnight.
    Evening,
    /// 18:00 to 06:00 of the morrow.
    Night,
    /// "early Tuesday": midnight to 09:00.
    Early,
    /// "late Monday": 15:00 to midnight.
    Late,
}

impl Part {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "dawn" => Part::Dawn,
            "morning" => Part::Morning,
            "afternoon" => Part::Afternoon,
            "evening" => Part::Evening,
            "night" => Part::Night,
            _ => return None,
        })
    }

    /// From which hour, for how many hours.
    fn hours(self) -> (i64, i64) {
        match self {
            Part::Dawn => (4, 4),
            Part::Morning => (5, 7),
            Part::Afternoon => (12, 6),
            Part::Evening => (17, 7),
            Part::Night => (18, 12),
            Part::Early => (0, 9),
            Part::Late => (15, 9),
        }
    }
}

/// A season of the northern half of the earth, as its meteorologists count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "spring" => Season::Spring,
            "summer" => Season::Summer,
            "autumn" => Season::Autumn,
            "winter" => Season::Winter,
            _ => return None,
        })
    }
}

/// A part of a month, a week or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Third {
    First,
    Middle,
    Last,
}

/// A moment moved by so many units.
pub(crate) fn moved(at: DateTime, count: i64, unit: Unit) -> Option<DateTime> {
    at.checked_add(unit.times(count)?).ok()
}

/// A date moved by so many units.
pub(crate) fn shifted(date: Date, count: i64, unit: Unit) -> Option<Date> {
    moved(date.into(), count, unit).map(DateTime::date)
}

/// A date of numbers; only years from 1 to 9998, so that every day has a morrow.
pub(crate) fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| (1..=9998).contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// From the first day up to, not including, the second.
pub(crate) fn days(from: Date, to: Date, precision: Precision) -> Option<Interval> {
    Interval::new(from.into(), to.into(), precision)
}

/// A minute.
pub(crate) fn minute(date: Date, hour: i8, minutes: i8) -> Option<Interval> {
    let at = moved(date.into(), i64::from(hour) * 60 + i64::from(minutes), Unit::Minute)?;
    Interval::new(at, moved(at, 1, Unit::Minute)?, Precision::Minute)
}

/// The midnights at both ends of a day.
pub(crate) fn midnights(date: Date) -> Vec<Interval> {
    [minute(date, 0, 0), minute(date, 24, 0)].into_iter().flatten().collect()
}

/// A part of a day.
pub(crate) fn part(date: Date, part: Part) -> Option<Interval> {
    let (from, length) = part.hours();
    let from = moved(date.into(), from, Unit::Hour)?;
    Interval::new(from, moved(from, length, Unit::Hour)?, Precision::PartOfDay)
}

/// The unit that holds a date: its week (from Monday), month, year, …
pub(crate) fn around(date: Date, unit: Unit) -> Option<Interval> {
    let (first, precision) = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        Unit::Day => (date, Precision::Day),
        Unit::Week => {
            let back = i64::from(date.weekday().to_monday_zero_offset());
            (shifted(date, -back, Unit::Day)?, Precision::Week)
        }
        Unit::Month => (date.first_of_month(), Precision::Month),
        Unit::Quarter => {
            let month = (date.month() - 1) / 3 * 3 + 1;
            (Date::new(date.year(), month, 1).ok()?, Precision::Season)
        }
        Unit::Year => (date.first_of_year(), Precision::Year),
        Unit::Decade => {
            (Date::new(date.year().checked_sub(date.year().rem_euclid(10))?, 1, 1).ok()?, Precision::Decade)
        }
    };
    days(first, shifted(first, 1, unit)?, precision)
}

/// A third of a month, or of another unit by days: the first, the middle, the last.
pub(crate) fn third(whole: Interval, third: Third) -> Option<Interval> {
    let (from, to) = (whole.from().date(), whole.to().date());
    let length = i64::from(from.until(to).ok()?.get_days().max(1));
    let (first, second) = if whole.precision() == Precision::Month { (10, 20) } else { (length / 3, length * 2 / 3) };
    let (first, second) = (shifted(from, first, Unit::Day)?, shifted(from, second, Unit::Day)?);
    let (from, to) = match third {
        Third::First => (from, first),
        Third::Middle => (first, second),
        Third::Last => (second, to),
    };
    days(from, to, whole.precision())
}

/// The weekend nearest to the week of a date: Saturday and Sunday of it. Friday belongs to it in much of the field's
/// geography, so the interval opens on Friday evening.
pub(crate) fn weekend(date: Date) -> Option<Interval> {
    let monday = around(date, Unit::Week)?.from().date();
    let friday = shifted(monday, 4, Unit::Day)?;
    let from = moved(friday.into(), 18, Unit::Hour)?;
    Interval::new(from, shifted(monday, 7, Unit::Day)?.into(), Precision::Week)
}

/// A season; winter begins in December of the year before.
pub(crate) fn season(year: i64, season: Season) -> Option<Interval> {
    let first = match season {
        Season::Spring => date(year, 3, 1),
        Season::Summer => date(year, 6, 1),
        Season::Autumn => date(year, 9, 1),
        Season::Winter => date(year.checked_sub(1)?, 12, 1),
    }?;
    days(first, shifted(first, 3, Unit::Month)?, Precision::Season)
}

/// The last such weekday up to and including a date.
pub(crate) fn weekday_before(date: Date, weekday: Weekday) -> Option<Date> {
    shifted(date, -i64::from(weekday.until(date.weekday())), Unit::Day)
}

/// The first such weekday from a date on.
pub(crate) fn weekday_from(date: Date, weekday: Weekday) -> Option<Date> {
    shifted(date, i64::from(date.weekday().until(weekday)), Unit::Day)
}
