//! The point of a geodesic nearest to a position, to a tenth of a millimetre.

use crate::earth::{along, between};
use model::Position;

/// Rounds before the search gives up; five suffice within a thousand kilometres.
const ROUNDS: usize = 30;
/// When a step no longer counts, in metres.
const ENOUGH: f64 = 1e-5;
/// The mean radius, for the length of a step only.
const RADIUS: f64 = 6_371_008.8;

/// The nearest point of an edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Foot {
    /// Where.
    pub position: Position,
    /// How far from the position asked about, in metres.
    pub metres: f64,
    /// How far from the edge's beginning, in metres.
    pub from_start: f64,
}

/// The point of the geodesic from `a` to `b` nearest to `p`.
///
/// Newton's way on the distance as a function of the way along the edge: its slope is the cosine of the angle between the
/// edge and the direction of `p`, and a step solves the right-angled triangle on a sphere.
pub fn nearest_on_edge(a: Position, b: Position, p: Position) -> Foot {
    let edge = between(a, b);
    let mut from_start = first_guess(a, edge.azimuth, edge.metres, p);
    for _ in 0..ROUNDS {
        let (here, heading) = along(a, edge.azimuth, from_start);
        let to = between(here, p);
        let ahead = step(to.metres, to.azimuth - heading);
        let next = (from_start + ahead).clamp(0.0, edge.metres);
        if (next - from_start).abs() < ENOUGH {
            return Foot { position: here, metres: to.metres, from_start };
        }
        from_start = next;
    }
    let (position, _) = along(a, edge.azimuth, from_start);
    Foot { position, metres: between(position, p).metres, from_start }
}

fn first_guess(a: Position, azimuth: f64, length: f64, p: Position) -> f64 {
    let to = between(a, p);
    step(to.metres, to.azimuth - azimuth).clamp(0.0, length)
}

/// How far along the edge the foot lies, seen from a point of the edge: Napier's rule.
fn step(metres: f64, angle: f64) -> f64 {
    let arc = metres / RADIUS;
    RADIUS * (arc.sin() * angle.to_radians().cos()).atan2(arc.cos())
}
