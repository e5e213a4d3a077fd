//! C2SP signed-note around a checkpoint: the log's signature and the cosignatures of witnesses.
//! Lines by unknown keys are kept as they came.

use super::{Checkpoint, CheckpointError, Signer, SignerError, SigningKey, VerifierKey};
use signed_note::{Note, Signature};

/// A checkpoint with its signature lines, as it stands in the file `checkpoint`.
#[derive(Clone, Debug, PartialEq)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    text: Vec<u8>,
    signatures: Vec<Signature>,
}

impl Eq for SignedCheckpoint {}

/// Whose signature a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureLine {
    /// The key's name.
    pub name: String,
    /// The key's id.
    pub id: u32,
    /// When a witness signed, in POSIX seconds; `None` for a plain signature or an unknown key.
    pub time: Option<u64>,
}

/// What the signature lines of a checkpoint are worth under some keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signatures {
    /// Lines whose signature holds under one of the keys.
    pub verified: Vec<SignatureLine>,
    /// Lines by keys that were not given, or of an algorithm that this version does not check: they prove nothing
    /// either way.
    pub unknown: Vec<SignatureLine>,
}

impl Signatures {
    /// Whether a line by this key, no cosignature, holds.
    #[must_use]
    pub fn holds(&self, key: &VerifierKey) -> bool {
        self.verified.iter().any(|line| line.time.is_none() && (&*line.name, line.id) == (key.name(), key.id()))
    }
}

/// Why a signed checkpoint is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Not a note: text, an empty line, signature lines.
    #[error("not a signed note: expected a text, an empty line and signature lines that begin with an em dash")]
    Malformed,
    /// The text is not a checkpoint.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// A line names a known key and its signature does not hold.
    #[error("the signature by {name} is not valid for this text: either was altered")]
    BadSignature {
        /// The key's name.
        name: String,
        /// The first byte of the signature line.
        offset: u64,
    },
    /// What holds the key did not sign.
    #[error(transparent)]
    Signer(#[from] SignerError),
}

impl SignedCheckpoint {
    /// Signs a checkpoint with the log's key.
    ///
    /// # Errors
    /// When the origin or an extension line does not fit the format, or the key does not sign.
    pub fn sign(checkpoint: &Checkpoint, key: &dyn Signer) -> Result<Self, NoteError> {
        let text = checkpoint.text();
        if Checkpoint::parse(&text)? != *checkpoint {
            // A newline inside the origin or an extension line would make a different checkpoint.
            return Err(NoteError::Malformed);
        }
        let unsigned = Self { checkpoint: checkpoint.clone(), text: text.into_bytes(), signatures: Vec::new() };
        unsigned.sign_also(key)
    }

    /// Adds the line of one more key that signs the text itself.
    ///
    /// # Errors
    /// When the key does not sign.
    pub fn sign_also(self, key: &dyn Signer) -> Result<Self, NoteError> {
        let signature = key.sign(&self.text)?;
        self.signed_by(key.verifier(), signature)
    }

    /// Reads the bytes of the file `checkpoint`.
    ///
    /// # Errors
    /// When they are not a signed note around a checkpoint.
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteError> {
        let note = Note::from_bytes(bytes).map_err(|_| NoteError::Malformed)?;
        if note.to_bytes() != bytes {
            return Err(NoteError::Malformed);
        }
        let text = std::str::from_utf8(note.text()).map_err(|_| NoteError::Malformed)?;
        let checkpoint = Checkpoint::parse(text)?;
        let lines = bytes.get(note.text().len() + 1..).unwrap_or_default();
        let signatures = lines
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
            .map(Signature::from_bytes)
            .collect::<Result<_, _>>()
            .map_err(|_| NoteError::Malformed)?;
        Ok(Self { checkpoint, text: note.text().to_vec(), signatures })
    }

    /// The bytes of the file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let lines = self.signatures.iter().flat_map(Signature::to_bytes);
        self.text.iter().copied().chain(*b"\n").chain(lines).collect()
    }

    /// What was signed.
    #[must_use]
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// Adds a witness's cosignature of `time` (POSIX seconds). An older line by the same key goes.
    ///
    /// # Errors
    /// Never for a key made by this crate; the note's own rules are checked again all the same.
    pub fn cosign(self, witness: &SigningKey, time: u64) -> Result<Self, NoteError> {
        let signature = witness.sign(&self.text, time);
        self.signed_by(witness.verifier(), signature)
    }

    fn signed_by(self, key: &VerifierKey, signature: Vec<u8>) -> Result<Self, NoteError> {
        let line = Signature::new(key.name().to_owned(), key.id(), signature);
        self.with_line(line.map_err(|_| NoteError::Malformed)?)
    }

    fn with_line(self, line: Signature) -> Result<Self, NoteError> {
        let mut signatures = self.signatures.clone();
        signatures.retain(|old| (old.name(), old.id()) != (line.name(), line.id()));
        signatures.push(line);
        self.with_lines(signatures)
    }

    /// The note's own rules are held again: the text's characters, how many lines there may be.
    fn with_lines(self, signatures: Vec<Signature>) -> Result<Self, NoteError> {
        Note::new(&self.text, &signatures).map_err(|_| NoteError::Malformed)?;
        Ok(Self { signatures, ..self })
    }

    /// The line of one key as it stands in the file, with its newline; `None` where there is none.
    #[must_use]
    pub fn line_of(&self, key: &VerifierKey) -> Option<Vec<u8>> {
        let line = self.signatures.iter().find(|line| (line.name(), line.id()) == (key.name(), key.id()));
        line.map(Signature::to_bytes)
    }

    /// Takes over from a witness's answer the lines that hold under `witness`; all else in the answer is passed over,
    /// as tlog-witness asks of clients. Says when the witness signed; `None` where the answer holds no such line, and
    /// then nothing is taken over. A time that is not later than that of a line which is here already changes nothing.
    ///
    /// # Errors
    /// Where the note would no longer fit the format.
    pub fn with_answer(self, answer: &[u8], witness: &VerifierKey) -> Result<(Self, Option<u64>), NoteError> {
        let own = |line: &&Signature| (line.name(), line.id()) == (witness.name(), witness.id());
        let time = |line: &Signature| witness.check(&self.text, line.signature()).flatten();
        let lines = answer.split_inclusive(|byte| *byte == b'\n').filter_map(|line| line.strip_suffix(b"\n"));
        let answered: Vec<Signature> = lines.filter_map(|line| Signature::from_bytes(line).ok()).collect();
        let best =
            answered.iter().filter(own).filter_map(|line| Some((time(line)?, line))).max_by_key(|(time, _)| *time);
        let Some((time_of_best, line)) = best else { return Ok((self, None)) };
        let here = self.signatures.iter().filter(own).filter_map(time).max();
        match here {
            Some(here) if here >= time_of_best => Ok((self, Some(here))),
            _ => Ok((self.with_line(line.clone())?, Some(time_of_best))),
        }
    }

    /// The same checkpoint with only those lines that hold under one of `keys`.
    ///
    /// # Errors
    /// Where the note would no longer fit the format.
    pub fn only(&self, keys: &[VerifierKey]) -> Result<Self, NoteError> {
        let holds = |line: &&Signature| {
            let key = keys.iter().find(|key| (key.name(), key.id()) == (line.name(), line.id()));
            key.is_some_and(|key| key.check(&self.text, line.signature()).is_some())
        };
        let signatures: Vec<Signature> = self.signatures.iter().filter(holds).cloned().collect();
        self.clone().with_lines(signatures)
    }

    /// Sorts the signature lines by whether they hold under `keys`.
    ///
    /// # Errors
    /// When a line names one of the keys and does not hold: a forged or damaged line is never merely "unknown".
    pub fn verify(&self, keys: &[VerifierKey]) -> Result<Signatures, NoteError> {
        let mut result = Signatures::default();
        let mut offset = self.text.len() as u64 + 1;
        for line in &self.signatures {
            let (name, id) = (line.name().to_owned(), line.id());
            match keys.iter().find(|key| key.name() == name && key.id() == id) {
                None => result.unknown.push(SignatureLine { name, id, time: None }),
                Some(key) if !key.can_check() => result.unknown.push(SignatureLine { name, id, time: None }),
                Some(key) => match key.check(&self.text, line.signature()) {
                    Some(time) => result.verified.push(SignatureLine { name, id, time }),
                    None => return Err(NoteError::BadSignature { name, offset }),
                },
            }
            offset += line.to_bytes().len() as u64;
        }
        Ok(result)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Hash;
    use crate::checkpoint::TreeHead;

    /// The signed checkpoint in C2SP tlog-cosignature.
    const SOFA: &str = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n\
        — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";

    fn key(seed: u8) -> SigningKey {
        SigningKey::from_seed("example.com/log", &[seed; 32]).unwrap()
    }

    fn sample() -> Checkpoint {
        Checkpoint::new("example.com/log", TreeHead { size: 7, root: Hash::of(b"root") })
    }

    #[test]
    fn example_of_the_specification() {
        let signed = SignedCheckpoint::parse(SOFA.as_bytes()).unwrap();
        assert_eq!(signed.to_bytes(), SOFA.as_bytes());
        let lines = signed.verify(&[]).unwrap().unknown;
        let names: Vec<&str> = lines.iter().map(|line| line.name.as_str()).collect();
        assert_eq!(names, ["example.com/behind-the-sofa", "witness.example.com/w1"]);
    }

    /// The note in the documentation of Go's `note` package: Ed25519 is deterministic, so its line must come out.
    #[test]
    fn known_signature() {
        let key = SigningKey::parse("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")
            .unwrap();
        let text =
            b"If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
        let line = Signature::new("PeterNeumann".into(), key.verifier().id(), key.sign(text, 0)).unwrap().to_bytes();
        let expected = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
        assert_eq!(String::from_utf8(line).unwrap(), expected);
    }

    #[test]
    fn cosignatures_are_kept_and_checked() {
        let witness = SigningKey::witness_from_seed("witness.example.com/w", &[9; 32]).unwrap();
        let signed = SignedCheckpoint::sign(&sample(), &key(1)).unwrap().cosign(&witness, 1_679_315_147).unwrap();
        let signed = SignedCheckpoint::parse(&signed.to_bytes()).unwrap();
        let keys = [key(1).verifier().clone(), witness.verifier().clone()];
        let both = signed.verify(&keys).unwrap();
        assert_eq!(both.verified.iter().map(|line| line.time).collect::<Vec<_>>(), [None, Some(1_679_315_147)]);
        let one = signed.verify(&keys[..1]).unwrap();
        assert_eq!((one.verified.len(), one.unknown.len()), (1, 1));
        let again = signed.cosign(&witness, 1_700_000_000).unwrap().verify(&keys).unwrap();
        assert_eq!(again.verified.iter().map(|line| line.time).collect::<Vec<_>>(), [None, Some(1_700_000_000)]);
    }

    #[test]
    fn every_altered_byte_is_noticed() {
        let bytes = SignedCheckpoint::sign(&sample(), &key(1)).unwrap().to_bytes();
        let keys = [key(1).verifier().clone()];
        for i in 0..bytes.len() {
            let mut altered = bytes.clone();
            altered[i] ^= 1;
            let verified = SignedCheckpoint::parse(&altered).and_then(|signed| signed.verify(&keys));
            assert!(verified.is_err() || verified.unwrap().verified.is_empty(), "byte {i}");
        }
    }

    #[test]
    fn another_key_of_the_same_name_is_unknown() {
        let signed = SignedCheckpoint::sign(&sample(), &key(1)).unwrap();
        assert!(signed.verify(&[key(2).verifier().clone()]).unwrap().verified.is_empty());
    }

    #[test]
    fn lines_cannot_be_smuggled_into_the_origin() {
        let mut checkpoint = sample();
        checkpoint.origin = "a\n9".into();
        assert!(SignedCheckpoint::sign(&checkpoint, &key(1)).is_err());
    }
}
