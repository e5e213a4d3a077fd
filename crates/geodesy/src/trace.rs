//! A line or the rim of a zone made ready for many questions: cut into stretches so short that straight distances in space
//! bound those on the ground to centimetres. The exact distance is asked of the few edges that these bounds leave.

use crate::answer::{Side, Within};
use crate::earth::{along, between};
use crate::index::{Found, Index, Stretch};
use crate::nearest::nearest_on_edge;
use crate::space::{Vector, cross, dot, in_space, longest_arc, minus, sagitta};
use model::{Line, Position, Zone};
pub(crate) use rim::doubled_area;
use rim::rim;

mod rim;

/// The longest stretch, in metres; its geodesic leaves the straight by eight centimetres at most.
const LONGEST: f64 = 2_000.0;
/// What rounding may add to a distance in space, in metres.
const ROUNDING: f64 = 1e-6;

/// An edge: the geodesic between two positions.
pub(crate) type Edge = (Position, Position);

/// A position, prepared once for many questions.
#[derive(Debug, Clone, Copy)]
pub struct Spot {
    position: Position,
    point: Vector,
}

impl Spot {
    /// Prepares a position.
    pub fn new(position: Position) -> Self {
        Self { position, point: in_space(position) }
    }
}

/// How far a spot lies from a trace: within these bounds, in metres, and on which side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// No nearer than this.
    pub least: f64,
    /// No farther than this.
    pub most: f64,
    /// On which side; `None` where the nearest point is an end of the line, beside which there are no sides.
    pub side: Option<Side>,
}

impl Near {
    /// The side, where the line is surely farther away than `reach` metres.
    pub fn side_beyond(&self, reach: f64) -> Option<Side> {
        if self.least > reach { self.side } else { None }
    }

    /// Whether a place that reaches so far lies in the zone whose rim this is measured from.
    pub fn within(&self, reach: f64) -> Within {
        match self.side_beyond(reach) {
            Some(Side::Left) => Within::Inside,
            Some(Side::Right) => Within::Outside,
            None => Within::CannotTell,
        }
    }
}

/// A line or a rim, ready for questions.
#[derive(Debug, Clone)]
pub struct Trace {
    edges: Vec<Edge>,
    index: Index,
    /// For each stretch, its edge and the stretches before and after it.
    places: Vec<Place>,
    /// How far a stretch's geodesic leaves the straight, at most.
    sag: f64,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    edge: usize,
    before: Option<usize>,
    after: Option<usize>,
}

impl Trace {
    /// A line, from its first point to its last.
    pub fn of_line(line: &Line) -> Self {
        let pairs = line.points().iter().zip(line.points().iter().skip(1));
        // The cut at the date line names one place twice.
        let edges: Vec<Edge> = pairs.map(|(a, b)| (*a, *b)).filter(|(a, b)| between(*a, *b).metres > 0.0).collect();
        let count = edges.len();
        let next = (0..count).map(|edge| (edge + 1 < count).then_some(edge + 1)).collect();
        Self::new(edges, next)
    }

    /// A zone's rim, so walked that the inside lies to the left. Where the zone is cut at the date line the cut is no rim.
    pub fn of_zone(zone: &Zone) -> Self {
        let (edges, next) = rim(zone);
        Self::new(edges, next)
    }

    fn new(edges: Vec<Edge>, next: Vec<Option<usize>>) -> Self {
        let mut stretches = Vec::new();
        let mut places: Vec<Place> = Vec::new();
        let mut ends: Vec<(usize, usize)> = Vec::new();
        let mut sag = 0.0_f64;
        for (edge, (a, b)) in edges.iter().enumerate() {
            let first = stretches.len();
            sag = sag.max(cut(*a, *b, &mut stretches));
            let last = stretches.len() - 1;
            ends.push((first, last));
            places.extend((first..=last).map(|at| Place {
                edge,
                before: (at > first).then(|| at - 1),
                after: (at < last).then_some(at + 1),
            }));
        }
        join(&ends, &next, &mut places);
        Self { edges, index: Index::new(stretches), places, sag: sag + ROUNDING }
    }

    /// How far and on which side, within bounds that are centimetres apart near the line and metres some hundred kilometres away.
    pub fn near(&self, spot: &Spot) -> Option<Near> {
        let found = self.index.nearest(spot.point)?;
        let straight = found.distance_squared.sqrt();
        let least = (straight - self.sag).max(0.0);
        Some(Near { least, most: longest_arc(straight + self.sag), side: self.side(&found, spot.point) })
    }

    /// The exact distance in metres.
    pub fn metres(&self, spot: &Spot) -> Option<f64> {
        let found = self.index.nearest(spot.point)?;
        let reach = found.distance_squared.sqrt() + 2.0 * self.sag;
        let mut edges: Vec<usize> =
            self.index.within(spot.point, reach).into_iter().filter_map(|at| self.edge(at)).collect();
        edges.sort_unstable();
        edges.dedup();
        let all = edges.into_iter().filter_map(|edge| self.edges.get(edge));
        all.map(|(a, b)| nearest_on_edge(*a, *b, spot.position).metres).min_by(f64::total_cmp)
    }

    /// The range of distances of a place that may lie so far (`reach`, in metres) from the spot, or the line from where it is drawn.
    pub fn range(&self, spot: &Spot, reach: f64) -> Option<(f64, f64)> {
        let metres = self.metres(spot)?;
        Some(((metres - reach).max(0.0), metres + reach))
    }

    /// Whether such a place lies within so many metres: surely, surely not, or `None`.
    pub fn is_within(&self, spot: &Spot, reach: f64, limit: f64) -> Option<bool> {
        self.decide(&self.near(spot)?, spot, reach, limit)
    }

    /// The same, where the bounds were asked for before.
    pub fn decide(&self, near: &Near, spot: &Spot, reach: f64, limit: f64) -> Option<bool> {
        if near.most + reach <= limit {
            return Some(true);
        }
        if near.least - reach > limit {
            return Some(false);
        }
        if near.least + reach > limit && near.most - reach <= limit {
            return None;
        }
        // Only where the bounds leave it open is the exact distance worth its time.
        let (least, most) = self.range(spot, reach)?;
        if most <= limit { Some(true) } else { (least > limit).then_some(false) }
    }

    /// The side on which such a place surely lies; `None` where it reaches across, or beside the line's ends.
    pub fn side_of(&self, spot: &Spot, reach: f64) -> Option<Side> {
        self.near(spot)?.side_beyond(reach)
    }

    /// Whether such a place lies in the zone of which this is the rim.
    pub fn within(&self, spot: &Spot, reach: f64) -> Within {
        self.near(spot).map_or(Within::CannotTell, |near| near.within(reach))
    }

    fn edge(&self, stretch: usize) -> Option<usize> {
        self.places.get(stretch).map(|place| place.edge)
    }

    /// At a joint the side follows from both stretches: inside a bend of less than half a turn both must agree.
    fn side(&self, found: &Found, p: Vector) -> Option<Side> {
        let stretch = self.index.get(found.stretch)?;
        let place = self.places.get(found.stretch)?;
        let left = if found.share <= 0.0 {
            at_joint(self.index.get(place.before?)?, stretch, p)
        } else if found.share >= 1.0 {
            at_joint(stretch, self.index.get(place.after?)?, p)
        } else {
            is_left(stretch, p)
        };
        Some(if left { Side::Left } else { Side::Right })
    }
}

/// Cuts an edge into stretches of equal length; says how far they may leave the geodesic.
fn cut(a: Position, b: Position, stretches: &mut Vec<Stretch>) -> f64 {
    let edge = between(a, b);
    let count = (edge.metres / LONGEST).ceil().max(1.0);
    let step = edge.metres / count;
    let mut from = in_space(a);
    let mut done = 1.0;
    while done < count {
        let to = in_space(along(a, edge.azimuth, step * done).0);
        stretches.push(Stretch { a: from, b: to });
        from = to;
        done += 1.0;
    }
    stretches.push(Stretch { a: from, b: in_space(b) });
    sagitta(step)
}

/// Joins the last stretch of each edge to the first one of the next.
fn join(ends: &[(usize, usize)], next: &[Option<usize>], places: &mut [Place]) {
    for ((_, last), next) in ends.iter().zip(next) {
        let Some((first, _)) = next.and_then(|next| ends.get(next)) else { continue };
        if let Some(place) = places.get_mut(*last) {
            place.after = Some(*first);
        }
        if let Some(place) = places.get_mut(*first) {
            place.before = Some(*last);
        }
    }
}

fn is_left(stretch: &Stretch, p: Vector) -> bool {
    dot(cross(minus(stretch.b, stretch.a), minus(p, stretch.a)), stretch.a) > 0.0
}

fn at_joint(before: &Stretch, after: &Stretch, p: Vector) -> bool {
    let (of_before, of_after) = (is_left(before, p), is_left(after, p));
    if is_left(before, after.b) { of_before && of_after } else { of_before || of_after }
}
