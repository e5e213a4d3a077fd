//! Participles in the accusative tell what whoever acts says or does beside: "نفت موسكو الاتهام، مؤكدة أن". They are clauses of
//! the verb before them.

use super::super::attachment::is_finite;
use super::super::sheet::Sheet;
use super::super::table::level;
use grammar::{Relation, Tag, Upos};

/// Participles of the first form, which are written as a past of two would be: "وافقا".
const FIRST_FORM: [&str; 11] =
    ["نافيا", "نافية", "داعيا", "داعية", "رافضا", "رافضة", "واصفا", "واصفة", "لافتا", "كاشفا", "زاعما"];

/// Whether a verb's word is such a participle, told by its letters alone.
pub(in super::super) fn is_participle(key: &str) -> bool {
    let letters = level(key);
    FIRST_FORM.contains(&letters.as_str())
        || letters.starts_with('م') && letters.ends_with(['ا', 'ة']) && letters.chars().count() >= 5
}

/// Hangs the participle on the verb before it, and on the participle what it tells.
pub(super) fn shape(sheet: &mut Sheet, at: usize) {
    no_object(sheet, at);
    governs_nothing(sheet, at);
    if sheet.tag(at) != Tag::Vbg || !is_participle(sheet.key(at)) {
        return;
    }
    let line = sheet.line();
    let before = line.iter().copied().filter(|word| sheet.before(*word, at));
    let verb = before.rev().find(|word| sheet.upos(*word) == Upos::Verb && is_finite(sheet, *word));
    let Some(verb) = verb else { return };
    if sheet.head(at) != Some(verb) || sheet.relation(at) != Relation::Advcl {
        if super::super::acts::is_above(sheet, at, verb) {
            sheet.rise(verb, at, Relation::Advcl);
        } else {
            sheet.hang(at, Some(verb), Relation::Advcl);
        }
    }
    told(sheet, at);
}

/// "مؤكدا أن": the clause behind "that" is what the participle tells.
fn told(sheet: &mut Sheet, at: usize) {
    let mark = (1..3).filter_map(|step| sheet.beside(at, step)).find(|word| sheet.lemma(*word) == "that");
    let Some(clause) = mark.and_then(|mark| sheet.head(mark)).filter(|clause| *clause != at) else { return };
    if sheet.upos(clause) == Upos::Verb && !super::super::acts::is_above(sheet, clause, at) {
        sheet.hang(clause, Some(at), Relation::Ccomp);
    }
}

/// "تدين بأشد العبارات الغارة": where an adverb stands for the object, the noun below it is the object.
fn no_object(sheet: &mut Sheet, at: usize) {
    let adverb = sheet.tag(at) == Tag::Rb && sheet.relation(at) == Relation::Obj;
    let verb = sheet.head(at).filter(|verb| adverb && sheet.upos(*verb) == Upos::Verb);
    let noun = sheet
        .kids(at)
        .into_iter()
        .find(|kid| sheet.is_noun(*kid) && sheet.before(at, *kid) && sheet.case(*kid).is_none());
    if let (Some(verb), Some(noun)) = (verb, noun) {
        sheet.rise(noun, at, Relation::Advmod);
        sheet.hang(at, Some(verb), Relation::Advmod);
    }
}

/// "أفرجت من جانب واحد عن أسير": what a preposition introduces behind an adverb is the verb's.
fn governs_nothing(sheet: &mut Sheet, at: usize) {
    let adverb = sheet.tag(at) == Tag::Rb && matches!(sheet.relation(at), Relation::Obl | Relation::Advmod);
    let Some(verb) = sheet.head(at).filter(|verb| adverb && sheet.upos(*verb) == Upos::Verb) else { return };
    let phrases = sheet.kids(at).into_iter().filter(|kid| {
        let nominal = sheet.is_noun(*kid) || sheet.upos(*kid) == Upos::Num;
        nominal && sheet.before(at, *kid) && sheet.case(*kid).is_some()
    });
    for phrase in phrases.collect::<Vec<_>>() {
        sheet.hang(phrase, Some(verb), Relation::Obl);
    }
}
