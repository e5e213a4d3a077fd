//! Expected lines as words and `key=value` pairs, and values compared with what was read.

use jiff::civil::{Date, DateTime};
use model::{ActorRef, Interval, Toll, When, Where};

/// A line cut into words and pairs; a quoted value holds its spaces.
pub struct Query {
    /// The words without a value.
    pub words: Vec<String>,
    /// Keys and values.
    pub pairs: Vec<(String, String)>,
}

impl Query {
    /// Cuts a line.
    pub fn parse(line: &str) -> Self {
        let mut parts: Vec<String> = vec![String::new()];
        let mut quoted = false;
        for c in line.chars() {
            match c {
                '"' => quoted = !quoted,
                ' ' if !quoted => parts.push(String::new()),
                c => parts.last_mut().unwrap().push(c),
            }
        }
        let mut query = Self { words: Vec::new(), pairs: Vec::new() };
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            match part.split_once('=') {
                Some((key, value)) => query.pairs.push((key.to_owned(), value.to_owned())),
                None => query.words.push(part),
            }
        }
        query
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

/// `2020-01-13`, `2020-01-12T00:00`, `2020-01-06..2020-01-12` (first and last day), `unknown`.
/// Where several times are possible, one of them has to be the one expected.
pub fn time_is(when: &When, expected: &str) -> bool {
    let all: Vec<Interval> = match when {
        When::Unknown => return expected == "unknown",
        When::Known(one) => vec![*one],
        When::Ambiguous(all) => all.clone(),
    };
    let day = |text: &str| text.parse::<Date>().unwrap_or_else(|_| panic!("'{text}' is no day"));
    all.iter().any(|interval| match expected.split_once("..") {
        Some((first, last)) => interval.from().date() == day(first) && interval.last_day() == day(last),
        None if expected.contains('T') => interval.from() == expected.parse::<DateTime>().unwrap(),
        None if expected == "unknown" => false,
        None => interval.from().date() == day(expected) && interval.last_day() == day(expected),
    })
}

/// `280`, `280..`, `..300`, `24..90`, `some`.
pub fn toll_is(toll: Toll, expected: &str) -> bool {
    let number = |text: &str| text.parse::<u64>().unwrap_or_else(|_| panic!("'{text}' is no number"));
    match expected.split_once("..") {
        _ if expected == "some" => toll == Toll::some(),
        None => toll.best() == Some(number(expected)),
        Some((low, "")) => toll.low() == number(low) && toll.high().is_none(),
        Some(("", high)) => toll.high() == Some(number(high)),
        Some((low, high)) => toll.low() == number(low) && toll.high() == Some(number(high)),
    }
}

/// By name or by id.
pub fn actor_is(actor: &ActorRef, expected: &str) -> bool {
    same(actor.name(), expected) || actor.id().is_some_and(|id| id.as_str() == expected)
}

/// By the name of the likeliest place.
pub fn place_is(place: &Where, expected: &str) -> bool {
    match place {
        Where::Named(name) => same(name, expected),
        other => other.likeliest().is_some_and(|place| same(&place.name, expected)),
    }
}

/// The same letters, large or small.
pub fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}
