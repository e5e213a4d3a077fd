//! Which of several places a name means, by scores that are the same for all countries.
//!
//! | evidence | points |
//! |---|---|
//! | people: the logarithm to base 10 of one more than their number | 0 to 7.5 |
//! | a country; a capital | 3; 1 |
//! | a continent or a sea: the logarithm of its radius, and | 9 |
//! | found by another of its names; with the article added or left out | −0.3; −0.6 |
//! | the share of its country in the document's votes | up to 8 |
//! | the text says that it lies there; that it lies elsewhere | 10; −10 |
//! | the text names its region behind it ("London, Ontario"), by name or by code | 10 |
//! | the place before it lies in it ("Atlanta, Georgia") | 5 |
//! | the share of its region in the document's votes | up to 3 |
//! | among names of regions in a list: a region of half a million people | 6 |
//! | the kind that the text says ("the city of …", "… province"); another kind | 3; −1 |
//!
//! One that is 2 points ahead is meant; candidates of one country within 40 km of each other count as one place.

use super::listed::{in_list_of_regions, is_listed_region};
use crate::actors::{Scene, choose};
use crate::atlas::{Atlas, PlaceMatch};
use crate::cues::cues;
use crate::gazetteer::{Candidate, Place, PlaceKind, Quality};
use crate::register::Sort;
use crate::words::{Gap, Shape};
use model::{ActorRef, CountryCode, Position};
use std::ops::Range;

const COUNTRY: f64 = 3.0;
const CAPITAL: f64 = 1.0;
const SHARE: f64 = 8.0;
const TOLD: f64 = 10.0;
const KIND: f64 = 3.0;
/// A region that holds the place named before it.
const HOLDS: f64 = 5.0;
const REGION_SHARE: f64 = 3.0;
/// A great region among others in a list ("Iowa, Washington and Ohio").
const LISTED: f64 = 6.0;
const MARGIN: f64 = 2.0;
/// A seat with this part of its region's people is meant by their common name, where no word says "province".
const SEAT_SHARE: u32 = 20;
/// Two entries of one name nearer than this are one place (a town and its district).
const ONE_PLACE_KM: f64 = 40.0;
const MOST: usize = 5;
/// As much as a country has, and the share that it has of a text in which its neighbours are named.
const CONTINENTAL: f64 = 6.0;
const CONTINENTAL_KM: u16 = 300;

/// What the text says beside a name about where it lies and what it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Qualifier {
    country: Option<CountryCode>,
    /// The regions that may be named behind it, by country and code.
    within: Vec<(&'static str, &'static str)>,
    /// The regions in which the place named before it may lie, by country and code.
    holding: Vec<(&'static str, &'static str)>,
    settlement: bool,
    region: bool,
    /// Whether it stands among names of regions in a list.
    listed: bool,
}

/// One place, or several that the evidence does not part.
#[derive(Debug)]
pub(crate) enum Settled {
    One(Place<'static>),
    Several(Vec<Place<'static>>),
}

impl Qualifier {
    pub(crate) fn of(scene: &Scene<'_>, atlas: &Atlas, found: &PlaceMatch<'static>) -> Self {
        let words = &scene.context.words;
        let name = &found.words;
        let after = words.key(name.end);
        let tied = words.get(name.end).is_some_and(|word| matches!(word.gap, Gap::Space | Gap::Hyphen));
        let of = name.start.checked_sub(1).filter(|before| words.key(*before) == "of");
        let settlement = of.and_then(|of| cues().before(&cues().settlement, words, of)).is_some();
        let region = (tied && cues().region.contains(after))
            || of.and_then(|of| cues().before(&cues().region, words, of)).is_some();
        let told = country_after(scene, atlas, name).or_else(|| country_before(scene, name));
        let country = told.filter(|country| may_lie_in(&found.candidates, *country));
        let several = found.candidates.len() > 1 && found.candidates.iter().any(|one| is_listed_region(&one.place));
        let listed = several && in_list_of_regions(scene, atlas, name);
        // In a list of regions the next one tells nothing of where this one lies.
        let within = if country.is_none() && !listed { regions_after(scene, atlas, found) } else { Vec::new() };
        let holding = regions_before(scene, atlas, name);
        Self { country, within, holding, settlement, region, listed }
    }
}

/// A country lies in no other: "Georgia, Turkey" is a list; but a region of the other may bear its name.
fn may_lie_in(candidates: &[Candidate<'_>], country: CountryCode) -> bool {
    let lies = |one: &&Candidate<'_>| CountryCode::new(one.place.country) == Some(country);
    let state = candidates.iter().any(|one| one.place.kind == PlaceKind::Country);
    !state || candidates.iter().filter(lies).any(|one| matches!(one.place.kind, PlaceKind::Region | PlaceKind::Country))
}

/// "Tripoli, Lebanon", "Tripoli in northern Lebanon", "Tripoli (Lebanon)".
fn country_after(scene: &Scene<'_>, atlas: &Atlas, name: &Range<usize>) -> Option<CountryCode> {
    let words = &scene.context.words;
    let mut at = name.end;
    let first = words.get(at)?;
    let apposed = first.gap == Gap::Comma && first.shape != Shape::Small;
    if !apposed {
        if words.key(at) != "in" || matches!(first.gap, Gap::Break) {
            return None;
        }
        at += 1;
        let wind = (at + 1..=at + 2)
            .rev()
            .find(|end| cues().direction_before(words, *end).is_some_and(|(_, start)| start == at));
        at = wind.unwrap_or(at);
    }
    let found = atlas.longest(words, at, words.list.len())?;
    let country = found.candidates.iter().find(|candidate| candidate.place.kind == PlaceKind::Country)?;
    CountryCode::new(country.place.country)
}

/// "London, Ontario", "Columbus (Ohio)", "Buffalo, N.Y.": the regions of that name, or of that code, in which a bearer of the
/// name lies.
fn regions_after(scene: &Scene<'_>, atlas: &Atlas, found: &PlaceMatch<'static>) -> Vec<(&'static str, &'static str)> {
    let words = &scene.context.words;
    let at = found.words.end;
    let Some(first) = words.get(at).filter(|first| first.shape != Shape::Small && first.gap != Gap::Space) else {
        return Vec::new();
    };
    let bracket = first.gap == Gap::Break && scene.opens_bracket(first.span);
    if first.gap != Gap::Comma && !bracket {
        return Vec::new();
    }
    let lies = |place: &Place<'static>| Some((place.country, place.admin1?.code));
    let homes = || found.candidates.iter().filter(|one| one.place.kind != PlaceKind::Region);
    let code = words.key(at);
    if first.shape == Shape::Capitals && code.len() == 2 {
        let coded = homes().filter_map(|one| lies(&one.place));
        return coded.filter(|(_, region)| region.eq_ignore_ascii_case(code)).collect();
    }
    let named = atlas.longest(words, at, words.list.len());
    let regions = named.iter().flat_map(|named| &named.candidates).filter(|one| one.place.kind == PlaceKind::Region);
    let regions = regions.filter_map(|one| lies(&one.place));
    regions.filter(|region| homes().any(|one| lies(&one.place) == Some(*region))).collect()
}

/// "Atlanta, Georgia": where the places lie that are named directly before, with a comma between.
fn regions_before(scene: &Scene<'_>, atlas: &Atlas, name: &Range<usize>) -> Vec<(&'static str, &'static str)> {
    let words = &scene.context.words;
    if words.get(name.start).is_none_or(|word| word.gap != Gap::Comma) {
        return Vec::new();
    }
    let before = (1..=3_usize).rev().find_map(|back| {
        let start = name.start.checked_sub(back)?;
        words.get(start).filter(|word| word.shape != Shape::Small)?;
        atlas.longest(words, start, name.start).filter(|found| found.words.end == name.start)
    });
    let places = before.iter().flat_map(|found| &found.candidates).map(|one| one.place);
    let towns = places.filter(|place| !matches!(place.kind, PlaceKind::Region | PlaceKind::Country));
    towns.filter_map(|place| Some((place.country, place.admin1?.code))).collect()
}

/// "the Libyan city of X", "Lebanon's X", "the Libyan capital, X".
fn country_before(scene: &Scene<'_>, name: &Range<usize>) -> Option<CountryCode> {
    let words = &scene.context.words;
    let kinds = &cues().settlement;
    (1..=4_usize).find_map(|back| {
        let start = name.start.checked_sub(back)?;
        let (country, end) = state_country(scene, start, name.start)?;
        let possessive = words.get(end.checked_sub(1)?).is_some_and(|word| word.possessive);
        let between = end..name.start;
        let kind = between
            .clone()
            .any(|number| kinds.contains(words.key(number)) || cues().region.contains(words.key(number)));
        (kind || (possessive && between.is_empty())).then_some(country)
    })
}

/// The country of a state's name or adjective that begins here, and where it ends.
pub(crate) fn state_country(scene: &Scene<'_>, start: usize, limit: usize) -> Option<(CountryCode, usize)> {
    let found = scene.context_matches(start, limit).pop()?;
    let Some(ActorRef::Listed { id, .. }) = choose(scene, &found.uses, &[Sort::Sure, Sort::Adjective]) else {
        return None;
    };
    let actor = scene.register.get(&id)?;
    (actor.kind == model::ActorKind::State).then_some((actor.country?, found.words.end))
}

/// Settles on one candidate where the evidence parts them.
pub(crate) fn settle(scene: &Scene<'_>, candidates: &[Candidate<'static>], qualifier: &Qualifier) -> Settled {
    let mut scored: Vec<(f64, Place<'static>)> =
        candidates.iter().map(|candidate| (score(scene, candidate, qualifier), candidate.place)).collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut kept: Vec<(f64, Place<'static>)> = Vec::new();
    for (points, place) in scored {
        let best = kept.first().map_or(points, |(best, _)| *best);
        if best - points >= MARGIN {
            break;
        }
        if !kept.iter().any(|(_, other)| is_one_place(other, &place)) {
            kept.push((points, place));
        }
    }
    kept.truncate(MOST);
    if let Some(seat) = seat(candidates, &kept, qualifier) {
        kept = vec![seat];
    }
    match kept.as_slice() {
        [(_, one)] => Settled::One(*one),
        _ => Settled::Several(kept.into_iter().map(|(_, place)| place).collect()),
    }
}

/// The town that gives the best candidate, a region, its name: bare, the name means the town.
fn seat(
    candidates: &[Candidate<'static>],
    kept: &[(f64, Place<'static>)],
    qualifier: &Qualifier,
) -> Option<(f64, Place<'static>)> {
    let (points, region) =
        kept.first().filter(|(_, best)| best.kind == PlaceKind::Region && !qualifier.region && !qualifier.listed)?;
    if kept.iter().any(|(_, other)| other.country != region.country) || !qualifier.holding.is_empty() {
        return None;
    }
    let code = |place: &Place<'_>| place.admin1.map(|region| region.code.to_owned());
    let towns = candidates.iter().filter(|one| {
        let town = matches!(one.place.kind, PlaceKind::Populated | PlaceKind::Capital);
        town && one.place.country == region.country && code(&one.place) == code(region)
    });
    let seat = towns.max_by_key(|one| one.place.population)?.place;
    let bears = region.name != seat.name;
    (bears && u64::from(seat.population) * u64::from(SEAT_SHARE) >= u64::from(region.population))
        .then_some((*points, seat))
}

fn is_one_place(one: &Place<'_>, other: &Place<'_>) -> bool {
    let position = |place: &Place<'_>| Position::new(place.latitude, place.longitude);
    let near = position(one).zip(position(other)).is_some_and(|(one, other)| one.distance_km(other) <= ONE_PLACE_KM);
    let inside = |inner: &Place<'_>, outer: &Place<'_>| {
        let distance = position(inner).zip(position(outer)).map(|(one, other)| one.distance_km(other));
        outer.radius_km > 0 && distance.is_some_and(|distance| distance <= f64::from(outer.radius_km))
    };
    one.country == other.country && (near || inside(one, other) || inside(other, one))
}

fn score(scene: &Scene<'_>, candidate: &Candidate<'static>, qualifier: &Qualifier) -> f64 {
    let place = &candidate.place;
    let mut points = f64::from(place.population).ln_1p() / std::f64::consts::LN_10;
    points += match place.kind {
        PlaceKind::Country => COUNTRY,
        PlaceKind::Capital => CAPITAL,
        // An area has no count of people of its own; it counts by its size, as a town or a city.
        PlaceKind::Region | PlaceKind::Area | PlaceKind::Natural if place.population == 0 => {
            let size = 3.0 + f64::from(place.radius_km).ln_1p() / std::f64::consts::LN_10;
            // What lies in no one country is at home in every text.
            size + if place.country.is_empty() && place.radius_km >= CONTINENTAL_KM { CONTINENTAL } else { 0.0 }
        }
        _ => 0.0,
    };
    points += match candidate.quality {
        Quality::Name => 0.0,
        Quality::Alias => -0.3,
        Quality::Article => -0.6,
    };
    let country = CountryCode::new(place.country);
    points += SHARE * country.map_or(0.0, |country| scene.context.hint(country));
    if qualifier.country.is_some() {
        points += if country == qualifier.country { TOLD } else { -TOLD };
    }
    if let Some(region) = place.admin1 {
        let here = (place.country, region.code);
        if place.kind != PlaceKind::Region && qualifier.within.contains(&here) {
            points += TOLD;
        }
        if place.kind == PlaceKind::Region && qualifier.holding.contains(&here) {
            points += HOLDS;
        }
        points += REGION_SHARE * scene.context.region_hint(place.country, region.code);
    }
    if qualifier.listed && is_listed_region(place) {
        points += LISTED;
    }
    if place.kind == PlaceKind::Country && qualifier.holding.iter().any(|(country, _)| *country == place.country) {
        points += HOLDS;
    }
    points + kind_points(place.kind, qualifier)
}

fn kind_points(kind: PlaceKind, qualifier: &Qualifier) -> f64 {
    let settlement = matches!(kind, PlaceKind::Populated | PlaceKind::Capital);
    let region = matches!(kind, PlaceKind::Region | PlaceKind::Area);
    match (qualifier.settlement, qualifier.region) {
        (true, _) => {
            if settlement {
                KIND
            } else {
                -1.0
            }
        }
        (_, true) => {
            if region {
                KIND
            } else {
                -1.0
            }
        }
        _ => 0.0,
    }
}
