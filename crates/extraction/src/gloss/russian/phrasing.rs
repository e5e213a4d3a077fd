//! Small phrasings that English lays otherwise: "уйти с границы", "продлить на год", "причастность к удару", "подвергся
//! обстрелу", "напасть на базу", "не могла не осудить", "перемирия не нарушил".

use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Lays the phrasings around one word.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    away(sheet, at);
    lasting(sheet, at);
    involved(sheet, at);
    undergone(sheet, at, lexicon);
    attacked(sheet, at);
    twice_not(sheet, at);
    text_not(sheet, at, lexicon);
    reached(sheet, at);
    through(sheet, at);
    where_died(sheet, at);
    ready_to(sheet, at);
    night_between(sheet, at);
    until(sheet, at);
}

/// "пока не снимут блокаду": the two words say "until"; nothing is denied.
fn until(sheet: &mut Sheet, at: usize) {
    let opens = sheet.key(at) == "пока" && matches!(sheet.upos(at), Upos::Sconj | Upos::Adv | Upos::Part);
    let Some(verb) = sheet.head(at).filter(|verb| opens && sheet.upos(*verb) == Upos::Verb && sheet.before(at, *verb))
    else {
        return;
    };
    let not = sheet.kids(verb).into_iter().find(|kid| sheet.key(*kid) == "не" && sheet.before(at, *kid));
    let Some(not) = not else { return };
    sheet.drop(not);
    sheet.set_tag(at, Upos::Sconj, Tag::In);
    sheet.say(at, "until");
    sheet.hang(at, Some(verb), Relation::Mark);
    for will in sheet.kids(verb).into_iter().filter(|kid| sheet.tag(*kid) == Tag::Md).collect::<Vec<_>>() {
        sheet.drop(will);
    }
    sheet.set_tag(verb, Upos::Verb, Tag::Vbp);
}

/// "в ночь с 9 на 10 марта": from one day to the next.
fn night_between(sheet: &mut Sheet, at: usize) {
    let opens = matches!(sheet.key(at), "с" | "со") && sheet.lemma(at) == "with";
    let figure = |word: Option<usize>| word.filter(|word| sheet.lemma(*word).parse::<u8>().is_ok());
    let onto =
        figure(sheet.beside(at, 1)).and_then(|first| sheet.beside(first, 1)).filter(|onto| sheet.key(*onto) == "на");
    if let Some(onto) = onto.filter(|onto| opens && figure(sheet.beside(*onto, 1)).is_some()) {
        sheet.say(at, "from");
        sheet.say(onto, "to");
    }
}

/// "вывести войска с территории": behind a word of leaving "с" with the genitive is "from".
fn away(sheet: &mut Sheet, at: usize) {
    let case = matches!(sheet.key(at), "с" | "со") && sheet.lemma(at) == "with" && sheet.relation(at) == Relation::Case;
    let noun = sheet.head(at).filter(|noun| {
        case && sheet.is_noun(*noun) && !matches!(sheet.own_tag(*noun).case(), Some((Tag::Instrumental, _)))
    });
    let instrumental = |noun: usize| {
        let last = sheet.get(noun).map_or("", |word| word.last.as_str());
        ["ом", "ем", "ами", "ями", "ью"].iter().any(|end| last.ends_with(end))
    };
    let leaves = noun.filter(|noun| !instrumental(*noun)).and_then(|noun| sheet.head(noun)).is_some_and(|head| {
        // "войск с юга": the tree may hang the phrase on what leaves.
        let verb = if is_leaving(sheet.lemma(head)) { Some(head) } else { sheet.head(head) };
        verb.is_some_and(|verb| is_leaving(sheet.lemma(verb)))
    });
    if leaves {
        sheet.say(at, "from");
    }
}

fn is_leaving(lemma: &str) -> bool {
    matches!(
        lemma,
        "leave"
            | "withdraw"
            | "withdrawal"
            | "depart"
            | "departure"
            | "retreat"
            | "evacuate"
            | "evacuation"
            | "flee"
            | "remove"
            | "removal"
            | "pull"
            | "return"
            | "drive"
            | "expel"
            | "come"
            | "go"
    )
}

/// "продлить на год", "перемирие на трое суток": for how long.
fn lasting(sheet: &mut Sheet, at: usize) {
    let on = sheet.key(at) == "на" && sheet.lemma(at) == "on" && sheet.relation(at) == Relation::Case;
    let time = sheet.head(at).filter(|time| {
        on && matches!(sheet.lemma(*time), "year" | "month" | "week" | "day" | "hour" | "minute")
            && !matches!(sheet.own_tag(*time).case(), Some((Tag::Locative, _)))
            && sheet.kids(*time).into_iter().all(|kid| sheet.relation(kid) != Relation::Amod)
    });
    if time.is_none() {
        return;
    }
    sheet.say(at, "for");
    if let Some(more) = sheet.beside(at, -1).filter(|more| sheet.key(*more) == "еще") {
        sheet.drop(more);
    }
}

/// "причастность к удару": one is involved in an act.
fn involved(sheet: &mut Sheet, at: usize) {
    let to = matches!(sheet.key(at), "к" | "ко") && sheet.relation(at) == Relation::Case;
    let share = sheet.beside(at, -1).filter(|share| {
        let denied = sheet.key(*share).starts_with("непричастн");
        to && (denied || matches!(sheet.lemma(*share), "involvement" | "complicity"))
    });
    let act = sheet.head(at).filter(|act| sheet.is_noun(*act));
    if let (Some(share), Some(act)) = (share, act) {
        sheet.say(at, if sheet.lemma(share) == "denial" { "of" } else { "in" });
        sheet.hang(act, Some(share), Relation::Nmod);
    }
}

/// "обстрелу подвергся посёлок": English says that it was subjected to it.
fn undergone(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let reflexive = sheet.key(at).ends_with("ся") || sheet.key(at).ends_with("сь");
    if sheet.upos(at) != Upos::Verb || sheet.lemma(at) != "subject" || !reflexive {
        return;
    }
    let act = sheet.kids(at).into_iter().find(|kid| {
        let dative = ["у", "ю", "ам", "ям", "ке"].iter().any(|end| sheet.key(*kid).ends_with(end));
        dative && sheet.upos(*kid) == Upos::Noun && lexicon.names_noun(sheet.lemma(*kid)) && sheet.case(*kid).is_none()
    });
    let subject = sheet.child(at, Relation::Nsubj).filter(|subject| Some(*subject) != act);
    let (Some(act), Some(subject)) = (act, subject) else { return };
    sheet.hang(act, Some(at), Relation::Obl);
    sheet.introduce(act, "to");
    sheet.hang(subject, Some(at), Relation::NsubjPass);
    sheet.insert(at, -1, "be", (Upos::Aux, Tag::Vbd), (at, Relation::AuxPass));
    sheet.set_tag(at, Upos::Verb, Tag::Vbn);
}

/// "напавшие на базу": English attacks a thing itself.
fn attacked(sheet: &mut Sheet, at: usize) {
    let on = sheet.key(at) == "на" && sheet.relation(at) == Relation::Case;
    let noun = sheet.head(at).filter(|noun| on && sheet.is_noun(*noun) && sheet.relation(*noun) == Relation::Obl);
    let verb = noun.and_then(|noun| sheet.head(noun)).filter(|verb| {
        sheet.upos(*verb) == Upos::Verb && sheet.lemma(*verb) == "attack" && sheet.key(*verb).starts_with("напа")
    });
    let free = verb.filter(|verb| sheet.child(*verb, Relation::Obj).is_none());
    if let (Some(noun), Some(verb)) = (noun, free) {
        sheet.drop(at);
        sheet.hang(noun, Some(verb), Relation::Obj);
    }
}

/// "при посредничестве Катара": through whose good offices something is done, and not with whom.
fn through(sheet: &mut Sheet, at: usize) {
    let with = sheet.key(at) == "при" && sheet.lemma(at) == "with" && sheet.relation(at) == Relation::Case;
    let offices = sheet.head(at).filter(|noun| with && matches!(sheet.lemma(*noun), "mediation" | "facilitation"));
    if offices.is_some() {
        sheet.say(at, "through");
    }
}

/// "не могла не осудить": two negations say that it was done.
fn twice_not(sheet: &mut Sheet, at: usize) {
    let can = ["мог", "смог", "может", "могут"].iter().any(|stem| sheet.key(at).starts_with(stem));
    let not = |word: Option<usize>| word.filter(|word| sheet.key(*word) == "не");
    let (Some(first), Some(second)) = (not(sheet.beside(at, -1)), not(sheet.beside(at, 1))) else { return };
    let Some(verb) = sheet.beside(second, 1).filter(|verb| can && sheet.own_tag(*verb) == Tag::Vb) else { return };
    let tag = sheet.own_tag(at);
    if sheet.head(verb) == Some(at) {
        sheet.rise(verb, at, Relation::Aux);
    }
    for word in [first, second, at] {
        sheet.drop(word);
    }
    sheet.set_tag(verb, Upos::Verb, if tag == Tag::Vb { Tag::Vbd } else { tag });
}

/// "Никто из сторон перемирия не нарушил": a text right before a negated verb of keeping or breaking is its object.
fn text_not(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let text = sheet.upos(at) == Upos::Noun
        && ["agreement", "truce"].iter().any(|class| lexicon.is(class, sheet.lemma(at)))
        && matches!(sheet.relation(at), Relation::Nmod | Relation::Obl | Relation::Flat | Relation::Nsubj)
        && sheet.case(at).is_none();
    let not = sheet.beside(at, 1).filter(|not| text && sheet.key(*not) == "не");
    let verb = not.and_then(|not| sheet.beside(not, 1)).filter(|verb| {
        sheet.upos(*verb) == Upos::Verb
            && matches!(
                sheet.lemma(*verb),
                "violate" | "break" | "breach" | "sign" | "observe" | "respect" | "recognise" | "accept" | "reject"
            )
            && sheet.child(*verb, Relation::Obj).is_none()
    });
    if verb.is_some() {
        sheet.hang(at, verb, Relation::Obj);
    }
}

/// "выросло с 30 до 37 человек": what a number reached is told, what it was before is not.
fn reached(sheet: &mut Sheet, at: usize) {
    let rises =
        matches!(sheet.lemma(at), "rise" | "grow" | "increase" | "climb" | "reach") && sheet.upos(at) == Upos::Verb;
    let behind = (1..7).map_while(|step| sheet.beside(at, step)).take_while(|word| sheet.tag(*word) != Tag::Comma);
    let behind: Vec<usize> = if rises { behind.collect() } else { return };
    let number = |word: usize| sheet.upos(word) == Upos::Num;
    let words = |key: &str| -> Vec<usize> { behind.iter().copied().filter(|word| sheet.key(*word) == key).collect() };
    let after = |words: &[usize]| words.last().and_then(|word| sheet.beside(*word, 1)).filter(|next| number(*next));
    let (up_to, from) = (words("до"), words("с"));
    let Some(figure) = after(&up_to) else { return };
    let old = after(&from).filter(|old| sheet.before(*old, figure));
    let counted = sheet.beside(figure, 1).filter(|noun| sheet.upos(*noun) == Upos::Noun && sheet.case(*noun).is_none());
    let top = counted.unwrap_or(figure);
    sheet.hang(top, Some(at), Relation::Obl);
    if top != figure {
        sheet.hang(figure, Some(top), Relation::Nummod);
    }
    let before = if old.is_some() { from } else { Vec::new() };
    for word in up_to.into_iter().chain(before).chain(old) {
        sheet.drop(word);
    }
    sheet.introduce(top, "to");
}

/// "нападение на автобус в Мопти, где погибли 12 человек": the clause describes the noun before the comma.
fn where_died(sheet: &mut Sheet, at: usize) {
    let opens = sheet.key(at) == "где";
    let comma = sheet.beside(at, -1).filter(|comma| opens && sheet.tag(*comma) == Tag::Comma);
    let noun = comma.and_then(|comma| sheet.beside(comma, -1)).filter(|noun| sheet.is_noun(*noun));
    let verb = sheet.head(at).filter(|verb| {
        let loose = matches!(sheet.relation(*verb), Relation::Parataxis | Relation::Conj | Relation::Advcl);
        loose && sheet.upos(*verb) == Upos::Verb && sheet.before(at, *verb)
    });
    let below = |noun: usize, verb: usize| super::super::acts::is_above(sheet, verb, noun);
    if let (Some(noun), Some(verb)) = (noun, verb)
        && !below(noun, verb)
    {
        sheet.hang(verb, Some(noun), Relation::AclRelcl);
    }
}

/// "выразил готовность подписать": what somebody is ready for hangs on the readiness.
fn ready_to(sheet: &mut Sheet, at: usize) {
    let infinitive = sheet.own_tag(at) == Tag::Vb && sheet.relation(at) == Relation::Xcomp;
    let verb = sheet.head(at).filter(|verb| infinitive && sheet.upos(*verb) == Upos::Verb);
    let noun = verb.and_then(|verb| sheet.child(verb, Relation::Obj)).filter(|noun| {
        matches!(sheet.lemma(*noun), "readiness" | "willingness" | "intention" | "desire") && sheet.before(*noun, at)
    });
    if noun.is_some() {
        sheet.hang(at, noun, Relation::Acl);
    }
}
