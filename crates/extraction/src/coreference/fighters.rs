//! Fighters told of again: "the guerrillas" behind "guerrillas of the Front" or "Front guerrillas" are those of the Front.
//! Only plural nouns with an article and without a name of their own; the body named nearest before them is meant.

use crate::mentions::{Form, Mentions};
use crate::tree::Tree;
use grammar::{Relation, Tag, Upos};
use model::{MentionKind, MentionRef};

/// The named bodies of a document, each with the sentence and the word of the fighters that it was told to have.
pub(super) struct Bodies {
    told: Vec<((usize, usize), MentionRef)>,
}

impl Bodies {
    /// Finds them.
    pub(super) fn of(trees: &[Tree<'_>], mentions: &Mentions) -> Self {
        let mut told = Vec::new();
        for (sentence, tree) in trees.iter().enumerate() {
            for at in (0..tree.len()).filter(|at| is_fighters(tree, *at)) {
                told.extend(body_of(tree, sentence, mentions, at).map(|body| ((sentence, at), body)));
            }
        }
        Self { told }
    }

    /// Whose fighters a noun tells of again.
    pub(super) fn again(
        &self,
        tree: &Tree<'_>,
        mentions: &Mentions,
        own: MentionRef,
        (sentence, at): (usize, usize),
    ) -> Option<MentionRef> {
        if !is_fighters(tree, at) {
            return None;
        }
        let plural = mentions.plural.get(own.0).copied().unwrap_or(false);
        let definite = tree.kids(at).iter().any(|kid| matches!(tree.lower(*kid).as_str(), "the" | "these" | "those"));
        let bare = mentions.form(own) == Form::Nominal
            && !tree.kids(at).iter().any(|kid| tells_more(tree.relation(*kid), tree.tag(*kid)));
        if !plural || !definite || !bare {
            return None;
        }
        self.told.iter().rev().find(|(place, _)| *place < (sentence, at)).map(|(_, body)| *body)
    }
}

fn is_fighters(tree: &Tree<'_>, at: usize) -> bool {
    tree.is_noun(at)
        && matches!(
            tree.lemma(at),
            "rebel"
                | "guerrilla"
                | "fighter"
                | "insurgent"
                | "militant"
                | "militiaman"
                | "separatist"
                | "terrorist"
                | "subversive"
                | "jihadist"
                | "combatant"
                | "gunman"
                | "mutineer"
                | "secessionist"
        )
}

/// What tells which fighters are meant: other words than these are no mere telling again.
fn tells_more(relation: Relation, tag: Tag) -> bool {
    let named = matches!(
        relation,
        Relation::Nmod
            | Relation::NmodPoss
            | Relation::Compound
            | Relation::Amod
            | Relation::Flat
            | Relation::Appos
            | Relation::Acl
            | Relation::AclRelcl
            | Relation::Nummod
    );
    named && tag != Tag::Dt
}

/// The name of the body whose fighters a noun tells: "Front guerrillas", "guerrillas of the Front".
fn body_of(tree: &Tree<'_>, sentence: usize, mentions: &Mentions, at: usize) -> Option<MentionRef> {
    let own = mentions.at(sentence, at);
    tree.kids(at).iter().copied().find_map(|kid| {
        let within =
            matches!(tree.relation(kid), Relation::Compound | Relation::NmodPoss | Relation::Flat | Relation::Amod)
                || tree.relation(kid) == Relation::Nmod && matches!(tree.preposition(kid).as_str(), "of" | "from");
        if !within {
            return None;
        }
        // A name that no register holds is part of the phrase of its fighters: the phrase stands for them.
        let unlisted = mentions.at(sentence, kid) == own && tree.upos(kid) == Upos::Propn;
        let body = mentions.headed(sentence, tree, kid).filter(|body| Some(*body) != own);
        let named = |body: &MentionRef| {
            mentions.form(*body) == Form::Name
                && mentions.get(*body).is_some_and(|body| body.kind == MentionKind::Organisation)
        };
        body.filter(named).or(own.filter(|_| unlisted))
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::antecedent;

    #[test]
    fn fighters_told_again_are_those_of_the_body_named_before() {
        let text = "Guerrillas of the Kelm Liberation Front attacked the town, and the guerrillas killed two people.";
        let found = antecedent(text, "the guerrillas");
        assert!(found.as_deref().is_some_and(|body| body.contains("Kelm Liberation Front")), "{found:?}");
        let others =
            "Guerrillas of the Kelm Liberation Front attacked the town, and armed guerrillas killed two people.";
        assert_eq!(antecedent(others, "armed guerrillas"), None);
    }
}
