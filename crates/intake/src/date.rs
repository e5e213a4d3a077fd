//! Dates as people and feeds write them beside a report.

use jiff::fmt::rfc2822;
use model::{Interval, Precision};
use wire::WireError;

/// Reads RFC 3339, a local date and time, a date, or RFC 2822: a minute or a day, in the local time that is given.
///
/// What cannot be told is an error that names it; years run from 1 to 9998.
pub fn date(text: &str) -> Result<Interval, WireError> {
    let text = text.trim();
    if let Ok(zoned) = rfc2822::parse(text) {
        return minute(zoned.datetime()).ok_or_else(|| WireError::field("published", text, "a year from 1 to 9998"));
    }
    // The local time is kept, so that a zone's letter says nothing more.
    let local = text.strip_suffix(['Z', 'z']).filter(|rest| rest.contains([':'])).unwrap_or(text);
    wire::time::instant_or_day(local).map_err(|_| {
        WireError::field(
            "published",
            text,
            "a date such as 2020-01-14 or a time such as 2020-01-14T10:30:00Z, from year 1 to 9998",
        )
    })
}

/// The minute of an instant in seconds since 1970, in UTC.
pub(crate) fn unix(seconds: i64) -> Option<Interval> {
    let at = jiff::Timestamp::from_second(seconds).ok()?;
    minute(at.to_zoned(jiff::tz::TimeZone::UTC).datetime())
}

fn minute(at: jiff::civil::DateTime) -> Option<Interval> {
    let from = at.with().second(0).subsec_nanosecond(0).build().ok()?;
    let to = from.checked_add(jiff::Span::new().minutes(1)).ok()?;
    Interval::new(from, to, Precision::Minute).filter(|when| (1..=9998).contains(&when.from().year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_and_feeds_write() {
        for (text, expected) in [
            ("2020-01-14", "2020-01-14"),
            ("2020-01-14T10:30:00Z", "2020-01-14 10:30"),
            ("2020-01-14T10:30:59+02:00", "2020-01-14 10:30"),
            ("2020-01-14 10:30", "2020-01-14 10:30"),
            ("Tue, 14 Jan 2020 10:30:00 +0200", "2020-01-14 10:30"),
        ] {
            assert_eq!(date(text).unwrap().to_string(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_out_of_range_is_named() {
        for text in ["0000-05-01", "9999-12-31", "9999-12-31T23:59:59Z", "yesterday", ""] {
            let message = date(text).unwrap_err().to_string();
            assert!(message.contains(&format!("'{text}'")) && message.contains("9998"), "{message}");
        }
    }
}
