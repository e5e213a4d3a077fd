//! Harm told in a clause of its own behind the act that did it: "شنوا غارة على مدرسة فقتل ثلاثة وجرح خمسة", "اندلعت معارك قتل فيها أربعة".
//! English says so as "killing three", so that the harm is the act's.

use super::super::acts::is_above;
use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Hangs such clauses on the act, and those harmed on the clause as its object.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        let tensed = matches!(sheet.tag(at), Tag::Vbd | Tag::Vbn);
        let clause = sheet.upos(at) == Upos::Verb && tensed && harms(sheet, at, lexicon);
        let act = Some(at).filter(|_| clause).and_then(|at| act_before(sheet, at, lexicon));
        if let Some(act) = act {
            befell(sheet, at, act);
        }
    }
}

fn harms(sheet: &Sheet, at: usize, lexicon: &Lexicon) -> bool {
    lexicon.is("harming", sheet.lemma(at))
        || matches!(sheet.lemma(at), "hit" | "destroy") && sheet.key(at).contains("صاب")
}

/// The act of which the harm came: told by "ف" before the verb, or by "in it" behind.
fn act_before(sheet: &Sheet, at: usize, lexicon: &Lexicon) -> Option<usize> {
    let then = sheet.beside(at, -1).filter(|before| sheet.key(*before) == "ف" && sheet.upos(*before) == Upos::Cconj);
    let within = (1..4).filter_map(|step| sheet.beside(at, step)).any(|word| is_within(sheet, word));
    if then.is_none() && !within {
        return None;
    }
    let before = |word: &usize| sheet.before(*word, at);
    let line = sheet.line();
    let verb = line.into_iter().rev().filter(before).find(|word| sheet.upos(*word) == Upos::Verb)?;
    let tells = lexicon.names_act(sheet.lemma(verb)) || carries(sheet, verb, lexicon);
    let verb = Some(verb).filter(|verb| tells && !is_above(sheet, at, *verb))?;
    // A verb that says the same of others is no act.
    (!harms(sheet, verb, lexicon)).then_some(verb)
}

/// "شنت غارة", "اندلعت معارك": a verb whose act is its object or its subject.
fn carries(sheet: &Sheet, verb: usize, lexicon: &Lexicon) -> bool {
    [Relation::Obj, Relation::Nsubj, Relation::NsubjPass].into_iter().any(|role| {
        sheet.child(verb, role).is_some_and(|act| {
            sheet.upos(act) == Upos::Noun
                && lexicon.names_noun(sheet.lemma(act))
                && !lexicon.is("person", sheet.lemma(act))
        })
    })
}

fn is_within(sheet: &Sheet, at: usize) -> bool {
    matches!(sheet.key(at), "فيها" | "فيه" | "فيهما" | "خلالها" | "خلاله" | "جراءها" | "جراءه")
}

/// Lays the clause as what the act did, and those that are joined to it.
fn befell(sheet: &mut Sheet, at: usize, act: usize) {
    let joined: Vec<usize> = sheet
        .kids(sheet.head(at).unwrap_or(at))
        .into_iter()
        .chain(sheet.kids(at))
        .filter(|kid| {
            let behind = sheet.before(at, *kid) && sheet.upos(*kid) == Upos::Verb;
            behind
                && sheet.relation(*kid) == Relation::Conj
                && matches!(sheet.lemma(*kid), "kill" | "wound" | "injure" | "hit")
        })
        .collect();
    for before in (1..3).filter_map(|step| sheet.beside(at, -step)).collect::<Vec<_>>() {
        if sheet.key(before) == "ف" {
            sheet.drop(before);
        }
    }
    within(sheet, at);
    sheet.hang(at, Some(act), Relation::Advcl);
    harmed(sheet, at);
    for verb in joined {
        sheet.hang(verb, Some(at), Relation::Conj);
        harmed(sheet, verb);
    }
}

/// Drops "in it", whatever the tree hung on it.
fn within(sheet: &mut Sheet, at: usize) {
    let word = (1..4).filter_map(|step| sheet.beside(at, step)).find(|word| is_within(sheet, *word));
    let Some(word) = word else { return };
    for kid in sheet.kids(word) {
        sheet.hang(kid, Some(at), Relation::Obj);
    }
    sheet.drop(word);
}

/// Whoever is told behind the verb is whom it harmed.
fn harmed(sheet: &mut Sheet, at: usize) {
    if sheet.lemma(at) == "hit" {
        sheet.say(at, "wound");
    }
    let whom = sheet.kids(at).into_iter().find(|kid| {
        let told = sheet.relation(*kid).is_subject() || matches!(sheet.relation(*kid), Relation::Obj | Relation::Nmod);
        told && sheet.before(at, *kid) && sheet.case(*kid).is_none()
    });
    if let Some(whom) = whom {
        sheet.hang(whom, Some(at), Relation::Obj);
    }
    sheet.set_tag(at, Upos::Verb, Tag::Vbg);
}
