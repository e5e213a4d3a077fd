//! Persons in the plural: of them the nominative and the accusative differ, so that the ending tells who acts and who is acted
//! on, whatever the tree says: "жёны вышли", "заложников отпустили".

use super::super::attachment::is_finite;
use super::super::sheet::Sheet;
use super::number;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Mends who acts and whom.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let active = sheet.upos(at) == Upos::Verb && is_finite(sheet, at) && sheet.child(at, Relation::AuxPass).is_none();
    if !active {
        return;
    }
    counted_object(sheet, at);
    acted_on(sheet, at, lexicon);
    acting(sheet, at, lexicon);
    left_homes(sheet, at, lexicon);
}

/// "Дома покинули 900 человек": persons whom a number counts leave a site that stands before the verb.
fn left_homes(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let leaves = matches!(sheet.lemma(at), "leave" | "flee" | "abandon");
    let site = sheet.child(at, Relation::Nsubj).filter(|site| {
        let site_of = |class: &&str| lexicon.is(class, sheet.lemma(*site));
        leaves && ["town", "civilsite", "premises"].iter().any(site_of) && sheet.before(*site, at)
    });
    let persons = sheet.child(at, Relation::Obj).filter(|persons| {
        sheet.child(*persons, Relation::Nummod).is_some() && lexicon.is("person", sheet.lemma(*persons))
    });
    if let (Some(site), Some(persons)) = (site, persons) {
        sheet.hang(site, Some(at), Relation::Obj);
        sheet.hang(persons, Some(at), Relation::Nsubj);
        if sheet.lemma(site) == "house" {
            sheet.say(site, "home");
        }
    }
}

/// "Двух монахинь похитили": of persons these numbers stand in the accusative, never in the nominative.
fn counted_object(sheet: &mut Sheet, at: usize) {
    let subject = sheet.child(at, Relation::Nsubj).filter(|noun| {
        let number = sheet.child(*noun, Relation::Nummod);
        number.is_some_and(|number| OBLIQUE.contains(&sheet.key(number))) && sheet.case(*noun).is_none()
    });
    let Some(subject) = subject.filter(|noun| sheet.before(*noun, at)) else { return };
    let object = sheet.child(at, Relation::Obj);
    sheet.hang(subject, Some(at), Relation::Obj);
    if let Some(object) = object.filter(|object| sheet.before(at, *object)) {
        sheet.hang(object, Some(at), Relation::Nsubj);
    }
}

/// Numbers for persons in the accusative.
const OBLIQUE: [&str; 11] =
    ["двух", "трех", "четырех", "обоих", "двоих", "троих", "четверых", "пятерых", "шестерых", "семерых", "нескольких"];

/// "Инспекторов не допустили": persons in the accusative are no subject.
fn acted_on(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let subject = sheet.child(at, Relation::Nsubj).filter(|noun| nominative(sheet, *noun, lexicon) == Some(false));
    let Some(subject) = subject.filter(|noun| !is_counted(sheet, *noun) && sheet.case(*noun).is_none()) else { return };
    let reflexive = ["ся", "сь"].iter().any(|end| sheet.key(at).ends_with(end));
    let object = sheet.child(at, Relation::Obj);
    if reflexive || lexicon.is("intransitive", sheet.lemma(at)) {
        return;
    }
    match object {
        None => sheet.hang(subject, Some(at), Relation::Obj),
        Some(object) if nominative(sheet, object, lexicon) == Some(true) => {
            sheet.hang(subject, Some(at), Relation::Obj);
            sheet.hang(object, Some(at), Relation::Nsubj);
        }
        Some(_) => {}
    }
}

/// "У дворца митинговали жёны пленных": persons in the nominative are no object.
fn acting(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let object = sheet.child(at, Relation::Obj).filter(|noun| nominative(sheet, *noun, lexicon) == Some(true));
    let several = number::verb_in_plural(sheet, at) == Some(true) || sheet.own_tag(at) == Tag::Vbp;
    let object = object.filter(|noun| several && !sheet.has_subject(at) && sheet.case(*noun).is_none());
    if let Some(object) = object.filter(|noun| sheet.child(*noun, Relation::Nummod).is_none()) {
        sheet.hang(object, Some(at), Relation::Nsubj);
    }
}

fn is_counted(sheet: &Sheet, at: usize) -> bool {
    number::is_joined(sheet, at)
        || number::is_amount(sheet, at)
        || sheet.kids(at).into_iter().any(|kid| {
            matches!(sheet.relation(kid), Relation::Nummod | Relation::Advmod)
                || matches!(sheet.lemma(kid), "several" | "many" | "few" | "more" | "hundred" | "thousand")
        })
}

/// Whether a noun for persons in the plural stands in the nominative (`true`) or in the genitive that is its accusative too.
fn nominative(sheet: &Sheet, at: usize, lexicon: &Lexicon) -> Option<bool> {
    let lemma = sheet.lemma(at);
    let persons = ["person", "civilian", "fighter"].iter().any(|class| lexicon.is(class, lemma))
        || matches!(lemma, "soldier" | "militant" | "rebel" | "serviceman" | "gunman" | "prisoner" | "hostage");
    let own = sheet.get(at).filter(|word| persons && word.name.is_none() && sheet.upos(at) == Upos::Noun)?;
    let ends = |ends: &[&str]| ends.iter().any(|end| own.last.ends_with(end));
    match () {
        // "полиции", "охраны": of one body the genitive ends like a nominative of several.
        () if matches!(lemma, "police" | "guard" | "security") => None,
        () if ends(&["ов", "ев", "ей", "ых", "их", "иц", "иков"]) => Some(false),
        () if ends(&["ы", "и", "не", "ые", "ие"]) => Some(true),
        () => None,
    }
}
