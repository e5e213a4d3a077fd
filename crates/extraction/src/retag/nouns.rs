//! Nouns and verbs that taggers take for one another beside words of reports: "according to aid workers", "envoys shuttled",
//! "the secretary-general spoke".

use super::{Tagged, verbs};
use grammar::{Tag, Upos};

/// Corrects one word.
pub(super) fn correct(tagged: &mut Tagged<'_>, at: usize) {
    cited(tagged, at);
    people_before_verb(tagged, at);
    spoke(tagged, at);
    struck_in_headline(tagged, at);
    behind_modal(tagged, at);
    struck_house(tagged, at);
}

/// "Hospital shelled as fighting flares": in a headline what can only be struck suffers.
fn struck_house(tagged: &mut Tagged<'_>, at: usize) {
    let Some(before) = at.checked_sub(1).filter(|_| tagged.headline && tagged.tag(at) == Tag::Vbd) else { return };
    let house = ["civilsite", "premises"].iter().any(|class| tagged.lexicon.is(class, tagged.lower(before)));
    let struck = ["shell", "bomb", "attack", "raid", "torch", "loot", "ransack", "storm", "hit", "damage", "target"];
    let lemma = tagged.lemma(at, Upos::Verb, Tag::Vbd);
    let alone =
        at + 1 >= tagged.forms.len() || matches!(tagged.tag(at + 1), Tag::In | Tag::Comma | Tag::Stop | Tag::Rb);
    if house && alone && struck.contains(&lemma.as_str()) {
        tagged.set(at, Upos::Verb, Tag::Vbn);
    }
}

/// "according to aid workers": what is cited is no infinitive.
fn cited(tagged: &mut Tagged<'_>, at: usize) {
    let behind = at >= 2 && tagged.lower(at - 1) == "to" && tagged.lower(at - 2) == "according";
    if behind && tagged.tag(at).is_verb() {
        tagged.set(at - 1, Upos::Adp, Tag::In);
        tagged.set(at, Upos::Noun, Tag::Nn);
    }
}

/// "Omani envoys shuttled between": several persons before a past are no verb.
fn people_before_verb(tagged: &mut Tagged<'_>, at: usize) {
    if tagged.tag(at) != Tag::Vbz || !matches!(tagged.tag(at + 1), Tag::Vbd | Tag::Vbn | Tag::Md) {
        return;
    }
    let lemma = tagged.lemma(at, Upos::Noun, Tag::Nns);
    if lemma != *tagged.lower(at) && tagged.of_people(&lemma) && !tagged.lexicon.names_verb(&lemma) {
        tagged.set(at, Upos::Noun, Tag::Nns);
    }
}

/// "The envoy spoke by phone": behind a noun and before a preposition, no part of a wheel.
fn spoke(tagged: &mut Tagged<'_>, at: usize) {
    let wheel = tagged.lower(at) == "spoke" && tagged.tag(at).is_noun();
    let subject = tagged.before(at).is_some_and(|before| before.is_noun() || matches!(before, Tag::Prp | Tag::Jj));
    if wheel && subject && matches!(tagged.tag(at + 1), Tag::In | Tag::To | Tag::Rp | Tag::Rb) {
        tagged.set(at, Upos::Verb, Tag::Vbd);
    }
}

/// "12 dead as rockets hit crowded market": behind "as" and what flies, a noun that can be a verb is one.
fn struck_in_headline(tagged: &mut Tagged<'_>, at: usize) {
    let opened = at >= 2
        && matches!(tagged.lower(at - 2).as_str(), "as" | "after" | "when" | "while")
        && tagged.before(at) == Some(Tag::Nns);
    if !opened || !tagged.tag(at).is_noun() || !tagged.headline {
        return;
    }
    if let Some(tag) =
        verbs::reading(tagged, at).filter(|_| matches!(tagged.lower(at).as_str(), "hit" | "strike" | "shell" | "raid"))
    {
        tagged.set(at, Upos::Verb, tag);
        if tagged.tag(at + 1) == Tag::Vbd && tagged.tag(at + 2).is_noun() {
            tagged.set(at + 1, Upos::Adj, Tag::Jj);
        }
    }
}

/// "will not clash over", "could yet attack": behind a modal, with nothing but adverbs between, what can be a verb is one.
fn behind_modal(tagged: &mut Tagged<'_>, at: usize) {
    if !tagged.tag(at).is_noun() || !tagged.lexicon.names_verb(tagged.lower(at)) {
        return;
    }
    let modal = (at.saturating_sub(4)..at).rev().find(|before| tagged.tag(*before) != Tag::Rb);
    let Some(modal) = modal.filter(|modal| tagged.tag(*modal) == Tag::Md) else { return };
    // "May clashes" may be a month's, "will supply arms" never is.
    let sure =
        matches!(tagged.lower(modal).as_str(), "will" | "would" | "could" | "should" | "must" | "can" | "cannot");
    let single =
        matches!(tagged.tag(at), Tag::Nn) && tagged.before(modal).is_some_and(|tag| tag.is_noun() || tag == Tag::Prp);
    if !tagged.tag(at + 1).is_noun() || sure && single {
        tagged.set(at, Upos::Verb, Tag::Vb);
    }
}
