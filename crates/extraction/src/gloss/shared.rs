//! Shapes that all languages read by gloss share: infinitives, prepositions that a verb lends, modal verbs, titles before
//! names, numbers that are nouns, nouns that modify nouns, participles of a passive.

use super::sheet::{Sheet, is_named_time};
use super::speech;
use crate::lexicon::{Lexicon, Part};
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
        counted_adjective(sheet, at, lexicon);
        gerund_behind_comma(sheet, at);
        agent_behind_place(sheet, at);
        by_aircraft(sheet, at, lexicon);
        left_agreement(sheet, at, lexicon);
        site(sheet, at, lexicon);
        freed(sheet, at, lexicon);
        led_to(sheet, at);
        victims(sheet, at, lexicon);
        accusation(sheet, at, lexicon);
        instrument(sheet, at, lexicon);
        asked(sheet, at, lexicon);
        numeral(sheet, at);
        title(sheet, at, lexicon);
        lend(sheet, at, lexicon);
        compound(sheet, at, lexicon);
        passive(sheet, at);
        participle(sheet, at);
        apart(sheet, at);
    }
}

/// What follows a day or a month is no phrase with it: the tag of a plural parts them, its form stays.
fn apart(sheet: &mut Sheet, at: usize) {
    let dated = matches!(sheet.relation(at), Relation::Obl | Relation::Flat) && sheet.upos(at) == Upos::Noun;
    if dated && is_named_time(sheet.lemma(at)) {
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
        None if !helped && head.is_some() => {
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
    let by = sheet.case(at).is_some_and(|case| sheet.lemma(case) == "by");
    let noun = sheet.head(at).filter(|noun| by && sheet.is_noun(*noun) && sheet.relation(at) == Relation::Nmod);
    let Some(verb) = noun.and_then(|noun| above_verb(sheet, noun)) else { return };
    let passive = sheet.child(verb, Relation::AuxPass).is_some() || sheet.child(verb, Relation::NsubjPass).is_some();
    if passive && sheet.child(verb, Relation::OblAgent).is_none() {
        sheet.hang(at, Some(verb), Relation::OblAgent);
    }
}

/// Aircraft bomb, guns shell: other languages have one word for both.
fn by_aircraft(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Verb || !matches!(sheet.lemma(at), "bombard" | "shell") {
        return;
    }
    let subject = sheet.kids(at).into_iter().find(|kid| {
        matches!(sheet.relation(*kid), Relation::Nsubj | Relation::OblAgent)
            && lexicon.is("aircraft", sheet.lemma(*kid))
    });
    if subject.is_some() {
        sheet.say(at, "bomb");
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

/// "un immeuble de Baalbek", "рынок Омдурмана": the site lies in the place.
fn site(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let place = sheet.get(at).and_then(|word| word.name).is_some_and(|name| name.kind == MentionKind::Place);
    let Some(head) = sheet.head(at).filter(|_| place && sheet.relation(at) == Relation::Nmod) else { return };
    let lemma = sheet.lemma(head);
    let built = lexicon.is("civilsite", lemma)
        || lexicon.is("siteopen", lemma)
        || matches!(lemma, "building" | "bridge" | "barracks");
    let case = sheet.case(at).filter(|case| built && sheet.lemma(*case) == "of");
    if let Some(case) = case {
        sheet.say(case, "in");
    }
}

/// "deux civils", where the tagger took the noun for an adjective.
fn counted_adjective(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Num || sheet.relation(at) == Relation::Nummod {
        return;
    }
    let noun = sheet.kids(at).into_iter().find(|kid| {
        let counted = lexicon.is("person", sheet.lemma(*kid)) || matches!(sheet.lemma(*kid), "dead" | "wounded");
        sheet.before(at, *kid)
            && (matches!(sheet.relation(*kid), Relation::Amod) && counted
                || sheet.relation(*kid) == Relation::Nmod
                    && sheet.case(*kid).is_none()
                    && sheet.upos(*kid) == Upos::Noun)
    });
    if let Some(noun) = noun {
        sheet.rise(noun, at, Relation::Nummod);
        sheet.set_tag(noun, Upos::Noun, Tag::Nns);
        for kid in sheet.kids(at) {
            let relation = sheet.relation(kid);
            if !matches!(relation, Relation::Advmod | Relation::Compound) {
                sheet.hang(kid, Some(noun), relation);
            }
        }
    }
}

/// Persons are released, towns liberated: other languages have one word for both.
fn freed(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Verb || !matches!(sheet.lemma(at), "release" | "free") {
        return;
    }
    let object = sheet.child(at, Relation::Obj).or_else(|| sheet.child(at, Relation::NsubjPass));
    let town = object.is_some_and(|object| {
        let place = sheet.get(object).and_then(|word| word.name).is_some_and(|name| name.kind == MentionKind::Place);
        place || lexicon.is("town", sheet.lemma(object))
    });
    if town {
        sheet.say(at, "liberate");
    }
}

/// "ما أدى إلى مقتل خمسة", "entraînant la mort de cinq": what leads to a death kills.
fn led_to(sheet: &mut Sheet, at: usize) {
    if sheet.upos(at) != Upos::Verb || !matches!(sheet.lemma(at), "lead" | "result" | "cause") {
        return;
    }
    let harm = sheet.kids(at).into_iter().find_map(|kid| {
        let verb = match sheet.lemma(kid) {
            "killing" | "death" => "kill",
            "wounding" | "injury" | "injuring" => "wound",
            _ => return None,
        };
        let sufferer = sheet.kids(kid).into_iter().find(|below| {
            sheet.relation(*below) == Relation::Nmod && sheet.case(*below).is_some_and(|case| sheet.lemma(case) == "of")
        });
        Some((kid, verb, sufferer?))
    });
    let Some((noun, verb, sufferer)) = harm else { return };
    if let Some(case) = sheet.case(sufferer) {
        sheet.drop(case);
    }
    if let Some(case) = sheet.case(noun) {
        sheet.drop(case);
    }
    sheet.drop(noun);
    sheet.hang(sufferer, Some(at), Relation::Obj);
    sheet.say(at, verb);
    if matches!(sheet.relation(at), Relation::Advcl | Relation::Acl | Relation::AclRelcl) {
        sheet.set_tag(at, Upos::Verb, Tag::Vbg);
        if let Some(above) = sheet.head(at).filter(|head| sheet.is_noun(*head)).and_then(|noun| above_verb(sheet, noun))
        {
            sheet.hang(at, Some(above), Relation::Advcl);
        }
    }
}

/// "a fait sept morts": English says that it left them.
fn victims(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Verb || !matches!(sheet.lemma(at), "make" | "cause" | "do" | "lead") {
        return;
    }
    let harmed = sheet.kids(at).into_iter().any(|kid| {
        matches!(sheet.relation(kid), Relation::Obj | Relation::Obl)
            && lexicon.harms(sheet.lemma(kid)).any(|harm| harm.pattern.part == Part::Noun)
    });
    if harmed && sheet.lemma(at) != "lead" {
        sheet.say(at, "leave");
        // Each number is its own: "18 morts et 106 blessés".
        let listed: Vec<usize> = sheet
            .kids(at)
            .into_iter()
            .filter(|kid| sheet.relation(*kid) == Relation::Obj)
            .flat_map(|kid| sheet.kids(kid))
            .filter(|kid| sheet.relation(*kid) == Relation::Conj)
            .collect();
        for other in listed {
            sheet.hang(other, Some(at), Relation::Obj);
        }
    }
}

fn above_verb(sheet: &Sheet, at: usize) -> Option<usize> {
    let mut node = at;
    for _ in 0..sheet.line().len() {
        node = sheet.head(node)?;
        if sheet.is_verb(node) {
            return Some(node);
        }
    }
    None
}

/// "обвинил в обстреле", "accuser de": what somebody is accused of.
fn accusation(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Verb || !lexicon.is("accuse", sheet.lemma(at)) {
        return;
    }
    for kid in sheet.kids(at) {
        let phrase = matches!(sheet.relation(kid), Relation::Obl | Relation::Nmod) && sheet.upos(kid) == Upos::Noun;
        let act = lexicon.knows(sheet.lemma(kid));
        if let Some(case) =
            sheet.case(kid).filter(|case| phrase && act && matches!(sheet.lemma(*case), "in" | "with" | "on"))
        {
            sheet.say(case, "of");
        }
    }
}

/// "à l'artillerie", "из миномётов": with what.
fn instrument(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let weapon = ["weapon", "artillery", "projectile"].iter().any(|class| lexicon.is(class, sheet.lemma(at)));
    let phrase = matches!(sheet.relation(at), Relation::Obl | Relation::Nmod) && sheet.upos(at) == Upos::Noun;
    let case = sheet.case(at).filter(|case| weapon && phrase && matches!(sheet.lemma(*case), "to" | "from" | "in"));
    let Some(case) = case else { return };
    sheet.say(case, "with");
    if let Some(verb) = above_verb(sheet, at).filter(|_| sheet.head(at).is_some_and(|head| sheet.is_noun(head))) {
        sheet.hang(at, Some(verb), Relation::Obl);
    }
}

/// "demander un délai" is to request it, "demander un cessez-le-feu" to call for it.
fn asked(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let Some(object) = sheet.child(at, Relation::Obj).filter(|_| sheet.lemma(at) == "ask") else { return };
    let noun = sheet.upos(object) == Upos::Noun && sheet.child(at, Relation::Xcomp).is_none();
    match sheet.lemma(object) {
        _ if !noun => {}
        "delay" | "time" | "day" | "week" | "hour" | "extension" | "postponement" => sheet.say(at, "request"),
        lemma if lexicon.is("peace", lemma) || lexicon.is("truce", lemma) => {
            sheet.say(at, "call");
            sheet.hang(object, Some(at), Relation::Obl);
            sheet.introduce(object, "for");
        }
        _ => sheet.say(at, "demand"),
    }
}

/// "une vingtaine de soldats", "сотни человек": what is counted is the noun.
fn numeral(sheet: &mut Sheet, at: usize) {
    let value = crate::numbers::value(sheet.lemma(at)).is_some() && sheet.upos(at) == Upos::Noun;
    if !value {
        return;
    }
    let counted = sheet.kids(at).into_iter().find(|kid| {
        matches!(sheet.relation(*kid), Relation::Nmod | Relation::Obl) && sheet.is_noun(*kid) && sheet.before(at, *kid)
    });
    let Some(counted) = counted else { return };
    if sheet.tag(at) == Tag::Nns {
        return;
    }
    if let Some(case) = sheet.case(counted) {
        sheet.drop(case);
    }
    sheet.rise(counted, at, Relation::Nummod);
    for kid in sheet.kids(at) {
        let relation = sheet.relation(kid);
        if matches!(relation, Relation::Case | Relation::Mark | Relation::Nmod | Relation::Acl | Relation::AclRelcl) {
            sheet.hang(kid, Some(counted), relation);
        } else if relation == Relation::Det {
            sheet.say(kid, "about");
            sheet.set_tag(kid, Upos::Adv, Tag::Rb);
            sheet.hang(kid, Some(at), Relation::Advmod);
        }
    }
    sheet.set_tag(at, Upos::Num, Tag::Cd);
}

/// "le président Emmanuel Macron": the name heads its titles.
fn title(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Noun || !(lexicon.is("title", sheet.lemma(at)) || lexicon.is("person", sheet.lemma(at)))
    {
        return;
    }
    let below: Vec<usize> = sheet.kids(at).into_iter().flat_map(|kid| sheet.kids(kid)).collect();
    let beside: Vec<usize> = match sheet.head(at).filter(|_| sheet.relation(at).is_subject()) {
        Some(verb) => {
            sheet.kids(verb).into_iter().filter(|kid| *kid != at && sheet.relation(*kid).is_subject()).collect()
        }
        None => Vec::new(),
    };
    let is_person =
        |kid: usize| sheet.get(kid).and_then(|word| word.name).is_some_and(|name| name.kind == MentionKind::Person);
    let mut candidates: Vec<usize> = sheet.kids(at).into_iter().chain(below).chain(beside).collect();
    candidates.sort_by_key(|kid| !is_person(*kid));
    let name = candidates.into_iter().find(|kid| {
        sheet.upos(*kid) == Upos::Propn
            && (sheet.head(*kid) == Some(at)
                || sheet.get(*kid).and_then(|word| word.name).is_some_and(|name| name.kind == MentionKind::Person))
            && (matches!(sheet.relation(*kid), Relation::Appos | Relation::Nmod | Relation::Flat | Relation::Compound)
                || sheet.relation(*kid).is_subject() && is_person(*kid))
            && sheet.before(at, *kid)
            && sheet.case(*kid).is_none()
            && !comma_between(sheet, at, *kid)
    });
    let Some(name) = name else { return };
    let person = sheet.get(name).and_then(|word| word.name).is_none_or(|name| name.kind == model::MentionKind::Person);
    if !person {
        return;
    }
    sheet.rise(name, at, Relation::Compound);
    for kid in sheet.kids(at) {
        let relation = sheet.relation(kid);
        let own = matches!(relation, Relation::Amod | Relation::Compound | Relation::Nmod)
            && !matches!(relation, Relation::Case);
        if !own {
            sheet.hang(kid, Some(name), relation);
        }
    }
}

fn comma_between(sheet: &Sheet, one: usize, other: usize) -> bool {
    let line = sheet.line();
    line.iter().any(|at| sheet.tag(*at) == Tag::Comma && sheet.before(one, *at) && sheet.before(*at, other))
}

/// "appeler à", "призвать к": the preposition that English has with the verb.
fn lend(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let Some(preposition) = sheet.get(at).and_then(|word| word.lends.clone()) else { return };
    let object = sheet.child(at, Relation::Obj);
    let asks = sheet.kids(at).into_iter().any(|kid| sheet.relation(kid) == Relation::Xcomp && sheet.is_verb(kid));
    let somebody = object.is_some_and(|object| {
        let name = sheet.get(object).is_some_and(|word| word.name.is_some());
        name || ["person", "group", "troops"].iter().any(|class| lexicon.is(class, sheet.lemma(object)))
    });
    if (asks || somebody) && sheet.lemma(at) == "call" && object.is_some() {
        return sheet.say(at, "urge");
    }
    let phrase = sheet.kids(at).into_iter().find(|kid| {
        matches!(sheet.relation(*kid), Relation::Obl | Relation::Nmod | Relation::Iobj)
            && sheet.case(*kid).is_some_and(|case| WEAK.contains(&sheet.lemma(case)))
            && sheet.before(at, *kid)
            && sheet.kids(*kid).iter().all(|below| sheet.tag(*below) != Tag::Vb)
    });
    match (phrase, object) {
        (Some(phrase), _) => {
            sheet.hang(phrase, Some(at), Relation::Obl);
            if let Some(case) = sheet.case(phrase) {
                sheet.say(case, &preposition);
            }
        }
        (None, Some(object)) => {
            sheet.hang(object, Some(at), Relation::Obl);
            sheet.insert(object, -2, &preposition, (Upos::Adp, Tag::In), (object, Relation::Case));
        }
        (None, None) => {}
    }
}

/// "accord de cessez-le-feu", "tirs de roquettes": a noun that a trigger asks for as its modifier is one.
fn compound(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let Some(head) = sheet.head(at).filter(|_| sheet.relation(at) == Relation::Nmod && sheet.upos(at) == Upos::Noun)
    else {
        return;
    };
    let bare = sheet.kids(at).into_iter().all(|kid| !matches!(sheet.relation(kid), Relation::Det | Relation::Nummod));
    let case = sheet.case(at);
    let weak = case.is_none_or(|case| matches!(sheet.lemma(case), "of" | "on" | "about" | "to"));
    let lemma = sheet.lemma(at);
    let asked = |word: &String| match word.strip_prefix('@') {
        Some(class) => lexicon.is(class, lemma),
        None => word == lemma,
    };
    let agreement = lexicon.is("agreement", sheet.lemma(head)) && lexicon.is("truce", lemma);
    let modifies = lexicon.triggers(sheet.lemma(head)).any(|trigger| {
        trigger.pattern.part == Part::Noun
            && trigger.pattern.constraints.iter().any(|constraint| {
                !constraint.negated
                    && constraint.slots.iter().any(|slot| slot == "mod")
                    && constraint.words.iter().any(asked)
            })
    });
    if !(bare && weak && (agreement || modifies)) {
        return;
    }
    if let Some(case) = case {
        sheet.drop(case);
    }
    sheet.hang(at, Some(head), Relation::Compound);
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
