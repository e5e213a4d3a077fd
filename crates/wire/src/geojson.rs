//! Lines and zones as GeoJSON (RFC 7946): a feature each, with what a clause needs among its properties.
//!
//! A `LineString` is a line, a `Polygon` or a `MultiPolygon` a zone; a `MultiLineString` is one line that was cut at the date
//! line. Nothing is filled in: a feature without a time or an uncertainty is refused, and the feature is named.

use crate::agreement::{Coordinates, FlankEntry, LineEntry, ZoneEntry, first};
use crate::error::WireError;
use model::{Line, Zone};
use serde_json::{Map, Value, json};

/// The lines and zones of a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawings {
    /// The lines.
    pub lines: Vec<LineEntry>,
    /// The zones.
    pub zones: Vec<ZoneEntry>,
}

impl Drawings {
    /// Reads GeoJSON. Errors of shape give line and column, errors of meaning the feature.
    pub fn from_geojson(text: &str) -> Result<Self, WireError> {
        let value: Value = serde_json::from_str(text).map_err(|error| WireError::Shape(error.to_string()))?;
        if value.get("crs").is_some() {
            return Err(WireError::field("crs", "a coordinate system of its own", "none: RFC 7946 knows WGS 84 only"));
        }
        let kind = value.get("type").and_then(Value::as_str).unwrap_or_default();
        let features = match (kind, value.get("features").and_then(Value::as_array)) {
            ("FeatureCollection", Some(features)) => features.clone(),
            ("Feature", _) => vec![value.clone()],
            _ => return Err(WireError::field("type", kind, "FeatureCollection with 'features', or Feature")),
        };
        let mut drawings = Self::default();
        for (feature, number) in features.iter().zip(1_usize..) {
            drawings.take(feature, number)?;
        }
        drawings.read_all()?;
        Ok(drawings)
    }

    /// Writes GeoJSON, a feature a version.
    pub fn to_geojson(&self) -> Value {
        let line = |entry: &LineEntry| {
            let geometry = json!({ "type": "LineString", "coordinates": entry.points });
            feature(geometry, serde_json::to_value(entry), &["points"])
        };
        let zone = |entry: &ZoneEntry| {
            let geometry = json!({ "type": "MultiPolygon", "coordinates": closed(&entry.polygons) });
            feature(geometry, serde_json::to_value(entry), &["polygons"])
        };
        let features: Vec<Value> = self.lines.iter().map(line).chain(self.zones.iter().map(zone)).collect();
        json!({ "type": "FeatureCollection", "features": features })
    }

    /// The lines and zones themselves; the first that cannot be judged against is refused.
    pub fn read_all(&self) -> Result<(Vec<Line>, Vec<Zone>), WireError> {
        let lines: Result<_, _> = self.lines.iter().map(|entry| entry.to_line(None)).collect();
        let zones: Result<_, _> = self.zones.iter().map(ZoneEntry::to_zone).collect();
        Ok((lines?, zones?))
    }

    fn take(&mut self, feature: &Value, number: usize) -> Result<(), WireError> {
        let geometry = feature.get("geometry").unwrap_or(&Value::Null);
        let properties = Properties::new(feature, number);
        let coordinates = geometry.get("coordinates").unwrap_or(&Value::Null);
        let kind = geometry.get("type").and_then(Value::as_str).unwrap_or_default();
        match kind {
            "LineString" => self.lines.push(properties.line(properties.read(coordinates)?)?),
            "MultiLineString" => {
                let points = properties.joined(properties.read(coordinates)?)?;
                self.lines.push(properties.line(points)?);
            }
            "Polygon" => self.zones.push(properties.zone(vec![properties.read(coordinates)?])?),
            "MultiPolygon" => self.zones.push(properties.zone(properties.read(coordinates)?)?),
            other => {
                let stood = format!("'{other}' in {}", properties.place());
                return Err(WireError::field("geometry.type", stood, "LineString, Polygon or MultiPolygon"));
            }
        }
        Ok(())
    }
}

/// What a feature tells beside its geometry. KML is read into the same.
pub(crate) struct Properties {
    pub(crate) map: Map<String, Value>,
    pub(crate) id: Option<String>,
    pub(crate) number: usize,
}

impl Properties {
    fn new(feature: &Value, number: usize) -> Self {
        let map = feature.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
        let own = |value: &Value| value.as_str().map(str::to_owned).or_else(|| Some(value.as_u64()?.to_string()));
        let id = map.get("id").and_then(own).or_else(|| feature.get("id").and_then(own));
        Self { map, id, number }
    }

    /// Where a fault is to be mended.
    pub(crate) fn place(&self) -> String {
        let name = self.id.as_deref().or_else(|| self.text("name")).unwrap_or("without an id");
        format!("feature {} ({name})", self.number)
    }

    fn text(&self, field: &str) -> Option<&str> {
        self.map.get(field).and_then(Value::as_str)
    }

    fn needed(&self, field: &'static str, expected: &'static str) -> Result<String, WireError> {
        let found = self.text(field).map(str::to_owned);
        found.ok_or_else(|| WireError::field(field, format!("nothing in {}", self.place()), expected))
    }

    fn uncertainty(&self) -> Result<f64, WireError> {
        let told = self.map.get("uncertainty_m");
        let number = told.and_then(|value| value.as_f64().or_else(|| value.as_str()?.trim().parse().ok()));
        let stood = || told.map_or("nothing".to_owned(), ToString::to_string);
        number.ok_or_else(|| {
            WireError::field(
                "uncertainty_m",
                format!("{} in {}", stood(), self.place()),
                "how far off it may be drawn, in metres",
            )
        })
    }

    fn identity(&self) -> Result<String, WireError> {
        let missing = || WireError::field("id", format!("nothing in {}", self.place()), "an id without spaces");
        self.id.clone().ok_or_else(missing)
    }

    fn read<T: serde::de::DeserializeOwned>(&self, coordinates: &Value) -> Result<T, WireError> {
        serde_json::from_value(coordinates.clone()).map_err(|_| {
            WireError::field("coordinates", format!("another shape in {}", self.place()), "the arrays of RFC 7946, 3.1")
        })
    }

    /// One line of the parts into which it was cut at the date line.
    fn joined(&self, parts: Vec<Vec<Coordinates>>) -> Result<Vec<Coordinates>, WireError> {
        let on = |point: Option<&Coordinates>| match point.map(Vec::as_slice) {
            Some([longitude, latitude, ..]) if longitude.abs() >= 180.0 => Some((*longitude, *latitude)),
            _ => None,
        };
        let follows = |before: &Vec<Coordinates>, after: &Vec<Coordinates>| match (on(before.last()), on(after.first()))
        {
            (Some((from, latitude)), Some((to, there))) => {
                (from + to).abs() < f64::EPSILON && (latitude - there).abs() < 1e-9
            }
            _ => false,
        };
        if parts.iter().zip(parts.iter().skip(1)).all(|(before, after)| follows(before, after)) {
            return Ok(parts.into_iter().flatten().collect());
        }
        let stood = format!("parts that do not follow each other in {}", self.place());
        Err(WireError::field("coordinates", stood, "one line, cut at the date line only; else a feature a line"))
    }

    fn flank(&self, side: &str) -> FlankEntry {
        match self.map.get(side) {
            Some(Value::Object(map)) => FlankEntry {
                name: map.get("name").and_then(Value::as_str).unwrap_or_default().to_owned(),
                held_by: map.get("held_by").map(list).unwrap_or_default(),
            },
            Some(Value::String(name)) => {
                let held_by = self.map.get(&format!("{side}_held_by")).map(list).unwrap_or_default();
                FlankEntry { name: name.clone(), held_by }
            }
            _ => FlankEntry::default(),
        }
    }

    pub(crate) fn line(&self, points: Vec<Coordinates>) -> Result<LineEntry, WireError> {
        Ok(LineEntry {
            id: self.identity()?,
            version: self.text("version").map_or_else(first, str::to_owned),
            name: self.needed("name", "its name")?,
            from: self.needed("from", "the day from which it is valid")?,
            until: self.text("until").map(str::to_owned),
            uncertainty_m: self.uncertainty()?,
            drawn_by: self.text("drawn_by").map(str::to_owned),
            points,
            left: self.flank("left"),
            right: self.flank("right"),
        })
    }

    pub(crate) fn zone(&self, polygons: Vec<Vec<Vec<Coordinates>>>) -> Result<ZoneEntry, WireError> {
        Ok(ZoneEntry {
            id: self.identity()?,
            version: self.text("version").map_or_else(first, str::to_owned),
            name: self.needed("name", "its name")?,
            from: self.needed("from", "the day from which it is valid")?,
            until: self.text("until").map(str::to_owned),
            uncertainty_m: self.uncertainty()?,
            drawn_by: self.text("drawn_by").map(str::to_owned),
            polygons,
            places: self.map.get("places").map(list).unwrap_or_default(),
        })
    }
}

/// Names in a list, or in one string with commas, as other programs write them.
fn list(value: &Value) -> Vec<String> {
    match value {
        Value::Array(all) => all.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Value::String(text) => text.split(',').map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect(),
        _ => Vec::new(),
    }
}

fn feature(geometry: Value, entry: Result<Value, serde_json::Error>, without: &[&str]) -> Value {
    let mut properties = entry.ok().and_then(|value| value.as_object().cloned()).unwrap_or_default();
    properties.retain(|field, _| !without.contains(&field.as_str()));
    json!({ "type": "Feature", "geometry": geometry, "properties": properties })
}

/// A ring on GeoJSON says its first point again at its end.
fn closed(polygons: &[Vec<Vec<Coordinates>>]) -> Vec<Vec<Vec<Coordinates>>> {
    let close = |ring: &Vec<Coordinates>| {
        let mut ring = ring.clone();
        if ring.first() != ring.last() {
            ring.extend(ring.first().cloned());
        }
        ring
    };
    polygons.iter().map(|rings| rings.iter().map(close).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"{
  "type": "FeatureCollection",
  "features": [
    { "type": "Feature", "id": "front",
      "geometry": { "type": "LineString", "coordinates": [[37.5, 48.0], [39.5, 48.2, 120.0]] },
      "properties": { "name": "the front", "from": "2031-05-01", "uncertainty_m": 250,
        "left": "north", "left_held_by": "xx-north", "right": { "name": "south", "held_by": ["xx-south"] } } },
    { "type": "Feature",
      "geometry": { "type": "Polygon", "coordinates": [[[37.0, 48.0], [38.0, 48.0], [38.0, 49.0], [37.0, 48.0]]] },
      "properties": { "id": "town", "name": "the town", "from": "2031-05-01", "until": "2031-06-01", "uncertainty_m": "0" } }
  ]
}"#;

    fn refused(from: &str, to: &str) -> String {
        assert!(FILE.contains(from), "{from}");
        Drawings::from_geojson(&FILE.replacen(from, to, 1)).unwrap_err().to_string()
    }

    #[test]
    fn lines_and_zones_are_read_and_written_back() {
        let drawings = Drawings::from_geojson(FILE).unwrap();
        assert_eq!((drawings.lines.len(), drawings.zones.len()), (1, 1));
        assert_eq!(drawings.lines[0].left, FlankEntry { name: "north".into(), held_by: vec!["xx-north".into()] });
        assert_eq!(drawings.zones[0].until.as_deref(), Some("2031-06-01"));
        let again = Drawings::from_geojson(&drawings.to_geojson().to_string()).unwrap();
        assert_eq!(again.read_all().unwrap(), drawings.read_all().unwrap());
    }

    #[test]
    fn what_cannot_be_judged_against_is_refused_with_its_place() {
        for (from, to, parts) in [
            (
                r#""from": "2031-05-01", "uncertainty_m": 250"#,
                r#""uncertainty_m": 250"#,
                ["'from'", "feature 1 (front)"],
            ),
            (r#""uncertainty_m": 250"#, r#""uncertainty_m": -5"#, ["'uncertainty_m'", "0 or more"]),
            (r#""uncertainty_m": "0""#, r#""uncertainty_m": "some""#, ["\"some\"", "feature 2 (town)"]),
            ("[39.5, 48.2, 120.0]", "[48.2, 139.5]", ["point 2", "longitude, then latitude"]),
            ("[38.0, 49.0], [37.0, 48.0]", "[37.0, 48.0]", ["empty ring", "three points"]),
            (
                "[38.0, 49.0], [37.0, 48.0]",
                "[37.2, 47.0], [37.8, 49.0], [37.0, 48.0]",
                ["crosses or touches", "points 1 and 2"],
            ),
            (r#""LineString""#, r#""Point""#, ["'Point' in feature 1", "LineString, Polygon"]),
            ("\"FeatureCollection\"", "\"Topology\"", ["Topology", "FeatureCollection"]),
            (r#""until": "2031-06-01""#, r#""until": "2031-04-01""#, ["2031-04-01", "after 'from'"]),
            ("2031-05-01", "May", ["'May'", "a date such as"]),
        ] {
            let said = refused(from, to);
            assert!(parts.iter().all(|part| said.contains(part)), "{said} lacks one of {parts:?}");
        }
        assert!(refused("]\n}", "\n}").contains("line 12"), "{}", refused("]\n}", "\n}"));
    }

    #[test]
    fn a_line_in_parts_is_one_line_only_where_it_is_cut_at_the_date_line() {
        let parts = |parts: &str| {
            let file = FILE.replacen("LineString", "MultiLineString", 1);
            Drawings::from_geojson(&file.replacen("[[37.5, 48.0], [39.5, 48.2, 120.0]]", parts, 1))
        };
        let cut = parts("[[[179.0, 48.0], [180.0, 48.1]], [[-180.0, 48.1], [-179.0, 48.2]]]").unwrap();
        assert_eq!(cut.lines[0].points.len(), 4);
        let said = parts("[[[37.0, 48.0], [38.0, 48.1]], [[38.5, 48.1], [39.0, 48.2]]]").unwrap_err().to_string();
        assert!(said.contains("cut at the date line only"), "{said}");
    }
}
