//! The shape of a time in an entry: RFC 3339 in UTC. It must not know what time it is.

/// Whether the text is `YYYY-MM-DDTHH:MM:SS`, an optional fraction, and `Z`, with a date that exists.
/// One zone only, so that times in the ledger sort as text.
pub(super) fn is_utc_time(text: &str) -> bool {
    parse(text).is_some()
}

fn parse(text: &str) -> Option<()> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let (clock, fraction) = time.split_once('.').map_or((time, "0"), |(clock, fraction)| (clock, fraction));
    let [year, month, day] = fields(date, '-', [4, 2, 2])?;
    let [hour, minute, second] = fields(clock, ':', [2, 2, 2])?;
    let sound = (1..=12).contains(&month)
        && (1..=days(year, month)).contains(&day)
        && hour < 24
        && minute < 60
        // 60 is a leap second.
        && second <= 60
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit());
    sound.then_some(())
}

fn fields(text: &str, separator: char, widths: [usize; 3]) -> Option<[u32; 3]> {
    let mut parts = text.split(separator);
    let mut values = [0; 3];
    for (value, width) in values.iter_mut().zip(widths) {
        let part = parts.next()?;
        if part.len() != width || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *value = part.parse().ok()?;
    }
    parts.next().is_none().then_some(values)
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utc_times_that_exist() {
        for text in
            ["2020-01-12T00:00:00Z", "2020-02-29T23:59:60Z", "0000-01-01T00:00:00.123456789Z", "9999-12-31T23:59:59Z"]
        {
            assert!(is_utc_time(text), "{text}");
        }
        for text in [
            "",
            "Z",
            "2020-01-12",
            "2020-01-12T00:00:00",
            "2020-01-12T00:00:00+00:00",
            "2020-01-12 00:00:00Z",
            "2021-02-29T00:00:00Z",
            "2020-13-01T00:00:00Z",
            "2020-00-01T00:00:00Z",
            "2020-01-00T00:00:00Z",
            "2020-01-12T24:00:00Z",
            "2020-01-12T00:60:00Z",
            "2020-01-12T00:00:61Z",
            "2020-01-12T00:00:00.Z",
            "2020-01-12T00:00:00.1xZ",
            "20200112T000000Z",
            "2020-1-12T00:00:00Z",
            "2020-01-12T00:00Z",
            "+020-01-12T00:00:00Z",
            "2020-01-12-01T00:00:00Z",
        ] {
            assert!(!is_utc_time(text), "{text}");
        }
    }
}
