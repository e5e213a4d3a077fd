//! Arabic words whose neighbours tell what they mean: whom one stops one arrests, "آخر" before its noun is the last, "مقاطعة" before a
//! place is a province.

use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};
use model::MentionKind;

/// Gives a word the sense that its neighbours show.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    arrested(sheet, at, lexicon);
    last(sheet, at);
    province(sheet, at);
}

/// "أوقفت الشرطة سبعة أشخاص": persons who are stopped, and not a patrol or a car, are arrested.
fn arrested(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let stops = sheet.upos(at) == Upos::Verb && sheet.lemma(at) == "stop" && sheet.key(at).contains("وقف");
    let whom = [Relation::Obj, Relation::NsubjPass].into_iter().find_map(|role| sheet.child(at, role));
    let persons = whom.is_some_and(|whom| {
        let lemma = sheet.lemma(whom);
        lexicon.is("person", lemma) || matches!(lemma, "suspect" | "people")
    });
    if stops && persons {
        sheet.say(at, "arrest");
    }
}

/// "آخر أسلحتهم": before its noun.
fn last(sheet: &mut Sheet, at: usize) {
    let noun = sheet.beside(at, 1).filter(|noun| sheet.key(at) == "اخر" && sheet.upos(*noun) == Upos::Noun);
    let Some(noun) = noun.filter(|noun| !sheet.key(*noun).starts_with("ال")) else { return };
    if sheet.head(noun) == Some(at) {
        sheet.rise(noun, at, Relation::Amod);
    } else if sheet.head(at) != Some(noun) {
        sheet.hang(at, Some(noun), Relation::Amod);
    }
    sheet.set_tag(at, Upos::Adj, Tag::Jj);
    sheet.say(at, "last");
}

/// "في مقاطعة خاركيف": nobody boycotts what the place right behind names.
fn province(sheet: &mut Sheet, at: usize) {
    let next = sheet.beside(at, 1);
    let place = next.is_some_and(|next| {
        sheet.named(next) == Some(MentionKind::Place) || sheet.upos(next) == Upos::Propn && sheet.named(next).is_none()
    });
    if sheet.lemma(at) == "boycott" && sheet.is_noun(at) && place {
        sheet.say(at, "province");
    }
}
