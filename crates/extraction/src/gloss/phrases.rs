//! Noun phrases and prepositions as English has them: titles before names, nouns that modify nouns, sites in places, with what
//! a thing is done, the preposition that a verb lends.

use super::shared::above_verb;
use super::sheet::Sheet;
use crate::lexicon::{Lexicon, Part};
use grammar::{Relation, Tag, Upos};
use model::MentionKind;

/// Prepositions that say little by themselves: a verb's own preposition stands for them.
const WEAK: [&str; 6] = ["to", "of", "at", "in", "on", "about"];

/// Lays the shapes around one word.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    site(sheet, at, lexicon);
    settlement(sheet, at);
    linked(sheet, at);
    sourced(sheet, at);
    instrument(sheet, at, lexicon);
    title(sheet, at, lexicon);
    lend(sheet, at, lexicon);
    compound(sheet, at, lexicon);
}

/// "le président Emmanuel Macron": the name heads its titles.
fn title(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let bears = ["title", "person"].iter().any(|class| lexicon.is(class, sheet.lemma(at)));
    if sheet.upos(at) != Upos::Noun || !(bears || sheet.lemma(at) == "counterpart") {
        return;
    }
    let below: Vec<usize> = sheet.kids(at).into_iter().flat_map(|kid| sheet.kids(kid)).collect();
    let beside: Vec<usize> = match sheet.head(at).filter(|_| sheet.relation(at).is_subject()) {
        Some(verb) => {
            sheet.kids(verb).into_iter().filter(|kid| *kid != at && sheet.relation(*kid).is_subject()).collect()
        }
        None => Vec::new(),
    };
    let is_person = |kid: usize| sheet.named(kid) == Some(MentionKind::Person);
    // "Глава комитета Лоран Мбеки": of two subjects the second is the name of the first, who bears two.
    let two_names = |kid: usize| {
        let flat = |below: usize| sheet.relation(below) == Relation::Flat && sheet.upos(below) == Upos::Propn;
        sheet.get(kid).is_some_and(|word| word.name.is_none()) && sheet.kids(kid).into_iter().any(flat)
    };
    let mut candidates: Vec<usize> = sheet.kids(at).into_iter().chain(below).chain(beside).collect();
    candidates.sort_by_key(|kid| !(is_person(*kid) || two_names(*kid)));
    let name = candidates.into_iter().find(|kid| {
        sheet.upos(*kid) == Upos::Propn
            && (sheet.head(*kid) == Some(at)
                || sheet.named(*kid) == Some(MentionKind::Person)
                || sheet.relation(*kid).is_subject() && two_names(*kid))
            && (matches!(sheet.relation(*kid), Relation::Appos | Relation::Nmod | Relation::Flat | Relation::Compound)
                || sheet.relation(*kid).is_subject() && (is_person(*kid) || two_names(*kid)))
            && sheet.before(at, *kid)
            && sheet.case(*kid).is_none()
            && !comma_between(sheet, at, *kid)
            && (is_person(*kid) || !in_marks(sheet, *kid))
    });
    let Some(name) = name else { return };
    let person = sheet.named(name).is_none_or(|kind| kind == model::MentionKind::Person);
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

/// "поезд «Стрела»", "отряд «Скала»": a name in marks is nobody's that a title could stand before.
fn in_marks(sheet: &Sheet, at: usize) -> bool {
    sheet.beside(at, -1).is_some_and(|mark| matches!(sheet.key(mark), "«" | "„"))
}

fn comma_between(sheet: &Sheet, one: usize, other: usize) -> bool {
    let line = sheet.line();
    line.iter().any(|at| sheet.tag(*at) == Tag::Comma && sheet.before(one, *at) && sheet.before(*at, other))
}

/// "appeler à", "призвать к": the preposition that English has with the verb.
fn lend(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let Some(preposition) = sheet.get(at).and_then(|word| word.lends.clone()) else { return };
    // A noun that the gloss itself puts beside the verb stands over the verb's own words.
    let own = sheet.get(at).map(|word| word.span);
    let object = sheet.kids(at).into_iter().find(|kid| {
        let thing = sheet.relation(*kid) == Relation::Obj
            || sheet.relation(*kid) == Relation::Xcomp && sheet.is_noun(*kid) && sheet.case(*kid).is_none();
        thing && sheet.get(*kid).map(|word| word.span) != own
    });
    let asks = sheet.kids(at).into_iter().any(|kid| sheet.relation(kid) == Relation::Xcomp && sheet.is_verb(kid));
    let somebody = object.is_some_and(|object| {
        let name = sheet.get(object).is_some_and(|word| word.name.is_some());
        name || ["person", "group", "troops"].iter().any(|class| lexicon.is(class, sheet.lemma(object)))
    });
    if (asks || somebody) && sheet.lemma(at) == "call" && object.is_some() {
        return sheet.say(at, "urge");
    }
    let lent = |kid: &usize| {
        matches!(sheet.relation(*kid), Relation::Obl | Relation::Nmod | Relation::Iobj)
            && sheet.case(*kid).is_some_and(|case| WEAK.contains(&sheet.lemma(case)))
            && sheet.before(at, *kid)
            && sheet.kids(*kid).iter().all(|below| sheet.tag(*below) != Tag::Vb)
    };
    // "تعرض مستودع في ود مدني للنهب": one comes under an act, wherever the place is told.
    let suffered = |kid: &usize| preposition == "under" && lent(kid) && lexicon.names_noun(sheet.lemma(*kid));
    let phrase = sheet.kids(at).into_iter().find(suffered).or_else(|| sheet.kids(at).into_iter().find(lent));
    match (phrase, object) {
        (Some(phrase), _) => {
            sheet.hang(phrase, Some(at), Relation::Obl);
            if let Some(case) = sheet.case(phrase) {
                sheet.say(case, &preposition);
            }
        }
        (None, Some(object)) => {
            // "a revendiqué l'attaque": responsibility is for the act.
            let kids = sheet.kids(at);
            let inserted = kids.into_iter().find(|kid| *kid != object && sheet.lemma(*kid) == "responsibility");
            let relation = if inserted.is_some() { Relation::Nmod } else { Relation::Obl };
            sheet.hang(object, inserted.or(Some(at)), relation);
            sheet.introduce(object, &preposition);
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
    let lemma = sheet.lemma(at);
    // "هجوم بطائرات مسيرة": an attack with drones is a drone attack.
    let drones = lexicon.is("drone", lemma);
    let weak = case.is_none_or(|case| match sheet.lemma(case) {
        "of" | "on" | "about" | "to" => true,
        preposition => drones && matches!(preposition, "with" | "by"),
    });
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
    // "خرقا لوقف إطلاق النار في منطقة": where is told of the whole.
    let behind = |kid: &usize| sheet.before(at, *kid) && sheet.case(*kid).is_some();
    for kid in sheet.kids(at).into_iter().filter(behind).collect::<Vec<_>>() {
        sheet.hang(kid, Some(head), Relation::Nmod);
    }
    sheet.hang(at, Some(head), Relation::Compound);
}

/// "un immeuble de Baalbek", "рынок Омдурмана": the site lies in the place.
fn site(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let place = sheet.named(at) == Some(MentionKind::Place);
    let Some(head) = sheet.head(at).filter(|_| place && sheet.relation(at) == Relation::Nmod) else { return };
    let lemma = sheet.lemma(head);
    let named = is_settlement(lemma) && sheet.beside(head, 1) == sheet.case(at).or(Some(at));
    // "une trentaine d'habitants de Tambura": nor do people who live somewhere belong to it.
    let built = matches!(lemma, "resident" | "inhabitant" | "villager")
        || !named && lexicon.is("civilsite", lemma)
        || lexicon.is("siteopen", lemma)
        || matches!(lemma, "building" | "bridge" | "barracks");
    let case = sheet.case(at).filter(|case| built && sheet.lemma(*case) == "of");
    if let Some(case) = case {
        sheet.say(case, "in");
    }
}

/// "посёлок Саракиб": a settlement, and right behind it its name.
fn settlement(sheet: &mut Sheet, at: usize) {
    let loose = matches!(
        sheet.relation(at),
        Relation::Appos | Relation::Flat | Relation::Nmod | Relation::Compound | Relation::Dep
    );
    let Some(head) = sheet.head(at).filter(|_| loose && sheet.upos(at) == Upos::Propn) else { return };
    let beside = sheet.beside(head, 1) == Some(at);
    if beside && sheet.case(at).is_none() && sheet.upos(head) == Upos::Noun && is_settlement(sheet.lemma(head)) {
        sheet.hang(at, Some(head), Relation::Nmod);
        sheet.introduce(at, "of");
    }
}

fn is_settlement(lemma: &str) -> bool {
    matches!(
        lemma,
        "village"
            | "town"
            | "city"
            | "settlement"
            | "district"
            | "province"
            | "region"
            | "governorate"
            | "port"
            | "neighbourhood"
            | "county"
            | "island"
            | "area"
            | "suburb"
            | "camp"
    )
}

/// "на трассе Кабул — Газни": places joined by a dash are one stretch.
fn linked(sheet: &mut Sheet, at: usize) {
    let place = |word: usize| sheet.named(word) == Some(MentionKind::Place);
    let dash = sheet.beside(at, -1).filter(|dash| matches!(sheet.key(*dash), "—" | "–" | "-"));
    let first = dash.and_then(|dash| sheet.beside(dash, -1)).filter(|first| place(*first) && place(at));
    if let Some(first) = first.filter(|first| sheet.head(*first) != Some(at)) {
        sheet.hang(at, Some(first), Relation::Flat);
    }
}

/// "…, blessant deux hommes, d'après le ministère": a source behind a comma vouches for the whole and not for the participle.
fn sourced(sheet: &mut Sheet, at: usize) {
    let source = sheet.case(at).filter(|case| sheet.lemma(*case) == "according");
    let comma = source.and_then(|case| sheet.beside(case, -1)).filter(|comma| sheet.tag(*comma) == Tag::Comma);
    let below = |word: &usize| {
        matches!(sheet.tag(*word), Tag::Vbg | Tag::Vbn)
            && matches!(sheet.relation(*word), Relation::Advcl | Relation::Acl | Relation::Amod)
    };
    let Some(participle) = sheet.head(at).filter(|word| comma.is_some() && below(word)) else { return };
    let verb = above_verb(sheet, participle).filter(|verb| sheet.upos(*verb) == Upos::Verb && !below(verb));
    if verb.is_some_and(|verb| sheet.before(verb, at)) {
        sheet.hang(at, verb, Relation::Obl);
    }
}

/// "à l'artillerie", "из миномётов": with what.
fn instrument(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let weapon = ["weapon", "artillery", "projectile"].iter().any(|class| lexicon.is(class, sheet.lemma(at)));
    let phrase = matches!(sheet.relation(at), Relation::Obl | Relation::Nmod) && sheet.upos(at) == Upos::Noun;
    // "в машину": what one drives into is no means.
    let ridden = matches!(sheet.lemma(at), "vehicle" | "car" | "truck" | "mine" | "ship" | "boat" | "tank");
    let case = sheet.case(at).filter(|case| {
        weapon && phrase && (matches!(sheet.lemma(*case), "to" | "from") || !ridden && sheet.lemma(*case) == "in")
    });
    // "mettre le feu aux véhicules": fire is set to them.
    let burns =
        |verb: usize| sheet.lemma(verb) == "set" && sheet.kids(verb).iter().any(|kid| sheet.lemma(*kid) == "fire");
    let Some(case) = case.filter(|_| !sheet.head(at).is_some_and(burns)) else { return };
    sheet.say(case, "with");
    if let Some(verb) = above_verb(sheet, at).filter(|_| sheet.head(at).is_some_and(|head| sheet.is_noun(head))) {
        sheet.hang(at, Some(verb), Relation::Obl);
    }
}
