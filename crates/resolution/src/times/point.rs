//! A point in time: a date, a weekday, a part of a month, "two days later", a clock time.

use super::atom::Atom;
use super::calendar::{
    Unit, around, date, days, midnights, minute, moved, part, season, shifted, third, weekday_before, weekday_from,
    weekend,
};
use super::features::{Features, Which};
use super::{Outcome, Setting};
use jiff::civil::{Date, Weekday};
use model::{Interval, Precision, Tense};

/// What the atoms of a point mean in a setting. The order matters: the more that is said, the earlier it is tried.
pub(crate) fn interpret(atoms: &[Atom], setting: &Setting) -> Outcome {
    let features = Features::of(atoms);
    let told = [whole_date, counted, month_day, month, weekday, offset, weekend_of, unit_of, year, clock_alone];
    told.iter().find_map(|read| read(&features, setting)).unwrap_or(Outcome::Unplaced)
}

fn known(all: impl IntoIterator<Item = Interval>) -> Option<Outcome> {
    let all: Vec<Interval> = all.into_iter().collect();
    Some(if all.is_empty() { Outcome::Unplaced } else { Outcome::Known(all) })
}

/// A date in figures. Where day and month can change places, both are possible.
fn whole_date(features: &Features, _: &Setting) -> Option<Outcome> {
    let dates: Vec<Date> = match features.whole_date? {
        Atom::Iso(year, month, day) => date(year, month, day).into_iter().collect(),
        Atom::Slashed(one, other, year) => {
            [date(year, other, one), date(year, one, other)].into_iter().flatten().collect()
        }
        _ => return None,
    };
    if dates.is_empty() {
        return Some(Outcome::Impossible);
    }
    known(dates.into_iter().flat_map(|date| refined(date, features)))
}

/// "two days ago", "three days later", "hours earlier": counted from publication, or from the time told before.
fn counted(features: &Features, setting: &Setting) -> Option<Outcome> {
    let unit = features.unit?;
    if !(features.ago || features.later || features.earlier) || features.which == Some(Which::This) {
        return None;
    }
    let sign = if features.later { 1 } else { -1 };
    let publication = || setting.today.and_then(Interval::day);
    let anchor = if features.ago { publication() } else { setting.previous.or_else(publication) };
    // "hours later" with nothing told before cannot be counted from publication.
    let anchor = if features.ago { anchor } else { anchor.filter(|_| setting.previous.is_some()) };
    let Some(anchor) = anchor else { return Some(Outcome::Unplaced) };
    match features.count {
        None if features.few => known(vaguely(anchor, sign, unit)),
        // "неделю назад", "قبل شهر": one.
        count => known(exactly(anchor, count.unwrap_or(1).checked_mul(sign)?, unit, features)),
    }
}

/// So many units from an anchor, as finely as the unit says.
fn exactly(anchor: Interval, count: i64, unit: Unit, features: &Features) -> Vec<Interval> {
    let Some(at) = moved(anchor.from(), count, unit) else { return Vec::new() };
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => {
            let to = moved(anchor.to(), count, unit);
            to.and_then(|to| Interval::new(at, to, anchor.precision())).into_iter().collect()
        }
        Unit::Day => refined(at.date(), features),
        _ => around(at.date(), unit).into_iter().collect(),
    }
}

/// "hours later", "days ago": from two to nine units off; hours stay within a day.
fn vaguely(anchor: Interval, sign: i64, unit: Unit) -> Option<Interval> {
    let few = if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) { (0, 24) } else { (1, 9) };
    let unit = if few.1 == 24 { Unit::Hour } else { unit };
    let (from, to) = if sign > 0 {
        (moved(anchor.from(), few.0, unit)?, moved(anchor.to(), few.1, unit)?)
    } else {
        (moved(anchor.from(), -few.1, unit)?, moved(anchor.to(), -few.0, unit)?)
    };
    Interval::new(from, to, Precision::Span)
}

/// A day of a month, or a day alone; without a year, the nearest to publication that fits the tense and the weekday.
fn month_day(features: &Features, setting: &Setting) -> Option<Outcome> {
    let day = features.day?;
    let Some(month) = features.month.map(i64::from) else { return day_alone(day, features, setting) };
    if date(2000, month, day).is_none() {
        return Some(Outcome::Impossible);
    }
    if let Some(year) = features.year {
        return match date(year, month, day) {
            Some(date) => known(refined(date, features)),
            None => Some(Outcome::Impossible),
        };
    }
    let today = setting.today?;
    let year = i64::from(today.year());
    let years = (-4..=4).filter_map(|off| date(year + off, month, day));
    let fitting: Vec<Date> = match features.weekday {
        Some(weekday) => years.clone().filter(|date| date.weekday() == weekday).collect(),
        None => Vec::new(),
    };
    let candidates = if fitting.is_empty() { years.collect() } else { fitting };
    let nearest = candidates.into_iter().min_by_key(|date| (distance(*date, today, setting.tense), *date));
    known(nearest.into_iter().flat_map(|date| refined(date, features)))
}

/// "the 12th": of the month of publication or a neighbour.
fn day_alone(day: i64, features: &Features, setting: &Setting) -> Option<Outcome> {
    let today = setting.today?;
    let months = (-1..=1).filter_map(|off| shifted(today.first_of_month(), off, Unit::Month));
    let days = months.filter_map(|month| date(month.year().into(), month.month().into(), day));
    let nearest = days.min_by_key(|date| (distance(*date, today, setting.tense), *date));
    known(nearest.into_iter().flat_map(|date| refined(date, features)))
}

/// How far a date lies from publication, in days; three times as far where it lies on the wrong side for the tense.
/// A factor and no ban: tenses are sometimes read wrongly, and a year is far.
fn distance(date: Date, today: Date, tense: Tense) -> i64 {
    let days = i64::from(today.until(date).map_or(i32::MAX, |span| span.get_days()));
    let wrong = match tense {
        Tense::Past => days > 0,
        Tense::Future => days < 0,
        Tense::Ongoing => false,
    };
    days.abs() * if wrong { 3 } else { 1 }
}

/// A month or a third of it; without a year, the nearest that fits.
fn month(features: &Features, setting: &Setting) -> Option<Outcome> {
    let month = i64::from(features.month?);
    let first = match (features.year, setting.today) {
        (Some(year), _) => date(year, month, 1),
        (None, Some(today)) => nearest_month(month, today, features.which, setting.tense),
        (None, None) => return Some(Outcome::Unplaced),
    };
    let Some(whole) = first.and_then(|first| around(first, Unit::Month)) else { return Some(Outcome::Impossible) };
    known(match features.third {
        Some(which) => third(whole, which),
        None => Some(whole),
    })
}

fn nearest_month(month: i64, today: Date, which: Option<Which>, tense: Tense) -> Option<Date> {
    let this = today.first_of_month();
    let firsts = || (-1..=1).filter_map(|off| date(i64::from(today.year()) + off, month, 1));
    match which {
        Some(Which::Last) => firsts().filter(|first| *first < this).max(),
        Some(Which::Next) => firsts().filter(|first| *first > this).min(),
        Some(Which::This) => date(today.year().into(), month, 1),
        None => firsts().min_by_key(|first| (distance(*first, this, tense), *first)),
    }
}

/// The last such day before publication, the next one for what is to come; publication's own day counts.
fn weekday(features: &Features, setting: &Setting) -> Option<Outcome> {
    let weekday = features.weekday?;
    let Some(today) = setting.today else { return Some(Outcome::Unplaced) };
    let date = match features.which {
        Some(Which::Last) => week_or_day_before(today, weekday, features),
        Some(Which::Next) => shifted(today, 1, Unit::Day).and_then(|from| weekday_from(from, weekday)),
        Some(Which::This) if setting.tense != Tense::Past => weekday_from(today, weekday),
        _ if setting.tense == Tense::Future => weekday_from(today, weekday),
        _ => weekday_before(today, weekday),
    };
    known(date.into_iter().flat_map(|date| refined(date, features)))
}

/// "last Sunday" is the last one before publication; "Sunday last week" lies in the week before.
fn week_or_day_before(today: Date, weekday: Weekday, features: &Features) -> Option<Date> {
    if features.unit == Some(Unit::Week) {
        let monday = around(shifted(today, -7, Unit::Day)?, Unit::Week)?.from().date();
        return weekday_from(monday, weekday);
    }
    weekday_before(shifted(today, -1, Unit::Day)?, weekday)
}

/// "yesterday", "tonight".
fn offset(features: &Features, setting: &Setting) -> Option<Outcome> {
    let offset = features.offset?;
    let Some(today) = setting.today else { return Some(Outcome::Unplaced) };
    let date = shifted(today, offset, Unit::Day);
    known(date.into_iter().flat_map(|date| refined(date, features)))
}

/// The weekend before publication, the one it lies in, or the next.
fn weekend_of(features: &Features, setting: &Setting) -> Option<Outcome> {
    if !features.weekend {
        return None;
    }
    let Some(today) = setting.today else { return Some(Outcome::Unplaced) };
    let inside = matches!(today.weekday(), Weekday::Saturday | Weekday::Sunday);
    let ahead = features.which == Some(Which::Next) || setting.tense == Tense::Future;
    let weeks = match (features.which, inside) {
        (Some(Which::Last), _) => -1,
        (Some(Which::Next), true) => 1,
        _ if inside || ahead || features.which == Some(Which::This) => 0,
        _ => -1,
    };
    known(shifted(today, weeks * 7, Unit::Day).and_then(weekend))
}

/// "last week", "early this month", "later this year", "at the end of the month".
fn unit_of(features: &Features, setting: &Setting) -> Option<Outcome> {
    let unit = features.unit.filter(|unit| !matches!(unit, Unit::Second | Unit::Minute | Unit::Hour))?;
    let steps = match features.which {
        Some(Which::Last) => -1,
        Some(Which::Next) => 1,
        Some(Which::This) => 0,
        None if features.third.is_some() && features.year.is_none() => 0,
        None => return None,
    };
    let Some(today) = setting.today else { return Some(Outcome::Unplaced) };
    let whole = shifted(today, steps, unit).and_then(|date| around(date, unit))?;
    let morrow = shifted(today, 1, Unit::Day)?;
    known(match features.third {
        Some(which) => third(whole, which),
        None if features.earlier => days(whole.from().date(), morrow, whole.precision()),
        None if features.later => days(today, whole.to().date(), whole.precision()),
        None if unit == Unit::Day => return known(refined(whole.from().date(), features)),
        None => Some(whole),
    })
}

/// A year, a third of it, a season, a decade.
fn year(features: &Features, setting: &Setting) -> Option<Outcome> {
    if let Some(year) = features.decade {
        return known(date(year, 1, 1).and_then(|first| around(first, Unit::Decade)));
    }
    let year = features.year.or_else(|| {
        features.season?;
        let off = match features.which {
            Some(Which::Last) => -1,
            Some(Which::Next) => 1,
            _ => 0,
        };
        setting.today.map(|today| i64::from(today.year()) + off)
    })?;
    if !(1000..=2999).contains(&year) {
        return Some(Outcome::Impossible);
    }
    let whole = date(year, 1, 1).and_then(|first| around(first, Unit::Year));
    known(match (features.season, features.third) {
        (Some(told), _) => season(year, told),
        (None, Some(which)) => whole.and_then(|whole| third(whole, which)),
        (None, None) => whole,
    })
}

/// A clock time, midnight or a part of the day without a day: today, or yesterday where it may be either.
fn clock_alone(features: &Features, setting: &Setting) -> Option<Outcome> {
    let told = features.clock.is_some() || features.midnight || features.part.is_some() || features.overnight;
    if !told {
        return None;
    }
    let Some(today) = setting.today else { return Some(Outcome::Unplaced) };
    if features.overnight {
        return known(shifted(today, -1, Unit::Day).and_then(|night| part(night, super::calendar::Part::Night)));
    }
    if features.midnight && features.clock.is_none() {
        let last = if setting.tense == Tense::Future { minute(today, 24, 0) } else { minute(today, 0, 0) };
        return known(last);
    }
    let other = if setting.tense == Tense::Future { 1 } else { -1 };
    let dates = [Some(today), shifted(today, other, Unit::Day)];
    known(dates.into_iter().flatten().flat_map(|date| refined(date, features)))
}

/// A day, or what was told of it.
fn refined(date: Date, features: &Features) -> Vec<Interval> {
    if let Some((hour, minutes)) = features.clock {
        return minute(date, hour, minutes).into_iter().collect();
    }
    if features.midnight {
        return midnights(date);
    }
    let told = if features.overnight { Some(super::calendar::Part::Night) } else { features.part };
    match told {
        Some(told) => part(date, told).into_iter().collect(),
        None => Interval::day(date).into_iter().collect(),
    }
}
