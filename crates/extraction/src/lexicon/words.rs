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

/// Where a word is looked for first (FNV-1a, folded).
fn home(word: &str, mask: usize) -> usize {
    let sum = word
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3));
    usize::try_from((sum ^ (sum >> 32)) & 0x7FFF_FFFF).unwrap_or_default() & mask
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
