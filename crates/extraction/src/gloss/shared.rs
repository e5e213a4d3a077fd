//! Shapes that all languages read by gloss share: infinitives, prepositions that a verb lends, modal verbs, titles before
//! names, numbers that are nouns, nouns that modify nouns, participles of a passive.

use super::sheet::Sheet;
use super::{acts, harms, orders, phrases, speech};
use crate::calendar::is_day_or_month;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};
use model::MentionKind;

/// Prepositions that say little by themselves: a verb's own preposition stands for them.
const WEAK: [&str; 5] = ["to", "of", "at", "in", "on"];

/// Lays the shared shapes.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        modal(sheet, at);
        infinitive(sheet, at, lexicon);
    }
    speech::shape(sheet, lexicon);
    for at in sheet.line() {
        demonstrative(sheet, at);
        gerund_behind_comma(sheet, at);
        agent_behind_place(sheet, at);
        left_agreement(sheet, at, lexicon);
        accusation(sheet, at, lexicon);
        asked(sheet, at, lexicon);
        orders::shape(sheet, at, lexicon);
        place_of_act(sheet, at, lexicon);
        acts::object_behind_time(sheet, at);
        harms::shape(sheet, at, lexicon);
        acts::shape(sheet, at, lexicon);
        phrases::shape(sheet, at, lexicon);
        passive(sheet, at);
        participle(sheet, at);
        apart(sheet, at);
    }
}

/// What follows a day or a month is no phrase with it: the tag of a plural parts them, its form stays.
fn apart(sheet: &mut Sheet, at: usize) {
    let dated = matches!(sheet.relation(at), Relation::Obl | Relation::Flat) && sheet.upos(at) == Upos::Noun;
    if dated && is_day_or_month(sheet.lemma(at)) {
        sheet.set_tag(at, Upos::Noun, Tag::Nns);
    }
}

/// "doit signer": the infinitive is the verb, and the modal helps it.
fn modal(sheet: &mut Sheet, at: usize) {
    let lemma = sheet.lemma(at).to_owned();
    let modal = matches!(lemma.as_str(), "must" | "can" | "could" | "should" | "may" | "might" | "will" | "would");
    if !modal || !matches!(sheet.upos(at), Upos::Verb | Upos::Aux | Upos::Adj | Upos::Adv) {
        return;
    }
    if matches!(sheet.relation(at), Relation::Aux | Relation::AuxPass) {
        return sheet.set_tag(at, Upos::Aux, Tag::Md);
    }
    let infinitive = sheet.kids(at).into_iter().find(|kid| {
        matches!(sheet.relation(*kid), Relation::Xcomp | Relation::Ccomp | Relation::Csubj | Relation::Obj)
            && sheet.is_verb(*kid)
    });
    let Some(infinitive) = infinitive else { return };
    sheet.rise(infinitive, at, Relation::Aux);
    for kid in sheet.kids(at) {
        let relation = sheet.relation(kid);
        sheet.hang(kid, Some(infinitive), relation);
    }
    sheet.set_tag(infinitive, Upos::Verb, Tag::Vb);
    sheet.set_tag(at, Upos::Aux, Tag::Md);
}

/// A preposition before an infinitive is "to"; behind a verb of accusation, "without" and the like it takes a gerund.
fn infinitive(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let perfect = sheet.child(at, Relation::Aux).filter(|helper| sheet.own_tag(*helper) == Tag::Vb);
    if sheet.tag(at) != Tag::Vb && perfect.is_none() || sheet.upos(at) == Upos::Aux {
        return;
    }
    let helped = sheet.kids(at).into_iter().any(|kid| sheet.tag(kid) == Tag::Md);
    let mark = sheet.kids(at).into_iter().find(|kid| {
        matches!(sheet.relation(*kid), Relation::Mark | Relation::Case)
            && matches!(sheet.upos(*kid), Upos::Adp | Upos::Sconj)
    });
    let accuses = |head: &usize| sheet.upos(*head) == Upos::Verb && lexicon.is("accuse", sheet.lemma(*head));
    let own = sheet.head(at);
    let above = own.and_then(|head| sheet.head(head)).filter(accuses);
    let accuser = own.filter(accuses).or(above);
    let (head, accused) = (accuser.or(own), accuser.is_some());
    match mark {
        Some(mark) if accused && WEAK.contains(&sheet.lemma(mark)) => {
            sheet.say(mark, "of");
            sheet.hang(mark, Some(at), Relation::Mark);
            sheet.set_tag(at, Upos::Verb, Tag::Vbg);
            sheet.hang(at, head, Relation::Advcl);
            if let Some(helper) = perfect {
                sheet.drop(helper);
            }
        }
        _ if perfect.is_some() => return,
        Some(mark) if matches!(sheet.lemma(mark), "to" | "of" | "for" | "at" | "in" | "on") => {
            sheet.set_tag(mark, Upos::Part, Tag::To);
            sheet.say(mark, "to");
            sheet.hang(mark, Some(at), Relation::Mark);
        }
        Some(mark) if matches!(sheet.lemma(mark), "without" | "after" | "before") => {
            sheet.hang(mark, Some(at), Relation::Mark);
            sheet.set_tag(at, Upos::Verb, Tag::Vbg);
        }
        None if !helped && head.is_some_and(|head| !joins(sheet, at, head)) => {
            sheet.insert(at, -1, "to", (Upos::Part, Tag::To), (at, Relation::Mark));
        }
        _ => {}
    }
    if sheet.relation(at) == Relation::Obj
        || head.is_some_and(|head| sheet.is_verb(head)) && sheet.relation(at) == Relation::Obl
    {
        sheet.hang(at, head, Relation::Xcomp);
    }
}

/// "to cease and withdraw": the second infinitive needs no "to".
fn joins(sheet: &Sheet, at: usize, head: usize) -> bool {
    sheet.relation(at) == Relation::Conj && sheet.own_tag(head) == Tag::Vb
}

/// "это предложение": a demonstrative that the tree took for the noun.
fn demonstrative(sheet: &mut Sheet, at: usize) {
    if sheet.upos(at) != Upos::Pron
        || !matches!(sheet.lemma(at), "this" | "that" | "these" | "those" | "both" | "all" | "several" | "each")
    {
        return;
    }
    let noun = sheet.beside(at, 1).filter(|next| sheet.upos(*next) == Upos::Noun && sheet.head(*next) == Some(at));
    if let Some(noun) = noun {
        sheet.rise(noun, at, Relation::Det);
    }
}

/// A participle behind a comma tells what the sentence did, not its last noun: "…, tuant deux civils".
fn gerund_behind_comma(sheet: &mut Sheet, at: usize) {
    let loose = sheet.tag(at) == Tag::Vbg && matches!(sheet.relation(at), Relation::Acl | Relation::Amod);
    let comma = sheet.beside(at, -1).is_some_and(|before| sheet.tag(before) == Tag::Comma);
    let noun = sheet.head(at).filter(|noun| loose && comma && sheet.is_noun(*noun) && sheet.before(*noun, at));
    if let Some(verb) = noun.and_then(|noun| above_verb(sheet, noun)) {
        sheet.hang(at, Some(verb), Relation::Advcl);
    }
}

/// "signé samedi à Bamako par la Coordination": who acts in the passive, hung on the place before.
fn agent_behind_place(sheet: &mut Sheet, at: usize) {
    // "обстрелов со стороны террористов" tells whose the shelling is, and not who records it.
    let by = sheet
        .case(at)
        .is_some_and(|case| sheet.lemma(case) == "by" && sheet.get(case).is_none_or(|word| word.last != "стороны"));
    let noun = sheet.head(at).filter(|noun| by && sheet.is_noun(*noun) && sheet.relation(at) == Relation::Nmod);
    // "убиты при ударе авиации": whose blow it was stands right behind it.
    let blow = |noun: &usize| {
        let first = sheet.case(at).and_then(|case| sheet.beside(case, -1));
        acts::is_directed(sheet.lemma(*noun)) && first == Some(*noun)
    };
    let noun = noun.filter(|noun| !blow(noun));
    // "empêchée de passer par des hommes armés": nor does the infinitive take it.
    let below = sheet.head(at).filter(|verb| {
        by && sheet.tag(*verb) == Tag::Vb
            && sheet.relation(*verb) == Relation::Xcomp
            && sheet.child(*verb, Relation::Obj).is_none()
    });
    let verb = noun.and_then(|noun| above_verb(sheet, noun)).or_else(|| below.and_then(|verb| sheet.head(verb)));
    let Some(verb) = verb else { return };
    let passive = sheet.child(verb, Relation::AuxPass).is_some() || sheet.child(verb, Relation::NsubjPass).is_some();
    if passive && sheet.child(verb, Relation::OblAgent).is_none() {
        sheet.hang(at, Some(verb), Relation::OblAgent);
    }
}

/// To leave an agreement is to withdraw from it.
fn left_agreement(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Verb || !matches!(sheet.lemma(at), "leave" | "go" | "exit" | "come") {
        return;
    }
    let from = sheet.kids(at).into_iter().any(|kid| {
        lexicon.is("agreement", sheet.lemma(kid)) && sheet.case(kid).is_some_and(|case| sheet.lemma(case) == "from")
    });
    if from {
        sheet.say(at, "withdraw");
    }
}

/// "обвинил в обстреле", "accuser de": what somebody is accused of.
fn accusation(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Verb || !lexicon.is("accuse", sheet.lemma(at)) {
        return;
    }
    let mut charges = Vec::new();
    for kid in sheet.kids(at) {
        // "обвинили коалицию в нарушении": the tree may hang the charge on the accused.
        let below = sheet.kids(kid).into_iter().filter(|_| sheet.relation(kid) == Relation::Obj);
        charges.extend([kid].into_iter().chain(below));
    }
    for charge in charges {
        let joined: Vec<usize> =
            sheet.kids(charge).into_iter().filter(|kid| sheet.relation(*kid) == Relation::Conj).collect();
        if charged(sheet, charge, at, lexicon) {
            sheet.hang(charge, Some(at), Relation::Obl);
            for other in joined {
                charged(sheet, other, at, lexicon);
            }
        }
    }
}

/// Lets "of" introduce an act that somebody is accused of.
fn charged(sheet: &mut Sheet, at: usize, verb: usize, lexicon: &Lexicon) -> bool {
    let phrase = matches!(sheet.relation(at), Relation::Obl | Relation::Nmod | Relation::Conj);
    let act = phrase && sheet.upos(at) == Upos::Noun && lexicon.knows(sheet.lemma(at));
    let condemns = matches!(sheet.lemma(verb), "condemn" | "denounce" | "criticise");
    let case = sheet.case(at).filter(|case| {
        act && (matches!(sheet.lemma(*case), "in" | "with" | "of") || sheet.lemma(*case) == "on" && !condemns)
    });
    if let Some(case) = case {
        sheet.say(case, "of");
    }
    case.is_some()
}

/// "demander un délai" is to request it, "demander un cessez-le-feu" to call for it.
fn asked(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let Some(object) = sheet.child(at, Relation::Obj) else { return };
    let noun = sheet.upos(object) == Upos::Noun && sheet.child(at, Relation::Xcomp).is_none();
    // "réclame quinze jours de réflexion": who demands time requests it.
    let time = matches!(sheet.lemma(object), "time" | "day" | "week" | "hour" | "month");
    if noun && time && sheet.lemma(at) == "demand" && sheet.upos(at) == Upos::Verb {
        return sheet.say(at, "request");
    }
    match sheet.lemma(object) {
        _ if !noun || sheet.lemma(at) != "ask" => {}
        "delay" | "time" | "day" | "week" | "hour" | "extension" | "postponement" => sheet.say(at, "request"),
        lemma if lexicon.is("peace", lemma) || lexicon.is("truce", lemma) => {
            sheet.say(at, "call");
            sheet.hang(object, Some(at), Relation::Obl);
            sheet.introduce(object, "for");
        }
        _ => sheet.say(at, "demand"),
    }
}

/// A participle with a passive auxiliary has its subject in the passive.
fn passive(sheet: &mut Sheet, at: usize) {
    if sheet.child(at, Relation::AuxPass).is_none() {
        return;
    }
    if let Some(subject) = sheet.child(at, Relation::Nsubj) {
        sheet.hang(subject, Some(at), Relation::NsubjPass);
    }
    sheet.set_tag(at, Upos::Verb, Tag::Vbn);
}

/// A noun's participle hangs on it as English has it.
fn participle(sheet: &mut Sheet, at: usize) {
    let noun = sheet.head(at).is_some_and(|head| sheet.is_noun(head));
    if noun && sheet.relation(at) == Relation::Amod && sheet.tag(at) == Tag::Vbn && !sheet.kids(at).is_empty() {
        let head = sheet.head(at);
        sheet.hang(at, head, Relation::Acl);
    }
}

/// The nearest verb above a word.
pub(super) fn above_verb(sheet: &Sheet, at: usize) -> Option<usize> {
    let mut node = at;
    for _ in 0..sheet.line().len() {
        node = sheet.head(node)?;
        if sheet.is_verb(node) {
            return Some(node);
        }
    }
    None
}

/// "a signé le document à Khartoum": the place of what is done, hung on its object.
fn place_of_act(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let place = sheet.named(at) == Some(MentionKind::Place);
    let inside = sheet.case(at).is_some_and(|case| sheet.lemma(case) == "in");
    let Some(object) = sheet.head(at).filter(|_| place && inside && sheet.relation(at) == Relation::Nmod) else {
        return;
    };
    let paper = lexicon.is("agreement", sheet.lemma(object)) || lexicon.is("text", sheet.lemma(object));
    let verb = sheet.head(object).filter(|verb| paper && sheet.upos(*verb) == Upos::Verb);
    if let Some(verb) = verb.filter(|_| sheet.relation(object) == Relation::Obj) {
        sheet.hang(at, Some(verb), Relation::Obl);
    }
}
