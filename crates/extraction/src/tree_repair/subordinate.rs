//! Mends what stands below or beside a main clause: "with two drivers reported dead", "leaving 17 people dead and dozens
//! hurt", "until the men are freed"; and "are to resume", whose verb is the infinitive. Knows tags, relations and small words.

use super::{hang, head, kid_with, relation, subject_of, tag};
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos, Word};

/// Mends the shapes at a word.
pub(super) fn mend(words: &mut [Word], at: usize) {
    participle_behind_with(words, at);
    is_to(words, at);
    main_behind_participle(words, at);
    clause_behind_preposition(words, at);
}

/// Mends what somebody is left in, once the first state is known for one; and how far a toll rose.
pub(super) fn states(words: &mut [Word], lexicon: &Lexicon) {
    for at in 0..words.len() {
        second_left(words, at, lexicon);
        risen_to(words, at, lexicon);
    }
}

fn lemma_is(words: &[Word], at: usize, lemma: &str) -> bool {
    words.get(at).is_some_and(|word| word.lemma.eq_ignore_ascii_case(lemma))
}

/// "came under attack, with two drivers reported dead": a noun behind "with" is no subject of a finite verb; the verb is a
/// participle, and what stands before is the main clause.
fn participle_behind_with(words: &mut [Word], verb: usize) {
    let past = matches!(tag(words, verb), Tag::Vbd | Tag::Vbn);
    let Some(noun) = subject_of(words, verb).filter(|noun| past && *noun < verb) else { return };
    let helped = |words: &[Word]| {
        [Relation::Aux, Relation::AuxPass].iter().any(|helper| kid_with(words, verb, *helper).is_some())
    };
    let Some(with) = kid_with(words, noun, Relation::Case).filter(|with| lemma_is(words, *with, "with")) else {
        return;
    };
    let main = (0..with).find(|at| head(words, *at) == Some(verb) && relation(words, *at) == Relation::Ccomp);
    let main = main.or_else(|| head(words, verb).filter(|above| *above < with));
    let Some(main) = main.filter(|_| !helped(words)) else { return };
    if head(words, main) == Some(verb) {
        let (above, role) = (head(words, verb), relation(words, verb));
        hang(words, main, above, role);
    }
    hang(words, verb, Some(main), Relation::Advcl);
    hang(words, noun, Some(verb), Relation::NsubjPass);
    hang(words, with, Some(verb), Relation::Mark);
    if let Some(word) = words.get_mut(verb) {
        word.tag = Tag::Vbn;
    }
}

/// "suspended it until the men are freed": what looks like a preposition before a subject opens the subject's clause.
fn clause_behind_preposition(words: &mut [Word], opener: usize) {
    let opens = ["until", "before", "after", "since", "because", "although", "unless", "while"];
    let opens = tag(words, opener) == Tag::In && opens.iter().any(|lemma| lemma_is(words, opener, lemma));
    let case = opens && relation(words, opener) == Relation::Case;
    let Some(subject) = head(words, opener).filter(|subject| case && *subject > opener) else { return };
    let verb = head(words, subject).filter(|verb| relation(words, subject).is_subject() && *verb > subject);
    let Some(verb) = verb.filter(|verb| tag(words, *verb).is_verb()) else { return };
    hang(words, opener, Some(verb), Relation::Mark);
    if relation(words, verb) == Relation::Conj && kid_with(words, verb, Relation::Cc).is_none() {
        let above = head(words, verb);
        hang(words, verb, above, Relation::Advcl);
    }
}

/// "left 31 dead and 60 injured", "leaving 17 people dead and dozens hurt": the second state is what they were left in, no
/// clause of its own and no second object.
fn second_left(words: &mut [Word], joint: usize, lexicon: &Lexicon) {
    let first = joint.checked_sub(1).filter(|first| relation(words, *first) == Relation::Xcomp);
    let Some(first) = first.filter(|_| tag(words, joint) == Tag::Cc) else { return };
    if !head(words, first).is_some_and(|above| lemma_is(words, above, "leave")) {
        return;
    }
    let state = |at: &usize| {
        words.get(*at).is_some_and(|word| lexicon.names_harm(&word.lemma.to_lowercase()))
            && matches!(tag(words, *at), Tag::Vbn | Tag::Vbd | Tag::Jj | Tag::Nn | Tag::Nns)
    };
    let counted = |at: usize| tag(words, at).is_noun() || matches!(tag(words, at), Tag::Cd | Tag::Jj | Tag::Jjr);
    let Some(second) = (joint + 2..joint + 6).find(state) else { return };
    let who = second - 1;
    if !(joint + 1..second).all(counted) || !tag(words, who).is_noun() && tag(words, who) != Tag::Cd {
        return;
    }
    hang(words, second, Some(first), Relation::Conj);
    let suffers = if tag(words, second).is_verb() { Relation::NsubjPass } else { Relation::Nsubj };
    hang(words, who, Some(second), suffers);
    hang(words, joint, Some(second), Relation::Cc);
    for at in joint + 1..who {
        if head(words, at).is_none_or(|head| head >= second || head < joint) {
            hang(words, at, Some(who), if tag(words, at) == Tag::Cd { Relation::Nummod } else { Relation::Amod });
        }
    }
    match words.get_mut(second) {
        Some(word) if word.tag.is_noun() => (word.tag, word.upos) = (Tag::Jj, Upos::Adj),
        Some(word) if word.tag == Tag::Vbd => word.tag = Tag::Vbn,
        _ => {}
    }
}

/// "The toll climbed to 45 dead": the number behind "to" is of those who are dead.
fn risen_to(words: &mut [Word], state: usize, lexicon: &Lexicon) {
    let harmed = tag(words, state) == Tag::Jj && words.get(state).is_some_and(|word| lexicon.names_harm(&word.lemma));
    let number = state.checked_sub(1).filter(|number| harmed && tag(words, *number) == Tag::Cd);
    let Some(number) = number.filter(|number| kid_with(words, *number, Relation::Case).is_some()) else { return };
    let Some(verb) = head(words, state).filter(|verb| head(words, number) == Some(*verb) && *verb < number) else {
        return;
    };
    let toll = subject_of(words, verb).filter(|noun| {
        words
            .get(*noun)
            .is_some_and(|word| matches!(word.lemma.as_str(), "toll" | "casualty" | "count" | "tally" | "figure"))
    });
    if toll.is_some() {
        hang(words, number, Some(state), Relation::Nsubj);
    }
}

/// "Two rockets fired from the hills fell in a field": of two verbs without a joint the one right behind the subject is a
/// participle, and the other the sentence's verb.
fn main_behind_participle(words: &mut [Word], main: usize) {
    let finite = matches!(tag(words, main), Tag::Vbd | Tag::Vbz) && relation(words, main) == Relation::Advcl;
    let Some(first) = head(words, main).filter(|first| finite && *first < main) else { return };
    let past = matches!(tag(words, first), Tag::Vbd | Tag::Vbn) && relation(words, first) == Relation::Root;
    let Some(who) = subject_of(words, first).filter(|who| past && *who + 1 == first) else { return };
    let own =
        [Relation::Aux, Relation::AuxPass, Relation::Obj].iter().any(|role| kid_with(words, first, *role).is_some());
    let marked = kid_with(words, main, Relation::Mark).is_some() || subject_of(words, main).is_some();
    let apart = (first..main).any(|at| matches!(tag(words, at), Tag::Comma | Tag::Cc | Tag::Colon));
    if own || marked || apart {
        return;
    }
    hang(words, main, None, Relation::Root);
    hang(words, who, Some(main), Relation::Nsubj);
    for at in (main + 1..words.len()).filter(|at| head(words, *at) == Some(first)).collect::<Vec<_>>() {
        let role = relation(words, at);
        hang(words, at, Some(main), role);
    }
    hang(words, first, Some(who), Relation::Acl);
    if let Some(word) = words.get_mut(first) {
        word.tag = Tag::Vbn;
    }
}

/// "Talks are to resume": "be" only helps the infinitive.
fn is_to(words: &mut [Word], be: usize) {
    let finite = matches!(tag(words, be), Tag::Vbd | Tag::Vbz | Tag::Vbp) && lemma_is(words, be, "be");
    let Some(verb) = kid_with(words, be, Relation::Xcomp).filter(|verb| finite && tag(words, *verb) == Tag::Vb) else {
        return;
    };
    let to = verb.checked_sub(1).filter(|to| tag(words, *to) == Tag::To && *to == be + 1);
    let Some(subject) = subject_of(words, be).filter(|subject| to.is_some() && *subject < be) else { return };
    let (above, role) = (head(words, be), relation(words, be));
    hang(words, verb, above, role);
    hang(words, subject, Some(verb), Relation::Nsubj);
    for kid in (0..words.len()).filter(|kid| head(words, *kid) == Some(be)).collect::<Vec<_>>() {
        let role = relation(words, kid);
        hang(words, kid, Some(verb), role);
    }
    hang(words, be, Some(verb), Relation::Aux);
}
