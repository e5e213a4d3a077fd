//! What is known of a language's words before any treebank: a coarse class for the tagger; for the parser a class, or a vector
//! of numbers by which words are alike.

use std::collections::BTreeMap;

use crate::form::forms;
use crate::names::{Traits, WordClass, WordClasses};
use crate::network::EMBEDDING_BITS;
use crate::stored::{self, ModelError};
use crate::tagger::lexicon_key;

/// Words with what is known of them.
pub struct KnownWords {
    pub(crate) classes: WordClasses,
    /// By class; where there are vectors, each word is a class of its own.
    pub(super) vectors: Vec<Vec<f32>>,
}

impl KnownWords {
    /// Words of which only their classes are known.
    pub fn of(classes: WordClasses) -> KnownWords {
        KnownWords { classes, vectors: Vec::new() }
    }

    /// Reads lines of a word, its coarse class (0 for none, 255 at most) and its numbers, apart by tabs and spaces; the most
    /// frequent words first.
    pub fn read(text: &str) -> KnownWords {
        let mut rows: BTreeMap<u32, WordClass> = BTreeMap::new();
        let (mut coarse, mut vectors) = (vec![0], vec![Vec::new()]);
        for line in text.lines().take(usize::from(u16::MAX) - 1) {
            let mut fields = line.split('\t');
            let (Some(word), Some(class), Some(numbers)) = (fields.next(), fields.next(), fields.next()) else {
                continue;
            };
            let fine = u16::try_from(vectors.len()).unwrap_or_default();
            for form in forms(&[word]) {
                rows.entry(lexicon_key(form.lower)).or_insert(WordClass { fine, traits: Traits::default() });
            }
            coarse.push(class.parse().unwrap_or_default());
            vectors.push(numbers.split(' ').filter_map(|number| number.parse().ok()).collect());
        }
        KnownWords { classes: WordClasses::new(coarse, &rows.into_iter().collect::<Vec<_>>()), vectors }
    }

    /// The words that a model knows: the embeddings that it has made of vectors stand for these.
    ///
    /// # Errors
    /// When the bytes are not a whole model.
    pub fn of_model(bytes: &[u8]) -> Result<KnownWords, ModelError> {
        let parser = stored::read(bytes)?.1;
        let point = |number: &i16| f32::from(*number) / (1_u32 << EMBEDDING_BITS) as f32;
        let networks = parser.networks.first().into_iter();
        let embeddings = networks.flat_map(|network| network.classes.embeddings());
        let vectors = embeddings.map(|row| row.iter().map(point).collect()).collect();
        Ok(KnownWords { classes: parser.words_alike, vectors })
    }

    /// The vector of a class; empty where there is none.
    pub(crate) fn vector(&self, class: usize) -> &[f32] {
        self.vectors.get(class).map_or(&[], Vec::as_slice)
    }

    /// How many numbers a vector has.
    pub(crate) fn numbers(&self) -> usize {
        self.vectors.last().map_or(0, Vec::len)
    }

    /// How many classes have an embedding that is learned for them alone.
    pub(crate) fn learned_classes(&self) -> usize {
        if self.vectors.is_empty() { self.classes.count() } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::KnownWords;
    use crate::form::forms;

    #[test]
    fn each_word_has_its_class_and_its_vector() {
        let known = KnownWords::read("мир\t7\t0.5 -1\nfront\t0\t2 3\n");
        let fine = known.classes.of(forms(&["МИР"])[0].lower).fine;
        assert_eq!((fine, known.classes.coarse(fine)), (1, 7));
        assert_eq!((known.vector(1), known.vector(2), known.vector(9)), (&[0.5, -1.0][..], &[2.0, 3.0][..], &[][..]));
        assert_eq!((known.numbers(), known.learned_classes(), known.classes.count()), (2, 0, 3));
    }
}
