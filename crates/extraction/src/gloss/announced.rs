//! Who speaks, or which place is meant, before a colon: "Минобороны: …", "RDC : trois civils tués". It stands outside of the tree
//! of what follows, as a dateline does: parsers take it for the subject. Whether it speaks is for `attribution`.

use super::table::{Entry, Part, Table};
use super::units::Unit;
use crate::lexicon::Lexicon;

/// How many words may stand before the colon.
const LONGEST: usize = 5;
/// How many must follow for a sentence of their own.
const SHORTEST: usize = 3;

/// How many units at the start are announced so, the colon among them; 0 where none are.
pub(super) fn length(units: &[Unit<'_>], table: &Table, lexicon: &Lexicon) -> usize {
    let Some(colon) = units.iter().take(LONGEST + 1).position(|unit| unit.key == ":") else { return 0 };
    let Some(before) = units.get(..colon).filter(|before| !before.is_empty()) else { return 0 };
    let quoted = units.get(colon + 1).is_some_and(|next| matches!(next.written.as_str(), "«" | "\"" | "“" | "„"));
    // "Заявление МИД Армении: …"
    let whose = before.split_first().filter(|(first, rest)| !rest.is_empty() && is_statement(first, table));
    let somebody = whose.map_or(before, |(_, rest)| rest);
    let whole = somebody.iter().all(|unit| unit.name.is_some() || names_somebody(unit, table, lexicon));
    if whole && !quoted && units.len() > colon + SHORTEST { colon + 1 } else { 0 }
}

/// Whether a word is one for what somebody says in writing.
fn is_statement(unit: &Unit<'_>, table: &Table) -> bool {
    noun_of(unit, table).is_some_and(|lemma| matches!(lemma, "statement" | "communique" | "declaration" | "comment"))
}

/// The noun that the table gives for a word.
fn noun_of<'t>(unit: &Unit<'t>, table: &'t Table) -> Option<&'t str> {
    let noun = |entry: &Entry| entry.part == Part::Noun && entry.words() == 1;
    let entry = unit.expression.or_else(|| table.best(std::slice::from_ref(&unit.key), 0, noun));
    entry.filter(|entry| entry.part == Part::Noun).and_then(|entry| entry.english.last()).map(|lemma| lemma.as_str())
}

/// Whether a word is one for persons or bodies, and for no act.
fn names_somebody(unit: &Unit<'_>, table: &Table, lexicon: &Lexicon) -> bool {
    noun_of(unit, table).is_some_and(|lemma| {
        ["person", "group", "media", "title"].iter().any(|class| lexicon.is(class, lemma)) && !lexicon.knows(lemma)
    })
}
