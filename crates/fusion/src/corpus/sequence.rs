//! A text's words in a row, as small as they can be kept: each as its number in a vocabulary, the gap before it and its
//! length. What stands between the words is not kept.

use super::pool::Pool;
use crate::stories::rarity::Rarity;
use crate::stories::stem;
use crate::words::Word;
use std::hash::{Hash, Hasher};

/// A word that some text holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    /// The hash of its letters.
    pub(crate) hash: u64,
    /// The number of its stem, where it is long enough to tell a story.
    pub(crate) stem: Option<u32>,
}

impl PartialEq for Known {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash
    }
}

impl Hash for Known {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.hash.hash(state);
    }
}

/// The words of one text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Sequence(Box<[u8]>);

impl Sequence {
    /// Keeps a text's words, each with its letters.
    pub(crate) fn new(words: &[(Word, String)], vocabulary: &mut Pool<Known>, rarity: &mut Rarity) -> Self {
        let mut bytes = Vec::with_capacity(words.len() * 5);
        let mut end = 0;
        for (word, letters) in words {
            let number = vocabulary.find(&Known { hash: word.hash, stem: None }).unwrap_or_else(|| {
                let stem = stem(letters).map(|stem| rarity.number(stem));
                vocabulary.put(Known { hash: word.hash, stem })
            });
            write(u64::from(number), &mut bytes);
            write((word.start - end) as u64, &mut bytes);
            write(((word.end - word.start) as u64) << 1 | u64::from(word.quoted), &mut bytes);
            end = word.end;
        }
        Self(bytes.into_boxed_slice())
    }

    /// The words, as they stood.
    pub(crate) fn words(&self, vocabulary: &Pool<Known>) -> Vec<Word> {
        let mut words = Vec::with_capacity(self.0.len() / 4);
        self.each(|number, start, end, quoted| {
            words.push(Word { hash: vocabulary.get(number).hash, start, end, quoted });
        });
        words
    }

    /// The numbers of the stems that can tell a story, in a row.
    pub(crate) fn stems(&self, vocabulary: &Pool<Known>) -> Vec<u32> {
        let mut stems = Vec::with_capacity(self.0.len() / 4);
        self.each(|number, _, _, _| stems.extend(vocabulary.get(number).stem));
        stems
    }

    /// The same, each with the place of its word.
    pub(crate) fn placed_stems(&self, vocabulary: &Pool<Known>) -> Vec<(u32, usize)> {
        let mut stems = Vec::with_capacity(self.0.len() / 4);
        self.each(|number, start, _, _| stems.extend(vocabulary.get(number).stem.map(|stem| (stem, start))));
        stems
    }

    fn each(&self, mut word: impl FnMut(u32, usize, usize, bool)) {
        let (mut rest, mut end) = (&*self.0, 0);
        while !rest.is_empty() {
            let (number, gap, length) = (read(&mut rest), read(&mut rest) as usize, read(&mut rest));
            let start = end + gap;
            end = start + (length >> 1) as usize;
            word(number as u32, start, end, length & 1 == 1);
        }
    }
}

/// Seven bits a byte, the lowest first; the highest bit says that more follow (LEB128).
fn write(mut value: u64, bytes: &mut Vec<u8>) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

fn read(rest: &mut &[u8]) -> u64 {
    let (mut value, mut shift) = (0, 0);
    while let Some((byte, behind)) = rest.split_first() {
        *rest = behind;
        value |= u64::from(byte & 0x7F) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{lettered, words};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_kept_is_what_stood_there(text in "[a-dÄЖش“” \n]{0,300}") {
            let mut vocabulary = Pool::default();
            let kept = Sequence::new(&lettered(&text), &mut vocabulary, &mut Rarity::default());
            prop_assert_eq!(kept.words(&vocabulary), words(&text));
        }
    }
}
