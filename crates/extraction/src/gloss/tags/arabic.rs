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

/// "كمين نصبه مسلحون": between an indefinite noun and another, what bears a pronoun and can be a verb is the verb of a clause.
pub(super) fn with_pronoun(glossed: &Glossed, units: &[Unit<'_>], words: &mut [Word]) {
    for at in 1..units.len() {
        let key = |at: usize| units.get(at).filter(|unit| unit.name.is_none()).map_or("", |unit| unit.key.as_str());
        let upos = |at: usize| words.get(at).map_or(Upos::X, |word| word.upos);
        let pronoun = matches!(key(at + 1), "ه" | "ها");
        let around = upos(at - 1) == Upos::Noun && !key(at - 1).starts_with("ال") && upos(at + 2) == Upos::Noun;
        let indefinite = !key(at + 2).is_empty() && !key(at + 2).starts_with("ال");
        let holds = |part: Part| {
            let fits = |entry: &Entry| entry.part == part && entry.words() == 1;
            glossed.table.best(&[key(at).to_owned()], 0, fits).is_some()
        };
        let both = pronoun && around && indefinite && key(at).chars().count() == 3;
        let verb = both && upos(at) == Upos::Noun && holds(Part::Verb) && holds(Part::Noun);
        if let Some(word) = words.get_mut(at).filter(|_| verb) {
            (word.upos, word.tag) = (Upos::Verb, Tag::Vbd);
        }
    }
}
