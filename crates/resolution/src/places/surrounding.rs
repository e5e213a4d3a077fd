//! Places that the gazetteer lacks, by what the text names around them: "Nowheretown, Ontario", "the village of Nowhere in Fife".
//! They lie somewhere in that; a namesake elsewhere is not meant.

use super::candidates::{Qualifier, Settled, settle};
use super::listed::listed_behind;
use crate::actors::Scene;
use crate::atlas::Atlas;
use crate::cues;
use crate::gazetteer::{Candidate, Place, PlaceKind};
use crate::words::{Gap, Shape};
use std::ops::Range;

/// How many words may tell of which sort a place is between its name and "in": "Nowhere refugee camp in …".
const SORT_WORDS: usize = 2;

/// The region or country named behind a place with a comma or in brackets, where no bearer of the place's name lies in it; for
/// one that has no bearers also the town before the region, and what "in" ties to it. A country or a region before a comma
/// begins a list.
pub(super) fn surrounding(
    scene: &Scene<'_>,
    atlas: &Atlas,
    name: &Range<usize>,
    candidates: &[Candidate<'static>],
) -> Option<Place<'static>> {
    let words = &scene.context.words;
    let wide = |place: &Place<'_>| matches!(place.kind, PlaceKind::Country | PlaceKind::Area | PlaceKind::Region);
    if candidates.iter().any(|one| wide(&one.place)) {
        return None;
    }
    let unknown = candidates.is_empty();
    let (start, tied) = match apposed(scene, name) {
        Some(start) => (start, false),
        None => (located(scene, name).filter(|_| unknown)?, true),
    };
    let told = atlas.longest(words, start, words.list.len())?;
    let next = words.get(told.words.end);
    let longer = next.is_some_and(|next| next.shape == Shape::Capital && next.gap == Gap::Space);
    if longer || !tied && words.key(told.words.end) == "and" {
        return None;
    }
    let Settled::One(around) = settle(scene, &told.candidates, &Qualifier::default()) else { return None };
    let fits = matches!(around.kind, PlaceKind::Country | PlaceKind::Region)
        || unknown && (tied || is_followed_by_its_region(scene, atlas, &told.words, &around));
    (fits && !candidates.iter().any(|one| is_inside(&one.place, &around))).then_some(around)
}

/// Where the name begins that stands behind a place with a comma or in brackets.
fn apposed(scene: &Scene<'_>, name: &Range<usize>) -> Option<usize> {
    let first = scene.context.words.get(name.end).filter(|first| first.shape == Shape::Capital)?;
    let bracket = first.gap == Gap::Break && scene.opens_bracket(first.span);
    (first.gap == Gap::Comma || bracket).then_some(name.end)
}

/// Where the name begins that "in" ties to a place.
fn located(scene: &Scene<'_>, name: &Range<usize>) -> Option<usize> {
    let words = &scene.context.words;
    let small = |at: &usize| {
        words.get(*at).is_some_and(|word| word.shape == Shape::Small && word.gap == Gap::Space)
            && words.key(*at) != "in"
    };
    let at = name.end + (name.end..name.end + SORT_WORDS).take_while(small).count();
    if at > name.end && !cues::is_generic(words.key(at - 1)) || words.key(at) != "in" {
        return None;
    }
    let start = if words.key(at + 1) == "the" { at + 2 } else { at + 1 };
    let tied = |number: usize| words.get(number).is_some_and(|word| word.gap == Gap::Space);
    // "in March" tells no place, though one is called so.
    let month = cues::cues().calendar.contains(words.key(start));
    let capital = words.get(start).is_some_and(|word| word.shape == Shape::Capital) && !month;
    (capital && (at..=start).all(tied)).then_some(start)
}

/// "Auckland, New Zealand": a town before the region or country in which it lies is no item of a list.
fn is_followed_by_its_region(scene: &Scene<'_>, atlas: &Atlas, name: &Range<usize>, town: &Place<'static>) -> bool {
    let Some(behind) = listed_behind(scene, atlas, name) else { return false };
    let found = atlas.lookup(&scene.context.words.joined(behind));
    found
        .iter()
        .any(|one| matches!(one.place.kind, PlaceKind::Country | PlaceKind::Region) && is_inside(town, &one.place))
}

/// Whether a place lies in a region or country.
fn is_inside(place: &Place<'_>, around: &Place<'_>) -> bool {
    let code = |place: &Place<'_>| place.admin1.map(|region| region.code.to_owned());
    place.country == around.country && (around.kind == PlaceKind::Country || code(place) == code(around))
}
