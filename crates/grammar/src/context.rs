//! What the parser sees of a configuration: the words on top of the stack and at the front of the buffer with their outermost
//! children, after Chen and Manning (2014), and what else tells attachment: relations and numbers of children, distance,
//! marks in between, quotation marks, prepositions and conjunctions. Knows nothing of weights.

use crate::Relation;
use crate::state::{Arcs, NONE, State};
use crate::weights::CLASSES;

/// A word as the parser sees it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Node {
    /// Its lemma's number in the parser's vocabulary; 0 for an unknown one.
    pub(crate) lemma: u16,
    /// Its class among words used alike; 0 for none.
    pub(crate) class: u16,
    /// The number of its pair of tags.
    pub(crate) tag: u8,
    pub(crate) quoted: bool,
    /// Commas and other marks up to this word, to tell what stands between two.
    pub(crate) marks: usize,
}

/// Pairs of tags, and two more for the root and for no word.
const TAGS: usize = CLASSES + 2;
const ROOT_TAG: usize = CLASSES;
const NO_TAG: usize = CLASSES + 1;

/// Words whose tags are seen.
const PLACES: usize = 18;
/// Words that are seen themselves: the first places, and two words that introduce others.
pub(crate) const LEXICAL: usize = 13;
const PLACES_WITH_WORD: usize = 11;
/// Sides of words whose children are looked at.
const SIDES: usize = 5;
const PER_RELATIONS: usize = 64;
const NO_RELATION: usize = 63;

const CHILDREN: usize = PLACES * TAGS;
const RELATIONS: usize = CHILDREN + SIDES * PER_RELATIONS;
const COUNTS: usize = RELATIONS + SIDES * PER_RELATIONS;
const APART: usize = COUNTS + SIDES * 8;
const MARKS: usize = APART + 2 * 16;
const QUOTED: usize = MARKS + 2 * 4;
/// How many things there are to be seen beside words.
pub(crate) const ROWS: usize = QUOTED + 8;

/// What is seen of one configuration.
#[derive(Default)]
pub(crate) struct Sight {
    /// The numbers of what is seen, below [`ROWS`].
    pub(crate) rows: Vec<u16>,
    /// The words in the places where words are seen; the root and missing words are no words.
    pub(crate) words: [usize; LEXICAL],
}

impl Sight {
    fn add(&mut self, row: usize) {
        self.rows.push(u16::try_from(row).unwrap_or_default());
    }
}

/// The nodes of one sentence.
pub(crate) struct Context<'a> {
    pub(crate) nodes: &'a [Node],
}

impl Context<'_> {
    #[inline]
    fn tag(&self, word: usize) -> usize {
        match self.nodes.get(word) {
            Some(node) => usize::from(node.tag),
            None if word == self.nodes.len() => ROOT_TAG,
            None => NO_TAG,
        }
    }

    #[inline]
    fn node(&self, word: usize) -> Node {
        self.nodes.get(word).copied().unwrap_or_default()
    }

    /// Fills in what is seen of a configuration.
    pub(crate) fn see(&self, sight: &mut Sight, state: &State) {
        let [s0, s1, s2, s3] = [0, 1, 2, 3].map(|depth| state.on_stack(depth));
        let [b0, b1, b2, b3] = [0, 1, 2, 3].map(|depth| state.in_buffer(depth));
        let [a0, a1, ab] = [s0, s1, b0].map(|word| state.arcs(word));
        let ([l0, l02], [r0, r02], [l1, l12], [r1, r12], [lb, lb2]) = (a0.left, a0.right, a1.left, a1.right, ab.left);
        let places: [usize; PLACES] = [s0, s1, s2, b0, b1, b2, l0, r0, l1, r1, lb, s3, b3, l02, r02, l12, r12, lb2];
        sight.rows.clear();
        for (place, word) in places.iter().enumerate() {
            sight.add(place * TAGS + self.tag(*word));
        }
        let introduced = [self.introducer(state, s0), self.introducer(state, b0)];
        let words = places.iter().take(PLACES_WITH_WORD).chain(&introduced);
        sight.words.iter_mut().zip(words).for_each(|(seen, word)| *seen = *word);
        Self::children(sight, state, [(a0, true), (a0, false), (a1, true), (a1, false), (ab, true)]);
        self.between(sight, [(s1, s0), (s0, b0)]);
        let quoted = [s0, s1, b0].iter().fold(0, |sum, word| sum << 1 | usize::from(self.node(*word).quoted));
        sight.add(QUOTED + quoted);
    }

    /// Relations and numbers of the children on a side.
    fn children(sight: &mut Sight, state: &State, sides: [(&Arcs, bool); SIDES]) {
        for (side, (arcs, left)) in sides.into_iter().enumerate() {
            let (outer, mut relations, count) = if left {
                (arcs.left[0], arcs.left_relations, arcs.left_count)
            } else {
                (arcs.right[0], arcs.right_relations, arcs.right_count)
            };
            let relation = if outer == NONE { NO_RELATION } else { usize::from(state.arcs(outer).relation.code()) };
            sight.add(CHILDREN + side * PER_RELATIONS + relation);
            sight.add(COUNTS + side * 8 + usize::from(count));
            while relations != 0 {
                sight.add(RELATIONS + side * PER_RELATIONS + relations.trailing_zeros() as usize);
                relations &= relations - 1;
            }
        }
    }

    /// Distance and marks between pairs of words.
    fn between(&self, sight: &mut Sight, pairs: [(usize, usize); 2]) {
        for (pair, (near, far)) in pairs.into_iter().enumerate() {
            sight.add(APART + pair * 16 + apart(near, far));
            let marks = self.marks(far).saturating_sub(self.marks(near)).min(3);
            sight.add(MARKS + pair * 4 + marks);
        }
    }

    fn marks(&self, word: usize) -> usize {
        self.nodes.get(word).or(self.nodes.last()).map_or(0, |node| node.marks)
    }

    /// The preposition, conjunction or comma-and-conjunction that introduces a word.
    fn introducer(&self, state: &State, word: usize) -> usize {
        let introduces =
            |child: &&usize| matches!(state.arcs(**child).relation, Relation::Case | Relation::Mark | Relation::Cc);
        let left = &state.arcs(word).left;
        left.iter().filter(|child| **child != NONE).find(introduces).copied().unwrap_or(NONE)
    }
}

fn apart(one: usize, other: usize) -> usize {
    match other.wrapping_sub(one) {
        close @ 1..=4 => close,
        5..=6 => 5,
        7..=10 => 6,
        11..=200 => 7,
        _ => 8,
    }
}
