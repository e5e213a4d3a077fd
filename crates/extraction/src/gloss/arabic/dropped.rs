//! Verbs that name nobody: in "وأضاف أن" who adds something is told by the verb alone, and the one told of before is meant. A
//! pronoun over the verb's own words stands for them, so that all later steps find a subject.

use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Gives each verb of speech at the top of a sentence the subject that it bears.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        // What the tree hung wrongly at first stands right by now.
        said(sheet, at, lexicon);
        if speaks(sheet, at, lexicon) && is_finite(sheet, at) && names_nobody(sheet, at) {
            let pronoun = borne(sheet, at);
            sheet.insert(at, -1, pronoun, (Upos::Pron, Tag::Prp), (at, Relation::Nsubj));
        }
    }
}

/// "وأكد أنه لم يستهدف المدنيين": the clause behind a conjunction that the tree hung on the verb of speech, with the pronoun that is
/// written onto the conjunction.
pub(super) fn said(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let key = sheet.get(at).map(|word| word.last.clone()).unwrap_or_default();
    let opens = sheet.lemma(at) == "that" && sheet.relation(at) == Relation::Mark;
    let Some(mut verb) = sheet.head(at).filter(|_| opens) else { return };
    let below = sheet.kids(at).into_iter().chain(sheet.kids(verb));
    let inner = below.collect::<Vec<_>>().into_iter().find(|kid| {
        sheet.before(verb, at)
            && sheet.before(at, *kid)
            && sheet.upos(*kid) == Upos::Verb
            && matches!(
                sheet.relation(*kid),
                Relation::Obj | Relation::Obl | Relation::Advcl | Relation::Xcomp | Relation::Dep
            )
    });
    if let Some(inner) = inner {
        sheet.hang(inner, Some(verb), Relation::Ccomp);
        sheet.hang(at, Some(inner), Relation::Mark);
        verb = inner;
    }
    let Some(pronoun) = super::contained(&key) else { return };
    // "أنه قتل ثلاثة": who was harmed stands behind.
    let suffers = lexicon.harms(sheet.lemma(verb)).next().is_some();
    if !sheet.has_subject(verb) && !suffers && sheet.upos(verb) == Upos::Verb && sheet.before(at, verb) {
        sheet.insert(at, 1, pronoun, (Upos::Pron, Tag::Prp), (verb, Relation::Nsubj));
    }
}

fn speaks(sheet: &Sheet, at: usize, lexicon: &Lexicon) -> bool {
    let lemma = sheet.lemma(at);
    let glossed = sheet.get(at).is_some_and(|word| word.glossed);
    let told = ["say", "tell", "deny"].iter().any(|class| lexicon.is(class, lemma)) || lemma == "accuse";
    sheet.upos(at) == Upos::Verb && glossed && (told || lexicon.cues(lemma).next().is_some())
}

fn is_finite(sheet: &Sheet, at: usize) -> bool {
    let own = matches!(sheet.own_tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp);
    own && matches!(sheet.tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp) && sheet.child(at, Relation::AuxPass).is_none()
}

/// Whether no word of the clause is the subject, nor that of a clause that it is joined to.
fn names_nobody(sheet: &Sheet, at: usize) -> bool {
    let lent = match sheet.relation(at) {
        Relation::Root => false,
        Relation::Conj | Relation::Parataxis => {
            sheet.head(at).is_none_or(|head| sheet.has_subject(head) || !sheet.is_verb(head))
        }
        _ => true,
    };
    !lent && !sheet.has_subject(at)
}

/// The pronoun that the form of a verb bears.
fn borne(sheet: &Sheet, at: usize) -> &'static str {
    let key = sheet.key(at);
    match sheet.own_tag(at) {
        _ if key.ends_with("وا") || key.ends_with("ون") => "they",
        Tag::Vbd if key.ends_with('ت') => "she",
        Tag::Vbz | Tag::Vbp if key.starts_with('ت') => "she",
        _ => "he",
    }
}
