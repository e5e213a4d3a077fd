//! Where a mention lies: a place of the gazetteer, one derived from it, a name that nobody could place, or several candidates.

mod candidates;
mod derived;
mod listed;
mod surrounding;

use crate::actors::Scene;
use crate::atlas::{Atlas, PlaceMatch};
use crate::cues::{self, cues};
use crate::gazetteer::{self, PlaceKind};
use crate::words::{Gap, Shape, Words};
use derived::Derivation;
use model::{CountryCode, Mention, Place, PlaceId, PlacePrecision, Position, Where};
use std::ops::Range;

pub(crate) use candidates::Qualifier;

/// How many words before a name may derive another place from it.
const WORDS_BEFORE: usize = 7;

/// So many people make a place great.
const GREAT: u32 = 500_000;

/// Where a mention lies.
pub(crate) fn place(scene: &Scene<'_>, atlas: &Atlas, mention: &Mention) -> Where {
    let words = &scene.context.words;
    let all = words.within(mention.span);
    let head = words.within(mention.head);
    let all = if head.is_empty() { all } else { all.start.min(head.start)..all.end.max(head.end) };
    let Some(found) = name(scene, atlas, &all, &head) else {
        return unnamed(scene, atlas, &all, &head);
    };
    if let Some(around) = surrounding::surrounding(scene, atlas, &found.words, &found.candidates) {
        return lying_in(scene, &found.words, &around);
    }
    let qualifier = Qualifier::of(scene, atlas, &found);
    let settled = candidates::settle(scene, &found.candidates, &qualifier);
    let from = found.words.start.saturating_sub(WORDS_BEFORE);
    let derivation = derived::derivation(scene, atlas, from, &found.words);
    match settled {
        candidates::Settled::One(one) => plain(&one).map_or(Where::Unknown, |place| {
            Where::At(derived::derive(as_written(scene, &found.words, place), &one, &derivation))
        }),
        candidates::Settled::Several(several) => {
            let named = |place| Some(as_written(scene, &found.words, plain(place)?));
            let places: Vec<Place> = several.iter().filter_map(named).collect();
            if places.len() > 1 {
                Where::Ambiguous(places)
            } else {
                places.into_iter().next().map_or(Where::Unknown, Where::At)
            }
        }
    }
}

/// A place that the gazetteer lacks: somewhere in what the text names around it.
fn lying_in(scene: &Scene<'_>, name: &Range<usize>, around: &gazetteer::Place<'_>) -> Where {
    let name = scene.context.text(scene.document, name.clone()).to_owned();
    plain(around).map_or(Where::Unknown, |around| Where::At(Place { name, ..around }))
}

/// The place under the name that the report uses, so that no spelling and no side's name is preferred. Capitals are no
/// spelling: "TRIPOLI" and "UAE" stand as the gazetteer has them. A derived place has its words already.
fn as_written(scene: &Scene<'_>, name: &Range<usize>, place: Place) -> Place {
    let written = scene.context.text(scene.document, name.clone());
    // A form of a case is no name.
    let cyrillic = written.chars().any(|letter| ('\u{400}'..='\u{4ff}').contains(&letter));
    if cyrillic || !written.chars().any(char::is_lowercase) {
        return place;
    }
    Place { name: written.split_whitespace().collect::<Vec<_>>().join(" "), ..place }
}

/// The name of a place in a phrase: at its head, else the first in it.
fn name(scene: &Scene<'_>, atlas: &Atlas, all: &Range<usize>, head: &Range<usize>) -> Option<PlaceMatch<'static>> {
    let words = &scene.context.words;
    let named = |start: &usize| words.get(*start).is_some_and(|word| word.shape != Shape::Small);
    let starts = std::iter::once(head.start).chain(all.clone()).filter(|start| all.contains(start)).filter(named);
    let mut starts: Vec<usize> = starts.collect();
    starts.dedup();
    let mut found = starts.into_iter().filter_map(|start| atlas.longest(words, start, all.end));
    let first = found.next()?;
    let doubtful = |found: &PlaceMatch<'_>| atlas.is_doubtful(&words.joined(found.words.clone()));
    // "Central and South America": the first word is short of its noun.
    let elliptic = doubtful(&first) && first.words.end < head.end && words.key(first.words.end) == "and";
    if !elliptic && !is_fragment(words, atlas, &first.words, head) && !is_remainder(scene, &first.words, head) {
        return Some(first);
    }
    // "South West England" is a part of England and nothing else that begins so; "London Nowhere Airport" lies there.
    let airport = head.end.checked_sub(1).is_some_and(|last| words.key(last) == "airport");
    let ends = |found: &PlaceMatch<'_>| found.words.end == head.end && !doubtful(found);
    let opens = |found: &PlaceMatch<'_>| airport && found.words.start == head.start;
    let great = |found: &PlaceMatch<'_>| found.candidates.iter().any(|one| is_great(&one.place));
    std::iter::once(first).chain(found).find(|found| (ends(found) || opens(found)) && great(found))
}

/// A great place is meant also where an unknown word stands before its name.
fn is_great(place: &gazetteer::Place<'_>) -> bool {
    matches!(place.kind, PlaceKind::Country | PlaceKind::Area | PlaceKind::Capital) || place.population >= GREAT
}

/// Whether a name takes only the beginning of a longer one: "Port" of "Port Nowhere", but not "Idlib" of "Idlib Province".
fn is_fragment(words: &Words, atlas: &Atlas, found: &Range<usize>, head: &Range<usize>) -> bool {
    let next = words.get(found.end).filter(|_| head.contains(&found.end));
    let more = next.is_some_and(|next| next.shape == Shape::Capital && matches!(next.gap, Gap::Space | Gap::Hyphen));
    let kind = |key: &str| cues().region.contains(key) || cues().settlement.contains(key);
    let short = found.len() == 1 || atlas.is_doubtful(&words.joined(found.clone()));
    more && short && head.contains(&found.start) && !kind(words.key(found.end))
}

/// Whether a name takes only the end of a longer one: "Preston" of "New Preston", but not "Raqqa" of "Syrian Raqqa", of "Eastern
/// Raqqa" or of "City of Raqqa".
fn is_remainder(scene: &Scene<'_>, found: &Range<usize>, head: &Range<usize>) -> bool {
    let words = &scene.context.words;
    let Some(before) = found.start.checked_sub(1).filter(|before| head.contains(before)) else { return false };
    let tied = words.get(found.start).is_some_and(|word| matches!(word.gap, Gap::Space | Gap::Hyphen));
    let more = words.get(before).is_some_and(|word| word.shape == Shape::Capital && !word.article && !word.possessive);
    let told = cues::is_generic(words.key(before))
        || cues().direction_before(words, found.start).is_some()
        || candidates::state_country(scene, before, found.start).is_some();
    tied && more && !told
}

/// Whether the head of a mention is, as a whole, the name of a place.
pub(crate) fn names_whole(scene: &Scene<'_>, atlas: &Atlas, mention: &Mention) -> bool {
    let words = &scene.context.words;
    let head = words.within(mention.head);
    atlas.longest(words, head.start, head.end).is_some_and(|found| found.words == head)
}

/// "the capital", "the north-west of the country", or a name that the gazetteer does not hold.
fn unnamed(scene: &Scene<'_>, atlas: &Atlas, all: &Range<usize>, head: &Range<usize>) -> Where {
    let words = &scene.context.words;
    let holds =
        |list: &std::collections::BTreeSet<String>| all.clone().find(|number| list.contains(words.key(*number)));
    let owner = owner_country(scene, all).or_else(|| scene.context.main_country());
    if holds(&cues().capital).is_some() {
        let capital = owner.and_then(|country| atlas.capital(country.as_str()));
        let from = all.start.saturating_sub(WORDS_BEFORE);
        return capital.map_or(Where::Unknown, |capital| {
            let derivation = derived::derivation(scene, atlas, from, all);
            apply(&capital, &derivation)
        });
    }
    if let Some(at) = holds(&cues().country) {
        let country = owner.and_then(|country| atlas.country(country.as_str()));
        let from = at.saturating_sub(WORDS_BEFORE);
        return country.map_or(Where::Unknown, |country| {
            apply(&country, &derived::derivation(scene, atlas, from, &(at..at + 1)))
        });
    }
    let named = head.clone().chain(all.clone()).find(|number| {
        words.get(*number).is_some_and(|word| word.shape != Shape::Small) && !atlas.is_doubtful(words.key(*number))
    });
    let range = if head.is_empty() { all } else { head };
    match named {
        Some(first) if range.contains(&first) => {
            let name = first..range.end;
            match surrounding::surrounding(scene, atlas, &name, &[]) {
                Some(around) => lying_in(scene, &name, &around),
                None => Where::Named(scene.context.text(scene.document, name).to_owned()),
            }
        }
        _ => Where::Unknown,
    }
}

/// The country of an adjective or a possessive in the phrase: "the Libyan capital".
fn owner_country(scene: &Scene<'_>, all: &Range<usize>) -> Option<CountryCode> {
    all.clone().find_map(|start| candidates::state_country(scene, start, all.end).map(|(country, _)| country))
}

/// A place of the gazetteer with what derives another from it.
fn apply(place: &gazetteer::Place<'_>, derivation: &Derivation) -> Where {
    plain(place).map_or(Where::Unknown, |plain| Where::At(derived::derive(plain, place, derivation)))
}

/// A place as the gazetteer has it.
pub(crate) fn plain(place: &gazetteer::Place<'_>) -> Option<Place> {
    Some(Place {
        id: PlaceId::new(place.id.to_string()).ok()?,
        name: place.name.to_owned(),
        position: Position::new(place.latitude, place.longitude)?,
        radius_km: radius(place),
        country: CountryCode::new(place.country),
        precision: precision(place.kind),
    })
}

fn precision(kind: PlaceKind) -> PlacePrecision {
    match kind {
        PlaceKind::Populated | PlaceKind::Capital => PlacePrecision::Settlement,
        PlaceKind::Region | PlaceKind::Area => PlacePrecision::Region,
        PlaceKind::Country => PlacePrecision::Country,
        PlaceKind::Neighbourhood | PlaceKind::Road | PlaceKind::Natural => PlacePrecision::District,
        PlaceKind::Airport | PlaceKind::Camp | PlaceKind::Facility => PlacePrecision::Exact,
    }
}

/// How far from the centre the event may lie. Where the gazetteer has a point, a settlement's radius grows with the root of
/// its people (a million live within about 8 km), and a facility is taken as one kilometre.
fn radius(place: &gazetteer::Place<'_>) -> f64 {
    if place.radius_km > 0 {
        return f64::from(place.radius_km);
    }
    match place.kind {
        PlaceKind::Populated | PlaceKind::Capital => (0.008 * f64::from(place.population).sqrt()).clamp(1.0, 25.0),
        PlaceKind::Airport | PlaceKind::Camp | PlaceKind::Facility => 1.0,
        PlaceKind::Neighbourhood => 2.0,
        PlaceKind::Road | PlaceKind::Natural => 10.0,
        PlaceKind::Region | PlaceKind::Area => 50.0,
        PlaceKind::Country => 300.0,
    }
}

/// Whether some words stand behind a preposition that says where.
pub(crate) fn follows_locative(scene: &Scene<'_>, start: usize) -> bool {
    follows(scene, start, scene.context.locative)
}

/// Whether some words stand behind one that says who.
pub(crate) fn follows_acting(scene: &Scene<'_>, start: usize) -> bool {
    follows(scene, start, &cues().acting)
}

fn follows(scene: &Scene<'_>, start: usize, list: &std::collections::BTreeSet<String>) -> bool {
    let words = &scene.context.words;
    let Some(before) = start.checked_sub(1) else { return false };
    if words.get(start).is_none_or(|word| matches!(word.gap, Gap::Break | Gap::Comma)) {
        return false;
    }
    let before = if words.key(before) == "the" { before.checked_sub(1).unwrap_or(before) } else { before };
    list.contains(words.key(before))
}
