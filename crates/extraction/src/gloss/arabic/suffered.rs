//! Who did it, and where, of an act that somebody comes under: "تعرضت المدينة لقصف بالصواريخ من جانب القوات". Told behind the act or behind
//! its means, it is of the verb in English: "came under shelling by".

use super::super::acts::{acts, is_directed};
use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Upos};
use model::MentionKind;

/// Hangs the doer, and the place, where English has them.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        behind_means(sheet, at, lexicon);
        shot_by(sheet, at, lexicon);
    }
    for at in sheet.line() {
        of_verb(sheet, at, lexicon);
    }
}

/// "قصف بالصواريخ من جانب القوات": the doer is no part of the means.
fn behind_means(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let by = sheet.case(at).is_some_and(|case| sheet.lemma(case) == "by");
    let means = sheet.head(at).filter(|means| {
        by && sheet.before(*means, at) && sheet.case(*means).is_some_and(|case| sheet.key(case) == "ب")
    });
    let act = means.and_then(|means| sheet.head(means)).filter(|act| {
        sheet.upos(*act) == Upos::Noun && (is_directed(sheet.lemma(*act)) || lexicon.names_noun(sheet.lemma(*act)))
    });
    if act.is_some() {
        sheet.hang(at, act, Relation::Nmod);
    }
}

/// "تعرض مستودع للنهب على أيدي مسلحين": by whom one comes under an act.
fn of_verb(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let comes = sheet.upos(at) == Upos::Verb
        && sheet.lemma(at) == "come"
        && sheet.get(at).is_some_and(|word| word.lends.as_deref() == Some("under"));
    let act = sheet.kids(at).into_iter().find(|kid| {
        comes && lexicon.names_noun(sheet.lemma(*kid)) && sheet.case(*kid).is_some_and(|case| sheet.key(case) == "ل")
    });
    let Some(act) = act else { return };
    for kid in sheet.kids(act) {
        let case = sheet.case(kid).map(|case| sheet.lemma(case).to_owned()).unwrap_or_default();
        let place = matches!(case.as_str(), "in" | "near") && sheet.named(kid) == Some(MentionKind::Place);
        if case == "by" || place {
            sheet.hang(kid, Some(at), Relation::Obl);
        }
    }
}

/// "قتل برصاص مسلحين": whose bullets harm somebody does it.
fn shot_by(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let whose = sheet.relation(at) == Relation::Nmod && sheet.is_noun(at) && sheet.case(at).is_none();
    let bullets = sheet.head(at).filter(|bullets| {
        whose
            && sheet.key(*bullets).starts_with("رصاص")
            && sheet.before(*bullets, at)
            && sheet.case(*bullets).is_some_and(|case| sheet.key(case) == "ب")
            && acts(sheet, at, lexicon)
    });
    let verb = bullets.and_then(|bullets| sheet.head(bullets)).filter(|verb| {
        let harms = lexicon.names_harm(sheet.lemma(*verb));
        sheet.upos(*verb) == Upos::Verb && harms && sheet.child(*verb, Relation::Obj).is_none()
    });
    if let Some(verb) = verb {
        sheet.hang(at, Some(verb), Relation::Obl);
        sheet.introduce(at, "by");
    }
}
