//! Which pairs of tellings are worth scoring: those that share a block of kind, day, and place or actor.
//!
//! Work grows with the number of tellings, not of pairs: small blocks are compared whole, large ones by neighbours in time.

use super::alike::Alike;
use super::telling::Telling;
use super::weights::weights;
use crate::corpus::DAY;
use crate::stable;
use model::ClaimKind;
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
    telling: usize,
    level: Level,
    side: Side,
}

/// The pairs, lower number first, in order, each once.
pub(crate) fn candidates(tellings: &[Telling], alike: &Alike) -> Vec<(usize, usize)> {
    let mut entries = Vec::new();
    for (number, telling) in tellings.iter().enumerate() {
        enter(number, telling, alike, &mut entries);
    }
    entries.sort_unstable_by_key(|entry: &Entry| (entry.key, entry.telling));
    entries.dedup_by_key(|entry| (entry.key, entry.telling));
    let mut pairs = Vec::new();
    for block in entries.chunk_by(|a, b| a.key == b.key).filter(|block| block.len() > 1) {
        meet(block, tellings, &mut pairs);
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn meet(block: &[Entry], tellings: &[Telling], pairs: &mut Vec<(usize, usize)>) {
    let broad = block.first().is_some_and(|entry| entry.level == Level::Broad);
    if block.len() > WHOLE && broad {
        return;
    }
    let mut sorted: Vec<&Entry> = block.iter().collect();
    let reach = if block.len() > WHOLE { NEIGHBOURS } else { block.len() };
    if block.len() > WHOLE {
        let time = |number: usize| tellings.get(number).and_then(|telling| telling.time.or(telling.told));
        sorted.sort_by_key(|entry| (time(entry.telling), entry.telling));
    }
    for (place, a) in sorted.iter().enumerate() {
        for b in sorted.iter().skip(place + 1).take(reach) {
            if a.side == Side::Second || b.side == Side::Second {
                pairs.push((a.telling.min(b.telling), a.telling.max(b.telling)));
            }
        }
    }
}

fn enter(number: usize, telling: &Telling, alike: &Alike, entries: &mut Vec<Entry>) {
    let group = alike.group(telling.kind) as u64;
    let mut push = |side: Side, level: Level, parts: [u64; 4]| {
        entries.push(Entry { key: stable::hash_run(parts), telling: number, level, side });
    };
    push(Side::Second, Level::Narrow, [REPORT, group, telling.at.0 as u64, 0]);
    let denial = telling.kind == ClaimKind::Denial;
    let narrow = narrow_keys(telling);
    for day in days(telling) {
        let day = day as u64;
        push(Side::Second, Level::Broad, [ALL, group, day, 0]);
        for key in &narrow {
            push(Side::Second, Level::Narrow, [DAYWISE, group, day, *key]);
        }
        for agent in telling.agents.iter().chain(&telling.principals) {
            let side = if denial { Side::Second } else { Side::First };
            push(side, Level::Narrow, [DENIED, 0, day, *agent]);
        }
    }
    let coarse = is_coarse(telling);
    let side = if coarse { Side::Second } else { Side::First };
    for week in weeks(telling) {
        let week = week as u64;
        push(side, Level::Broad, [WEEKLY, group, week, 0]);
        for key in &narrow {
            push(side, Level::Narrow, [WEEKLY_NARROW, group, week, *key]);
        }
    }
    if telling.time.is_none() && telling.told.is_none() {
        for key in &narrow {
            push(Side::Second, Level::Narrow, [UNDATED, group, 0, *key]);
        }
    }
}

const REPORT: u64 = 1;
const ALL: u64 = 2;
const DAYWISE: u64 = 3;
const DENIED: u64 = 4;
const WEEKLY: u64 = 5;
const WEEKLY_NARROW: u64 = 6;
const UNDATED: u64 = 7;

/// Cells of one degree on four grids, each shifted by half a cell: places within half a degree share a cell of one.
fn narrow_keys(telling: &Telling) -> Vec<u64> {
    let mut keys: Vec<u64> = telling.everybody.clone();
    keys.extend(&telling.principals);
    keys.extend(telling.named_place);
    for spot in &telling.spots {
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

fn is_coarse(telling: &Telling) -> bool {
    telling.time.is_some_and(|(from, to)| to - from > DAYS * DAY) && !telling.is_background()
}

/// The days on which a telling may lie; none where it is told too coarsely.
fn days(telling: &Telling) -> RangeInclusive<i64> {
    if is_coarse(telling) {
        return RangeInclusive::new(1, 0);
    }
    match (telling.time, telling.told) {
        (Some((from, to)), _) if !telling.is_background() => {
            from.div_euclid(DAY)..=(to - 1).div_euclid(DAY) + weights(telling.profile).gap_days
        }
        (_, Some((from, to))) => from.div_euclid(DAY) - BEFORE..=(to - 1).div_euclid(DAY),
        _ => RangeInclusive::new(1, 0),
    }
}

fn weeks(telling: &Telling) -> RangeInclusive<i64> {
    let week = 7 * DAY;
    match (telling.time, telling.told) {
        (Some((from, to)), _) if !telling.is_background() => from.div_euclid(week)..=(to - 1).div_euclid(week),
        (_, Some((from, to))) => (from - BEFORE * DAY).div_euclid(week)..=(to - 1).div_euclid(week),
        _ => RangeInclusive::new(1, 0),
    }
}
