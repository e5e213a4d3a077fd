//! The first link: the signed checkpoint and the keys it is checked against. It must not look at tiles.

use super::{CHECKPOINT_PATH, KEY_PATH, Source, Trust, VerifyError};
use crate::checkpoint::{KeyError, NoteError, Signatures, SignedCheckpoint, VerifierKey};

/// Reads the checkpoint and checks its signatures.
pub(super) fn signed_checkpoint(
    source: &dyn Source,
    trust: &Trust,
) -> Result<(SignedCheckpoint, Signatures), VerifyError> {
    let keys = match trust {
        Trust::Given(keys) => keys.clone(),
        Trust::StoredBeside => vec![stored_key(source)?],
    };
    let bytes = present(source, CHECKPOINT_PATH)?;
    let signed = SignedCheckpoint::parse(&bytes).map_err(checkpoint_error)?;
    let signatures = signed.verify(&keys).map_err(checkpoint_error)?;
    let origin = &signed.checkpoint().origin;
    // A key of another name may be a witness's; only the log's own makes a checkpoint the log's.
    if !signatures.verified.iter().any(|line| line.time.is_none() && line.name == *origin) {
        let others = signatures.verified.iter().chain(&signatures.unknown);
        let names: Vec<String> = others.map(|line| format!("{}+{:08x}", line.name, line.id)).collect();
        let offset = signed.checkpoint().text().len() as u64 + 1;
        let (path, origin) = (CHECKPOINT_PATH, origin.clone());
        return Err(VerifyError::NotSigned { path, offset, origin, found: names.join(", ") });
    }
    Ok((signed, signatures))
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

fn checkpoint_error(source: NoteError) -> VerifyError {
    let offset = match &source {
        NoteError::Malformed => 0,
        NoteError::Checkpoint(error) => error.offset,
        NoteError::BadSignature { offset, .. } => *offset,
    };
    VerifyError::Checkpoint { path: CHECKPOINT_PATH, offset, source }
}
