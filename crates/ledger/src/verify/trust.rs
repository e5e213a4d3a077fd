//! The first link and the last: the signed checkpoint before anything else is read, and once every entry is read, whether
//! the log's own chain of keys leads from a key that the reader has to the one that signed. It must not look at tiles.

use super::{CHECKPOINT_PATH, KEY_PATH, Source, Trust, VerifyError};
use crate::checkpoint::{KeyError, NoteError, SignedCheckpoint, VerifierKey};
use crate::key_chain::{KEYS_PATH, KeyChain, TrustError, Vouched};

/// The checkpoint, and the keys that the reader judges by.
pub(super) struct Held {
    pub(super) signed: SignedCheckpoint,
    keys: Vec<VerifierKey>,
}

/// Reads the checkpoint. It must be signed by a key that is given or lies beside the log: which of them it takes is told once
/// the entries are read, and a false line is refused at once.
pub(super) fn signed_checkpoint(source: &dyn Source, trust: &Trust) -> Result<Held, VerifyError> {
    let keys = match trust {
        Trust::Given(keys) => keys.clone(),
        Trust::StoredBeside => vec![stored_key(source)?],
    };
    let bytes = present(source, CHECKPOINT_PATH)?;
    let signed = SignedCheckpoint::parse(&bytes).map_err(checkpoint_error)?;
    if let Err(unknown) = KeyChain::default().vouch(&signed, &keys) {
        // A log that changed its key is signed by one that the reader does not have.
        let beside = keys_beside(source)?;
        if beside.is_empty() || KeyChain::default().vouch(&signed, &beside).is_err() {
            return Err(trust_error(&signed, unknown));
        }
    }
    Ok(Held { signed, keys })
}

impl Held {
    /// Whether the chain leads from the reader's key to this checkpoint; the file of the chain must agree with the log.
    pub(super) fn settle(&self, source: &dyn Source, chain: &KeyChain) -> Result<Vouched, VerifyError> {
        let vouched = chain.vouch(&self.signed, &self.keys).map_err(|error| trust_error(&self.signed, error))?;
        let Some(found) = source.read(KEYS_PATH)? else { return Ok(vouched) };
        let expected = chain.to_bytes();
        // The file is written before the checkpoint, so it may know one statement more.
        let size = self.signed.checkpoint().head.size;
        let beyond = KeyChain::parse(&found)
            .is_ok_and(|file| file.statements().iter().filter(|said| said.before().size < size).eq(chain.statements()));
        if beyond || found == expected {
            return Ok(vouched);
        }
        let offset = found.iter().zip(&expected).take_while(|(found, expected)| found == expected).count();
        Err(VerifyError::KeysFile { path: KEYS_PATH, offset: offset as u64 })
    }
}

fn keys_beside(source: &dyn Source) -> Result<Vec<VerifierKey>, VerifyError> {
    let chain = source.read(KEYS_PATH)?.and_then(|bytes| KeyChain::parse(&bytes).ok()).unwrap_or_default();
    let chained = chain.links().iter().map(|link| link.key.clone());
    Ok(stored_key(source).into_iter().chain(chained).collect())
}

fn stored_key(source: &dyn Source) -> Result<VerifierKey, VerifyError> {
    let wrong = |source| VerifyError::Key { path: KEY_PATH, source };
    let bytes = present(source, KEY_PATH)?;
    let text = str::from_utf8(&bytes).ok().and_then(|text| text.strip_suffix('\n'));
    VerifierKey::parse(text.ok_or_else(|| wrong(KeyError::Format))?).map_err(wrong)
}

fn present(source: &dyn Source, path: &str) -> Result<Vec<u8>, VerifyError> {
    source.read(path)?.ok_or_else(|| VerifyError::Missing { path: path.to_owned() })
}

fn trust_error(signed: &SignedCheckpoint, error: TrustError) -> VerifyError {
    let path = CHECKPOINT_PATH;
    let offset = signed.checkpoint().text().len() as u64 + 1;
    match error {
        TrustError::Note(source) => checkpoint_error(source),
        TrustError::NotSigned { origin, found } => VerifyError::NotSigned { path, offset, origin, found },
        reason => VerifyError::Trust { path, offset, reason: Box::new(reason) },
    }
}

fn checkpoint_error(source: NoteError) -> VerifyError {
    let offset = match &source {
        NoteError::Malformed | NoteError::Signer(_) => 0,
        NoteError::Checkpoint(error) => error.offset,
        NoteError::BadSignature { offset, .. } => *offset,
    };
    VerifyError::Checkpoint { path: CHECKPOINT_PATH, offset, source }
}
