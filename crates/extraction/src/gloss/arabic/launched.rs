//! Acts of war told as what somebody carries out, in a clause of the noun: "الغارة التي شنتها طائرة على البلدة". Who acts, and
//! at what, are the act's own.

use super::super::acts::is_directed;
use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Draws such clauses into the phrase of the act.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        carried_out(sheet, at, lexicon);
        control(sheet, at);
        joined_acts(sheet, at, lexicon);
        filed(sheet, at);
    }
}

fn carried_out(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let carries =
        matches!(sheet.lemma(at), "launch" | "carry" | "conduct" | "wage" | "mount" | "execute" | "implement" | "set");
    let clause = carries && sheet.relation(at) == Relation::AclRelcl && sheet.upos(at) == Upos::Verb;
    let Some(act) = sheet.head(at).filter(|act| clause && is_directed(sheet.lemma(*act))) else { return };
    let actor = sheet
        .child(at, Relation::Nsubj)
        .filter(|actor| sheet.is_noun(*actor) && sheet.before(at, *actor) && lexicon.names_noun(sheet.lemma(act)));
    let Some(actor) = actor else { return };
    for kid in sheet.kids(at) {
        let pronoun = matches!(sheet.tag(kid), Tag::Wp | Tag::Prp);
        let helper = matches!(sheet.relation(kid), Relation::CompoundPrt | Relation::Aux);
        match sheet.relation(kid) {
            _ if kid == actor => {}
            _ if pronoun || helper => sheet.drop(kid),
            Relation::Obl | Relation::Nmod => sheet.hang(kid, Some(act), Relation::Nmod),
            Relation::Conj => sheet.hang(kid, Some(act), Relation::AclRelcl),
            relation => sheet.hang(kid, Some(act), relation),
        }
    }
    sheet.hang(actor, Some(act), Relation::Nmod);
    sheet.introduce(actor, "by");
    sheet.drop(at);
}

/// "أعلنت سيطرتها على البلدة": over what.
fn control(sheet: &mut Sheet, at: usize) {
    let over = sheet.case(at).filter(|case| sheet.key(*case) == "علي");
    let own = sheet.head(at).filter(|control| sheet.lemma(*control) == "control" && sheet.is_noun(*control));
    let told = own.and_then(|control| sheet.head(control)).is_some_and(|verb| {
        matches!(sheet.lemma(verb), "announce" | "declare" | "claim" | "say" | "affirm" | "confirm" | "report")
    });
    if let Some(over) = over.filter(|_| told) {
        sheet.say(over, "over");
    }
}

/// "تقدم لبنان بشكوى": what is put forward is no ground won.
fn filed(sheet: &mut Sheet, at: usize) {
    if sheet.upos(at) != Upos::Verb || sheet.lemma(at) != "advance" {
        return;
    }
    let paper = sheet.kids(at).into_iter().find(|kid| {
        sheet.case(*kid).is_some_and(|case| sheet.key(case) == "ب")
            && matches!(
                sheet.lemma(*kid),
                "complaint" | "request" | "proposal" | "initiative" | "plan" | "draft" | "offer" | "apology" | "demand"
            )
    });
    let Some(paper) = paper else { return };
    if let Some(case) = sheet.case(paper) {
        sheet.drop(case);
    }
    sheet.say(at, "submit");
    sheet.hang(paper, Some(at), Relation::Obj);
}

/// "قامت القوات بتفتيش القرية واعتقال سكان": a second act is joined to the first, and not to the verb that carries both.
fn joined_acts(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let joined = sheet.relation(at) == Relation::Conj && sheet.upos(at) == Upos::Noun && sheet.case(at).is_none();
    let verb = sheet.head(at).filter(|verb| joined && sheet.upos(*verb) == Upos::Verb && sheet.before(*verb, at));
    let names = |word: usize| sheet.upos(word) == Upos::Noun && lexicon.names_noun(sheet.lemma(word));
    let first = verb.and_then(|verb| sheet.child(verb, Relation::Obj));
    if let Some(first) = first.filter(|first| names(*first) && names(at) && sheet.before(*first, at)) {
        sheet.hang(at, Some(first), Relation::Conj);
    }
}
