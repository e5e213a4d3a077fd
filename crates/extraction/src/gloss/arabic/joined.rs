//! Words of harm that Arabic joins before the one who suffers: "قُتل وجُرح عدد من", "مقتل وإصابة 37 شخصا", and tolls that rise.

use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Upos};

/// Lays these shapes.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        verbs(sheet, at, lexicon);
        nouns(sheet, at, lexicon);
        nouns_apart(sheet, at, lexicon);
        counted(sheet, at);
        toll_of(sheet, at);
    }
}

fn harms(sheet: &Sheet, at: usize, lexicon: &Lexicon) -> bool {
    lexicon.names_harm(sheet.lemma(at)) || matches!(sheet.lemma(at), "killing" | "death" | "injury" | "wounding")
}

/// "قتل وجرح جنود": who stands behind the second verb suffers the first as well.
fn verbs(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let and = sheet.beside(at, -1).filter(|and| sheet.upos(*and) == Upos::Cconj);
    let first = and.and_then(|and| sheet.beside(and, -1)).filter(|first| {
        let both = sheet.upos(*first) == Upos::Verb && sheet.upos(at) == Upos::Verb;
        both && harms(sheet, *first, lexicon) && harms(sheet, at, lexicon) && !sheet.has_subject(*first)
    });
    let Some(first) =
        first.filter(|first| sheet.child(*first, Relation::Obj).is_none_or(|thing| sheet.before(at, thing)))
    else {
        return;
    };
    let subject = sheet.kids(at).into_iter().find(|kid| sheet.relation(*kid).is_subject());
    if let Some(subject) = subject {
        let relation = sheet.relation(subject);
        if sheet.head(first) == Some(at) {
            sheet.rise(first, at, Relation::Conj);
        } else if super::super::acts::is_above(sheet, at, first) {
            return;
        }
        sheet.hang(subject, Some(first), relation);
        sheet.hang(at, Some(first), Relation::Conj);
        if let Some(and) = and {
            sheet.hang(and, Some(at), Relation::Cc);
        }
    }
}

/// "مقتل وإصابة جنود": whom the second noun harms the first harms as well.
fn nouns(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let and = sheet.beside(at, -1).filter(|and| sheet.upos(*and) == Upos::Cconj);
    let first = and.and_then(|and| sheet.beside(and, -1)).filter(|first| {
        let both = sheet.upos(*first) == Upos::Noun && sheet.upos(at) == Upos::Noun;
        both && harms(sheet, *first, lexicon) && harms(sheet, at, lexicon)
    });
    let (Some(and), Some(first)) = (and, first) else { return };
    if super::super::acts::is_above(sheet, at, first) {
        return;
    }
    sheet.hang(at, Some(first), Relation::Conj);
    sheet.hang(and, Some(at), Relation::Cc);
}

/// "مقتل سبعة مصلين وإصابة عشرين": a noun of harm is joined to one before it, and to nobody whom that one harms.
fn nouns_apart(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let joined = sheet.upos(at) == Upos::Noun && sheet.relation(at) == Relation::Conj && harms(sheet, at, lexicon);
    let Some(victim) = sheet.head(at).filter(|victim| joined && !harms(sheet, *victim, lexicon)) else { return };
    let above = std::iter::successors(sheet.head(victim), |word| sheet.head(*word)).take(3);
    let first = above.into_iter().find(|first| {
        sheet.upos(*first) == Upos::Noun && harms(sheet, *first, lexicon) && sheet.before(*first, victim)
    });
    if let Some(first) = first {
        sheet.hang(at, Some(first), Relation::Conj);
    }
}

/// "آلاف الأسر": a word of number right before what it counts hangs on it.
fn counted(sheet: &mut Sheet, at: usize) {
    let number = matches!(sheet.lemma(at), "thousand" | "hundred" | "dozen" | "ten" | "million");
    let noun = sheet.beside(at, 1).filter(|noun| {
        number
            && (sheet.relation(at) == Relation::Obj || sheet.relation(at).is_subject())
            && sheet.upos(*noun) == Upos::Noun
            && (sheet.relation(*noun) == Relation::Obj || sheet.relation(*noun).is_subject())
            && sheet.head(*noun) == sheet.head(at)
            && sheet.case(*noun).is_none()
    });
    if let Some(noun) = noun {
        sheet.hang(noun, Some(at), Relation::Nmod);
        sheet.introduce(noun, "of");
    }
}

/// "ارتفعت حصيلة قتلى القصف إلى": nothing is risen; the noun behind the toll is what it is of.
fn toll_of(sheet: &mut Sheet, at: usize) {
    let bare =
        matches!(sheet.relation(at), Relation::Obj | Relation::Nsubj) && sheet.is_noun(at) && sheet.case(at).is_none();
    let toll = sheet.beside(at, -1).filter(|toll| {
        bare && sheet.upos(*toll) == Upos::Noun
            && matches!(sheet.lemma(*toll), "toll" | "number" | "casualty" | "dead" | "victim")
    });
    let rises = sheet.head(at).is_some_and(|verb| {
        matches!(sheet.lemma(verb), "rise" | "grow" | "increase" | "climb" | "reach" | "exceed" | "jump")
    });
    let Some(toll) = toll.filter(|toll| rises && sheet.head(*toll) == sheet.head(at)) else { return };
    sheet.hang(at, Some(toll), Relation::Nmod);
    sheet.introduce(at, "of");
}
