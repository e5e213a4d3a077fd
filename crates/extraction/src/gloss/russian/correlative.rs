//! "о том, что", "в том, что", "за то, чтобы": a pronoun that only announces a clause says nothing in English, where the clause
//! hangs on the verb or the noun itself; "как …, так и …".

use super::super::acts::is_above;
use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Lets the announced clauses hang where the pronouns stood.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        announced(sheet, at, lexicon);
        both(sheet, at);
        of_which(sheet, at, lexicon);
    }
}

/// "обстреляли село, в результате чего погибли двое", "нанесли удар, от которого погибли двое": what came of it is a clause of the act,
/// and no second act of whoever did it.
fn of_which(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let harms = sheet.upos(at) == Upos::Verb && lexicon.names_harm(sheet.lemma(at));
    let joined = harms && matches!(sheet.relation(at), Relation::Conj | Relation::Parataxis);
    let Some(act) = sheet.head(at).filter(|act| joined && sheet.upos(*act) == Upos::Verb && sheet.before(*act, at))
    else {
        return;
    };
    let which = sheet.kids(at).into_iter().any(|kid| {
        let key = sheet.get(kid).map_or("", |word| word.last.as_str());
        (key.starts_with("котор") || key == "чего") && sheet.before(kid, at)
    });
    let and = sheet.kids(at).into_iter().any(|kid| sheet.relation(kid) == Relation::Cc);
    if which && !and {
        sheet.hang(at, Some(act), Relation::Advcl);
    }
}

/// "как Киншасой, так и Кигали": one and the other; the words that join them are no preposition.
fn both(sheet: &mut Sheet, at: usize) {
    let so = sheet.key(at) == "так" && sheet.beside(at, 1).is_some_and(|and| sheet.key(and) == "и");
    let before = sheet.line().into_iter().rev().filter(|word| so && sheet.before(*word, at));
    let how = before.take(9).find(|word| sheet.key(*word) == "как");
    let Some((how, and)) = how.zip(sheet.beside(at, 1)) else { return };
    let Some(one) = sheet.head(how).filter(|one| sheet.before(how, *one) && sheet.before(*one, at)) else { return };
    let other = sheet.line().into_iter().find(|word| {
        sheet.before(and, *word) && sheet.relation(*word) == Relation::Conj && sheet.head(*word) == Some(one)
    });
    let Some(other) = other else { return };
    sheet.drop(how);
    sheet.set_tag(and, Upos::Cconj, Tag::Cc);
    sheet.say(and, "and");
    sheet.hang(and, Some(other), Relation::Cc);
    sheet.drop(at);
}

/// "заявил о том, что армия отошла", "слухи о том, что встреча сорвана".
fn announced(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let Some((that, verb)) = clause(sheet, at) else { return };
    let Some(host) = sheet.head(at).filter(|host| *host != verb && !is_above(sheet, verb, at)) else { return };
    let accuses = sheet.upos(host) == Upos::Verb && lexicon.is("accuse", sheet.lemma(host));
    if let Some(case) = sheet.case(at) {
        sheet.drop(case);
    }
    sheet.drop(at);
    sheet.set_tag(that, Upos::Sconj, Tag::In);
    sheet.say(that, if accuses { "of" } else { "that" });
    sheet.hang(that, Some(verb), Relation::Mark);
    let relation = match sheet.upos(host) {
        Upos::Verb if accuses => Relation::Advcl,
        Upos::Noun => Relation::Acl,
        _ => Relation::Ccomp,
    };
    sheet.hang(verb, Some(host), relation);
    // "обвинил соседей в том, что обстреляли": whoever is accused did it.
    if accuses && !sheet.has_subject(verb) {
        sheet.set_tag(verb, Upos::Verb, Tag::Vbg);
    }
}

/// The conjunction behind such a pronoun and the verb of its clause.
fn clause(sheet: &Sheet, at: usize) -> Option<(usize, usize)> {
    if !matches!(sheet.key(at), "том" | "тем" | "того" | "тому" | "то") || sheet.get(at)?.name.is_some()
    {
        return None;
    }
    let comma = sheet.beside(at, 1).filter(|comma| sheet.tag(*comma) == Tag::Comma)?;
    let that = sheet.beside(comma, 1).filter(|that| matches!(sheet.key(*that), "что" | "чтобы" | "будто"))?;
    let told = std::iter::successors(sheet.head(that), |word| sheet.head(*word)).take(sheet.line().len());
    let above = told.take_while(|word| *word != at).find(|word| sheet.upos(*word) == Upos::Verb);
    let verb = above.filter(|verb| sheet.before(that, *verb))?;
    Some((that, verb))
}
