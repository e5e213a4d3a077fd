//! A telling: a claim of an event with all its copies, and what of it can be compared. Copies are one telling.

use super::alike::{Profile, profile};
use super::event;
use super::listed::Row;
use super::ties::{Part, Ties};
use crate::corpus::{Corpus, DAY, Harmed, Minutes, Spot, Told};
use crate::origins::Provenance;
use model::{ClaimId, ClaimKind, Effect, Toll};
use std::collections::BTreeMap;

/// Times told to about a day are fine; others leave room.
const FINE: i64 = DAY + DAY / 2;
/// What is told to last longer than this is no event but its background.
const BACKGROUND: i64 = 60 * DAY;

/// All tellings of a corpus, by the numbers of their founding claims.
pub(crate) struct Tellings<'a> {
    corpus: &'a Corpus,
    parts: Vec<Part>,
    /// The claims of all parts, part by part.
    claims: Vec<u32>,
}

/// A claim of an event with its copies.
#[derive(Clone, Copy)]
pub(crate) struct Telling<'a> {
    corpus: &'a Corpus,
    told: &'a Told,
    /// The claim that the others copy.
    pub(crate) founding: usize,
    /// All, the founding one too, in order.
    pub(crate) claims: &'a [u32],
    /// The group of what people tied to it.
    pub(crate) group: usize,
}

impl<'a> Tellings<'a> {
    /// Claims of events, each with its copies, by the number of the claim that is copied. Decisions may keep copies apart.
    pub(crate) fn new(corpus: &'a Corpus, provenance: &Provenance, ties: &mut Ties<'_>) -> Self {
        let mut by_root: Vec<(u32, u32)> = provenance.root.iter().copied().zip(0..).collect();
        by_root.sort_unstable();
        let (mut parts, mut claims) = (Vec::new(), Vec::with_capacity(by_root.len()));
        for of_root in by_root.chunk_by(|a, b| a.0 == b.0) {
            ties.divide(of_root, &mut parts, &mut claims);
        }
        parts.retain(|part| corpus.claim(part.founding as usize).tells_of_event);
        parts.sort_by_key(|part| part.founding);
        Self { corpus, parts, claims }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.parts.len()
    }

    /// A telling by its number.
    pub(crate) fn get(&self, number: usize) -> Option<Telling<'_>> {
        let part = self.parts.get(number)?;
        let founding = part.founding as usize;
        let claims = self.claims.get(part.first as usize..part.end as usize)?;
        Some(Telling {
            corpus: self.corpus,
            told: self.corpus.claim(founding),
            founding,
            claims,
            group: part.group as usize,
        })
    }

    /// A claim of an event as if no copy of it were known: by that it was compared when it founded a telling.
    pub(crate) fn alone(&self, claim: usize) -> Telling<'_> {
        Telling { corpus: self.corpus, told: self.corpus.claim(claim), founding: claim, claims: &[], group: 0 }
    }

    /// All, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Telling<'_>> {
        (0..self.len()).filter_map(|number| self.get(number))
    }

    /// The telling that a claim founds.
    pub(crate) fn founded_by(&self, claim: usize) -> Option<usize> {
        self.parts.binary_search_by_key(&claim, |part| part.founding as usize).ok()
    }

    /// The telling of each claim that a decision names.
    pub(crate) fn named(&self, ties: &Ties<'_>) -> BTreeMap<ClaimId, usize> {
        let claims =
            self.iter().zip(0..).flat_map(|(telling, number)| telling.claims.iter().map(move |claim| (*claim, number)));
        claims
            .filter(|(claim, _)| ties.names(*claim))
            .map(|(claim, number)| (self.corpus.id(claim as usize), number))
            .collect()
    }
}

impl<'a> Telling<'a> {
    /// The founding claim's kind.
    pub(crate) fn kind(&self) -> ClaimKind {
        self.told.kind
    }

    /// Its profile.
    pub(crate) fn profile(&self) -> Profile {
        profile(self.told.kind)
    }

    /// When.
    pub(crate) fn time(&self) -> Option<Minutes> {
        self.corpus.minutes(self.told)
    }

    /// When the founding report was published.
    pub(crate) fn told(&self) -> Option<Minutes> {
        self.corpus.told(self.report())
    }

    /// Where it may lie: one place, or the candidates.
    pub(crate) fn spots(&self) -> &'a [Spot] {
        &self.corpus.lies(self.told).spots
    }

    /// The name of a place that nobody could place.
    pub(crate) fn named_place(&self) -> Option<u64> {
        self.corpus.lies(self.told).named
    }

    /// Who acts.
    pub(crate) fn agents(&self) -> &'a [u64] {
        self.corpus.keys(self.told.agents)
    }

    /// To whom, against whom, with whom.
    pub(crate) fn patients(&self) -> &'a [u64] {
        self.corpus.keys(self.told.patients)
    }

    /// Everybody named.
    pub(crate) fn everybody(&self) -> &'a [u64] {
        self.corpus.keys(self.told.everybody)
    }

    /// What sort of people were harmed.
    pub(crate) fn harmed(&self) -> Harmed {
        self.told.harmed
    }

    /// The tolls of the event itself, by effect.
    pub(crate) fn tolls(&self) -> &'a [(Effect, Toll)] {
        self.corpus.tolls(self.told.tolls)
    }

    /// Words for the means.
    pub(crate) fn weapons(&self) -> &'a [u32] {
        self.corpus.stems_of(self.told.weapons)
    }

    /// Words for the matter.
    pub(crate) fn matter(&self) -> &'a [u32] {
        self.corpus.stems_of(self.told.matter)
    }

    /// The content words of the evidence, as numbers of the stems by which stories are told.
    pub(crate) fn words(&self) -> &'a [u32] {
        self.corpus.stems_of(self.told.words)
    }

    /// Those of them that another telling has too.
    pub(crate) fn words_with(&self, other: &Telling<'a>) -> impl Iterator<Item = u32> {
        self.words().iter().copied().filter(|word| other.words().binary_search(word).is_ok())
    }

    /// The stem of the trigger.
    pub(crate) fn stem(&self) -> u32 {
        self.told.stem
    }

    /// How many claims were taken before the founding one: unlike any number this never changes.
    pub(crate) fn serial(&self) -> u32 {
        self.corpus.serial(self.founding)
    }

    /// How many reports were taken before the founding one.
    pub(crate) fn arrival(&self) -> usize {
        self.corpus.report(self.report()).arrival as usize
    }

    /// The founding report.
    pub(crate) fn report(&self) -> usize {
        self.told.report as usize
    }

    /// Where in it the evidence stands.
    pub(crate) fn evidence(&self) -> (usize, usize) {
        let span = self.told.evidence();
        (span.start(), span.end())
    }

    /// The row of a list that it is told by.
    pub(crate) fn row(&self) -> Option<Row> {
        self.corpus.report(self.report()).row
    }

    /// Whether it denies.
    pub(crate) fn denies(&self) -> bool {
        event::denies(self.told.modality, self.told.polarity)
    }

    /// Whether it tells neither time nor place.
    pub(crate) fn is_bare(&self) -> bool {
        self.time().is_none() && self.spots().is_empty() && self.named_place().is_none()
    }

    /// Whether it may only join others, never bring others together.
    pub(crate) fn only_joins(&self) -> bool {
        event::only_joins(self.told.kind, self.is_bare())
    }

    /// Whether its time is told to about a day.
    pub(crate) fn is_fine(&self) -> bool {
        self.time().is_some_and(|(from, to)| to - from <= FINE)
    }

    /// Whether its time is so long that it is no time of an event.
    pub(crate) fn is_background(&self) -> bool {
        self.time().is_some_and(|(from, to)| to - from > BACKGROUND)
    }
}

/// How many keys two lists share.
pub(crate) fn common<K: Ord>(a: &[K], b: &[K]) -> usize {
    a.iter().filter(|key| b.binary_search(key).is_ok()).count()
}
