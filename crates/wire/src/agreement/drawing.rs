//! `[[line]]` and `[[zone]]`: lines and zones as entries of an agreement file. GeoJSON and KML are read into the same entries,
//! so that one set of rules refuses what cannot be judged against.

use super::{actors, date, names, written};
use crate::error::{WireError, read_id};
use model::{ActorId, Drawing, Flank, Interval, Line, PlaceId, Polygon, Position, Zone};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One side of a line.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlankEntry {
    /// What the side is called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The parties whose side it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held_by: Vec<String>,
}

/// A position: longitude, latitude, and a height that is not used.
pub type Coordinates = Vec<f64>;

/// `[[line]]`
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineEntry {
    /// Its id, the same in all versions.
    pub id: String,
    /// Which version this is.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub version: String,
    /// Its name.
    pub name: String,
    /// From when it is valid.
    pub from: String,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// How far off it may be drawn, in metres.
    pub uncertainty_m: f64,
    /// Who drew it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawn_by: Option<String>,
    /// Its points, each longitude and latitude.
    pub points: Vec<Coordinates>,
    /// The side to the left, seen along the points.
    #[serde(default)]
    pub left: FlankEntry,
    /// The side to the right.
    #[serde(default)]
    pub right: FlankEntry,
}

/// `[[zone]]`
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZoneEntry {
    /// Its id, the same in all versions.
    pub id: String,
    /// Which version this is.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub version: String,
    /// Its name.
    pub name: String,
    /// From when it is valid.
    pub from: String,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// How far off it may be drawn, in metres.
    pub uncertainty_m: f64,
    /// Who drew it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawn_by: Option<String>,
    /// Its areas: each an outer ring and its holes, each ring a list of positions.
    pub polygons: Vec<Vec<Vec<Coordinates>>>,
    /// Places of the gazetteer that lie inside by their name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
}

/// The version of whatever has but one.
pub(crate) fn first() -> String {
    "1".to_owned()
}

fn is_first(version: &str) -> bool {
    version == "1"
}

/// What both kinds of entry tell beside their points.
struct Told<'a> {
    id: &'a str,
    version: &'a str,
    name: &'a str,
    from: &'a str,
    until: &'a Option<String>,
    uncertainty_m: f64,
    drawn_by: &'a Option<String>,
}

impl Told<'_> {
    fn drawing(&self) -> Result<Drawing, WireError> {
        if !(self.uncertainty_m.is_finite() && self.uncertainty_m >= 0.0) {
            return Err(WireError::field("uncertainty_m", self.uncertainty_m, "metres, 0 or more"));
        }
        let from = date("from", &Some(self.from.to_owned()))?.ok_or_else(|| self.refused_from())?;
        let until = date("until", self.until)?;
        match until.filter(|until| until.from() <= from.from()) {
            Some(_) => Err(WireError::field("until", self.until.clone().unwrap_or_default(), "a time after 'from'")),
            None => Ok(Drawing {
                id: read_id!("id", self.id, ShapeId)?,
                version: self.version.to_owned(),
                name: self.name.to_owned(),
                from,
                until,
                uncertainty_m: self.uncertainty_m,
                drawn_by: self.drawn_by.clone(),
            }),
        }
    }

    fn refused_from(&self) -> WireError {
        WireError::field(
            "from",
            format!("{} of '{}'", self.from, self.id),
            "the day from which the line or zone is valid",
        )
    }
}

impl LineEntry {
    /// Reads the line, and refuses one that has no sides: it crosses itself, or the date line.
    pub fn to_line(&self, parties: Option<&[ActorId]>) -> Result<Line, WireError> {
        let Self { id, version, name, from, until, uncertainty_m, drawn_by, .. } = self;
        let told = Told { id, version, name, from, until, uncertainty_m: *uncertainty_m, drawn_by };
        let points = positions("line.points", id, &self.points)?;
        let (left, right) = (self.left.to_flank(parties)?, self.right.to_flank(parties)?);
        let line = Line::new(told.drawing()?, points, left, right)
            .ok_or_else(|| WireError::field("line.points", id, "at least two points"))?;
        match geodesy::line_fault(&line) {
            Some(fault) => {
                Err(WireError::field("line.points", format!("{id}: {fault}"), "a line that parts two sides"))
            }
            None => Ok(line),
        }
    }

    /// Writes a line.
    pub fn new(line: &Line) -> Self {
        let Drawing { id, version, name, from, until, uncertainty_m, drawn_by } = line.drawing();
        Self {
            id: id.to_string(),
            version: version.clone(),
            name: name.clone(),
            from: written(*from),
            until: until.map(written),
            uncertainty_m: *uncertainty_m,
            drawn_by: drawn_by.clone(),
            points: line.points().iter().map(coordinates).collect(),
            left: FlankEntry::new(line.left()),
            right: FlankEntry::new(line.right()),
        }
    }
}

impl ZoneEntry {
    /// Reads the zone, and refuses one that has no inside: a ring crosses itself, another one or the date line, or is empty.
    pub fn to_zone(&self) -> Result<Zone, WireError> {
        let Self { id, version, name, from, until, uncertainty_m, drawn_by, .. } = self;
        let told = Told { id, version, name, from, until, uncertainty_m: *uncertainty_m, drawn_by };
        let polygons: Result<Vec<Polygon>, WireError> = self.polygons.iter().map(|rings| polygon(id, rings)).collect();
        let zone = Zone::new(told.drawing()?, polygons?)
            .ok_or_else(|| WireError::field("zone.polygons", id, "at least one polygon"))?;
        match geodesy::zone_fault(&zone) {
            Some(fault) => {
                Err(WireError::field("zone.polygons", format!("{id}: {fault}"), "rings that part inside and outside"))
            }
            None => Ok(zone.with_places(self.places()?)),
        }
    }

    fn places(&self) -> Result<BTreeSet<PlaceId>, WireError> {
        self.places.iter().map(|id| read_id!("zone.places", id, PlaceId)).collect()
    }

    /// Writes a zone.
    pub fn new(zone: &Zone) -> Self {
        let Drawing { id, version, name, from, until, uncertainty_m, drawn_by } = zone.drawing();
        let ring = |ring: &[Position]| ring.iter().map(coordinates).collect::<Vec<_>>();
        let rings = |polygon: &Polygon| std::iter::once(polygon.outer()).chain(polygon.holes()).map(ring).collect();
        Self {
            id: id.to_string(),
            version: version.clone(),
            name: name.clone(),
            from: written(*from),
            until: until.map(written),
            uncertainty_m: *uncertainty_m,
            drawn_by: drawn_by.clone(),
            polygons: zone.polygons().iter().map(rings).collect(),
            places: zone.places().iter().map(ToString::to_string).collect(),
        }
    }
}

impl FlankEntry {
    /// In an agreement only its parties may hold a side; in a file of lines alone nobody is known yet.
    fn to_flank(&self, parties: Option<&[ActorId]>) -> Result<Flank, WireError> {
        let held_by = actors("line.held_by", &self.held_by)?;
        let stranger = held_by.iter().find(|id| parties.is_some_and(|parties| !parties.contains(id)));
        match stranger {
            Some(stranger) => Err(WireError::field("line.held_by", stranger, "ids listed under 'parties'")),
            None => Ok(Flank { name: self.name.clone(), held_by }),
        }
    }

    fn new(flank: &Flank) -> Self {
        Self { name: flank.name.clone(), held_by: names(&flank.held_by) }
    }
}

fn coordinates(position: &Position) -> Coordinates {
    vec![position.longitude(), position.latitude()]
}

/// A polygon's rings; the first point of a ring may be said again at its end.
fn polygon(id: &str, rings: &[Vec<Coordinates>]) -> Result<Polygon, WireError> {
    let read: Result<Vec<Vec<Position>>, WireError> = rings
        .iter()
        .map(|ring| {
            let mut ring = positions("zone.polygons", id, ring)?;
            if ring.len() > 1 && ring.first() == ring.last() {
                ring.pop();
            }
            Ok(ring)
        })
        .collect();
    let mut rings = read?.into_iter();
    let outer = rings.next().unwrap_or_default();
    Polygon::new(outer, rings.collect()).ok_or_else(|| {
        WireError::field("zone.polygons", format!("{id}: an empty ring"), "rings of at least three points")
    })
}

fn positions(field: &'static str, id: &str, all: &[Coordinates]) -> Result<Vec<Position>, WireError> {
    let read = |(point, number): (&Coordinates, usize)| {
        match point.as_slice() {
            [longitude, latitude] | [longitude, latitude, _] => Position::new(*latitude, *longitude),
            _ => None,
        }
        .ok_or_else(|| {
            let stood = format!("{id}: {point:?} as point {number}");
            WireError::field(field, stood, "longitude, then latitude, in degrees: [13.19, 32.89]")
        })
    };
    all.iter().zip(1..).map(read).collect()
}

/// The days of an interval that two entries share, if any: until an end that is told, or for ever.
pub(super) fn overlap(one: &Drawing, other: &Drawing) -> bool {
    let ends = |drawing: &Drawing, start: Interval| drawing.until.is_some_and(|until| until.from() <= start.from());
    !ends(one, other.from) && !ends(other, one.from)
}
