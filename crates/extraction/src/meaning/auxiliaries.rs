//! Modality and tense from a verb's form and its auxiliaries.

use crate::arguments::is_passive;
use crate::reading_sentence::Sentence;
use grammar::{Relation, Tag};
use model::{Modality, Tense};

/// What auxiliaries tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Auxiliaries {
    pub(super) modality: Option<Modality>,
    pub(super) tense: Option<Tense>,
}

/// What a verb's own form and auxiliaries tell; nothing where the verb depends on another for its tense.
pub(super) fn of_verb(sentence: &Sentence<'_>, at: usize) -> Auxiliaries {
    let tree = sentence.tree;
    let helpers: Vec<usize> = tree
        .kids(at)
        .iter()
        .copied()
        .filter(|kid| matches!(tree.relation(*kid), Relation::Aux | Relation::AuxPass | Relation::Cop))
        .collect();
    let has = |lemma: &str| helpers.iter().any(|helper| tree.lemma(*helper) == lemma);
    if let Some(modality) = modal(&|lemma| has(lemma), to_come(sentence, at)) {
        return modality;
    }
    let to = tree.kids(at).iter().any(|kid| tree.relation(*kid) == Relation::Mark && tree.tag(*kid) == Tag::To);
    let planned = Auxiliaries { modality: Some(Modality::Planned), tense: Some(Tense::Future) };
    let passive = tree.tag(at) == Tag::Vbn && helpers.iter().any(|helper| tree.tag(*helper) == Tag::Vb);
    if to && (tree.tag(at) == Tag::Vb || passive) {
        let be = helpers.iter().any(|helper| tree.lemma(*helper) == "be");
        let heads_sentence = tree.relation(at) == Relation::Root;
        let subject = tree.kids(at).iter().any(|kid| tree.relation(*kid).is_subject());
        let purpose = tree.relation(at) == Relation::Advcl;
        return if be || (heads_sentence && subject) || purpose { planned } else { Auxiliaries::default() };
    }
    if imperative(sentence, at, &helpers) {
        return Auxiliaries { modality: Some(Modality::Demanded), tense: Some(Tense::Future) };
    }
    Auxiliaries { modality: None, tense: tense(sentence, at, &helpers) }
}

fn modal(has: &dyn Fn(&str) -> bool, to_come: Option<bool>) -> Option<Auxiliaries> {
    let perfect = has("have");
    let (modality, tense) = match () {
        () if has("would") && perfect => (Modality::Hypothetical, Tense::Past),
        () if has("may") || has("might") || has("could") || has("can") => {
            (Modality::Hypothetical, if perfect { Tense::Past } else { Tense::Future })
        }
        () if has("must") || has("should") || has("ought") => (Modality::Demanded, Tense::Future),
        () if has("will") || has("would") || has("shall") => {
            (if to_come == Some(true) { Modality::Promised } else { Modality::Planned }, Tense::Future)
        }
        () => return None,
    };
    Some(Auxiliaries { modality: Some(modality), tense: Some(tense) })
}

/// Whether the speaker promises an act of his own: "we will", "said it would".
fn to_come(sentence: &Sentence<'_>, at: usize) -> Option<bool> {
    let tree = sentence.tree;
    let subject = tree.kids(at).iter().copied().find(|kid| tree.relation(*kid).is_subject())?;
    Some(matches!(tree.lower(subject).as_str(), "we" | "i" | "it" | "they" | "he" | "she"))
}

/// A bare verb without a subject at the head of a quotation or sentence: "Lay down your weapons".
fn imperative(sentence: &Sentence<'_>, at: usize, helpers: &[usize]) -> bool {
    let tree = sentence.tree;
    let bare = matches!(tree.tag(at), Tag::Vb) && helpers.is_empty();
    let subject = tree.kids(at).iter().any(|kid| tree.relation(*kid).is_subject());
    let opens = tree.kids(at).iter().all(|kid| *kid > at || tree.form(*kid).chars().all(|c| !c.is_alphanumeric()));
    bare && !subject && opens && matches!(tree.relation(at), Relation::Root | Relation::Ccomp | Relation::Parataxis)
}

fn tense(sentence: &Sentence<'_>, at: usize, helpers: &[usize]) -> Option<Tense> {
    let tree = sentence.tree;
    let first = helpers.first().copied();
    let present = |at: usize| matches!(tree.tag(at), Tag::Vbz | Tag::Vbp);
    let has = |lemma: &str| helpers.iter().any(|helper| tree.lemma(*helper) == lemma);
    let going = tree.tag(at) == Tag::Vbg || helpers.iter().any(|helper| tree.lower(*helper) == "being");
    let now = if sentence.tree.headline { Tense::Past } else { Tense::Ongoing };
    match first {
        Some(_) if has("have") && going => Some(Tense::Ongoing),
        Some(_) if has("have") => Some(Tense::Past),
        Some(helper) if has("do") => Some(if present(helper) { Tense::Ongoing } else { Tense::Past }),
        Some(helper) => Some(match present(helper) {
            true if going => Tense::Ongoing,
            true => now,
            false => Tense::Past,
        }),
        None => match tree.tag(at) {
            Tag::Vbd => Some(Tense::Past),
            // The present of the plural is the lemma; what differs from it, or cannot, is the past.
            Tag::Vbp if tree.lower(at) != tree.lemma(at) || is_unchanging(tree.lemma(at)) => Some(Tense::Past),
            Tag::Vbz | Tag::Vbp => Some(now),
            Tag::Vbn if is_passive(tree, at) => Some(Tense::Past),
            _ => None,
        },
    }
}

fn is_unchanging(lemma: &str) -> bool {
    matches!(lemma, "hit" | "put" | "cut" | "shut" | "set" | "burst" | "quit" | "split" | "let")
}

/// A noun with a modal adjective: "a possible attack", "planned talks".
pub(super) fn of_noun(sentence: &Sentence<'_>, at: usize) -> Option<Modality> {
    let tree = sentence.tree;
    tree.kids(at).iter().find_map(|kid| match tree.lemma(*kid) {
        "possible" | "potential" | "proposed" | "hypothetical" | "suspected" => Some(Modality::Hypothetical),
        "planned" | "scheduled" | "upcoming" | "future" | "next" | "forthcoming" | "plan" | "schedule" if *kid < at => {
            Some(Modality::Planned)
        }
        "threatened" | "threaten" if *kid < at => Some(Modality::Promised),
        "feared" if *kid < at => Some(Modality::Feared),
        _ => None,
    })
}
