//! The head of an age file: the file's key, wrapped for each recipient, and the check over the whole. It must not touch
//! the contents. Stanzas of other kinds are passed over, as the format asks.

use crate::keys::{Identity, Recipient};
use crate::{SealError, derive};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use chacha20poly1305::aead::Aead as _;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _, Nonce};
use hmac::Mac as _;

const VERSION: &str = "age-encryption.org/v1";

/// Bytes of a header that could still be one: thousands of recipients.
const LONGEST: usize = 1 << 20;

/// Characters in a full line of a stanza's body; a shorter line ends it.
const LINE: usize = 64;

/// A header, read.
pub(crate) struct Header<'a> {
    stanzas: Vec<Stanza>,
    checked: &'a [u8],
    check: Vec<u8>,
    /// How many bytes it takes.
    pub(crate) length: usize,
}

/// The file's key wrapped for one X25519 recipient, who is not named.
struct Stanza {
    share: [u8; 32],
    wrapped: Vec<u8>,
}

/// The header for these recipients.
pub(crate) fn write(file_key: &[u8; 16], recipients: &[Recipient]) -> Result<Vec<u8>, SealError> {
    let mut text = format!("{VERSION}\n");
    for recipient in recipients {
        let ephemeral = Identity::draw()?;
        let share = ephemeral.recipient().0;
        let secret =
            ephemeral.shared(recipient.0).ok_or(SealError::Malformed("a recipient's key is not a usable one"))?;
        let wrapped =
            cipher(&derive::wrapping_key(&secret, &share, &recipient.0)).encrypt(&Nonce::default(), &file_key[..]);
        let wrapped = wrapped.map_err(|_| SealError::Malformed("a key could not be wrapped"))?;
        text += &format!("-> X25519 {}\n{}\n", base64(&share), base64(&wrapped));
    }
    text += "---";
    let check = derive::header_check(file_key, text.as_bytes()).finalize().into_bytes();
    text += &format!(" {}\n", base64(&check));
    Ok(text.into_bytes())
}

impl<'a> Header<'a> {
    /// Reads the header that a file begins with.
    pub(crate) fn parse(sealed: &'a [u8]) -> Result<Self, SealError> {
        let mut lines = Lines { bytes: sealed.get(..LONGEST).unwrap_or(sealed), at: 0 };
        if lines.next()? != VERSION {
            return Err(SealError::Malformed("its first line is not that of version 1"));
        }
        let mut stanzas = Vec::new();
        loop {
            let before = lines.at;
            let line = lines.next()?;
            if let Some(check) = line.strip_prefix("--- ") {
                let checked = sealed.get(..before + "---".len()).unwrap_or_default();
                return Ok(Self { stanzas, checked, check: decoded(check)?, length: lines.at });
            }
            let words = line.strip_prefix("-> ").ok_or(SealError::Malformed("a line of its header is none"))?;
            let body = lines.body()?;
            if let Some(share) = words.strip_prefix("X25519 ") {
                let share = decoded(share)?.try_into();
                let share = share.map_err(|_| SealError::Malformed("a share has not 32 bytes"))?;
                stanzas.push(Stanza { share, wrapped: decoded(&body)? });
            }
        }
    }

    /// The file's key, where one of the identities unwraps it and the header is as it was written.
    pub(crate) fn file_key(&self, identities: &[Identity]) -> Result<[u8; 16], SealError> {
        let tries = identities.iter().flat_map(|identity| self.stanzas.iter().map(move |stanza| (identity, stanza)));
        let key = tries.into_iter().find_map(|(identity, stanza)| stanza.unwrap(identity));
        let key = key.ok_or(SealError::NotForThese)?;
        let check = derive::header_check(&key, self.checked).verify_slice(&self.check);
        check.map_err(|_| SealError::Malformed("its header was altered"))?;
        Ok(key)
    }
}

impl Stanza {
    fn unwrap(&self, identity: &Identity) -> Option<[u8; 16]> {
        // The length first, as the format asks: a longer key could be made to open under two identities.
        if self.wrapped.len() != 32 {
            return None;
        }
        let secret = identity.shared(self.share)?;
        let key = derive::wrapping_key(&secret, &self.share, &identity.recipient().0);
        cipher(&key).decrypt(&Nonce::default(), self.wrapped.as_slice()).ok()?.try_into().ok()
    }
}

struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lines<'a> {
    fn next(&mut self) -> Result<&'a str, SealError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let end = rest.iter().position(|byte| *byte == b'\n').ok_or(SealError::Malformed("its header has no end"))?;
        self.at += end + 1;
        let line = std::str::from_utf8(rest.get(..end).unwrap_or_default());
        line.map_err(|_| SealError::Malformed("its header is no text"))
    }

    /// A stanza's body: full lines up to one that is shorter.
    fn body(&mut self) -> Result<String, SealError> {
        let mut body = String::new();
        loop {
            let line = self.next()?;
            body += line;
            if line.len() < LINE {
                return Ok(body);
            }
        }
    }
}

fn cipher(key: &[u8; 32]) -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new(key.into())
}

fn base64(bytes: &[u8]) -> String {
    BASE64_STANDARD_NO_PAD.encode(bytes)
}

fn decoded(text: &str) -> Result<Vec<u8>, SealError> {
    BASE64_STANDARD_NO_PAD.decode(text).map_err(|_| SealError::Malformed("its header holds no base64 where it should"))
}
