//! The greedy parser: from each configuration the best move that it allows. Each word costs two moves, so time grows
//! with the length of the sentence.

use crate::Relation;
use crate::context::{Context, Node};
use crate::hash::Keys;
use crate::state::{Action, Move, State};
use crate::weights::{CLASSES, Scorer, Scores, Weights};

/// A learned parser.
pub(crate) struct Parser {
    pub(crate) moves: Vec<Move>,
    pub(crate) weights: Weights,
}

impl Parser {
    /// Head (`None` for the root) and relation of each word.
    pub(crate) fn parse(&self, nodes: &[Node]) -> Vec<(Option<usize>, Relation)> {
        let context = Context { nodes };
        let mut state = State::new(nodes.len());
        let mut keys = Keys::default();
        while !state.finished() {
            let next = match forced(&state) {
                Some(step) => step,
                None => {
                    context.features(&mut keys, &state);
                    let mut scores = [0; CLASSES];
                    self.weights.add(keys.as_slice(), &mut scores);
                    best(&self.moves, &scores, |step| state.allows(step.0)).unwrap_or((Action::Shift, Relation::Dep))
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

/// The best of the moves that pass; of equals the first.
pub(crate) fn best(moves: &[Move], scores: &Scores, passes: impl Fn(Move) -> bool) -> Option<Move> {
    let mut winner = None;
    let mut highest = i32::MIN;
    for (step, score) in moves.iter().zip(scores) {
        if *score > highest && passes(*step) {
            (winner, highest) = (Some(*step), *score);
        }
    }
    winner
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
