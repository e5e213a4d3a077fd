//! The toll of an incident: by effect and origin, never added across origins. The rule is written in docs/fusion.md.

use super::telling::Telling;
use crate::corpus::{Corpus, DAY};
use crate::origins::Provenance;
use model::{ClaimId, Effect, IncidentHarm, OriginToll, Toll};

/// Origins whose last word is older than this, seen from the newest, do not move the best number.
const RECENT: i64 = 2 * DAY;

/// What one origin says last.
struct Latest {
    origin: usize,
    toll: Toll,
    told: i64,
    first: usize,
    claims: Vec<u32>,
}

/// The tolls of the tellings that affirm, gravest effect first, and the effects on which origins disagree.
pub(crate) fn tolls(
    corpus: &Corpus,
    provenance: &Provenance,
    tellings: &[Telling<'_>],
) -> (Vec<IncidentHarm>, Vec<Effect>) {
    let (mut harms, mut contested) = (Vec::new(), Vec::new());
    for effect in Effect::ALL {
        let by = by_origin(provenance, tellings, effect);
        let Some(toll) = overall(&by) else { continue };
        let apart =
            by.iter().enumerate().any(|(place, a)| by.iter().skip(place + 1).any(|b| !a.toll.compatible(b.toll)));
        if apart {
            contested.push(effect);
        }
        harms.push(IncidentHarm {
            effect,
            toll,
            by: by.iter().map(|latest| to_record(corpus, provenance, latest)).collect(),
        });
    }
    (harms, contested)
}

fn to_record(corpus: &Corpus, provenance: &Provenance, latest: &Latest) -> OriginToll {
    let mut claims: Vec<ClaimId> = latest.claims.iter().map(|claim| corpus.id(*claim as usize)).collect();
    claims.sort();
    let origin = provenance.origins.get(latest.origin).map(|origin| origin.id.clone());
    OriginToll { origin: origin.expect("every claim has an origin"), toll: latest.toll, claims }
}

/// The last word of each origin, by its first claim. A later report replaces an earlier one, up or down.
fn by_origin(provenance: &Provenance, tellings: &[Telling<'_>], effect: Effect) -> Vec<Latest> {
    let mut by: Vec<Latest> = Vec::new();
    for telling in tellings {
        let Some((_, toll)) = telling.tolls().iter().find(|(other, _)| *other == effect) else { continue };
        let origin = provenance.place(telling.founding);
        let told = telling.told().map_or(i64::MIN, |(from, _)| from);
        let next = Latest { origin, toll: *toll, told, first: telling.founding, claims: telling.claims.to_vec() };
        match by.iter_mut().find(|latest| latest.origin == origin) {
            Some(latest) => update(latest, next),
            None => by.push(next),
        }
    }
    by.sort_by_key(|latest| latest.first);
    by
}

/// Of one moment, the exact number stands before the rough one, else the larger; what is the same stands together.
fn update(latest: &mut Latest, next: Latest) {
    let first = latest.first.min(next.first);
    let rank = |latest: &Latest| {
        let toll = latest.toll;
        (latest.told, !toll.approximate() && toll.best().is_some(), toll.best().unwrap_or(toll.low()), toll)
    };
    if latest.toll == next.toll {
        latest.claims.extend(next.claims);
        latest.told = latest.told.max(next.told);
    } else if rank(&next) > rank(latest) {
        *latest = next;
    }
    latest.first = first;
}

/// From the least that any origin says to the most; the best is the lower median of the numbers that recent origins name.
/// Who only says more vaguely what another says exactly ("some", "at least 5" beside 7) moves nothing.
fn overall(by: &[Latest]) -> Option<Toll> {
    let vaguer = |one: &Latest| by.iter().any(|other| holds(one.toll, other.toll) && !holds(other.toll, one.toll));
    let telling: Vec<&Latest> = by.iter().filter(|latest| !vaguer(latest)).collect();
    let low = telling.iter().map(|latest| latest.toll.low()).min()?;
    let open = telling.iter().any(|latest| latest.toll.high().is_none());
    let high = if open { None } else { telling.iter().filter_map(|latest| latest.toll.high()).max() };
    let newest = telling.iter().filter(|latest| latest.toll.best().is_some()).map(|latest| latest.told).max();
    let recent =
        telling.iter().filter(|latest| newest.is_none_or(|newest| newest.saturating_sub(latest.told) <= RECENT));
    let mut named: Vec<u64> = recent.filter_map(|latest| latest.toll.best()).collect();
    named.sort_unstable();
    let best = named.get(named.len().saturating_sub(1) / 2).copied();
    Toll::new(low, best, high, telling.iter().any(|latest| latest.toll.approximate()))
}

/// Whether every number that satisfies `inner` satisfies `outer`.
fn holds(outer: Toll, inner: Toll) -> bool {
    outer.low() <= inner.low() && outer.high().is_none_or(|high| inner.high().is_some_and(|inner| inner <= high))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(told: i64, toll: Toll) -> Latest {
        Latest { origin: 0, toll, told, first: 0, claims: Vec::new() }
    }

    #[test]
    fn who_counts_nobody_does_not_pull_a_number_down() {
        let overall = |tolls: &[Toll]| overall(&tolls.iter().map(|toll| said(0, *toll)).collect::<Vec<_>>()).unwrap();
        let at_least = |low| Toll::new(low, None, None, false).unwrap();
        assert_eq!(overall(&[Toll::some(), Toll::exactly(7)]), Toll::exactly(7));
        assert_eq!(overall(&[at_least(5), Toll::exactly(7)]), Toll::exactly(7));
        assert_eq!(overall(&[Toll::some()]), Toll::some());
        let apart = overall(&[at_least(9), Toll::exactly(7)]);
        assert_eq!((apart.low(), apart.high()), (7, None), "they disagree, so both stay");
        let two = overall(&[Toll::exactly(3), Toll::exactly(5), Toll::some()]);
        assert_eq!((two.low(), two.best(), two.high()), (3, Some(3), Some(5)));
    }
}
