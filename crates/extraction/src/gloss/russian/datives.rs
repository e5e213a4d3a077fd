//! Whom something is told, given or done to stands in the dative, and in no language the subject does: "сообщил агентству
//! источник".

use super::super::sheet::Sheet;
use grammar::{Relation, Tag, Upos};

/// Mends the cases of one word.
pub(super) fn shape(sheet: &mut Sheet, at: usize) {
    no_subject(sheet, at);
    accusative(sheet, at);
    struck(sheet, at);
}

/// "Инициативу отклонили": nor is what stands in the accusative the subject.
fn accusative(sheet: &mut Sheet, at: usize) {
    let marked = sheet.key(at).ends_with(['у', 'ю']) && sheet.key(at) != "интервью";
    let told = marked && sheet.relation(at) == Relation::Nsubj && sheet.upos(at) == Upos::Noun;
    let verb = sheet.head(at).filter(|verb| told && sheet.upos(*verb) == Upos::Verb && sheet.case(at).is_none());
    if let Some(verb) = verb.filter(|verb| sheet.child(*verb, Relation::Obj).is_none()) {
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

/// "атаковали Ялту": of verbs that strike, the name behind them is the object, for nothing is struck to somebody.
fn struck(sheet: &mut Sheet, at: usize) {
    let dative = matches!(sheet.own_tag(at).case(), Some((Tag::Dative, _))) && sheet.case(at).is_none();
    let named = dative && sheet.get(at).is_some_and(|word| word.name.is_some());
    let verb = sheet.head(at).filter(|verb| {
        named
            && sheet.upos(*verb) == Upos::Verb
            && matches!(sheet.relation(at), Relation::Obl | Relation::Iobj)
            && matches!(
                sheet.lemma(*verb),
                "attack"
                    | "shell"
                    | "bomb"
                    | "bombard"
                    | "strike"
                    | "hit"
                    | "storm"
                    | "capture"
                    | "seize"
                    | "leave"
                    | "visit"
            )
    });
    if let Some(verb) = verb.filter(|verb| sheet.child(*verb, Relation::Obj).is_none() && sheet.before(*verb, at)) {
        if let Some(word) = sheet.get_mut(at) {
            word.own_tag = Tag::Accusative;
        }
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

/// Hangs a dative that the tree took for the subject on the verb, and who stands behind it in the nominative as its subject.
fn no_subject(sheet: &mut Sheet, at: usize) {
    let ends = ["у", "ю", "ам", "ям"].iter().any(|end| sheet.key(at).ends_with(end));
    let dative = matches!(sheet.own_tag(at).case(), Some((Tag::Dative, _))) && ends;
    let told = dative && sheet.relation(at) == Relation::Nsubj && sheet.upos(at) == Upos::Noun;
    let Some(verb) = sheet.head(at).filter(|verb| told && sheet.upos(*verb) == Upos::Verb) else { return };
    let somebody = sheet.kids(at).into_iter().find(|kid| {
        let loose = matches!(
            sheet.relation(*kid),
            Relation::Nsubj | Relation::Nmod | Relation::Appos | Relation::Flat | Relation::Obj
        );
        loose
            && sheet.is_noun(*kid)
            && sheet.case(*kid).is_none()
            && sheet.own_tag(*kid).case().is_none()
            && sheet.before(at, *kid)
    });
    let Some(somebody) = somebody.filter(|_| sheet.case(at).is_none() && sheet.before(verb, at)) else { return };
    sheet.hang(at, Some(verb), Relation::Obl);
    sheet.hang(somebody, Some(verb), Relation::Nsubj);
}
