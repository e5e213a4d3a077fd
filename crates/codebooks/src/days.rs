//! Days and how finely they are told. An interval never reaches farther than the row's own words, and no day is ever chosen.

use crate::codes::{self, Reach};
use crate::facts::Facts;
use crate::table::Row;
use jiff::ToSpan;
use jiff::civil::Date;
use model::{Interval, Precision};

/// A day as books write it: `2014-01-22`, also with a time of midnight behind it; or `22 January 2014`.
pub(crate) fn day(text: &str) -> Option<Date> {
    let written = text.split_once([' ', 'T']).filter(|(_, time)| time.chars().all(|c| "0:.Z".contains(c)));
    let date = written.map_or(text, |(date, _)| date);
    date.parse().ok().filter(|_| date.len() == 10).or_else(|| Date::strptime("%d %B %Y", text).ok())
}

/// When a row says that it happened: its first and last day, under its code of precision.
pub(crate) fn told(row: &Row, facts: &mut Facts, first: &str, last: &str, code: &str) -> Option<(Interval, usize)> {
    let mut read = |column: &str| {
        let found = day(row.cell(column));
        if found.is_none() && !row.cell(column).is_empty() {
            facts.doubt(row, column, "is no day such as 2014-01-22");
        }
        found
    };
    let from = read(first)?;
    let to = read(last)?;
    let known = codes::times(row.book).find(|known| known.code == row.cell(code));
    if known.is_none() && !row.cell(code).is_empty() {
        facts.doubt(row, code, "is no code that is known here; the days are taken as they stand");
    }
    let (precision, reach) = known.map_or((Precision::Span, Reach::Within), |known| (known.precision, known.reach));
    let (from, to) = reaching(from, to, reach)?;
    let precision = if precision == Precision::Day && from != to { Precision::Span } else { precision };
    let interval = Interval::new(from.into(), to.tomorrow().ok()?.into(), precision);
    if interval.is_none() {
        facts.doubt(row, last, "lies before the first day; the time stays unknown");
    }
    Some((interval?, row.place_of(first)?))
}

/// The first and the last day that may be meant.
pub(crate) fn reaching(from: Date, to: Date, reach: Reach) -> Option<(Date, Date)> {
    match reach {
        Reach::Within => Some((from, to)),
        Reach::Days(days) => Some((from.checked_sub(days.days()).ok()?, to.checked_add(days.days()).ok()?)),
        Reach::Month => Some((from.first_of_month(), to.last_of_month())),
    }
}

/// A date that stands in three columns, of which the later ones may be unknown: then it is the whole month or year. Numbers
/// below 1 are unknown, or say something that is no date.
pub(crate) fn in_three(row: &Row, facts: &mut Facts, columns: [&str; 3]) -> Option<(Interval, usize)> {
    let [year, month, day] = columns;
    let mut number = |column: &str| {
        let cell = row.cell(column);
        let read = cell.strip_suffix(".0").unwrap_or(cell).parse::<i16>();
        if read.is_err() && !cell.is_empty() && !cell.eq_ignore_ascii_case("na") {
            facts.doubt(row, column, "is no whole number");
        }
        read.ok().filter(|number| *number > 0)
    };
    let (y, m, d) = (number(year)?, number(month), number(day));
    let place = row.place_of(year)?;
    let small = |number: i16| i8::try_from(number).ok();
    let interval = match (m, d) {
        (Some(m), Some(d)) => Date::new(y, small(m)?, small(d)?).ok().and_then(Interval::day),
        (Some(m), None) => {
            Date::new(y, small(m)?, 1).ok().and_then(|first| whole(first, first.last_of_month(), Precision::Month))
        }
        (None, _) => Date::new(y, 1, 1).ok().and_then(|first| whole(first, first.last_of_year(), Precision::Year)),
    };
    if interval.is_none() {
        facts.doubt(row, day, format!("with the month and year beside it is no date: {y}-{}", m.unwrap_or_default()));
    }
    Some((interval?, place))
}

fn whole(first: Date, last: Date, precision: Precision) -> Option<Interval> {
    Interval::new(first.into(), last.tomorrow().ok()?.into(), precision)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_read_as_books_write_them_and_nothing_else() {
        let wanted = Some(date(2014, 1, 22));
        for text in ["2014-01-22", "2014-01-22 00:00:00.000", "2014-01-22T00:00:00Z", "22 January 2014"] {
            assert_eq!(day(text), wanted, "{text}");
        }
        for text in ["", "2014", "2014-01", "01/22/2014", "2014-01-22 13:00:00", "2014-02-30"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
