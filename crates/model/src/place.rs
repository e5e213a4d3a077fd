//! Where something happened: a point with its error, an area, a name that nobody could place, or several candidates.

use crate::id::PlaceId;
use std::fmt;

/// An ISO 3166 country code of two capital letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// Takes two capital letters.
    pub fn new(text: &str) -> Option<Self> {
        match text.as_bytes() {
            [a @ b'A'..=b'Z', b @ b'A'..=b'Z'] => Some(Self([*a, *b])),
            _ => None,
        }
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }
}

/// A position in degrees, WGS 84. Always on the globe.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    latitude: f64,
    longitude: f64,
}

impl Position {
    /// Latitude within ±90 and longitude within ±180; anything else is refused.
    pub fn new(latitude: f64, longitude: f64) -> Option<Self> {
        let fits = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        fits.then_some(Self { latitude, longitude })
    }

    /// Degrees north.
    pub fn latitude(self) -> f64 {
        self.latitude
    }

    /// Degrees east.
    pub fn longitude(self) -> f64 {
        self.longitude
    }

    /// The great-circle distance in kilometres on a sphere of radius 6,371 km (error below 0.6 %).
    pub fn distance_km(self, other: Position) -> f64 {
        let (lat_a, lat_b) = (self.latitude.to_radians(), other.latitude.to_radians());
        let half_lat = (lat_b - lat_a) / 2.0;
        let half_lon = (other.longitude - self.longitude).to_radians() / 2.0;
        let chord = half_lat.sin().powi(2) + lat_a.cos() * lat_b.cos() * half_lon.sin().powi(2);
        2.0 * 6371.0 * chord.sqrt().min(1.0).asin()
    }
}

/// How finely a place was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlacePrecision {
    /// A building, a crossing, a position.
    Exact,
    /// A town or a village.
    Settlement,
    /// Near a settlement, or a distance and direction from it.
    Near,
    /// A district, a road, a front.
    District,
    /// A region or province.
    Region,
    /// A country, a sea.
    Country,
}

impl PlacePrecision {
    /// All, finest first.
    pub const ALL: [PlacePrecision; 6] = [
        PlacePrecision::Exact,
        PlacePrecision::Settlement,
        PlacePrecision::Near,
        PlacePrecision::District,
        PlacePrecision::Region,
        PlacePrecision::Country,
    ];

    /// The name on exchange lines.
    pub fn as_str(self) -> &'static str {
        match self {
            PlacePrecision::Exact => "exact",
            PlacePrecision::Settlement => "settlement",
            PlacePrecision::Near => "near",
            PlacePrecision::District => "district",
            PlacePrecision::Region => "region",
            PlacePrecision::Country => "country",
        }
    }

    /// Reads the name on exchange lines.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|precision| precision.as_str() == text)
    }
}

/// A place of the gazetteer, or one derived from it ("20 km south of …").
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The gazetteer's id.
    pub id: PlaceId,
    /// The gazetteer's name.
    pub name: String,
    /// The centre.
    pub position: Position,
    /// How far from the centre the event may lie, in kilometres.
    pub radius_km: f64,
    /// The country, where it lies in one.
    pub country: Option<CountryCode>,
    /// How finely it was told.
    pub precision: PlacePrecision,
}

/// Where something happened, as far as it is known.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Where {
    /// Nobody said.
    #[default]
    Unknown,
    /// This place.
    At(Place),
    /// A name that the gazetteer does not hold.
    Named(String),
    /// One of these, the likeliest first, at least two; a person may settle which.
    Ambiguous(Vec<Place>),
}

impl Where {
    /// The place, or the likeliest of the candidates.
    pub fn likeliest(&self) -> Option<&Place> {
        match self {
            Where::At(place) => Some(place),
            Where::Ambiguous(all) => all.first(),
            Where::Unknown | Where::Named(_) => None,
        }
    }
}

impl fmt::Display for Where {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Where::Unknown => out.write_str("unknown"),
            Where::At(place) => out.write_str(&place.name),
            Where::Named(name) => write!(out, "{name} (not placed)"),
            Where::Ambiguous(all) => {
                let names: Vec<String> = all
                    .iter()
                    .map(|place| {
                        format!("{} ({})", place.name, place.country.map_or("??".to_owned(), |c| c.as_str().to_owned()))
                    })
                    .collect();
                out.write_str(&names.join(" or "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_stay_on_the_globe() {
        assert!(Position::new(91.0, 0.0).is_none());
        assert!(Position::new(f64::NAN, 0.0).is_none());
        assert!(CountryCode::new("ly").is_none());
    }

    #[test]
    fn the_distance_is_that_of_the_great_circle() {
        let tripoli = Position::new(32.887, 13.191).unwrap();
        let benghazi = Position::new(32.117, 20.069).unwrap();
        assert!((tripoli.distance_km(benghazi) - 650.0).abs() < 5.0);
    }
}
