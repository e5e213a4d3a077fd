//! Places derived from others: "20 km south of X", "near X", "between X and Y", "northern X", "the road from X to Y".
//!
//! A derived place keeps the id of the one that it is derived from, and has a wider radius: where in it the event lies nobody said.

use super::candidates::{Qualifier, Settled, settle};
use super::plain;
use crate::actors::Scene;
use crate::atlas::Atlas;
use crate::cues::cues;
use crate::gazetteer::{self, PlaceKind};
use crate::words::Gap;
use model::{Place, PlacePrecision, Position};
use std::ops::Range;

const KM_PER_MILE: f64 = 1.609;
/// "near X" without a distance: so far beyond its own radius.
const NEAR_KM: f64 = 15.0;
/// "the outskirts of X": so far beyond its own radius.
const OUTSKIRTS_KM: f64 = 8.0;
/// Distances in reports are round numbers: the error is this part of them, and at least two kilometres.
const DISTANCE_ERROR: f64 = 0.15;
/// No report tells a place by a greater distance.
const MOST_KM: f64 = 1000.0;

/// What derives a place from another.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Derivation {
    /// The place itself.
    Itself,
    /// So far from it, in a direction where one is told.
    Away { km: Option<f64>, angle: Option<f64>, words: String },
    /// Close by.
    Near(String),
    /// At its edge.
    Outskirts(String),
    /// The part of it that lies that way.
    Part { angle: f64, words: String },
    /// Between it and another.
    Between { other: Box<Place>, road: bool, words: String },
}

/// What the words before a name, from `from` on, and after it derive.
pub(crate) fn derivation(scene: &Scene<'_>, atlas: &Atlas, from: usize, name: &Range<usize>) -> Derivation {
    let words = &scene.context.words;
    let start = (from..=name.start).rev().find(|number| words.opens(*number)).unwrap_or(from);
    let article = name.start.checked_sub(1).filter(|before| *before >= start && words.key(*before) == "the");
    let end = article.unwrap_or(name.start);
    if let Some(between) = between(scene, atlas, start, name, end) {
        return between;
    }
    if let Some((angle, wind)) = cues().direction_before(words, end).filter(|(_, wind)| *wind >= start) {
        let adjacent = words.get(name.start).is_some_and(|word| matches!(word.gap, Gap::Space | Gap::Hyphen));
        if adjacent {
            return Derivation::Part { angle, words: phrase(scene, wind, name) };
        }
    }
    let of = end.checked_sub(1).filter(|of| *of >= start && matches!(words.key(*of), "of" | "from"));
    if let Some((angle, wind)) = of.and_then(|of| cues().direction_before(words, of)).filter(|(_, wind)| *wind >= start)
    {
        return away(scene, wind, Some(angle), name, start);
    }
    if let Some(of) = of.filter(|of| distance(scene, *of, start).is_some()) {
        return away(scene, of, None, name, start);
    }
    match cues().before(&cues().near, words, end).filter(|near| *near >= start) {
        Some(near) if near + 1 == end && words.key(near) == "near" => Derivation::Near(phrase(scene, near, name)),
        Some(near) => Derivation::Outskirts(phrase(scene, near, name)),
        None => Derivation::Itself,
    }
}

fn away(scene: &Scene<'_>, wind: usize, angle: Option<f64>, name: &Range<usize>, start: usize) -> Derivation {
    match distance(scene, wind, start) {
        Some((km, first)) => Derivation::Away { km: Some(km), angle, words: phrase(scene, first, name) },
        None => Derivation::Away { km: None, angle, words: phrase(scene, wind, name) },
    }
}

/// A distance that ends before a word, in kilometres, and where it begins ("20 km", "12 miles (20 km)").
fn distance(scene: &Scene<'_>, before: usize, start: usize) -> Option<(f64, usize)> {
    let words = &scene.context.words;
    let to_the = ["the", "to"]
        .iter()
        .fold(before, |at, word| at.checked_sub(1).filter(|last| words.key(*last) == *word).unwrap_or(at));
    let unit = to_the.checked_sub(1).filter(|unit| *unit >= start)?;
    let (factor, number) = match words.key(unit) {
        key if cues().kilometres.contains(key) => (1.0, unit.checked_sub(1)?),
        key if cues().miles.contains(key) => (KM_PER_MILE, unit.checked_sub(1)?),
        key => {
            let digits = key.strip_suffix("km")?;
            return digits.parse().ok().filter(|km| *km <= MOST_KM).map(|km| (km, unit));
        }
    };
    let count: f64 = words.key(number).parse().ok()?;
    Some((count * factor, number)).filter(|(km, _)| *km <= MOST_KM)
}

/// "between X and Y", "the road from X to Y": the other end is the next name.
fn between(scene: &Scene<'_>, atlas: &Atlas, start: usize, name: &Range<usize>, end: usize) -> Option<Derivation> {
    let words = &scene.context.words;
    let opener = end.checked_sub(1).filter(|opener| *opener >= start)?;
    let between = cues().between.contains(words.key(opener));
    let road = (start..opener).any(|number| cues().road.contains(words.key(number)));
    let along = road && matches!(words.key(opener), "from" | "linking" | "connecting");
    let joint = words.key(name.end);
    let joined = (between && joint == "and") || (along && matches!(joint, "to" | "and" | "with"));
    if !joined {
        return None;
    }
    let other = atlas.longest(words, name.end + 1, words.list.len())?;
    let qualifier = Qualifier::of(scene, atlas, &other);
    let Settled::One(place) = settle(scene, &other.candidates, &qualifier) else { return None };
    let other_end = other.words.end;
    Some(Derivation::Between {
        other: Box::new(plain(&place)?),
        road,
        words: phrase(scene, opener, &(name.start..other_end)),
    })
}

fn phrase(scene: &Scene<'_>, from: usize, name: &Range<usize>) -> String {
    let text = scene.context.text(scene.document, from..name.end);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The derived place.
pub(crate) fn derive(base: Place, entry: &gazetteer::Place<'_>, derivation: &Derivation) -> Place {
    match derivation {
        Derivation::Itself => base,
        Derivation::Near(words) => wider(base, NEAR_KM, words),
        Derivation::Outskirts(words) => wider(base, OUTSKIRTS_KM, words),
        Derivation::Away { km: Some(km), angle: Some(angle), words } => {
            let radius_km = (km * DISTANCE_ERROR).max(2.0) + base.radius_km / 2.0;
            moved(base, *km, *angle, radius_km, PlacePrecision::Near, words)
        }
        Derivation::Away { km: Some(km), angle: None, words } => wider(base, *km, words),
        // "the west of the country" is a part of it; "west of the town" lies outside.
        Derivation::Away { km: None, angle: Some(angle), words } if is_wide(entry.kind) => {
            derive(base, entry, &Derivation::Part { angle: *angle, words: words.clone() })
        }
        Derivation::Away { km: None, angle: Some(angle), words } => {
            let km = base.radius_km + NEAR_KM;
            moved(base, km, *angle, km, PlacePrecision::Near, words)
        }
        Derivation::Away { km: None, angle: None, words } => wider(base, NEAR_KM, words),
        Derivation::Part { angle, words } => {
            let (km, radius) = (base.radius_km * 0.5, base.radius_km * 0.6);
            let settled = matches!(entry.kind, PlaceKind::Populated | PlaceKind::Capital);
            let precision = if settled { PlacePrecision::District } else { PlacePrecision::Region };
            moved(base, km, *angle, radius, precision, words)
        }
        Derivation::Between { other, road, words } => middle(base, other, *road, words),
    }
}

fn is_wide(kind: PlaceKind) -> bool {
    matches!(kind, PlaceKind::Country | PlaceKind::Region | PlaceKind::Area)
}

fn wider(base: Place, by_km: f64, words: &str) -> Place {
    let radius_km = base.radius_km + by_km;
    Place { radius_km, precision: PlacePrecision::Near.max(base.precision), name: words.to_owned(), ..base }
}

fn moved(base: Place, km: f64, angle: f64, radius_km: f64, precision: PlacePrecision, words: &str) -> Place {
    let position = destination(base.position, km, angle).unwrap_or(base.position);
    Place { position, radius_km, precision, name: words.to_owned(), ..base }
}

fn middle(base: Place, other: &Place, road: bool, words: &str) -> Place {
    let apart = base.position.distance_km(other.position);
    let latitude = f64::midpoint(base.position.latitude(), other.position.latitude());
    let longitude = f64::midpoint(base.position.longitude(), other.position.longitude());
    let position = Position::new(latitude, longitude).unwrap_or(base.position);
    let precision = if road || apart > 50.0 { PlacePrecision::District } else { PlacePrecision::Near };
    let country = if base.country == other.country { base.country } else { None };
    let radius_km = (apart / 2.0).max(1.0);
    Place { position, radius_km, precision, country, name: words.to_owned(), ..base }
}

/// The point so far from another in that direction, on a plane that touches the globe there: exact enough for the distances
/// that reports tell. `None` beyond the poles.
fn destination(from: Position, km: f64, angle: f64) -> Option<Position> {
    const KM_PER_DEGREE: f64 = 111.195;
    let (sine, cosine) = angle.to_radians().sin_cos();
    let latitude = from.latitude() + km * cosine / KM_PER_DEGREE;
    let shrink = from.latitude().to_radians().cos().max(0.01);
    let longitude = from.longitude() + km * sine / (KM_PER_DEGREE * shrink);
    let longitude = (longitude + 180.0).rem_euclid(360.0) - 180.0;
    Position::new(latitude, longitude)
}
