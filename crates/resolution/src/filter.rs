//! A small filter that says of most absent names at once that they are absent, so that the tables are asked only for likely ones.
//!
//! A Bloom filter over the keys and over every word-wise beginning of a key: a walk over a text knows when no longer name
//! can follow. It may say yes to what is absent, never no to what is there.

/// The hash of a key as far as it has been read; FNV-1a.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rolling(u64);

impl Rolling {
    pub(crate) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Reads on.
    pub(crate) fn then(self, text: &str) -> Self {
        let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(text.bytes().fold(self.0, step))
    }
}

/// The filter.
#[derive(Debug, Clone)]
pub(crate) struct Filter {
    bits: Vec<u64>,
}

impl Filter {
    /// With room for about so many keys.
    pub(crate) fn for_keys(keys: usize) -> Self {
        let words = (keys.max(64) * 16 / 64).next_power_of_two();
        Self { bits: vec![0; words] }
    }

    /// Enters a key and its word-wise beginnings.
    pub(crate) fn insert(&mut self, key: &str) {
        let mut hash = Rolling::new();
        for (number, word) in key.split(' ').enumerate() {
            hash = if number == 0 { hash.then(word) } else { hash.then(" ").then(word) };
            for (place, bit) in self.places(hash) {
                if let Some(bits) = self.bits.get_mut(place) {
                    *bits |= bit;
                }
            }
        }
    }

    /// Enters a key alone, without its beginnings.
    pub(crate) fn insert_whole(&mut self, key: &str) {
        for (place, bit) in self.places(Rolling::new().then(key)) {
            if let Some(bits) = self.bits.get_mut(place) {
                *bits |= bit;
            }
        }
    }

    /// Whether a key that begins so may be there.
    pub(crate) fn may_begin(&self, hash: Rolling) -> bool {
        self.places(hash).iter().all(|(place, bit)| self.bits.get(*place).is_some_and(|bits| bits & bit != 0))
    }

    fn places(&self, hash: Rolling) -> [(usize, u64); 2] {
        let mask = (self.bits.len() as u64 * 64).wrapping_sub(1);
        let mixed = hash.0 ^ (hash.0 >> 29);
        [mixed, mixed.rotate_left(31).wrapping_mul(0x9e37_79b9_7f4a_7c15)].map(|hash| {
            let bit = (hash ^ (hash >> 32)) & mask;
            (usize::try_from(bit / 64).unwrap_or(0), 1 << (bit % 64))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_denies_what_is_there_and_mostly_denies_what_is_not() {
        let mut filter = Filter::for_keys(1000);
        let keys: Vec<String> = (0..1000).map(|number| format!("place {number} east")).collect();
        keys.iter().for_each(|key| filter.insert(key));
        assert!(keys.iter().all(|key| filter.may_begin(Rolling::new().then(key))));
        assert!(filter.may_begin(Rolling::new().then("place")));
        let wrong = (0..1000).filter(|n| filter.may_begin(Rolling::new().then(&format!("other {n}")))).count();
        assert!(wrong < 200, "{wrong}");
    }
}
