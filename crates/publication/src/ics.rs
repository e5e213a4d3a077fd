//! Deadlines as a calendar (RFC 5545), to be opened beside other appointments. Every time is written in UTC, so that no reader needs
//! to know the zone; lines are folded at 75 octets and never within a character.

use jiff::Timestamp;

/// An entry of the calendar: a moment before which something is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The same for the same deadline in every export, so that an import takes the place of the one before.
    pub uid: String,
    /// The moment.
    pub at: Timestamp,
    /// A line that says what.
    pub summary: String,
    /// The reasons.
    pub description: String,
}

/// How long a line may be, in octets, without its end.
const LONGEST: usize = 75;

/// Writes the calendar. `made` is when it is written.
pub fn calendar(deadlines: &[Deadline], made: Timestamp) -> String {
    let mut out = String::new();
    let mut line = |text: String| fold(&mut out, &text);
    line("BEGIN:VCALENDAR".to_owned());
    line("VERSION:2.0".to_owned());
    line("PRODID:-//Trucewatch//Deadlines//EN".to_owned());
    for one in deadlines {
        line("BEGIN:VEVENT".to_owned());
        line(format!("UID:{}", escaped(&one.uid)));
        line(format!("DTSTAMP:{}", utc(made)));
        line(format!("DTSTART:{}", utc(one.at)));
        line(format!("SUMMARY:{}", escaped(&one.summary)));
        line(format!("DESCRIPTION:{}", escaped(&one.description)));
        line("TRANSP:TRANSPARENT".to_owned());
        line("END:VEVENT".to_owned());
    }
    line("END:VCALENDAR".to_owned());
    out
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text value: backslash, semicolon and comma escaped, a line break written as `\n`; other control characters have no place.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A line with its end; what is longer goes on behind a blank on the next.
fn fold(out: &mut String, text: &str) {
    let mut used = 0;
    for c in text.chars() {
        if used + c.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(summary: &str) -> String {
        let at = "2031-05-16T00:00:00+02:00".parse().unwrap();
        let uid = "hills-2031/o1/north".to_owned();
        let one = Deadline { uid, at, summary: summary.to_owned(), description: "a\r\nb".to_owned() };
        calendar(&[one], "2031-05-01T06:00:00Z".parse().unwrap())
    }

    #[test]
    fn times_are_utc_and_text_is_escaped() {
        let text = written("Guns; tanks, \\ and all");
        for line in [
            "DTSTART:20310515T220000Z\r\n",
            "DTSTAMP:20310501T060000Z\r\n",
            "SUMMARY:Guns\\; tanks\\, \\\\ and all\r\n",
            "DESCRIPTION:a\\nb\r\n",
        ] {
            assert!(text.contains(line), "{text}");
        }
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"), "{text}");
        assert!(text.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"), "{text}");
    }

    #[test]
    fn no_line_is_longer_than_allowed_and_unfolding_gives_the_words_back() {
        let summary = "Отвод орудий с хребта, سحب المدافع ".repeat(9);
        let text = written(&summary);
        assert!(text.split("\r\n").all(|line| line.len() <= LONGEST), "{text}");
        assert!(text.replace("\r\n ", "").contains(&escaped(&summary)));
    }
}
