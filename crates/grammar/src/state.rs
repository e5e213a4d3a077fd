//! The parser's transition system: arc-hybrid (Kuhlmann, Gómez-Rodríguez and Satta 2011). A stack, a buffer, and the
//! arcs made so far. The root stands at the end of the sentence, so a tree has exactly one word under it. Knows nothing
//! of weights.

use crate::Relation;

/// What a step does to the stack and the buffer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Action {
    /// The first of the buffer goes on the stack.
    Shift,
    /// The top of the stack hangs on the first of the buffer.
    Left,
    /// The top of the stack hangs on the one below it.
    Right,
}

/// An action, and the relation of the arc that it makes.
pub(crate) type Move = (Action, Relation);

/// What is known of one word while its sentence is being parsed.
#[derive(Clone, Copy)]
pub(crate) struct Arcs {
    pub(crate) head: usize,
    pub(crate) relation: Relation,
    /// Outermost and second outermost child on the left; `NONE` if missing.
    pub(crate) left: [usize; 2],
    pub(crate) right: [usize; 2],
    pub(crate) left_count: u8,
    pub(crate) right_count: u8,
    /// Relations of the children, a bit each.
    pub(crate) left_relations: u64,
    pub(crate) right_relations: u64,
}

/// Stands for a word that is not there.
pub(crate) const NONE: usize = usize::MAX;

const BARE: Arcs = Arcs {
    head: NONE,
    relation: Relation::Dep,
    left: [NONE; 2],
    right: [NONE; 2],
    left_count: 0,
    right_count: 0,
    left_relations: 0,
    right_relations: 0,
};

/// A configuration. Words are numbered from 0; the root has the number of words as its own.
pub(crate) struct State {
    pub(crate) stack: Vec<usize>,
    pub(crate) front: usize,
    arcs: Vec<Arcs>,
}

impl State {
    pub(crate) fn new(length: usize) -> State {
        State { stack: Vec::with_capacity(length), front: 0, arcs: vec![BARE; length + 1] }
    }

    /// The number of the root.
    pub(crate) fn root(&self) -> usize {
        self.arcs.len() - 1
    }

    pub(crate) fn finished(&self) -> bool {
        self.front == self.root() && self.stack.is_empty()
    }

    /// The n-th word of the stack from its top.
    #[inline]
    pub(crate) fn on_stack(&self, depth: usize) -> usize {
        self.stack.len().checked_sub(depth + 1).and_then(|at| self.stack.get(at)).copied().unwrap_or(NONE)
    }

    /// The n-th word of the buffer; the root is its last.
    #[inline]
    pub(crate) fn in_buffer(&self, depth: usize) -> usize {
        if self.front + depth <= self.root() { self.front + depth } else { NONE }
    }

    #[inline]
    pub(crate) fn arcs(&self, word: usize) -> &Arcs {
        self.arcs.get(word).unwrap_or(&BARE)
    }

    /// Whether an action can be done here. The root takes one word only, the last of the stack.
    #[inline]
    pub(crate) fn allows(&self, action: Action) -> bool {
        let at_root = self.front == self.root();
        match action {
            Action::Shift => !at_root,
            Action::Left => !self.stack.is_empty() && (!at_root || self.stack.len() == 1),
            Action::Right => self.stack.len() >= 2,
        }
    }

    /// Does a move that is allowed.
    pub(crate) fn apply(&mut self, (action, relation): Move) {
        match action {
            Action::Shift => {
                self.stack.push(self.front);
                self.front += 1;
            }
            Action::Left => {
                let relation = if self.front == self.root() { Relation::Root } else { relation };
                let child = self.stack.pop().unwrap_or(NONE);
                self.attach(child, self.front, relation);
            }
            Action::Right => {
                let child = self.stack.pop().unwrap_or(NONE);
                self.attach(child, self.on_stack(0), relation);
            }
        }
    }

    fn attach(&mut self, child: usize, head: usize, relation: Relation) {
        if let Some(arcs) = self.arcs.get_mut(child) {
            (arcs.head, arcs.relation) = (head, relation);
        }
        let Some(arcs) = self.arcs.get_mut(head) else { return };
        let bit = 1 << relation.code();
        if child < head {
            arcs.left = [child, arcs.left[0]];
            arcs.left_count += u8::from(arcs.left_count < 5);
            arcs.left_relations |= bit;
        } else {
            arcs.right = [child, arcs.right[0]];
            arcs.right_count += u8::from(arcs.right_count < 5);
            arcs.right_relations |= bit;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Action, State};
    use crate::Relation;

    #[test]
    fn a_sentence_of_three_words_has_one_root() {
        let mut state = State::new(3);
        let moves = [
            (Action::Shift, Relation::Dep),
            (Action::Left, Relation::Nsubj),
            (Action::Shift, Relation::Dep),
            (Action::Shift, Relation::Dep),
            (Action::Right, Relation::Obj),
            (Action::Left, Relation::Dep),
        ];
        for step in moves {
            assert!(state.allows(step.0) && !state.finished());
            state.apply(step);
        }
        assert!(state.finished());
        assert_eq!((state.arcs(0).head, state.arcs(2).head, state.arcs(1).head), (1, 1, 3));
        assert_eq!(state.arcs(1).relation, Relation::Root);
    }
}
