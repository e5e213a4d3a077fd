//! Clauses and what opens them in Arabic: "أن" that is "to" or "that", "وفق ما أفاد مصدر", "من دون أن يوقع".

use super::super::sheet::Sheet;
use grammar::{Relation, Tag, Upos};

/// "أن" before a present is "to", else "that"; "إن" behind a verb of speech opens what is said.
pub(super) fn that(sheet: &mut Sheet, at: usize) {
    // "من أن", "على أن": the preposition before it says nothing more.
    let joined = sheet.lemma(at) == "that" && sheet.get(at).is_some_and(|word| word.key != word.last);
    let key = match sheet.get(at).filter(|_| joined) {
        Some(word) => word.last.clone(),
        None => sheet.key(at).to_owned(),
    };
    if !matches!(key.as_str(), "ان" | "بان" | "انه" | "انها" | "انهم" | "انهما" | "انهن")
        || sheet.relation(at) == Relation::Fixed
    {
        return;
    }
    let next = sheet.beside(at, 1);
    let infinitive = next.filter(|next| {
        matches!(sheet.own_tag(*next), Tag::Vbz | Tag::Vbp)
            && sheet.upos(*next) == Upos::Verb
            && sheet.child(*next, Relation::Aux).is_none()
    });
    match infinitive {
        Some(verb) => {
            sheet.set_tag(verb, Upos::Verb, Tag::Vb);
            sheet.set_tag(at, Upos::Part, Tag::To);
            sheet.say(at, "to");
            sheet.hang(at, Some(verb), Relation::Mark);
        }
        None => {
            let head = sheet.head(at);
            // "إن لم تفرج": what is not done is a condition.
            let condition = key == "ان" && next.is_some_and(|next| sheet.key(next) == "لم");
            sheet.set_tag(at, Upos::Sconj, Tag::In);
            sheet.say(at, if condition { "if" } else { "that" });
            if let Some(verb) = head.filter(|verb| condition && sheet.relation(*verb) == Relation::Ccomp) {
                let above = sheet.head(verb);
                sheet.hang(verb, above, Relation::Advcl);
            }
            sheet.hang(at, head, Relation::Mark);
        }
    }
}

/// "وفق ما أفاد مصدر": the clause tells who says so.
pub(super) fn told(sheet: &mut Sheet, at: usize) {
    if sheet.lemma(at) != "according" {
        return;
    }
    let Some(verb) = sheet.head(at).filter(|verb| sheet.upos(*verb) == Upos::Verb) else { return };
    for kid in sheet.kids(at) {
        sheet.drop(kid);
    }
    sheet.drop(at);
    // "وفق ما صرح به الرئيس": the pronoun goes back to what is told.
    let back = sheet.kids(verb).into_iter().find(|kid| {
        let with = sheet.case(*kid).is_some_and(|case| sheet.key(case) == "ب");
        with && sheet.upos(*kid) == Upos::Pron || matches!(sheet.key(*kid), "به" | "بها" | "عنه" | "عنها" | "اليه")
    });
    if let Some(back) = back {
        sheet.drop(back);
    }
    let head = sheet.head(verb);
    if head.is_some() {
        sheet.hang(verb, head, Relation::Parataxis);
    }
}

/// A conjunction that the tree took for a noun opens the clause of its verb.
pub(super) fn opened(sheet: &mut Sheet, at: usize) {
    if sheet.relation(at) == Relation::Mark && sheet.lemma(at) == "without" {
        // "من دون أن يوقع".
        if let Some(verb) = sheet.head(at).filter(|verb| sheet.upos(*verb) == Upos::Verb) {
            let head = sheet.head(verb);
            sheet.set_tag(verb, Upos::Verb, Tag::Vbg);
            sheet.hang(verb, head, Relation::Advcl);
        }
    }
    let opens = sheet.upos(at) == Upos::Sconj
        && matches!(sheet.lemma(at), "without" | "after" | "before" | "when" | "while" | "because" | "since" | "until");
    if !opens || sheet.relation(at) == Relation::Mark {
        return;
    }
    let verb = sheet.kids(at).into_iter().find(|kid| sheet.upos(*kid) == Upos::Verb && sheet.before(at, *kid));
    let Some(verb) = verb else { return };
    sheet.rise(verb, at, Relation::Mark);
    let above = std::iter::successors(sheet.head(verb), |head| sheet.head(*head))
        .take(sheet.line().len())
        .find(|head| sheet.upos(*head) == Upos::Verb);
    if let Some(above) = above {
        sheet.hang(verb, Some(above), Relation::Advcl);
    }
}

/// The pronoun written onto "that".
pub(super) fn contained(key: &str) -> Option<&'static str> {
    match key {
        "انه" => Some("he"),
        "انها" => Some("she"),
        "انهم" | "انهما" | "انهن" => Some("they"),
        _ => None,
    }
}
