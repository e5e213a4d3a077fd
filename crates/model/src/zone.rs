//! Lines and zones with dates: where a provision holds.

use crate::place::Position;
use crate::when::Interval;

/// A line: a front, a line of division, a withdrawal line. At least two points.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    name: String,
    points: Vec<Position>,
    valid: Interval,
    uncertainty_m: f64,
}

impl Line {
    /// `None` with fewer than two points or an uncertainty that is negative or no number.
    pub fn new(name: String, points: Vec<Position>, valid: Interval, uncertainty_m: f64) -> Option<Self> {
        (points.len() >= 2 && uncertainty_m >= 0.0).then_some(Self { name, points, valid, uncertainty_m })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its points in order.
    pub fn points(&self) -> &[Position] {
        &self.points
    }

    /// When it was valid.
    pub fn valid(&self) -> Interval {
        self.valid
    }

    /// How far off it may be drawn, in metres.
    pub fn uncertainty_m(&self) -> f64 {
        self.uncertainty_m
    }
}

/// A zone: an area inside a closed ring. At least three points; the ring is closed by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    name: String,
    ring: Vec<Position>,
    valid: Interval,
    uncertainty_m: f64,
}

impl Zone {
    /// `None` with fewer than three points or an uncertainty that is negative or no number.
    pub fn new(name: String, ring: Vec<Position>, valid: Interval, uncertainty_m: f64) -> Option<Self> {
        (ring.len() >= 3 && uncertainty_m >= 0.0).then_some(Self { name, ring, valid, uncertainty_m })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its ring.
    pub fn ring(&self) -> &[Position] {
        &self.ring
    }

    /// When it was valid.
    pub fn valid(&self) -> Interval {
        self.valid
    }

    /// How far off it may be drawn, in metres.
    pub fn uncertainty_m(&self) -> f64 {
        self.uncertainty_m
    }
}
