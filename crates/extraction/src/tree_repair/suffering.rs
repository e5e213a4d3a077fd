//! Mends clauses of harm without an auxiliary, as headlines write them: "Four killed as bus hits mine", "Three soldiers killed,
//! five wounded". A verb that cannot do without an object, and has none, is a participle and what stands before it suffers.
//! Knows the class of such verbs, tags and relations; not who is named.

use super::{hang, head, relation, tag};
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos, Word};

/// How many words may stand between "left" and what it leaves somebody.
const LEFT: usize = 8;

/// Mends the clauses of a sentence.
pub(super) fn mend(words: &mut [Word], headline: bool, lexicon: &Lexicon) {
    for at in 0..words.len() {
        counted_subject(words, at);
        while_others_act(words, at, lexicon);
        counted_object(words, at, lexicon);
    }
    let harms: Vec<usize> = (0..words.len()).filter(|at| is_harm(words, *at, lexicon)).collect();
    for at in harms {
        if is_participle(words, at, lexicon) {
            suffers(words, at);
        } else {
            object_right_behind(words, at, lexicon);
        }
    }
    for at in (0..words.len()).filter(|_| headline) {
        if is_struck(words, at, lexicon) && is_participle(words, at, lexicon) {
            suffers(words, at);
        }
    }
    for at in 0..words.len() {
        person(words, at, lexicon);
    }
}

/// "Convoy ambushed near the border", "Aid trucks looted": headlines tell what is done in the present, so that the past of a
/// verb that strikes somebody, without anybody struck behind it, is suffered.
fn is_struck(words: &[Word], at: usize, lexicon: &Lexicon) -> bool {
    tag(words, at).is_verb() && words.get(at).is_some_and(|word| lexicon.is("striking", &word.lemma))
}

/// "Civilian killed in shelling": who acts or suffers is a noun, whatever its letters are elsewhere.
fn person(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    let plays = relation(words, at).is_subject() || relation(words, at) == Relation::Obj;
    let Some(word) = words.get_mut(at).filter(|word| plays && word.tag == Tag::Jj) else { return };
    if lexicon.is("person", &word.lemma.to_lowercase()) {
        (word.upos, word.tag, word.lemma) = (Upos::Noun, Tag::Nn, word.lemma.to_lowercase());
    }
}

fn is_harm(words: &[Word], at: usize, lexicon: &Lexicon) -> bool {
    tag(words, at).is_verb() && words.get(at).is_some_and(|word| lexicon.is("harming", &word.lemma))
}

/// "Four killed as bus hits mine": the harm is what is told, and what happened meanwhile is a clause of it.
fn while_others_act(words: &mut [Word], root: usize, lexicon: &Lexicon) {
    if relation(words, root) != Relation::Root || !tag(words, root).is_verb() {
        return;
    }
    let below = |at: usize, above: usize| head(words, at) == Some(above);
    let Some(who) = (0..root).find(|at| below(*at, root) && relation(words, *at).is_subject()) else { return };
    let harm = (who + 1..root)
        .find(|at| below(*at, who) && matches!(tag(words, *at), Tag::Vbn | Tag::Vbd) && is_harm(words, *at, lexicon));
    let acts = harm.and_then(|harm| (harm + 1..root).find(|at| below(*at, harm) && nominal(tag(words, *at))));
    let (Some(harm), Some(acts)) = (harm, acts) else { return };
    let Some(opens) = (harm + 1..acts).find(|at| below(*at, acts) && words.get(*at).is_some_and(|it| it.lemma == "as"))
    else {
        return;
    };
    hang(words, harm, None, Relation::Root);
    hang(words, who, Some(harm), Relation::NsubjPass);
    hang(words, root, Some(harm), Relation::Advcl);
    hang(words, acts, Some(root), Relation::Nsubj);
    hang(words, opens, Some(root), Relation::Mark);
}

/// "Troops kill 3 assailants storming a base", "kills one civilian, wounds another": those counted right behind the verb
/// suffer, and do not act in what follows.
fn counted_object(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    let free = |at: usize| !words.iter().any(|word| word.head == Some(at) && word.relation == Relation::Obj);
    if !is_harm(words, at, lexicon) || !free(at) || tag(words, at + 1) != Tag::Cd {
        return;
    }
    let Some(who) = head(words, at + 1).filter(|who| *who > at && nominal(tag(words, *who))) else { return };
    let next = head(words, who).filter(|next| *next > who && head(words, *next) == Some(at));
    let inside = (at + 2..who).all(|between| nominal(tag(words, between)) || tag(words, between) == Tag::Jj);
    let Some(next) = next.filter(|_| inside && relation(words, who).is_subject()) else { return };
    hang(words, who, Some(at), Relation::Obj);
    match tag(words, next) {
        Tag::Vbg => hang(words, next, Some(who), Relation::Acl),
        _ => hang(words, next, Some(at), Relation::Conj),
    }
    // "wounds another": a noun by its letters only.
    if let Some(word) = words.get_mut(next).filter(|word| word.tag == Tag::Nns && lexicon.is("harming", &word.lemma)) {
        (word.upos, word.tag) = (Upos::Verb, Tag::Vbz);
    }
}

/// "Four river soldiers die": a number hung on the verb counts the subject that it opens.
fn counted_subject(words: &mut [Word], at: usize) {
    let Some(verb) = head(words, at).filter(|verb| tag(words, at) == Tag::Cd && tag(words, *verb).is_verb()) else {
        return;
    };
    let subject =
        (at + 1..verb).find(|place| head(words, *place) == Some(verb) && relation(words, *place).is_subject());
    let inside = |place: usize| nominal(tag(words, place)) || tag(words, place) == Tag::Jj;
    if let Some(subject) = subject.filter(|subject| (at + 1..=*subject).all(inside)) {
        hang(words, at, Some(subject), Relation::Nummod);
    }
}

fn nominal(tag: Tag) -> bool {
    tag.is_noun() || tag == Tag::Cd
}

/// In the past, right behind a noun or a number, with nothing behind it that could be its object.
fn is_participle(words: &[Word], at: usize, lexicon: &Lexicon) -> bool {
    let past = matches!(tag(words, at), Tag::Vbd | Tag::Vbn);
    let behind = at.checked_sub(1).and_then(|before| words.get(before));
    let behind = behind.is_some_and(|word| nominal(word.tag) || lexicon.is("person", &word.lemma));
    let closed = words.get(at + 1).is_none_or(|next| {
        matches!(
            next.tag,
            Tag::In | Tag::To | Tag::Comma | Tag::Colon | Tag::Stop | Tag::Cc | Tag::Hyph | Tag::Rb | Tag::Wrb
        )
    });
    let relative = matches!(relation(words, at), Relation::AclRelcl | Relation::Acl | Relation::Amod);
    let helped = words.iter().any(|word| {
        let helps = matches!(word.relation, Relation::Aux | Relation::AuxPass | Relation::Obj | Relation::Ccomp);
        word.head == Some(at) && helps
    });
    // "Left 60 others injured": how somebody was left is told by the verb above.
    let left = relation(words, at) == Relation::Xcomp
        || (0..at).any(|verb| at - verb <= LEFT && words.get(verb).is_some_and(|word| word.lemma == "leave"));
    past && behind && closed && !relative && !helped && !left
}

/// The phrase right before the participle is who suffers; a number that opens it counts them.
fn suffers(words: &mut [Word], at: usize) {
    let inside = |tag: Tag| nominal(tag) || matches!(tag, Tag::Jj | Tag::Hyph);
    let Some(last) = at.checked_sub(1) else { return };
    let first = (0..=last).rev().take_while(|place| inside(tag(words, *place))).last().unwrap_or(last);
    let who = (first..=last).rev().find(|place| head(words, *place) == Some(at)).unwrap_or(last);
    hang(words, who, Some(at), Relation::NsubjPass);
    if tag(words, first) == Tag::Cd && first < who {
        hang(words, first, Some(who), Relation::Nummod);
    }
    for word in words.iter_mut().take(at).filter(|word| word.head == Some(at) && word.relation == Relation::Nsubj) {
        word.relation = Relation::NsubjPass;
    }
    if let Some(word) = words.get_mut(last).filter(|word| !nominal(word.tag)) {
        (word.upos, word.tag) = (Upos::Noun, Tag::Nn);
    }
    if let Some(word) = words.get_mut(at) {
        word.tag = Tag::Vbn;
    }
}

/// "Shelling kills two in the centre", "fire kills civilian": the number or the person right behind is the object.
fn object_right_behind(words: &mut [Word], at: usize, lexicon: &Lexicon) {
    let has_object = words.iter().any(|word| word.head == Some(at) && word.relation == Relation::Obj);
    let passive = words.iter().any(|word| {
        word.head == Some(at) && matches!(word.relation, Relation::AuxPass | Relation::NsubjPass | Relation::OblAgent)
    });
    let Some(next) = words.get(at + 1).filter(|_| !has_object && !passive) else { return };
    let closed = words
        .get(at + 2)
        .is_none_or(|word| matches!(word.tag, Tag::In | Tag::Comma | Tag::Colon | Tag::Stop | Tag::Cc | Tag::Hyph));
    let person = lexicon.is("person", &next.lemma.to_lowercase());
    if !closed || !(next.tag == Tag::Cd || person) {
        return;
    }
    hang(words, at + 1, Some(at), Relation::Obj);
    if let Some(word) = words.get_mut(at + 1).filter(|word| word.tag != Tag::Cd && !word.tag.is_noun()) {
        (word.upos, word.tag) = (Upos::Noun, Tag::Nn);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(lemma: &str, tag: Tag, head: Option<usize>, relation: Relation) -> Word {
        let upos = if tag.is_noun() { Upos::Noun } else { Upos::X };
        Word { lemma: lemma.to_owned(), upos, tag, head, relation }
    }

    #[test]
    fn what_happened_while_somebody_was_killed_is_a_clause_of_it() {
        for (text, killed) in [
            ("Four killed as bus hits mine in the east", "4"),
            ("Army kills 3 assailants storming the base", "3"),
            ("Blast kills one civilian, wounds another near Tarn", "1"),
        ] {
            let told = crate::testing::claims(text);
            let first = told.iter().flat_map(|told| &told.claim.harm).next().map(|harm| harm.toll.to_string());
            assert_eq!(first.as_deref(), Some(killed), "{text}");
        }
    }

    #[test]
    fn a_verb_of_harm_without_an_object_is_suffered() {
        let mut words = vec![
            word("three", Tag::Cd, Some(2), Relation::Nsubj),
            word("soldier", Tag::Nns, Some(2), Relation::Nsubj),
            word("kill", Tag::Vbd, None, Relation::Root),
            word("in", Tag::In, Some(4), Relation::Case),
            word("Tarn", Tag::Nnp, Some(2), Relation::Obl),
        ];
        mend(&mut words, false, &Lexicon::english());
        assert_eq!((words[1].relation, words[2].tag), (Relation::NsubjPass, Tag::Vbn));
        assert_eq!((words[0].head, words[0].relation), (Some(1), Relation::Nummod));
    }

    #[test]
    fn who_kills_stays_the_one_who_kills() {
        let clause = |next: Word| {
            let subject = word("army", Tag::Nn, Some(1), Relation::Nsubj);
            let mut words = vec![subject, word("kill", Tag::Vbd, None, Relation::Root), next];
            mend(&mut words, false, &Lexicon::english());
            words
        };
        let object = clause(word("rebel", Tag::Nns, Some(1), Relation::Obj));
        assert_eq!((object[0].relation, object[1].tag), (Relation::Nsubj, Tag::Vbd));
        let number = clause(word("two", Tag::Cd, Some(1), Relation::Nummod));
        assert_eq!((number[0].relation, number[2].relation), (Relation::Nsubj, Relation::Obj));
    }
}
