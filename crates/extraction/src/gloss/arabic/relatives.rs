//! Clauses of acts without a pronoun: "في غارة استهدفت سيارتهم", "بانفجار عبوة استهدفت دورية". Behind an indefinite noun the verb opens its
//! clause; what an act hits there is no subject.

use super::super::acts::is_above;
use super::super::attachment::is_finite;
use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Hangs such clauses on the act, and lays what it hit as their object.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Verb || !is_finite(sheet, at) {
        return;
    }
    let Some(act) = act_before(sheet, at, lexicon) else { return };
    let own = sheet.relation(at) == Relation::AclRelcl && sheet.head(at) == Some(act);
    if !own && (is_above(sheet, at, act) || sheet.head(at).is_none()) {
        return;
    }
    sheet.hang(at, Some(act), Relation::AclRelcl);
    hit(sheet, at);
    let pronoun = sheet.kids(at).into_iter().any(|kid| sheet.upos(kid) == Upos::Pron && sheet.before(at, kid));
    if !pronoun && !sheet.has_subject(at) {
        sheet.insert(at, -1, "which", (Upos::Pron, Tag::Wp), (at, Relation::Nsubj));
    }
}

/// The indefinite noun of an act right before a verb, but for what describes it.
fn act_before(sheet: &Sheet, at: usize, lexicon: &Lexicon) -> Option<usize> {
    let before = (1..4).map_while(|step| sheet.beside(at, -step)).find(|word| sheet.upos(*word) != Upos::Adj)?;
    let open = sheet.get(before).is_some_and(|word| word.name.is_none() && !word.last.starts_with("ال"))
        && !sheet.key(before).starts_with("ال");
    let act = sheet.upos(before) == Upos::Noun && lexicon.names_noun(sheet.lemma(before));
    // "هجوم انتحاري قتل": the very subject of a sentence that begins with it stands before its verb.
    let governed = sheet.case(before).is_some() || sheet.head(before).is_some_and(|head| sheet.before(head, before));
    // "انفجار عبوة استهدفت": the act of a bomb is what its clause tells of.
    let whole = sheet.head(before).filter(|head| {
        sheet.relation(before) == Relation::Nmod
            && sheet.beside(before, -1) == Some(*head)
            && sheet.upos(*head) == Upos::Noun
            && lexicon.names_noun(sheet.lemma(*head))
            && !sheet.key(*head).starts_with("ال")
    });
    (act && open && governed).then_some(whole.unwrap_or(before))
}

/// What stands behind a verb of hitting, bare and without a pronoun before it, is what the act hit.
fn hit(sheet: &mut Sheet, at: usize) {
    let hits = matches!(
        sheet.lemma(at),
        "target" | "hit" | "strike" | "attack" | "destroy" | "kill" | "wound" | "injure" | "damage" | "reach" | "leave"
    );
    let thing = sheet.kids(at).into_iter().find(|kid| {
        matches!(sheet.relation(*kid), Relation::Nsubj | Relation::NsubjPass)
            && sheet.before(at, *kid)
            && sheet.case(*kid).is_none()
    });
    let Some(thing) = thing.filter(|_| hits && sheet.child(at, Relation::Obj).is_none()) else { return };
    sheet.hang(thing, Some(at), Relation::Obj);
}
