//! How well a model does on sentences that it has not seen. Words as the treebank gives them; all tags predicted.

use super::conllu::Sentence;
use crate::{Analyzer, Upos};

/// Counts of right answers.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Scores {
    /// Words judged.
    pub words: usize,
    /// Right universal tags, fine tags, lemmas (without regard to capitals).
    pub upos: usize,
    /// Right fine tags.
    pub tag: usize,
    /// Right lemmas.
    pub lemma: usize,
    /// Words that are not punctuation.
    pub content: usize,
    /// Of those, right heads.
    pub heads: usize,
    /// Of those, right heads and relations.
    pub labelled: usize,
}

impl std::fmt::Display for Scores {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |count: usize, of: usize| 100.0 * count as f64 / of.max(1) as f64;
        write!(
            out,
            "{} words: UPOS {:.2} XPOS {:.2} lemma {:.2}; without punctuation UAS {:.2} LAS {:.2}",
            self.words,
            share(self.upos, self.words),
            share(self.tag, self.words),
            share(self.lemma, self.words),
            share(self.heads, self.content),
            share(self.labelled, self.content),
        )
    }
}

/// Analyses the sentences and compares. `wrong_lemma` is told of each wrong lemma under right tags.
pub fn evaluate(analyzer: &Analyzer, sentences: &[Sentence], mut wrong_lemma: impl FnMut(&str, &str, &str)) -> Scores {
    let mut scores = Scores::default();
    for sentence in sentences {
        let words = analyzer.analyze(&sentence.forms());
        for (word, gold) in words.iter().zip(&sentence.tokens) {
            let same_lemma = word.lemma.to_lowercase() == gold.lemma.to_lowercase();
            scores.words += 1;
            scores.upos += usize::from(word.upos == gold.upos);
            scores.tag += usize::from(word.tag == gold.tag);
            scores.lemma += usize::from(same_lemma);
            if !same_lemma && word.tag == gold.tag && gold.lemma != "_" {
                wrong_lemma(&gold.form, &word.lemma, &gold.lemma);
            }
            if gold.upos != Upos::Punct {
                scores.content += 1;
                scores.heads += usize::from(word.head == gold.head);
                scores.labelled += usize::from(word.head == gold.head && word.relation == gold.relation);
            }
        }
    }
    scores
}
