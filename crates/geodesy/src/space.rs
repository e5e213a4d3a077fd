//! Positions as points in space, in metres from the earth's centre. Straight distances there bound those on the ground.

use model::Position;

/// The equatorial radius of WGS 84.
const A: f64 = 6_378_137.0;
/// The first eccentricity squared.
const E2: f64 = 6.694_379_990_141_317e-3;
/// The least radius of curvature of the ellipsoid, that of the meridian at the equator: no geodesic bends more sharply.
const SHARPEST: f64 = A * (1.0 - E2);

/// A point or a direction in space.
pub(crate) type Vector = [f64; 3];

/// A position on the ellipsoid.
pub(crate) fn in_space(position: Position) -> Vector {
    let (sin_lat, cos_lat) = position.latitude().to_radians().sin_cos();
    let (sin_lon, cos_lon) = position.longitude().to_radians().sin_cos();
    let normal = A / (1.0 - E2 * sin_lat * sin_lat).sqrt();
    [normal * cos_lat * cos_lon, normal * cos_lat * sin_lon, normal * (1.0 - E2) * sin_lat]
}

pub(crate) fn minus([a, b, c]: Vector, [x, y, z]: Vector) -> Vector {
    [a - x, b - y, c - z]
}

pub(crate) fn dot([a, b, c]: Vector, [x, y, z]: Vector) -> f64 {
    a * x + b * y + c * z
}

pub(crate) fn cross([a, b, c]: Vector, [x, y, z]: Vector) -> Vector {
    [b * z - c * y, c * x - a * z, a * y - b * x]
}

/// The point of the straight stretch from `a` to `b` nearest to `p`: its share of the way, and the distance squared.
pub(crate) fn nearest_on_chord(a: Vector, b: Vector, p: Vector) -> (f64, f64) {
    let (way, to) = (minus(b, a), minus(p, a));
    let share = (dot(to, way) / dot(way, way)).clamp(0.0, 1.0);
    let [x, y, z] = way;
    let off = minus(to, [x * share, y * share, z * share]);
    (share, dot(off, off))
}

/// How far a geodesic of this length leaves the straight stretch between its ends, at most.
pub(crate) fn sagitta(length: f64) -> f64 {
    length * length / (8.0 * SHARPEST) * 1.01
}

/// The longest way on the ground between two points that lie so far apart in space: a curve that bends no more sharply than
/// a circle is no longer than that circle's arc (Schur's comparison).
pub(crate) fn longest_arc(straight: f64) -> f64 {
    let half = straight / (2.0 * SHARPEST);
    if half < 1.0 { 2.0 * SHARPEST * half.asin() } else { std::f64::consts::PI * A }
}
