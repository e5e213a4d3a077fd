//! Tables of words: what a list says of a word, found by its hash. Nothing is ever read out of them in an order, so that
//! none can matter.

/// What is known of each of some words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WordTable<T> {
    /// The number of a row, from 1 on; 0 where none is.
    slots: Vec<u32>,
    rows: Vec<(String, T)>,
}

impl<T> WordTable<T> {
    /// A table of words, each given once.
    pub(crate) fn new(rows: impl IntoIterator<Item = (String, T)>) -> Self {
        let rows: Vec<(String, T)> = rows.into_iter().collect();
        let mut slots = vec![0_u32; (rows.len() * 2 + 2).next_power_of_two()];
        let mask = slots.len() - 1;
        for (number, (word, _)) in (1..).zip(&rows) {
            let mut at = home(word, mask);
            while slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) & mask;
            }
            if let Some(slot) = slots.get_mut(at) {
                *slot = number;
            }
        }
        Self { slots, rows }
    }

    /// What is known of a word.
    #[inline]
    pub(crate) fn get(&self, word: &str) -> Option<&T> {
        let mask = self.slots.len() - 1;
        let mut at = home(word, mask);
        loop {
            let number = (*self.slots.get(at)?).checked_sub(1)?;
            let (held, value) = self.rows.get(number as usize)?;
            if held == word {
                return Some(value);
            }
            at = (at + 1) & mask;
        }
    }

    /// Whether the table holds a word.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }
}

/// Where a word is looked for first: its bytes multiplied and folded by eights.
#[inline]
fn home(word: &str, mask: usize) -> usize {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let (eights, rest) = word.as_bytes().as_chunks::<8>();
    let last = rest.iter().fold(word.len() as u64, |sum, byte| sum << 8 | u64::from(*byte));
    let mixed = |sum: u64, part: u64| {
        let product = (sum ^ part).wrapping_mul(ODD);
        product ^ product >> 32
    };
    let sum = eights.iter().fold(ODD, |sum, eight| mixed(sum, u64::from_le_bytes(*eight)));
    usize::try_from(mixed(sum, last) & 0x7FFF_FFFF).unwrap_or_default() & mask
}

#[cfg(test)]
mod tests {
    use super::WordTable;

    #[test]
    fn every_word_is_found_and_no_other() {
        let table = WordTable::new((0..500).map(|number| (format!("word{number}"), number)));
        assert!((0..500).all(|number| table.get(&format!("word{number}")) == Some(&number)));
        assert!(!table.contains("word") && !table.contains(""));
        assert!(!WordTable::<()>::new([]).contains("a"));
    }
}
