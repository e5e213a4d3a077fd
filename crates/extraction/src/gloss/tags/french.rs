//! What the words around a French word tell of its part of speech: articles, numbers, pronouns behind verbs.

use super::super::Glossed;
use super::super::table::{Entry, Part};
use super::super::units::Unit;
use grammar::{Tag, Upos, Word};

/// Behind an article stands no verb that the table knows as a noun too: "l'équipe".
pub(super) fn correct(glossed: &Glossed, units: &[Unit<'_>], at: usize, word: &mut Word) {
    let Some(unit) = units.get(at).filter(|unit| unit.name.is_none() && unit.expression.is_none()) else { return };
    // "a-t-on appris", "dit-elle".
    if super::super::inversion::pronoun(&unit.shown).is_some() {
        (word.upos, word.tag) = (Upos::Pron, Tag::Prp);
        return;
    }
    future(&unit.key, word);
    let article = at.checked_sub(1).and_then(|before| units.get(before)).is_some_and(|before| {
        matches!(before.key.as_str(), "l'" | "le" | "la" | "les" | "un" | "une" | "des" | "du" | "cette" | "ces" | "d'")
    });
    // "devant une mosquée": before an article, no form of "devoir".
    let next = units.get(at + 1).map(|next| next.key.as_str());
    if unit.key == "devant" && matches!(next, Some("l'" | "le" | "la" | "les" | "un" | "une" | "des" | "ce" | "cette"))
    {
        (word.upos, word.tag) = (Upos::Adp, Tag::In);
        return;
    }
    if behind_name(glossed, units, at) {
        (word.upos, word.tag) = (Upos::Verb, if unit.key.ends_with("nt") { Tag::Vbp } else { Tag::Vbz });
        return;
    }
    let noun = |entry: &Entry| entry.part == Part::Noun && entry.words() == 1;
    let known = || glossed.table.best(std::slice::from_ref(&unit.key), 0, noun).is_some();
    if between_noun_and_article(glossed, units, at) {
        (word.upos, word.tag) = (Upos::Verb, if unit.key.ends_with("nt") { Tag::Vbp } else { Tag::Vbz });
        return;
    }
    let counts = at.checked_sub(1).and_then(|before| units.get(before)).is_some_and(|before| counts(glossed, before));
    // "12 blessés", "plusieurs tués": what is counted is a noun.
    if counts && word.tag == Tag::Vbn && known() {
        (word.upos, word.tag) = (Upos::Noun, if unit.key.ends_with('s') { Tag::Nns } else { Tag::Nn });
        return;
    }
    // "quatorze Libanais": written large, a people's adjective is a noun.
    let large = at > 0 && unit.written.starts_with(char::is_uppercase);
    if large && (article || counts) && word.upos == Upos::Adj && unit.key.chars().count() > 4 {
        (word.upos, word.tag) = (Upos::Noun, if unit.key.ends_with('s') { Tag::Nns } else { Tag::Nn });
        return;
    }
    if article && word.upos == Upos::Verb && word.tag != Tag::Vb && known() {
        (word.upos, word.tag) = (Upos::Noun, if unit.key.ends_with('s') { Tag::Nns } else { Tag::Nn });
    }
}

/// "entraînerait", "rencontrera": no other forms of a verb end so, whatever a tagger that never saw it says.
fn future(key: &str, word: &mut Word) {
    if word.upos != Upos::Verb || !matches!(word.tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn) {
        return;
    }
    if key.ends_with("erait") || key.ends_with("eraient") {
        word.tag = Tag::VbConditional;
    } else if key.ends_with("era") || key.ends_with("eront") {
        word.tag = Tag::VbFuture;
    }
}

/// "La CPI enquête sur", "El-Fasher manque de tout": right behind a name and before a preposition, a word that may be a verb is
/// one.
fn behind_name(glossed: &Glossed, units: &[Unit<'_>], at: usize) -> bool {
    let Some(unit) = units.get(at).filter(|unit| unit.written.starts_with(char::is_lowercase)) else { return false };
    let finite = unit.key.ends_with('e') || unit.key.ends_with("ent");
    let has = |part: Part| {
        let fits = |entry: &Entry| entry.part == part && entry.words() == 1;
        glossed.table.best(std::slice::from_ref(&unit.key), 0, fits).is_some()
    };
    let named = at.checked_sub(1).and_then(|before| units.get(before)).is_some_and(|before| before.name.is_some());
    let governs = units.get(at + 1).is_some_and(|next| {
        matches!(
            next.key.as_str(),
            "de" | "d'" | "sur" | "que" | "qu'" | "à" | "contre" | "dans" | "toujours" | "aussi"
        )
    });
    finite && named && governs && has(Part::Verb) && has(Part::Noun)
}

/// Whether a word counts what stands behind it.
fn counts(glossed: &Glossed, unit: &Unit<'_>) -> bool {
    let value = |entry: &Entry| {
        entry.part == Part::Number && entry.english.last().is_some_and(|word| crate::numbers::value(word).is_some())
    };
    let number = || glossed.table.best(std::slice::from_ref(&unit.key), 0, value).is_some();
    unit.name.is_none()
        && (unit.is_figure()
            || unit.expression.is_some_and(value)
            || matches!(unit.key.as_str(), "plusieurs" | "quelques" | "aucun" | "nombreux")
            || unit.expression.is_none() && number())
}

/// "la milice Codeco massacre une cinquantaine de déplacés", "l'armée frappe un village": between a noun or a name and an
/// article, a word that may be a verb is one.
fn between_noun_and_article(glossed: &Glossed, units: &[Unit<'_>], at: usize) -> bool {
    let Some(unit) = units.get(at).filter(|unit| unit.written.starts_with(char::is_lowercase)) else { return false };
    let finite = unit.key.ends_with('e') || unit.key.ends_with("ent");
    let has = |unit: &Unit<'_>, part: Part| {
        let fits = |entry: &Entry| entry.part == part && entry.words() == 1;
        glossed.table.best(std::slice::from_ref(&unit.key), 0, fits).is_some()
    };
    let article = units.get(at + 1).is_some_and(|next| {
        let key = next.key.as_str();
        next.name.is_none() && matches!(key, "un" | "une" | "la" | "le" | "les" | "l'" | "ses" | "son" | "sa" | "leurs")
    });
    let Some(before) = at.checked_sub(1).and_then(|before| units.get(before)) else { return false };
    let large = before.written.starts_with(char::is_uppercase) && at > 1;
    let headed = before.name.is_some() || large || before.expression.is_none() && has(before, Part::Noun);
    let other = has(unit, Part::Noun) || has(unit, Part::Adjective);
    finite && article && headed && other && has(unit, Part::Verb) && !has(before, Part::Preposition)
}
