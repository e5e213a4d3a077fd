//! What a verb acts on in Arabic, where the tree hung it on the noun before: behind a name or an article no possessor stands, and
//! what some verbs take with a preposition English verbs take without.

use super::super::sheet::Sheet;
use super::arguments;
use crate::lexicon::Lexicon;
use grammar::{Relation, Upos};
use model::MentionKind;

/// Lays a word that a verb acts on.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    act_behind_subject(sheet, at, lexicon);
    behind_closed(sheet, at, lexicon);
    with_preposition(sheet, at);
}

/// "بدأت القوات الانسحاب": the noun of an act behind the subject describes nobody.
fn act_behind_subject(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let act = sheet.relation(at) == Relation::Amod
        && sheet.key(at).starts_with("ال")
        && sheet.get(at).is_some_and(|word| word.glossed)
        && lexicon.names_noun(sheet.lemma(at));
    let subject = sheet.head(at).filter(|subject| act && sheet.relation(*subject).is_subject());
    let verb = subject.and_then(|subject| sheet.head(subject)).filter(|verb| {
        sheet.upos(*verb) == Upos::Verb && sheet.before(*verb, at) && sheet.child(*verb, Relation::Obj).is_none()
    });
    if let Some(verb) = verb {
        sheet.set_tag(at, Upos::Noun, grammar::Tag::Nn);
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

/// No noun is possessed by a name or behind an article: what follows the subject is the object of its verb.
fn behind_closed(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let accusative = arguments::is_accusative(sheet, at);
    let loose = match sheet.relation(at) {
        Relation::Nmod | Relation::Flat | Relation::Appos | Relation::Compound => true,
        Relation::Amod | Relation::Dep => {
            accusative || sheet.head(at).and_then(|head| sheet.get(head)).is_some_and(|head| head.name.is_some())
        }
        _ => false,
    };
    // "سجلت اللجنة 214 خرقا": a number may stand over what it counts.
    let counts = sheet.upos(at) == Upos::Num
        && sheet.kids(at).into_iter().any(|kid| sheet.is_noun(kid) && !is_span(sheet.lemma(kid)));
    let nominal = sheet.is_noun(at) || counts;
    let Some(head) = sheet.head(at).filter(|_| loose && nominal && sheet.case(at).is_none()) else { return };
    if matches!(sheet.lemma(at), "north" | "south" | "east" | "west") {
        return;
    }
    let own = sheet.get(at).is_some_and(|word| word.name.is_some());
    // "عباس إسرائيل": a word without a gloss before the name of a place or body is a name of its own.
    let bare_name = own && sheet.upos(head) == Upos::Propn && sheet.get(head).is_some_and(|word| !word.glossed);
    let name = bare_name || sheet.get(head).is_some_and(|word| word.name.is_some());
    // "رئيس الوزراء شهباز شريف": the name is who bears the title, and a name goes on with a name.
    if is_person(sheet, at) && (bare_name || is_person(sheet, head) || lexicon.is("title", sheet.lemma(head))) {
        return;
    }
    let glossed = sheet.get(at).is_some_and(|word| word.glossed);
    let common = !own && (sheet.upos(at) == Upos::Noun || counts || glossed);
    let closed = name
        || common && (arguments::is_closed(sheet, head, at) || arguments::asks_for_object(sheet, head))
        || own && sheet.get(head).is_some_and(|word| word.last.starts_with("ال") && word.last != word.key);
    if !(closed || accusative) || !sheet.before(head, at) || comma_between(sheet, head, at) {
        return;
    }
    let verb = std::iter::successors(Some(head), |node| sheet.head(*node))
        .take(sheet.line().len())
        .find(|node| sheet.upos(*node) == Upos::Verb && sheet.before(*node, head));
    let Some(verb) = verb else { return };
    // "انسحب من اتفاق وقف النار المبرم": what describes a noun behind a preposition is no object.
    let mut between = std::iter::successors(Some(head), |node| sheet.head(*node)).take_while(|node| *node != verb);
    if !accusative
        && !own
        && !counts
        && !glossed
        && sheet.key(at).starts_with("ال")
        && between.any(|node| sheet.case(node).is_some())
    {
        return;
    }
    match sheet.child(verb, Relation::Obj) {
        None => sheet.hang(at, Some(verb), Relation::Obj),
        // "زار الوزير عراقجي بغداد حيث بحث ملف": what a clause behind "where" tells is no object of the verb before.
        Some(last) if own && clause_between(sheet, at, last) => {
            sheet.hang(at, Some(verb), Relation::Obj);
            sheet.hang(last, Some(verb), Relation::Dep);
        }
        // "استهدفت طائرة مسيرة سوق مدينة": of two nouns side by side behind the subject, the second possesses the first.
        Some(last) if sheet.beside(at, 1) == Some(last) && arguments::asks_for_object(sheet, head) => {
            sheet.hang(at, Some(verb), Relation::Obj);
            sheet.hang(last, Some(at), Relation::Nmod);
        }
        // "أعلن المبعوث تمديد الهدنة شهرين": for how long is no object.
        Some(last) if is_span(sheet.lemma(last)) => {
            sheet.hang(at, Some(verb), Relation::Obj);
            sheet.hang(last, Some(verb), Relation::Obl);
        }
        Some(_) => {}
    }
}

fn is_person(sheet: &Sheet, at: usize) -> bool {
    sheet.named(at) == Some(MentionKind::Person)
}

fn clause_between(sheet: &Sheet, one: usize, other: usize) -> bool {
    let inside = |at: &usize| sheet.before(one, *at) && sheet.before(*at, other);
    sheet.line().iter().filter(|at| inside(at)).any(|at| matches!(sheet.lemma(*at), "where" | "when" | "while"))
}

fn is_span(lemma: &str) -> bool {
    matches!(lemma, "day" | "week" | "month" | "year" | "hour")
}

fn comma_between(sheet: &Sheet, one: usize, other: usize) -> bool {
    sheet.line().iter().any(|at| sheet.upos(*at) == Upos::Punct && sheet.before(one, *at) && sheet.before(*at, other))
}

/// "رحبت بالمبادرة": English verbs that take their object without a preposition.
fn with_preposition(sheet: &mut Sheet, at: usize) {
    let lent = sheet.get(at).is_some_and(|word| word.lends.is_some());
    if sheet.upos(at) != Upos::Verb || lent {
        return;
    }
    // "تعهد بفتح تحقيق": the tree may call it the object already.
    let with = |kid: &usize| {
        sheet.case(*kid).is_some_and(|case| arguments::takes_object_with(sheet.lemma(at), sheet.key(case)))
    };
    let own = sheet.child(at, Relation::Obj);
    let object = match own {
        Some(own) => Some(own).filter(|own| is_pledge(sheet.lemma(at)) && with(own)),
        None => {
            let phrase = |kid: &usize| matches!(sheet.relation(*kid), Relation::Obl | Relation::Nmod);
            sheet.kids(at).into_iter().find(|kid| phrase(kid) && with(kid))
        }
    };
    if let Some(object) = object {
        if let Some(case) = sheet.case(object) {
            sheet.drop(case);
        }
        sheet.hang(object, Some(at), Relation::Obj);
    }
}

fn is_pledge(lemma: &str) -> bool {
    matches!(lemma, "pledge" | "promise" | "vow")
}
