//! Clauses of Russian whose heads the tree missed: short participles, finite verbs hung like nouns, and objects that are
//! written like subjects or like possessors.

use super::super::attachment::{is_finite, mark_between};
use super::super::sheet::Sheet;
use grammar::{Relation, Tag, Upos};

/// Finds the heads of clauses and the objects of verbs.
pub(super) fn shape(sheet: &mut Sheet) {
    for at in sheet.line() {
        predicate(sheet, at);
        finite_below(sheet, at);
        counted_object(sheet, at);
        second_subject(sheet, at);
    }
}

/// The ends of short participles.
pub(super) fn is_short_participle(key: &str) -> bool {
    ["н", "на", "но", "ны", "т", "та", "то", "ты"].iter().any(|end| key.ends_with(end))
}

/// "Отвод техники от линии завершён": a short participle never describes a noun, it says something of the whole phrase.
fn predicate(sheet: &mut Sheet, at: usize) {
    let below = matches!(sheet.relation(at), Relation::Nmod | Relation::Amod | Relation::Acl | Relation::Appos);
    if sheet.tag(at) != Tag::Vbn || !below || !is_short_participle(sheet.key(at)) {
        return;
    }
    let phrase = |noun: &usize| sheet.is_noun(*noun);
    let nouns = std::iter::successors(sheet.head(at).filter(phrase), |noun| sheet.head(*noun).filter(phrase));
    let Some(subject) = nouns.take(8).find(|noun| sheet.case(*noun).is_none()) else { return };
    if !sheet.before(subject, at) {
        return;
    }
    let (above, own) = (sheet.head(subject), sheet.relation(subject));
    let told = above.is_some_and(|above| sheet.before(at, above)) && own.is_subject();
    let apart = above.filter(|above| sheet.before(*above, subject) && mark_between(sheet, *above, subject));
    sheet.rise(at, subject, Relation::NsubjPass);
    if told {
        sheet.hang(at, above, Relation::Ccomp);
    } else if let Some(above) = apart {
        let clause =
            std::iter::successors(Some(above), |node| sheet.head(*node)).take(16).find(|node| is_finite(sheet, *node));
        sheet.hang(at, clause.or(Some(above)), Relation::Conj);
    }
}

/// "четыре погибли, ещё одиннадцать получили ранения": a finite verb is no object and no part of a phrase.
fn finite_below(sheet: &mut Sheet, at: usize) {
    let nominal = matches!(sheet.relation(at), Relation::Obj | Relation::Obl | Relation::Iobj | Relation::Nmod);
    let Some(head) = sheet.head(at).filter(|head| nominal && is_finite(sheet, at) && sheet.before(*head, at)) else {
        return;
    };
    if sheet.upos(head) == Upos::Verb && mark_between(sheet, head, at) {
        sheet.hang(at, Some(head), Relation::Conj);
    }
}

/// "похитили двух сотрудников", "уничтожили пятерых боевиков": persons in the accusative are written like possessors.
fn counted_object(sheet: &mut Sheet, at: usize) {
    let bare = sheet.relation(at) == Relation::Obl && sheet.is_noun(at) && sheet.case(at).is_none();
    let genitive = matches!(sheet.own_tag(at).case(), Some((Tag::Genitive, _)));
    let Some(verb) = sheet.head(at).filter(|verb| bare && genitive && is_active(sheet, *verb)) else { return };
    let line = sheet.line();
    let between = line.iter().filter(|word| sheet.before(verb, **word) && sheet.before(**word, at));
    let near = sheet.before(verb, at)
        && between
            .copied()
            .all(|word| sheet.head(word) == Some(at) || matches!(sheet.upos(word), Upos::Num | Upos::Adj));
    if !near {
        return;
    }
    if let Some(other) = sheet.child(verb, Relation::Obj) {
        sheet.hang(other, Some(verb), Relation::Obl);
    }
    sheet.hang(at, Some(verb), Relation::Obj);
}

fn is_active(sheet: &Sheet, verb: usize) -> bool {
    sheet.upos(verb) == Upos::Verb
        && sheet.tag(verb) != Tag::Vbn
        && sheet.child(verb, Relation::NsubjPass).is_none()
        && !sheet.key(verb).ends_with("ся")
        && !sheet.key(verb).ends_with("сь")
}

/// "Мы не подпишем документ": beside a pronoun that can only be the subject, the other noun is the object.
fn second_subject(sheet: &mut Sheet, at: usize) {
    let pronoun = matches!(sheet.key(at), "я" | "ты" | "он" | "она" | "мы" | "вы" | "они");
    let Some(verb) = sheet.head(at).filter(|_| pronoun && sheet.relation(at) == Relation::Nsubj) else { return };
    let other = sheet.kids(verb).into_iter().find(|kid| {
        *kid != at && sheet.relation(*kid) == Relation::Nsubj && sheet.is_noun(*kid) && sheet.case(*kid).is_none()
    });
    if let Some(other) = other.filter(|_| sheet.child(verb, Relation::Obj).is_none()) {
        sheet.hang(other, Some(verb), Relation::Obj);
    }
}
