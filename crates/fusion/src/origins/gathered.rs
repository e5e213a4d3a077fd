//! Origins brought together: what the claims show, each origin once, with its reports and its reasons.

use super::{Found, Who};
use crate::corpus::Corpus;
use crate::corpus::pool::Pool;
use crate::stable;
use model::{ActorRef, Origin, OriginId, OriginKind, ReportId};
use std::collections::{BTreeMap, BTreeSet};

/// How many sentences of reasons an origin keeps; a flood of copies would repeat one ten thousand times.
const REASONS: usize = 40;

/// What was found of claims. Few are whose words are told: each is kept once.
pub(super) struct Gathered {
    whos: Pool<Who>,
    /// By number of who it is: the place of its reasons. Keys that differ may make one id.
    place: Vec<usize>,
    places: BTreeMap<OriginId, usize>,
    reasons: Vec<Reasons>,
    of_claim: Vec<Option<u32>>,
}

/// Why claims are led back to one origin, and which reports hold them.
#[derive(Default)]
struct Reasons {
    /// The first in their order.
    first: BTreeSet<String>,
    /// The hashes of all.
    all: Vec<u64>,
    reports: Vec<u32>,
}

impl Reasons {
    fn add(&mut self, because: String, report: u32) {
        self.all.push(stable::hash(because.as_bytes()));
        if self.first.len() < REASONS || self.first.last().is_some_and(|last| because < *last) {
            self.first.insert(because);
        }
        if self.first.len() > REASONS {
            self.first.pop_last();
        }
        if self.reports.last() != Some(&report) {
            self.reports.push(report);
        }
    }
}

impl Gathered {
    /// Nothing of so many claims yet.
    pub(super) fn new(claims: usize) -> Self {
        let (whos, places) = (Pool::default(), BTreeMap::new());
        Self { whos, place: Vec::new(), places, reasons: Vec::new(), of_claim: vec![None; claims] }
    }

    /// Keeps what was found of a claim.
    pub(super) fn put(&mut self, claim: usize, report: usize, found: Found) {
        let number = self.whos.put(found.who);
        if self.place.len() == number as usize {
            let next = self.places.len();
            let place = *self.places.entry(origin_id(&self.whos.get(number).key)).or_insert(next);
            self.place.push(place);
            self.reasons.resize_with(self.places.len(), Reasons::default);
        }
        let reasons = self.place.get(number as usize).and_then(|place| self.reasons.get_mut(*place));
        reasons.expect("every one has its place").add(found.because, report as u32);
        self.of_claim.iter_mut().skip(claim).take(1).for_each(|place| *place = Some(number));
    }

    /// Who was found behind a claim.
    pub(super) fn who(&self, claim: usize) -> Option<&Who> {
        self.of_claim.get(claim).copied().flatten().map(|number| self.whos.get(number))
    }

    /// The place of each claim's origin, and the origins under one id each, in the order of their ids.
    pub(super) fn origins(self, corpus: &Corpus) -> (Vec<u32>, Vec<Origin>) {
        let mut told: Vec<Option<Told>> = vec![None; self.reasons.len()];
        let mut seen = vec![false; self.place.len()];
        for number in self.of_claim.iter().flatten().map(|number| *number as usize) {
            if let (Some(false), Some(place)) = (seen.get(number), self.place.get(number)) {
                seen.iter_mut().skip(number).take(1).for_each(|seen| *seen = true);
                told.iter_mut().skip(*place).take(1).for_each(|told| tell(told, self.whos.get(number as u32)));
            }
        }
        let order: BTreeMap<usize, u32> = self.places.values().copied().zip(0..).collect();
        let of_who: Vec<u32> = self.place.iter().filter_map(|place| order.get(place).copied()).collect();
        let of_claim = self.of_claim.iter().flatten().filter_map(|who| of_who.get(*who as usize).copied()).collect();
        let mut reasons: BTreeMap<usize, (Option<Told>, Reasons)> =
            (0..).zip(told.into_iter().zip(self.reasons)).collect();
        let origins = self.places.into_iter().filter_map(|(id, place)| {
            let (told, reasons) = reasons.remove(&place)?;
            Some(close(id, told?, reasons, corpus))
        });
        (of_claim, origins.collect())
    }
}

/// How the claims together show an origin.
type Told = (OriginKind, String, Option<ActorRef>);

fn tell(told: &mut Option<Told>, who: &Who) {
    let (kind, _, actor) = told.get_or_insert_with(|| (who.kind, who.name.clone(), None));
    // Whoever lends words to others is an agency here, whatever it is for its own reports.
    if who.kind == OriginKind::Agency {
        *kind = OriginKind::Agency;
    }
    *actor = actor.take().or_else(|| who.actor.clone());
}

fn close(id: OriginId, (kind, name, actor): Told, reasons: Reasons, corpus: &Corpus) -> Origin {
    let Reasons { first, mut all, reports } = reasons;
    all.sort_unstable();
    all.dedup();
    let more = all.len().saturating_sub(first.len());
    let mut because: Vec<String> = first.into_iter().collect();
    because.extend((more > 0).then(|| format!("and {more} reasons more of this kind")));
    let reports: BTreeSet<ReportId> = reports.iter().map(|report| corpus.report(*report as usize).id.clone()).collect();
    Origin { id, kind, name, actor, reports: reports.into_iter().collect(), because }
}

/// `o-` and the key made plain. Keys of one origin are equal in every record, and so are ids.
fn origin_id(key: &str) -> OriginId {
    let slug = stable::slug(key);
    OriginId::new(format!("o-{slug}"))
        .or_else(|_| OriginId::new(format!("o-{}", stable::digest(key))))
        .expect("an 'o-' and twelve digits are an id")
}
