//! Bytes that only the holders of named keys open: files in the age format (C2SP, `age-encryption.org/v1`) for X25519
//! recipients, so that the `age` tool opens them too. Whoever seals needs public keys only.
//!
//! It draws keys and nonces from the system's randomness. It must not read files, and knows nothing of what is sealed.

mod derive;
mod header;
mod keys;
mod payload;

pub use keys::{Identity, KeyError, Recipient};

use header::Header;

/// Why bytes were not opened, or could not be sealed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// There is nobody to seal to.
    #[error("no recipient was given: nobody could ever open it")]
    NoRecipient,
    /// The system gave no random bytes.
    #[error("the system gave no random bytes: {0}")]
    Randomness(String),
    /// Sealed to others.
    #[error("none of the identities given opens it")]
    NotForThese,
    /// Not in the format, cut off or altered.
    #[error("not an age file, or altered: {0}")]
    Malformed(&'static str),
}

/// Seals bytes to every one of the recipients: each can open it alone.
///
/// # Errors
/// When there is no recipient, or the system gives no randomness.
pub fn seal(plain: &[u8], recipients: &[Recipient]) -> Result<Vec<u8>, SealError> {
    if recipients.is_empty() {
        return Err(SealError::NoRecipient);
    }
    let file_key: [u8; 16] = random()?;
    let mut sealed = header::write(&file_key, recipients)?;
    let nonce: [u8; 16] = random()?;
    sealed.extend(nonce);
    payload::seal(&derive::payload_key(&file_key, &nonce), plain, &mut sealed);
    Ok(sealed)
}

/// The bytes, where one of the identities opens them.
///
/// # Errors
/// When none does, or the file is malformed, cut off or altered.
pub fn open(sealed: &[u8], identities: &[Identity]) -> Result<Vec<u8>, SealError> {
    let header = Header::parse(sealed)?;
    let file_key = header.file_key(identities)?;
    let rest = sealed.get(header.length..).and_then(<[u8]>::split_first_chunk::<16>);
    let (nonce, chunks) = rest.ok_or(SealError::Malformed("it ends before its contents"))?;
    payload::open(&derive::payload_key(&file_key, nonce), chunks)
}

fn random<const N: usize>() -> Result<[u8; N], SealError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| SealError::Randomness(error.to_string()))?;
    Ok(bytes)
}
