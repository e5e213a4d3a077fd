//! What is wrong with a line or a zone as it is drawn, and between which points: whoever drew it can mend it there.

use crate::Within;
use crate::earth::{along, between};
use crate::space::{Vector, cross, dot, in_space};
use crate::trace::{Spot, Trace, doubled_area};
use model::{Line, Position, Zone};
use std::fmt;

/// Twice an area in square degrees below which a ring is a line: some square centimetres.
const FLAT: f64 = 1e-14;

/// Where an edge stands: the ring, counted over the whole zone from 1 (a line has one), and the edge's first point from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    ring: usize,
    point: usize,
}

impl fmt::Display for At {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "ring {}, between its points {} and {}", self.ring, self.point, self.point + 1)
    }
}

/// A fault that leaves no inside or no sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Two edges cross or meet.
    #[error("it crosses or touches itself: {0}, and {1}")]
    Crosses(At, At),
    /// An edge crosses the date line.
    #[error(
        "it crosses the date line in {0}: cut it there into parts that end at longitude 180 and -180 (RFC 7946, 3.1.9)"
    )]
    DateLine(At),
    /// A ring encloses nothing.
    #[error("ring {0} encloses nothing")]
    Empty(usize),
    /// A hole lies outside its ring.
    #[error("ring {0} is a hole and does not lie inside its outer ring")]
    StrayHole(usize),
}

/// What is wrong with a line; `None` where nothing is.
pub fn line_fault(line: &Line) -> Option<Fault> {
    let edges: Vec<Edge> = edges(1, line.points(), false).collect();
    date_line(&edges).or_else(|| crossing(&edges))
}

/// What is wrong with a zone; `None` where nothing is.
pub fn zone_fault(zone: &Zone) -> Option<Fault> {
    let rings: Vec<&[Position]> =
        zone.polygons().iter().flat_map(|polygon| std::iter::once(polygon.outer()).chain(polygon.holes())).collect();
    let numbered = || rings.iter().copied().zip(1_usize..);
    let all: Vec<Edge> = numbered().flat_map(|(ring, number)| edges(number, ring, true)).collect();
    // A bow encloses as much on the left as on the right; that it crosses itself is the better thing to say.
    date_line(&all)
        .or_else(|| crossing(&all))
        .or_else(|| {
            numbered().find(|(ring, _)| doubled_area(ring).abs() < FLAT).map(|(_, number)| Fault::Empty(number))
        })
        .or_else(|| stray_hole(zone))
}

/// How far the geodesic leaves the straight line in longitude and latitude that RFC 7946 (3.1.1) draws between two positions,
/// measured at its middle, in metres. Where this is more than the uncertainty, points belong in between.
pub fn straightness_m(a: Position, b: Position) -> f64 {
    let edge = between(a, b);
    let (middle, _) = along(a, edge.azimuth, edge.metres / 2.0);
    let (latitude, longitude) = (a.latitude().midpoint(b.latitude()), a.longitude().midpoint(b.longitude()));
    Position::new(latitude, longitude).map_or(0.0, |straight| between(middle, straight).metres)
}

struct Edge {
    at: At,
    last_of_ring: bool,
    ends: (Position, Position),
    space: (Vector, Vector),
}

fn edges(ring: usize, points: &[Position], closed: bool) -> impl Iterator<Item = Edge> {
    let next = points.iter().skip(1).chain(points.first().filter(|_| closed));
    let count = points.len();
    points.iter().zip(next).zip(1_usize..).map(move |((a, b), point)| Edge {
        at: At { ring, point },
        last_of_ring: closed && point == count,
        ends: (*a, *b),
        space: (in_space(*a), in_space(*b)),
    })
}

fn date_line(edges: &[Edge]) -> Option<Fault> {
    let jumps = |edge: &&Edge| {
        let (a, b) = edge.ends;
        // From 180 to -180 in one place is the cut itself.
        (a.longitude() - b.longitude()).abs() > 180.0 && between(a, b).metres > 1e-3
    };
    edges.iter().find(jumps).map(|edge| Fault::DateLine(edge.at))
}

/// The first two edges that cross or meet and are no neighbours. Edges are taken from south to north, so that one is held
/// only against those that begin south of its northern end.
fn crossing(edges: &[Edge]) -> Option<Fault> {
    let south = |edge: &Edge| edge.ends.0.latitude().min(edge.ends.1.latitude());
    let north = |edge: &Edge| edge.ends.0.latitude().max(edge.ends.1.latitude());
    let is_cut = |edge: &&Edge| on_date_line(edge.ends.0) && on_date_line(edge.ends.1);
    let mut order: Vec<&Edge> = edges.iter().filter(|edge| !is_cut(edge)).collect();
    order.sort_by(|a, b| south(a).total_cmp(&south(b)));
    for (place, one) in order.iter().enumerate() {
        // A geodesic bulges towards the pole: one degree of bulge, and twice its length, are far more than that.
        let margin = 2.0 * (north(one) - south(one)) + 1.0;
        let later = order.iter().skip(place + 1).take_while(|other| south(other) <= north(one) + margin);
        for other in later {
            if meet(one, other) {
                let (first, second) = if (one.at.ring, one.at.point) < (other.at.ring, other.at.point) {
                    (one, other)
                } else {
                    (other, one)
                };
                return Some(Fault::Crosses(first.at, second.at));
            }
        }
    }
    None
}

fn meet(one: &Edge, other: &Edge) -> bool {
    let same =
        |a: Position, b: Position| a == b || (on_date_line(a) && on_date_line(b) && a.latitude() == b.latitude());
    let follows = |a: &Edge, b: &Edge| {
        a.at.ring == b.at.ring && (a.at.point + 1 == b.at.point || (a.last_of_ring && b.at.point == 1))
    };
    if follows(one, other) || follows(other, one) {
        // Neighbours share one point; going back on itself shares two.
        return same(one.ends.0, other.ends.1) && same(one.ends.1, other.ends.0);
    }
    let touched = [one.ends.0, one.ends.1].into_iter().find(|end| same(*end, other.ends.0) || same(*end, other.ends.1));
    match touched {
        // Parts that were cut at the date line meet there.
        Some(point) => !on_date_line(point),
        None => cross_each_other(one.space, other.space),
    }
}

fn on_date_line(position: Position) -> bool {
    position.longitude().abs() >= 180.0
}

/// Whether the planes through the earth's centre and each edge part the other's ends, on this side of the earth.
fn cross_each_other((a, b): (Vector, Vector), (c, d): (Vector, Vector)) -> bool {
    let (first, second) = (cross(a, b), cross(c, d));
    let parted = |plane: Vector, x: Vector, y: Vector| dot(plane, x) * dot(plane, y) < 0.0;
    parted(first, c, d) && parted(second, a, b) && dot(a, c) > 0.0
}

fn stray_hole(zone: &Zone) -> Option<Fault> {
    let mut number = 0;
    for polygon in zone.polygons() {
        number += 1;
        let outer = Trace::of_zone(&zone.outline(polygon));
        for hole in polygon.holes() {
            number += 1;
            let outside = |point: &&Position| outer.within(&Spot::new(**point), 0.0) == Within::Outside;
            if hole.iter().any(|point| outside(&point)) {
                return Some(Fault::StrayHole(number));
            }
        }
    }
    None
}
