//! A set of keys that is asked far more often than it holds what is asked for.

/// Bits for each key: of what it does not hold it lets one in sixteen through to the search.
const BITS: usize = 16;

/// Keys whose bits are well mixed.
#[derive(Debug)]
pub(super) struct Sieve {
    keys: Vec<u64>,
    /// A power of two of words of bits; a key sets one.
    bits: Vec<u64>,
}

impl Sieve {
    /// Over these keys, in whatever order.
    pub(super) fn new(mut keys: Vec<u64>) -> Self {
        keys.sort_unstable();
        keys.dedup();
        let words = (keys.len() * BITS / 64 + 1).next_power_of_two();
        let mut sieve = Self { keys, bits: vec![0; words] };
        for key in std::mem::take(&mut sieve.keys) {
            let (word, bit) = sieve.place(key);
            sieve.bits.iter_mut().skip(word).take(1).for_each(|word| *word |= bit);
            sieve.keys.push(key);
        }
        sieve
    }

    /// Whether it holds a key.
    pub(super) fn holds(&self, key: u64) -> bool {
        let (word, bit) = self.place(key);
        self.bits.get(word).is_some_and(|word| word & bit != 0) && self.keys.binary_search(&key).is_ok()
    }

    fn place(&self, key: u64) -> (usize, u64) {
        ((key >> 6) as usize & (self.bits.len() - 1), 1 << (key & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stable;

    #[test]
    fn it_holds_what_was_put_in_and_nothing_else() {
        let key = |number: u64| stable::hash(&number.to_le_bytes());
        let sieve = Sieve::new((0..1_000).map(key).collect());
        assert!((0..1_000).all(|number| sieve.holds(key(number))));
        assert!((1_000..9_000).all(|number| !sieve.holds(key(number))));
        assert!(!Sieve::new(Vec::new()).holds(1));
    }
}
