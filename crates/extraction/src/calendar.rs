//! The names of days and months in English, in lower case. Says nothing of what day is meant.

pub(crate) const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Whether a word in lower case is the name of a month.
pub(crate) fn is_month(lower: &str) -> bool {
    MONTHS.contains(&lower)
}

/// Whether a word in lower case is the name of a day or a month, which English writes large.
pub(crate) fn is_day_or_month(lower: &str) -> bool {
    WEEKDAYS.contains(&lower) || is_month(lower)
}
