//! C2SP tlog-checkpoint: what the log signs, and the signed note around it. It must not decide whose key to trust.

mod keys;
mod signed;
mod signer;

pub use keys::{Algorithm, KeyError, SigningKey, VerifierKey};
pub use signed::{NoteError, SignatureLine, Signatures, SignedCheckpoint};
pub use signer::{Signer, SignerError};

use crate::Hash;

/// The size and the root of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TreeHead {
    /// How many entries the tree has.
    pub size: u64,
    /// Its RFC 6962 root.
    pub root: Hash,
}

/// The text that a log signs: its name, its tree, and further lines if any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name, a URL without scheme; the key that signs has the same name.
    pub origin: String,
    /// The tree.
    pub head: TreeHead,
    /// Lines after the root; none of ours have any.
    pub extension: Vec<String>,
}

/// A checkpoint's text that does not hold to the format, with the byte where it departs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("byte {offset} of the checkpoint: expected {expected}")]
pub struct CheckpointError {
    /// The first byte of the line that is wrong.
    pub offset: u64,
    /// What should stand there.
    pub expected: &'static str,
}

impl Checkpoint {
    /// A checkpoint without extension lines.
    #[must_use]
    pub fn new(origin: &str, head: TreeHead) -> Self {
        Self { origin: origin.to_owned(), head, extension: Vec::new() }
    }

    /// The text to be signed; each line ends in a newline.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{}\n{}\n{}\n", self.origin, self.head.size, self.head.root.base64());
        for line in &self.extension {
            text.push_str(line);
            text.push('\n');
        }
        text
    }

    /// Reads the text, strictly: what [`Checkpoint::text`] would not write is refused.
    ///
    /// # Errors
    /// Names the first line that is wrong.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let mut lines = Lines { rest: text, offset: 0 };
        let origin = lines.next("a line with the log's name", |line| (!line.is_empty()).then(|| line.to_owned()))?;
        let size = lines.next("the tree's size in decimal digits, without leading zeros", decimal)?;
        let root = lines.next("the root hash: base64 of 32 bytes", |line| {
            Hash::from_base64(line).ok().filter(|root| root.base64() == line)
        })?;
        let mut extension = Vec::new();
        while !lines.rest.is_empty() {
            extension.push(lines.next("a line that is not empty", |line| (!line.is_empty()).then(|| line.to_owned()))?);
        }
        Ok(Self { origin, head: TreeHead { size, root }, extension })
    }
}

struct Lines<'a> {
    rest: &'a str,
    offset: usize,
}

impl<'a> Lines<'a> {
    fn next<T>(&mut self, expected: &'static str, read: impl Fn(&'a str) -> Option<T>) -> Result<T, CheckpointError> {
        let wrong = CheckpointError { offset: self.offset as u64, expected };
        let (line, rest) = self.rest.split_once('\n').ok_or_else(|| wrong.clone())?;
        let value = read(line).ok_or(wrong)?;
        self.offset += line.len() + 1;
        self.rest = rest;
        Ok(value)
    }
}

/// A decimal without sign or leading zeros.
pub(crate) fn decimal(text: &str) -> Option<u64> {
    text.parse().ok().filter(|n: &u64| n.to_string() == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    #[test]
    fn example_of_the_specification() {
        let checkpoint = Checkpoint::parse(BODY).unwrap();
        assert_eq!(checkpoint.origin, "example.com/behind-the-sofa");
        assert_eq!(checkpoint.head.size, 20_852_163);
        assert_eq!(checkpoint.text(), BODY);
        let extended = format!("{BODY}one\ntwo\n");
        assert_eq!(Checkpoint::parse(&extended).unwrap().extension, ["one", "two"]);
        assert_eq!(Checkpoint::parse(&extended).unwrap().text(), extended);
    }

    #[test]
    fn departures_are_named_by_their_byte() {
        let offset = |text: &str| Checkpoint::parse(text).unwrap_err().offset;
        assert_eq!(offset(""), 0);
        assert_eq!(offset("\n1\n"), 0);
        assert_eq!(offset(&BODY.replace("20852163", "020852163")), 28);
        assert_eq!(offset(&BODY.replace("20852163", "+20852163")), 28);
        assert_eq!(offset(&BODY.replace("q2I=", "q2J=")), 37, "loose bits after the last byte");
        assert_eq!(offset(BODY.trim_end()), 37);
        assert_eq!(offset(&format!("{BODY}\n")), BODY.len() as u64);
    }
}
