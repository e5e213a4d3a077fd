//! The verifier's order of work: signature, right edge, then bundle after bundle from the first entry.

use super::blobs::BlobReader;
use super::files::Files;
use super::people::People;
use super::tree::Tree;
use super::{
    CHECKPOINT_PATH, Check, DISCLOSED_PATH, Progress, Source, Verified, VerifyError, WITHHELD_PATH, entries, trust,
};
use crate::checkpoint::TreeHead;
use crate::entry::{Kind, Numbered};
use crate::redaction::{DisclosureAudit, DisclosureError, Withheld};
use crate::tiles::TILE_WIDTH;
use std::collections::BTreeMap;

/// Verifies a whole ledger. `progress` is called after each bundle.
///
/// # Errors
/// The first fault, with its file and, where it can be known, its byte.
pub fn verify(source: &dyn Source, check: &Check, progress: &mut dyn FnMut(Progress)) -> Result<Verified, VerifyError> {
    verify_each(source, check, progress, &mut |_| ())
}

/// Verifies a whole ledger and hands on each entry once it and its blobs are checked, in order: for whoever makes
/// tables anew from a record that must be sound.
///
/// # Errors
/// The first fault, with its file and, where it can be known, its byte.
pub fn verify_each(
    source: &dyn Source,
    check: &Check,
    progress: &mut dyn FnMut(Progress),
    accept: &mut dyn FnMut(Numbered),
) -> Result<Verified, VerifyError> {
    let held = trust::signed_checkpoint(source, &check.trust)?;
    let checkpoint = held.signed.checkpoint();
    let size = checkpoint.head.size;
    let files = Files { source, size };
    let mut tree = Tree::load(files, checkpoint)?;
    let withheld = withheld(source)?;
    let disclosures = DisclosureAudit::new(&source.read(DISCLOSED_PATH)?.unwrap_or_default()).map_err(disclosure)?;
    let blobs = BlobReader::new(source, check.blobs, withheld.blobs.keys().copied().collect());
    let disclosures = disclosures.holding_back(withheld);
    let people = People::new(&checkpoint.origin);
    let mut tally = Tally { blobs, disclosures, people, kinds: BTreeMap::new(), times: None };
    for index in 0..size.div_ceil(TILE_WIDTH) {
        let leaves = tree.leaves(index)?;
        let bundle = files.bundle(index)?;
        entries::check(&bundle, index * TILE_WIDTH, leaves, |numbered, leaf| {
            tally.count(&numbered)?;
            tally.people.accept(&numbered, leaf, &bundle.path)?;
            accept(numbered);
            Ok(())
        })?;
        progress(Progress { done: size.min((index + 1) * TILE_WIDTH), total: size });
    }
    if let Some(seen) = &check.since {
        continues(&files, seen)?;
    }
    let vouched = held.settle(source, &tally.people.keys)?;
    Ok(Verified {
        origin: checkpoint.origin.clone(),
        size,
        root: checkpoint.head.root,
        entries_by_kind: tally.kinds,
        times: tally.times,
        blobs: tally.blobs.named,
        blobs_held_back: tally.blobs.held_back.len() as u64,
        disclosure: tally.disclosures.finish().map_err(disclosure)?,
        signers: vouched.signatures,
        held: vouched.held,
        keys: tally.people.keys,
        authors: tally.people.authors,
        beyond: files.beyond()?,
        check: check.clone(),
    })
}

fn withheld(source: &dyn Source) -> Result<Withheld, VerifyError> {
    let path = WITHHELD_PATH;
    Withheld::parse(&source.read(path)?.unwrap_or_default()).map_err(|(line, source)| VerifyError::Disclosure {
        path,
        source: Box::new(DisclosureError::Withheld { line, source }),
    })
}

fn disclosure(source: DisclosureError) -> VerifyError {
    VerifyError::Disclosure { path: DISCLOSED_PATH, source: Box::new(source) }
}

struct Tally<'a> {
    blobs: BlobReader<'a>,
    disclosures: DisclosureAudit,
    people: People,
    kinds: BTreeMap<Kind, u64>,
    times: Option<(String, String)>,
}

impl Tally<'_> {
    fn count(&mut self, numbered: &Numbered) -> Result<(), VerifyError> {
        let entry = &numbered.entry;
        self.blobs.check(numbered.seq, &entry.blobs)?;
        let disclosed = self.disclosures.entry(numbered).map_err(disclosure)?;
        self.blobs.check(numbered.seq, &disclosed)?;
        *self.kinds.entry(entry.what.clone()).or_default() += 1;
        match &mut self.times {
            Some((_, last)) => last.clone_from(&entry.at),
            none => *none = Some((entry.at.clone(), entry.at.clone())),
        }
        Ok(())
    }
}

/// Whether the tree begins with one that was seen before. Its tiles have just been checked.
fn continues(files: &Files, seen: &TreeHead) -> Result<(), VerifyError> {
    let path = CHECKPOINT_PATH;
    if seen.size > files.size {
        return Err(VerifyError::Shortened { path, seen: seen.size, found: files.size });
    }
    let found = files.root_at(seen.size)?;
    if found == seen.root {
        return Ok(());
    }
    Err(VerifyError::Rewritten { path, size: seen.size, expected: seen.root, found })
}
