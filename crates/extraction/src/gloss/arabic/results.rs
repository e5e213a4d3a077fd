//! What an act led to: "قصفت القوات الحي، ما أسفر عن مقتل اثنين", "انفجرت سيارة مما أدى إلى". Such a clause follows from the verb before it;
//! parsers take it for the verb's object.

use super::super::acts::is_above;
use super::super::attachment::is_finite;
use super::super::sheet::Sheet;
use grammar::{Relation, Tag, Upos};

/// Hangs the clause on the verb before it.
pub(super) fn shape(sheet: &mut Sheet, at: usize) {
    if sheet.upos(at) != Upos::Verb || !opened_by_what(sheet, at) || sheet.head(at).is_none() {
        return;
    }
    let line = sheet.line();
    let before = line.into_iter().rev().filter(|word| sheet.before(*word, at));
    let cause = before
        .filter(|word| sheet.upos(*word) == Upos::Verb && is_finite(sheet, *word))
        .find(|word| !is_above(sheet, at, *word));
    if let Some(cause) = cause {
        sheet.hang(at, Some(cause), Relation::Advcl);
        // What led to it is the whole clause before, and nobody in it.
        if !sheet.has_subject(at) {
            sheet.insert(at, -1, "which", (Upos::Pron, Tag::Wp), (at, Relation::Nsubj));
        }
    }
}

/// Whether the verb, or the expression that it opens, begins with "what".
fn opened_by_what(sheet: &Sheet, at: usize) -> bool {
    let what = |key: &str| matches!(key, "ما" | "مما");
    let leads = matches!(sheet.lemma(at), "lead" | "result" | "cause" | "leave" | "kill" | "injure" | "wound");
    // "ما أودى بحياة تسعة".
    let leads = leads || sheet.key(at).starts_with("اود");
    let before = sheet.beside(at, -1);
    let expression = sheet.get(at).is_some_and(|word| word.key != word.last) && what(sheet.key(at));
    expression || leads && before.is_some_and(|word| what(sheet.key(word)) || sheet.key(word) == "الامر")
}
