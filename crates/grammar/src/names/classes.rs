//! What is known of words before any sentence: the class of words used alike, at two grains, and traits such as "a usual
//! first name" or "begins names of places". A table from the keys of lowercase forms, read only.

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
    keys: Vec<u32>,
    classes: Vec<WordClass>,
    /// Where the keys with the same upper bits begin.
    starts: Vec<u32>,
    shift: u32,
}

impl WordClasses {
    /// A table of rows in ascending order of keys.
    pub(crate) fn new(coarse: Vec<u8>, rows: &[(u32, WordClass)]) -> WordClasses {
        let bits = rows.len().max(2).next_power_of_two().trailing_zeros();
        let shift = 32 - bits;
        let mut starts = vec![0; (1 << bits) + 1];
        for (key, _) in rows {
            if let Some(count) = starts.get_mut((key >> shift) as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let (keys, classes) = rows.iter().copied().unzip();
        WordClasses { coarse, keys, classes, starts, shift }
    }

    /// What is known of the word with this lowercase form.
    #[inline]
    pub(crate) fn of(&self, lower: u64) -> WordClass {
        let key = lexicon_key(lower);
        let home = (key >> self.shift) as usize;
        let start = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        let near = self.keys.get(start(home)..start(home + 1)).unwrap_or_default();
        let place = near.iter().position(|held| *held == key).map(|place| start(home) + place);
        place.and_then(|place| self.classes.get(place)).copied().unwrap_or_default()
    }

    /// The coarse class of a fine one.
    #[inline]
    pub(crate) fn coarse(&self, fine: u16) -> u8 {
        self.coarse.get(usize::from(fine)).copied().unwrap_or_default()
    }

    /// The rows, in ascending order of keys.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn rows(&self) -> impl Iterator<Item = (u32, WordClass)> + '_ {
        self.keys.iter().copied().zip(self.classes.iter().copied())
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
