//! The name behind a title in Arabic: "الرئيس الأميركي دونالد ترامب", "زعيم المعارضة رياك مشار". What stands between makes parsers
//! take the name for another noun of the verb, or for a possessor.

use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Upos};
use model::MentionKind;

/// Hangs a person's name on the title whose phrase ends right before it.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    rank(sheet, at);
    of_office(sheet, at, lexicon);
    let person = |word: usize| sheet.named(word) == Some(MentionKind::Person);
    // "قام المبعوث جير بزيارة": the name alone may pass for the subject.
    let loose = matches!(sheet.relation(at), Relation::Obj | Relation::Nmod | Relation::Obl | Relation::Xcomp)
        || sheet.relation(at).is_subject() && sheet.head(at).is_some_and(|verb| sheet.before(verb, at));
    if !(loose && person(at) && sheet.case(at).is_none()) {
        return;
    }
    // Behind an adjective, an article or the name of a body nothing is possessed.
    let closed = |last: &usize| {
        sheet.upos(*last) == Upos::Adj
            || sheet.get(*last).is_some_and(|word| {
                word.last.starts_with("ال") || word.name.is_some_and(|name| name.kind == MentionKind::Organisation)
            })
    };
    let Some(last) = sheet.beside(at, -1).filter(closed) else { return };
    let above = std::iter::successors(Some(last), |word| sheet.head(*word)).take(4);
    let bears = |word: usize| lexicon.is("title", sheet.lemma(word)) || sheet.lemma(word) == "counterpart";
    let title = above.into_iter().find(|word| bears(*word) && sheet.upos(*word) == Upos::Noun);
    let named = |title: usize| sheet.kids(title).into_iter().any(|kid| kid != at && person(kid));
    let Some(title) = title.filter(|title| sheet.before(*title, at) && !named(*title)) else { return };
    if !super::super::acts::is_above(sheet, at, title) {
        sheet.hang(at, Some(title), Relation::Flat);
    }
}

/// Whether a person's name stands behind its title and its describing words, and is nothing that a verb acts on.
pub(super) fn is_borne(sheet: &Sheet, at: usize, title: usize, lexicon: &Lexicon) -> bool {
    let person = sheet.named(at) == Some(MentionKind::Person);
    person && sheet.relation(at) == Relation::Flat && lexicon.is("title", sheet.lemma(title))
}

/// "نظيره الإيراني عباس عراقجي": a title that an article, an adjective or a pronoun closes is possessed by no person behind it.
pub(super) fn is_closed_before(sheet: &Sheet, at: usize, lexicon: &Lexicon) -> bool {
    let unknown =
        sheet.upos(at) == Upos::Propn && sheet.get(at).is_some_and(|word| word.name.is_none() && !word.glossed);
    let person = (unknown || sheet.named(at) == Some(MentionKind::Person)) && sheet.case(at).is_none();
    let loose = matches!(sheet.relation(at), Relation::Flat | Relation::Nmod | Relation::Appos);
    let Some(title) = sheet.head(at).filter(|title| person && loose && sheet.before(*title, at)) else { return false };
    let bears = lexicon.is("title", sheet.lemma(title)) || sheet.lemma(title) == "counterpart";
    let closes = sheet.beside(at, -1).is_some_and(|last| {
        matches!(sheet.upos(last), Upos::Adj | Upos::Pron)
            || sheet.key(last).starts_with("ال")
            || sheet.get(last).is_some_and(|word| word.last.starts_with("ال"))
    });
    bears && closes
}

/// "وزير الدفاع تيمور إيفانوف": a name that no list has, behind an office that an article closes, is who holds it.
fn of_office(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let unknown =
        sheet.upos(at) == Upos::Propn && sheet.get(at).is_some_and(|word| word.name.is_none() && !word.glossed);
    let loose = matches!(sheet.relation(at), Relation::Flat | Relation::Nmod | Relation::Appos | Relation::Obj);
    let office = sheet.beside(at, -1).filter(|office| {
        let closed = sheet.get(*office).is_some_and(|word| word.written.starts_with("ال"));
        unknown && loose && sheet.case(at).is_none() && closed && !sheet.is_verb(*office)
    });
    let above = std::iter::successors(office, |word| sheet.head(*word)).skip(1).take(3);
    let title = above.into_iter().find(|title| {
        sheet.upos(*title) == Upos::Noun && lexicon.is("title", sheet.lemma(*title)) && sheet.before(*title, at)
    });
    if let Some(title) = title.filter(|title| !super::super::acts::is_above(sheet, at, *title)) {
        sheet.hang(at, Some(title), Relation::Flat);
    }
}

/// "اللواء مايكل بيري": before a person's name a brigade is its general.
fn rank(sheet: &mut Sheet, at: usize) {
    let next = sheet.beside(at, 1).and_then(|next| sheet.get(next)).and_then(|next| next.name);
    if sheet.lemma(at) == "brigade" && next.is_some_and(|name| name.kind == MentionKind::Person) {
        sheet.say(at, "general");
    }
}
