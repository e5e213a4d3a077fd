//! Where a governing word does not change how an act is meant, though it does elsewhere: "the truce has allowed convoys to
//! enter" tells that they entered, "called the raid a crime" asks for no raid, "rejected the offer" denies no offer.

use crate::arguments::{Arguments, is_passive};
use crate::reading_sentence::Sentence;
use grammar::{Relation, Tag};
use model::{MentionKind, Modality};

/// Whether the word leaves the act below it as it is.
pub(super) fn leaves_as_is(sentence: &Sentence<'_>, head: usize, child: usize, modality: Option<Modality>) -> bool {
    match modality {
        Some(Modality::Hypothetical) => came_about(sentence, head),
        Some(Modality::Planned) => judges(sentence, head, child),
        Some(Modality::Demanded) => names(sentence, head, child) || states(sentence, head),
        Some(Modality::Denied) => refuses_words(sentence, child),
        _ => false,
    }
}

/// "Mediation has allowed the release of 48 hostages": what an event made possible in the past came about; what somebody
/// allowed may not have.
fn came_about(sentence: &Sentence<'_>, head: usize) -> bool {
    let tree = sentence.tree;
    let enables = matches!(tree.lemma(head), "allow" | "permit" | "enable") && !is_passive(tree, head);
    let told = tree.tag(head) == Tag::Vbd || tree.tag(head) == Tag::Vbn && helped_by(sentence, head, "have");
    if !enables || !told || helped_by(sentence, head, "would") {
        return false;
    }
    let arguments = Arguments::of_verb(tree, sentence.lexicon, head);
    let mut subjects = arguments.fillers("subj").peekable();
    subjects.peek().is_some() && subjects.all(|at| tree.is_noun(at) && is_no_body(sentence, at))
}

/// "considers that the shelling broke the truce", "considers it a breach": an opinion, and no plan.
fn judges(sentence: &Sentence<'_>, head: usize, child: usize) -> bool {
    let tree = sentence.tree;
    let that = tree.relation(child) == Relation::Ccomp && tree.tag(child) != Tag::Vbg;
    let named = tree.relation(child) != Relation::Ccomp
        && matches!(tree.lemma(child), "violation" | "breach" | "infringement" | "aggression" | "crime" | "massacre");
    tree.lemma(head) == "consider" && (that || named)
}

/// "could not confirm that the army had left", "was not able to verify that": what was not found to be so may still be.
pub(super) fn leaves_open(sentence: &Sentence<'_>, head: usize, ways: &[String]) -> bool {
    let tree = sentence.tree;
    let confirms = matches!(tree.lemma(head), "confirm" | "verify" | "corroborate" | "substantiate" | "authenticate");
    if !confirms || !ways.iter().any(|way| way == "clause") {
        return false;
    }
    let above = tree.head(head).filter(|_| tree.relation(head) == Relation::Xcomp);
    let denied = |at: usize| super::is_denied_by_itself(sentence, at);
    denied(head) || above.is_some_and(|above| denied(above) || matches!(tree.lemma(above), "fail" | "unable"))
}

fn helped_by(sentence: &Sentence<'_>, at: usize, lemma: &str) -> bool {
    let tree = sentence.tree;
    tree.kids(at).iter().any(|kid| tree.relation(*kid) == Relation::Aux && tree.lemma(*kid) == lemma)
}

fn is_no_body(sentence: &Sentence<'_>, at: usize) -> bool {
    let body = matches!(
        sentence.kind(at),
        Some(MentionKind::Actor | MentionKind::Person | MentionKind::Organisation | MentionKind::Place)
    );
    !body && !sentence.lexicon.names_somebody(sentence.tree.lemma(at))
}

/// "called reports of a raid fabrications": with a second word for it behind, the verb gives a name.
fn names(sentence: &Sentence<'_>, head: usize, child: usize) -> bool {
    let tree = sentence.tree;
    let second =
        |kid: &usize| *kid > child && matches!(tree.relation(*kid), Relation::Xcomp | Relation::Obj | Relation::Ccomp);
    tree.lemma(head) == "call" && tree.relation(child) == Relation::Obj && tree.kids(head).iter().any(second)
}

/// "insists that it was a retreat" states; "insists that they leave", "must leave" demands.
pub(crate) fn states(sentence: &Sentence<'_>, at: usize) -> bool {
    let tree = sentence.tree;
    if tree.lemma(at) != "insist" {
        return false;
    }
    let Some(clause) = tree.child(at, Relation::Ccomp) else { return false };
    // The present of the plural is written as what is demanded is.
    let indicative = |at: usize| matches!(tree.tag(at), Tag::Vbd | Tag::Vbz);
    let helper = |kid: &usize| matches!(tree.relation(*kid), Relation::Aux | Relation::AuxPass | Relation::Cop);
    let mut helpers = tree.kids(clause).iter().copied().filter(|kid| helper(kid)).peekable();
    match helpers.peek() {
        Some(_) => helpers.all(|kid| tree.tag(kid) != Tag::Md && tree.tag(kid) != Tag::Vb),
        None => indicative(clause),
    }
}

/// "dismissed the junta's offer of talks": the offer was made, whoever will not hear of it.
fn refuses_words(sentence: &Sentence<'_>, child: usize) -> bool {
    let lemma = sentence.tree.lemma(child);
    matches!(lemma, "demand" | "condition" | "ultimatum" | "invitation")
        || ["plan", "request"].iter().any(|class| sentence.lexicon.is(class, lemma))
}
