//! When a report was published, as far as its own words tell, for reports that come without metadata.
//!
//! Only dates that the text names with a year, or whose weekday fixes the year, count; nothing is taken from the calendar of
//! whoever reads. Where the words leave several days, the interval is as wide as they are.

use super::atom::{Atom, atoms};
use super::calendar::{Unit, date, days, shifted};
use super::lexicon::{self, TimeLexicon};
use jiff::civil::{Date, Weekday};
use model::{Basis, Interval, Language, Precision, Published, Tense, When};

/// A line is a dateline or byline only near an end of the text.
const NEAR_AN_END: usize = 4;
/// What may stand beside a date on a line of its own, in characters.
const BESIDE: usize = 45;
/// How many days after the latest date a weekday may place publication.
const DAYS_AFTER: i64 = 2;
/// How many days after a known thing a report that tells of it by its weekday is looked for.
const DAYS_SEARCHED: usize = 45;
/// How far a date without a year may lie from one that is sure.
const DAYS_NEAR: i32 = 14;

/// When the report was published, by its own words; unknown where they do not suffice.
pub fn infer_published(text: &str) -> Published {
    let lexicon = lexicon_of(text);
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let told: Vec<Told> = sentences(text).map(|sentence| Told::of(&atoms(sentence, lexicon))).collect();
    let interval = dateline(&lines, lexicon).and_then(Interval::day).or_else(|| from_body(&told));
    interval.map_or(Published::Unknown, |when| Published::Known { when, basis: Basis::Inferred })
}

/// Words of time for something whose day is known from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor<'a> {
    /// The words.
    pub phrase: &'a str,
    /// The tense in which it is told.
    pub tense: Tense,
    /// When it was, or one of these.
    pub happened: &'a [Interval],
}

/// When a report can have been published that tells of known things in these words; unknown where that leaves more than a
/// week, or no day at all.
///
/// Weekdays are named for the days just past: of the days that fit, the one to which the weekdays of the text lie closest
/// is the first possible, and [`DAYS_AFTER`] more may follow.
pub fn published_by_anchors(text: &str, language: Language, anchors: &[Anchor<'_>]) -> Published {
    let Some(first) = anchors.iter().flat_map(|anchor| anchor.happened).map(|one| one.from().date()).min() else {
        return Published::Unknown;
    };
    let possible: Vec<Date> = first.series(jiff::Span::new().days(1)).take(DAYS_SEARCHED).collect();
    let fit: Vec<Date> =
        possible.into_iter().filter(|day| anchors.iter().all(|one| fits(one, language, *day))).collect();
    let (Some(first), Some(last)) = (fit.first().copied(), fit.last().copied()) else { return Published::Unknown };
    if first.until(last).is_ok_and(|span| span.get_days() >= 7) {
        return Published::Unknown;
    }
    let told: Vec<Told> = sentences(text).map(|sentence| Told::of(&atoms(sentence, lexicon::of(language)))).collect();
    let weekdays: Vec<Weekday> = told.iter().flat_map(|told| told.weekdays.iter().copied()).collect();
    let closest = fit.iter().copied().min_by_key(|day| farthest(*day, &weekdays)).unwrap_or(first);
    let end = shifted(closest, DAYS_AFTER + 1, Unit::Day).into_iter().chain(last.tomorrow()).min();
    let when = end.and_then(|end| days(closest, end, Precision::Span));
    when.map_or(Published::Unknown, |when| Published::Known { when, basis: Basis::Inferred })
}

fn fits(anchor: &Anchor<'_>, language: Language, day: Date) -> bool {
    let Some(when) = Interval::day(day) else { return false };
    let published = Published::Known { when, basis: Basis::Inferred };
    let (read, _) = super::read(anchor.phrase, language, published, anchor.tense, None);
    let possible = match read {
        When::Unknown => return false,
        When::Known(one) => vec![one],
        When::Ambiguous(all) => all,
    };
    possible.iter().any(|one| anchor.happened.iter().any(|happened| one.overlaps(*happened)))
}

/// How many days back the farthest of these weekdays lies, seen from a day.
fn farthest(day: Date, weekdays: &[Weekday]) -> i8 {
    weekdays.iter().map(|named| day.weekday().since(*named)).max().unwrap_or(0)
}

/// By script; of the Latin ones, French where its words of time are the more.
fn lexicon_of(text: &str) -> &'static TimeLexicon {
    let count = |from: char, to: char| text.chars().filter(|letter| (from..=to).contains(letter)).count();
    let (arabic, cyrillic, latin) = (count('\u{600}', '\u{6ff}'), count('\u{400}', '\u{4ff}'), count('a', 'z'));
    if arabic > latin.max(cyrillic) {
        return lexicon::of(Language::Arabic);
    }
    if cyrillic > latin {
        return lexicon::of(Language::Russian);
    }
    let hits = |language| {
        let lexicon = lexicon::of(language);
        let words = text.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.len() > 2);
        words.filter(|word| lexicon.names_a_date(&word.to_lowercase())).count()
    };
    let french = hits(Language::French) > hits(Language::English);
    lexicon::of(if french { Language::French } else { Language::English })
}

/// Stretches that end with a line, or with a full stop before white space and a letter that is no small one.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '!', '?', ';']).flat_map(|line| line.split(". "))
}

/// What one sentence tells of dates.
#[derive(Debug, Default)]
struct Told {
    /// Days with a year.
    whole: Vec<Date>,
    /// Weekday, month and day without a year.
    dated_weekdays: Vec<(Weekday, i8, i64)>,
    /// Month and day without a year; whether ahead ("until", "from").
    yearless: Vec<(i8, i64, bool)>,
    /// Weekdays alone, as one writes of the week past.
    weekdays: Vec<Weekday>,
    years: Vec<i64>,
}

impl Told {
    fn of(atoms: &[Atom]) -> Self {
        let mut told = Self::default();
        for place in 0..atoms.len() {
            let (before, rest) = atoms.split_at(place);
            told.take(before, rest);
        }
        told
    }

    fn take(&mut self, before: &[Atom], rest: &[Atom]) {
        match rest {
            [Atom::Iso(year, month, day), ..] => self.whole.extend(date(*year, *month, *day)),
            [Atom::Slashed(one, other, year), ..] => {
                let (first, second) = (date(*year, *other, *one), date(*year, *one, *other));
                self.whole.extend(first.xor(second));
            }
            [Atom::Number { digits: 4, value, .. }, ..] if (1900..=2999).contains(value) => self.years.push(*value),
            [Atom::Weekday(weekday), ..] => self.weekday(*weekday, before, rest),
            _ => self.month_day(before, rest),
        }
    }

    fn month_day(&mut self, before: &[Atom], rest: &[Atom]) {
        let (month, day, after) = match rest {
            [Atom::Number { value, digits: 1 | 2, .. }, Atom::Month(month), after @ ..]
            | [Atom::Month(month), Atom::Number { value, digits: 1 | 2, .. }, after @ ..] => (*month, *value, after),
            _ => return,
        };
        // "3 January 4" would be read from both sides: the side with the month first is left out.
        if matches!((rest, before), ([Atom::Month(_), ..], [.., Atom::Number { digits: 1 | 2, .. }])) {
            return;
        }
        match (after, before) {
            ([Atom::Number { value: year, digits: 4, .. }, ..], _) => {
                self.whole.extend(date(*year, i64::from(month), day));
            }
            (_, [.., Atom::Weekday(weekday)]) => self.dated_weekdays.push((*weekday, month, day)),
            _ => {
                let ahead = before.iter().rev().take(2).any(|atom| {
                    matches!(atom, Atom::From | Atom::Until | Atom::By | Atom::Before | Atom::Next | Atom::Coming)
                });
                self.yearless.push((month, day, ahead));
            }
        }
    }

    fn weekday(&mut self, weekday: Weekday, before: &[Atom], rest: &[Atom]) {
        let dated = matches!(rest, [_, Atom::Number { .. } | Atom::Month(_), ..]);
        let elsewhere = matches!(
            before,
            [.., Atom::Last | Atom::Next | Atom::This | Atom::Until | Atom::By | Atom::From | Atom::Midnight]
        );
        if !dated && !elsewhere {
            self.weekdays.push(weekday);
        }
    }
}

/// A whole date on a short line near the beginning or the end, or before the dash of a dateline.
fn dateline(lines: &[&str], lexicon: &TimeLexicon) -> Option<Date> {
    let ends = lines.iter().take(NEAR_AN_END).chain(lines.iter().skip(NEAR_AN_END).rev().take(2));
    ends.filter_map(|line| {
        let head = opening(line)?;
        match Told::of(&atoms(head, lexicon)).whole.as_slice() {
            [date] => Some(*date),
            _ => None,
        }
    })
    .next()
}

/// A short line whole, or what stands before the dash or the bracket of a dateline.
fn opening(line: &str) -> Option<&str> {
    let line = line.trim();
    let most = BESIDE + 20;
    if line.chars().count() <= most {
        return Some(line);
    }
    let head = line.split(['(', '—', '–']).next().or_else(|| line.split(" - ").next())?;
    (head.len() < line.len() && head.chars().count() <= most).then_some(head)
}

/// From the dates in the running text: the latest sure one, moved on to the weekday that is told after it.
fn from_body(told: &[Told]) -> Option<Interval> {
    let whole = told.iter().flat_map(|told| told.whole.iter().copied());
    let last_year = told.iter().flat_map(|told| told.years.iter().copied()).max();
    let dated = told.iter().flat_map(|told| &told.dated_weekdays);
    let verified: Vec<Date> = dated.filter_map(|told| year_by_weekday(*told, last_year?)).collect();
    let sure = whole.chain(verified.iter().copied()).max()?;
    let weekdays: Vec<Weekday> = told.iter().flat_map(|told| told.weekdays.iter().copied()).collect();
    let (latest, limit) = with_yearless(sure, told);
    let named = |date: Date| weekdays.contains(&date.weekday());
    let moved = (1..=DAYS_AFTER).rev().filter_map(|off| shifted(latest, off, Unit::Day)).find(|date| named(*date));
    if let Some(day) = moved.filter(|day| limit.is_none_or(|limit| *day < limit)) {
        return Interval::day(day);
    }
    let tied = named(latest) || !verified.is_empty();
    let end = shifted(latest, DAYS_AFTER + 1, Unit::Day)?;
    let end = limit.map_or(end, |limit| limit.min(end));
    if tied { days(latest, end, Precision::Span) } else { None }
}

/// The first year from the last one named in which that day falls on that weekday, at most two years on.
fn year_by_weekday((weekday, month, day): (Weekday, i8, i64), last_year: i64) -> Option<Date> {
    let years = (0..=2).filter_map(|off| date(last_year.checked_add(off)?, i64::from(month), day));
    years.into_iter().find(|date| date.weekday() == weekday)
}

/// The latest date near a sure one, those without a year included, and the first that lies ahead of it.
fn with_yearless(sure: Date, told: &[Told]) -> (Date, Option<Date>) {
    let near = |month: i8, day: i64| {
        let years = (-1..=1).filter_map(move |off| date(i64::from(sure.year()) + off, i64::from(month), day));
        years.into_iter().find(|date| sure.until(*date).is_ok_and(|span| span.get_days().abs() <= DAYS_NEAR))
    };
    let yearless = || told.iter().flat_map(|told| told.yearless.iter().copied());
    let latest = yearless().filter(|(_, _, ahead)| !ahead).filter_map(|(month, day, _)| near(month, day)).max();
    let latest = latest.map_or(sure, |latest| latest.max(sure));
    let ahead = yearless().filter(|(_, _, ahead)| *ahead).filter_map(|(month, day, _)| near(month, day));
    (latest, ahead.filter(|date| *date > latest).min())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inferred(text: &str) -> String {
        infer_published(text).interval().map(|when| when.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_dateline_tells_the_day() {
        for text in [
            "Truce holds\nPublished January 13, 2020 by A. Writer\nFighting stopped on Monday.",
            "MOSCOW, 13 January 2020 (Agency) — Talks went on through the day and into the night, officials said.",
            "2020-01-13\nTalks went on.",
            "Truce holds\nJan. 13, 2020\nTalks went on.",
            "Truce holds\n13/01/2020 10:30\nTalks went on.",
            "Truce holds\nMon, 13 Jan 2020 10:30 GMT\nTalks went on.",
            "Les pourparlers\nPublié le 13 janvier 2020\nIls ont repris lundi.",
            "Переговоры\n13 января 2020\nОни продолжились.",
        ] {
            assert_eq!(inferred(text), "2020-01-13", "{text}");
        }
    }

    #[test]
    fn a_weekday_after_the_latest_date_places_it() {
        let text = "He greeted the minister on Jan.13, 2020, and they talked until late in the evening in the capital. \
                    They said on Monday that it went well. Early Tuesday the army denied it.";
        assert_eq!(inferred(text), "2020-01-14");
    }

    #[test]
    fn what_leaves_several_days_stays_wide() {
        let text = "It began in September 2019 with a first round of consultations among all who were invited to come. \
                    They met on Wednesday, January 8, and spoke again on January 9. They want quiet from 00:00 on January 12.";
        assert_eq!(inferred(text), "2020-01-09 to 2020-01-11");
    }

    #[test]
    fn a_known_day_told_by_its_weekday_dates_the_report() {
        let sunday = [Interval::day("2020-01-12".parse().unwrap()).unwrap()];
        let published = |text: &str, phrase: &str| {
            let anchor = Anchor { phrase, tense: Tense::Past, happened: &sunday };
            let published = published_by_anchors(text, Language::English, &[anchor]);
            published.interval().map(|when| when.to_string()).unwrap_or_default()
        };
        assert_eq!(
            published("It began on Sunday. They met on Monday and left early Tuesday.", "on Sunday"),
            "2020-01-14 to 2020-01-16"
        );
        assert_eq!(published("It began on Sunday.", "on Sunday"), "2020-01-12 to 2020-01-14");
        assert_eq!(published("It began in January.", "in January"), "", "a month leaves too many days");
        assert_eq!(published("It began on Tuesday.", "on Tuesday"), "", "it was no Tuesday");
    }

    #[test]
    fn nothing_is_inferred_from_too_little() {
        for text in [
            "",
            "They met on Monday in the capital.",
            "The accord was signed on 17 December 2015 after long talks that had been held in several cities of the region.",
            "The war began in 2011.",
            "On 31 February 2020 nothing happened on Monday.",
        ] {
            assert_eq!(inferred(text), "", "{text}");
        }
    }
}
