//! What the neighbours of an Arabic word tell of its part of speech.

use super::super::Glossed;
use super::super::table::{Entry, Part};
use super::super::units::Unit;
use grammar::{Tag, Upos, Word};

/// "استشهد صحفي": right behind a verb nothing is described yet, so that a word that can be a noun is one.
pub(super) fn behind_verb(glossed: &Glossed, unit: &Unit<'_>, before: Option<Upos>, word: &mut Word) {
    let described = word.upos == Upos::Adj && before == Some(Upos::Verb);
    let plain = unit.name.is_none() && unit.expression.is_none() && !unit.key.starts_with("ال");
    let noun = |entry: &Entry| entry.part == Part::Noun && entry.words() == 1;
    if described && plain && glossed.table.best(std::slice::from_ref(&unit.key), 0, noun).is_some() {
        (word.upos, word.tag) = (Upos::Noun, Tag::Nn);
    }
}
