//! Numbers and owners of Russian: what is counted stands in the genitive and heads its number; "их" before a noun owns it.

use super::super::sheet::Sheet;
use super::number::verb_in_plural;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Lays a word before the clause around it is mended.
pub(super) fn before(sheet: &mut Sheet, at: usize) {
    more(sheet, at);
    theirs(sheet, at);
    number(sheet, at);
}

/// Lays what is counted once the clause around it stands.
pub(super) fn behind(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    number_alone(sheet, at);
    counted(sheet, at, lexicon);
}

/// "ещё семеро": before a number it counts nothing.
fn more(sheet: &mut Sheet, at: usize) {
    let number = sheet.beside(at, 1).is_some_and(|next| sheet.upos(next) == Upos::Num);
    if number && sheet.key(at) == "еще" {
        sheet.drop(at);
    }
}

/// "их патруль": what stands right before a noun on the same verb is whose it is.
fn theirs(sheet: &mut Sheet, at: usize) {
    let owner = match sheet.key(at) {
        "их" => "their",
        "его" => "his",
        "ее" => "her",
        _ => return,
    };
    let head = sheet.head(at);
    let noun = sheet
        .beside(at, 1)
        .filter(|noun| sheet.upos(*noun) == Upos::Noun && sheet.head(*noun) == head && sheet.case(*noun).is_none());
    let Some(noun) = noun else { return };
    let relation = sheet.relation(at);
    sheet.set_tag(at, Upos::Pron, Tag::PrpS);
    sheet.say(at, owner);
    sheet.hang(noun, head, relation);
    sheet.hang(at, Some(noun), Relation::NmodPoss);
}

/// "двадцать горняков", where the tree hangs what is counted on the number.
fn number(sheet: &mut Sheet, at: usize) {
    if sheet.upos(at) != Upos::Num {
        return;
    }
    let counted = sheet
        .kids(at)
        .into_iter()
        .find(|kid| sheet.upos(*kid) == Upos::Noun && sheet.case(*kid).is_none() && sheet.before(at, *kid));
    let Some(counted) = counted else { return };
    sheet.rise(counted, at, Relation::Nummod);
    if matches!(sheet.relation(counted), Relation::Xcomp | Relation::Advmod | Relation::Nummod | Relation::Amod) {
        let head = sheet.head(counted);
        sheet.hang(counted, head, Relation::Obl);
    }
}

/// "двое пропали": a number that stands alone before a verb without a subject is that.
fn number_alone(sheet: &mut Sheet, at: usize) {
    let loose = matches!(sheet.relation(at), Relation::Advmod | Relation::Nummod | Relation::Obl | Relation::Dep);
    let Some(verb) =
        sheet.head(at).filter(|verb| loose && sheet.upos(at) == Upos::Num && sheet.upos(*verb) == Upos::Verb)
    else {
        return;
    };
    let free = !sheet.has_subject(verb) && sheet.case(at).is_none();
    if free && sheet.before(at, verb) {
        sheet.hang(at, Some(verb), Relation::Nsubj);
    }
}

/// "похитили двух сотрудников": counted persons stand in the genitive as an object.
fn counted(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let numbered = sheet.child(at, Relation::Nummod).is_some() && !is_measure(sheet.lemma(at));
    let person = numbered || ["person", "troops", "civilian"].iter().any(|class| lexicon.is(class, sheet.lemma(at)));
    let Some(verb) =
        sheet.head(at).filter(|_| person && sheet.relation(at) == Relation::Obl && sheet.case(at).is_none())
    else {
        return;
    };
    let counts =
        sheet.child(at, Relation::Nummod).is_some() || matches!(sheet.own_tag(at).case(), Some((Tag::Genitive, _)));
    let acts =
        verb_in_plural(sheet, verb).is_some() && sheet.child(verb, Relation::Obj).is_none_or(|object| object == at);
    if counts && acts && sheet.before(verb, at) {
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

fn is_measure(lemma: &str) -> bool {
    super::is_calendar(lemma)
        || matches!(
            lemma,
            "kilometre" | "kilometer" | "metre" | "meter" | "percent" | "day" | "time" | "second" | "step"
        )
}
