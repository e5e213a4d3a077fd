//! What is known of words before any sentence: the class of words used alike, at two grains, and traits such as "a usual
//! first name" or "begins names of places". A table from the keys of lowercase forms, read only.

use crate::index::KeyIndex;
use crate::tagger::lexicon_key;

/// A set of traits, one a bit.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Traits(pub(crate) u16);

impl Traits {
    /// Never stood in a name where it was written small, though often met.
    pub(crate) const PLAIN: u16 = 1 << 15;
    /// Those that come with the classes of words; the others are given when a tagger is learned.
    #[cfg(feature = "train")]
    pub(crate) const BEFORE: u16 = (1 << 11) - 1;

    pub(crate) fn has(self, trait_bit: u16) -> bool {
        self.0 & trait_bit != 0
    }
}

/// What is known of a word.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct WordClass {
    /// Its class among words used alike; 0 for none.
    pub(crate) fine: u16,
    /// Its traits.
    pub(crate) traits: Traits,
}

/// The table of what is known of words.
pub struct WordClasses {
    /// The coarse class of each fine one.
    pub(crate) coarse: Vec<u8>,
    index: KeyIndex,
    classes: Vec<WordClass>,
}

impl WordClasses {
    /// A table of rows in ascending order of keys.
    pub(crate) fn new(coarse: Vec<u8>, rows: &[(u32, WordClass)]) -> WordClasses {
        let (keys, classes) = rows.iter().copied().unzip();
        WordClasses { coarse, index: KeyIndex::new(keys), classes }
    }

    /// The classes of English words, from the embedded model of names.
    #[cfg(feature = "train")]
    pub fn english() -> WordClasses {
        super::stored::classes(super::ENGLISH).expect("the embedded model is whole: a test loads it")
    }

    /// A table that knows no word.
    #[cfg(feature = "train")]
    pub fn none() -> WordClasses {
        WordClasses::new(Vec::new(), &[])
    }

    /// How many fine classes there are, the one for unknown words included.
    #[cfg(feature = "train")]
    pub(crate) fn count(&self) -> usize {
        self.coarse.len().max(1)
    }

    /// What is known of the word with this lowercase form.
    #[inline]
    pub(crate) fn of(&self, lower: u64) -> WordClass {
        self.of_key(lexicon_key(lower))
    }

    /// What is known of the word with this key.
    #[inline]
    pub(crate) fn of_key(&self, key: u32) -> WordClass {
        self.index.find(key).and_then(|place| self.classes.get(place)).copied().unwrap_or_default()
    }

    /// The coarse class of a fine one.
    #[inline]
    pub(crate) fn coarse(&self, fine: u16) -> u8 {
        self.coarse.get(usize::from(fine)).copied().unwrap_or_default()
    }

    /// The rows, in ascending order of keys.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn rows(&self) -> impl Iterator<Item = (u32, WordClass)> + '_ {
        self.index.keys().iter().copied().zip(self.classes.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::{Traits, WordClass, WordClasses};
    use crate::tagger::lexicon_key;

    #[test]
    fn every_row_is_found_and_nothing_else() {
        let mut rows: Vec<(u32, WordClass)> =
            (1_u16..400).map(|fine| (lexicon_key(u64::from(fine)), WordClass { fine, traits: Traits(3) })).collect();
        rows.sort_by_key(|(key, _)| *key);
        let table = WordClasses::new(vec![0; 400], &rows);
        assert!((1_u16..400).all(|fine| table.of(u64::from(fine)).fine == fine));
        assert_eq!(table.of(1000), WordClass::default());
        assert!(table.of(7).traits.has(2) && !table.of(7).traits.has(4));
    }
}
