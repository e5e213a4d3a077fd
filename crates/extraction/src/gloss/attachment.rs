//! Words that parsers learned from small treebanks hang wrongly, in any language, hung where their glosses show that they
//! belong. Runs before the shapes of a language are laid.

use super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Verbs by which somebody is told, asked or allowed to act.
const ASKS: [&str; 12] =
    ["order", "instruct", "command", "urge", "ask", "allow", "permit", "forbid", "tell", "advise", "request", "oblige"];

/// Hangs such words.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        on_mark(sheet, at);
        opened_by_phrase(sheet, at);
        asked_to(sheet, at, lexicon);
        below_subject(sheet, at);
        impersonal(sheet, at);
        beside_infinitive(sheet, at);
        described(sheet, at);
        no_argument(sheet, at);
        second_object(sheet, at);
        named_town(sheet, at, lexicon);
    }
}

/// "не удалось подписать", "il a fallu partir": what an impersonal verb is about is no subject.
fn impersonal(sheet: &mut Sheet, at: usize) {
    let clause = matches!(sheet.relation(at), Relation::Csubj | Relation::CsubjPass);
    if clause && sheet.own_tag(at) == Tag::Vb && sheet.upos(at) == Upos::Verb {
        let head = sheet.head(at);
        sheet.hang(at, head, Relation::Xcomp);
    }
}

/// "приказал войскам отойти, а затем встретился": a finite verb is joined to a finite one, not to the infinitive below it.
fn beside_infinitive(sheet: &mut Sheet, at: usize) {
    let infinitive = sheet.head(at).filter(|above| {
        sheet.relation(at) == Relation::Conj
            && matches!(sheet.own_tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp)
            && is_finite(sheet, at)
            && sheet.own_tag(*above) == Tag::Vb
            && matches!(sheet.relation(*above), Relation::Xcomp | Relation::Ccomp | Relation::Acl)
    });
    let verb = infinitive.and_then(|infinitive| sheet.head(infinitive)).filter(|verb| is_finite(sheet, *verb));
    if verb.is_some() {
        sheet.hang(at, verb, Relation::Conj);
    }
}

/// "Патрулю ОБСЕ": a common noun before a name does not describe it; the name tells whose it is.
fn described(sheet: &mut Sheet, at: usize) {
    let name = sheet.head(at).filter(|name| {
        sheet.upos(at) == Upos::Noun
            && matches!(sheet.relation(at), Relation::Amod | Relation::Det)
            && sheet.beside(at, 1) == Some(*name)
            && sheet.get(*name).is_some_and(|word| word.name.is_some())
    });
    let Some(name) = name else { return };
    let (above, role) = (sheet.head(name), sheet.relation(name));
    for case in sheet.kids(name).into_iter().filter(|kid| sheet.before(*kid, at)).collect::<Vec<_>>() {
        let relation = sheet.relation(case);
        sheet.hang(case, Some(at), relation);
    }
    sheet.hang(at, above, role);
    sheet.hang(name, Some(at), Relation::Nmod);
}

/// "сжёг два амбара": a noun has a part in what a verb tells, whatever small treebanks make of it beside a number.
fn no_argument(sheet: &mut Sheet, at: usize) {
    let odd = matches!(
        sheet.relation(at),
        Relation::Flat | Relation::Amod | Relation::Compound | Relation::Nummod | Relation::Det | Relation::Fixed
    );
    let verb = sheet.head(at).filter(|verb| odd && sheet.upos(at) == Upos::Noun && sheet.upos(*verb) == Upos::Verb);
    let Some(verb) = verb.filter(|_| sheet.case(at).is_none()) else { return };
    let oblique = matches!(sheet.own_tag(at).case(), Some((Tag::Dative | Tag::Instrumental | Tag::Locative, _)));
    let relation = match () {
        () if oblique => Relation::Obl,
        () if sheet.before(at, verb) && !sheet.has_subject(verb) => Relation::Nsubj,
        () if sheet.before(verb, at) && sheet.child(verb, Relation::Obj).is_none() => Relation::Obj,
        () => Relation::Obl,
    };
    sheet.hang(at, Some(verb), relation);
}

/// "освободили населённый пункт Шевченко": a name right behind the object is the object's.
fn second_object(sheet: &mut Sheet, at: usize) {
    let object = |word: usize| sheet.relation(word) == Relation::Obj && sheet.case(word).is_none();
    let named = sheet.get(at).is_some_and(|word| word.name.is_some());
    let noun = sheet.beside(at, -1).filter(|noun| {
        named && object(at) && object(*noun) && sheet.upos(*noun) == Upos::Noun && sheet.head(*noun) == sheet.head(at)
    });
    if noun.is_some() {
        sheet.hang(at, noun, Relation::Nmod);
    }
}

/// "продвинуться у села Верин Шоржа": a name right behind a town of which a preposition tells is the town's.
fn named_town(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let role = sheet.relation(at);
    let loose =
        sheet.upos(at) == Upos::Propn && sheet.case(at).is_none() && (role == Relation::Obj || role.is_subject());
    let town = sheet.beside(at, -1).filter(|town| {
        loose
            && sheet.upos(*town) == Upos::Noun
            && lexicon.is("town", sheet.lemma(*town))
            && (sheet.case(*town).is_some() || role.is_subject() && sheet.relation(*town).is_subject())
            && sheet.head(*town) == sheet.head(at)
    });
    if town.is_some() {
        sheet.hang(at, town, Relation::Nmod);
    }
}

/// "Взрыв: шесть погибших": nothing hangs on a mark; what follows it stands beside the clause before.
fn on_mark(sheet: &mut Sheet, at: usize) {
    let mark = sheet.head(at).filter(|mark| sheet.upos(*mark) == Upos::Punct && sheet.upos(at) != Upos::Punct);
    let head = mark.and_then(|mark| sheet.head(mark)).filter(|head| *head != at);
    if head.is_some() {
        sheet.hang(at, head, Relation::Parataxis);
    }
}

/// "По данным министерства, погибли трое": a phrase that opens the sentence does not govern its clause.
fn opened_by_phrase(sheet: &mut Sheet, at: usize) {
    if sheet.head(at).is_some() || !sheet.is_noun(at) || sheet.case(at).is_none() {
        return;
    }
    let verb = sheet.kids(at).into_iter().find(|kid| {
        let pronoun = sheet.kids(*kid).into_iter().any(|below| matches!(sheet.tag(below), Tag::Wp | Tag::Wrb));
        sheet.before(at, *kid) && is_finite(sheet, *kid) && !pronoun && mark_between(sheet, at, *kid)
    });
    if let Some(verb) = verb {
        sheet.rise(verb, at, Relation::Obl);
    }
}

/// "приказал войскам прекратить огонь": who is told to act is the verb's object, and the act hangs on the verb.
fn asked_to(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    // "призвал стороны прекратить огонь": with an infinitive, to call for is to urge.
    let calls = sheet.lemma(at) == "call" && sheet.get(at).is_some_and(|word| word.lends.is_some());
    if sheet.upos(at) != Upos::Verb || !(calls || ASKS.contains(&sheet.lemma(at))) {
        return;
    }
    let person = sheet.kids(at).into_iter().find(|kid| {
        let weak = sheet.case(*kid).is_none_or(|case| sheet.lemma(case) == "to");
        matches!(sheet.relation(*kid), Relation::Obl | Relation::Iobj | Relation::Obj)
            && sheet.is_noun(*kid)
            && sheet.before(at, *kid)
            && weak
            && acts(sheet, *kid, lexicon)
    });
    let Some(person) = person else { return };
    let infinitive =
        |kid: &usize| sheet.tag(*kid) == Tag::Vb && sheet.upos(*kid) == Upos::Verb && sheet.before(person, *kid);
    let act = sheet.kids(at).into_iter().chain(sheet.kids(person)).find(infinitive);
    let Some(act) = act else { return };
    if calls {
        sheet.say(at, "urge");
        if let Some(word) = sheet.get_mut(at) {
            word.lends = None;
        }
    }
    if let Some(case) = sheet.case(person) {
        sheet.drop(case);
    }
    sheet.hang(person, Some(at), Relation::Obj);
    sheet.hang(act, Some(at), Relation::Xcomp);
}

/// Whether a word is somebody who can act.
fn acts(sheet: &Sheet, at: usize, lexicon: &Lexicon) -> bool {
    let named = sheet.get(at).is_some_and(|word| word.name.is_some());
    named || ["person", "group", "troops"].iter().any(|class| lexicon.is(class, sheet.lemma(at)))
}

/// A phrase that the tree calls a verb's own, but hangs on the verb's subject or object.
fn below_subject(sheet: &mut Sheet, at: usize) {
    // "contre la sœur de M. Touadéra": nor is what "of" introduces the verb's.
    let bound = sheet.case(at).is_some_and(|case| matches!(sheet.lemma(case), "by" | "of"));
    let loose = sheet.relation(at) == Relation::Obl && !bound;
    let noun = sheet.head(at).filter(|head| loose && sheet.is_noun(*head));
    let above = noun.filter(|noun| sheet.relation(*noun).is_subject() || sheet.relation(*noun) == Relation::Obj);
    let verb = above.and_then(|noun| sheet.head(noun)).filter(|verb| sheet.upos(*verb) == Upos::Verb);
    if verb.is_some() {
        sheet.hang(at, verb, Relation::Obl);
    }
}

/// Whether a word is a verb that can carry a clause by itself.
pub(super) fn is_finite(sheet: &Sheet, at: usize) -> bool {
    let will = || sheet.child(at, Relation::Aux).is_some_and(|helper| sheet.tag(helper) == Tag::Md);
    sheet.upos(at) == Upos::Verb
        && (matches!(sheet.tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp) || sheet.tag(at) == Tag::Vb && will())
}

/// Whether a punctuation mark stands between two words.
pub(super) fn mark_between(sheet: &Sheet, one: usize, other: usize) -> bool {
    let line = sheet.line();
    line.iter().any(|at| sheet.upos(*at) == Upos::Punct && sheet.before(one, *at) && sheet.before(*at, other))
}
