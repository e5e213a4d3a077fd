//! What lies under the marks: land, water, borders, and a faint net of degrees.

use super::clip;
use super::projection::{Extent, Projection};
use crate::basemap::{Ring, RingKind, Scale};
use crate::svg::length;
use std::fmt::Write;

/// Wider than this many degrees, the coarse shapes serve.
const WORLDWIDE: f64 = 90.0;

/// Land, water, borders and the net of degrees.
pub(super) fn ground(rings: &[Ring], projection: &Projection) -> String {
    let shown = projection.shown();
    let scale = if shown.east - shown.west > WORLDWIDE { Scale::World } else { Scale::Region };
    let (width, height) = (length(projection.size.0), length(projection.size.1));
    let mut out = format!("<rect class=\"sea\" width=\"{width}\" height=\"{height}\"/>");
    for (kind, class) in [(RingKind::Land, "land"), (RingKind::Water, "water"), (RingKind::Border, "border")] {
        let visible = rings.iter().filter(|ring| ring.scale == scale && ring.kind == kind && overlaps(ring, shown));
        let path: String = visible.map(|ring| drawn(ring, projection)).collect();
        if !path.is_empty() {
            write!(out, "<path class=\"{class}\" d=\"{path}\"/>").expect("writing to a string cannot fail");
        }
    }
    out.push_str(&graticule(shown, projection));
    out
}

fn overlaps(ring: &Ring, shown: Extent) -> bool {
    ring.bounds().is_some_and(|(west, south, east, north)| {
        f64::from(west) <= shown.east
            && f64::from(east) >= shown.west
            && f64::from(south) <= shown.north
            && f64::from(north) >= shown.south
    })
}

fn drawn(ring: &Ring, projection: &Projection) -> String {
    let projected = ring.points.iter().map(|(x, y)| projection.project(f64::from(*x), f64::from(*y)));
    let points: Vec<(f64, f64)> = projected.collect();
    match ring.kind {
        RingKind::Border => clip::line(&points, projection.size).iter().map(|run| path(run, "")).collect(),
        RingKind::Land | RingKind::Water => path(&clip::ring(points, projection.size), "Z"),
    }
}

/// Points nearer to the one before than this many pixels add bytes and nothing to see.
const NEAR: f64 = 0.9;

/// A path without the points that nobody could tell from the one before.
fn path(points: &[(f64, f64)], close: &str) -> String {
    let mut kept: Vec<(f64, f64)> = Vec::new();
    for (place, point) in points.iter().enumerate() {
        let far = kept.last().is_none_or(|last| (last.0 - point.0).hypot(last.1 - point.1) >= NEAR);
        if far || place + 1 == points.len() {
            kept.push(*point);
        }
    }
    let words: Vec<String> = kept.iter().map(|(x, y)| format!("{} {}", length(*x), length(*y))).collect();
    // Two points close no ring: an island smaller than a pixel.
    if kept.len() < 2 || (!close.is_empty() && kept.len() < 4) {
        return String::new();
    }
    format!("M{}{close}", words.join("L"))
}

/// Lines at round degrees, four to eight across.
fn graticule(shown: Extent, projection: &Projection) -> String {
    let span = (shown.east - shown.west).max(shown.north - shown.south);
    let step = [0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0].into_iter().find(|step| span / step <= 8.0).unwrap_or(45.0);
    let (width, height) = projection.size;
    let mut lines = String::from("<path class=\"graticule\" d=\"");
    let mut labels = String::new();
    for degree in degrees(shown.west, shown.east, step) {
        let x = length(projection.project(degree, 0.0).0);
        lines.push_str(&format!("M{x} 0V{}", length(height)));
        labels.push_str(&format!("<text class=\"degree\" x=\"{x}\" y=\"10\">{}</text>", named(degree, "E", "W")));
    }
    for degree in degrees(shown.south, shown.north, step) {
        let y = projection.project(0.0, degree).1;
        lines.push_str(&format!("M0 {}H{}", length(y), length(width)));
        let y = length(y - 2.0);
        labels.push_str(&format!("<text class=\"degree\" x=\"3\" y=\"{y}\">{}</text>", named(degree, "N", "S")));
    }
    format!("{lines}\"/>{labels}")
}

fn degrees(from: f64, to: f64, step: f64) -> impl Iterator<Item = f64> {
    let (first, last) = ((from / step).ceil() as i64, (to / step).floor() as i64);
    (first..=last).map(move |number| number as f64 * step)
}

fn named(degree: f64, positive: &str, negative: &str) -> String {
    let side = if degree < 0.0 {
        negative
    } else if degree > 0.0 {
        positive
    } else {
        ""
    };
    format!("{}°{side}", (degree.abs() * 100.0).round() / 100.0)
}
