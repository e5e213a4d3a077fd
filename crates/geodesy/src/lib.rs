//! Distances, sides and areas on the WGS 84 ellipsoid: how far a place lies from a line, on which side of it, whether in a zone.
//!
//! An edge of a line or a ring is the geodesic between its points. Lengths are metres, azimuths degrees clockwise from north.
//! Pure arithmetic: knows no agreement, no time and no party, and says "cannot tell" where a place or a line is too rough.

mod answer;
mod earth;
mod fault;
mod index;
mod nearest;
mod space;
mod trace;

pub use answer::{Side, Within};
pub use earth::{Geodesic, along, between};
pub use fault::{Fault, line_fault, straightness_m, zone_fault};
pub use nearest::{Foot, nearest_on_edge};
pub use trace::{Near, Spot, Trace};
