//! What is told behind "إن" in Arabic: "قال المبعوث الأممي إن الهدنة ستدخل". Where the tree hangs the conjunction on the speaker, the clause
//! behind it is hung on the verb of speech.

use super::super::acts::is_above;
use super::super::attachment::is_finite;
use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Upos};

/// Hangs the clause behind a conjunction that has none.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let that = sheet.lemma(at) == "that" && matches!(sheet.upos(at), Upos::Sconj);
    let lost = sheet.head(at).is_some_and(|head| sheet.before(head, at) && sheet.upos(head) != Upos::Verb);
    if !(that && lost) {
        return;
    }
    let speaks = |word: &usize| {
        sheet.upos(*word) == Upos::Verb && ["say", "tell"].iter().any(|class| lexicon.is(class, sheet.lemma(*word)))
    };
    let line = sheet.line();
    let verb = line.iter().copied().filter(|word| sheet.before(*word, at)).rev().find(speaks);
    let behind: Vec<usize> = line.into_iter().filter(|word| sheet.before(at, *word)).collect();
    let clause = behind.iter().copied().find(|word| sheet.upos(*word) == Upos::Verb && is_finite(sheet, *word));
    // "إن ثلاثة من الجرحى في حالة حرجة": a clause without a verb.
    let clause = clause.or_else(|| verbless(sheet, &behind));
    let (Some(verb), Some(clause)) = (verb, clause) else { return };
    if is_above(sheet, clause, verb) {
        return;
    }
    sheet.hang(clause, Some(verb), Relation::Ccomp);
    sheet.hang(at, Some(clause), Relation::Mark);
    let subject = behind.into_iter().find(|word| sheet.is_noun(*word) && sheet.before(*word, clause));
    let free = !sheet.has_subject(clause);
    if let Some(subject) = subject.filter(|word| free && sheet.case(*word).is_none()) {
        sheet.hang(subject, Some(clause), Relation::Nsubj);
    }
}

/// The noun or number that a clause without a verb begins with.
fn verbless(sheet: &Sheet, behind: &[usize]) -> Option<usize> {
    let first = *behind.first()?;
    let nominal = sheet.is_noun(first) || sheet.upos(first) == Upos::Num;
    let above = std::iter::successors(Some(first), |word| sheet.head(*word)).take_while(|word| behind.contains(word));
    above.take(behind.len()).last().filter(|top| nominal && (sheet.is_noun(*top) || sheet.upos(*top) == Upos::Num))
}
