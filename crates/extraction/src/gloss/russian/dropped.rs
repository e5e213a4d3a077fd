//! Clauses behind "что" whose subject is the speaker himself and is not told again: "отрицает, что поставлял ракеты". A pronoun
//! over the verb's own words stands for him.

use super::super::attachment::is_finite;
use super::super::sheet::Sheet;
use super::number::verb_in_plural;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};
use model::MentionKind;

/// Gives such a clause the subject of the one above.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let marked =
        sheet.kids(at).into_iter().any(|kid| sheet.lemma(kid) == "that" && sheet.relation(kid) == Relation::Mark);
    let clause = marked && sheet.relation(at) == Relation::Ccomp && is_finite(sheet, at) && !sheet.has_subject(at);
    let speech = sheet.head(at).filter(|speech| clause && sheet.upos(*speech) == Upos::Verb);
    let Some(speech) = speech.filter(|_| sheet.child(at, Relation::AuxPass).is_none()) else { return };
    let Some(speaker) = sheet.child(speech, Relation::Nsubj).filter(|speaker| sheet.is_noun(*speaker)) else { return };
    if number(sheet, at) != number(sheet, speech) || number(sheet, at).is_none() || is_impersonal(sheet, at) {
        return;
    }
    let pronoun = match () {
        () if number(sheet, at) == Some(true) => "they",
        () if is_person(sheet, speaker, lexicon) && sheet.key(at).ends_with('а') => "she",
        () if is_person(sheet, speaker, lexicon) => "he",
        () => "it",
    };
    sheet.insert(at, -1, pronoun, (Upos::Pron, Tag::Prp), (at, Relation::Nsubj));
}

fn number(sheet: &Sheet, at: usize) -> Option<bool> {
    match sheet.own_tag(at) {
        Tag::Vbp => Some(true),
        Tag::Vbz => Some(false),
        _ => verb_in_plural(sheet, at),
    }
}

/// "не удалось", "стало известно": a neuter tells nobody.
fn is_impersonal(sheet: &Sheet, at: usize) -> bool {
    let last = sheet.get(at).map_or("", |word| word.last.as_str());
    last.ends_with("ло") || last.ends_with("лось")
}

fn is_person(sheet: &Sheet, at: usize, lexicon: &Lexicon) -> bool {
    match sheet.named(at) {
        Some(kind) => kind == MentionKind::Person,
        None => sheet.upos(at) == Upos::Propn || lexicon.is("person", sheet.lemma(at)),
    }
}
