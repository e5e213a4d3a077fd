//! What is denied stands in the genitive in Russian, before its verb as well as behind it: "никто перемирия не нарушил". Trees take it
//! for a part of the subject.

use super::super::acts::acts;
use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// "Никто из сторон перемирия не нарушил": what cannot act, in the genitive behind those who do, is what a denied verb acts on.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let genitive = matches!(sheet.own_tag(at).case(), Some((Tag::Genitive, _)));
    let below = sheet.upos(at) == Upos::Noun && sheet.relation(at) == Relation::Nmod && sheet.case(at).is_none();
    let Some(owner) = sheet.head(at).filter(|_| genitive && below && !acts(sheet, at, lexicon)) else { return };
    let Some((subject, verb)) = subject_above(sheet, owner) else { return };
    let denied = sheet.kids(verb).into_iter().any(|kid| sheet.key(kid) == "не" && sheet.before(at, kid));
    let free = sheet.upos(verb) == Upos::Verb && sheet.tag(verb) != Tag::Vbn && !sheet.key(verb).ends_with("ся");
    let none = sheet.key(subject) == "никто" || sheet.upos(subject) == Upos::Pron || acts(sheet, owner, lexicon);
    if denied && free && none && sheet.child(verb, Relation::Obj).is_none() {
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

/// The subject whose phrase a word stands in, and its verb.
fn subject_above(sheet: &Sheet, at: usize) -> Option<(usize, usize)> {
    let mut chain = std::iter::successors(Some(at), |word| sheet.head(*word)).take(4);
    let subject = chain.find(|word| sheet.relation(*word).is_subject())?;
    let verb = sheet.head(subject).filter(|verb| sheet.before(at, *verb))?;
    Some((subject, verb))
}
