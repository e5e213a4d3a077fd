//! Who says so in Russian: offices that speak "в" a place, sources behind "по", those who stand behind a verb of speech at the end.

use super::super::sheet::Sheet;
use super::number::verb_in_plural;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// "Добавил, что погибли трое": "что" is no subject of a verb in the plural, but opens its clause.
pub(super) fn told_that(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let argument = sheet.relation(at).is_subject() || sheet.relation(at) == Relation::Obj;
    let Some(verb) = sheet.head(at).filter(|verb| sheet.key(at) == "что" && argument && sheet.before(at, *verb))
    else {
        return;
    };
    // "что" is neuter: "что угрожал" tells of somebody.
    let manly = ["л", "ла", "лся", "лась"].iter().any(|end| sheet.key(verb).ends_with(end));
    let other = manly && sheet.relation(at).is_subject() && sheet.own_tag(verb) == Tag::Vbd;
    if verb_in_plural(sheet, verb) != Some(true) && !other {
        return;
    }
    sheet.set_tag(at, Upos::Sconj, Tag::In);
    sheet.say(at, "that");
    sheet.hang(at, Some(verb), Relation::Mark);
    let alone = lexicon.is("intransitive", sheet.lemma(verb)) || sheet.lemma(verb) == "die";
    if let Some(noun) = sheet.child(verb, Relation::Obj).filter(|noun| alone && sheet.case(*noun).is_none()) {
        sheet.hang(noun, Some(verb), Relation::Nsubj);
    }
}

/// "По данным министерства, погибли трое": the source is no clause, whatever the tree began with.
pub(super) fn told_by(sheet: &mut Sheet, at: usize) {
    let cited = sheet.case(at).is_some_and(|case| sheet.lemma(case) == "according");
    let clausal = matches!(sheet.relation(at), Relation::Root | Relation::Ccomp | Relation::Parataxis);
    if !cited || !clausal || !sheet.is_noun(at) {
        return;
    }
    let verb = sheet.kids(at).into_iter().find(|kid| sheet.upos(*kid) == Upos::Verb && sheet.before(at, *kid));
    let Some(verb) = verb else { return };
    sheet.rise(verb, at, Relation::Obl);
    let loose = sheet.kids(at).into_iter().filter(|kid| sheet.before(verb, *kid));
    for kid in loose.collect::<Vec<_>>() {
        let relation = if sheet.upos(kid) == Upos::Verb { Relation::Conj } else { sheet.relation(kid) };
        sheet.hang(kid, Some(verb), relation);
    }
}

/// "сообщили в прокуратуре": where nobody is named who says so, the office where it is said does.
pub(super) fn office(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let key = sheet.key(at);
    let several = ["ли", "ют", "ут", "ят", "ат"].iter().any(|end| key.ends_with(end));
    let lemma = sheet.lemma(at);
    let speaks = ["say", "tell", "accuse"].iter().any(|class| lexicon.is(class, lemma))
        || matches!(lemma, "deny" | "confirm" | "reject" | "condemn" | "count" | "welcome");
    if sheet.upos(at) != Upos::Verb || !several || !speaks {
        return;
    }
    if sheet.kids(at).into_iter().any(|kid| sheet.relation(kid).is_subject() && !behind_subject(sheet, kid, at)) {
        return;
    }
    let office = sheet.line().into_iter().find(|word| {
        let reach = if sheet.before(*word, at) { 8 } else { 4 };
        let near = sheet.place(*word).abs_diff(sheet.place(at)) <= reach * super::super::sheet::ROOM.unsigned_abs();
        near && sheet.is_noun(*word)
            && sheet.head(*word) == Some(at)
            && sheet.case(*word).is_some_and(|case| matches!(sheet.key(case), "в" | "во"))
            && !super::is_calendar(sheet.lemma(*word))
            // "отказали в проезде": what is refused.
            && !matches!(sheet.lemma(*word), "passage" | "access" | "entry" | "permission" | "visa" | "aid" | "help")
            // "обвинили в подготовке": what they are accused of.
            && !lexicon.names_noun(sheet.lemma(*word))
    });
    let Some(office) = office else { return said_there(sheet, at) };
    if let Some(case) = sheet.case(office) {
        sheet.drop(case);
    }
    rejected(sheet, at);
    sheet.hang(office, Some(at), Relation::Nsubj);
}

/// "В штабе эти обвинения отвергли": a charge right before the verb, hung on the office, is what is rejected.
fn rejected(sheet: &mut Sheet, at: usize) {
    let charge = sheet.beside(at, -1).filter(|charge| {
        matches!(sheet.lemma(*charge), "accusation" | "charge" | "allegation" | "claim" | "report" | "statement")
            && sheet.relation(*charge) == Relation::Nmod
            && sheet.case(*charge).is_none()
    });
    if let Some(charge) = charge.filter(|_| sheet.child(at, Relation::Obj).is_none()) {
        sheet.hang(charge, Some(at), Relation::Obj);
    }
}

/// "Там заявили": those at the place told of before.
fn said_there(sheet: &mut Sheet, at: usize) {
    let there = sheet.kids(at).into_iter().find(|kid| sheet.key(*kid) == "там" && sheet.before(*kid, at));
    if let Some(there) = there {
        sheet.set_tag(there, Upos::Pron, Tag::Prp);
        sheet.say(there, "they");
        sheet.hang(there, Some(at), Relation::Nsubj);
    }
}

/// A clause that the tree took for the subject.
fn behind_subject(sheet: &Sheet, kid: usize, at: usize) -> bool {
    sheet.upos(kid) == Upos::Verb && sheet.before(kid, at)
}

/// "передаёт ТАСС": who stands right behind a verb of speech at the end says so.
pub(super) fn told_last(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let last = sheet.upos(at) == Upos::Verb && sheet.beside(at, -1).is_some_and(|mark| sheet.upos(mark) == Upos::Punct);
    if last && sheet.lemma(at) == "transfer" && matches!(sheet.own_tag(at), Tag::Vbz | Tag::Vbp) {
        sheet.say(at, "report");
    }
    let says = last && (lexicon.is("say", sheet.lemma(at)) || lexicon.is("tell", sheet.lemma(at)));
    let free = says && !sheet.has_subject(at);
    let name = sheet.beside(at, 1).filter(|name| {
        free && sheet.head(*name) == Some(at)
            && sheet.case(*name).is_none()
            && sheet.get(*name).is_some_and(|word| word.name.is_some())
    });
    if let Some(name) = name {
        sheet.hang(name, Some(at), Relation::Nsubj);
    }
}
