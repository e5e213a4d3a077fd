//! The shapes of Arabic: words written onto others, possession without a preposition, particles of tense and negation,
//! passives that are written like actives.

mod adverbials;
mod among;
mod appositions;
mod arguments;
mod charged;
mod clauses;
mod closing;
mod control;
mod described;
mod dropped;
mod followed;
mod harmed;
mod idioms;
mod joined;
mod launched;
mod masdars;
mod objects;
mod occurred;
mod possession;
mod provided;
mod relatives;
mod results;
mod senses;
mod suffered;
mod titles;
mod told;
mod voices;

pub(super) use adverbials::is_participle;

use super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Lays the shapes of Arabic.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        particle(sheet, at);
        clauses::that(sheet, at);
        two(sheet, at);
        person(sheet, at, lexicon);
    }
    for at in sheet.line() {
        among::shape(sheet, at, lexicon);
        dropped::said(sheet, at, lexicon);
    }
    for at in sheet.line() {
        adverbials::shape(sheet, at);
        titles::shape(sheet, at, lexicon);
        appositions::shape(sheet, at, lexicon);
        told::shape(sheet, at, lexicon);
        clauses::told(sheet, at);
        clauses::opened(sheet, at);
        results::shape(sheet, at);
        subject(sheet, at);
        senses::shape(sheet, at);
    }
    arguments::shape(sheet, lexicon);
    provided::shape(sheet, lexicon);
    closing::shape(sheet, lexicon);
    launched::shape(sheet, lexicon);
    occurred::shape(sheet, lexicon);
    suffered::shape(sheet, lexicon);
    joined::shape(sheet, lexicon);
    followed::shape(sheet, lexicon);
    for at in sheet.line() {
        relatives::shape(sheet, at, lexicon);
        charged::shape(sheet, at, lexicon);
        objects::shape(sheet, at, lexicon);
        idioms::shape(sheet, at, lexicon);
    }
    masdars::shape(sheet, lexicon);
    for at in sheet.line() {
        senses::of_objects(sheet, at, lexicon);
        voices::shape(sheet, at, lexicon);
        occurred::took_place(sheet, at, lexicon);
        passive(sheet, at, lexicon);
        closing::refused(sheet, at, lexicon);
        possession::shape(sheet, at, lexicon);
    }
    control::shape(sheet, lexicon);
    dropped::shape(sheet, lexicon);
}

/// Particles of tense and negation hang on the verb behind them.
fn particle(sheet: &mut Sheet, at: usize) {
    let key = sheet.key(at).to_owned();
    if !matches!(key.as_str(), "لم" | "لن" | "لا" | "س" | "سوف" | "قد" | "لقد" | "ما" | "ليس" | "ليست")
    {
        return;
    }
    let next = sheet.beside(at, 1).filter(|next| sheet.is_verb(*next));
    let Some(verb) = next.or_else(|| sheet.head(at)) else { return };
    let negate = |sheet: &mut Sheet| {
        sheet.set_tag(at, Upos::Part, Tag::Rb);
        sheet.say(at, "not");
        sheet.hang(at, Some(verb), Relation::Advmod);
    };
    match key.as_str() {
        "لم" => {
            negate(sheet);
            let upos = sheet.upos(verb);
            sheet.set_tag(verb, upos, Tag::Vbd);
        }
        "لن" => {
            negate(sheet);
            will(sheet, at, verb);
        }
        "لا" | "ليس" | "ليست" => negate(sheet),
        // "ما أسفر عن" is "which led to".
        "ما" if matches!(sheet.lemma(verb), "lead" | "result" | "cause" | "leave") => sheet.drop(at),
        "س" | "سوف" if sheet.kids(verb).into_iter().any(|kid| sheet.tag(kid) == Tag::Md) => sheet.drop(at),
        "س" | "سوف" => {
            sheet.set_tag(at, Upos::Aux, Tag::Md);
            sheet.say(at, "will");
            sheet.hang(at, Some(verb), Relation::Aux);
            let upos = sheet.upos(verb);
            sheet.set_tag(verb, upos, Tag::Vb);
        }
        "قد" | "لقد" => {
            let may = matches!(sheet.own_tag(verb), Tag::Vbz | Tag::Vbp);
            if may && next.is_some() {
                sheet.set_tag(at, Upos::Aux, Tag::Md);
                sheet.say(at, "may");
                sheet.hang(at, Some(verb), Relation::Aux);
            } else {
                sheet.drop(at);
            }
        }
        _ => {}
    }
}

fn will(sheet: &mut Sheet, beside: usize, verb: usize) {
    sheet.insert(beside, 1, "will", (Upos::Aux, Tag::Md), (verb, Relation::Aux));
    let upos = sheet.upos(verb);
    sheet.set_tag(verb, upos, Tag::Vb);
}

/// "اثنين" is two, "الاثنين" Monday.
fn two(sheet: &mut Sheet, at: usize) {
    if sheet.key(at) != "اثنين" && sheet.key(at) != "اثنان" {
        return;
    }
    sheet.set_tag(at, Upos::Num, Tag::Cd);
    sheet.say(at, "two");
    if let Some(head) = sheet.head(at).filter(|head| sheet.is_noun(*head) || sheet.upos(*head) == Upos::Adj) {
        sheet.hang(at, Some(head), Relation::Nummod);
    }
}

/// "مدنيين": people named by an adjective.
fn person(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let people = sheet.upos(at) == Upos::Adj && lexicon.is("person", sheet.lemma(at));
    let Some(head) = sheet.head(at).filter(|_| people) else { return };
    let harmed = lexicon.names_harm(sheet.lemma(head));
    if harmed && sheet.relation(at) == Relation::Amod {
        sheet.set_tag(at, Upos::Noun, Tag::Nns);
        let lemma = sheet.lemma(at).to_owned();
        sheet.say(at, &lemma);
        sheet.hang(at, Some(head), Relation::Nmod);
    }
}

/// A noun right behind a verb that has no subject, and that nothing introduces, is its subject.
fn subject(sheet: &mut Sheet, at: usize) {
    let loose = matches!(sheet.relation(at), Relation::Nmod | Relation::Flat | Relation::Dep | Relation::Compound);
    let loose = loose || sheet.upos(at) == Upos::Num && sheet.relation(at) == Relation::Obl;
    let nominal = sheet.is_noun(at) || sheet.upos(at) == Upos::Num;
    let Some(verb) = sheet.head(at).filter(|verb| loose && nominal && sheet.upos(*verb) == Upos::Verb) else {
        return;
    };
    let free = !sheet.has_subject(verb);
    if free && sheet.case(at).is_none() && sheet.before(verb, at) {
        sheet.hang(at, Some(verb), Relation::Nsubj);
    }
}

/// A verb of harm without an object is a passive: "قُتل" is written like "قتل".
fn passive(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Verb {
        return;
    }
    // "تم توقيع" is "was signed".
    let done = matches!(sheet.key(at), "تم" | "تمت" | "يتم") && sheet.lemma(at) != "be";
    let done = done || sheet.key(at).starts_with("اصيب");
    let marked = sheet.get(at).is_some_and(|word| word.written.chars().nth(1) == Some('\u{64F}'))
        || is_written_passive(sheet.key(at));
    let written = sheet.child(at, Relation::NsubjPass).is_some() || done || marked;
    let subject_counted =
        sheet.child(at, Relation::Nsubj).is_some_and(|subject| sheet.child(subject, Relation::Nummod).is_some());
    // Beside a counted subject, a word without a gloss that the tree calls the object says nothing.
    let object = sheet.child(at, Relation::Obj).is_some_and(|object| {
        !subject_counted || sheet.get(object).is_some_and(|word| word.glossed || word.name.is_some())
    });
    let harm = lexicon.harms(sheet.lemma(at)).any(|harm| harm.slot == "obj");
    let subject = sheet.child(at, Relation::Nsubj);
    let agent = subject.is_some_and(|subject| lexicon.is("troops", sheet.lemma(subject)));
    if !(written || harm && !object && !agent && subject.is_some()) || !matches!(sheet.tag(at), Tag::Vbd | Tag::Vbn) {
        return;
    }
    if let Some(subject) = subject {
        sheet.hang(subject, Some(at), Relation::NsubjPass);
    }
    sheet.insert(at, -1, "be", (Upos::Aux, Tag::Vbd), (at, Relation::AuxPass));
    sheet.set_tag(at, Upos::Verb, Tag::Vbn);
}

/// Verbs whose passive differs in its letters: "أعيد", "استؤنفت".
fn is_written_passive(key: &str) -> bool {
    let stem = key.strip_suffix('ت').unwrap_or(key).split('_').next().unwrap_or_default();
    matches!(stem, "اغتيل" | "اقيل" | "اعيد" | "استعيد" | "استونف" | "اقيم" | "ازيل" | "اتيح")
}
