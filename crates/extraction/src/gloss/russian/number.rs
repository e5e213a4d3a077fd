//! Number in Russian: whether nouns and verbs stand in the plural, and what that tells of who acts and what is acted on.

use super::super::sheet::Sheet;
use super::managed::around;
use grammar::{Relation, Tag, Upos};

/// "Патруль не пропустили": a subject agrees with its verb in number; what does not is acted on, and who acts may not be told.
pub(super) fn disagreeing(sheet: &mut Sheet, at: usize) {
    let Some(several) = verb_in_plural(sheet, at) else { return };
    let Some(subject) = sheet.child(at, Relation::Nsubj) else { return };
    let object = sheet.child(at, Relation::Obj).filter(|object| sheet.is_noun(*object));
    let noun = sheet.upos(subject) == Upos::Noun && sheet.get(subject).is_some_and(|word| word.name.is_none());
    // "убийство судьи всколыхнуло": the genitive of one is written like the nominative of several.
    let owner = object.filter(|object| {
        !several
            && noun
            && sheet.beside(subject, -1) == Some(*object)
            && sheet.before(subject, at)
            && is_one(sheet, *object)
    });
    if let Some(object) = owner.filter(|_| in_plural(sheet, subject)) {
        sheet.hang(object, Some(at), Relation::Nsubj);
        sheet.hang(subject, Some(object), Relation::Nmod);
        return sheet.introduce(subject, "of");
    }
    if !noun || is_amount(sheet, subject) || is_joined(sheet, subject) {
        return;
    }
    if several && is_one(sheet, subject) && sheet.before(subject, at) {
        let acts = object
            .filter(|object| (in_plural(sheet, *object) || is_joined(sheet, *object)) && !is_oblique(sheet, *object));
        let acts = acts.or_else(|| loose_plural(sheet, at));
        if let Some(object) = acts {
            sheet.hang(object, Some(at), Relation::Nsubj);
        }
        if acts.is_some() || object.is_none() {
            sheet.hang(subject, Some(at), Relation::Obj);
        }
    } else if !several && object.is_none() && in_plural(sheet, subject) && sheet.before(at, subject) {
        sheet.hang(subject, Some(at), Relation::Obj);
    }
}

/// A noun in the nominative plural behind the verb, hung on a phrase that it is no part of.
fn loose_plural(sheet: &Sheet, at: usize) -> Option<usize> {
    around(sheet, at).into_iter().find(|word| {
        sheet.before(at, *word)
            && sheet.upos(*word) == Upos::Noun
            && sheet.own_tag(*word) == Tag::Nns
            && matches!(sheet.relation(*word), Relation::Nmod | Relation::Appos | Relation::Obl)
            && sheet.case(*word).is_none()
            && !super::is_calendar(sheet.lemma(*word))
    })
}

pub(super) fn is_amount(sheet: &Sheet, at: usize) -> bool {
    crate::numbers::value(sheet.lemma(at)).is_some()
        || matches!(
            sheet.lemma(at),
            "part" | "majority" | "number" | "row" | "half" | "most" | "dozen" | "series" | "pair" | "couple"
        )
}

pub(super) fn is_joined(sheet: &Sheet, at: usize) -> bool {
    sheet.kids(at).into_iter().any(|kid| {
        matches!(sheet.relation(kid), Relation::Conj | Relation::Nummod)
            || sheet.case(kid).is_some_and(|case| sheet.lemma(case) == "with")
    })
}

/// Whether the form is surely of one: masculine, in the nominative or the accusative that is written like it.
pub(super) fn is_one(sheet: &Sheet, at: usize) -> bool {
    let consonant = sheet.key(at).ends_with(|end: char| !"аеиоуыэюя".contains(end));
    let neuter = ["ение", "ание", "тие", "рие", "ство"].iter().any(|end| sheet.key(at).ends_with(end));
    neuter
        || consonant && !in_plural(sheet, at) && !sheet.key(at).ends_with(['х', 'м', 'в', 'ь'])
        || sheet.key(at).ends_with('ь') && !["ень", "онь"].iter().any(|end| sheet.key(at).ends_with(end))
}

/// Whether a verb in the past, which acts on something, stands in the plural.
pub(super) fn verb_in_plural(sheet: &Sheet, at: usize) -> Option<bool> {
    let word = sheet.get(at).filter(|_| sheet.upos(at) == Upos::Verb && sheet.tag(at) != Tag::Vbn)?;
    // "наносил удары": of an expression the first word may be the verb.
    let first = word.key.split(['_', ' ']).next().filter(|first| *first != word.last);
    in_number(&word.last).or_else(|| first.and_then(in_number).filter(|_| !word.key.contains("не")))
}

fn in_number(key: &str) -> Option<bool> {
    match () {
        () if key.ends_with("ли") => Some(true),
        () if ["л", "ла", "ло", "ит", "ет"].iter().any(|end| key.ends_with(end)) => Some(false),
        () => None,
    }
}

pub(super) fn in_plural(sheet: &Sheet, at: usize) -> bool {
    match sheet.own_tag(at) {
        Tag::Nns | Tag::Nnps => true,
        other => other.case().is_some_and(|(_, several)| several),
    }
}

fn is_oblique(sheet: &Sheet, at: usize) -> bool {
    matches!(sheet.own_tag(at).case(), Some((Tag::Genitive | Tag::Dative | Tag::Instrumental | Tag::Locative, _)))
}
