//! The contents of an age file: pieces of 64 KiB, each sealed under its number and whether it is the last, so that none can
//! be altered, moved or left away.

use crate::SealError;
use chacha20poly1305::aead::Aead as _;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _, Nonce};

const PIECE: usize = 64 * 1024;
const TAG: usize = 16;

/// Seals the contents behind what is there.
pub(crate) fn seal(key: &[u8; 32], plain: &[u8], into: &mut Vec<u8>) {
    let cipher = ChaCha20Poly1305::new(key.into());
    // Empty contents are one empty piece.
    let count = plain.len().div_ceil(PIECE).max(1);
    for number in 0..count {
        let piece = plain.get(number * PIECE..).unwrap_or_default();
        let piece = piece.get(..PIECE).unwrap_or(piece);
        let sealed = cipher.encrypt(&nonce(number, number + 1 == count), piece);
        into.extend(sealed.expect("a piece is short enough"));
    }
}

/// The contents.
pub(crate) fn open(key: &[u8; 32], sealed: &[u8]) -> Result<Vec<u8>, SealError> {
    let cipher = ChaCha20Poly1305::new(key.into());
    let mut plain = Vec::with_capacity(sealed.len());
    let count = sealed.len().div_ceil(PIECE + TAG);
    for (number, piece) in sealed.chunks(PIECE + TAG).enumerate() {
        let opened = cipher.decrypt(&nonce(number, number + 1 == count), piece);
        let opened = opened.map_err(|_| SealError::Malformed("its contents were altered or cut off"))?;
        if opened.is_empty() && number > 0 {
            return Err(SealError::Malformed("its last piece is empty"));
        }
        plain.extend(opened);
    }
    if count == 0 { Err(SealError::Malformed("it ends before its contents")) } else { Ok(plain) }
}

/// Eleven bytes of the number, one that says whether it is the last.
fn nonce(number: usize, last: bool) -> Nonce {
    let [a, b, c, d, e, f, g, h] = (number as u64).to_be_bytes();
    [0, 0, 0, a, b, c, d, e, f, g, h, u8::from(last)].into()
}
