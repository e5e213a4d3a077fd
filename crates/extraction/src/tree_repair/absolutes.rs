//! Mends what stands beside a clause without a finite verb of its own: "with two drivers reported dead", "leaving 17 people
//! dead and dozens hurt"; and "are to resume", whose verb is the infinitive. Knows tags and relations, and "with", "leave", "be".

use super::{hang, head, kid_with, relation, tag};
use grammar::{Relation, Tag, Word};

/// Mends the shapes at a word.
pub(super) fn mend(words: &mut [Word], at: usize) {
    participle_behind_with(words, at);
    second_left(words, at);
    is_to(words, at);
}

fn lemma_is(words: &[Word], at: usize, lemma: &str) -> bool {
    words.get(at).is_some_and(|word| word.lemma.eq_ignore_ascii_case(lemma))
}

fn subject_of(words: &[Word], at: usize) -> Option<usize> {
    words.iter().position(|word| word.head == Some(at) && word.relation.is_subject())
}

/// "came under attack, with two drivers reported dead": a noun behind "with" is no subject of a finite verb; the verb is a
/// participle, and what stands before is the main clause.
fn participle_behind_with(words: &mut [Word], verb: usize) {
    let past = matches!(tag(words, verb), Tag::Vbd | Tag::Vbn);
    let Some(noun) = subject_of(words, verb).filter(|noun| past && *noun < verb) else { return };
    let helped = |words: &[Word]| {
        [Relation::Aux, Relation::AuxPass].iter().any(|helper| kid_with(words, verb, *helper).is_some())
    };
    let Some(with) = kid_with(words, noun, Relation::Case).filter(|with| lemma_is(words, *with, "with")) else { return };
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

/// "leaving 17 people dead and dozens hurt": the second participle is what they were left as, no clause of its own.
fn second_left(words: &mut [Word], verb: usize) {
    let bare = matches!(tag(words, verb), Tag::Vbn | Tag::Vbd | Tag::Jj) && relation(words, verb) == Relation::Conj;
    let Some(who) = subject_of(words, verb).filter(|who| bare && *who < verb) else { return };
    let Some(joint) = kid_with(words, verb, Relation::Cc).filter(|joint| *joint < who) else { return };
    let Some(first) = joint.checked_sub(1).filter(|first| relation(words, *first) == Relation::Xcomp) else { return };
    if let Some(leave) = head(words, first).filter(|leave| lemma_is(words, *leave, "leave")) {
        hang(words, verb, Some(leave), Relation::Xcomp);
        hang(words, who, Some(verb), Relation::NsubjPass);
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
