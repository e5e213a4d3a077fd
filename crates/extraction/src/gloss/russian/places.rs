//! What stands right behind the name of a place or of a body: a common noun is no part of it, a person's name is the office
//! holder's, a name in marks the site's.

use super::super::acts::{acts, is_above};
use super::super::shared::above_verb;
use super::super::sheet::Sheet;
use super::number;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};
use model::MentionKind;

/// Mends what hangs on a name.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        behind_place(sheet, at, lexicon);
        office_holder(sheet, at, lexicon);
        in_marks(sheet, at, lexicon);
        bodys_office(sheet, at);
        below_time(sheet, at);
        near(sheet, at, lexicon);
    }
}

/// "начала в Идлибе учения", "в Бучу прибыли следователи": no noun tells more of a place that a preposition governs; it is the
/// verb's.
fn behind_place(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let loose = matches!(
        sheet.relation(at),
        Relation::Nmod | Relation::Appos | Relation::Flat | Relation::Amod | Relation::Compound | Relation::Nsubj
    );
    // "в Тарнскую область": a region bears such a name.
    let timed = super::is_calendar(sheet.lemma(at)) || lexicon.is("town", sheet.lemma(at));
    if !loose || sheet.upos(at) != Upos::Noun || sheet.case(at).is_some() || timed {
        return;
    }
    let place = sheet.head(at).filter(|place| {
        sheet.named(*place) == Some(MentionKind::Place) && sheet.case(*place).is_some() && sheet.before(*place, at)
    });
    let comma = place.is_some_and(|place| super::super::attachment::mark_between(sheet, place, at));
    let Some(place) = place.filter(|_| !comma) else { return };
    let Some(verb) = above_verb(sheet, place).filter(|verb| sheet.upos(*verb) == Upos::Verb) else { return };
    let case = sheet.own_tag(at).case().map(|(case, _)| case);
    let free = sheet.child(verb, Relation::Obj).is_none();
    let passive = sheet.tag(verb) == Tag::Vbn;
    let reflexive = ["ся", "сь"].iter().any(|end| sheet.key(verb).ends_with(end));
    let alone = passive || reflexive || lexicon.is("intransitive", sheet.lemma(verb));
    let relation = match case {
        Some(Tag::Dative | Tag::Instrumental | Tag::Locative) => Relation::Obl,
        _ if sheet.has_subject(verb) && free && !alone && sheet.before(verb, at) => Relation::Obj,
        _ if sheet.has_subject(verb) => return,
        _ if passive => Relation::NsubjPass,
        _ if alone || acts(sheet, at, lexicon) || sheet.before(at, verb) => Relation::Nsubj,
        _ if free => Relation::Obj,
        _ => Relation::Nsubj,
    };
    sheet.hang(at, Some(verb), relation);
}

/// "представитель армии ДРК Лоран Мбеки": a person's name behind the name of a body or a land is that of who serves it.
fn office_holder(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let loose = matches!(sheet.relation(at), Relation::Nmod | Relation::Appos | Relation::Flat);
    let body = sheet.head(at).filter(|body| {
        loose && is_person(sheet, at) && sheet.named(*body).is_some_and(|kind| kind != MentionKind::Person)
    });
    let Some(body) = body.filter(|body| sheet.beside(at, -1) == Some(*body) && sheet.case(at).is_none()) else {
        return;
    };
    let holder = std::iter::successors(sheet.head(body), |word| sheet.head(*word))
        .take(4)
        .take_while(|word| sheet.upos(*word) == Upos::Noun)
        .find(|word| ["title", "person"].iter().any(|class| lexicon.is(class, sheet.lemma(*word))));
    if let Some(holder) = holder.filter(|holder| sheet.before(*holder, body)) {
        sheet.hang(at, Some(holder), Relation::Appos);
    }
}

/// Whether a word is surely a person's name: the registers say so, or a second name follows it.
pub(super) fn is_person(sheet: &Sheet, at: usize) -> bool {
    let second = || {
        let flat = |kid: usize| sheet.relation(kid) == Relation::Flat && sheet.upos(kid) == Upos::Propn;
        sheet.kids(at).into_iter().any(flat)
    };
    match sheet.named(at) {
        Some(kind) => kind == MentionKind::Person,
        None => sheet.upos(at) == Upos::Propn && second(),
    }
}

/// "ушли из больницы «Надежда»": a name in marks right behind a site or a body names it.
fn in_marks(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let loose = !sheet.relation(at).is_subject() && sheet.is_noun(at) && sheet.case(at).is_none();
    let mark = sheet.beside(at, -1).filter(|mark| loose && matches!(sheet.key(*mark), "«" | "„" | "\""));
    let Some(noun) = mark.and_then(|mark| sheet.beside(mark, -1)) else { return };
    let site = ["group", "troops", "premises", "civilsite", "town", "siteopen", "media", "aircraft", "person"]
        .iter()
        .any(|class| lexicon.is(class, sheet.lemma(noun)));
    if site && sheet.head(at) == Some(noun) {
        return behind_marks(sheet, at, noun);
    }
    let apart = sheet.head(at) != Some(noun) && !is_above(sheet, at, noun) && sheet.head(at).is_some();
    if site && apart && sheet.upos(noun) == Upos::Noun {
        sheet.hang(at, Some(noun), Relation::Appos);
        behind_marks(sheet, at, noun);
    }
}

/// "больницу «Надежда» в Тарне": what follows the closing mark tells of the site.
fn behind_marks(sheet: &mut Sheet, at: usize, site: usize) {
    let phrases = sheet.kids(at).into_iter().filter(|kid| sheet.before(at, *kid) && sheet.case(*kid).is_some());
    for phrase in phrases.collect::<Vec<_>>() {
        sheet.hang(phrase, Some(site), Relation::Nmod);
    }
}

/// "В штабе СБП отрицают": a name of one body right behind an office is no subject of a verb in the plural, but whose it is.
fn bodys_office(sheet: &mut Sheet, at: usize) {
    // "объединённых сил": nor is a genitive of several without an ending.
    let forces = sheet.get(at).is_some_and(|word| matches!(word.last.as_str(), "сил" | "войск" | "властей"));
    let named = sheet.named(at).is_some_and(|kind| kind != MentionKind::Person);
    let body = sheet.relation(at).is_subject() && (named || forces);
    let verb = sheet.head(at).filter(|verb| {
        body && (number::verb_in_plural(sheet, *verb) == Some(true) || sheet.own_tag(*verb) == Tag::Vbp)
    });
    let Some(verb) = verb.filter(|_| !number::is_joined(sheet, at)) else { return };
    let own = |word: &usize| sheet.head(*word) == Some(at) && sheet.relation(*word) != Relation::Nmod;
    let before = (1..4).map_while(|step| sheet.beside(at, -step)).find(|word| !own(word));
    let office = before.filter(|office| {
        let inside = sheet.case(*office).is_some_and(|case| matches!(sheet.key(case), "в" | "во"));
        inside && sheet.upos(*office) == Upos::Noun && !super::is_calendar(sheet.lemma(*office))
    });
    if let Some(office) = office.filter(|office| sheet.before(*office, verb)) {
        sheet.hang(at, Some(office), Relation::Nmod);
        sheet.introduce(at, "of");
    }
}

/// "На четверг в Дохе намечена встреча": a place tells nothing of a day; it is the verb's.
fn below_time(sheet: &mut Sheet, at: usize) {
    let place = sheet.named(at) == Some(MentionKind::Place) && sheet.case(at).is_some();
    let timed = sheet.head(at).filter(|day| place && super::is_calendar(sheet.lemma(*day)) && sheet.before(*day, at));
    if let Some(verb) = timed.and_then(|day| above_verb(sheet, day)).filter(|verb| sheet.upos(*verb) == Upos::Verb) {
        sheet.hang(at, Some(verb), Relation::Obl);
    }
}

/// "у деревни", "у моста": "у" is at somebody's, but near a place.
fn near(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    // "под Тарном": nor is anything under a town.
    let below = sheet.key(at) == "под" && sheet.head(at).is_some_and(|noun| sheet.named(noun).is_some());
    let beside = sheet.key(at) == "у" && sheet.lemma(at) == "at";
    let Some(noun) = sheet.head(at).filter(|_| beside || below) else { return };
    let place = sheet.named(noun) == Some(MentionKind::Place)
        || ["town", "premises", "civilsite", "siteopen", "locus"].iter().any(|it| lexicon.is(it, sheet.lemma(noun)))
            && !acts(sheet, noun, lexicon);
    if place && sheet.relation(at) == Relation::Case {
        sheet.say(at, "near");
    }
}
