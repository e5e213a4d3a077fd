//! Taking in changes: entries, blobs, rows and the signed checkpoint in one transaction, then the static files.
//!
//! What the transaction committed is acknowledged even where the static files could not follow: they are written again
//! before the next change is taken in, and that change is refused while they cannot be.

use super::signing::Signing;
use super::tables::{Tables, signed};
use super::{SqliteStore, Writer};
use super::{apply, cases, fieldwork, keys, seen, vault};
use crate::blob::pack;
use crate::draft::{Condition, Draft, draft};
use crate::error::StoreError;
use crate::log_keys::LogKeys;
use crate::port::{Change, Reason};
use crate::publish::Signed;
use ledger::Hash;
use ledger::checkpoint::{Checkpoint, NoteError, SignedCheckpoint, Signer, TreeHead};
use ledger::entry::{Entry, Kind, Numbered};
use ledger::tiles::Edge;
use model::exchange::given_by;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use std::path::Path;

/// Takes in changes, all or none.
pub(super) fn append(
    store: &mut SqliteStore,
    at: &str,
    reason: &Reason,
    changes: &[Change],
) -> Result<u64, StoreError> {
    step(store, at, reason, |batch, transaction| {
        changes.iter().try_for_each(|change| batch.enter(transaction, draft(change)?))
    })
}

/// Makes drafts, knowing the tree before them and the key that signs the one after.
type Drafting<'a> = &'a dyn Fn(&TreeHead, &dyn Signer) -> Result<Vec<Draft>, StoreError>;

/// Takes in drafts. The new tree is signed by the writer's key, and by `also`.
pub(super) fn enter(
    store: &mut SqliteStore,
    at: &str,
    reason: &Reason,
    also: &[&dyn Signer],
    drafts: Drafting<'_>,
) -> Result<u64, StoreError> {
    signed_step(store, (at, reason), also, |batch, transaction, key| {
        drafts(&batch.edge.head(), key)?.into_iter().try_for_each(|draft| batch.enter(transaction, draft))
    })
}

/// One step: all that `work` enters, under one signed checkpoint, or nothing.
pub(crate) fn step(
    store: &mut SqliteStore,
    at: &str,
    reason: &Reason,
    work: impl FnOnce(&mut Batch<'_>, &Transaction<'_>) -> Result<(), StoreError>,
) -> Result<u64, StoreError> {
    signed_step(store, (at, reason), &[], |batch, transaction, _| work(batch, transaction))
}

/// The same, where `work` hears of the key that signs, and further keys sign too.
fn signed_step(
    store: &mut SqliteStore,
    (at, reason): (&str, &Reason),
    also: &[&dyn Signer],
    work: impl FnOnce(&mut Batch<'_>, &Transaction<'_>, &dyn Signer) -> Result<(), StoreError>,
) -> Result<u64, StoreError> {
    let path = store.folder.database();
    let root = &store.folder.root;
    let writer = store.writer.as_mut().ok_or_else(|| StoreError::ReadOnly(root.clone()))?;
    let tables = Tables::new(&store.connection, &path);
    let edge = writer.caught_up(&tables)?;
    let before = edge.head().size;
    let origin = writer.key.verifier().name().to_owned();
    let signing = Signing::new(keys::authors(&tables)?, store.author.as_ref(), origin);
    let mut batch = Batch { seq: before, edge, at, reason, path: &path, signing };
    match commit(&mut store.connection, (&*writer.key, also), &mut batch, work) {
        Ok(None) => Ok(before),
        Ok(Some((signed, keys))) => {
            let size = signed.head.size;
            follow(writer, batch.edge, signed, keys);
            Ok(size)
        }
        Err(error) => {
            // Whether a commit that failed was written is for the next look at the database to say.
            writer.files.forget();
            Err(error)
        }
    }
}

fn follow(writer: &mut Writer, edge: Edge, signed: Signed, keys: LogKeys) {
    // The publisher remembers a failure, and the next change meets it first.
    let _: Result<(), StoreError> = writer.files.follow(edge, signed, keys);
}

/// A step that is being entered.
pub(crate) struct Batch<'a> {
    seq: u64,
    edge: Edge,
    at: &'a str,
    reason: &'a Reason,
    path: &'a Path,
    signing: Signing<'a>,
}

fn commit(
    connection: &mut Connection,
    (key, also): (&dyn Signer, &[&dyn Signer]),
    batch: &mut Batch<'_>,
    work: impl FnOnce(&mut Batch<'_>, &Transaction<'_>, &dyn Signer) -> Result<(), StoreError>,
) -> Result<Option<(Signed, LogKeys)>, StoreError> {
    let failed = |error| StoreError::database(batch.path, error);
    let before = batch.seq;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
    work(batch, &transaction, key)?;
    if batch.seq == before {
        return Ok(None);
    }
    let head = batch.edge.head();
    let bytes = sign(&head, key, also).map_err(|error| StoreError::damaged(batch.path, error))?;
    let failed = |error| StoreError::database(batch.path, error);
    transaction.execute("UPDATE log SET signed = ?1", [&bytes]).map_err(failed)?;
    let keys = keys::log_keys(&Tables::new(&transaction, batch.path), key.verifier())?;
    transaction.commit().map_err(failed)?;
    Ok(Some((Signed { head, bytes }, keys)))
}

fn sign(head: &TreeHead, key: &dyn Signer, also: &[&dyn Signer]) -> Result<Vec<u8>, NoteError> {
    let signed = SignedCheckpoint::sign(&Checkpoint::new(key.verifier().name(), *head), key)?;
    Ok(also.iter().try_fold(signed, |signed, key| signed.sign_also(*key))?.to_bytes())
}

impl Batch<'_> {
    pub(crate) fn enter(&mut self, transaction: &Transaction<'_>, draft: Draft) -> Result<(), StoreError> {
        let tables = Tables::new(transaction, self.path);
        if !holds(&tables, &draft.condition)? {
            return Ok(());
        }
        let refused = |reason: String| StoreError::Refused(reason);
        let what = Kind::new(draft.what).map_err(|error| refused(error.to_string()))?;
        let who = self.signing.who(&self.reason.who, &draft)?;
        let mut body = draft.body;
        let sealed = vault::seal(&tables, self.seq, &what, &mut body, &draft.secret)?;
        let entry = Entry {
            at: self.at.to_owned(),
            who,
            what,
            why: self.reason.why.clone(),
            body,
            blobs: draft.blobs.iter().map(|(hash, _)| *hash).collect(),
        };
        let entry = self.signing.sign(entry, self.seq, self.edge.head().root)?;
        let bytes = entry.to_bytes(self.seq).map_err(|error| refused(error.to_string()))?;
        let numbered = Numbered::from_bytes(&bytes).map_err(|error| refused(error.to_string()))?;
        apply::own(&tables, transaction, &numbered, &mut |hash| {
            let here = draft.blobs.iter().find(|(blob, _)| blob == hash);
            here.map_or_else(|| tables.needed_blob(hash), |(_, bytes)| Ok(bytes.clone()))
        })?;
        self.signing.change(&numbered)?;
        self.edge.append(&bytes).map_err(|error| refused(error.to_string()))?;
        let write = || -> rusqlite::Result<()> {
            draft.blobs.iter().try_for_each(|(hash, bytes)| insert_blob(transaction, hash, bytes))?;
            let sql = "INSERT INTO entry (seq, bytes) VALUES (?1, ?2)";
            transaction.prepare_cached(sql)?.execute(params![signed(self.seq), bytes])?;
            vault::keep(transaction, self.seq, &sealed)?;
            let erased = draft.secret.erases.as_ref();
            erased.map_or(Ok(()), |(entry, field)| vault::destroy(transaction, *entry, field))
        };
        write().map_err(|error| StoreError::database(self.path, error))?;
        self.seq += 1;
        Ok(())
    }
}

/// Whether the change is to enter; an error where it must not.
fn holds(tables: &Tables<'_>, condition: &Condition) -> Result<bool, StoreError> {
    match condition {
        Condition::None => Ok(true),
        Condition::NewReport(id) => Ok(!tables.has_report(id.as_str())?),
        Condition::KnownReport(id) if tables.has_report(id.as_str())? => Ok(true),
        Condition::KnownReport(id) => {
            Err(StoreError::Refused(format!("a reading of report {id}, which is not in the record")))
        }
        Condition::NextCase(id) => match cases::next(tables)? {
            next if next.as_str() == id => Ok(true),
            next => Err(StoreError::Refused(format!("case {id}: the next case bears the id {next}"))),
        },
        Condition::KnownCase(id) if given_by(id).is_some() => {
            let what = format!("case {id} is kept at the post that opened it: take the step there");
            Err(StoreError::Refused(what))
        }
        Condition::KnownCase(id) if cases::known(tables, id)? => Ok(true),
        Condition::KnownCase(id) => {
            Err(StoreError::Refused(format!("a step of case {id}, which is not in the record")))
        }
        Condition::NewFieldwork(noun, id, corrects) => {
            fieldwork::holds(tables, noun, id, corrects.as_deref()).map(|()| true)
        }
        Condition::NextDecision(decision) => {
            let next = tables.next_decision()?;
            if next != decision.id.as_str() {
                let id = &decision.id;
                return Err(StoreError::Refused(format!("decision {id}: the next decision bears the id {next}")));
            }
            seen::as_seen(tables, decision).map(|()| true)
        }
        Condition::NextFinding(id) => match tables.next_finding()? {
            next if next == *id => Ok(true),
            next => Err(StoreError::Refused(format!("finding {id}: the next finding bears the id {next}"))),
        },
    }
}

pub(crate) fn insert_blob(transaction: &Transaction<'_>, hash: &Hash, bytes: &[u8]) -> rusqlite::Result<()> {
    let known = "SELECT 1 FROM blob WHERE hash = ?1";
    if transaction.prepare_cached(known)?.exists([hash.0.as_slice()])? {
        return Ok(());
    }
    let packed = pack(bytes);
    let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let sql = "INSERT INTO blob (hash, length, packed, bytes) VALUES (?1, ?2, ?3, ?4)";
    transaction.prepare_cached(sql)?.execute(params![hash.0.as_slice(), length, packed.packed, packed.bytes]).map(drop)
}
