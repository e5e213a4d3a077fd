//! Which bytes of something that comes over a bad link are still missing. It must not keep the bytes.

use std::collections::BTreeMap;
use std::ops::Range;

/// The missing ranges of a whole of known length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gaps {
    /// Begin → end, without overlaps.
    missing: BTreeMap<u64, u64>,
}

impl Gaps {
    /// Of `length` bytes the first `have` are here.
    #[must_use]
    pub fn new(have: u64, length: u64) -> Self {
        let missing = (have < length).then_some((have, length));
        Self { missing: missing.into_iter().collect() }
    }

    /// How many bytes are missing.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.missing.iter().map(|(begin, end)| end - begin).sum()
    }

    /// The first missing ranges, at most `most` bytes of them.
    #[must_use]
    pub fn first(&self, most: u64) -> Vec<Range<u64>> {
        let mut left = most;
        let cut = |(begin, end): (&u64, &u64)| {
            let length = (end - begin).min(left);
            left -= length;
            (length > 0).then_some(*begin..begin + length)
        };
        self.missing.iter().map_while(cut).collect()
    }

    /// Some bytes arrived; gives those ranges of them that were missing.
    pub fn arrived(&mut self, range: Range<u64>) -> Vec<Range<u64>> {
        let within = self.missing.range(..range.end);
        let touched: Vec<(u64, u64)> =
            within.rev().take_while(|(_, end)| **end > range.start).map(|(begin, end)| (*begin, *end)).collect();
        let mut new = Vec::new();
        for (begin, end) in touched.into_iter().rev() {
            self.missing.remove(&begin);
            if begin < range.start {
                self.missing.insert(begin, range.start);
            }
            if range.end < end {
                self.missing.insert(range.end, end);
            }
            new.push(begin.max(range.start)..end.min(range.end));
        }
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Held against a list of every byte.
        #[test]
        fn what_arrived_is_never_missing_again(
            length in 0_u64..60, have in 0_u64..70, pieces in prop::collection::vec((0_u64..60, 0_u64..12), 0..20)
        ) {
            let mut gaps = Gaps::new(have, length);
            let mut bytes: Vec<bool> = (0..length).map(|byte| byte < have).collect();
            for (begin, long) in pieces {
                let end = (begin + long).min(length);
                let new: Vec<u64> = gaps.arrived(begin..end).into_iter().flatten().collect();
                let expected: Vec<u64> = (begin..end.max(begin)).filter(|byte| !bytes[*byte as usize]).collect();
                prop_assert_eq!(&new, &expected);
                new.iter().for_each(|byte| bytes[*byte as usize] = true);
                let missing: Vec<u64> = (0..length).filter(|byte| !bytes[*byte as usize]).collect();
                prop_assert_eq!(gaps.missing(), missing.len() as u64);
                let first: Vec<u64> = gaps.first(7).into_iter().flatten().collect();
                prop_assert_eq!(first, missing.into_iter().take(7).collect::<Vec<u64>>());
            }
        }
    }
}
