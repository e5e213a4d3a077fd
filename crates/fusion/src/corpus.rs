//! The readings in an order that does not depend on how they arrived, with every claim under one number.
//! Everything behind this file works on these numbers; nothing behind it may look at the order of the input.

use jiff::civil::DateTime;
use model::{Claim, Note, Reading};

/// Minutes of local time since 1 January 1970, half-open.
pub(crate) type Minutes = (i64, i64);

/// A day in minutes.
pub(crate) const DAY: i64 = 24 * 60;

/// Where a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ClaimAt {
    /// The reading's number.
    pub(crate) reading: usize,
    /// The claim's place in the reading.
    pub(crate) place: usize,
}

/// The readings by the time at which they were published, then by report id; each report once.
pub(crate) struct Corpus<'a> {
    /// The readings.
    pub(crate) readings: Vec<&'a Reading>,
    /// Every claim, by reading and place in the text.
    pub(crate) claims: Vec<ClaimAt>,
    first: Vec<usize>,
}

impl<'a> Corpus<'a> {
    /// Orders the readings. Of several readings of one report the same one is kept whatever the order.
    pub(crate) fn new(readings: &'a [Reading]) -> (Self, Vec<Note>) {
        let mut notes = Vec::new();
        let mut sorted: Vec<&Reading> = readings.iter().collect();
        sorted.sort_by(|a, b| a.report.cmp(&b.report));
        if sorted.windows(2).any(|pair| matches!(pair, [a, b] if a.report == b.report)) {
            // Only where an id comes twice is the whole content compared; this is slow and rare.
            sorted.sort_by_cached_key(|reading| (reading.report.clone(), format!("{reading:?}")));
        }
        sorted.dedup_by(|next, kept| {
            let double = next.report == kept.report;
            if double && next != kept {
                let message =
                    format!("{}: two readings differ; the first in the order of content is used", kept.report);
                notes.push(Note::warning("report-read-twice", message));
            }
            double
        });
        sorted.sort_by_key(|reading| told_key(reading));
        let mut claims = Vec::new();
        let mut first = Vec::new();
        for (number, reading) in sorted.iter().enumerate() {
            first.push(claims.len());
            claims.extend((0..reading.claims.len()).map(|place| ClaimAt { reading: number, place }));
        }
        (Self { readings: sorted, claims, first }, notes)
    }

    /// A reading by its number.
    pub(crate) fn reading(&self, number: usize) -> &'a Reading {
        self.readings.get(number).expect("readings are numbered by this corpus")
    }

    /// A claim and its reading by the claim's number.
    pub(crate) fn claim(&self, number: usize) -> (&'a Reading, &'a Claim) {
        let at = self.at(number);
        let reading = self.reading(at.reading);
        (reading, reading.claims.get(at.place).expect("claims are numbered by this corpus"))
    }

    /// Where a claim stands.
    pub(crate) fn at(&self, number: usize) -> ClaimAt {
        *self.claims.get(number).expect("claims are numbered by this corpus")
    }

    /// The numbers of a reading's claims.
    pub(crate) fn claims_of(&self, reading: usize) -> std::ops::Range<usize> {
        let start = self.first.get(reading).copied().unwrap_or(self.claims.len());
        start..self.first.get(reading + 1).copied().unwrap_or(self.claims.len())
    }

    /// When a reading's report was published.
    pub(crate) fn told(&self, reading: usize) -> Option<Minutes> {
        self.reading(reading).published.interval().map(minutes_of)
    }
}

/// Reports without a date come last: they cannot be shown to be earlier than any other.
fn told_key(reading: &Reading) -> (i64, i64, &str) {
    let (from, to) = reading.published.interval().map_or((i64::MAX, i64::MAX), minutes_of);
    (from, to, reading.report.as_str())
}

/// An interval as minutes.
pub(crate) fn minutes_of(interval: model::Interval) -> Minutes {
    let from = minutes(interval.from());
    (from, minutes(interval.to()).max(from + 1))
}

/// Days by the proleptic Gregorian calendar (H. Hinnant's `days_from_civil`), so that no time zone can enter.
fn minutes(at: DateTime) -> i64 {
    let (month, day) = (i64::from(at.month()), i64::from(at.day()));
    let year = i64::from(at.year()) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    (era * 146_097 + day_of_era - 719_468) * DAY + i64::from(at.hour()) * 60 + i64::from(at.minute())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn minutes_count_from_1970_and_run_backwards_too() {
        assert_eq!(minutes(date(1970, 1, 1).at(0, 1, 0, 0)), 1);
        assert_eq!(minutes(date(2020, 1, 12).at(0, 0, 0, 0)), 18_273 * DAY);
        assert_eq!(minutes(date(1969, 12, 31).at(0, 0, 0, 0)), -DAY);
    }
}
