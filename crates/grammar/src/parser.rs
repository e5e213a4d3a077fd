//! The greedy parser: from each configuration the best move that it allows. Each word costs two moves, so time grows
//! with the length of the sentence.

use crate::Relation;
use crate::context::{Context, Node, Sight};
use crate::network::Network;
use crate::state::{Action, Move, State};
use crate::tagger::Class;

/// A learned parser.
pub(crate) struct Parser {
    pub(crate) network: Network,
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
                    self.network.choose(nodes, &sight, |action| state.allows(action))
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

/// The number of a pair of tags: that of the pair, or of the most frequent one with the same fine tag.
pub(crate) fn tag_number(classes: &[Class], pair: Class) -> u8 {
    let same = classes.iter().position(|class| *class == pair);
    let near = || classes.iter().position(|class| class.1 == pair.1);
    same.or_else(near).and_then(|place| u8::try_from(place).ok()).unwrap_or_default()
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
