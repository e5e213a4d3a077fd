//! What is to come in Arabic by an agreement or a plan: "بموجب الاتفاق يفرج الجيش عن", "من المقرر أن يستضيف الأردن جولة".

use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Lays what is provided for.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        phrase(sheet, at);
        under_agreement(sheet, at, lexicon);
        expected(sheet, at);
    }
}

/// A noun right behind a preposition that the tree hung on the verb is the preposition's, and no subject.
fn phrase(sheet: &mut Sheet, at: usize) {
    let verb = sheet
        .head(at)
        .filter(|verb| sheet.relation(at) == Relation::Nsubj && sheet.is_noun(at) && sheet.upos(*verb) == Upos::Verb);
    let before = sheet.beside(at, -1).filter(|word| {
        sheet.upos(*word) == Upos::Adp
            && sheet.relation(*word) == Relation::Mark
            && verb.is_some()
            && sheet.head(*word) == verb
            && matches!(sheet.lemma(*word), "under" | "during" | "since" | "with" | "in" | "on" | "by")
    });
    if let Some(before) = before.filter(|_| sheet.case(at).is_none()) {
        sheet.hang(before, Some(at), Relation::Case);
        sheet.hang(at, verb, Relation::Obl);
    }
}

/// What happens "under an agreement", told in the present, will.
fn under_agreement(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let under = sheet.case(at).is_some_and(|case| sheet.lemma(case) == "under");
    let agreed = under && lexicon.is("agreement", sheet.lemma(at)) && sheet.relation(at) == Relation::Obl;
    let verb = sheet
        .head(at)
        .filter(|verb| agreed && sheet.upos(*verb) == Upos::Verb && matches!(sheet.tag(*verb), Tag::Vbz | Tag::Vbp));
    let Some(verb) = verb.filter(|verb| sheet.before(at, *verb)) else { return };
    if sheet.child(verb, Relation::Aux).is_none() {
        sheet.insert(verb, -1, "will", (Upos::Aux, Tag::Md), (verb, Relation::Aux));
        sheet.set_tag(verb, Upos::Verb, Tag::Vb);
    }
}

/// "من المقرر أن يستضيف الأردن جولة": the clause that is planned is the sentence, whatever noun of it the tree put on top.
fn expected(sheet: &mut Sheet, at: usize) {
    let plans = matches!(sheet.lemma(at), "expected" | "planned" | "likely" | "scheduled");
    // What is expected is no subject of the verb that stands for it.
    if plans && sheet.relation(at).is_subject() && sheet.get(at).is_some_and(|word| word.last == "ان") {
        let head = sheet.head(at);
        sheet.hang(at, head, Relation::Advmod);
    }
    let top = sheet.head(at).filter(|top| plans && sheet.is_noun(*top) && sheet.before(at, *top));
    let clause = sheet.kids(at).into_iter().find(|kid| sheet.upos(*kid) == Upos::Verb && sheet.before(at, *kid));
    let (Some(top), Some(verb)) = (top, clause) else { return };
    if !sheet.before(verb, top) || sheet.child(verb, Relation::Obj).is_some() {
        return;
    }
    sheet.hang(verb, Some(top), Relation::Dep);
    sheet.rise(verb, top, Relation::Obj);
    sheet.hang(at, Some(verb), Relation::Advmod);
    if !sheet.kids(verb).into_iter().any(|kid| sheet.tag(kid) == Tag::Md) {
        sheet.insert(verb, -1, "will", (Upos::Aux, Tag::Md), (verb, Relation::Aux));
    }
    sheet.set_tag(verb, Upos::Verb, Tag::Vb);
    for kid in sheet.kids(verb) {
        if matches!(sheet.tag(kid), Tag::To) || sheet.lemma(kid) == "that" {
            sheet.drop(kid);
        }
    }
}
