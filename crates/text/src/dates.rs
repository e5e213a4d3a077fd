//! Dates as pages state them in metadata; what is not plainly a date is none.

use jiff::civil::{Date, DateTime};
use jiff::fmt::{rfc2822, strtime};
use model::{Interval, Precision};

/// Forms beside ISO 8601 and RFC 2822. A month's name is told apart from a number, so that no day is taken for a month.
const WITH_TIME: [&str; 4] = ["%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%B %d, %Y %H:%M", "%d %B %Y %H:%M"];
const DAYS: [&str; 8] =
    ["%Y/%m/%d", "%Y%m%d", "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%A, %B %d, %Y", "%a, %d %b %Y"];

/// The day or the minute that `text` states, in the local time that it gives; from year 1 to 9998.
pub(crate) fn stated(text: &str) -> Option<Interval> {
    let text = text.trim();
    let interval = match text.len() {
        0..6 | 80.. => None,
        _ => iso(text).or_else(|| written(text)),
    };
    interval.filter(|when| (1..=9998).contains(&when.from().year()))
}

/// "2020-01-14", "2020-01-14T10:30:00.000+0200", "2020-01-14 10:30".
fn iso(text: &str) -> Option<Interval> {
    if let Ok(date) = text.parse::<Date>()
        && text.len() <= 10
    {
        return Interval::day(date);
    }
    // The offset says where the clock stood: the local time is kept and the offset is not needed.
    let end = text
        .bytes()
        .skip(11)
        .position(|byte| matches!(byte, b'Z' | b'z' | b'+' | b'-' | b' ' | b'['))
        .map(|at| at + 11);
    let local = text.get(..end.unwrap_or(text.len()))?;
    minute(local.parse::<DateTime>().ok()?)
}

fn written(text: &str) -> Option<Interval> {
    if let Ok(zoned) = rfc2822::parse(text) {
        return minute(zoned.datetime());
    }
    let time = |form: &&str| strtime::parse(form, text).ok()?.to_datetime().ok();
    let day = |form: &&str| strtime::parse(form, text).ok()?.to_date().ok();
    WITH_TIME.iter().find_map(time).and_then(minute).or_else(|| Interval::day(DAYS.iter().find_map(day)?))
}

fn minute(at: DateTime) -> Option<Interval> {
    let from = at.with().second(0).subsec_nanosecond(0).build().ok()?;
    Interval::new(from, from.checked_add(jiff::Span::new().minutes(1)).ok()?, Precision::Minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_pages_state() {
        for (text, expected) in [
            ("2020-01-14", "2020-01-14"),
            ("2020-01-14T10:30:59Z", "2020-01-14 10:30"),
            ("2020-01-14T10:30:00.000+0200", "2020-01-14 10:30"),
            ("2020-01-14 10:30", "2020-01-14 10:30"),
            ("Tue, 14 Jan 2020 10:30:00 GMT", "2020-01-14 10:30"),
            ("January 14, 2020", "2020-01-14"),
            ("14 January 2020", "2020-01-14"),
            ("20200114", "2020-01-14"),
        ] {
            assert_eq!(stated(text).map(|when| when.to_string()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn guesses_nothing() {
        for text in ["", "yesterday", "2020-02-31", "01/02/2020", "0000-01-01", "9999-12-31", "2020", "1579000000"] {
            assert_eq!(stated(text), None, "{text}");
        }
    }
}
