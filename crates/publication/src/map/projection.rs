//! From degrees to pixels: equirectangular, true to scale at the middle latitude of the extent. Good for a region; for the
//! world it is the plain plate carrée.

use model::{Place, PlacePrecision, Position};

/// West, south, east and north in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Extent {
    pub west: f64,
    pub south: f64,
    pub east: f64,
    pub north: f64,
}

const WORLD: Extent = Extent { west: -180.0, south: -60.0, east: 180.0, north: 80.0 };
const KM_A_DEGREE: f64 = 111.2;
/// No map shows less than about this many degrees of latitude: a single street would float in white.
const LEAST: f64 = 1.0;
/// A country's circle shows no more than that it is this country, so it does not widen the map beyond this.
const MOST_REACH_KM: f64 = 150.0;

impl Extent {
    /// Around places with their circles, the points of what is drawn under them, and a margin; the world where there are none.
    pub(super) fn around<'a>(places: impl Iterator<Item = &'a Place>, points: impl Iterator<Item = Position>) -> Self {
        let hulls = places.map(|place| {
            let (x, y) = (place.position.longitude(), place.position.latitude());
            let reach =
                if place.precision == PlacePrecision::Country { 0.0 } else { place.radius_km.min(MOST_REACH_KM) };
            let (up, aside) = (reach / KM_A_DEGREE, reach / (KM_A_DEGREE * y.to_radians().cos().max(0.1)));
            Extent { west: x - aside, south: y - up, east: x + aside, north: y + up }
        });
        let points = points.map(|point| {
            let (x, y) = (point.longitude(), point.latitude());
            Extent { west: x, south: y, east: x, north: y }
        });
        let hull = hulls.chain(points).reduce(|a, b| Extent {
            west: a.west.min(b.west),
            south: a.south.min(b.south),
            east: a.east.max(b.east),
            north: a.north.max(b.north),
        });
        hull.map_or(WORLD, Extent::with_margin)
    }

    fn with_margin(self) -> Self {
        let margin = |span: f64| (span * 0.12).max((LEAST - span) / 2.0).max(0.2);
        let (x, y) = (margin(self.east - self.west), margin(self.north - self.south));
        Extent { west: self.west - x, south: self.south - y, east: self.east + x, north: self.north + y }
    }
}

/// From degrees to pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Projection {
    centre: (f64, f64),
    /// Pixels a degree of latitude, and of longitude.
    scale: (f64, f64),
    pub size: (f64, f64),
}

impl Projection {
    /// Fits an extent into a size; the shorter side shows more than was asked for.
    pub(super) fn new(extent: Extent, size: (f64, f64)) -> Self {
        let centre = ((extent.west + extent.east) / 2.0, ((extent.south + extent.north) / 2.0).clamp(-85.0, 85.0));
        let squeeze = if extent.east - extent.west > 180.0 { 1.0 } else { centre.1.to_radians().cos().max(0.1) };
        let across = size.0 / ((extent.east - extent.west) * squeeze);
        let up = size.1 / (extent.north - extent.south);
        let scale = across.min(up);
        Self { centre, scale: (scale, scale * squeeze), size }
    }

    /// Pixels from the upper left corner.
    pub(super) fn project(&self, longitude: f64, latitude: f64) -> (f64, f64) {
        let x = self.size.0 / 2.0 + (longitude - self.centre.0) * self.scale.1;
        let y = self.size.1 / 2.0 - (latitude - self.centre.1) * self.scale.0;
        (x, y)
    }

    /// What the whole drawing shows.
    pub(super) fn shown(&self) -> Extent {
        let (x, y) = (self.size.0 / 2.0 / self.scale.1, self.size.1 / 2.0 / self.scale.0);
        Extent { west: self.centre.0 - x, south: self.centre.1 - y, east: self.centre.0 + x, north: self.centre.1 + y }
    }

    /// Pixels a kilometre, north and south.
    pub(super) fn pixels_a_km(&self) -> f64 {
        self.scale.0 / KM_A_DEGREE
    }
}
