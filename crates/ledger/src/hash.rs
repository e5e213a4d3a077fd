//! A SHA-256 hash and the ways in which it is written. It must not know what was hashed.

use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};
use std::fmt;

/// A SHA-256 hash: 32 bytes. `Display` writes lower-case hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

/// A text that should have been a hash and is not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a SHA-256 hash; expected {1}")]
pub struct HashTextError(String, &'static str);

impl Hash {
    /// The plain SHA-256 of some bytes: the name of a blob. Leaves and nodes of the tree have prefixes, see `merkle`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The plain SHA-256 of all that can be read.
    ///
    /// # Errors
    /// Where reading fails.
    pub fn read(from: &mut impl std::io::Read) -> std::io::Result<Self> {
        let (mut hash, mut piece) = (Sha256::new(), vec![0; 1 << 16]);
        loop {
            match from.read(&mut piece)? {
                0 => return Ok(Self(hash.finalize().into())),
                length => hash.update(piece.get(..length).unwrap_or_default()),
            }
        }
    }

    /// Standard base64 with padding, as checkpoints write it.
    #[must_use]
    pub fn base64(&self) -> String {
        BASE64_STANDARD.encode(self.0)
    }

    /// Reads standard base64 with padding.
    ///
    /// # Errors
    /// When the text is not base64 of exactly 32 bytes.
    pub fn from_base64(text: &str) -> Result<Self, HashTextError> {
        let wrong = || HashTextError(text.to_owned(), "base64 of 32 bytes");
        let bytes = BASE64_STANDARD.decode(text).map_err(|_| wrong())?;
        Ok(Self(bytes.try_into().map_err(|_| wrong())?))
    }

    /// Reads 64 lower-case hexadecimal digits; upper case is refused, so that a hash has one spelling.
    ///
    /// # Errors
    /// When the text is anything else.
    pub fn from_hex(text: &str) -> Result<Self, HashTextError> {
        let wrong = || HashTextError(text.to_owned(), "64 lower-case hexadecimal digits");
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        if pairs.len() != 32 || !rest.is_empty() {
            return Err(wrong());
        }
        let mut hash = [0; 32];
        for (byte, [high, low]) in hash.iter_mut().zip(pairs) {
            *byte = digit(*high).ok_or_else(wrong)? << 4 | digit(*low).ok_or_else(wrong)?;
        }
        Ok(Self(hash))
    }

    /// The hash as an entry names a blob: `sha256:` and hexadecimal.
    #[must_use]
    pub fn blob_name(&self) -> String {
        format!("sha256:{self}")
    }

    /// Reads the name of a blob.
    ///
    /// # Errors
    /// When the text is not `sha256:` and 64 lower-case hexadecimal digits.
    pub fn from_blob_name(text: &str) -> Result<Self, HashTextError> {
        let hex = text
            .strip_prefix("sha256:")
            .ok_or_else(|| HashTextError(text.to_owned(), "`sha256:` and 64 hexadecimal digits"))?;
        Self::from_hex(hex)
    }
}

/// Where a blob lies in a record: `blob/ab/cdef…`. The first byte makes a folder, so that none holds too many files.
#[must_use]
pub fn blob_path(hash: &Hash) -> String {
    let hex = hash.to_string();
    let (folder, file) = hex.split_at(2);
    format!("blob/{folder}/{file}")
}

/// Which blob lies at a path; `None` for any path that [`blob_path`] does not give.
#[must_use]
pub fn blob_at(path: &str) -> Option<Hash> {
    let (folder, file) = path.strip_prefix("blob/")?.split_once('/')?;
    let hash = Hash::from_hex(&format!("{folder}{file}")).ok()?;
    (blob_path(&hash) == path).then_some(hash)
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn written_and_read_back() {
        let hash = Hash::of(b"");
        assert_eq!(hash.to_string(), EMPTY);
        assert_eq!(hash.base64(), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!(Hash::from_hex(EMPTY).unwrap(), hash);
        assert_eq!(Hash::from_base64(&hash.base64()).unwrap(), hash);
        assert_eq!(Hash::from_blob_name(&hash.blob_name()).unwrap(), hash);
        assert_eq!(blob_path(&hash), format!("blob/e3/{}", &EMPTY[2..]));
        assert_eq!(blob_at(&blob_path(&hash)), Some(hash));
    }

    #[test]
    fn other_spellings_are_refused() {
        assert!(Hash::from_hex(&EMPTY.to_uppercase()).is_err());
        assert!(Hash::from_hex(&EMPTY[1..]).is_err());
        assert!(Hash::from_base64("47DEQpj8HBSa").is_err());
        assert!(Hash::from_blob_name(EMPTY).is_err());
        assert_eq!(blob_at(&format!("blob/{EMPTY}")), None);
        assert_eq!(blob_at(&format!("blob/e3b/{}", &EMPTY[3..])), None);
        assert_eq!(blob_at("blob/../e3"), None);
    }
}
