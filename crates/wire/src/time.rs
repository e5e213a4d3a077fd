//! Times on lines: local, end exclusive, with their precision and, where it is not settled, their alternatives.

use crate::error::{WireError, named};
use jiff::civil::{Date, DateTime};
use model::{Basis, Interval, Precision, Published, When};
use serde::{Deserialize, Serialize};

/// An interval of local time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeLine {
    /// The first instant inside: `2020-01-12T00:00:00`.
    pub from: String,
    /// The first instant after.
    pub to: String,
    /// minute, hour, part_of_day, day, week, month, season, year, decade or span.
    pub precision: String,
    /// The possibilities, where words leave more than one; `from` and `to` are then their hull.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<TimeLine>,
}

impl TimeLine {
    /// Writes an interval.
    pub fn interval(interval: Interval) -> Self {
        Self {
            from: interval.from().to_string(),
            to: interval.to().to_string(),
            precision: interval.precision().as_str().to_owned(),
            alternatives: Vec::new(),
        }
    }

    /// Writes a time; `None` where unknown.
    pub fn when(when: &When) -> Option<Self> {
        let mut line = Self::interval(when.hull()?);
        if let When::Ambiguous(all) = when {
            line.alternatives = all.iter().copied().map(Self::interval).collect();
        }
        Some(line)
    }

    /// Reads an interval.
    pub fn to_interval(&self) -> Result<Interval, WireError> {
        let precision =
            named("precision", &self.precision, Precision::parse, "minute, hour, day, week, month, year or span")?;
        let interval = Interval::new(date_time("from", &self.from)?, date_time("to", &self.to)?, precision);
        interval.ok_or_else(|| WireError::field("to", &self.to, "a time after 'from'"))
    }

    /// Reads a time.
    pub fn to_when(&self) -> Result<When, WireError> {
        if self.alternatives.is_empty() {
            return Ok(When::Known(self.to_interval()?));
        }
        let all: Result<Vec<Interval>, WireError> = self.alternatives.iter().map(TimeLine::to_interval).collect();
        Ok(When::from_possibilities(all?))
    }
}

/// Reads a local date and time, or a date's first instant.
fn date_time(field: &'static str, text: &str) -> Result<DateTime, WireError> {
    let read = text.parse::<DateTime>().ok().or_else(|| Some(text.parse::<Date>().ok()?.into()));
    read.ok_or_else(|| WireError::field(field, text, "a local time such as 2020-01-12T00:00"))
}

/// When a report was published, as fields of its line.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PublishedLine {
    /// A date, or a date and time; the first one where the interval is wider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// The interval, where it is neither a day nor a minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_within: Option<TimeLine>,
    /// given, stated or inferred.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_basis: Option<String>,
}

impl PublishedLine {
    /// Writes it.
    pub fn new(published: Published) -> Self {
        let Published::Known { when, basis } = published else { return Self::default() };
        let text = match when.precision() {
            Precision::Minute => when.from().to_string(),
            _ => when.from().date().to_string(),
        };
        let within =
            (!matches!(when.precision(), Precision::Minute | Precision::Day)).then(|| TimeLine::interval(when));
        Self { published: Some(text), published_within: within, published_basis: Some(basis.as_str().to_owned()) }
    }

    /// Reads it.
    pub fn to_published(&self) -> Result<Published, WireError> {
        let basis = match &self.published_basis {
            None => Basis::Stated,
            Some(text) => named("published_basis", text, Basis::parse, "given, stated or inferred")?,
        };
        let when = match (&self.published_within, &self.published) {
            (Some(within), _) => within.to_interval()?,
            (None, Some(text)) => instant_or_day(text)?,
            (None, None) => return Ok(Published::Unknown),
        };
        Ok(Published::Known { when, basis })
    }
}

/// Reads RFC 3339, a local date and time, or a date: a minute or a day. An offset is dropped: the time stays local.
pub fn instant_or_day(text: &str) -> Result<Interval, WireError> {
    const EXPECTED: &str = "a date such as 2020-01-14 or a time such as 2020-01-14T10:30:00Z, from year 1 to 9998";
    let refused = || WireError::field("published", text, EXPECTED);
    let interval = match text.trim().parse::<Date>() {
        Ok(date) if text.trim().len() <= 10 => Interval::day(date),
        _ => {
            // A civil time refuses the letter Z, since it would lose what Z says; here the time stays local on purpose.
            let local = text.trim().trim_end_matches(['Z', 'z']);
            let at = local.parse::<DateTime>().map_err(|_| refused())?;
            let minute = at.with().second(0).subsec_nanosecond(0).build().map_err(|_| refused())?;
            let next = minute.checked_add(jiff::Span::new().minutes(1)).map_err(|_| refused())?;
            Interval::new(minute, next, Precision::Minute)
        }
    };
    interval.filter(|when| (1..=9998).contains(&when.from().year())).ok_or_else(refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_feeds_and_people_write() {
        assert_eq!(instant_or_day("2020-01-14").unwrap().precision(), Precision::Day);
        let minute = instant_or_day("2020-01-14T10:30:59+02:00").unwrap();
        assert_eq!(minute.from().to_string(), "2020-01-14T10:30:00");
        assert_eq!(minute.precision(), Precision::Minute);
        assert_eq!(instant_or_day("2020-01-14T10:30:59Z").unwrap(), minute);
        for bad in ["", "yesterday", "2020-02-31", "0000-01-01", "9999-12-31", "-0044-03-15"] {
            assert!(instant_or_day(bad).is_err(), "{bad}");
        }
    }
}
