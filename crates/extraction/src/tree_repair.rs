//! Mends what a parser trained on other prose gets wrong in reports of war, where words alone decide: a gerund behind a
//! preposition takes its object, a possessor gives way to the name that it owns, a participle beside a bare subject is
//! the past tense. Changes nothing that is not one of these shapes.

mod agents;
mod attachment;
mod clauses;
mod doers;
mod infinitives;
mod nominals;
mod phrases;
mod sources;
mod speech;
mod subordinate;
mod suffering;

use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos, Word};

/// Mends the shapes in place.
pub(crate) fn mend(words: &mut Vec<Word>, forms: &[&str], headline: bool, lexicon: &Lexicon) {
    let before = words.clone();
    doers::listed_persons(words);
    shapes(words, forms, lexicon);
    clauses::mend(words, headline);
    phrases::mend(words, lexicon);
    speech::mend(words, lexicon);
    if !headline {
        active_without_auxiliary(words);
    }
    suffering::mend(words, headline, lexicon);
    subordinate::states(words, lexicon);
    if !is_tree(words) {
        *words = before;
    }
}

/// Every word reaches the root.
fn is_tree(words: &[Word]) -> bool {
    let head = |at: usize| words.get(at).and_then(|word| word.head);
    (0..words.len())
        .all(|at| std::iter::successors(Some(at), |at| head(*at)).take(words.len() + 1).count() <= words.len())
}

fn shapes(words: &mut [Word], forms: &[&str], lexicon: &Lexicon) {
    for at in 0..words.len() {
        attachment::mend(words, at);
        subordinate::mend(words, at);
        doers::mend(words, at, lexicon);
        agents::mend(words, at, lexicon);
        sources::mend(words, at);
        nominals::mend(words, forms, at, lexicon);
        gerund_behind_preposition(words, at, lexicon);
        possessor(words, forms, at);
        gerund_of_accusation(words, at, lexicon);
        subject_of_joined_verb(words, at);
        subject_right_before(words, at);
        finite_beside_infinitive(words, at);
        verb_between_nouns(words, at, lexicon);
    }
    verb_under_noun(words);
    past_without_verb(words, lexicon);
    subject_with_two_verbs(words, lexicon);
    infinitives::mend(words, lexicon);
}

/// "The envoys, as mediators, called on all": a whole clause is passive only with an auxiliary.
fn active_without_auxiliary(words: &mut [Word]) {
    for at in 0..words.len() {
        let finite = matches!(tag(words, at), Tag::Vbd | Tag::Vbn)
            && matches!(relation(words, at), Relation::Root | Relation::Ccomp | Relation::AclRelcl);
        if !finite {
            continue;
        }
        let helped = words.iter().any(|word| {
            word.head == Some(at) && matches!(word.relation, Relation::AuxPass | Relation::Aux | Relation::OblAgent)
        });
        let subject = words.iter().position(|word| word.head == Some(at) && word.relation == Relation::NsubjPass);
        let Some(subject) = subject.filter(|subject| !helped && *subject < at) else { continue };
        hang(words, subject, Some(at), Relation::Nsubj);
        if let Some(word) = words.get_mut(at) {
            word.tag = Tag::Vbd;
        }
    }
}

fn head(words: &[Word], at: usize) -> Option<usize> {
    words.get(at).and_then(|word| word.head)
}

fn relation(words: &[Word], at: usize) -> Relation {
    words.get(at).map_or(Relation::Dep, |word| word.relation)
}

fn tag(words: &[Word], at: usize) -> Tag {
    words.get(at).map_or(Tag::Fw, |word| word.tag)
}

/// The first word that hangs on another with a relation.
fn kid_with(words: &[Word], at: usize, wanted: Relation) -> Option<usize> {
    words.iter().position(|word| word.head == Some(at) && word.relation == wanted)
}

/// The first subject that hangs on a word, of an active or a passive.
fn subject_of(words: &[Word], at: usize) -> Option<usize> {
    words.iter().position(|word| word.head == Some(at) && word.relation.is_subject())
}

fn hang(words: &mut [Word], at: usize, head: Option<usize>, relation: Relation) {
    if let Some(word) = words.get_mut(at) {
        (word.head, word.relation) = (head, relation);
    }
}

fn knows(words: &[Word], at: usize, lexicon: &Lexicon) -> bool {
    words.get(at).is_some_and(|word| lexicon.knows(&word.lemma.to_lowercase()))
}

/// "of shelling Ganja", "without signing ceasefire deal": the gerund governs the noun.
fn gerund_behind_preposition(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    let Some(noun) = words.get(at).and_then(|word| word.head).filter(|head| *head > at) else { return };
    let Some(before) = at.checked_sub(1) else { return };
    let shape = tag(words, at) == Tag::Vbg
        && matches!(relation(words, at), Relation::Amod | Relation::Compound)
        && matches!(relation(words, before), Relation::Case | Relation::Mark)
        && words.get(before).is_some_and(|word| {
            matches!(word.lemma.as_str(), "of" | "without" | "for" | "from" | "by" | "after" | "before")
        })
        && !words.get(at).is_some_and(|word| matches!(word.lemma.as_str(), "fight" | "miss" | "war"));
    if !shape || !knows(words, at, lexicon) {
        return;
    }
    let head = words.get(noun).and_then(|word| word.head);
    // The clause hangs on the nearest verb above.
    let verb = std::iter::successors(head, |head| words.get(*head).and_then(|word| word.head))
        .take(words.len())
        .find(|head| tag(words, *head).is_verb());
    let Some(verb) = verb.filter(|verb| *verb != at) else { return };
    hang(words, at, Some(verb), Relation::Advcl);
    hang(words, noun, Some(at), Relation::Obj);
    hang(words, before, Some(at), Relation::Mark);
}

/// "Libya 's Haftar" read as one flat name: Haftar is meant.
fn possessor(words: &mut [Word], forms: &[&str], at: usize) {
    let mark = forms.get(at).is_some_and(|form| matches!(*form, "'s" | "’s" | "'" | "’"));
    let Some(owner) =
        words.get(at).and_then(|word| word.head).filter(|_| mark && relation(words, at) == Relation::Case)
    else {
        return;
    };
    let owned = at + 1;
    let flat = relation(words, owned) == Relation::Flat && words.get(owned).and_then(|word| word.head) == Some(owner);
    if !flat {
        return;
    }
    let (head, role) = words.get(owner).map_or((None, Relation::Dep), |word| (word.head, word.relation));
    hang(words, owned, head, role);
    hang(words, owner, Some(owned), Relation::NmodPoss);
    for next in owned + 1..words.len() {
        if relation(words, next) == Relation::Flat && words.get(next).and_then(|word| word.head) == Some(owner) {
            hang(words, next, Some(owned), Relation::Flat);
        }
    }
}

/// A finite verb is never an attribute: hung so on the noun at the root, it is the sentence's verb and the noun its
/// subject.
fn verb_under_noun(words: &mut [Word]) {
    let Some(root) = words.iter().position(|word| word.relation == Relation::Root) else { return };
    let nominal = words.get(root).is_some_and(|word| matches!(word.upos, Upos::Noun | Upos::Propn));
    let attribute = |relation| {
        matches!(relation, Relation::Nmod | Relation::Amod | Relation::Compound | Relation::Flat | Relation::Appos)
    };
    let verb = (root + 1..words.len()).find(|at| {
        matches!(tag(words, *at), Tag::Vbd | Tag::Vbz)
            && attribute(relation(words, *at))
            && words.get(*at).and_then(|word| word.head) == Some(root)
    });
    if let Some(verb) = verb.filter(|_| nominal) {
        hang(words, verb, None, Relation::Root);
        hang(words, root, Some(verb), Relation::Nsubj);
    }
}

/// "The army shelled Hadrut yesterday." read as a noun phrase: no verb is left, so the participle is the verb.
fn past_without_verb(words: &mut [Word], lexicon: &Lexicon) {
    let finite = words.iter().any(|word| matches!(word.tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md));
    let Some(root) = words.iter().position(|word| word.relation == Relation::Root) else { return };
    if finite || !words.get(root).is_some_and(|word| matches!(word.upos, Upos::Noun | Upos::Propn)) {
        return;
    }
    let comma = |at: usize| tag(words, at) == Tag::Comma;
    let verb = (root + 1..words.len()).find(|at| {
        let near = *at < root + 6 || comma(at - 1);
        near && tag(words, *at) == Tag::Vbn && knows(words, *at, lexicon)
    });
    let Some(verb) = verb else { return };
    let noun = words
        .get(verb)
        .and_then(|word| word.head)
        .filter(|head| *head > verb && relation(words, verb) == Relation::Amod);
    hang(words, verb, None, Relation::Root);
    hang(words, root, Some(verb), Relation::Nsubj);
    if let Some(word) = words.get_mut(verb) {
        word.tag = Tag::Vbd;
    }
    let object = (verb + 1..words.len())
        .find(|at| words.get(*at).is_some_and(|word| matches!(word.upos, Upos::Noun | Upos::Propn)));
    if let (Some(noun), Some(object)) = (noun, object) {
        hang(words, noun, Some(verb), if noun == object { Relation::Obj } else { Relation::Obl });
        if noun != object {
            hang(words, object, Some(verb), Relation::Obj);
        }
    }
    for at in 0..words.len() {
        let moved = at > verb && at != verb && words.get(at).and_then(|word| word.head) == Some(root);
        if moved {
            let role = if relation(words, at) == Relation::Nmod { Relation::Obl } else { relation(words, at) };
            hang(words, at, Some(verb), role);
        }
    }
}

/// "A mine exploded on the road, but nobody was hurt": a verb with two subjects, the first of which carries a
/// participle that is really the past tense.
fn subject_with_two_verbs(words: &mut [Word], lexicon: &Lexicon) {
    let found = (0..words.len()).find_map(|at| {
        let noun = words.get(at)?.head?;
        let verb = words.get(noun)?.head?;
        let other = || {
            (noun + 1..words.len()).any(|kid| {
                kid > at && words.get(kid).is_some_and(|word| word.head == Some(verb) && word.relation.is_subject())
            })
        };
        let shape =
            tag(words, at) == Tag::Vbn && relation(words, at) == Relation::Acl && relation(words, noun).is_subject();
        (shape && at > noun && at < verb && other() && knows(words, at, lexicon)).then_some((at, noun, verb))
    });
    let Some((first, noun, second)) = found else { return };
    let (head, role) = words.get(second).map_or((None, Relation::Root), |word| (word.head, word.relation));
    hang(words, first, head, role);
    hang(words, noun, Some(first), Relation::Nsubj);
    hang(words, second, Some(first), Relation::Conj);
    if let Some(word) = words.get_mut(first) {
        word.tag = Tag::Vbd;
    }
}

/// "accused Armenia of shelling Ganja", "was accused by elders of burning it": what somebody is accused of hangs on the
/// accusation, neither on the accused nor on who accuses.
fn gerund_of_accusation(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    let Some(before) = at.checked_sub(1).filter(|_| tag(words, at) == Tag::Vbg) else { return };
    let marker = words.get(before).is_some_and(|word| matches!(word.lemma.as_str(), "of" | "for"));
    let above = words.get(at).and_then(|word| word.head).filter(|above| marker && *above <= before);
    // The tree may hang the gerund on its own preposition.
    let Some(noun) = above.and_then(|above| if above == before { words.get(before)?.head } else { Some(above) }) else {
        return;
    };
    let verb = words.get(noun).and_then(|word| word.head).filter(|verb| {
        matches!(relation(words, noun), Relation::Obj | Relation::OblAgent | Relation::Obl)
            && words.get(*verb).is_some_and(|word| lexicon.is("control", &word.lemma.to_lowercase()))
    });
    if let Some(verb) = verb {
        hang(words, at, Some(verb), Relation::Advcl);
        hang(words, before, Some(at), Relation::Mark);
    }
}

/// "fired rockets at Tarn, and artillery shelled Mern": the noun right before a finite verb without a subject is its
/// subject and not the last of a list.
fn subject_right_before(words: &mut [Word], at: usize) {
    let finite = matches!(tag(words, at), Tag::Vbd | Tag::Vbz | Tag::Vbp)
        && matches!(
            relation(words, at),
            Relation::Conj | Relation::Advmod | Relation::Advcl | Relation::Parataxis | Relation::Dep
        );
    let Some(noun) = at.checked_sub(1).filter(|_| finite && subject_of(words, at).is_none()) else { return };
    let nominal = words.get(noun).is_some_and(|word| matches!(word.upos, Upos::Noun | Upos::Propn));
    let coordinator = words.iter().any(|word| word.head == Some(noun) && word.tag == Tag::Cc);
    let above = std::iter::successors(words.get(noun).and_then(|word| word.head), |head| {
        words.get(*head).and_then(|word| word.head)
    })
    .take(words.len())
    .find(|head| tag(words, *head).is_verb() && *head != at);
    if let Some(above) = above.filter(|_| nominal && coordinator && relation(words, noun) == Relation::Conj) {
        hang(words, at, Some(above), Relation::Conj);
        hang(words, noun, Some(at), Relation::Nsubj);
    }
}

/// "280 were killed and 146,000 Libyans have been displaced": the noun read as one of the list is the second subject.
fn subject_of_joined_verb(words: &mut [Word], at: usize) {
    let joined = tag(words, at).is_verb() && relation(words, at) == Relation::Conj;
    let Some(first) = head(words, at).filter(|_| joined && subject_of(words, at).is_none()) else { return };
    let noun = (first + 1..at).find(|noun| {
        let word = words.get(*noun);
        word.is_some_and(|word| {
            word.head == Some(first) && word.relation == Relation::Conj && matches!(word.upos, Upos::Noun | Upos::Propn)
        })
    });
    if let Some(noun) = noun.filter(|_| tag(words, first).is_verb()) {
        let passive = words.iter().any(|word| word.head == Some(at) && word.relation == Relation::AuxPass);
        hang(words, noun, Some(at), if passive { Relation::NsubjPass } else { Relation::Nsubj });
    }
}

/// "declined to discuss it and asked for time": a finite verb is joined to a finite verb, not to the infinitive.
fn finite_beside_infinitive(words: &mut [Word], at: usize) {
    let finite = |tag: Tag| matches!(tag, Tag::Vbd | Tag::Vbz | Tag::Vbp);
    let bare = |at: usize| {
        tag(words, at) == Tag::Vbn
            && !words
                .iter()
                .any(|word| word.head == Some(at) && matches!(word.relation, Relation::Aux | Relation::AuxPass))
    };
    let joined = relation(words, at) == Relation::Conj && (finite(tag(words, at)) || bare(at));
    let first = words.get(at).and_then(|word| word.head).filter(|_| joined);
    let helped =
        first.is_some_and(|first| words.iter().any(|word| word.head == Some(first) && matches!(word.tag, Tag::Md)));
    let Some(first) = first.filter(|first| matches!(tag(words, *first), Tag::Vb | Tag::Vbg) && !helped) else { return };
    let above = std::iter::successors(words.get(first).and_then(|word| word.head), |head| {
        words.get(*head).and_then(|word| word.head)
    })
    .take(words.len())
    .find(|head| finite(tag(words, *head)));
    if let Some(above) = above.filter(|above| *above < at) {
        hang(words, at, Some(above), Relation::Conj);
    }
}

/// "Ankara dispatched troops": a participle right behind a bare name or plural, read as an adjective of the next noun.
fn verb_between_nouns(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    let Some(object) =
        words.get(at).and_then(|word| word.head).filter(|head| *head > at && relation(words, at) == Relation::Amod)
    else {
        return;
    };
    let Some(subject) = at.checked_sub(1) else { return };
    let bare = words.get(subject).is_some_and(|word| word.upos == Upos::Propn || word.tag == Tag::Nns);
    let telling = knows(words, at, lexicon)
        && !words.get(at).is_some_and(|word| {
            matches!(
                word.lemma.as_str(),
                "lead"
                    | "back"
                    | "sponsor"
                    | "broker"
                    | "support"
                    | "control"
                    | "hold"
                    | "run"
                    | "recognise"
                    | "recognize"
                    | "mediate"
                    | "host"
                    | "arm"
                    | "fund"
                    | "mandate"
            )
        });
    let near = object - at <= 3;
    if tag(words, at) != Tag::Vbn || !bare || !telling || !near {
        return;
    }
    let (head, role) = words.get(object).map_or((None, Relation::Dep), |word| (word.head, word.relation));
    if head == Some(subject) || head == Some(at) {
        return;
    }
    hang(words, at, head, role);
    hang(words, object, Some(at), Relation::Obj);
    hang(words, subject, Some(at), Relation::Nsubj);
    for next in 0..words.len() {
        let moved = next > object
            && words.get(next).and_then(|word| word.head) == Some(object)
            && matches!(relation(words, next), Relation::Parataxis | Relation::Acl | Relation::Advcl);
        if moved {
            hang(words, next, Some(at), relation(words, next));
        }
    }
    if let Some(word) = words.get_mut(at) {
        word.tag = Tag::Vbd;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gerund_behind_a_preposition_takes_its_object() {
        let word = |lemma: &str, upos, tag, head, relation| Word { lemma: lemma.to_owned(), upos, tag, head, relation };
        let mut words = vec![
            word("accuse", Upos::Verb, Tag::Vbd, None, Relation::Root),
            word("of", Upos::Adp, Tag::In, Some(3), Relation::Case),
            word("shell", Upos::Verb, Tag::Vbg, Some(3), Relation::Amod),
            word("Tarn", Upos::Propn, Tag::Nnp, Some(0), Relation::Obl),
        ];
        mend(&mut words, &["accused", "of", "shelling", "Tarn"], false, &Lexicon::english());
        let shape: Vec<_> = words.iter().map(|word| (word.head, word.relation)).collect();
        assert_eq!(shape.get(2), Some(&(Some(0), Relation::Advcl)));
        assert_eq!(shape.get(3), Some(&(Some(2), Relation::Obj)));
    }

    #[test]
    fn circles_are_no_trees() {
        let word = |head| Word { lemma: String::new(), upos: Upos::X, tag: Tag::Fw, head, relation: Relation::Dep };
        assert!(!is_tree(&[word(Some(1)), word(Some(0))]));
        assert!(is_tree(&[word(Some(1)), word(None)]));
    }
}
