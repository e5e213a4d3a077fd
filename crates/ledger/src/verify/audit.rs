//! The verifier's order of work: signature, right edge, then bundle after bundle from the first entry.

use super::blobs::BlobReader;
use super::files::Files;
use super::tree::Tree;
use super::{Check, Progress, Source, Verified, VerifyError, entries, trust};
use crate::entry::{Kind, Numbered};
use crate::tiles::TILE_WIDTH;
use std::collections::BTreeMap;

/// Verifies a whole ledger. `progress` is called after each bundle.
///
/// # Errors
/// The first fault, with its file and, where it can be known, its byte.
pub fn verify(source: &dyn Source, check: &Check, progress: &mut dyn FnMut(Progress)) -> Result<Verified, VerifyError> {
    let (signed, signers) = trust::signed_checkpoint(source, &check.trust)?;
    let checkpoint = signed.checkpoint();
    let size = checkpoint.head.size;
    let files = Files { source, size };
    let mut tree = Tree::load(files, checkpoint)?;
    let mut tally = Tally { blobs: BlobReader::new(source, check.blobs), kinds: BTreeMap::new(), times: None };
    for index in 0..size.div_ceil(TILE_WIDTH) {
        let leaves = tree.leaves(index)?;
        let bundle = files.bundle(index)?;
        entries::check(&bundle, index * TILE_WIDTH, leaves, |numbered| tally.count(numbered))?;
        progress(Progress { done: size.min((index + 1) * TILE_WIDTH), total: size });
    }
    Ok(Verified {
        origin: checkpoint.origin.clone(),
        size,
        root: checkpoint.head.root,
        entries_by_kind: tally.kinds,
        times: tally.times,
        blobs: tally.blobs.named,
        signers,
        beyond: files.beyond()?,
        check: check.clone(),
    })
}

struct Tally<'a> {
    blobs: BlobReader<'a>,
    kinds: BTreeMap<Kind, u64>,
    times: Option<(String, String)>,
}

impl Tally<'_> {
    fn count(&mut self, numbered: Numbered) -> Result<(), VerifyError> {
        let entry = numbered.entry;
        self.blobs.check(numbered.seq, &entry.blobs)?;
        *self.kinds.entry(entry.what).or_default() += 1;
        match &mut self.times {
            Some((_, last)) => *last = entry.at,
            none => *none = Some((entry.at.clone(), entry.at)),
        }
        Ok(())
    }
}
