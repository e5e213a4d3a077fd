//! What Russian says by a verb and a case where English has another verb or none: states ("находится в осаде"), times that
//! go on ("с апреля"), whom one threatens, doers and objects of acts that are nouns.

use super::super::acts::acts;
use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};
use model::MentionKind;

/// Lays the shapes around one word.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    since(sheet, at);
    stands(sheet, at, lexicon);
    on_visit(sheet, at);
    refused(sheet, at);
    threatened(sheet, at, lexicon);
    charged(sheet, at, lexicon);
    behind_doer(sheet, at, lexicon);
    for_whom(sheet, at, lexicon);
    issuer(sheet, at, lexicon);
}

/// "с апреля", "с 2018 года": since then, where no end follows ("с 1 по 5 мая") and nothing is told of a day's kind.
fn since(sheet: &mut Sheet, at: usize) {
    let from = matches!(sheet.key(at), "с" | "со") && sheet.lemma(at) == "with" && sheet.relation(at) == Relation::Case;
    let time = sheet.head(at).filter(|time| from && super::is_calendar(sheet.lemma(*time)));
    let Some(time) = time.filter(|time| !matches!(sheet.own_tag(*time).case(), Some((Tag::Instrumental, _)))) else {
        return;
    };
    let mut behind = (1..5).filter_map(|step| sheet.beside(time, step));
    let ends = behind.any(|word| {
        let timed = sheet.head(word).is_some_and(|noun| super::is_calendar(sheet.lemma(noun)));
        timed && matches!(sheet.key(word), "по" | "до" | "на")
    });
    sheet.say(at, if ends { "from" } else { "since" });
}

/// "Город находится в осаде", "остаётся под обстрелом": who is in the state that an act's noun tells.
fn stands(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let verb = sheet.upos(at) == Upos::Verb && matches!(sheet.lemma(at), "be" | "remain" | "stay");
    let state = sheet.kids(at).into_iter().find(|kid| {
        let inside = sheet.case(*kid).is_some_and(|case| matches!(sheet.key(case), "в" | "под" | "во"));
        verb && inside
            && sheet.relation(*kid) == Relation::Obl
            && sheet.upos(*kid) == Upos::Noun
            && lexicon.names_noun(sheet.lemma(*kid))
    });
    let Some(state) = state.filter(|_| sheet.has_subject(at)) else { return };
    if let Some(case) = sheet.case(state) {
        sheet.say(case, "under");
    }
    let tag = sheet.tag(at);
    sheet.rise(state, at, Relation::Cop);
    sheet.set_tag(at, Upos::Aux, tag);
    sheet.say(at, "be");
    for kid in sheet.kids(at) {
        let relation = sheet.relation(kid);
        sheet.hang(kid, Some(state), relation);
    }
}

/// "отказал патрулю в проезде": English refuses the passage itself.
fn refused(sheet: &mut Sheet, at: usize) {
    let refuses = sheet.upos(at) == Upos::Verb && matches!(sheet.lemma(at), "refuse" | "deny");
    let object = sheet.kids(at).into_iter().find(|kid| {
        let inside = sheet.case(*kid).is_some_and(|case| matches!(sheet.key(case), "в" | "во"));
        refuses
            && inside
            && sheet.upos(*kid) == Upos::Noun
            && matches!(sheet.lemma(*kid), "passage" | "access" | "entry" | "permission" | "visa" | "aid" | "help")
    });
    let Some(object) = object.filter(|_| sheet.child(at, Relation::Obj).is_none()) else { return };
    if let Some(case) = sheet.case(object) {
        sheet.drop(case);
    }
    sheet.hang(object, Some(at), Relation::Obj);
}

/// "находится с визитом в столице": who is somewhere with a visit makes it.
fn on_visit(sheet: &mut Sheet, at: usize) {
    let comes = matches!(sheet.lemma(at), "arrive" | "come" | "fly" | "travel");
    let verb = sheet.upos(at) == Upos::Verb && (sheet.lemma(at) == "be" || comes);
    let visit = sheet.kids(at).into_iter().find(|kid| {
        let with = sheet.case(*kid).is_some_and(|case| matches!(sheet.key(case), "с" | "со"));
        verb && with && sheet.lemma(*kid) == "visit"
    });
    let Some(visit) = visit.filter(|_| sheet.child(at, Relation::Obj).is_none()) else { return };
    // "с визитом в столицу прибыл": where to is told of who comes.
    if comes {
        for place in sheet.kids(visit).into_iter().filter(|kid| sheet.before(visit, *kid)).collect::<Vec<_>>() {
            if sheet.case(place).is_some() {
                sheet.hang(place, Some(at), Relation::Obl);
            }
        }
        return;
    }
    if let Some(case) = sheet.case(visit) {
        sheet.drop(case);
    }
    sheet.hang(visit, Some(at), Relation::Obj);
    sheet.say(at, "make");
}

/// "пригрозил соседям ударами", "помешал патрулю": who stands in the dative is the object of the English verb.
fn threatened(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let dative = matches!(sheet.own_tag(at).case(), Some((Tag::Dative, _))) && sheet.case(at).is_none();
    let verb = sheet.head(at).filter(|verb| {
        dative
            && sheet.upos(*verb) == Upos::Verb
            && matches!(sheet.lemma(*verb), "threaten" | "thank" | "help" | "assist" | "hinder" | "blackmail")
    });
    let somebody = sheet.is_noun(at) && acts(sheet, at, lexicon);
    if let Some(verb) = verb.filter(|verb| somebody && sheet.child(*verb, Relation::Obj).is_none_or(|own| own == at)) {
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

/// "предъявил соседям обвинение": a charge is brought against whoever stands in the dative.
fn charged(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let brings = sheet.upos(at) == Upos::Verb && matches!(sheet.lemma(at), "issue" | "present" | "bring" | "produce");
    let charge = sheet.child(at, Relation::Obj).filter(|it| matches!(sheet.lemma(*it), "accusation" | "charge"));
    let whom = sheet
        .kids(at)
        .into_iter()
        .find(|kid| matches!(sheet.own_tag(*kid).case(), Some((Tag::Dative, _))) && acts(sheet, *kid, lexicon));
    let Some(whom) = whom.filter(|_| brings && charge.is_some()) else { return };
    sheet.say(at, "bring");
    match sheet.case(whom) {
        Some(case) => sheet.say(case, "against"),
        None => {
            sheet.hang(whom, Some(at), Relation::Obl);
            sheet.introduce(whom, "against");
        }
    }
}

/// "Захват боевиками Тарна": the place behind who did it is what the act took.
fn behind_doer(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let place = sheet.named(at) == Some(MentionKind::Place)
        || sheet.upos(at) == Upos::Noun && lexicon.is("town", sheet.lemma(at));
    let loose = matches!(sheet.relation(at), Relation::Nmod | Relation::Appos | Relation::Flat);
    let doer = sheet.head(at).filter(|doer| {
        place
            && loose
            && sheet.case(at).is_none()
            && sheet.upos(*doer) == Upos::Noun
            && matches!(sheet.own_tag(*doer).case(), Some((Tag::Instrumental, _)))
            && sheet.case(*doer).is_none()
            && sheet.before(*doer, at)
    });
    let act = doer.and_then(|doer| sheet.head(doer)).filter(|act| {
        sheet.upos(*act) == Upos::Noun && lexicon.names_noun(sheet.lemma(*act)) && sheet.before(*act, at)
    });
    if act.is_some() {
        sheet.hang(at, act, Relation::Nmod);
        sheet.introduce(at, "of");
    }
}

/// "поставляла «Тарну» ракеты", "дали М23 оружие": a name that has no cases, between a verb of giving and its object, is to whom.
fn for_whom(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let named = sheet.get(at).is_some_and(|word| word.name.is_some()) && sheet.case(at).is_none();
    let loose = matches!(
        sheet.relation(at),
        Relation::Appos | Relation::Dep | Relation::Nmod | Relation::Flat | Relation::Obl | Relation::Parataxis
    );
    let verb = sheet.head(at).filter(|verb| {
        named
            && loose
            && sheet.own_tag(at).case().is_none()
            && matches!(
                sheet.lemma(*verb),
                "supply" | "give" | "sell" | "send" | "provide" | "hand" | "deliver" | "offer"
            )
            && sheet.before(*verb, at)
    });
    let object = verb.and_then(|verb| sheet.child(verb, Relation::Obj)).filter(|object| sheet.before(at, *object));
    if let (Some(verb), Some(_)) = (verb, object.filter(|object| !acts(sheet, *object, lexicon))) {
        sheet.hang(at, Some(verb), Relation::Obl);
        sheet.introduce(at, "to");
    }
}

/// "говорится в сводке министерства": a text that no word of the lexicon tells speaks for whose it is.
fn issuer(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let cited = sheet.case(at).is_some_and(|case| sheet.lemma(case) == "according") && sheet.upos(at) == Upos::Noun;
    let known = acts(sheet, at, lexicon) || lexicon.is("statement", sheet.lemma(at));
    let whose = sheet.kids(at).into_iter().any(|kid| {
        sheet.relation(kid) == Relation::Nmod
            && sheet.before(at, kid)
            && sheet.is_noun(kid)
            && acts(sheet, kid, lexicon)
    });
    if cited && !known && whose {
        sheet.say(at, "report");
    }
}
