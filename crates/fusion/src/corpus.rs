//! What fusion keeps of readings: features, not texts. In an order that does not depend on how they arrived, with every
//! claim under one number. Everything behind this file works on these numbers; nothing behind it may look at the order of
//! the input.

mod claims;
mod features;
mod harmed;
mod order;
pub(crate) mod pool;
mod report;
mod runs;
mod sequence;
mod slots;

pub(crate) use claims::{Lies, Spot, Told, Total};
pub(crate) use features::named_keys;
pub(crate) use harmed::Harmed;
pub(crate) use report::Kept;

use crate::origins::phrases::Phrases;
use crate::stories::rarity::Rarity;
use crate::words::{Word, lettered};
use claims::Pools;
use jiff::civil::DateTime;
use model::{ActorRef, ClaimId, Reading, ReportId, Role, When, Where};
use std::collections::BTreeSet;

/// Minutes of local time since 1 January 1970, half-open.
pub(crate) type Minutes = (i64, i64);

/// A day in minutes.
pub(crate) const DAY: i64 = 24 * 60;

/// What is kept of readings. It takes readings one by one, so that nobody need hold them all; a report of a hundred words and
/// five claims is kept in about a kilobyte.
pub struct Corpus {
    reports: Vec<Kept>,
    claims: Vec<Told>,
    pools: Pools,
    phrases: Phrases,
    /// How many readings and claims were ever taken.
    taken: (u32, u32),
    /// Whether reports and claims stand in their order.
    settled: bool,
    /// Reports of which two readings differ.
    read_twice: BTreeSet<ReportId>,
    /// How often a reading was left out that had been in order before.
    replaced: u32,
    /// How many readings had been taken when they were last put in order.
    ordered: u32,
}

impl Default for Corpus {
    fn default() -> Self {
        Self {
            reports: Vec::new(),
            claims: Vec::new(),
            pools: Pools::default(),
            phrases: Phrases::load(),
            taken: (0, 0),
            settled: true,
            read_twice: BTreeSet::new(),
            replaced: 0,
            ordered: 0,
        }
    }
}

impl Corpus {
    /// The corpus of some readings.
    pub fn of(readings: &[Reading]) -> Self {
        let mut corpus = Self::default();
        readings.iter().for_each(|reading| corpus.take(reading));
        corpus
    }

    /// Keeps what fusion needs of a reading.
    pub fn take(&mut self, reading: &Reading) {
        let report =
            u32::try_from(self.reports.len()).expect("less than four thousand million reports fit into memory");
        let first = self.claims.len();
        let words = lettered(&reading.text);
        self.claims.extend(features::claims((reading, &words), report, &self.phrases.part, &mut self.pools));
        let kept = report::kept((reading, &words), first..self.claims.len(), self.taken, &mut self.pools);
        self.pools.rarity.take(&kept.words.stems(&self.pools.vocabulary));
        self.taken = (self.taken.0 + 1, self.taken.1 + kept.claims.len() as u32);
        self.reports.push(kept);
        self.settled = false;
    }

    /// How many reports it holds.
    pub fn len(&self) -> usize {
        self.reports.len()
    }

    /// Whether it holds any of some reports.
    pub fn holds_any(&self, reports: &BTreeSet<ReportId>) -> bool {
        self.reports.iter().any(|report| reports.contains(&report.id))
    }

    /// Whether it holds no report.
    pub fn is_empty(&self) -> bool {
        self.reports.is_empty()
    }

    /// How many different words, times, places, names and tolls it holds.
    #[cfg(test)]
    pub(crate) fn distinct(&self) -> usize {
        self.pools.distinct()
    }

    /// The reports, in order.
    pub(crate) fn reports(&self) -> &[Kept] {
        &self.reports
    }

    /// A report by its number.
    pub(crate) fn report(&self, number: usize) -> &Kept {
        self.reports.get(number).expect("reports are numbered by this corpus")
    }

    /// The claims, by report and place in the text.
    pub(crate) fn claims(&self) -> &[Told] {
        &self.claims
    }

    /// A claim by its number.
    pub(crate) fn claim(&self, number: usize) -> &Told {
        self.claims.get(number).expect("claims are numbered by this corpus")
    }

    /// The report of a claim.
    pub(crate) fn report_of(&self, claim: usize) -> &Kept {
        self.report(self.claim(claim).report as usize)
    }

    /// How many claims were taken before a claim. Unlike its number this never changes.
    pub(crate) fn serial(&self, claim: usize) -> u32 {
        self.report_of(claim).claims_before + self.claim(claim).nth
    }

    /// How many claims were ever taken: serials are below.
    pub(crate) fn serials(&self) -> usize {
        self.taken.1 as usize
    }

    /// How many readings were ever taken: arrivals are below.
    pub(crate) fn arrivals(&self) -> usize {
        self.taken.0 as usize
    }

    /// How often a reading was left out that had been in order before: what was remembered of it holds no longer.
    pub(crate) fn replaced(&self) -> u32 {
        self.replaced
    }

    /// How rare stems are.
    pub(crate) fn rarity(&self) -> &Rarity {
        &self.pools.rarity
    }

    /// The id of a claim.
    pub(crate) fn id(&self, claim: usize) -> ClaimId {
        let told = self.claim(claim);
        let rest = self.text(told.name);
        let whole =
            if told.named_after_report { format!("{}{rest}", self.report_of(claim).id) } else { rest.to_owned() };
        ClaimId::new(whole).expect("it was an id when it was taken")
    }

    /// The numbers of a report's claims.
    pub(crate) fn claims_of(&self, report: usize) -> std::ops::Range<usize> {
        self.reports.get(report).map(|kept| kept.claims.clone()).unwrap_or_default()
    }

    /// When a report was published.
    pub(crate) fn told(&self, report: usize) -> Option<Minutes> {
        self.report(report).published.map(minutes_of)
    }

    /// Who published reports, as told, each name once.
    pub(crate) fn sources(&self) -> impl Iterator<Item = &str> {
        let all: BTreeSet<u32> = self.reports.iter().filter_map(|report| report.source).collect();
        all.into_iter().map(|source| self.text(source))
    }

    /// Who published a report, as told.
    pub(crate) fn source(&self, report: usize) -> Option<&str> {
        self.report(report).source.map(|source| self.text(source))
    }

    /// A report's words.
    pub(crate) fn words(&self, report: usize) -> Vec<Word> {
        self.report(report).words.words(&self.pools.vocabulary)
    }

    /// The numbers of the stems of a report's words that can tell a story.
    pub(crate) fn stems(&self, report: &Kept) -> Vec<u32> {
        report.words.stems(&self.pools.vocabulary)
    }

    /// The same of a report by its number, each with the place of its word.
    pub(crate) fn placed_stems(&self, report: usize) -> Vec<(u32, usize)> {
        self.report(report).words.placed_stems(&self.pools.vocabulary)
    }

    /// Words that are kept as they are.
    pub(crate) fn text(&self, number: u32) -> &str {
        self.pools.texts.get(number)
    }

    /// Keys in order, each once.
    pub(crate) fn keys(&self, number: u32) -> &[u64] {
        self.pools.keys.get(number)
    }

    /// Stems of words, as numbers in order, each once.
    pub(crate) fn stems_of(&self, number: u32) -> &[u32] {
        self.pools.words.get(number)
    }

    /// The tolls of an event, by effect.
    pub(crate) fn tolls(&self, number: u32) -> &[(model::Effect, model::Toll)] {
        self.pools.tolls.get(number)
    }

    /// When a claim says it happened.
    pub(crate) fn when(&self, claim: &Told) -> &When {
        &self.pools.times.get(claim.time).0
    }

    /// The same in minutes.
    pub(crate) fn minutes(&self, claim: &Told) -> Option<Minutes> {
        self.pools.times.get(claim.time).1
    }

    /// Where a claim says it happened.
    pub(crate) fn place(&self, claim: &Told) -> &Where {
        &self.pools.places.get(claim.place).place
    }

    /// Where it is taken to lie for comparing.
    pub(crate) fn lies(&self, claim: &Told) -> &Lies {
        self.pools.places.get(claim.lies)
    }

    /// Somebody who acts.
    pub(crate) fn actor(&self, number: u32) -> &ActorRef {
        self.pools.actors.get(number)
    }

    /// The actors that fill a role of a claim, in the order of the text.
    pub(crate) fn actors<'a>(&'a self, claim: &Told, role: Role) -> impl Iterator<Item = &'a ActorRef> {
        let all = self.pools.roles.get(claim.roles).iter();
        all.filter(move |(other, _)| *other == role).map(|(_, actor)| self.actor(*actor))
    }

    /// Who says so, then through whom it came, the farthest from the report first.
    pub(crate) fn voices<'a>(&'a self, claim: &Told) -> impl Iterator<Item = &'a ActorRef> {
        self.pools.voices.get(claim.voices).iter().map(|actor| self.actor(*actor))
    }

    /// The running totals that a claim tells.
    pub(crate) fn totals(&self, claim: &Told) -> &[Total] {
        claim
            .totals
            .and_then(|number| self.pools.totals.get(number.get() as usize - 1))
            .map(AsRef::as_ref)
            .unwrap_or_default()
    }
}

/// An interval as minutes.
pub(crate) fn minutes_of(interval: model::Interval) -> Minutes {
    let from = minutes(interval.from());
    (from, minutes(interval.to()).max(from + 1))
}

/// Days by the proleptic Gregorian calendar (H. Hinnant's `days_from_civil`), so that no time zone can enter.
fn minutes(at: DateTime) -> i64 {
    let (month, day) = (i64::from(at.month()), i64::from(at.day()));
    let year = i64::from(at.year()) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    (era * 146_097 + day_of_era - 719_468) * DAY + i64::from(at.hour()) * 60 + i64::from(at.minute())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn minutes_count_from_1970_and_run_backwards_too() {
        assert_eq!(minutes(date(1970, 1, 1).at(0, 1, 0, 0)), 1);
        assert_eq!(minutes(date(2020, 1, 12).at(0, 0, 0, 0)), 18_273 * DAY);
        assert_eq!(minutes(date(1969, 12, 31).at(0, 0, 0, 0)), -DAY);
    }
}
