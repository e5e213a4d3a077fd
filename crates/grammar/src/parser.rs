//! The greedy parser: from each configuration the best move that it allows. Each word costs two moves, so time grows
//! with the length of the sentence.

use crate::context::{Context, Node, Sight};
use crate::index::KeyIndex;
use crate::names::WordClasses;
use crate::network::{self, Network};
use crate::state::{Action, Move, State};
use crate::tagger::Class;
use crate::{Relation, Tag, Upos};

/// A learned parser.
pub(crate) struct Parser {
    /// The keys of the lemmas that the networks know. Number 0 is the unknown lemma, so they count from 1.
    pub(crate) vocabulary: KeyIndex,
    /// Networks that learned the same from other beginnings: together they err less than each.
    pub(crate) networks: Vec<Network>,
    /// The classes of words used alike that it learned with.
    pub(crate) words_alike: WordClasses,
    pub(crate) tags: TagNumbers,
}

impl Parser {
    pub(crate) fn new(
        vocabulary: KeyIndex,
        networks: Vec<Network>,
        words_alike: WordClasses,
        classes: &[Class],
    ) -> Parser {
        Parser { vocabulary, networks, words_alike, tags: TagNumbers::of(classes) }
    }
}

impl Parser {
    /// Head (`None` for the root) and relation of each word.
    pub(crate) fn parse(&self, nodes: &[Node]) -> Vec<(Option<usize>, Relation)> {
        let context = Context { nodes };
        let mut state = State::new(nodes.len());
        let mut sight = Sight::default();
        while !state.finished() {
            let next = match forced(&state) {
                Some(step) => step,
                None => {
                    context.see(&mut sight, &state);
                    network::choose(&self.networks, nodes, &sight, |action| state.allows(action))
                }
            };
            state.apply(next);
        }
        tree(&state)
    }
}

/// The move of a configuration that leaves no choice.
pub(crate) fn forced(state: &State) -> Option<Move> {
    if state.stack.is_empty() {
        return Some((Action::Shift, Relation::Dep));
    }
    (state.front == state.root() && state.stack.len() == 1).then_some((Action::Left, Relation::Root))
}

/// The numbers of pairs of tags: of each its own, or that of the most frequent pair with the same fine tag.
pub(crate) struct TagNumbers(Vec<u8>);

impl TagNumbers {
    pub(crate) fn of(classes: &[Class]) -> TagNumbers {
        let pairs = Upos::ALL.iter().flat_map(|upos| Tag::ALL.iter().map(move |tag| (*upos, *tag)));
        let number = |pair: Class| {
            let same = classes.iter().position(|class| *class == pair);
            let near = || classes.iter().position(|class| class.1 == pair.1);
            same.or_else(near).and_then(|place| u8::try_from(place).ok()).unwrap_or_default()
        };
        TagNumbers(pairs.map(number).collect())
    }

    #[inline]
    pub(crate) fn number(&self, (upos, tag): Class) -> u8 {
        let place = usize::from(upos.code()) * Tag::ALL.len() + usize::from(tag.code());
        self.0.get(place).copied().unwrap_or_default()
    }
}

/// The arcs of a finished configuration.
pub(crate) fn tree(state: &State) -> Vec<(Option<usize>, Relation)> {
    (0..state.root())
        .map(|word| {
            let arcs = state.arcs(word);
            (Some(arcs.head).filter(|head| *head != state.root()), arcs.relation)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::TagNumbers;
    use crate::{Tag, Upos};

    #[test]
    fn a_pair_that_no_treebank_holds_is_seen_as_the_nearest() {
        let numbers = TagNumbers::of(&[(Upos::Noun, Tag::Nn), (Upos::Verb, Tag::Vb), (Upos::Aux, Tag::Vb)]);
        assert_eq!(numbers.number((Upos::Aux, Tag::Vb)), 2);
        assert_eq!(numbers.number((Upos::Noun, Tag::Vb)), 1);
    }
}
