//! Harm and acts as other languages tell them: dead that a strike "makes", what "leads to" a death, towns that are freed like
//! persons, numbers that are nouns.

use super::shared::above_verb;
use super::sheet::Sheet;
use crate::lexicon::{Lexicon, Part};
use grammar::{Relation, Tag, Upos};
use model::MentionKind;

/// Lays the shapes around one word.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    counted_adjective(sheet, at, lexicon);
    counted_noun(sheet, at, lexicon);
    by_aircraft(sheet, at, lexicon);
    bombed(sheet, at, lexicon);
    freed(sheet, at, lexicon);
    let_go(sheet, at, lexicon);
    claimed_lives(sheet, at);
    led_to(sheet, at);
    victims(sheet, at, lexicon);
    told_already(sheet, at, lexicon);
    numeral(sheet, at);
}

/// "quatre des victimes sont des enfants": who the victims are is no new toll.
fn told_already(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let subject = sheet.lemma(at) == "casualty" && sheet.relation(at).is_subject();
    let said = sheet.head(at).filter(|said| subject && sheet.child(*said, Relation::Cop).is_some());
    if said.is_some_and(|said| ["person", "civilian"].iter().any(|class| lexicon.is(class, sheet.lemma(said)))) {
        sheet.say(at, "victim");
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

/// "huit civils": an adjective that a number counts is a noun.
fn counted_noun(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let counted = sheet.upos(at) == Upos::Adj && sheet.child(at, Relation::Nummod).is_some();
    if counted && lexicon.is("person", sheet.lemma(at)) {
        sheet.set_tag(at, Upos::Noun, Tag::Nns);
        let lemma = sheet.lemma(at).to_owned();
        sheet.say(at, &lemma);
    }
}

/// Persons are released, towns liberated: other languages have one word for both.
fn freed(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Verb || !matches!(sheet.lemma(at), "release" | "free") {
        return;
    }
    let object = sheet.child(at, Relation::Obj).or_else(|| sheet.child(at, Relation::NsubjPass));
    let town = object.is_some_and(|object| {
        let place = sheet.named(object) == Some(MentionKind::Place);
        place || lexicon.is("town", sheet.lemma(object))
    });
    if town {
        sheet.say(at, "liberate");
    }
}

/// "освободили двух учителей": and persons are not liberated but released.
fn let_go(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Verb || sheet.lemma(at) != "liberate" {
        return;
    }
    let object = sheet.child(at, Relation::Obj).or_else(|| sheet.child(at, Relation::NsubjPass));
    let person = object.is_some_and(|object| {
        let lemma = sheet.lemma(object);
        matches!(sheet.upos(object), Upos::Num)
            || ["person", "civilian", "captive", "troops"].iter().any(|class| lexicon.is(class, lemma))
            || matches!(lemma, "prisoner" | "hostage" | "detainee" | "captive" | "abductee")
            || sheet.child(object, Relation::Nummod).is_some() && !lexicon.is("town", lemma)
    });
    if person {
        sheet.say(at, "release");
    }
}

/// "унёс жизни пяти человек": what claims lives kills.
fn claimed_lives(sheet: &mut Sheet, at: usize) {
    let life = sheet.child(at, Relation::Obj).filter(|object| sheet.lemma(*object) == "life");
    let takes = sheet.upos(at) == Upos::Verb && matches!(sheet.lemma(at), "claim" | "take" | "cost");
    let Some(life) = life.filter(|_| takes) else { return };
    let bare = |kid: &usize| sheet.is_noun(*kid) && *kid != life && sheet.before(life, *kid);
    let under = sheet.kids(life).into_iter().find(bare);
    let beside = sheet
        .kids(at)
        .into_iter()
        .find(|kid| bare(kid) && sheet.relation(*kid) == Relation::Obj && sheet.case(*kid).is_none())
        .or_else(|| {
            // "a coûté la vie à onze enfants"
            let to = |kid: &usize| sheet.case(*kid).is_some_and(|case| sheet.lemma(case) == "to");
            sheet.kids(at).into_iter().find(|kid| bare(kid) && sheet.lemma(at) == "cost" && to(kid))
        });
    let Some(victim) = under.or(beside) else {
        // "унёс 14 тысяч жизней": as many as lives were claimed died.
        if sheet.child(life, Relation::Nummod).is_some() {
            sheet.say(life, "people");
            sheet.say(at, "kill");
        }
        return;
    };
    if let Some(case) = sheet.case(victim) {
        sheet.drop(case);
    }
    sheet.hang(victim, Some(at), Relation::Obj);
    sheet.drop(life);
    sheet.say(at, "kill");
}

/// "a fait sept morts": English says that it left them.
fn victims(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Verb || !matches!(sheet.lemma(at), "make" | "cause" | "do" | "lead" | "leave") {
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
    if let Some(word) = sheet.get_mut(at) {
        word.lends = None;
    }
    if matches!(sheet.relation(at), Relation::Advcl | Relation::Acl | Relation::AclRelcl) {
        sheet.set_tag(at, Upos::Verb, Tag::Vbg);
        if let Some(above) = sheet.head(at).filter(|head| sheet.is_noun(*head)).and_then(|noun| above_verb(sheet, noun))
        {
            sheet.hang(at, Some(above), Relation::Advcl);
        }
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

/// "Бомбардировка рынка самолётами": and a noun of bombardment is an air strike then.
fn bombed(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let bombards = sheet.upos(at) == Upos::Noun && matches!(sheet.lemma(at), "bombardment" | "shelling");
    let by = |kid: &usize| {
        lexicon.is("aircraft", sheet.lemma(*kid)) && sheet.case(*kid).is_some_and(|case| sheet.lemma(case) == "by")
    };
    if bombards && sheet.kids(at).iter().any(by) {
        sheet.say(at, "airstrike");
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
