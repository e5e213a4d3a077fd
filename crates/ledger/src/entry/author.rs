//! An author's own signature on an entry: what is signed, and whether it holds. It must not know whose key is whose.
//!
//! The author signs the whole entry, its number and the root of everything before it, under the log's name: so the signature
//! counts at one place of one history only, and says that the author saw that history.

use super::{Entry, EntryError, Numbered, text, wrong};
use crate::Hash;
use crate::checkpoint::{KeyError, Signer, SignerError, VerifierKey};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Map, Value, json};

/// The version of the format of an entry that its author signed.
pub const SIGNED_VERSION: u64 = 2;

/// The first line of what an author signs.
const DOMAIN: &str = "trucewatch/author@v1\n";

/// An author's signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorSignature {
    /// The author's key.
    pub key: VerifierKey,
    /// The root of the tree before the entry.
    pub seen: Hash,
    signature: Vec<u8>,
}

/// Why an author did not sign.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// The entry is malformed.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// What holds the key did not sign.
    #[error(transparent)]
    Signer(#[from] SignerError),
}

impl AuthorSignature {
    pub(super) fn write(&self, who: &mut Map<String, Value>, signed: bool) {
        who.insert("key".to_owned(), json!(self.key.to_string()));
        who.insert("seen".to_owned(), json!(self.seen.base64()));
        if signed {
            who.insert("sig".to_owned(), json!(BASE64_STANDARD.encode(&self.signature)));
        }
    }

    pub(super) fn take(who: &mut Map<String, Value>) -> Result<Self, EntryError> {
        let mut field = |name: &str| text(who.remove(name).unwrap_or_default(), &format!("who.{name}"));
        let key = VerifierKey::parse(&field("key")?).map_err(|_: KeyError| wrong("who.key", "a verifier key"))?;
        let (seen, sig) = (field("seen")?, field("sig")?);
        let root = Hash::from_base64(&seen).ok().filter(|root| root.base64() == seen);
        let signature = BASE64_STANDARD.decode(&sig).ok().filter(|bytes| bytes.len() == 64);
        Ok(Self {
            key,
            seen: root.ok_or_else(|| wrong("who.seen", "base64 of 32 bytes"))?,
            signature: signature.ok_or_else(|| wrong("who.sig", "base64 of 64 bytes"))?,
        })
    }
}

impl Entry {
    /// The entry with its author's signature, for place `seq` of the log `origin`, after a tree of root `seen`.
    ///
    /// # Errors
    /// When the entry is malformed, or the key does not sign.
    pub fn sign(mut self, seq: u64, origin: &str, seen: Hash, author: &dyn Signer) -> Result<Self, SignError> {
        let unsigned = AuthorSignature { key: author.verifier().clone(), seen, signature: Vec::new() };
        self.who.signature = Some(unsigned.clone());
        let signature = author.sign(&message(origin, &self.bytes_with(seq, false)?))?;
        self.who.signature = Some(AuthorSignature { signature, ..unsigned });
        Ok(self)
    }
}

impl Numbered {
    /// Whether the author's signature holds in the log `origin`; `None` where nobody signed but the log. That `seen` is the
    /// root of what stands before is for whoever has the log to compare.
    #[must_use]
    pub fn author_signed(&self, origin: &str) -> Option<bool> {
        let signature = self.entry.who.signature.as_ref()?;
        let bytes = self.entry.bytes_with(self.seq, false);
        Some(bytes.is_ok_and(|bytes| signature.key.signed(&message(origin, &bytes), &signature.signature)))
    }
}

/// What an author signs: the domain, the log's name and a newline, the entry's canonical bytes without `who.sig`.
fn message(origin: &str, entry: &[u8]) -> Vec<u8> {
    [DOMAIN.as_bytes(), origin.as_bytes(), b"\n", entry].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkpoint::SigningKey;
    use crate::entry::{Kind, Who};

    fn signed() -> Numbered {
        let entry = Entry {
            at: "2031-05-01T06:00:00Z".into(),
            who: Who { role: Some("team leader".into()), ..Who::named("A. Lind") },
            what: Kind::new("finding.entered").unwrap(),
            why: "seen on site".into(),
            body: json!({"id": "f-1"}),
            blobs: Vec::new(),
        };
        let key = SigningKey::from_seed("A._Lind", &[7; 32]).unwrap();
        let entry = entry.sign(3, "example.org/record", Hash([9; 32]), &key).unwrap();
        Numbered { seq: 3, entry }
    }

    /// The worked example of docs/ledger.md.
    #[test]
    fn worked_example() {
        let bytes = signed().entry.to_bytes(3).unwrap();
        let expected = r#"{"at":"2031-05-01T06:00:00Z","blobs":[],"body":{"id":"f-1"},"seq":3,"v":2,"what":"finding.entered","who":{"key":"A._Lind+ef924122+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs","name":"A. Lind","role":"team leader","seen":"CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=","sig":"uwYHdCuctelvdoDqvvMu0GfZ5TW/XQN3Fs9cIRqG3b1XobPuxZtXmVaACNDjBcvxdJLIoP4HkmpfazN+azaNBg=="},"why":"seen on site"}"#;
        assert_eq!(String::from_utf8(bytes.clone()).unwrap(), expected);
        assert_eq!(Numbered::from_bytes(&bytes).unwrap(), signed());
        assert_eq!(signed().author_signed("example.org/record"), Some(true));
    }

    #[test]
    fn it_holds_at_one_place_of_one_log_only() {
        let good = signed();
        assert_eq!(good.author_signed("example.org/other"), Some(false));
        assert_eq!(Numbered { seq: 4, ..good.clone() }.author_signed("example.org/record"), Some(false));
        let text = String::from_utf8(good.entry.to_bytes(3).unwrap()).unwrap();
        for (from, to) in [
            ("f-1", "f-2"),
            ("A. Lind", "B. Lind"),
            ("team leader", "team reader"),
            ("CQkJ", "CgkJ"),
            ("06:00:00", "07:00:00"),
            ("on site", "by hearsay"),
        ] {
            let altered = Numbered::from_bytes(text.replace(from, to).as_bytes()).unwrap();
            assert_eq!(altered.author_signed("example.org/record"), Some(false), "{from}");
        }
    }

    #[test]
    fn a_signature_is_whole_or_none() {
        let text = String::from_utf8(signed().entry.to_bytes(3).unwrap()).unwrap();
        let without = |field: &str| {
            let mut value: Value = serde_json::from_str(&text).unwrap();
            value["who"].as_object_mut().unwrap().remove(field).unwrap();
            Numbered::from_bytes(&crate::canonical::to_bytes(&value).unwrap()).unwrap_err().to_string()
        };
        for field in ["key", "seen", "sig"] {
            assert!(without(field).contains(&format!("who.{field}")), "{}", without(field));
        }
        let as_first = text.replace("\"v\":2", "\"v\":1");
        assert!(Numbered::from_bytes(as_first.as_bytes()).unwrap_err().to_string().contains("who.key"));
    }
}
