//! What the parser sees of a configuration: the templates of Zhang and Nivre (2011), fitted to the arc-hybrid system,
//! with prepositions and quotation marks added for the sake of attachment and of reported speech.

use crate::hash::{self, Keys};
use crate::state::{NONE, State};
use crate::{Relation, Tag, Upos};

/// A word as the parser sees it, in values for features.
#[derive(Clone, Copy)]
pub(crate) struct Node {
    pub(crate) word: u64,
    pub(crate) lemma: u64,
    pub(crate) tag: u64,
    pub(crate) upos: u64,
    pub(crate) quoted: u64,
    /// Commas and other marks up to this word, to tell what stands between two.
    pub(crate) marks: usize,
}

const MISSING: Node = Node { word: 1, lemma: 1, tag: 1, upos: 1, quoted: 0, marks: 0 };
const ROOT: Node = Node { word: 2, lemma: 2, tag: 2, upos: 2, quoted: 0, marks: 0 };

impl Node {
    /// A tagged word. `lower` is the value of its levelled form.
    pub(crate) fn new(lower: u64, quoted: bool, lemma: &str, (upos, tag): (Upos, Tag), marks: usize) -> Node {
        Node {
            word: lower,
            lemma: hash::characters(lemma.chars().flat_map(char::to_lowercase)),
            tag: u64::from(tag.code()) << 8 | u64::from(upos.code()) | 1 << 16,
            upos: u64::from(upos.code()) + 16,
            quoted: u64::from(quoted),
            marks,
        }
    }
}

/// The nodes of one sentence.
pub(crate) struct Context<'a> {
    pub(crate) nodes: &'a [Node],
}

impl Context<'_> {
    #[inline]
    fn node(&self, word: usize) -> &Node {
        match self.nodes.get(word) {
            Some(node) => node,
            None if word == self.nodes.len() => &ROOT,
            None => &MISSING,
        }
    }

    /// Fills in the features of a configuration.
    pub(crate) fn features(&self, keys: &mut Keys, state: &State) {
        keys.restart();
        self.words(keys, state);
        self.pairs(keys, state);
        self.triples(keys, state);
        self.children(keys, state);
        self.attachment(keys, state);
    }

    fn words(&self, keys: &mut Keys, state: &State) {
        let [s0, s1, s2] = [0, 1, 2].map(|depth| self.node(state.on_stack(depth)));
        let [b0, b1, b2] = [0, 1, 2].map(|depth| self.node(state.in_buffer(depth)));
        for node in [s0, s1, b0, b1] {
            keys.two(node.word, node.tag);
            keys.one(node.lemma);
            keys.one(node.tag);
        }
        for node in [s2, b2] {
            keys.two(node.word, node.tag);
            keys.one(node.tag);
        }
    }

    fn pairs(&self, keys: &mut Keys, state: &State) {
        let [s0, s1] = [0, 1].map(|depth| self.node(state.on_stack(depth)));
        let [b0, b1] = [0, 1].map(|depth| self.node(state.in_buffer(depth)));
        for (one, other) in [(s0, b0), (s1, s0)] {
            let (lemma_tag, other_lemma_tag) = (one.lemma ^ one.tag, other.lemma ^ other.tag);
            keys.two(lemma_tag, other_lemma_tag);
            keys.two(lemma_tag, other.tag);
            keys.two(one.tag, other_lemma_tag);
            keys.two(one.lemma, other.lemma);
            keys.two(one.tag, other.tag);
            keys.two(one.lemma, other.upos);
            keys.two(one.upos, other.lemma);
        }
        keys.two(b0.tag, b1.tag);
        keys.two(b0.lemma, b1.lemma);
        keys.two(s1.tag, b0.tag);
        keys.two(s1.lemma, b0.tag);
        keys.two(s1.tag, b0.lemma);
        keys.two(s1.lemma, b0.lemma);
    }

    fn triples(&self, keys: &mut Keys, state: &State) {
        let [s0, s1, s2, s3] = [0, 1, 2, 3].map(|depth| self.node(state.on_stack(depth)));
        let [b0, b1, b2] = [0, 1, 2].map(|depth| self.node(state.in_buffer(depth)));
        keys.three(s0.tag, b0.tag, b1.tag);
        keys.three(s1.tag, s0.tag, b0.tag);
        keys.three(s2.tag, s1.tag, s0.tag);
        keys.three(b0.tag, b1.tag, b2.tag);
        keys.three(s0.lemma, b0.tag, b1.tag);
        keys.three(s0.tag, b0.lemma, b1.tag);
        keys.three(s1.lemma, s0.tag, b0.tag);
        keys.three(s1.tag, s0.lemma, b0.tag);
        keys.three(s1.tag, s0.tag, b0.lemma);
        keys.three(s2.upos << 16 | s3.upos, s1.upos << 16 | s0.upos, b0.upos << 16 | b1.upos);
        keys.three(s1.upos << 16 | s0.upos, b0.tag, b1.upos << 16 | b2.upos);
    }

    fn children(&self, keys: &mut Keys, state: &State) {
        let [i0, i1] = [0, 1].map(|depth| state.on_stack(depth));
        let front = state.in_buffer(0);
        let [s0, s1, b0] = [i0, i1, front].map(|word| self.node(word));
        let [a0, a1, ab] = [i0, i1, front].map(|word| state.arcs(word));
        let label = |word: usize| u64::from(state.arcs(word).relation.code()) + u64::from(word != NONE) * 64;
        let of = [(s0, a0.left), (s0, a0.right), (s1, a1.left), (s1, a1.right), (b0, ab.left)];
        for (parent, [outer, second]) in of {
            let (child, inner) = (self.node(outer), self.node(second));
            keys.two(child.lemma, label(outer));
            keys.two(child.tag, label(outer));
            keys.two(inner.tag, label(second));
            keys.three(parent.tag, child.tag, inner.tag);
        }
        let [l0, r0, l1, r1, lb] = [a0.left[0], a0.right[0], a1.left[0], a1.right[0], ab.left[0]];
        keys.three(s0.tag, self.node(l0).tag, b0.tag);
        keys.three(s0.tag, self.node(r0).tag, b0.tag);
        keys.three(s0.tag, b0.tag, self.node(lb).tag);
        keys.three(s1.tag, s0.tag, self.node(l0).tag);
        keys.three(s1.tag, s0.tag, self.node(r0).tag);
        keys.three(s1.tag, self.node(l1).tag, s0.tag);
        keys.three(s1.tag, self.node(r1).tag, s0.tag);
        for (node, relations, count) in [
            (s0, a0.left_relations, a0.left_count),
            (s0, a0.right_relations, a0.right_count),
            (s1, a1.left_relations, a1.left_count),
            (s1, a1.right_relations, a1.right_count),
            (b0, ab.left_relations, ab.left_count),
        ] {
            keys.two(node.tag, relations);
            keys.two(node.lemma, relations);
            keys.two(node.tag, u64::from(count));
            keys.two(node.lemma, u64::from(count));
        }
        keys.three(s1.tag, s0.tag, a1.left_relations);
        keys.three(s1.tag, s0.tag, a1.right_relations);
        keys.three(s0.tag, b0.tag, a0.left_relations);
        keys.three(s0.tag, b0.tag, ab.left_relations);
    }

    /// Distance, marks in between, prepositions and conjunctions that hang on a word, quotation marks.
    fn attachment(&self, keys: &mut Keys, state: &State) {
        let [i0, i1, i2] = [0, 1, 2].map(|depth| state.on_stack(depth));
        let front = state.in_buffer(0);
        let [s0, s1, s2, b0] = [i0, i1, i2, front].map(|word| self.node(word));
        for (one, other, near, far) in [(i0, front, s0, b0), (i1, i0, s1, s0)] {
            let apart = apart(one, other);
            keys.two(near.tag, apart);
            keys.two(far.tag, apart);
            keys.two(near.lemma, apart);
            keys.two(far.lemma, apart);
            keys.three(near.tag, far.tag, apart);
            let marks = far.marks.saturating_sub(near.marks).min(3);
            keys.three(near.tag, far.tag, u64::try_from(marks).unwrap_or_default());
            keys.three(near.upos, far.upos, near.quoted << 1 | far.quoted);
        }
        let introduced = self.introducer(state, i0);
        keys.two(s1.lemma, introduced);
        keys.two(s1.tag, introduced);
        keys.two(s0.lemma, introduced);
        keys.three(s1.lemma, introduced, s0.lemma);
        keys.three(s1.tag, introduced, s0.tag);
        keys.three(s2.lemma, s1.lemma, introduced);
        keys.three(s2.tag, s1.tag, introduced);
        keys.three(s1.lemma, introduced, b0.tag);
        let begun = self.introducer(state, front);
        keys.three(s0.lemma, begun, b0.upos);
        keys.three(s0.tag, begun, b0.tag);
        keys.three(s1.tag, s0.tag, begun);
    }

    /// The lemma of the preposition, conjunction or comma-and-conjunction that introduces a word.
    fn introducer(&self, state: &State, word: usize) -> u64 {
        let introduces =
            |child: &usize| matches!(state.arcs(*child).relation, Relation::Case | Relation::Mark | Relation::Cc);
        let left = state.arcs(word).left;
        left.iter().find(|child| **child != NONE && introduces(child)).map_or(0, |child| self.node(*child).lemma)
    }
}

fn apart(one: usize, other: usize) -> u64 {
    match other.wrapping_sub(one) {
        close @ 1..=4 => u64::try_from(close).unwrap_or_default(),
        5..=6 => 5,
        7..=10 => 6,
        11..=200 => 7,
        _ => 8,
    }
}
