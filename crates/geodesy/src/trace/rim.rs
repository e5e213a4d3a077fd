//! The rim of a zone: its rings, outer ones walked against the clock and holes with it, without the cuts at the date line.

use super::Edge;
use model::{Position, Zone};
use std::collections::BTreeMap;

/// The edges, and for each the one that follows.
pub(super) fn rim(zone: &Zone) -> (Vec<Edge>, Vec<Option<usize>>) {
    let mut edges: Vec<Edge> = Vec::new();
    for polygon in zone.polygons() {
        edges.extend(walked(polygon.outer(), true));
        for hole in polygon.holes() {
            edges.extend(walked(hole, false));
        }
    }
    edges.retain(|edge| !is_cut(edge));
    let starts: BTreeMap<(i64, i64), usize> = edges.iter().enumerate().map(|(at, (a, _))| (key(*a), at)).collect();
    let next = edges.iter().map(|(_, b)| starts.get(&key(*b)).copied()).collect();
    (edges, next)
}

/// A ring's edges against the clock, or with it.
fn walked(ring: &[Position], against_the_clock: bool) -> Vec<Edge> {
    let followed = ring.iter().skip(1).chain(ring.first());
    let mut edges: Vec<Edge> = ring.iter().zip(followed).map(|(a, b)| (*a, *b)).collect();
    if (doubled_area(ring) > 0.0) != against_the_clock {
        edges = edges.into_iter().rev().map(|(a, b)| (b, a)).collect();
    }
    edges
}

/// Twice the area in square degrees, positive where the ring is walked against the clock. No edge crosses the date line.
pub(crate) fn doubled_area(ring: &[Position]) -> f64 {
    let followed = ring.iter().skip(1).chain(ring.first());
    ring.iter().zip(followed).map(|(a, b)| a.longitude() * b.latitude() - b.longitude() * a.latitude()).sum()
}

/// An edge along the date line, where RFC 7946 (3.1.9) has polygons cut.
fn is_cut((a, b): &Edge) -> bool {
    let on = |position: &Position| position.longitude().abs() >= 180.0;
    on(a) && on(b)
}

/// A position to a tenth of a millimetre; the date line has one name.
fn key(position: Position) -> (i64, i64) {
    let longitude = if position.longitude() <= -180.0 { 180.0 } else { position.longitude() };
    let rounded = |degrees: f64| (degrees * 1e9).round() as i64;
    (rounded(position.latitude()), rounded(longitude))
}
