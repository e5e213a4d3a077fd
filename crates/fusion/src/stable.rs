//! Hashes and ids that are the same on every machine, in every version and in every order of arrival.
//! Keys go in as opaque bytes: nothing here may prefer one name to another.

use sha2::{Digest, Sha256};
use std::hash::Hasher;

/// FNV-1a with 64 bits, finished as in SplitMix so that near keys lie far apart. For blocking and shingles, never for ids.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut fold = Fold::default();
    fold.write(bytes);
    fold.finish()
}

/// The same hash for whatever can be hashed part by part. Only within one run: how a value is cut into parts may change.
pub(crate) struct Fold(u64);

impl Default for Fold {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fold {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        finish(self.0)
    }
}

/// What is written, hashed as it is written: a long text need not be held for it.
impl std::fmt::Write for Fold {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.write(text.as_bytes());
        Ok(())
    }
}

/// The hash of a run of hashes; the order counts.
pub(crate) fn hash_run(run: impl IntoIterator<Item = u64>) -> u64 {
    run.into_iter().fold(0x9e37_79b9_7f4a_7c15, |hash, next| finish(hash.rotate_left(5) ^ next))
}

fn finish(mut value: u64) -> u64 {
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// The first 12 hexadecimal digits of the SHA-256 of a text: for ids, where a collision would join two things for ever.
pub(crate) fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// A key as the readable part of an id where it has only ASCII letters, digits and separators, else its digest.
pub(crate) fn slug(key: &str) -> String {
    let plain = key.len() <= 80 && key.chars().all(|c| c.is_ascii_alphanumeric() || " :-_.".contains(c));
    if plain { key.replace([' ', ':', '_'], "-") } else { digest(key) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values_stay_for_ever() {
        assert_eq!(digest("r-1.c1"), digest("r-1.c1"));
        assert_eq!(digest("abc"), "ba7816bf8f01");
        assert_eq!(slug("media:ria novosti"), "media-ria-novosti");
        assert_eq!(slug("name:муса").len(), 12);
        assert_ne!(hash_run([1, 2]), hash_run([2, 1]));
    }
}
