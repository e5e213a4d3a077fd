//! Names of regions in a list: what stands among regions is a region, though a town bears its name ("Iowa, Washington and Ohio").

use super::candidates::{Qualifier, Settled, settle};
use crate::actors::Scene;
use crate::atlas::Atlas;
use crate::gazetteer::{Candidate, Place, PlaceKind};
use crate::words::{Gap, Shape};
use std::ops::Range;

/// A region is as well known as its towns, if so many people live in it.
const PEOPLE: u32 = 500_000;
/// A region with so many times the people of its namesakes is likely meant.
const FAR_AHEAD: u64 = 20;

pub(super) fn is_listed_region(place: &Place<'_>) -> bool {
    place.kind == PlaceKind::Region && place.population >= PEOPLE
}

/// Whether two names beside this one in a list, at its sides or at one of them, surely mean regions.
pub(super) fn in_list_of_regions(scene: &Scene<'_>, atlas: &Atlas, name: &Range<usize>) -> bool {
    let region = |found: &Range<usize>| {
        let candidates = atlas.lookup(&scene.context.words.joined(found.clone()));
        let settled = settle(scene, &candidates, &Qualifier::default());
        outshines(&candidates) || matches!(settled, Settled::One(place) if place.kind == PlaceKind::Region)
    };
    let before = |name: &Range<usize>| listed_before(scene, atlas, name).filter(region);
    let behind = |name: &Range<usize>| listed_behind(scene, atlas, name).filter(region);
    match (before(name), behind(name)) {
        (Some(_), Some(_)) => true,
        (Some(one), None) => before(&one).is_some(),
        (None, Some(one)) => behind(&one).is_some(),
        (None, None) => false,
    }
}

/// Whether one of the bearers of a name is a region with many times the people of every other bearer.
fn outshines(candidates: &[Candidate<'_>]) -> bool {
    let great = candidates.iter().map(|one| one.place).filter(is_listed_region).max_by_key(|place| place.population);
    let small = |people: u32, most: u32| u64::from(people) * FAR_AHEAD < u64::from(most);
    great.is_some_and(|great| {
        let mut others = candidates.iter().filter(|other| other.place.index != great.index);
        others.all(|other| small(other.place.population, great.population))
    })
}

/// The name of places before another in a list: "Iowa" of "Iowa, Ohio", "Iowa and Ohio".
fn listed_before(scene: &Scene<'_>, atlas: &Atlas, name: &Range<usize>) -> Option<Range<usize>> {
    let words = &scene.context.words;
    let joint = name.start.checked_sub(1).filter(|joint| words.key(*joint) == "and");
    let end = joint.unwrap_or(name.start);
    if joint.is_none() && words.get(end).is_none_or(|word| word.gap != Gap::Comma) {
        return None;
    }
    (1..=3_usize).rev().find_map(|back| {
        let start = end.checked_sub(back)?;
        words.get(start).filter(|word| word.shape == Shape::Capital)?;
        Some(atlas.longest(words, start, end)?.words).filter(|found| found.end == end)
    })
}

/// The name of places behind another in a list.
pub(super) fn listed_behind(scene: &Scene<'_>, atlas: &Atlas, name: &Range<usize>) -> Option<Range<usize>> {
    let words = &scene.context.words;
    let joint = words.key(name.end) == "and";
    let start = if joint { name.end + 1 } else { name.end };
    let first = words.get(start).filter(|word| word.shape == Shape::Capital)?;
    let tied = joint && first.gap == Gap::Space || !joint && first.gap == Gap::Comma;
    tied.then(|| atlas.longest(words, start, words.list.len()))?.map(|found| found.words)
}
