//! From keys to their numbers: keys in ascending order, and where those with the same upper bits begin, so that a search
//! touches a handful of neighbours. Read only.

/// An index over keys.
pub(crate) struct KeyIndex {
    keys: Vec<u32>,
    starts: Vec<u32>,
    shift: u32,
}

impl KeyIndex {
    /// An index over keys in ascending order.
    pub(crate) fn new(keys: Vec<u32>) -> KeyIndex {
        let bits = keys.len().max(2).next_power_of_two().trailing_zeros();
        let shift = 32 - bits;
        let mut starts = vec![0; (1 << bits) + 1];
        for key in &keys {
            if let Some(count) = starts.get_mut((key >> shift) as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        KeyIndex { keys, starts, shift }
    }

    /// The number of a key.
    #[inline]
    pub(crate) fn find(&self, key: u32) -> Option<usize> {
        let home = (key >> self.shift) as usize;
        let start = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        let first = start(home);
        let near = self.keys.get(first..start(home + 1)).unwrap_or_default();
        near.iter().position(|held| *held == key).map(|place| first + place)
    }

    /// The keys, in ascending order.
    pub(crate) fn keys(&self) -> &[u32] {
        &self.keys
    }
}

#[cfg(test)]
mod tests {
    use super::KeyIndex;

    #[test]
    fn every_key_is_found_and_nothing_else() {
        let keys: Vec<u32> = (0..400).map(|at| at * 10_000_019).collect();
        let index = KeyIndex::new(keys.clone());
        assert!(keys.iter().enumerate().all(|(at, key)| index.find(*key) == Some(at)));
        assert_eq!((index.find(5), index.find(u32::MAX)), (None, None));
        assert_eq!(KeyIndex::new(Vec::new()).find(7), None);
    }
}
