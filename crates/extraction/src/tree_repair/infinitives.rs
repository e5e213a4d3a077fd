//! Mends infinitives: what somebody is called upon to do hangs on the call, and so does every next thing of the list.

use super::{hang, head, relation, subject_of, tag};
use crate::lexicon::{Lexicon, Part};
use grammar::{Relation, Tag, Upos, Word};
use model::Modality;

/// Mends the infinitives of a sentence.
pub(super) fn mend(words: &mut [Word], lexicon: &Lexicon) {
    for at in 0..words.len() {
        about_to(words, at);
        for_which_one_went(words, at);
        subject_of_list(words, at);
        call_before_list(words, at);
        for_somebody(words, at, lexicon);
        yet_to_be_done(words, at);
        people_demanding(words, at, lexicon);
    }
    for at in 0..words.len() {
        governed(words, at, lexicon);
        listed(words, at);
    }
}

fn has_to(words: &[Word], at: usize) -> bool {
    words.iter().any(|word| word.head == Some(at) && word.tag == Tag::To)
}

/// "stalled over the number of hostages to be freed": a passive infinitive right behind a noun that is no object of the verb
/// tells what is to be done to that noun.
fn yet_to_be_done(words: &mut [Word], at: usize) {
    let passive = tag(words, at) == Tag::Vbn && matches!(relation(words, at), Relation::Xcomp | Relation::Advcl);
    let Some(noun) = at.checked_sub(3).filter(|_| passive && has_to(words, at)) else { return };
    let behind = tag(words, at - 2) == Tag::To && words.get(at - 1).is_some_and(|word| word.lemma == "be");
    let deep = tag(words, noun).is_noun() && matches!(relation(words, noun), Relation::Nmod | Relation::Obl);
    if behind && deep && head(words, at).is_some_and(|verb| verb < noun) {
        hang(words, at, Some(noun), Relation::Acl);
    }
}

/// "fired at protesters demanding an end": those who stand right before demand, not those who fired.
fn people_demanding(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    let gerund = tag(words, at) == Tag::Vbg && relation(words, at) == Relation::Advcl;
    let Some(people) = at.checked_sub(1).filter(|_| gerund) else { return };
    let demands = words.get(at).is_some_and(|word| {
        lexicon.embeddings(&word.lemma).any(|embedding| embedding.modality == Some(Modality::Demanded))
    });
    let named = words.get(people).is_some_and(|word| lexicon.names_somebody(&word.lemma));
    let below =
        matches!(relation(words, people), Relation::Obj | Relation::Obl) && head(words, people) == head(words, at);
    if demands && named && below {
        hang(words, at, Some(people), Relation::Acl);
    }
}

/// "Haftar leaves Russia to resume operations": behind a verb of going the infinitive is why one went, and not what the place does.
fn for_which_one_went(words: &mut [Word], at: usize) {
    if tag(words, at) != Tag::Vb || relation(words, at) != Relation::Xcomp || !has_to(words, at) {
        return;
    }
    let goes = |verb: &usize| {
        words.get(*verb).is_some_and(|word| {
            matches!(
                word.lemma.to_lowercase().as_str(),
                "leave" | "visit" | "enter" | "depart" | "flee" | "quit" | "reach"
            )
        })
    };
    let place = |word: &Word, verb: usize| {
        word.head == Some(verb) && word.relation == Relation::Obj && word.upos == Upos::Propn
    };
    let verb = head(words, at).filter(|verb| *verb < at && goes(verb));
    if let Some(verb) = verb.filter(|verb| words.iter().any(|word| place(word, *verb))) {
        hang(words, at, Some(verb), Relation::Advcl);
    }
}

/// "is about to sign": "about" is what is said of the subject, and the act hangs on it.
fn about_to(words: &mut [Word], at: usize) {
    let lemma = |place: usize| words.get(place).map_or("", |word| word.lemma.as_str());
    let Some(be) = at.checked_sub(1).filter(|be| lemma(*be) == "be" && lemma(at).eq_ignore_ascii_case("about")) else {
        return;
    };
    let verb = at + 2;
    if tag(words, at + 1) != Tag::To || tag(words, verb) != Tag::Vb {
        return;
    }
    if head(words, at) == Some(verb) {
        let (above, role) = (head(words, verb), relation(words, verb));
        hang(words, at, above, role);
        for kid in (0..at).filter(|kid| head(words, *kid) == Some(verb)).collect::<Vec<_>>() {
            let role = if kid == be { Relation::Cop } else { relation(words, kid) };
            hang(words, kid, Some(at), role);
        }
    } else if relation(words, be) == Relation::Cop && head(words, be).is_some_and(|noun| noun < be) {
        predicate_behind_subject(words, be, at);
    }
    hang(words, verb, Some(at), Relation::Xcomp);
    if let Some(word) = words.get_mut(at) {
        (word.upos, word.tag) = (Upos::Adj, Tag::Jj);
    }
}

/// "Activists of the league are about to …": a noun before "be" is the subject, and not what is said of somebody.
fn predicate_behind_subject(words: &mut [Word], be: usize, at: usize) {
    let above = |place: &usize| head(words, *place).filter(|above| *above < be && tag(words, *above).is_noun());
    let Some(subject) = std::iter::successors(head(words, be), above).take(words.len()).last() else { return };
    let (above, role) = (head(words, subject), relation(words, subject));
    for kid in (be + 1..words.len()).filter(|kid| head(words, *kid) == Some(subject)).collect::<Vec<_>>() {
        let role = relation(words, kid);
        hang(words, kid, Some(at), role);
    }
    hang(words, at, above, role);
    hang(words, subject, Some(at), Relation::Nsubj);
    hang(words, be, Some(at), Relation::Cop);
}

/// "worked for the factions in Tarn to sign": those for whom somebody works are to sign.
fn for_somebody(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    if tag(words, at) != Tag::Vb || !has_to(words, at) || subject_of(words, at).is_some() {
        return;
    }
    let opens = (at.saturating_sub(9)..at).rev().find(|place| {
        tag(words, *place).is_verb() || words.get(*place).is_some_and(|word| word.lemma.eq_ignore_ascii_case("for"))
    });
    let Some(opens) = opens.filter(|opens| !tag(words, *opens).is_verb()) else { return };
    let Some(somebody) = head(words, opens).filter(|somebody| (opens..at).contains(somebody)) else { return };
    let Some(above) = head(words, somebody).filter(|above| *above < opens && is_party(words, somebody, lexicon)) else {
        return;
    };
    let governs = std::iter::successors(Some(above), |place| head(words, *place))
        .take(words.len())
        .find(|place| tag(words, *place).is_verb());
    let Some(governs) = governs.filter(|verb| *verb < opens && !demands(words, *verb, lexicon)) else { return };
    hang(words, at, Some(governs), Relation::Advcl);
    hang(words, somebody, Some(at), Relation::Nsubj);
    hang(words, opens, Some(at), Relation::Mark);
}

/// "The envoys called on all to cease fire, declare a truce": read as "the envoys, called on, declare". A bare verb behind
/// a comma and an infinitive is the list's; the participle is the verb, and the subject its own.
fn subject_of_list(words: &mut [Word], at: usize) {
    let comma = at.checked_sub(1).is_some_and(|before| tag(words, before) == Tag::Comma);
    let own = |place: usize| head(words, place) == Some(at);
    if !comma || tag(words, at) != Tag::Vbp {
        return;
    }
    let subject = (0..at).find(|place| own(*place) && relation(words, *place) == Relation::Nsubj);
    let Some(subject) = subject else { return };
    let participle = (subject + 1..at).find(|place| {
        head(words, *place) == Some(subject)
            && tag(words, *place) == Tag::Vbn
            && matches!(relation(words, *place), Relation::Acl | Relation::Amod | Relation::AclRelcl)
    });
    let Some(verb) = participle else { return };
    if carry_on(words, verb, at) {
        hang(words, subject, Some(verb), Relation::Nsubj);
    }
}

/// Puts the verb in the place of the bare one behind it, which carries on the list of the infinitive between them.
fn carry_on(words: &mut [Word], verb: usize, bare: usize) -> bool {
    let infinitive = (verb + 1..bare).find(|place| tag(words, *place) == Tag::Vb && has_to(words, *place));
    let Some(infinitive) = infinitive else { return false };
    let (above, role) = (head(words, bare), relation(words, bare));
    hang(words, verb, above, role);
    hang(words, bare, Some(infinitive), Relation::Conj);
    for (place, new) in [(verb, Tag::Vbd), (bare, Tag::Vb)] {
        if let Some(word) = words.get_mut(place) {
            word.tag = new;
        }
    }
    true
}

/// The same, read as "the envoys, called on all to cease fire" before "declare a truce": the call has the subject.
fn call_before_list(words: &mut [Word], at: usize) {
    let comma = at.checked_sub(1).is_some_and(|before| tag(words, before) == Tag::Comma);
    if !comma || tag(words, at) != Tag::Vbp || subject_of(words, at).is_some() {
        return;
    }
    let call = (0..at).find(|verb| {
        head(words, *verb) == Some(at)
            && relation(words, *verb) == Relation::Advcl
            && matches!(tag(words, *verb), Tag::Vbn | Tag::Vbd)
            && subject_of(words, *verb).is_some()
    });
    if let Some(verb) = call {
        carry_on(words, verb, at);
    }
}

/// "called on all parties to cease": the infinitive belongs to the call and not to the parties.
fn governed(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    let infinitive = tag(words, at) == Tag::Vb && has_to(words, at);
    let adnominal = infinitive && relation(words, at) == Relation::Acl;
    if infinitive
        && relation(words, at) == Relation::Advcl
        && let Some(verb) = head(words, at).filter(|verb| *verb < at && demands(words, *verb, lexicon))
    {
        let addressed = (verb + 1..at).any(|noun| {
            head(words, noun) == Some(verb)
                && matches!(relation(words, noun), Relation::Obl | Relation::Obj | Relation::Iobj)
                && is_party(words, noun, lexicon)
        });
        if addressed {
            hang(words, at, Some(verb), Relation::Xcomp);
        }
        return;
    }
    // "declined on Sunday to sign": only a time lies between.
    if infinitive
        && relation(words, at) == Relation::Advcl
        && let Some(verb) = head(words, at).filter(|verb| *verb < at && takes_clause(words, *verb, lexicon))
    {
        let object = words.iter().any(|word| word.head == Some(verb) && word.relation == Relation::Obj);
        if !object {
            hang(words, at, Some(verb), Relation::Xcomp);
        }
        return;
    }
    let Some(noun) = head(words, at).filter(|noun| adnominal && *noun < at) else { return };
    let party = matches!(relation(words, noun), Relation::Obl | Relation::Obj | Relation::Iobj | Relation::OblAgent);
    let Some(verb) = head(words, noun).filter(|verb| party && *verb < noun && tag(words, *verb).is_verb()) else {
        return;
    };
    if demands(words, verb, lexicon) && is_party(words, noun, lexicon) {
        hang(words, at, Some(verb), Relation::Xcomp);
    }
}

fn takes_clause(words: &[Word], verb: usize, lexicon: &Lexicon) -> bool {
    let Some(lemma) = words.get(verb).map(|word| word.lemma.to_lowercase()) else { return false };
    let governs = lexicon
        .embeddings(&lemma)
        .any(|embedding| embedding.pattern.part == Part::Verb && embedding.ways.iter().any(|way| way == "clause"));
    governs
        && tag(words, verb).is_verb()
        && !matches!(lemma.as_str(), "stop" | "meet" | "halt" | "end" | "look" | "fail")
}

/// Of a promise or an offer the infinitive may be the thing promised; of a demand it is what is demanded.
fn demands(words: &[Word], verb: usize, lexicon: &Lexicon) -> bool {
    let Some(lemma) = words.get(verb).map(|word| word.lemma.to_lowercase()) else { return false };
    tag(words, verb).is_verb()
        && lexicon.embeddings(&lemma).any(|embedding| {
            embedding.pattern.part == Part::Verb
                && matches!(embedding.modality, Some(model::Modality::Demanded | model::Modality::Ordered))
                && embedding.ways.iter().any(|way| way == "clause")
        })
}

fn is_party(words: &[Word], noun: usize, lexicon: &Lexicon) -> bool {
    words.get(noun).is_some_and(|word| {
        word.upos == grammar::Upos::Propn
            || ["person", "group", "troops", "media"].iter().any(|class| lexicon.is(class, &word.lemma))
    })
}

/// "to cease hostilities, declare a ceasefire and sit down": bare verbs behind an infinitive carry its list on.
fn listed(words: &mut [Word], at: usize) {
    // A bare verb is never joined to a past: "called on them to cease fire, declare a truce".
    let past = |verb: usize| matches!(tag(words, verb), Tag::Vbd | Tag::Vbn);
    let misjoined = head(words, at).is_some_and(past);
    let bare = matches!(tag(words, at), Tag::Vb | Tag::Vbp)
        && (relation(words, at) != Relation::Conj || misjoined)
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
    use model::{ClaimKind, Modality};

    #[test]
    fn what_is_called_for_is_demanded_item_by_item() {
        let found =
            claims("The envoys called on all parties to cease hostilities, declare a truce and withdraw their troops.");
        let of =
            |trigger: &str| found.iter().find(|told| told.trigger.contains(trigger)).map(|told| told.claim.modality);
        assert_eq!(of("cease"), Some(Modality::Demanded), "{found:?}");
        assert_eq!(of("declare"), Some(Modality::Demanded), "{found:?}");
    }

    #[test]
    fn a_place_that_is_left_does_not_do_what_one_left_for() {
        let found = claims("Haftar left Russia to resume military operations in Libya.");
        let resumed = found.iter().find(|told| told.claim.modality == Modality::Planned);
        assert!(resumed.is_some_and(|told| told.claim.kind == ClaimKind::ArmedClash), "{found:?}");
        assert!(
            found
                .iter()
                .all(|told| told.claim.kind != ClaimKind::ArmedClash || told.claim.modality == Modality::Planned)
        );
    }
}
