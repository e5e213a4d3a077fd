//! The two problems of geodesy on WGS 84, solved by the series of Karney (2013), "Algorithms for geodesics".

use geographiclib_rs::{DirectGeodesic, InverseGeodesic};
use model::Position;

/// The shortest way between two positions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Geodesic {
    /// Its length in metres.
    pub metres: f64,
    /// Its azimuth where it begins.
    pub azimuth: f64,
    /// Its azimuth where it ends, going on.
    pub azimuth_at_end: f64,
}

/// The geodesic from `a` to `b`.
pub fn between(a: Position, b: Position) -> Geodesic {
    let earth = geographiclib_rs::Geodesic::wgs84();
    let (metres, azimuth, azimuth_at_end, _arc): (f64, f64, f64, f64) =
        earth.inverse(a.latitude(), a.longitude(), b.latitude(), b.longitude());
    Geodesic { metres, azimuth, azimuth_at_end }
}

/// Where one arrives from `start` on this azimuth after so many metres, and the azimuth there.
pub fn along(start: Position, azimuth: f64, metres: f64) -> (Position, f64) {
    let earth = geographiclib_rs::Geodesic::wgs84();
    let (latitude, longitude, there): (f64, f64, f64) =
        earth.direct(start.latitude(), start.longitude(), azimuth, metres);
    // The series may leave a pole or the date line by a rounding error.
    let position = Position::new(latitude.clamp(-90.0, 90.0), longitude.clamp(-180.0, 180.0));
    (position.unwrap_or(start), there)
}
