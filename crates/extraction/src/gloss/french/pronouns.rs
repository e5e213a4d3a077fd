//! Pronouns and determiners of French: "celle-ci", "il" of a text, "toute" before an act.

use super::super::sheet::Sheet;
use grammar::{Relation, Tag, Upos};

/// Lays the pronoun or determiner at a word.
pub(super) fn shape(sheet: &mut Sheet, at: usize) {
    latter(sheet, at);
    any(sheet, at);
    foresees(sheet, at);
}

/// "a envoyé une patrouille, mais celle-ci a été bloquée": the last noun before that has its gender.
fn latter(sheet: &mut Sheet, at: usize) {
    let articles: [&str; 2] = match sheet.key(at) {
        "celle-ci" => ["une", "la"],
        "celui-ci" => ["un", "le"],
        _ => return,
    };
    let noun = sheet.line().into_iter().rev().find(|noun| {
        sheet.before(*noun, at)
            && sheet.upos(*noun) == Upos::Noun
            && sheet.kids(*noun).into_iter().any(|kid| articles.contains(&sheet.key(kid)))
    });
    let Some(lemma) = noun.map(|noun| sheet.lemma(noun).to_owned()) else { return };
    sheet.set_tag(at, Upos::Noun, Tag::Nn);
    sheet.say(at, &lemma);
}

/// "Il prévoyait le retrait": what foresees or stipulates is a text.
fn foresees(sheet: &mut Sheet, at: usize) {
    let verb = sheet.head(at).filter(|_| matches!(sheet.key(at), "il" | "elle") && sheet.relation(at).is_subject());
    let stipulates = verb.is_some_and(|verb| {
        let key = sheet.key(verb);
        (key.starts_with("prévo") || key.starts_with("stipul")) && sheet.child(verb, Relation::Obj).is_some()
    });
    if stipulates {
        sheet.say(at, "it");
    }
}

/// "toute attaque": whichever there might be.
fn any(sheet: &mut Sheet, at: usize) {
    let whole = matches!(sheet.key(at), "tout" | "toute") && sheet.relation(at) == Relation::Det;
    let noun = sheet.head(at).filter(|noun| whole && sheet.upos(*noun) == Upos::Noun);
    let article = noun.is_some_and(|noun| {
        sheet
            .kids(noun)
            .into_iter()
            .any(|kid| kid != at && matches!(sheet.relation(kid), Relation::Det | Relation::NmodPoss))
    });
    if noun.is_some() && !article {
        sheet.say(at, "any");
    }
}
