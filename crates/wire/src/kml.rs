//! Lines and zones as KML: a placemark each. Its time is the placemark's `TimeSpan`, the rest stands in its extended data under
//! the names that GeoJSON properties have. What KML has no word for is not guessed.

use crate::agreement::Coordinates;
use crate::error::WireError;
use crate::geojson::{Drawings, Properties};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Map, Value};

/// A placemark under reading.
#[derive(Default)]
struct Placemark {
    id: Option<String>,
    properties: Map<String, Value>,
    lines: Vec<Vec<Coordinates>>,
    polygons: Vec<Vec<Vec<Coordinates>>>,
}

/// Where the reader stands.
#[derive(Default)]
struct State {
    drawings: Drawings,
    placemark: Option<Placemark>,
    /// The elements that are open, the outermost first.
    open: Vec<String>,
    /// The name of the extended datum that is open.
    datum: Option<String>,
    text: String,
    number: usize,
}

impl Drawings {
    /// Reads KML. Errors of shape give the byte, errors of meaning the placemark.
    pub fn from_kml(text: &str) -> Result<Self, WireError> {
        let mut reader = Reader::from_str(text);
        let mut state = State::default();
        loop {
            let at = reader.buffer_position();
            let shape = |error: String| WireError::Shape(format!("{error} at byte {at}"));
            match reader.read_event().map_err(|error| shape(error.to_string()))? {
                Event::Start(element) => state.opens(&element),
                Event::End(_) => state.closes()?,
                Event::Text(text) => state.text.push_str(&text),
                Event::CData(text) => state.text.push_str(&text),
                Event::GeneralRef(entity) => state.text.push_str(resolved(&entity)),
                Event::Eof => break,
                _ => {}
            }
        }
        if !state.open.is_empty() {
            return Err(WireError::Shape(format!("'{}' is not closed", state.open.join("/"))));
        }
        state.drawings.read_all()?;
        Ok(state.drawings)
    }
}

/// The entities that XML itself knows.
fn resolved(entity: &str) -> &'static str {
    match entity {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}

impl State {
    fn opens(&mut self, element: &BytesStart<'_>) {
        let name = element.local_name().as_ref().to_owned();
        self.text.clear();
        match name.as_str() {
            "Placemark" => {
                self.number += 1;
                self.placemark = Some(Placemark { id: attribute(element, "id"), ..Placemark::default() });
            }
            "Data" | "SimpleData" => self.datum = attribute(element, "name"),
            "Polygon" => {
                if let Some(placemark) = &mut self.placemark {
                    placemark.polygons.push(Vec::new());
                }
            }
            _ => {}
        }
        self.open.push(name);
    }

    fn closes(&mut self) -> Result<(), WireError> {
        let name = self.open.pop().unwrap_or_default();
        let text = std::mem::take(&mut self.text).trim().to_owned();
        let parent = self.open.last().map(String::as_str).unwrap_or_default();
        let Some(placemark) = &mut self.placemark else { return Ok(()) };
        match (name.as_str(), parent) {
            ("name" | "description", "Placemark") => placemark.tell(&name, text),
            ("begin", _) => placemark.tell("from", text),
            ("end", _) => placemark.tell("until", text),
            ("value", _) | ("SimpleData", _) => {
                if let Some(datum) = self.datum.take() {
                    placemark.tell(&datum, text);
                }
            }
            ("coordinates", "LineString") => placemark.lines.push(coordinates(&text, self.number)?),
            ("coordinates", "LinearRing") => {
                let ring = coordinates(&text, self.number)?;
                if let Some(polygon) = placemark.polygons.last_mut() {
                    polygon.push(ring);
                }
            }
            ("Placemark", _) => return self.enter(),
            _ => {}
        }
        Ok(())
    }

    /// A placemark is a line or a zone; one that is neither (a pin) is refused, since a clause could not mean it.
    fn enter(&mut self) -> Result<(), WireError> {
        let Some(Placemark { id, properties, mut lines, polygons }) = self.placemark.take() else { return Ok(()) };
        let own = properties.get("id").and_then(Value::as_str).map(str::to_owned);
        let properties = Properties { id: own.or(id), map: properties, number: self.number };
        match (lines.len(), polygons.is_empty()) {
            (1, true) => self.drawings.lines.push(properties.line(lines.remove(0))?),
            (0, false) => self.drawings.zones.push(properties.zone(polygons)?),
            _ => {
                let stood = format!("{} lines and {} polygons in {}", lines.len(), polygons.len(), properties.place());
                return Err(WireError::field("Placemark", stood, "one LineString, or one or more Polygons"));
            }
        }
        Ok(())
    }
}

impl Placemark {
    fn tell(&mut self, field: &str, text: String) {
        self.properties.insert(field.to_owned(), Value::String(text));
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok().flatten()?;
    Some(found.value.into_owned())
}

/// `longitude,latitude[,height]`, parted by white space.
fn coordinates(text: &str, number: usize) -> Result<Vec<Coordinates>, WireError> {
    let tuple =
        |word: &str| word.split(',').map(|value| value.trim().parse::<f64>().ok()).collect::<Option<Coordinates>>();
    text.split_whitespace()
        .map(|word| {
            let stood = || format!("'{word}' in feature {number}");
            tuple(word).ok_or_else(|| WireError::field("coordinates", stood(), "longitude,latitude as in 13.19,32.89"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document>
  <Placemark id="front">
    <name>The front &amp; the ridge</name>
    <TimeSpan><begin>2031-05-01</begin><end>2031-07-01</end></TimeSpan>
    <ExtendedData>
      <Data name="uncertainty_m"><value>250</value></Data>
      <Data name="left"><value>north</value></Data>
      <Data name="left_held_by"><value>xx-north, xx-other</value></Data>
    </ExtendedData>
    <LineString><coordinates>37.5,48.0,0 39.5,48.2,0</coordinates></LineString>
  </Placemark>
  <Placemark id="town">
    <name>The town</name>
    <TimeSpan><begin>2031-05-01</begin></TimeSpan>
    <ExtendedData><Data name="uncertainty_m"><value>0</value></Data></ExtendedData>
    <Polygon>
      <outerBoundaryIs><LinearRing><coordinates>37,48 39,48 39,49 37,49 37,48</coordinates></LinearRing></outerBoundaryIs>
      <innerBoundaryIs><LinearRing><coordinates>37.5,48.2 38,48.2 38,48.6 37.5,48.2</coordinates></LinearRing></innerBoundaryIs>
    </Polygon>
  </Placemark>
</Document></kml>"#;

    #[test]
    fn placemarks_are_lines_and_zones() {
        let drawings = Drawings::from_kml(FILE).unwrap();
        let line = &drawings.lines[0];
        assert_eq!((line.id.as_str(), line.name.as_str()), ("front", "The front & the ridge"));
        assert_eq!((line.until.as_deref(), line.points.len()), (Some("2031-07-01"), 2));
        assert_eq!(line.left.held_by, ["xx-north", "xx-other"]);
        assert_eq!(drawings.zones[0].polygons[0].len(), 2, "an outer ring and a hole");
        let through_geojson = Drawings::from_geojson(&drawings.to_geojson().to_string()).unwrap();
        assert_eq!(through_geojson.read_all().unwrap(), drawings.read_all().unwrap());
    }

    #[test]
    fn what_is_missing_is_told_with_its_placemark() {
        let refused = |from: &str, to: &str| {
            assert!(FILE.contains(from), "{from}");
            Drawings::from_kml(&FILE.replacen(from, to, 1)).unwrap_err().to_string()
        };
        let said = refused("<TimeSpan><begin>2031-05-01</begin><end>2031-07-01</end></TimeSpan>", "");
        assert!(said.contains("'from'") && said.contains("feature 1 (front)"), "{said}");
        assert!(refused("39.5,48.2,0", "39.5;48.2").contains("'39.5;48.2' in feature 1"));
        assert!(refused("<LineString>", "<Point>").contains("byte"), "an element closed by another name");
        let pin = "<LineString><coordinates>37.5,48.0,0 39.5,48.2,0</coordinates></LineString>";
        assert!(refused(pin, "<Point><coordinates>37.5,48.0</coordinates></Point>").contains("0 lines and 0 polygons"));
        assert!(refused("</Document></kml>", "").contains("not closed"));
    }
}
