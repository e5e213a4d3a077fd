//! In which direction and how far away something was noticed. What is not told more finely stays as rough as it was told.

use crate::named::named;

named! {
    /// A point of the compass.
    Compass {
        /// North.
        North = "N",
        /// North-north-east.
        NorthNorthEast = "NNE",
        /// North-east.
        NorthEast = "NE",
        /// East-north-east.
        EastNorthEast = "ENE",
        /// East.
        East = "E",
        /// East-south-east.
        EastSouthEast = "ESE",
        /// South-east.
        SouthEast = "SE",
        /// South-south-east.
        SouthSouthEast = "SSE",
        /// South.
        South = "S",
        /// South-south-west.
        SouthSouthWest = "SSW",
        /// South-west.
        SouthWest = "SW",
        /// West-south-west.
        WestSouthWest = "WSW",
        /// West.
        West = "W",
        /// West-north-west.
        WestNorthWest = "WNW",
        /// North-west.
        NorthWest = "NW",
        /// North-north-west.
        NorthNorthWest = "NNW",
    }
}

/// A direction as it was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// By a point of the compass.
    Compass(Compass),
    /// By a bearing in whole degrees, clockwise from north.
    Bearing(Bearing),
}

/// Whole degrees clockwise from north, 0 to 359.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bearing(u16);

impl Bearing {
    /// `None` from 360 on.
    pub fn new(degrees: u16) -> Option<Self> {
        (degrees < 360).then_some(Self(degrees))
    }

    /// The degrees.
    pub fn degrees(self) -> u16 {
        self.0
    }
}

impl Direction {
    /// Reads `NNW` or a number of degrees.
    pub fn parse(text: &str) -> Option<Self> {
        let bearing = || Some(Self::Bearing(Bearing::new(text.parse().ok()?)?));
        Compass::parse(text).map(Self::Compass).or_else(bearing)
    }
}

impl std::fmt::Display for Direction {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Direction::Compass(point) => point.fmt(out),
            Direction::Bearing(bearing) => bearing.0.fmt(out),
        }
    }
}

/// How far away, in kilometres: a range, both ends the same where one number is told. Never below nought, never inverted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distance {
    low: f64,
    high: f64,
}

impl Distance {
    /// `None` where it is no range of lengths on the globe.
    pub fn new(low: f64, high: f64) -> Option<Self> {
        (0.0 <= low && low <= high && high <= 20_040.0).then_some(Self { low, high })
    }

    /// The least.
    pub fn low(self) -> f64 {
        self.low
    }

    /// The most.
    pub fn high(self) -> f64 {
        self.high
    }
}

impl std::fmt::Display for Distance {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.low < self.high { write!(out, "{}-{}", self.low, self.high) } else { self.low.fmt(out) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_direction_reads_back_as_it_was_told() {
        for text in ["N", "WSW", "0", "359"] {
            assert_eq!(Direction::parse(text).unwrap().to_string(), text);
        }
        for bad in ["", "360", "-1", "north", "NEN", "1.5"] {
            assert!(Direction::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_distance_is_a_range_of_lengths() {
        assert_eq!(Distance::new(7.0, 10.0).unwrap().to_string(), "7-10");
        assert_eq!(Distance::new(1.5, 1.5).unwrap().to_string(), "1.5");
        assert!(Distance::new(3.0, 2.0).is_none() && Distance::new(-1.0, 2.0).is_none());
        assert!(Distance::new(f64::NAN, 2.0).is_none() && Distance::new(0.0, f64::INFINITY).is_none());
    }
}
