//! Phrases of time, with their preposition: "from 00:00 on January 12", "since April 2019", "late Monday". Knows no date:
//! what a phrase means is for `resolution`.

use super::{Draft, Form, Taken};
use crate::calendar::{MONTHS, WEEKDAYS};
use crate::lexicon::WordTable;
use crate::tree::Tree;
use grammar::{Tag, Upos};
use model::MentionKind;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A sentence with what each of its words can do.
struct Pieces<'a> {
    tree: &'a Tree<'a>,
    pieces: Vec<Piece>,
}

impl<'a> std::ops::Deref for Pieces<'a> {
    type Target = Tree<'a>;

    fn deref(&self) -> &Tree<'a> {
        self.tree
    }
}

/// What a word can do in a phrase of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// Makes a time by itself: a weekday, a year, "yesterday", "14:20".
    Anchor,
    /// A month: an anchor, but "may" and "march" need a neighbour.
    Month,
    /// A unit: "weeks". It needs a measure.
    Unit,
    /// "last", "next", "this", "ago", a number: makes a unit a time.
    Measure,
    /// A number.
    Number,
    /// "early", "late", "end", "start": goes along.
    Along,
    /// A preposition, "and", "of": stands only between or before other pieces.
    Link,
    /// Anything else.
    Other,
}

const SHORT_WEEKDAYS: [&str; 7] = ["mon.", "tue.", "wed.", "thu.", "fri.", "sat.", "sun."];
const SHORT_MONTHS: [&str; 10] = ["jan.", "feb.", "mar.", "apr.", "aug.", "sept.", "sep.", "oct.", "nov.", "dec."];
/// Without a point they are also names and other words.
const BARE_MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"];
const DEICTIC: [&str; 10] =
    ["today", "yesterday", "tomorrow", "tonight", "midnight", "noon", "midday", "overnight", "ramadan", "eid"];
const UNITS: [&str; 28] = [
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "hour",
    "hours",
    "minute",
    "minutes",
    "decade",
    "decades",
    "weekend",
    "night",
    "morning",
    "afternoon",
    "evening",
    "dawn",
    "dusk",
    "century",
    "spring",
    "summer",
    "autumn",
    "winter",
    "nights",
    "daybreak",
];
const MEASURES: [&str; 34] = [
    "last",
    "next",
    "this",
    "past",
    "previous",
    "following",
    "coming",
    "current",
    "ago",
    "earlier",
    "later",
    "several",
    "few",
    "couple",
    "recent",
    "same",
    "that",
    "these",
    "many",
    "each",
    "every",
    "all",
    "half",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "two",
];
const ALONG: [&str; 18] = [
    "early",
    "late",
    "end",
    "beginning",
    "start",
    "middle",
    "mid",
    "the",
    "a",
    "about",
    "around",
    "some",
    "nearly",
    "almost",
    "long",
    "way",
    "back",
    "exactly",
];
const LINKS: [&str; 26] = [
    "on",
    "in",
    "at",
    "since",
    "until",
    "till",
    "from",
    "by",
    "during",
    "between",
    "over",
    "for",
    "within",
    "through",
    "of",
    "and",
    "to",
    ",",
    "-",
    "–",
    "throughout",
    "after",
    "before",
    "as",
    "or",
    "than",
];
const OPENERS: [&str; 17] = [
    "on",
    "in",
    "at",
    "since",
    "until",
    "till",
    "from",
    "by",
    "during",
    "between",
    "over",
    "for",
    "within",
    "through",
    "throughout",
    "after",
    "before",
];

/// The phrases of time among the words that nothing else holds.
pub(super) fn find(tree: &Tree<'_>, taken: &Taken) -> Vec<Draft> {
    let tree = &Pieces { tree, pieces: (0..tree.len()).map(|at| classified(tree, at)).collect() };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tree.len() {
        match phrase(tree, taken, at) {
            Some(draft) => {
                at = draft.last + 1;
                found.push(draft);
            }
            None => at += 1,
        }
    }
    found
}

/// "on Sunday, three days after …", "for two months on Thursday": here ends the one time and begins another.
fn opens_another(tree: &Pieces<'_>, first: usize, at: usize) -> bool {
    let unit = |at: usize| piece(tree, at) == Piece::Unit;
    let dated = at > first && (first..at).any(|at| piece(tree, at) == Piece::Anchor);
    match tree.form(at) {
        // "on Tuesday, the first since August", "on Monday after three years"
        "," if dated && tree.lower(at + 1) == "the" => true,
        "since" => dated,
        "after" | "before" | "for" => {
            dated
                && piece(tree, at - 1) == Piece::Anchor
                && !matches!(piece(tree, at + 1), Piece::Anchor | Piece::Month)
        }
        "," => {
            let counts = matches!(piece(tree, at + 1), Piece::Number | Piece::Measure);
            unit(at + 1) || (counts || tree.lower(at + 1) == "a") && unit(at + 2)
        }
        "on" => at > first && unit(at - 1) && tree.tag(at - 1) == Tag::Nns,
        _ => false,
    }
}

fn phrase(tree: &Pieces<'_>, taken: &Taken, first: usize) -> Option<Draft> {
    let free = |at: usize| at < tree.len() && !taken.has(at);
    let opener = OPENERS.contains(&tree.lower(first).as_str());
    let mut end = first;
    while free(end) && piece(tree, end) != Piece::Other && !opens_another(tree, first, end) {
        end += 1;
    }
    let core = if opener { first + 1 } else { first };
    let mut last = (core..end).rev().find(|at| {
        !matches!(piece(tree, *at), Piece::Link | Piece::Along)
            || tree.lower(*at) == "on" && tree.lower(first) == "from"
    })?;
    last = trim(tree, core, last)?;
    let starts_well = match piece(tree, core) {
        Piece::Link | Piece::Other => false,
        Piece::Along => {
            !matches!(tree.lower(core).as_str(), "back" | "way") && core < last && !names_year(tree, core, last)
        }
        // "25 prisoners each on Wednesday"
        Piece::Measure => !matches!(tree.lower(core).as_str(), "each" | "all") || piece(tree, core + 1) != Piece::Link,
        _ => true,
    };
    // "eight-hour parallel talks", "nine-month war": a measure of the noun.
    let measured = (last + 1..last + 4).find(|at| tree.upos(*at) != Upos::Adj).is_some_and(|at| tree.is_noun(at));
    let measure = last > 0 && tree.form(last - 1) == "-" && piece(tree, last) == Piece::Unit && measured;
    let fits = starts_well && !measure && makes_time(tree, core, last);
    // "over Sunday's raid": the preposition is that of the raid.
    let first = if tree.tag(last + 1) == Tag::Pos { core } else { first };
    fits.then_some(Draft { first, last, head: (core, last), kind: MentionKind::Time, form: Form::Nominal })
}

/// "the 2015 accord": a year between an article and a noun tells which accord.
fn names_year(tree: &Pieces<'_>, first: usize, last: usize) -> bool {
    let next = last + 1;
    first + 1 == last
        && tree.lower(first) == "the"
        && is_year(tree.lower(last))
        && (tree.is_noun(next) || tree.upos(next) == Upos::Adj)
}

/// Cuts off what only looks like time: "on Monday and two" ends at Monday.
fn trim(tree: &Pieces<'_>, first: usize, last: usize) -> Option<usize> {
    let mut last = last;
    loop {
        let number = matches!(piece(tree, last), Piece::Number | Piece::Measure)
            && !matches!(tree.lower(last).as_str(), "ago" | "earlier" | "later");
        let dated = last > first
            && (piece(tree, last - 1) == Piece::Month
                || matches!(tree.lower(last - 1).as_str(), "and" | "-" | "–" | "to" | ","))
            && (first..last).any(|at| piece(tree, at) == Piece::Month)
            && tree.form(last).len() <= 4;
        let left = last > first && piece(tree, last - 1) == Piece::Anchor && tree.lower(last) == "night";
        // Other languages tell behind the day or the month which it is: "الخميس الماضي", "5 أبريل الجاري".
        let which = tree.laid
            && last > first
            && matches!(tree.lower(last).as_str(), "last" | "next" | "past" | "coming" | "current")
            && (is_strong(tree, last - 1) || last > first + 1 && is_strong(tree, last - 2));
        if !number || dated || left || which || !(first..last).any(|at| is_strong(tree, at)) {
            return Some(last);
        }
        last = (first..last).rev().find(|at| !matches!(piece(tree, *at), Piece::Link | Piece::Along))?;
    }
}

fn makes_time(tree: &Pieces<'_>, first: usize, last: usize) -> bool {
    let pieces: Vec<Piece> = (first..=last).map(|at| piece(tree, at)).collect();
    let has = |wanted: Piece| pieces.contains(&wanted);
    let measured = has(Piece::Measure) || has(Piece::Number) || part_of_day(tree, first, last);
    let unit = has(Piece::Unit) && (measured || one(tree, first, last) || stretch(tree, first, last));
    let modifies = tree.form(last + 1).starts_with('-');
    let follows = matches!(tree.lower(last + 1).as_str(), "later" | "ago");
    (has(Piece::Anchor) || is_month_date(tree, first, last) || unit || follows && has(Piece::Unit)) && !modifies
}

/// "قبل أسبوع", "depuis un mois": other languages tell one of a unit by the unit alone, or with their article.
fn one(tree: &Pieces<'_>, first: usize, last: usize) -> bool {
    let bound =
        first > 0 && matches!(tree.lower(first - 1).as_str(), "before" | "after" | "since" | "within" | "during");
    tree.laid && first == last && bound
}

/// "since the beginning of the year", "منذ بداية العام": a part of a unit is a time.
fn stretch(tree: &Pieces<'_>, first: usize, last: usize) -> bool {
    let part = matches!(tree.lower(first).as_str(), "beginning" | "start" | "middle" | "end" | "the");
    let part =
        part && (first..last).any(|at| matches!(tree.lower(at).as_str(), "beginning" | "start" | "middle" | "end"));
    part && matches!(tree.lower(last).as_str(), "year" | "month" | "week" | "day")
}

/// "at dawn", "in the evening", "at night".
fn part_of_day(tree: &Pieces<'_>, first: usize, last: usize) -> bool {
    let opened =
        first > 0 && matches!(tree.lower(first - 1).as_str(), "at" | "in" | "by" | "before" | "after" | "until");
    let part = ["night", "morning", "afternoon", "evening", "dawn", "dusk", "daybreak", "weekend"];
    let weekend = |at: usize| tree.lower(at) == "weekend";
    (opened && part.contains(&tree.lower(last).as_str())) || (first..=last).any(weekend)
}

fn is_strong(tree: &Pieces<'_>, at: usize) -> bool {
    matches!(piece(tree, at), Piece::Anchor | Piece::Month | Piece::Unit)
}

/// A month counts with a number beside it, or behind a preposition or "last", or alone if it cannot be a verb.
fn is_month_date(tree: &Pieces<'_>, first: usize, last: usize) -> bool {
    (first..=last).filter(|at| piece(tree, *at) == Piece::Month).any(|at| {
        let word = tree.lower(at).as_str();
        let doubtful = matches!(word, "may" | "march" | "august") || BARE_MONTHS.contains(&word);
        let beside = at > 0
            && matches!(piece(tree, at - 1), Piece::Number | Piece::Measure | Piece::Along | Piece::Link)
            || matches!(piece(tree, at + 1), Piece::Number);
        let capital = tree.form(at).starts_with(char::is_uppercase);
        capital && (!doubtful || beside)
    })
}

fn piece(tree: &Pieces<'_>, at: usize) -> Piece {
    tree.pieces.get(at).copied().unwrap_or(Piece::Other)
}

fn classified(tree: &Tree<'_>, at: usize) -> Piece {
    let lower = tree.lower(at);
    match lower.strip_prefix("mid-").unwrap_or(lower) {
        "now" | "so" | "far" | "date" | "present" => running(tree, at),
        "end" | "start" if tree.tag(at).is_verb() => Piece::Other,
        word => LISTED.get(word).copied().unwrap_or_else(|| figure(word)),
    }
}

/// The words of all lists; the first list that holds one decides, figures before the last two.
static LISTED: LazyLock<WordTable<Piece>> = LazyLock::new(|| {
    let halves: [&str; 7] = ["am", "pm", "a.m.", "p.m.", "gmt", "utc", "local"];
    let lists: [(&[&'static str], Piece); 11] = [
        (&WEEKDAYS, Piece::Anchor),
        (&SHORT_WEEKDAYS, Piece::Anchor),
        (&DEICTIC, Piece::Anchor),
        (&MONTHS, Piece::Month),
        (&SHORT_MONTHS, Piece::Month),
        (&BARE_MONTHS, Piece::Month),
        (&MEASURES, Piece::Measure),
        (&UNITS, Piece::Unit),
        (&halves, Piece::Measure),
        (&ALONG, Piece::Along),
        (&LINKS, Piece::Link),
    ];
    let mut words: BTreeMap<String, Piece> = BTreeMap::new();
    for (list, piece) in lists {
        for word in list {
            let figure = Some(figure(word)).filter(|figure| {
                *figure == Piece::Anchor || *figure == Piece::Number && matches!(piece, Piece::Along | Piece::Link)
            });
            words.entry((*word).to_owned()).or_insert(figure.unwrap_or(piece));
        }
    }
    WordTable::new(words)
});

/// What a word that no list holds can do by its figures.
fn figure(word: &str) -> Piece {
    match () {
        () if is_clock(word) || is_year(word) => Piece::Anchor,
        () if is_ordinal_day(word) || crate::numbers::value(word).is_some() => Piece::Number,
        () => Piece::Other,
    }
}

/// "so far", "to date".
fn running(tree: &Tree<'_>, at: usize) -> Piece {
    let (word, next) = (tree.lower(at), tree.lower(at + 1));
    let before = at.checked_sub(1).map(|at| tree.lower(at).as_str()).unwrap_or_default();
    let so_far = (word == "so" && next == "far") || (word == "far" && before == "so");
    if so_far || (word == "date" && before == "to") { Piece::Anchor } else { Piece::Other }
}

fn is_clock(word: &str) -> bool {
    let Some((hours, minutes)) = word.split_once(':') else {
        return word
            .strip_suffix("pm")
            .or_else(|| word.strip_suffix("am"))
            .is_some_and(|hour| !hour.is_empty() && hour.chars().all(|c| c.is_ascii_digit() || c == '.'));
    };
    let number = |text: &str| text.len() <= 2 && !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    number(hours) && number(minutes)
}

fn is_year(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    let range = word
        .split(['-', '–'])
        .all(|part| part.len() == 4 && part.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year)));
    !word.is_empty() && range
}

fn is_ordinal_day(word: &str) -> bool {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end));
    digits.is_some_and(|digits| digits.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day)))
}

#[cfg(test)]
mod tests {
    use crate::testing::times;

    #[test]
    fn phrases_are_cut_with_their_preposition() {
        let cases = [
            ("They stop from 00:00 on January 12 in the town.", "from 00:00 on January 12"),
            ("The army left late Monday.", "late Monday"),
            ("They fought for nine months.", "for nine months"),
            ("It began in September 2019.", "in September 2019"),
            ("The two sides met last week.", "last week"),
            ("The town was shelled on Aug 16, 2021.", "on Aug 16, 2021"),
        ];
        for (text, time) in cases {
            assert_eq!(times(text), [time], "{text}");
        }
        assert!(times("The nine-month war may march on.").is_empty());
    }
}
