//! One row of a patrol's table, as a line.

use super::cells::{Cells, EVENT, POSITION, first_cells, place_cells, told, when_cells, yes};
use super::count::{parse_count, write_count};
use super::shared::{PatrolLine, WhenLine, place, time_zone, words};
use super::table::Tabular;
use crate::error::{WireError, known_version, named, read_id};
use crate::mention::PlaceLine;
use model::{Description, Direction, Distance, Means, Noticed, Observation};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

const A_DIRECTION: &str = "a point of the compass such as NW or SSE, or degrees from 0 to 359";
const A_DISTANCE: &str = "kilometres such as 4 or 7-10";

/// What was noticed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticedLine {
    /// What: explosion, burst, shot, …
    pub what: String,
    /// How many: `7`, `3-5`, `3+`, `about 40`, `some`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<String>,
    /// outgoing, incoming, impact, airburst, in_flight or undetermined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The weapon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weapon: Option<String>,
    /// Its calibre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calibre_mm: Option<u16>,
    /// Where it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceLine>,
    /// In which direction: `NW`, or degrees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<String>,
    /// How far: `4`, `7-10`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_km: Option<String>,
    /// Whither it moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub toward: Option<String>,
    /// Whether it is told as a live-fire exercise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exercise: bool,
}

/// One line of observations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObservationLine {
    /// Its id; given by the record where a person leaves it out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The observation that it puts right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<String>,
    /// Who was there.
    #[serde(default)]
    pub patrol: PatrolLine,
    /// The area that it is counted in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// From where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<PlaceLine>,
    /// heard, seen, camera, uav, sensor.
    pub means: Vec<String>,
    /// What was noticed; absent for "nothing".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noticed: Option<NoticedLine>,
    /// When.
    pub when: WhenLine,
    /// The zone of that time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// The patrol's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// The version of this line.
    #[serde(default = "crate::first_version", rename = "v")]
    pub version: u32,
}

impl NoticedLine {
    fn new(noticed: &Noticed) -> Self {
        let direction = |told: Option<Direction>| told.map(|one| one.to_string());
        Self {
            what: noticed.what.clone(),
            count: noticed.count.map(write_count),
            description: noticed.description.map(|one| one.as_str().to_owned()),
            weapon: noticed.weapon.clone(),
            calibre_mm: noticed.calibre_mm,
            place: PlaceLine::new(&noticed.place),
            direction: direction(noticed.direction),
            distance_km: noticed.distance_km.map(|one| one.to_string()),
            toward: direction(noticed.toward),
            exercise: noticed.exercise,
        }
    }

    fn to_noticed(&self) -> Result<Noticed, WireError> {
        let direction = |field: &'static str, text: &Option<String>| {
            text.as_deref().map(|text| named(field, text, Direction::parse, A_DIRECTION)).transpose()
        };
        let described = |text: &str| named("description", text, Description::parse, Description::EXPECTED);
        let weapon = self.weapon.as_deref().map(|text| words("weapon", text)).transpose()?;
        Ok(Noticed {
            what: words("what", &self.what)?,
            count: self.count.as_deref().map(parse_count).transpose()?,
            description: self.description.as_deref().map(described).transpose()?,
            weapon,
            calibre_mm: self.calibre_mm,
            place: place("event", self.place.as_ref())?,
            direction: direction("direction", &self.direction)?,
            distance_km: self.distance_km.as_deref().map(distance).transpose()?,
            toward: direction("toward", &self.toward)?,
            exercise: self.exercise,
        })
    }
}

fn distance(text: &str) -> Result<Distance, WireError> {
    let (low, high) = text.split_once('-').unwrap_or((text, text));
    let read = |text: &str| text.trim().parse::<f64>().ok();
    let found = read(low).zip(read(high)).and_then(|(low, high)| Distance::new(low, high));
    found.ok_or_else(|| WireError::field("distance_km", text, A_DISTANCE))
}

impl ObservationLine {
    /// Writes an observation.
    pub fn new(observation: &Observation) -> Self {
        Self {
            id: observation.id.to_string(),
            corrects: observation.corrects.as_ref().map(ToString::to_string),
            patrol: PatrolLine::new(&observation.patrol),
            area: observation.area.clone(),
            position: PlaceLine::new(&observation.position),
            means: observation.means.iter().map(|one| one.as_str().to_owned()).collect(),
            noticed: observation.noticed.as_ref().map(NoticedLine::new),
            when: WhenLine::new(observation.when),
            time_zone: observation.time_zone.clone(),
            words: observation.words.clone(),
            version: crate::VERSION,
        }
    }

    /// Reads an observation.
    pub fn to_observation(&self) -> Result<Observation, WireError> {
        known_version(self.version)?;
        let id = read_id!("id", self.id.as_str(), ObservationId)?;
        let means: Result<BTreeSet<Means>, WireError> =
            self.means.iter().map(|text| named("means", text, Means::parse, Means::EXPECTED)).collect();
        let means = means?;
        if means.is_empty() {
            return Err(WireError::field("means", "", Means::EXPECTED));
        }
        Ok(Observation {
            id,
            corrects: self.corrects.as_deref().map(|id| read_id!("corrects", id, ObservationId)).transpose()?,
            patrol: self.patrol.to_patrol()?,
            area: self.area.as_deref().map(|text| words("area", text)).transpose()?,
            position: place("position", self.position.as_ref())?,
            means,
            noticed: self.noticed.as_ref().map(NoticedLine::to_noticed).transpose()?,
            when: self.when.to_interval()?,
            time_zone: time_zone(self.time_zone.as_deref())?,
            words: self.words.as_deref().map(|text| words("words", text)).transpose()?,
        })
    }
}

impl Tabular for ObservationLine {
    type Noun = Observation;
    const COLUMNS: &'static str = "id corrects area team observers patrol mirrors position position_latitude \
        position_longitude position_precision position_radius_km position_country position_gazetteer_id from to precision \
        time_zone means what count description weapon calibre_mm event event_latitude event_longitude event_precision \
        event_radius_km event_country event_gazetteer_id direction distance_km toward exercise words";

    fn from_cells(cells: &Cells<'_>) -> Result<Self, WireError> {
        let noticed = noticed(cells)?;
        Ok(Self {
            id: cells.get("id").unwrap_or_default(),
            corrects: cells.get("corrects"),
            patrol: cells.patrol(),
            area: cells.get("area"),
            position: cells.place(&POSITION)?,
            means: cells.list("means"),
            noticed,
            when: cells.when()?,
            time_zone: cells.get("time_zone"),
            words: cells.get("words"),
            version: crate::VERSION,
        })
    }

    fn to_cells(&self) -> Vec<String> {
        let noticed = self.noticed.clone().unwrap_or_default();
        let mut cells = first_cells(&self.id, self.corrects.as_ref(), self.area.as_ref(), &self.patrol);
        cells.extend(place_cells(self.position.as_ref()));
        cells.extend(when_cells(&self.when));
        cells.extend([told(self.time_zone.as_ref()), self.means.join("; ")]);
        cells.push(if self.noticed.is_some() { noticed.what.clone() } else { NOTHING.to_owned() });
        cells.extend([told(noticed.count.as_ref()), told(noticed.description.as_ref())]);
        cells.extend([told(noticed.weapon.as_ref()), told(noticed.calibre_mm.as_ref())]);
        cells.extend(place_cells(noticed.place.as_ref()));
        cells.extend([told(noticed.direction.as_ref()), told(noticed.distance_km.as_ref())]);
        cells.extend([told(noticed.toward.as_ref()), yes(noticed.exercise), told(self.words.as_ref())]);
        cells
    }

    fn of(noun: &Observation) -> Self {
        Self::new(noun)
    }

    fn to_noun(&self) -> Result<Observation, WireError> {
        self.to_observation()
    }

    fn id_mut(&mut self) -> &mut String {
        &mut self.id
    }
}

/// What the column `what` says where nothing was heard or seen.
const NOTHING: &str = "nothing";

/// Somebody who leaves the cell empty may have forgotten it: nothing has to be said.
fn noticed(cells: &Cells<'_>) -> Result<Option<NoticedLine>, WireError> {
    let expected = "what was noticed, or the word nothing";
    let what = cells.get("what").ok_or_else(|| WireError::field("what", "", expected))?;
    let line = NoticedLine {
        count: cells.get("count"),
        description: cells.get("description"),
        weapon: cells.get("weapon"),
        calibre_mm: cells.number("calibre_mm")?,
        place: cells.place(&EVENT)?,
        direction: cells.get("direction"),
        distance_km: cells.get("distance_km"),
        toward: cells.get("toward"),
        exercise: cells.yes("exercise")?,
        what: String::new(),
    };
    if what != NOTHING {
        return Ok(Some(NoticedLine { what, ..line }));
    }
    let alone = line == NoticedLine::default();
    if alone { Ok(None) } else { Err(WireError::field("what", what, "no count, weapon, place or direction beside it")) }
}
