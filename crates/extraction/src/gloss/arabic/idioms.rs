//! Ways of speaking of Arabic news that no word by itself tells: who is quoted, who is called upon, who met his death.

use super::super::sheet::Sheet;
use grammar::{Relation, Tag, Upos};

/// Lays the idioms that a word opens.
pub(super) fn shape(sheet: &mut Sheet, at: usize) {
    quoted(sheet, at);
    called_upon(sheet, at);
    met_death(sheet, at);
    without(sheet, at);
}

/// "نقلت الوكالة عن مسؤول قوله إن": to carry from somebody what he says is to quote him.
fn quoted(sheet: &mut Sheet, at: usize) {
    if sheet.upos(at) != Upos::Verb || !matches!(sheet.key(at), "نقل" | "نقلت" | "تنقل" | "ينقل" | "نقلا" | "نقلوا")
    {
        return;
    }
    let from = |kid: &usize| sheet.case(*kid).is_some_and(|case| sheet.key(case) == "عن");
    let Some(person) = sheet.kids(at).into_iter().find(from) else { return };
    let kids = sheet.kids(at).into_iter().chain(sheet.kids(person));
    let word = kids.clone().find(|kid| matches!(sheet.key(*kid), "قول" | "تاكيد" | "تصريح" | "اعلان"));
    let said =
        kids.chain(word.iter().flat_map(|word| sheet.kids(*word))).find(|kid| sheet.relation(*kid) == Relation::Ccomp);
    let Some(word) = word.or(said) else { return };
    if let Some(case) = sheet.case(person) {
        sheet.drop(case);
    }
    sheet.say(at, "quote");
    sheet.hang(person, Some(at), Relation::Obj);
    if Some(word) == said {
        return;
    }
    for kid in sheet.kids(word) {
        if sheet.relation(kid) != Relation::Ccomp {
            sheet.drop(kid);
        }
    }
    sheet.set_tag(word, Upos::Verb, Tag::Vbg);
    sheet.say(word, "say");
    sheet.hang(word, Some(at), Relation::Advcl);
    sheet.insert(word, -1, "as", (Upos::Sconj, Tag::In), (word, Relation::Mark));
    if let Some(said) = said {
        sheet.hang(said, Some(word), Relation::Ccomp);
    }
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

/// "لقي طفلان مصرعهما": to meet one's death is to die.
fn met_death(sheet: &mut Sheet, at: usize) {
    if sheet.upos(at) != Upos::Verb || !matches!(sheet.key(at), "لقي" | "لقيت" | "لقوا" | "لقيا" | "يلقي")
    {
        return;
    }
    let below: Vec<usize> = sheet.kids(at).into_iter().flat_map(|kid| sheet.kids(kid)).collect();
    let death = sheet.kids(at).into_iter().chain(below).find(|kid| sheet.lemma(*kid) == "death");
    let Some(death) = death else { return };
    for kid in sheet.kids(death) {
        sheet.drop(kid);
    }
    sheet.drop(death);
    sheet.say(at, "die");
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
