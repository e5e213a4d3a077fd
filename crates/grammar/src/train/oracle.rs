//! The dynamic oracle of the arc-hybrid system (Goldberg and Nivre 2013): what a move costs in gold arcs that can no
//! longer be reached, in any configuration. Gold trees must be projective.

use crate::Relation;
use crate::state::{Action, NONE, State};

/// A gold tree; the root's head is the number of words.
pub(crate) struct Gold {
    pub(crate) heads: Vec<usize>,
    pub(crate) relations: Vec<Relation>,
}

impl Gold {
    fn head(&self, word: usize) -> usize {
        self.heads.get(word).copied().unwrap_or(NONE)
    }

    fn relation(&self, word: usize) -> Relation {
        self.relations.get(word).copied().unwrap_or(Relation::Dep)
    }

    /// How many gold arcs an action makes unreachable.
    pub(crate) fn cost(&self, state: &State, action: Action) -> usize {
        let (top, below, front, root) = (state.on_stack(0), state.on_stack(1), state.front, state.root());
        let children = |of: usize, among: std::ops::Range<usize>| among.filter(|word| self.head(*word) == of).count();
        match action {
            Action::Shift => {
                let head = self.head(front);
                let lost_head = head != top && state.stack.contains(&head);
                usize::from(lost_head) + state.stack.iter().filter(|word| self.head(**word) == front).count()
            }
            Action::Left => {
                let head = self.head(top);
                let lost_head = head != front && (head == below || (head > front && head <= root));
                usize::from(lost_head) + children(top, front..root)
            }
            Action::Right => {
                let head = self.head(top);
                usize::from(head >= front && head <= root) + children(top, front..root)
            }
        }
    }

    /// The relation of the arc that an action makes; `None` where it makes none that is gold.
    pub(crate) fn relation_of(&self, state: &State, action: Action) -> Option<Relation> {
        let top = state.on_stack(0);
        let head = match action {
            Action::Shift => return None,
            Action::Left => state.front,
            Action::Right => state.on_stack(1),
        };
        (self.head(top) == head).then(|| self.relation(top))
    }
}

/// Makes a tree projective by hanging words of crossing arcs on their grandparents, shortest arcs first.
pub(crate) fn projective(heads: &[usize]) -> Vec<usize> {
    let mut heads = heads.to_vec();
    let root = heads.len();
    let up = |heads: &[usize], at: usize| heads.get(at).copied().unwrap_or(root);
    let under = |heads: &[usize], word: usize, above: usize| {
        std::iter::successors(Some(word), |at| (*at < root).then(|| up(heads, *at)))
            .take(root + 1)
            .any(|at| at == above)
    };
    loop {
        let crossing = |word: &usize| {
            let head = up(&heads, *word);
            let (from, to) = (head.min(*word), head.max(*word));
            head < root && (from + 1..to).any(|inner| !under(&heads, inner, head))
        };
        let shortest = (0..root).filter(crossing).min_by_key(|word| up(&heads, *word).abs_diff(*word));
        let Some(word) = shortest else { return heads };
        let grandparent = up(&heads, up(&heads, word));
        if let Some(head) = heads.get_mut(word) {
            *head = grandparent;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Gold, projective};
    use crate::Relation;
    use crate::state::{Action, State};

    #[test]
    fn a_free_move_exists_everywhere_and_leads_to_the_gold_tree() {
        let heads = vec![1, 3, 1, 6, 5, 3];
        let gold = Gold { heads: heads.clone(), relations: vec![Relation::Dep; 6] };
        let mut state = State::new(6);
        while !state.finished() {
            let free = [Action::Shift, Action::Left, Action::Right]
                .into_iter()
                .find(|action| state.allows(*action) && gold.cost(&state, *action) == 0)
                .unwrap();
            state.apply((free, Relation::Dep));
        }
        assert_eq!((0..6).map(|word| state.arcs(word).head).collect::<Vec<_>>(), heads);
    }

    #[test]
    fn crossing_arcs_are_lifted() {
        // "A hearing is scheduled on the issue today": issue hangs on hearing across the verb.
        let lifted = projective(&[1, 3, 3, 8, 6, 6, 1, 3]);
        assert_eq!(lifted, [1, 3, 3, 8, 6, 6, 3, 3]);
    }
}
