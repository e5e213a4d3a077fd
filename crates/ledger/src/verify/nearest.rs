//! The one altered byte that explains a wrong hash, found by trying. Storage decays bit by bit, so this names the very
//! byte in the commonest case. It must not be relied on to find every alteration, and is bounded in work.

use crate::Hash;
use crate::merkle::leaf_hash;
use sha2::{Digest, Sha256};

/// How many bytes may be hashed in the search: about a second.
const WORK: usize = 1 << 28;

/// A byte to put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Correction {
    /// Where, from the start of the bytes searched.
    pub(super) offset: usize,
    /// What should stand there.
    pub(super) expected: u8,
    /// What stands there.
    pub(super) found: u8,
}

/// The byte of the two-byte length before an entry that is wrong, if that alone explains the leaf hash.
pub(super) fn wrong_length_byte(bundle: &[u8], leaf: Hash) -> Option<Correction> {
    let (length, rest) = bundle.split_first_chunk::<2>()?;
    let explains = |length: [u8; 2]| {
        let entry = rest.get(..usize::from(u16::from_be_bytes(length)));
        entry.is_some_and(|entry| leaf_hash(entry) == leaf)
    };
    let [high, low] = *length;
    (0..=u8::MAX).find_map(|byte| {
        let high_wrong = (byte != high && explains([byte, low])).then_some((0, high));
        let low_wrong = || (byte != low && explains([high, byte])).then_some((1, low));
        let (offset, found) = high_wrong.or_else(low_wrong)?;
        Some(Correction { offset, expected: byte, found })
    })
}

/// The byte of an entry that is wrong, if that alone explains the leaf hash: any byte of a short entry, a single bit
/// of a longer one, nothing for one that would take too long.
pub(super) fn wrong_entry_byte(entry: &[u8], leaf: Hash) -> Option<Correction> {
    let bits: Vec<u8> = (0..8).map(|bit| 1 << bit).collect();
    let others: Vec<u8> = (1..=u8::MAX).filter(|flip| flip.count_ones() > 1).collect();
    [bits, others].iter().find_map(|flips| search(entry, leaf, flips))
}

fn search(entry: &[u8], leaf: Hash, flips: &[u8]) -> Option<Correction> {
    // Each trial hashes, on average, half of the entry.
    if entry.len().saturating_mul(entry.len() / 2 + 64).saturating_mul(flips.len()) > WORK {
        return None;
    }
    let mut before = Sha256::new().chain_update([0x00]);
    let mut rest = entry;
    while let Some((found, after)) = rest.split_first() {
        let explains = |flip: &u8| {
            let trial = before.clone().chain_update([found ^ flip]).chain_update(after);
            trial.finalize().as_slice() == leaf.0
        };
        if let Some(flip) = flips.iter().copied().find(explains) {
            return Some(Correction { offset: entry.len() - rest.len(), expected: found ^ flip, found: *found });
        }
        before.update([*found]);
        rest = after;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_altered_byte_is_named() {
        let sound = vec![0x41; 300];
        let leaf = leaf_hash(&sound);
        for (offset, value) in [(0, 0x40), (299, 0x61), (150, 0xbe)] {
            let mut altered = sound.clone();
            altered[offset] = value;
            assert_eq!(wrong_entry_byte(&altered, leaf), Some(Correction { offset, expected: 0x41, found: value }));
        }
        assert_eq!(wrong_entry_byte(&[0x42; 300], leaf), None);
        assert_eq!(wrong_entry_byte(&vec![0; 65_535], leaf), None, "too long to search");
    }

    #[test]
    fn an_altered_length_is_named() {
        let mut bundle = vec![1, 2];
        bundle.extend([7; 400]);
        let leaf = leaf_hash(&[7; 258]);
        bundle[0] = 0;
        assert_eq!(wrong_length_byte(&bundle, leaf), Some(Correction { offset: 0, expected: 1, found: 0 }));
        bundle[..2].copy_from_slice(&[1, 255]);
        assert_eq!(wrong_length_byte(&bundle, leaf), Some(Correction { offset: 1, expected: 2, found: 255 }));
        bundle[2] = 0;
        assert_eq!(wrong_length_byte(&bundle, leaf), None);
    }
}
