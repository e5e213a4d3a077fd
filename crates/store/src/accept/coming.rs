//! What a parcel says, held part by part against what is here: whose log it is, whether its key signed it, whether it goes on
//! where this record's mirror of it ends. Two histories of one log are told with the proof. It must not write.

mod histories;

use super::Run;
use crate::error::StoreError;
use crate::exchange_error::ExchangeError;
use crate::offer::blobs;
use crate::projection::project;
use crate::received::{Received, is_signed};
use crate::sqlite::apply::reached;
use crate::sqlite::mirror;
use crate::sqlite::tables::Tables;
use exchange::{Chunk, Incoming, LogHead, Part, Tree};
use ledger::Hash;
use ledger::checkpoint::VerifierKey;
use ledger::entry::Numbered;
use ledger::merkle::leaf_hash;
use model::Peer;
use std::collections::{BTreeMap, BTreeSet};

/// How many bytes of entries and blobs a run is filled up to.
const RUN: usize = 64 << 20;

/// A parcel on its way in.
pub(super) struct Taking {
    home: String,
    peers: Vec<Peer>,
    coming: Option<Coming>,
    /// The blobs that the parcel brought.
    brought: BTreeSet<Hash>,
    strangers: BTreeSet<String>,
}

/// The log whose chunks come.
struct Coming {
    at: u64,
    head: LogHead,
    /// What is here of it.
    mirror: Tree,
    /// The last run of it that is here.
    last: Option<Received>,
    incoming: Incoming,
    /// The leaves of the log as the parcel has it, from its beginning.
    theirs: Vec<Hash>,
    /// A chunk that does not fit what is here.
    unfit: Option<ExchangeError>,
    from: u64,
    entries: Vec<Vec<u8>>,
    blobs: Vec<Vec<u8>>,
    weight: usize,
}

impl Taking {
    pub(super) fn new(tables: &Tables<'_>) -> Result<Self, StoreError> {
        let peers = tables.peers()?;
        let (brought, strangers) = (BTreeSet::new(), BTreeSet::new());
        Ok(Self { home: tables.home()?, peers, coming: None, brought, strangers })
    }

    /// The logs that were passed over.
    pub(super) fn strangers(self) -> Vec<String> {
        self.strangers.into_iter().collect()
    }

    /// Takes a part; where `look` is set, the entries' rows are made too, to see that they can be.
    pub(super) fn part(&mut self, tables: &Tables<'_>, at: u64, part: Part, look: bool) -> Result<(), ExchangeError> {
        match part {
            Part::Heading(heading) if heading.to != self.home => {
                let reason = format!("the parcel is for the post with the log {}; this is {}", heading.to, self.home);
                Err(ExchangeError::Refused { at, reason })
            }
            Part::Heading(_) => Ok(()),
            Part::Log(head) => {
                self.end_log()?;
                self.coming = self.begin(tables, at, *head)?;
                Ok(())
            }
            Part::Chunk(chunk) => match &mut self.coming {
                Some(coming) => coming.chunk(tables, &mut self.brought, at, chunk, look),
                None => Ok(()),
            },
        }
    }

    /// The log whose chunks came is over.
    pub(super) fn end_log(&mut self) -> Result<(), ExchangeError> {
        self.coming.take().map_or(Ok(()), Coming::end)
    }

    /// Lets go of entries and blobs that were only looked at.
    pub(super) fn forget(&mut self) {
        drop(self.ready(true));
    }

    /// The run that has come in, where it is full or `all` is asked for.
    pub(super) fn ready(&mut self, all: bool) -> Option<Run> {
        let coming = self.coming.as_mut().filter(|coming| !coming.entries.is_empty())?;
        if !all && coming.weight < RUN {
            return None;
        }
        let received = Received {
            log: coming.head.signed.checkpoint().origin.clone(),
            from: std::mem::replace(&mut coming.from, coming.incoming.size()),
            to: coming.incoming.size(),
            root: coming.incoming.root(),
            signed: coming.head.signed.clone(),
            proof: coming.incoming.proof().to_vec(),
        };
        coming.weight = 0;
        let (entries, blobs) = (std::mem::take(&mut coming.entries), std::mem::take(&mut coming.blobs));
        Some(Run { received, entries, blobs })
    }

    /// A log begins; `None` where nothing of it is to be taken.
    fn begin(&mut self, tables: &Tables<'_>, at: u64, head: LogHead) -> Result<Option<Coming>, ExchangeError> {
        let stated = head.signed.checkpoint().clone();
        let log = stated.origin;
        if log == self.home {
            return Ok(None);
        }
        let Some(peer) = self.peers.iter().find(|peer| peer.log == log) else {
            self.strangers.insert(log);
            return Ok(None);
        };
        let refused = |reason: String| ExchangeError::Refused { at, reason };
        let key =
            VerifierKey::parse(&peer.key).map_err(|error| refused(format!("the key of {}: {error}", peer.name)))?;
        if !is_signed(&head.signed, &key).map_err(|error| refused(format!("the log {log}: {error}")))? {
            return Err(refused(format!(
                "the state of {log} is not signed by the key that was entered for {}",
                peer.name
            )));
        }
        let (have, edge) = reached(tables, &log)?;
        let mirror = mirror::tree(tables, &log, have)?;
        let last = mirror::last(tables, &log)?;
        let incoming = Incoming::new(edge, stated.head);
        let theirs = Vec::new();
        let (entries, blobs) = (Vec::new(), Vec::new());
        let mut coming =
            Coming { at, head, mirror, last, incoming, theirs, unfit: None, from: have, entries, blobs, weight: 0 };
        coming.hold(tables, &log)?;
        Ok((coming.head.signed.checkpoint().head.size > have).then_some(coming))
    }
}

impl Coming {
    fn log(&self) -> String {
        self.head.signed.checkpoint().origin.clone()
    }

    fn refused(&self, reason: String) -> ExchangeError {
        ExchangeError::Refused { at: self.at, reason }
    }

    fn chunk(
        &mut self,
        tables: &Tables<'_>,
        brought: &mut BTreeSet<Hash>,
        at: u64,
        mut chunk: Chunk,
        look: bool,
    ) -> Result<(), ExchangeError> {
        if chunk.from == self.theirs.len() as u64 {
            self.theirs.extend(chunk.entries.iter().map(|entry| leaf_hash(entry)));
        }
        if self.unfit.is_some() {
            return Ok(());
        }
        let with: BTreeMap<Hash, Vec<u8>> =
            std::mem::take(&mut chunk.blobs).into_iter().map(|bytes| (Hash::of(&bytes), bytes)).collect();
        let first = self.incoming.size();
        let new = match self.incoming.take(chunk) {
            Ok(new) => new,
            Err(source) => {
                self.unfit = Some(ExchangeError::Incoming { at, log: self.log(), source });
                return Ok(());
            }
        };
        for (seq, entry) in (first..).zip(&new) {
            self.entry(tables, brought, &with, seq, entry, look).map_err(|reason| ExchangeError::Refused {
                at,
                reason: format!("entry {seq} of {}: {reason}", self.log()),
            })?;
        }
        self.weight += new.iter().chain(with.values()).map(Vec::len).sum::<usize>();
        self.entries.extend(new);
        self.blobs.extend(with.into_iter().filter(|(hash, _)| brought.contains(hash)).map(|(_, bytes)| bytes));
        Ok(())
    }

    /// Whether an entry can be read, and all blobs that it names are here or come along.
    fn entry(
        &self,
        tables: &Tables<'_>,
        brought: &mut BTreeSet<Hash>,
        with: &BTreeMap<Hash, Vec<u8>>,
        seq: u64,
        bytes: &[u8],
        look: bool,
    ) -> Result<(), String> {
        let numbered = Numbered::from_bytes(bytes).map_err(|error| error.to_string())?;
        if numbered.seq != seq {
            return Err(format!("it says it is number {}", numbered.seq));
        }
        let named = blobs(seq, bytes).map_err(|error| error.to_string())?;
        let mut kept = look && named.len() == numbered.entry.blobs.len();
        for hash in &named {
            if with.contains_key(hash) {
                brought.insert(*hash);
            } else if brought.contains(hash) {
                // It came with an earlier chunk, and is not kept yet while the parcel is only looked at.
                kept = false;
            } else if tables.blob(hash).map_err(|error| error.to_string())?.is_none() {
                return Err(format!("{} is neither here nor in the parcel; ask for a new parcel", hash.blob_name()));
            }
        }
        if kept { readable(tables, with, &numbered) } else { Ok(()) }
    }
}

/// Whether this version can make an entry's rows.
fn readable(tables: &Tables<'_>, with: &BTreeMap<Hash, Vec<u8>>, numbered: &Numbered) -> Result<(), String> {
    let mut blob = |hash: &Hash| match with.get(hash) {
        Some(bytes) => Ok(bytes.clone()),
        None => tables.needed_blob(hash),
    };
    match project(numbered, &mut blob) {
        Ok(_) => Ok(()),
        Err(StoreError::Entry { reason, .. }) => Err(reason),
        Err(other) => Err(other.to_string()),
    }
}
