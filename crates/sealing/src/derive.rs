//! The keys that one file uses, derived as the format says. It must not keep any.

use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The key that wraps a file's key for one recipient: from the shared secret, the ephemeral share and the recipient.
pub(crate) fn wrapping_key(secret: &[u8; 32], share: &[u8; 32], recipient: &[u8; 32]) -> [u8; 32] {
    let salt = [share.as_slice(), recipient].concat();
    expand(&salt, secret, b"age-encryption.org/v1/X25519")
}

/// The key of the contents.
pub(crate) fn payload_key(file_key: &[u8; 16], nonce: &[u8; 16]) -> [u8; 32] {
    expand(nonce, file_key, b"payload")
}

/// The check of the header: over all of it up to `---`.
pub(crate) fn header_check(file_key: &[u8; 16], header: &[u8]) -> Hmac<Sha256> {
    let key = expand(&[], file_key, b"header");
    Hmac::<Sha256>::new_from_slice(&key).expect("a key of any length is taken").chain_update(header)
}

fn expand(salt: &[u8], secret: &[u8], use_of_it: &[u8]) -> [u8; 32] {
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(Some(salt), secret).expand(use_of_it, &mut key).expect("32 bytes can always be derived");
    key
}
