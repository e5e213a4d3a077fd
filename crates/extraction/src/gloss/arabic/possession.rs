//! Two nouns side by side in Arabic: the second possesses, or is meant by, the first, where English has "of".

use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Two nouns side by side: the second possesses, or is meant by, the first.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let act =
        sheet.head(at).is_some_and(|head| sheet.get(head).is_some_and(|word| word.glossed && word.name.is_none()));
    let named = sheet.get(at).is_some_and(|word| word.name.is_some());
    if super::titles::is_closed_before(sheet, at, lexicon) {
        let head = sheet.head(at);
        return sheet.hang(at, head, Relation::Flat);
    }
    if sheet.relation(at) == Relation::Flat && act && named && sheet.is_noun(at) && sheet.case(at).is_none() {
        let head = sheet.head(at);
        sheet.hang(at, head, Relation::Nmod);
    }
    let at = some_of(sheet, at);
    let phrase = sheet.relation(at) == Relation::Nmod && sheet.case(at).is_none();
    let Some(head) = sheet.head(at).filter(|_| phrase) else { return };
    // "تبادل 390 أسيرا": parsers hang what is counted on its number.
    let thing = sheet.is_noun(at) || counts_noun(sheet, at);
    let nominal = thing && sheet.is_noun(head) || sheet.upos(head) == Upos::Adj;
    if sheet.upos(at) == Upos::Pron {
        sheet.set_tag(at, Upos::Pron, Tag::PrpS);
        return sheet.hang(at, Some(head), Relation::NmodPoss);
    }
    // "السيطرة على بلدة": an expression that ends in a preposition governs what follows.
    let governs = sheet.get(head).is_some_and(|word| word.key != word.last && is_preposition(&word.last));
    if nominal && sheet.before(head, at) && (governs || !sheet.key(head).starts_with("ال")) {
        sheet.introduce(at, "of");
    }
}

/// "اعتقال عدد من سكانها": a word for some stands over those whom it counts; they are the noun.
fn some_of(sheet: &mut Sheet, at: usize) -> usize {
    let part = matches!(sheet.relation(at), Relation::Nmod | Relation::Nsubj | Relation::NsubjPass | Relation::Obj);
    let some = sheet.upos(at) == Upos::Det && part && sheet.case(at).is_none();
    let noun = sheet
        .kids(at)
        .into_iter()
        .find(|kid| some && sheet.upos(*kid) == Upos::Noun && sheet.before(at, *kid) && sheet.case(*kid).is_none());
    let Some(noun) = noun else { return at };
    sheet.rise(noun, at, Relation::Det);
    noun
}

fn counts_noun(sheet: &Sheet, at: usize) -> bool {
    // "منذ عام 2022 جهود", "تمديد الهدنة سبعة أيام": years and spans are nobody's.
    let time = |word: usize| matches!(sheet.lemma(word), "year" | "day" | "month" | "week" | "hour" | "minute");
    sheet.upos(at) == Upos::Num
        && !sheet.head(at).is_some_and(time)
        && !sheet.kids(at).into_iter().any(time)
        && sheet
            .kids(at)
            .into_iter()
            .any(|kid| sheet.upos(kid) == Upos::Noun && sheet.before(at, kid) && sheet.case(kid).is_none())
}

fn is_preposition(key: &str) -> bool {
    matches!(key, "علي" | "عن" | "الي" | "في" | "من" | "ب" | "ل")
}
