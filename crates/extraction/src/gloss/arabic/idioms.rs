//! Ways of speaking of Arabic news that no word by itself tells: who is called upon, without what something was done.

use super::super::sheet::Sheet;
use grammar::{Relation, Tag, Upos};

/// Lays the idioms that a word opens.
pub(super) fn shape(sheet: &mut Sheet, at: usize) {
    called_upon(sheet, at);
    without(sheet, at);
}

/// "رحبت ودعت جميع الأطراف إلى": the subject stands at the first verb, so that the noun behind the second is called upon.
fn called_upon(sheet: &mut Sheet, at: usize) {
    let joined = sheet.relation(at) == Relation::Conj && matches!(sheet.lemma(at), "call" | "urge" | "invite");
    let shared = sheet.head(at).is_some_and(|first| sheet.child(first, Relation::Nsubj).is_some());
    let object = sheet.child(at, Relation::Nsubj).filter(|object| joined && shared && sheet.before(at, *object));
    if let Some(object) = object.filter(|_| sheet.child(at, Relation::Obj).is_none()) {
        sheet.hang(object, Some(at), Relation::Obj);
    }
}

/// "دون توقيع": what the tree takes for a description introduces a phrase.
fn without(sheet: &mut Sheet, at: usize) {
    let loose = sheet.lemma(at) == "without"
        && !matches!(sheet.relation(at), Relation::Case | Relation::Mark | Relation::Fixed);
    let Some(noun) = sheet.beside(at, 1).filter(|next| loose && sheet.is_noun(*next) && sheet.head(at) == Some(*next))
    else {
        return;
    };
    sheet.set_tag(at, Upos::Adp, Tag::In);
    sheet.hang(at, Some(noun), Relation::Case);
    if sheet.relation(noun) == Relation::Obj {
        let head = sheet.head(noun);
        sheet.hang(noun, head, Relation::Obl);
    }
}
