//! Which pairs of tellings are worth scoring: those that share a block of kind, day, and place or actor.
//!
//! Work grows with the number of tellings, not of pairs: small blocks are compared whole, large ones by neighbours in time.

use super::alike::Alike;
use super::sieve::Sieve;
use super::telling::{Telling, Tellings};
use super::weights::weights;
use crate::corpus::{DAY, Minutes};
use crate::kin::Kin;
use crate::stable;
use model::ClaimKind;
use std::cell::LazyCell;
use std::ops::RangeInclusive;

/// Up to this size every pair of a block is compared.
const WHOLE: usize = 64;
/// In a larger block, each telling is compared with so many neighbours in time.
const NEIGHBOURS: usize = 24;
/// Times longer than this many days are blocked by week.
const DAYS: i64 = 3;
/// How long before its report something without a time may have happened, for blocking.
const BEFORE: i64 = 7;

/// What a block is made by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    /// Kind and day alone: only where that is few.
    Broad,
    /// Also a place, an actor or a report.
    Narrow,
}

/// On which side of a block a telling stands; two of the first side meet elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    First,
    Second,
}

struct Entry {
    key: u64,
    telling: u32,
    level: Level,
    side: Side,
}

/// In how many parts all blocks are made: the table of all would be larger than the corpus. What two tellings share of one
/// day lies in one part, so that most pairs are found in one part only.
pub(crate) const PARTS: u64 = 24;

/// What blocks are made of.
pub(crate) struct Blocks<'a> {
    /// The tellings.
    pub(crate) tellings: &'a Tellings<'a>,
    /// Which kinds are alike.
    pub(crate) alike: &'a Alike,
    /// Who may be told for whom.
    pub(crate) kin: &'a Kin,
}

/// Which blocks are made.
#[derive(Clone, Copy)]
pub(crate) enum Which<'k> {
    /// Those of one part.
    Part(u64),
    /// These.
    These(&'k Keys),
}

/// The keys of some blocks.
pub(crate) struct Keys {
    /// Those of what blocks agree on but for the last.
    agreeing: Sieve,
    whole: Sieve,
}

impl Blocks<'_> {
    /// The pairs of some blocks, lower number first, in order, each once.
    pub(crate) fn candidates(&self, which: Which<'_>) -> Vec<(u32, u32)> {
        let entries = self.entries(which, &[]);
        let mut pairs = Vec::new();
        for block in entries.chunk_by(|a, b| a.key == b.key).filter(|block| block.len() > 1) {
            self.meet(block, &mut pairs);
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// The keys of all blocks in which any of some tellings stands.
    pub(crate) fn keys<'t>(&self, tellings: impl Iterator<Item = Telling<'t>>) -> Keys {
        let mut entries = Entries::new(None);
        tellings.for_each(|telling| self.enter(&telling, &mut entries));
        let whole = entries.all.iter().map(|entry| entry.key).collect();
        Keys { agreeing: Sieve::new(entries.agreeing), whole: Sieve::new(whole) }
    }

    /// The tellings of those of these blocks that became too large to be compared whole, or are no longer so, or whose
    /// neighbours are others now: in them pairs of tellings may meet or part that are both as they were. `gone` stood in
    /// them before.
    pub(crate) fn crowded(&self, keys: &Keys, is_new: &[bool], gone: &[Telling<'_>]) -> Vec<u32> {
        let entries = self.entries(Which::These(keys), gone);
        let here = self.tellings.len() as u32;
        let is_new = |number: u32| is_new.get(number as usize).copied().unwrap_or_default();
        let crowded = entries.chunk_by(|a, b| a.key == b.key).filter(|block| {
            let now = block.iter().filter(|entry| entry.telling < here).count();
            let came = block.iter().filter(|entry| is_new(entry.telling)).count();
            let before = block.len() - came;
            match block.first().map(|entry| entry.level) {
                Some(Level::Broad) => (before > WHOLE) != (now > WHOLE),
                Some(Level::Narrow) => before.max(now) > WHOLE,
                None => false,
            }
        });
        crowded.flatten().map(|entry| entry.telling).filter(|number| *number < here).collect()
    }

    /// The entries of some blocks, block by block, each telling once in each. `more` stand there too, under the numbers
    /// behind all others.
    fn entries(&self, which: Which<'_>, more: &[Telling<'_>]) -> Vec<Entry> {
        let mut entries = Entries::new(Some(which));
        for (number, telling) in (0_u32..).zip(self.tellings.iter().chain(more.iter().copied())) {
            entries.telling = number;
            self.enter(&telling, &mut entries);
        }
        let mut entries = entries.all;
        entries.sort_unstable_by_key(|entry: &Entry| (entry.key, entry.telling));
        entries.dedup_by_key(|entry| (entry.key, entry.telling));
        entries
    }

    fn meet(&self, block: &[Entry], pairs: &mut Vec<(u32, u32)>) {
        let broad = block.first().is_some_and(|entry| entry.level == Level::Broad);
        if block.len() > WHOLE && broad {
            return;
        }
        let mut sorted: Vec<&Entry> = block.iter().collect();
        let reach = if block.len() > WHOLE { NEIGHBOURS } else { block.len() };
        if block.len() > WHOLE {
            let time = |telling: Telling<'_>| telling.time().or(telling.told());
            sorted
                .sort_by_cached_key(|entry| (self.tellings.get(entry.telling as usize).and_then(time), entry.telling));
        }
        for (place, a) in sorted.iter().enumerate() {
            for b in sorted.iter().skip(place + 1).take(reach) {
                if a.side == Side::Second || b.side == Side::Second {
                    pairs.push((a.telling.min(b.telling), a.telling.max(b.telling)));
                }
            }
        }
    }

    fn enter(&self, telling: &Telling<'_>, entries: &mut Entries<'_>) {
        let group = self.alike.group(telling.kind()) as u64;
        if let Some(mut block) = entries.block(REPORT, group, telling.report() as i64) {
            block.push(Side::Second, Level::Narrow, 0, 0);
        }
        let narrow = LazyCell::new(|| self.narrow_keys(telling));
        for day in days(telling) {
            if let Some(mut block) = entries.block(DAYWISE, group, day) {
                block.push(Side::Second, Level::Broad, ALL, 0);
                narrow.iter().for_each(|key| block.push(Side::Second, Level::Narrow, DAYWISE, *key));
            }
            self.enter_denied(telling, day, entries);
        }
        let side = if is_coarse(telling) { Side::Second } else { Side::First };
        for week in weeks(telling) {
            if let Some(mut block) = entries.block(WEEKLY, group, week) {
                block.push(side, Level::Broad, ALL, 0);
                narrow.iter().for_each(|key| block.push(side, Level::Narrow, WEEKLY, *key));
            }
        }
        // What no report dates is told on the same day if anything: such days are few where eight days are many.
        let published = telling.told().filter(|_| telling.time().is_none());
        for day in published.map_or(RangeInclusive::new(1, 0), days_of) {
            if let Some(mut block) = entries.block(PUBLISHED, group, day) {
                block.push(Side::Second, Level::Broad, ALL, 0);
            }
        }
        let undated = telling.time().is_none() && telling.told().is_none();
        if let Some(mut block) = entries.block(UNDATED, group, 0).filter(|_| undated) {
            narrow.iter().for_each(|key| block.push(Side::Second, Level::Narrow, UNDATED, *key));
        }
    }

    /// A denial as a kind of its own meets what its speaker may have done, whatever it was.
    fn enter_denied(&self, telling: &Telling<'_>, day: i64, entries: &mut Entries<'_>) {
        let side = if telling.kind() == ClaimKind::Denial { Side::Second } else { Side::First };
        if let Some(mut block) = entries.block(DENIED, 0, day) {
            let agents = telling.agents().iter().copied().chain(self.principals(telling));
            agents.for_each(|agent| block.push(side, Level::Narrow, DENIED, agent));
        }
    }

    /// Cells of one degree on four grids, each shifted by half a cell: places within half a degree share a cell of one.
    fn narrow_keys(&self, telling: &Telling<'_>) -> Vec<u64> {
        let mut keys: Vec<u64> = telling.everybody().to_vec();
        keys.extend(self.principals(telling));
        keys.extend(telling.named_place());
        for spot in telling.spots() {
            keys.push(spot.id);
            if !spot.fine {
                continue;
            }
            for (grid, (north, east)) in [(0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5)].into_iter().enumerate() {
                let row = (spot.position.latitude() + north).floor() as i64 as u64;
                let column = (spot.position.longitude() + east).floor() as i64 as u64;
                keys.push(stable::hash_run([grid as u64, row, column]));
            }
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Whom those who act lead, speak for or are a part of.
    fn principals(&self, telling: &Telling<'_>) -> impl Iterator<Item = u64> {
        telling.agents().iter().flat_map(|agent| self.kin.principals(*agent))
    }
}

/// The entries of some blocks, and the telling that enters next.
struct Entries<'k> {
    /// All blocks where nothing is said.
    which: Option<Which<'k>>,
    telling: u32,
    all: Vec<Entry>,
    /// What entered blocks agree on; kept where all are entered.
    agreeing: Vec<u64>,
}

/// Blocks that agree on all but the last: which telling enters them, and the key of what they agree on.
struct Agreeing<'e, 'k> {
    entries: &'e mut Entries<'k>,
    key: u64,
}

impl<'k> Entries<'k> {
    fn new(which: Option<Which<'k>>) -> Self {
        Self { which, telling: 0, all: Vec::new(), agreeing: Vec::new() }
    }

    /// The blocks of a class, group and time; none where they are not asked for.
    fn block(&mut self, class: u64, group: u64, at: i64) -> Option<Agreeing<'_, 'k>> {
        let key = stable::hash_run([class, group, at as u64]);
        let asked = match self.which {
            Some(Which::Part(part)) => key % PARTS == part,
            Some(Which::These(keys)) => keys.agreeing.holds(key),
            None => {
                self.agreeing.push(key);
                true
            }
        };
        asked.then_some(Agreeing { entries: self, key })
    }
}

impl Agreeing<'_, '_> {
    fn push(&mut self, side: Side, level: Level, class: u64, last: u64) {
        let key = stable::hash_run([self.key, class, last]);
        let asked = match self.entries.which {
            Some(Which::These(keys)) => keys.whole.holds(key),
            Some(Which::Part(_)) | None => true,
        };
        if asked {
            self.entries.all.push(Entry { key, telling: self.entries.telling, level, side });
        }
    }
}

const REPORT: u64 = 1;
const ALL: u64 = 2;
const DAYWISE: u64 = 3;
const DENIED: u64 = 4;
const WEEKLY: u64 = 5;
const UNDATED: u64 = 6;
const PUBLISHED: u64 = 7;

fn days_of((from, to): Minutes) -> RangeInclusive<i64> {
    from.div_euclid(DAY)..=(to - 1).div_euclid(DAY)
}

fn is_coarse(telling: &Telling<'_>) -> bool {
    telling.time().is_some_and(|(from, to)| to - from > DAYS * DAY) && !telling.is_background()
}

/// The days on which a telling may lie; none where it is told too coarsely.
fn days(telling: &Telling<'_>) -> RangeInclusive<i64> {
    if is_coarse(telling) {
        return RangeInclusive::new(1, 0);
    }
    match (telling.time(), telling.told()) {
        (Some((from, to)), _) if !telling.is_background() => {
            from.div_euclid(DAY)..=(to - 1).div_euclid(DAY) + weights(telling.profile()).gap_days
        }
        (_, Some((from, to))) => from.div_euclid(DAY) - BEFORE..=(to - 1).div_euclid(DAY),
        _ => RangeInclusive::new(1, 0),
    }
}

fn weeks(telling: &Telling<'_>) -> RangeInclusive<i64> {
    let week = 7 * DAY;
    match (telling.time(), telling.told()) {
        (Some((from, to)), _) if !telling.is_background() => from.div_euclid(week)..=(to - 1).div_euclid(week),
        (_, Some((from, to))) => (from - BEFORE * DAY).div_euclid(week)..=(to - 1).div_euclid(week),
        _ => RangeInclusive::new(1, 0),
    }
}
