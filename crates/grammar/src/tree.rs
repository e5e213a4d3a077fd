//! Walking an analysed sentence. Trees from outside may be malformed; nothing here loops or panics on them.

use crate::{Relation, Tag, Upos};

/// One analysed token.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// The dictionary form; lowercase but for names.
    pub lemma: String,
    /// The universal part of speech.
    pub upos: Upos,
    /// The fine tag.
    pub tag: Tag,
    /// Index of the head in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// How the word hangs on its head.
    pub relation: Relation,
}

/// The words that hang on a word, from left to right.
pub fn children(words: &[Word], of: usize) -> impl Iterator<Item = usize> + '_ {
    words.iter().enumerate().filter(move |(_, word)| word.head == Some(of)).map(|(at, _)| at)
}

/// The first child with a relation.
pub fn child(words: &[Word], of: usize, relation: Relation) -> Option<usize> {
    children(words, of).find(|at| words.get(*at).is_some_and(|word| word.relation == relation))
}

/// The heads above a word, from its own head up to the root.
pub fn heads(words: &[Word], from: usize) -> impl Iterator<Item = usize> + '_ {
    let head = |at: usize| words.get(at).and_then(|word| word.head);
    std::iter::successors(head(from), move |at| head(*at)).take(words.len())
}

/// Whether a word is, or stands below, another.
pub fn dominates(words: &[Word], above: usize, below: usize) -> bool {
    above == below || heads(words, below).any(|head| head == above)
}

/// The first and the last word of what a word governs, both included.
pub fn span(words: &[Word], of: usize) -> (usize, usize) {
    let inside = || (0..words.len()).filter(|at| dominates(words, of, *at));
    (inside().next().unwrap_or(of), inside().next_back().unwrap_or(of))
}

/// All that a word governs, itself included, in order.
pub fn subtree(words: &[Word], of: usize) -> impl Iterator<Item = usize> + '_ {
    (0..words.len()).filter(move |at| dominates(words, of, *at))
}

/// The word that everything hangs on.
pub fn root(words: &[Word]) -> Option<usize> {
    words.iter().position(|word| word.relation == Relation::Root)
}

#[cfg(test)]
mod tests {
    use super::{Word, children, heads, root, span};
    use crate::{Relation, Tag, Upos};

    fn words(heads: &[Option<usize>]) -> Vec<Word> {
        let word = |head: &Option<usize>| Word {
            lemma: String::new(),
            upos: Upos::X,
            tag: Tag::Fw,
            head: *head,
            relation: if head.is_some() { Relation::Dep } else { Relation::Root },
        };
        heads.iter().map(word).collect()
    }

    #[test]
    fn a_tree_can_be_walked_both_ways() {
        let words = words(&[Some(1), Some(3), Some(1), None, Some(3)]);
        assert_eq!(children(&words, 3).collect::<Vec<_>>(), [1, 4]);
        assert_eq!(heads(&words, 2).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(span(&words, 1), (0, 2));
        assert_eq!(root(&words), Some(3));
    }

    #[test]
    fn a_circle_ends() {
        let words = words(&[Some(1), Some(0)]);
        assert_eq!(heads(&words, 0).count(), 2);
        assert_eq!(span(&words, 0), (0, 1));
    }
}
