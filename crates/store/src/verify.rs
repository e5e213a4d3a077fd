//! Verification of a record, a copy of one, or a published bundle: offline, without the lock, without changing a byte.
//!
//! Files first, by the ledger's own verifier. Where a database lies beside them, its entries are then compared with the
//! verified files byte by byte, entries that the files do not have yet are held to the signed checkpoint in the
//! database, and, if asked, every table is made anew and compared.

mod database;
mod evidence;
mod mirrors;
mod projection;
mod sealed;
mod summary;

pub use sealed::Sealed;
pub use summary::Verification;

use crate::error::StoreError;
use database::Database;
use evidence::Evidence;
use ledger::checkpoint::{TreeHead, VerifierKey};
use ledger::verify::{Blobs, CHECKPOINT_PATH, Check, Trust, VerifyError};
use sealing::Identity;
use std::path::{Path, PathBuf};

/// Verifies what lies at `path`: a record's folder, a bundle with `ledger/` in it, or the ledger's folder itself. `key`
/// is the verifier key by which the reader knows the ledger; without it the key beside the log is used, and the summary
/// says what that is worth. `deep` also makes the tables anew and compares them. `progress` hears of entries checked.
///
/// # Errors
/// The first fault: which file or table, which byte, what was expected.
pub fn verify(
    path: &Path,
    key: Option<&str>,
    deep: bool,
    progress: &mut dyn FnMut(u64),
) -> Result<Verification, StoreError> {
    let key = key.map(|text| VerifierKey::parse(text.trim()).map_err(StoreError::GivenKey)).transpose()?;
    verify_since(path, key.as_slice(), &[], None, deep, progress)
}

/// The same under several keys: the log's, and those of witnesses. Without any the key beside the log is used. What
/// `identities` open of the protected values is held to what was signed, too. The log must begin with the tree `since`,
/// where the reader saw one before.
///
/// # Errors
/// The first fault: which file or table, which byte, what was expected.
pub fn verify_since(
    path: &Path,
    keys: &[VerifierKey],
    identities: &[Identity],
    since: Option<TreeHead>,
    deep: bool,
    progress: &mut dyn FnMut(u64),
) -> Result<Verification, StoreError> {
    let (folder, database) = locate(path)?;
    let trust = if keys.is_empty() { Trust::StoredBeside } else { Trust::Given(keys.to_vec()) };
    // The checkpoint on disk before the database: a writer at work commits to the database first.
    let evidence = Evidence::open(&folder)?;
    let database = database.map(|path| Database::open(&path)).transpose()?;
    let blobs = if database.is_some() || folder.join("blob").is_dir() { Blobs::Required } else { Blobs::Skipped };
    let evidence = evidence.with(database);
    let check = Check { trust, blobs, since };
    let verified = ledger::verify::verify(&evidence, &check, &mut |step| progress(step.done));
    let ledger = verified.map_err(|error| fault(&evidence, &folder, error))?;
    let database = match evidence.database() {
        None => None,
        Some(database) => Some(database.compare(&evidence, &ledger, (identities, deep), progress)?),
    };
    Ok(Verification { ledger, database, deep })
}

pub(crate) fn locate(path: &Path) -> Result<(PathBuf, Option<PathBuf>), StoreError> {
    let (ledger, database) = (path.join("ledger"), path.join("record.sqlite"));
    let database = database.is_file().then_some(database);
    if ledger.join(CHECKPOINT_PATH).is_file() {
        return Ok((ledger, database));
    }
    if database.is_some() {
        return Err(StoreError::Damaged {
            path: ledger.join(CHECKPOINT_PATH),
            what: "missing, although there is a database beside it".to_owned(),
        });
    }
    if path.join(CHECKPOINT_PATH).is_file() {
        return Ok((path.to_path_buf(), None));
    }
    Err(StoreError::Missing(path.to_path_buf()))
}

/// A fault in a blob is told where the blob lies: in the database, not in a file that there is not.
fn fault(evidence: &Evidence, folder: &Path, error: VerifyError) -> StoreError {
    // A database put back from an older copy lacks blobs, and each of them alone would look like damage.
    if let (VerifyError::MissingBlob { .. }, Some(database)) = (&error, evidence.database())
        && let Err(older) = database.as_old_as(evidence)
    {
        return older;
    }
    let (seq, expected, what) = match (&error, evidence.database()) {
        (VerifyError::MissingBlob { path, seq }, Some(_)) => (*seq, path, "missing".to_owned()),
        (VerifyError::WrongBlob { path, seq, found, .. }, Some(_)) => {
            (*seq, path, format!("its bytes have hash {found}"))
        }
        _ => return StoreError::Verify { folder: folder.to_path_buf(), fault: Box::new(error) },
    };
    let name: String = expected.chars().filter(|c| *c != '/').skip("blob".len()).collect();
    match (evidence.database(), ledger::Hash::from_hex(&name)) {
        (Some(database), Ok(expected)) => StoreError::Blob { path: database.path.clone(), seq, expected, what },
        _ => StoreError::Verify { folder: folder.to_path_buf(), fault: Box::new(error) },
    }
}
