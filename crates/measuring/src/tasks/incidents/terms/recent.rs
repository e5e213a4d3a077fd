//! Whether an incident is news. After the task's document an act of more than two months before the article is none, nor is a
//! total over a time.

use crate::bench::Read;
use model::{Claim, Referent};

/// How old an act may be.
const DAYS: i32 = 62;

/// Whether nothing tells that an act lies more than two months back.
pub(super) fn is_recent(read: &Read, claim: &Claim) -> bool {
    let time = claim.time.and_then(|time| read.reading.referents.get(time.0));
    let Some(Referent::Time(when)) = time else { return true };
    let ended = when.hull().map(|interval| interval.last_day());
    let told = read.reading.published.interval().map(|interval| interval.from().date());
    let age = |(ended, told): (jiff::civil::Date, jiff::civil::Date)| (told - ended).get_days();
    ended.zip(told).is_none_or(|dates| age(dates) <= DAYS)
}

/// Whether an act is told as one, and not as the sum of many.
pub(super) fn is_single(claim: &Claim) -> bool {
    claim.harm.iter().all(|harm| !harm.cumulative)
}
