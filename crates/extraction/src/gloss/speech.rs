//! Speech that is told behind what is said: "…, a indiqué le maire", "…, сообщил врач". The noun behind the verb is who
//! speaks, and the verb stands beside the clause that it reports.

use super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Mends trailing speech.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        indefinite(sheet, at, lexicon);
        citing(sheet, at);
        let speaks = sheet.upos(at) == Upos::Verb
            && (lexicon.is("say", sheet.lemma(at)) || lexicon.is("tell", sheet.lemma(at)))
            && matches!(sheet.tag(at), Tag::Vbd | Tag::Vbn | Tag::Vbz | Tag::Vbp);
        told_before(sheet, at);
        let own = sheet.has_subject(at);
        if !speaks || own || !behind_mark(sheet, at) {
            continue;
        }
        let Some(speaker) = speaker(sheet, at) else { continue };
        sheet.hang(speaker, Some(at), Relation::Nsubj);
        let helped = sheet.kids(at).into_iter().any(|kid| sheet.relation(kid) == Relation::AuxPass);
        if helped || sheet.tag(at) == Tag::Vbn && sheet.child(at, Relation::Aux).is_none() {
            continue;
        }
        if let Some(head) = sheet.head(at).filter(|head| sheet.before(*head, at)) {
            sheet.hang(at, Some(clause(sheet, head)), Relation::Parataxis);
        }
    }
}

/// "со ссылкой на источник", "نقلا عن مصدر": a phrase that cites is a clause of the verb that reports.
fn citing(sheet: &mut Sheet, at: usize) {
    let cites = sheet.lemma(at) == "citing" && sheet.upos(at) == Upos::Adp;
    let Some(source) = sheet.head(at).filter(|source| cites && sheet.is_noun(*source)) else { return };
    let Some(verb) = super::shared::above_verb(sheet, source) else { return };
    sheet.set_tag(at, Upos::Verb, Tag::Vbg);
    sheet.hang(at, Some(verb), Relation::Advcl);
    sheet.hang(source, Some(at), Relation::Obj);
}

/// "В министерстве заявили", "утверждают в штабе": where unnamed persons speak is who speaks.
fn indefinite(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let key = sheet.key(at);
    let several = ["ли", "ют", "ут", "ят", "ат"].iter().any(|end| key.ends_with(end));
    let speaks = ["say", "tell", "deny"].iter().any(|class| lexicon.is(class, sheet.lemma(at)))
        || matches!(sheet.lemma(at), "deny" | "refute" | "confirm" | "condemn" | "calculate" | "estimate");
    let own = sheet.kids(at).into_iter().any(|kid| sheet.relation(kid).is_subject() && !sheet.is_verb(kid));
    if sheet.upos(at) != Upos::Verb || !several || !speaks || own {
        return;
    }
    let within = |kid: &usize| {
        let inside = sheet.case(*kid).is_some_and(|case| matches!(sheet.lemma(case), "in" | "at"));
        matches!(sheet.relation(*kid), Relation::Obl | Relation::Obj | Relation::Nmod)
            && inside
            && sheet.is_noun(*kid)
            && !is_calendar(sheet, *kid)
            && !lexicon.names_noun(sheet.lemma(*kid))
            && !matches!(sheet.lemma(*kid), "result" | "interview" | "statement" | "report" | "time" | "address")
    };
    let Some(speaker) = sheet.kids(at).into_iter().find(within) else { return };
    if let Some(case) = sheet.case(speaker) {
        sheet.drop(case);
    }
    sheet.hang(speaker, Some(at), Relation::Nsubj);
    if let Some(head) = sheet.head(at).filter(|head| sheet.before(*head, at) && behind_mark(sheet, at)) {
        sheet.hang(at, Some(clause(sheet, head)), Relation::Parataxis);
    }
}

/// A whole clause before the mark is what is said, and no subject.
fn told_before(sheet: &mut Sheet, at: usize) {
    let subject = sheet.kids(at).into_iter().find(|kid| sheet.relation(*kid).is_subject() && sheet.before(*kid, at));
    let clause = subject.filter(|kid| {
        sheet.child(*kid, Relation::Cop).is_some()
            || sheet.upos(*kid) == Upos::Verb
            || sheet.relation(*kid) == Relation::Csubj
    });
    if let Some(clause) = clause.filter(|_| behind_mark(sheet, at)) {
        sheet.hang(clause, Some(at), Relation::Ccomp);
    }
}

/// The topmost clause at or above a word.
fn clause(sheet: &Sheet, at: usize) -> usize {
    let mut top = at;
    for _ in 0..sheet.line().len() {
        match sheet.head(top) {
            Some(head) => top = head,
            None => break,
        }
    }
    top
}

/// Whether the verb or its auxiliary stands right behind a comma or a closing quotation mark.
fn behind_mark(sheet: &Sheet, at: usize) -> bool {
    let mut first = at;
    while let Some(before) = sheet.beside(first, -1).filter(|before| {
        sheet.upos(*before) == Upos::Aux || matches!(sheet.relation(*before), Relation::Aux | Relation::Advmod)
    }) {
        first = before;
    }
    sheet.beside(first, -1).is_some_and(|before| sheet.upos(before) == Upos::Punct)
}

/// The first noun behind the verb that no preposition introduces.
fn speaker(sheet: &Sheet, at: usize) -> Option<usize> {
    let line = sheet.line();
    let behind = line.iter().copied().filter(|other| sheet.before(at, *other)).take(9);
    let mut found = None;
    for other in behind {
        let nominal = matches!(sheet.upos(other), Upos::Noun | Upos::Propn | Upos::Pron);
        let marked = matches!(sheet.upos(other), Upos::Sconj) || matches!(sheet.tag(other), Tag::Wp | Tag::Colon);
        if marked || sheet.is_verb(other) && sheet.upos(other) == Upos::Verb {
            break;
        }
        let bare = sheet.case(other).is_none() && !is_calendar(sheet, other);
        let below = sheet
            .head(other)
            .is_some_and(|head| sheet.before(at, head) && sheet.is_noun(head) && !is_calendar(sheet, head));
        if nominal && bare && !below && !matches!(sheet.relation(other), Relation::Flat | Relation::Compound) {
            found = Some(other);
            break;
        }
    }
    found
}

fn is_calendar(sheet: &Sheet, at: usize) -> bool {
    let lemma = sheet.lemma(at);
    lemma.ends_with("day") || matches!(lemma, "morning" | "evening" | "night" | "afternoon")
}
