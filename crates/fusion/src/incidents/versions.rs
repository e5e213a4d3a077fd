//! Versions of one field: what can both be true is one version, told by its most precise value; the rest are kept apart.

use super::telling::Telling;
use crate::corpus::{Corpus, named_keys};
use crate::kin::Kin;
use crate::origins::names::plain;
use model::{ActorRef, ClaimId, Contested, Role, Version, When, Where};
use std::collections::{BTreeMap, BTreeSet};

/// A value that a telling holds.
pub(crate) struct Held<'t, T> {
    /// The value.
    pub(crate) value: T,
    /// Who holds it.
    pub(crate) telling: Telling<'t>,
}

fn claims(corpus: &Corpus, tellings: &[Telling<'_>]) -> Vec<ClaimId> {
    let mut numbers: Vec<usize> =
        tellings.iter().flat_map(|telling| telling.claims.iter().map(|claim| *claim as usize)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut ids: Vec<ClaimId> = numbers.into_iter().map(|claim| corpus.id(claim)).collect();
    ids.sort();
    ids
}

/// When, as the tellings say. A vague time that fits several exact ones decides between none of them and is left out.
pub(crate) fn times(corpus: &Corpus, tellings: &[Telling<'_>]) -> Contested<When> {
    let mut held: Vec<Held<'_, (i64, i64, &When)>> = Vec::new();
    for telling in tellings.iter().copied() {
        if let Some((from, to)) = telling.time() {
            held.push(Held { value: (from, to, corpus.when(corpus.claim(telling.founding))), telling });
        }
    }
    held.sort_by(|a, b| {
        let key =
            |held: &Held<'_, (i64, i64, &When)>| (held.value.1 - held.value.0, held.value.0, held.telling.founding);
        key(a).cmp(&key(b))
    });
    let groups = group(held, |a, b| a.0 < b.1 && b.0 < a.1);
    settle(corpus, groups, |value| value.2.clone())
}

/// Where, as the tellings say. A name that nobody could place excludes nothing, and stands only where nothing else does.
pub(crate) fn places(corpus: &Corpus, tellings: &[Telling<'_>]) -> Contested<Where> {
    let mut placed = Vec::new();
    let mut named: BTreeMap<String, (Where, Vec<Telling<'_>>)> = BTreeMap::new();
    for telling in tellings.iter().copied() {
        match corpus.place(corpus.claim(telling.founding)) {
            Where::Unknown => {}
            Where::Named(name) => {
                let entry = named.entry(plain(name)).or_insert_with(|| (Where::Named(name.clone()), Vec::new()));
                entry.1.push(telling);
            }
            place => placed.push(Held { value: (place, telling), telling }),
        }
    }
    let radius =
        |held: &Held<'_, (&Where, Telling<'_>)>| held.value.0.likeliest().map_or(f64::MAX, |place| place.radius_km);
    placed.sort_by(|a, b| radius(a).total_cmp(&radius(b)).then(a.telling.founding.cmp(&b.telling.founding)));
    if !placed.is_empty() {
        let groups = group(placed, |a, b| super::score::apart_km(&a.1, &b.1).is_none_or(|(apart, _)| apart == 0.0));
        return settle(corpus, groups, |value| value.0.clone());
    }
    let first = named
        .into_values()
        .min_by_key(|(_, by)| (std::cmp::Reverse(by.len()), by.iter().map(|telling| telling.founding).min()));
    first.map_or(Contested::Unsaid, |(value, by)| Contested::Agreed(Version { value, by: claims(corpus, &by) }))
}

/// Puts each value, the most precise first, to the version that it fits; to none where it fits several.
fn group<'t, T>(sorted: Vec<Held<'t, T>>, fits: impl Fn(&T, &T) -> bool) -> Vec<Vec<Held<'t, T>>> {
    let mut groups: Vec<Vec<Held<'t, T>>> = Vec::new();
    for held in sorted {
        let fitting: Vec<usize> = groups
            .iter()
            .enumerate()
            .filter(|(_, group)| group.iter().all(|other| fits(&other.value, &held.value)))
            .map(|(place, _)| place)
            .collect();
        match fitting.as_slice() {
            [] => groups.push(vec![held]),
            [one] => {
                if let Some(group) = groups.get_mut(*one) {
                    group.push(held);
                }
            }
            _ => {}
        }
    }
    groups
}

fn settle<T, V>(corpus: &Corpus, groups: Vec<Vec<Held<'_, T>>>, value: impl Fn(&T) -> V) -> Contested<V> {
    let mut versions: Vec<(usize, Version<V, ClaimId>)> = Vec::new();
    for group in groups {
        let tellings: Vec<Telling<'_>> = group.iter().map(|held| held.telling).collect();
        let first = tellings.iter().map(|telling| telling.founding).min().unwrap_or_default();
        if let Some(held) = group.first() {
            versions.push((first, Version { value: value(&held.value), by: claims(corpus, &tellings) }));
        }
    }
    versions.sort_by_key(|(first, _)| *first);
    Contested::from_versions(versions.into_iter().map(|(_, version)| version).collect())
}

/// Who played a role, and whether the tellings exclude each other on it.
///
/// Versions are all whom anybody names. Those whom one telling names together, or who are linked by such tellings, act
/// jointly: then there are several versions without a contest. Sets that nobody links, held by different origins, exclude
/// each other where the role has one holder.
pub(crate) fn actors(
    corpus: &Corpus,
    tellings: &[Telling<'_>],
    role: Role,
    kin: &Kin,
    origin: impl Fn(&Telling<'_>) -> usize,
) -> (Contested<ActorRef>, bool) {
    let mut by_key: BTreeMap<String, (usize, ActorRef, Vec<Telling<'_>>)> = BTreeMap::new();
    let mut sets: Vec<(BTreeSet<u64>, BTreeSet<usize>)> = Vec::new();
    for telling in tellings.iter().copied() {
        let mut named = Vec::new();
        for actor in corpus.actors(corpus.claim(telling.founding), role) {
            named_keys(actor, &mut named);
            let entry = by_key.entry(actor.key()).or_insert_with(|| (telling.founding, actor.clone(), Vec::new()));
            if entry.0 > telling.founding {
                (entry.0, entry.1) = (telling.founding, actor.clone());
            }
            entry.2.push(telling);
        }
        if !named.is_empty() {
            link(&mut sets, named.into_iter().collect(), origin(&telling), kin);
        }
    }
    // By who was named first, then by how often: the key decides only between names of one claim that nothing else tells apart.
    let mut versions: Vec<(usize, usize, Version<ActorRef, ClaimId>)> = by_key
        .into_values()
        .map(|(first, actor, by)| (first, usize::MAX - by.len(), Version { value: actor, by: claims(corpus, &by) }))
        .collect();
    versions
        .sort_by_key(|(first, often, version)| (*first, *often, place_in_claim(corpus, *first, role, &version.value)));
    let apart = sets.len() > 1 && {
        let origins: BTreeSet<usize> = sets.iter().flat_map(|(_, origins)| origins.iter().copied()).collect();
        origins.len() > 1
    };
    (Contested::from_versions(versions.into_iter().map(|(_, _, version)| version).collect()), apart)
}

fn place_in_claim(corpus: &Corpus, claim: usize, role: Role, actor: &ActorRef) -> Option<usize> {
    corpus.actors(corpus.claim(claim), role).position(|other| other == actor)
}

/// Adds a set of names that act together, and unites the sets that it links.
fn link(sets: &mut Vec<(BTreeSet<u64>, BTreeSet<usize>)>, names: BTreeSet<u64>, origin: usize, kin: &Kin) {
    let mut united = (names, BTreeSet::from([origin]));
    let linked = |other: &BTreeSet<u64>| {
        other.intersection(&united.0).next().is_some() || kin.may_be_same(other.iter(), united.0.iter())
    };
    let (linked, apart): (Vec<_>, Vec<_>) = std::mem::take(sets).into_iter().partition(|(other, _)| linked(other));
    for (names, origins) in linked {
        united.0.extend(names);
        united.1.extend(origins);
    }
    *sets = apart;
    sets.push(united);
}
