//! What a phrase of time means, seen from the day of publication.
//!
//! Nothing is filled in: what cannot be placed is unknown, and what can be read in two ways keeps both. It must not ask
//! a clock, and no phrase, however absurd its numbers, may make it fail: all arithmetic is checked.

mod atom;
mod bounds;
mod calendar;
mod features;
mod lexicon;
mod point;
mod published;
mod scan;
#[cfg(test)]
mod worked;

pub use lexicon::LexiconError;
pub use published::{Anchor, infer_published, published_by_anchors};

use jiff::civil::Date;
use model::{Interval, Language, Note, Published, Tense, When};

/// Against what a phrase is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    /// The day of publication, where one is known.
    pub(crate) today: Option<Date>,
    /// When the claim is, seen from the moment of speaking.
    pub(crate) tense: Tense,
    /// The time told before in the document, for "two days later".
    pub(crate) previous: Option<Interval>,
}

/// What a phrase came to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    /// One of these.
    Known(Vec<Interval>),
    /// It names no moment that can be placed.
    Unplaced,
    /// It names a day that no calendar has.
    Impossible,
}

/// How many days a vague day of publication may span before relative phrases are given up.
const MOST_DAYS: usize = 7;

/// What a phrase of time means.
pub(crate) fn read(
    phrase: &str,
    language: Language,
    published: Published,
    tense: Tense,
    previous: Option<Interval>,
) -> (When, Option<Note>) {
    let atoms = atom::atoms(phrase, lexicon::of(language));
    let mut possible: Vec<Interval> = Vec::new();
    for today in days_of(published) {
        match bounds::interpret(&atoms, &Setting { today, tense, previous }) {
            Outcome::Known(more) => possible.extend(more),
            Outcome::Unplaced => {}
            Outcome::Impossible => {
                let message = format!("\"{phrase}\" names a day that no calendar has; the time stays unknown");
                return (When::Unknown, Some(Note::warning("impossible-date", message)));
            }
        }
    }
    (When::from_possibilities(possible), None)
}

/// The days on which the report may have been published; `None` alone where that is not known finely enough.
fn days_of(published: Published) -> Vec<Option<Date>> {
    let Some(interval) = published.interval() else { return vec![None] };
    let last = interval.last_day();
    let days: Vec<Date> = interval.from().date().series(jiff::Span::new().days(1)).take(MOST_DAYS + 1).collect();
    let days: Vec<Option<Date>> = days.into_iter().take_while(|day| *day <= last).map(Some).collect();
    if days.len() > MOST_DAYS { vec![None] } else { days }
}
