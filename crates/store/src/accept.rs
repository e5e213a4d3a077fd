//! Taking a parcel in: first all of it is looked at and nothing is written, then what holds is taken over, run by run, each
//! in one transaction. A parcel that was taken in already changes nothing. It must not believe a parcel whose log it is.

mod coming;

use crate::draft::{Condition, Draft, Secret, kind};
use crate::exchange_error::ExchangeError;
use crate::port::Reason;
use crate::received::Received;
use crate::sqlite::{SqliteStore, append, mirror};
use coming::Taking;
use exchange::{ParcelError, Part, Reader};
use ledger::Hash;
use ledger::entry::Numbered;
use ledger::redaction::protected;
use std::io::Read;

/// How a parcel is taken in.
#[derive(Debug, Clone, Copy)]
pub struct Accepting<'a> {
    /// When: RFC 3339, UTC.
    pub at: &'a str,
    /// Who, and why.
    pub reason: &'a Reason,
    /// Of a parcel that is cut or damaged, whether what is whole before that place is taken.
    pub partial: bool,
}

/// What was taken in.
#[derive(Debug)]
pub struct Accepted {
    /// Log, the first entry, the place behind the last: what is new here.
    pub logs: Vec<(String, u64, u64)>,
    /// How many protected fields are among what is new: their values stay at the posts that sealed them.
    pub protected: usize,
    /// Logs that were passed over, since nobody entered their posts as peers.
    pub strangers: Vec<String>,
    /// Where the parcel ended too early.
    pub cut: Option<ParcelError>,
}

/// A run of entries that holds, with the blobs that came along.
pub(crate) struct Run {
    pub(crate) received: Received,
    pub(crate) entries: Vec<Vec<u8>>,
    pub(crate) blobs: Vec<Vec<u8>>,
}

/// Takes a parcel in; `open` gives it from its beginning, and is called twice.
pub(crate) fn accept<R: Read>(
    store: &mut SqliteStore,
    how: &Accepting<'_>,
    open: &mut dyn FnMut() -> std::io::Result<R>,
) -> Result<Accepted, ExchangeError> {
    let unread = |source| ParcelError::Io { at: 0, source };
    let (parts, mut accepted) = look(store, how, Reader::new(open().map_err(unread)?)?)?;
    let mut taking = Taking::new(&store.tables().0)?;
    let mut reader = Reader::new(open().map_err(unread)?)?;
    for _ in 0..parts {
        let at = reader.at();
        let Some(part) = reader.next()? else { break };
        let ends = matches!(part, Part::Log(_));
        take_over(store, how, taking.ready(ends), &mut accepted)?;
        taking.part(&store.tables().0, at, part, false)?;
    }
    take_over(store, how, taking.ready(true), &mut accepted)?;
    Ok(accepted)
}

/// Looks at all of a parcel; gives how many parts of it hold.
fn look<R: Read>(
    store: &SqliteStore,
    how: &Accepting<'_>,
    mut reader: Reader<R>,
) -> Result<(u64, Accepted), ExchangeError> {
    let tables = store.tables().0;
    let mut looked = Taking::new(&tables)?;
    let (mut parts, mut cut) = (0, None);
    loop {
        let at = reader.at();
        match reader.next() {
            Ok(None) => break,
            Ok(Some(part)) => {
                looked.part(&tables, at, part, true)?;
                looked.forget();
                parts += 1;
            }
            Err(error @ (ParcelError::Cut { .. } | ParcelError::Damaged { .. })) if how.partial => {
                cut = Some(error);
                break;
            }
            Err(error) => return Err(error.into()),
        }
    }
    looked.end_log()?;
    Ok((parts, Accepted { logs: Vec::new(), protected: 0, strangers: looked.strangers(), cut }))
}

fn take_over(
    store: &mut SqliteStore,
    how: &Accepting<'_>,
    run: Option<Run>,
    accepted: &mut Accepted,
) -> Result<(), ExchangeError> {
    let Some(Run { received, entries, blobs }) = run else { return Ok(()) };
    let path = store.tables().1;
    append::step(store, how.at, how.reason, |batch, transaction| {
        let write = || -> rusqlite::Result<()> {
            blobs.iter().try_for_each(|bytes| append::insert_blob(transaction, &Hash::of(bytes), bytes))?;
            (received.from..)
                .zip(&entries)
                .try_for_each(|(seq, entry)| mirror::add(transaction, &received.log, seq, entry))
        };
        write().map_err(|error| crate::StoreError::database(&path, error))?;
        let (body, condition) = (received.write(), Condition::None);
        batch.enter(
            transaction,
            Draft { what: kind::RECEIVED, body, blobs: Vec::new(), condition, secret: Secret::default() },
        )
    })?;
    accepted.protected += entries.iter().map(|entry| protected_fields(entry)).sum::<usize>();
    let Received { log, from, to, .. } = received;
    match accepted.logs.last_mut().filter(|(last, ..)| *last == log) {
        Some((_, _, end)) => *end = to,
        None => accepted.logs.push((log, from, to)),
    }
    Ok(())
}

/// How many fields of an entry that was held against its log are protected.
fn protected_fields(entry: &[u8]) -> usize {
    let numbered = Numbered::from_bytes(entry).ok();
    numbered.and_then(|numbered| protected(&numbered.entry.body).ok()).map_or(0, |fields| fields.len())
}
