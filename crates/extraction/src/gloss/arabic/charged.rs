//! Of what somebody is accused in Arabic: "اتهم الجيش المليشيا بقصف مستشفى في الفاشر بالمدفعية". Where and with what, told behind the act, is the
//! act's own, and not the accusation's.

use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Upos};
use model::MentionKind;

/// Hangs such phrases on the act.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let accuses = sheet.upos(at) == Upos::Verb && lexicon.is("accuse", sheet.lemma(at));
    let act = sheet.kids(at).into_iter().find(|kid| {
        accuses
            && sheet.is_noun(*kid)
            && sheet.before(at, *kid)
            && lexicon.names_noun(sheet.lemma(*kid))
            && sheet.case(*kid).is_some_and(|case| sheet.key(case) == "ب")
    });
    let Some(act) = act else { return };
    for kid in sheet.kids(at).into_iter().filter(|kid| *kid != act && sheet.before(act, *kid)).collect::<Vec<_>>() {
        if sheet.relation(kid) == Relation::Obl && is_of_act(sheet, kid, lexicon) {
            sheet.hang(kid, Some(act), Relation::Nmod);
        }
    }
}

/// Whether a phrase tells where, or with what weapon.
fn is_of_act(sheet: &Sheet, at: usize, lexicon: &Lexicon) -> bool {
    let Some(case) = sheet.case(at) else { return false };
    let place = sheet.named(at) == Some(MentionKind::Place)
        || sheet.upos(at) == Upos::Propn && sheet.named(at).is_none()
        || lexicon.is("town", sheet.lemma(at));
    let weapon = ["weapon", "artillery", "projectile", "drone", "aircraft"]
        .iter()
        .any(|class| lexicon.is(class, sheet.lemma(at)));
    place && matches!(sheet.key(case), "في" | "ب" | "قرب") || weapon && sheet.key(case) == "ب"
}
