//! Keys as people pass them on: a recipient (`age1…`), which seals, and an identity (`AGE-SECRET-KEY-1…`), which opens. An
//! identity must never be shown by accident.

use crate::{SealError, random};
use bech32::{Bech32, Hrp};
use curve25519_dalek::montgomery::MontgomeryPoint;
use std::fmt;

/// What stands before a public key.
const PUBLIC: Hrp = Hrp::parse_unchecked("age");

/// What stands before a private key.
const SECRET: Hrp = Hrp::parse_unchecked("age-secret-key-");

/// A public key: whoever has it can seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recipient(pub(crate) [u8; 32]);

/// A private key: whoever has it can open. `Debug` shows its public half only.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity([u8; 32]);

/// Why a text is no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not a public key.
    #[error("'{0}' is no recipient: expected age1 and 58 letters and digits, as `protect key` prints it")]
    Recipient(String),
    /// Not a private key; it is not repeated.
    #[error("line {0} is no identity: expected AGE-SECRET-KEY-1 and 58 letters and digits")]
    Identity(usize),
    /// A file without a private key.
    #[error("it holds no identity (a line that begins with AGE-SECRET-KEY-1)")]
    NoIdentity,
}

impl Recipient {
    /// Reads `age1…`.
    ///
    /// # Errors
    /// When it is anything else, or its checksum is wrong.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let bytes = decoded(text, PUBLIC).filter(|_| text == text.to_lowercase());
        bytes.map(Self).ok_or_else(|| KeyError::Recipient(text.to_owned()))
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&bech32::encode_lower::<Bech32>(PUBLIC, &self.0).expect("32 bytes fit"))
    }
}

impl Identity {
    /// Draws a new one.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn draw() -> Result<Self, SealError> {
        random().map(Self)
    }

    /// Reads a file of identities as the `age` tool writes it: one a line, empty lines and those after `#` passed over.
    ///
    /// # Errors
    /// When a line is no identity, or there is none.
    pub fn parse_file(text: &str) -> Result<Vec<Self>, KeyError> {
        let lines = text.lines().map(str::trim).enumerate();
        let lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let all: Vec<Self> = lines
            .map(|(number, line)| {
                let bytes = decoded(line, SECRET).filter(|_| line == line.to_uppercase());
                bytes.map(Self).ok_or(KeyError::Identity(number + 1))
            })
            .collect::<Result<_, _>>()?;
        if all.is_empty() { Err(KeyError::NoIdentity) } else { Ok(all) }
    }

    /// The text of a private key: to be written into a file that only its holder reads.
    #[must_use]
    pub fn to_secret_text(&self) -> String {
        bech32::encode_upper::<Bech32>(SECRET, &self.0).expect("32 bytes fit")
    }

    /// The public half.
    #[must_use]
    pub fn recipient(&self) -> Recipient {
        Recipient(MontgomeryPoint::mul_base_clamped(self.0).to_bytes())
    }

    /// What both sides of an exchange compute; `None` for a share that would make the secret known to all.
    pub(crate) fn shared(&self, share: [u8; 32]) -> Option<[u8; 32]> {
        let secret = MontgomeryPoint(share).mul_clamped(self.0).to_bytes();
        (secret != [0; 32]).then_some(secret)
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity of {}", self.recipient())
    }
}

fn decoded(text: &str, prefix: Hrp) -> Option<[u8; 32]> {
    let checked = bech32::primitives::decode::CheckedHrpstring::new::<Bech32>(text).ok()?;
    let bytes: Vec<u8> = checked.byte_iter().collect();
    if checked.hrp() == prefix { bytes.try_into().ok() } else { None }
}
