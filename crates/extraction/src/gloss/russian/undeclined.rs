//! Names that are not declined: no ending tells what they are to their neighbours, so that their place does: "переданы ХАМАС
//! Красному Кресту", "в осаде РСФ", "пятисотый день Эль-Фашир находится".

use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Lays one name.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    initials(sheet, at);
    if sheet.upos(at) != Upos::Propn || sheet.case(at).is_some() {
        return;
    }
    handed_by(sheet, at);
    acts_own(sheet, at, lexicon);
    behind_time(sheet, at);
}

/// "РЕНАМО обязалось": a subject in capitals is a name, whatever part of speech it looks like.
fn initials(sheet: &mut Sheet, at: usize) {
    let capitals = sheet.get(at).is_some_and(|word| {
        let letters = word.written.chars().filter(|letter| letter.is_alphabetic());
        !word.glossed
            && word.written.chars().count() > 2
            && letters.clone().all(char::is_uppercase)
            && letters.count() > 2
    });
    if capitals && sheet.relation(at).is_subject() && matches!(sheet.upos(at), Upos::Adj | Upos::Adv | Upos::X) {
        sheet.set_tag(at, Upos::Propn, Tag::Nnp);
    }
}

/// "переданы ХАМАС представителям": right behind a passive, before whoever is given something in the dative, stands who gives.
fn handed_by(sheet: &mut Sheet, at: usize) {
    let Some(verb) = sheet.head(at).filter(|verb| sheet.tag(*verb) == Tag::Vbn && sheet.follows(at, *verb)) else {
        return;
    };
    let dative = |word: &usize| matches!(sheet.own_tag(*word).case(), Some((Tag::Dative, _)));
    let shown = sheet.key(at).ends_with(['у', 'ю', 'м', 'и', 'е', 'й']);
    let given = matches!(sheet.lemma(verb), "release" | "transfer" | "hand" | "give" | "return" | "deliver" | "supply");
    let named = sheet.get(at).is_some_and(|word| word.name.is_some());
    if shown || !given || !named || sheet.child(verb, Relation::OblAgent).is_some() {
        return;
    }
    let below = sheet.kids(at).into_iter().find(|kid| sheet.before(at, *kid) && sheet.is_noun(*kid));
    let beside = sheet.kids(verb).into_iter().find(|kid| sheet.before(at, *kid) && dative(kid));
    let Some(whom) = below.filter(|kid| sheet.relation(*kid) == Relation::Flat || dative(kid)).or(beside) else {
        return;
    };
    if sheet.head(whom) == Some(at) {
        sheet.hang(whom, Some(verb), Relation::Obl);
        if sheet.case(whom).is_none() {
            sheet.introduce(whom, "to");
        }
    }
    sheet.hang(at, Some(verb), Relation::OblAgent);
    sheet.introduce(at, "by");
}

/// "находится в осаде РСФ": a name right behind the phrase of an act is the act's.
fn acts_own(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let loose = sheet.relation(at) == Relation::Obl && sheet.own_tag(at).case().is_none();
    let act = sheet.beside(at, -1).filter(|act| {
        loose
            && sheet.upos(*act) == Upos::Noun
            && sheet.case(*act).is_some()
            && sheet.head(*act) == sheet.head(at)
            && lexicon.knows(sheet.lemma(*act))
    });
    if let Some(act) = act {
        let under = sheet.case(act).is_some_and(|case| sheet.lemma(case) == "under");
        sheet.hang(at, Some(act), Relation::Nmod);
        sheet.introduce(at, if under { "by" } else { "of" });
    }
}

/// "пятисотый день Эль-Фашир находится": a time is no subject where a name stands between it and the verb.
fn behind_time(sheet: &mut Sheet, at: usize) {
    let day = sheet.head(at).filter(|day| {
        sheet.relation(at) == Relation::Nmod
            && super::is_calendar(sheet.lemma(*day))
            && sheet.relation(*day).is_subject()
    });
    let Some((day, verb)) = day.and_then(|day| Some((day, sheet.head(day)?))) else { return };
    if sheet.beside(at, 1) == Some(verb) && sheet.upos(verb) == Upos::Verb {
        let relation = sheet.relation(day);
        sheet.hang(at, Some(verb), relation);
        sheet.hang(day, Some(verb), Relation::Obl);
    }
}
