//! What fills the slots of a verb or noun, with the passive turned round, subjects shared across conjunctions, control
//! ("agreed to sign"), relative pronouns replaced, and what a light verb lends to its noun ("held talks").
//! Says nothing of roles: frames do.

mod lists;
mod noun;
mod subject;
mod verb;

use crate::lexicon::Lexicon;
use crate::tree::Tree;
use grammar::{Relation, Tag};

/// A filled slot. The names are `subj`, `obj`, `iobj`, `prt`, `mod`, `poss`, `xcomp`, or the preposition itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Argument {
    /// The slot.
    pub(crate) slot: String,
    /// The head word of what fills it.
    pub(crate) at: usize,
}

/// The slots of a word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Arguments {
    list: Vec<Argument>,
}

impl Arguments {
    /// The slots of a verb, or of an adjective or noun with a copula.
    pub(crate) fn of_verb(tree: &Tree<'_>, lexicon: &Lexicon, at: usize) -> Self {
        verb::arguments(tree, lexicon, at)
    }

    /// The slots of a noun.
    pub(crate) fn of_noun(tree: &Tree<'_>, lexicon: &Lexicon, at: usize) -> Self {
        noun::arguments(tree, lexicon, at)
    }

    /// The head words in a slot, in order.
    pub(crate) fn fillers<'a>(&'a self, slot: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.list.iter().filter(move |argument| argument.slot == slot).map(|argument| argument.at)
    }

    /// All.
    pub(crate) fn all(&self) -> &[Argument] {
        &self.list
    }

    /// Adds a filler and what is joined to it by "and"; each stands once.
    pub(crate) fn add(&mut self, tree: &Tree<'_>, slot: &str, at: usize) {
        if self.list.iter().any(|argument| argument.at == at && argument.slot == slot) {
            return;
        }
        self.list.push(Argument { slot: slot.to_owned(), at });
        if matches!(slot, "prt" | "xcomp" | "governor" | "self") {
            return;
        }
        let joined: Vec<usize> = tree.kids(at).iter().copied().filter(|kid| is_joined_noun(tree, at, *kid)).collect();
        for kid in joined {
            self.add(tree, slot, kid);
        }
        if matches!(slot, "subj" | "obj" | "of" | "by" | "on" | "against" | "at" | "including") {
            for at in lists::others(tree, at) {
                if !self.list.iter().any(|argument| argument.at == at) {
                    self.list.push(Argument { slot: slot.to_owned(), at });
                }
            }
        }
    }

    /// Whether a slot is filled.
    pub(crate) fn has(&self, slot: &str) -> bool {
        self.list.iter().any(|argument| argument.slot == slot)
    }
}

fn is_joined_noun(tree: &Tree<'_>, head: usize, kid: usize) -> bool {
    tree.relation(kid) == Relation::Conj && !tree.is_clause(kid) && tree.preposition(kid).is_empty()
        || (tree.relation(kid) == Relation::Conj
            && !tree.is_clause(kid)
            && tree.preposition(kid) == tree.preposition(head))
}

/// Whether the verb is in the passive: by its auxiliary, its subject, its agent, or as a bare participle.
pub(crate) fn is_passive(tree: &Tree<'_>, at: usize) -> bool {
    let by_relation = tree
        .kids(at)
        .iter()
        .any(|kid| matches!(tree.relation(*kid), Relation::AuxPass | Relation::NsubjPass | Relation::OblAgent));
    by_relation || is_bare_participle(tree, at)
}

/// A past participle without an auxiliary: "troops withdrawn", "Two killed in clashes".
fn is_bare_participle(tree: &Tree<'_>, at: usize) -> bool {
    if tree.tag(at) != Tag::Vbn || tree.child(at, Relation::Obj).is_some() {
        return false;
    }
    let helped = tree.kids(at).iter().any(|kid| tree.relation(*kid) == Relation::Aux);
    // Taggers take the past for the participle where both look alike: a subject before it makes it finite.
    let finite = !tree.headline && tree.kids(at).iter().any(|kid| tree.relation(*kid) == Relation::Nsubj && *kid < at);
    // A whole sentence does not hang on a bare participle either.
    let heads_sentence = !tree.headline && tree.relation(at) == Relation::Root && at > 0;
    if helped || finite || heads_sentence {
        return false;
    }
    match tree.relation(at) {
        Relation::Conj => {
            tree.head(at).is_some_and(|head| tree.relation(head) != Relation::Conj && is_passive(tree, head))
        }
        _ => true,
    }
}
