//! Mends infinitives: what somebody is called upon to do hangs on the call, and so does every next thing of the list.

use super::{hang, relation, tag};
use crate::lexicon::{Lexicon, Part};
use grammar::{Relation, Tag, Word};

/// Mends the infinitives of a sentence.
pub(super) fn mend(words: &mut [Word], lexicon: &Lexicon) {
    for at in 0..words.len() {
        governed(words, at, lexicon);
        listed(words, at);
    }
}

fn head(words: &[Word], at: usize) -> Option<usize> {
    words.get(at).and_then(|word| word.head)
}

fn has_to(words: &[Word], at: usize) -> bool {
    words.iter().any(|word| word.head == Some(at) && word.tag == Tag::To)
}

/// "called on all parties to cease": the infinitive belongs to the call and not to the parties.
fn governed(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    let infinitive = tag(words, at) == Tag::Vb && relation(words, at) == Relation::Acl && has_to(words, at);
    let Some(noun) = head(words, at).filter(|noun| infinitive && *noun < at) else { return };
    let party = matches!(relation(words, noun), Relation::Obl | Relation::Obj | Relation::Iobj | Relation::OblAgent);
    let Some(verb) = head(words, noun).filter(|verb| party && *verb < noun && tag(words, *verb).is_verb()) else {
        return;
    };
    let Some(lemma) = words.get(verb).map(|word| word.lemma.to_lowercase()) else { return };
    // Of a promise or an offer the infinitive may be the thing promised; of a demand it is what is demanded.
    let demands = lexicon.embeddings(&lemma).any(|embedding| {
        embedding.pattern.part == Part::Verb
            && matches!(embedding.modality, Some(model::Modality::Demanded | model::Modality::Ordered))
            && embedding.ways.iter().any(|way| way == "clause")
    });
    let person = words.get(noun).is_some_and(|word| {
        word.upos == grammar::Upos::Propn
            || ["person", "group", "troops"].iter().any(|class| lexicon.is(class, &word.lemma))
    });
    if demands && person {
        hang(words, at, Some(verb), Relation::Xcomp);
    }
}

/// "to cease hostilities, declare a ceasefire and sit down": bare verbs behind an infinitive carry its list on.
fn listed(words: &mut [Word], at: usize) {
    let bare = matches!(tag(words, at), Tag::Vb | Tag::Vbp)
        && relation(words, at) != Relation::Conj
        && !has_to(words, at)
        && !words.iter().any(|word| {
            word.head == Some(at)
                && (word.relation.is_subject()
                    || matches!(word.relation, Relation::Aux | Relation::AuxPass | Relation::Cop))
        });
    let Some(before) = at.checked_sub(1).filter(|_| bare) else { return };
    let adverb = tag(words, before) == Tag::Rb;
    let Some(joint) = before.checked_sub(usize::from(adverb)) else { return };
    if !matches!(tag(words, joint), Tag::Comma | Tag::Cc) {
        return;
    }
    let first = (0..joint).rev().take_while(|place| {
        !matches!(tag(words, *place), Tag::Vbd | Tag::Vbz | Tag::Md) && tag(words, *place) != Tag::Stop
    });
    let Some(first) = first.into_iter().find(|place| tag(words, *place) == Tag::Vb && has_to(words, *place)) else {
        return;
    };
    // What hung on the verb as its noun's keeps hanging; only the verb itself moves.
    let circle = std::iter::successors(head(words, first), |place| head(words, *place))
        .take(words.len())
        .any(|place| place == at);
    if circle {
        return;
    }
    hang(words, at, Some(first), Relation::Conj);
    if let Some(word) = words.get_mut(at) {
        word.tag = Tag::Vb;
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::claims;
    use model::Modality;

    #[test]
    fn what_is_called_for_is_demanded_item_by_item() {
        let found =
            claims("The envoys called on all parties to cease hostilities, declare a truce and withdraw their troops.");
        let of =
            |trigger: &str| found.iter().find(|told| told.trigger.contains(trigger)).map(|told| told.claim.modality);
        assert_eq!(of("cease"), Some(Modality::Demanded), "{found:?}");
        assert_eq!(of("declare"), Some(Modality::Demanded), "{found:?}");
    }
}
