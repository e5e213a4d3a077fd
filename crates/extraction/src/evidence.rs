//! The least stretch of text that says all of a claim: its clause, with who says so where that is near.

use crate::reading_sentence::Sentence;
use grammar::Relation;
use model::Span;

/// The clause that says the act at `at`.
pub(crate) fn of(sentence: &Sentence<'_>, at: usize, words: (usize, usize)) -> Option<Span> {
    let tree = sentence.tree;
    let clause = std::iter::once(at).chain(tree.above(at)).find(|node| tree.is_clause(*node)).unwrap_or(at);
    let cut = |kid: usize| {
        matches!(tree.relation(kid), Relation::Parataxis | Relation::Punct)
            || (tree.relation(kid) == Relation::Conj && tree.is_clause(kid) && !tree.dominates(kid, at))
    };
    let (first, last) = tree.hull(clause, cut);
    tree.range(first.min(words.0), last.max(words.1))
}
