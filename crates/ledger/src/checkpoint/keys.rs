//! Keys as text: C2SP verifier keys (`name+id+base64`) and Go's `PRIVATE+KEY+…`. It must not make keys: the caller
//! brings 32 random bytes.

use base64::{Engine, prelude::BASE64_STANDARD};
use ed25519_dalek::{Signature, Signer as _};
use signed_note::{is_key_name_valid, key_id};
use std::fmt;

/// What a key signs, by the byte that stands before it in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Algorithm {
    /// 0x01: Ed25519 over the note's text; what the log itself uses.
    Ed25519,
    /// 0x04: tlog-cosignature v1, Ed25519 over a time and the note's text; what witnesses use.
    CosignatureV1,
    /// 0x06: tlog-cosignature with ML-DSA-44. Its keys are read and its lines are kept, and this version checks none.
    MlDsa44,
}

/// The length of an ML-DSA-44 public key (FIPS 204, table 2).
const ML_DSA_44_PUBLIC: usize = 1312;

impl Algorithm {
    fn byte(self) -> u8 {
        match self {
            Self::Ed25519 => 1,
            Self::CosignatureV1 => 4,
            Self::MlDsa44 => 6,
        }
    }
}

/// A text that is no usable key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// A name that is empty or has spaces or a plus sign.
    #[error("`{0}` cannot name a key: it must not be empty or hold spaces or `+`")]
    Name(String),
    /// Not of the form `name+id+base64`, or of an unknown kind.
    #[error("not a key that this version can use; expected `name+8 hexadecimal digits+base64`")]
    Format,
    /// The id in the text is not that of the name and the key.
    #[error("the key's id does not match its name and bytes: the text was altered")]
    Id,
    /// A private key that does not read; says nothing of its contents.
    #[error("not a private key of the form `PRIVATE+KEY+name+id+base64`, or it was altered")]
    Private,
}

/// A public key that can check signatures on checkpoints. `Display` writes the C2SP text form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    id: u32,
    algorithm: Algorithm,
    public: Public,
}

/// The key itself.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Public {
    Ed25519(ed25519_dalek::VerifyingKey),
    /// Of an algorithm that this version does not check.
    Unchecked(Vec<u8>),
}

impl Public {
    fn read(algorithm: Algorithm, bytes: &[u8]) -> Option<Self> {
        if algorithm == Algorithm::MlDsa44 {
            return (bytes.len() == ML_DSA_44_PUBLIC).then(|| Self::Unchecked(bytes.to_vec()));
        }
        ed25519_dalek::VerifyingKey::from_bytes(bytes.try_into().ok()?).ok().map(Self::Ed25519)
    }

    fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Ed25519(key) => key.as_bytes(),
            Self::Unchecked(bytes) => bytes,
        }
    }
}

impl VerifierKey {
    fn new(name: &str, algorithm: Algorithm, public: Public) -> Self {
        let id = key_id(name, &tagged(algorithm, public.as_bytes()));
        Self { name: name.to_owned(), id, algorithm, public }
    }

    /// Reads `name+id+base64`.
    ///
    /// # Errors
    /// When the form, the id or the key is wrong.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(KeyError::Format);
        };
        if !is_key_name_valid(name) {
            return Err(KeyError::Name(name.to_owned()));
        }
        let key = BASE64_STANDARD.decode(key).map_err(|_| KeyError::Format)?;
        let (algorithm, public) = match key.split_first() {
            Some((1, public)) => (Algorithm::Ed25519, public),
            Some((4, public)) => (Algorithm::CosignatureV1, public),
            Some((6, public)) => (Algorithm::MlDsa44, public),
            _ => return Err(KeyError::Format),
        };
        let parsed = Self::new(name, algorithm, Public::read(algorithm, public).ok_or(KeyError::Format)?);
        if format!("{:08x}", parsed.id) == id { Ok(parsed) } else { Err(KeyError::Id) }
    }

    /// The key of a log or an author, from the 32 bytes of an Ed25519 public key.
    ///
    /// # Errors
    /// When the name cannot name a key, or the bytes are none.
    pub fn from_public(name: &str, public: &[u8; 32]) -> Result<Self, KeyError> {
        if !is_key_name_valid(name) {
            return Err(KeyError::Name(name.to_owned()));
        }
        let public = Public::read(Algorithm::Ed25519, public).ok_or(KeyError::Format)?;
        Ok(Self::new(name, Algorithm::Ed25519, public))
    }

    /// The bytes of the public key.
    #[must_use]
    pub fn public_bytes(&self) -> &[u8] {
        self.public.as_bytes()
    }

    /// Whether `signature` is a plain one of this key over the message; never for a witness's key.
    #[must_use]
    pub fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        self.algorithm == Algorithm::Ed25519 && self.check_bytes(message, signature)
    }

    /// The key's name; for a log's key, the origin of its checkpoints.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first four bytes of a hash over name and key, by which signature lines name it.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.id
    }

    /// What the key signs.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Whether this version can tell a true signature of this key from a false one.
    #[must_use]
    pub fn can_check(&self) -> bool {
        matches!(self.public, Public::Ed25519(_))
    }

    /// Whether both wrap the same public key, whatever their names: whoever holds it is one witness, not two.
    #[must_use]
    pub fn same_public_key(&self, other: &Self) -> bool {
        self.public == other.public
    }

    /// Whether `signature` is one of this key over the note's `text`. A cosignature yields its time in POSIX seconds.
    pub(crate) fn check(&self, text: &[u8], signature: &[u8]) -> Option<Option<u64>> {
        match self.algorithm {
            Algorithm::Ed25519 => self.check_bytes(text, signature).then_some(None),
            Algorithm::CosignatureV1 => {
                let (time, signature) = signature.split_first_chunk::<8>()?;
                let time = u64::from_be_bytes(*time);
                let within = i64::try_from(time).is_ok();
                (within && self.check_bytes(&cosigned_text(time, text), signature)).then_some(Some(time))
            }
            Algorithm::MlDsa44 => None,
        }
    }

    fn check_bytes(&self, message: &[u8], signature: &[u8]) -> bool {
        let Public::Ed25519(public) = &self.public else { return false };
        // Strict: a key of small order would accept signatures over anything.
        Signature::from_slice(signature).is_ok_and(|signature| public.verify_strict(message, &signature).is_ok())
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = BASE64_STANDARD.encode(tagged(self.algorithm, self.public.as_bytes()));
        write!(f, "{}+{:08x}+{key}", self.name, self.id)
    }
}

/// A private key. `Debug` shows its name only.
#[derive(Clone)]
pub struct SigningKey {
    secret: ed25519_dalek::SigningKey,
    verifier: VerifierKey,
}

impl SigningKey {
    /// The key of a log, from 32 random bytes that the caller drew.
    ///
    /// # Errors
    /// When the name cannot name a key.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, KeyError> {
        Self::new(name, Algorithm::Ed25519, seed)
    }

    /// The key of a witness, which signs cosignatures; it must not be a log's key too.
    ///
    /// # Errors
    /// When the name cannot name a key.
    pub fn witness_from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, KeyError> {
        Self::new(name, Algorithm::CosignatureV1, seed)
    }

    fn new(name: &str, algorithm: Algorithm, seed: &[u8; 32]) -> Result<Self, KeyError> {
        if !is_key_name_valid(name) {
            return Err(KeyError::Name(name.to_owned()));
        }
        let secret = ed25519_dalek::SigningKey::from_bytes(seed);
        let verifier = VerifierKey::new(name, algorithm, Public::Ed25519(secret.verifying_key()));
        Ok(Self { secret, verifier })
    }

    /// Reads the text form of a private key, `PRIVATE+KEY+name+id+base64`.
    ///
    /// # Errors
    /// When the text is anything else; the error never repeats the text.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let mut parts = text.strip_prefix("PRIVATE+KEY+").ok_or(KeyError::Private)?.splitn(3, '+');
        let (Some(name), Some(_id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(KeyError::Private);
        };
        let key = BASE64_STANDARD.decode(key).map_err(|_| KeyError::Private)?;
        let (algorithm, seed) = match key.split_first() {
            Some((1, seed)) => (Algorithm::Ed25519, seed),
            Some((4, seed)) => (Algorithm::CosignatureV1, seed),
            _ => return Err(KeyError::Private),
        };
        let parsed = Self::new(name, algorithm, seed.try_into().map_err(|_| KeyError::Private)?)?;
        if parsed.to_secret_text() == text { Ok(parsed) } else { Err(KeyError::Private) }
    }

    /// The text form that [`SigningKey::parse`] reads. Whoever has it can sign as this log: keep it secret.
    #[must_use]
    pub fn to_secret_text(&self) -> String {
        let key = BASE64_STANDARD.encode(tagged(self.verifier.algorithm, self.secret.as_bytes()));
        format!("PRIVATE+KEY+{}+{:08x}+{key}", self.verifier.name, self.verifier.id)
    }

    /// The public key, which everyone may have.
    #[must_use]
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// The signature's bytes over a note's text; `time` counts only for a witness's key.
    pub(crate) fn sign(&self, text: &[u8], time: u64) -> Vec<u8> {
        match self.verifier.algorithm {
            Algorithm::Ed25519 => self.secret.sign(text).to_vec(),
            // No private key of the third kind can be made here.
            Algorithm::CosignatureV1 | Algorithm::MlDsa44 => {
                let signature = self.secret.sign(&cosigned_text(time, text));
                [&time.to_be_bytes()[..], &signature.to_bytes()[..]].concat()
            }
        }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.verifier.name)
    }
}

fn tagged(algorithm: Algorithm, key: &[u8]) -> Vec<u8> {
    [&[algorithm.byte()][..], key].concat()
}

fn cosigned_text(time: u64, text: &[u8]) -> Vec<u8> {
    [format!("cosignature/v1\ntime {time}\n").as_bytes(), text].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pair of keys in the documentation of Go's `note` package.
    const PRIVATE: &str = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    const PUBLIC: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    #[test]
    fn known_pair_of_keys() {
        let key = SigningKey::parse(PRIVATE).unwrap();
        assert_eq!(key.verifier().to_string(), PUBLIC);
        assert_eq!(key.to_secret_text(), PRIVATE);
        assert_eq!(VerifierKey::parse(PUBLIC).unwrap(), *key.verifier());
        assert_eq!(format!("{key:?}"), "SigningKey(PeterNeumann)");
    }

    #[test]
    fn private_keys_of_witnesses_and_altered_ones() {
        let witness = SigningKey::witness_from_seed("w", &[3; 32]).unwrap();
        assert_eq!(SigningKey::parse(&witness.to_secret_text()).unwrap().verifier(), witness.verifier());
        for text in
            ["", "PRIVATE+KEY+a+b", PUBLIC, &PRIVATE.replace("c74f20a3", "c74f20a4"), &PRIVATE.replace("+AYE", "+AYF")]
        {
            assert_eq!(SigningKey::parse(text).unwrap_err(), KeyError::Private, "{text}");
        }
    }

    #[test]
    fn every_altered_byte_of_a_public_key_is_noticed() {
        for i in 0..PUBLIC.len() {
            for flip in [0x01, 0x20, 0x02] {
                let mut bytes = PUBLIC.as_bytes().to_vec();
                bytes[i] ^= flip;
                let text = String::from_utf8(bytes).unwrap();
                assert!(VerifierKey::parse(&text).is_err(), "{text}");
            }
        }
    }

    /// The key's id by the formula of tlog-cosignature, SHA-256(name, newline, 0x06, key) cut to four bytes.
    #[test]
    fn a_key_of_ml_dsa_44_is_read_and_checks_nothing() {
        let public = [7_u8; ML_DSA_44_PUBLIC];
        let bytes = [&b"w.example/pq\n\x06"[..], &public].concat();
        let id = crate::Hash::of(&bytes).to_string()[..8].to_owned();
        let text = format!("w.example/pq+{id}+{}", BASE64_STANDARD.encode([&[6_u8][..], &public].concat()));
        let key = VerifierKey::parse(&text).unwrap();
        assert_eq!((key.algorithm(), key.can_check(), key.to_string()), (Algorithm::MlDsa44, false, text.clone()));
        assert_eq!(key.check(b"text", &[0; 2428]), None);
        let short = format!("w.example/pq+{id}+{}", BASE64_STANDARD.encode([&[6_u8][..], &public[1..]].concat()));
        assert_eq!(VerifierKey::parse(&short), Err(KeyError::Format));
    }

    #[test]
    fn names_with_spaces_or_plus_signs_are_refused() {
        for name in ["", "a b", "a+b", "a\u{a0}b"] {
            assert_eq!(SigningKey::from_seed(name, &[1; 32]).unwrap_err(), KeyError::Name(name.into()));
        }
    }
}
