//! POSIX seconds as a date and a time in UTC, for people. It must not know what time it is.

/// `2020-01-12T00:00:00Z`; a time beyond the year 9999 is given in seconds.
#[must_use]
pub fn utc(seconds: u64) -> String {
    const LAST: u64 = 253_402_300_799;
    if seconds > LAST {
        return format!("POSIX time {seconds}");
    }
    let (year, month, day) = civil(seconds / 86_400);
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// The Gregorian date of a day counted from 1 January 1970: years of 400, 100, 4 and 1, begun in March, so that the
/// leap day is a year's last.
fn civil(day: u64) -> (u64, u64, u64) {
    // Days from 1 March of the year 0.
    let day = day + 719_468;
    let (era, day) = (day / 146_097, day % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day_of_month = day - (153 * month + 2) / 5 + 1;
    let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (era * 400 + year + later, month, day_of_month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_times() {
        assert_eq!(utc(0), "1970-01-01T00:00:00Z");
        assert_eq!(utc(951_782_400), "2000-02-29T00:00:00Z");
        assert_eq!(utc(1_578_787_199), "2020-01-11T23:59:59Z");
        assert_eq!(utc(1_679_315_147), "2023-03-20T12:25:47Z");
        assert_eq!(utc(4_107_542_400), "2100-03-01T00:00:00Z");
        assert_eq!(utc(253_402_300_799), "9999-12-31T23:59:59Z");
        assert_eq!(utc(u64::MAX), "POSIX time 18446744073709551615");
    }

    #[test]
    fn every_day_follows_the_one_before() {
        let mut last = civil(0);
        for day in 1..80_000 {
            let next = civil(day);
            let follows = next == (last.0, last.1, last.2 + 1)
                || (next == (last.0, last.1 + 1, 1) && last.2 >= 28)
                || (next == (last.0 + 1, 1, 1) && (last.1, last.2) == (12, 31));
            assert!(follows, "{last:?} {next:?}");
            last = next;
        }
    }
}
