//! How much was watched, as a line.

use super::cells::{Cells, told, when_cells};
use super::shared::{WhenLine, listed, time_zone, words};
use super::table::Tabular;
use crate::error::{WireError, known_version, read_id};
use model::{Effort, OutOfReach};
use serde::{Deserialize, Serialize};

/// A place that nobody reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutOfReachLine {
    /// The place.
    pub place: String,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// One line of effort.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EffortLine {
    /// Its id; given by the record where a person leaves it out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The entry that it puts right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<String>,
    /// The area.
    pub area: String,
    /// The period.
    pub when: WhenLine,
    /// The zone of that time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// How many teams were out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub teams: Option<u32>,
    /// For how many hours, of all teams together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<f64>,
    /// Where they meant to go.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub planned: Vec<String>,
    /// Where they were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reached: Vec<String>,
    /// Where they could not go.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub out_of_reach: Vec<OutOfReachLine>,
    /// How many cameras and sensors were working.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cameras_working: Option<u32>,
    /// How many there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cameras: Option<u32>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// The version of this line.
    #[serde(default = "crate::first_version", rename = "v")]
    pub version: u32,
}

impl EffortLine {
    /// Writes effort.
    pub fn new(effort: &Effort) -> Self {
        let out = |one: &OutOfReach| OutOfReachLine { place: one.place.clone(), why: one.why.clone() };
        Self {
            id: effort.id.to_string(),
            corrects: effort.corrects.as_ref().map(ToString::to_string),
            area: effort.area.clone(),
            when: WhenLine::new(effort.when),
            time_zone: effort.time_zone.clone(),
            teams: effort.teams,
            hours: effort.hours,
            planned: effort.planned.clone(),
            reached: effort.reached.clone(),
            out_of_reach: effort.out_of_reach.iter().map(out).collect(),
            cameras_working: effort.cameras_working,
            cameras: effort.cameras,
            words: effort.words.clone(),
            version: crate::VERSION,
        }
    }

    /// Reads effort.
    pub fn to_effort(&self) -> Result<Effort, WireError> {
        known_version(self.version)?;
        if let (Some(working), Some(all)) = (self.cameras_working, self.cameras)
            && working > all
        {
            return Err(WireError::field("cameras_working", working, "no more than 'cameras'"));
        }
        Ok(Effort {
            id: read_id!("id", self.id.as_str(), EffortId)?,
            corrects: self.corrects.as_deref().map(|id| read_id!("corrects", id, EffortId)).transpose()?,
            area: words("area", &self.area)?,
            when: self.when.to_interval()?,
            time_zone: time_zone(self.time_zone.as_deref())?,
            teams: self.teams,
            hours: self.hours.map(hours).transpose()?,
            planned: listed("planned", &self.planned)?,
            reached: listed("reached", &self.reached)?,
            out_of_reach: self.out_of_reach.iter().map(out_of_reach).collect::<Result<_, WireError>>()?,
            cameras_working: self.cameras_working,
            cameras: self.cameras,
            words: self.words.as_deref().map(|text| words("words", text)).transpose()?,
        })
    }
}

/// In a table a place and its reason stand in one cell with a colon between them.
fn out_of_reach(line: &OutOfReachLine) -> Result<OutOfReach, WireError> {
    let OutOfReachLine { place, why } = line;
    listed("out_of_reach", std::slice::from_ref(place))?;
    if place.contains(": ") || why.contains(';') || why.trim() != why {
        return Err(WireError::field(
            "out_of_reach",
            place,
            "a place without a colon, and a reason without semicolons",
        ));
    }
    Ok(OutOfReach { place: place.clone(), why: why.clone() })
}

fn hours(told: f64) -> Result<f64, WireError> {
    let fits = told.is_finite() && told >= 0.0;
    if fits { Ok(told) } else { Err(WireError::field("hours", told, "a number of hours from 0")) }
}

impl Tabular for EffortLine {
    type Noun = Effort;
    const COLUMNS: &'static str = "id corrects area from to precision time_zone teams hours planned reached out_of_reach \
        cameras_working cameras words";

    fn from_cells(cells: &Cells<'_>) -> Result<Self, WireError> {
        let out = |text: String| {
            let (place, why) = text.split_once(": ").unwrap_or((&text, ""));
            OutOfReachLine { place: place.to_owned(), why: why.to_owned() }
        };
        Ok(Self {
            id: cells.get("id").unwrap_or_default(),
            corrects: cells.get("corrects"),
            area: cells.get("area").unwrap_or_default(),
            when: cells.when()?,
            time_zone: cells.get("time_zone"),
            teams: cells.number("teams")?,
            hours: cells.number("hours")?,
            planned: cells.list("planned"),
            reached: cells.list("reached"),
            out_of_reach: cells.list("out_of_reach").into_iter().map(out).collect(),
            cameras_working: cells.number("cameras_working")?,
            cameras: cells.number("cameras")?,
            words: cells.get("words"),
            version: crate::VERSION,
        })
    }

    fn to_cells(&self) -> Vec<String> {
        let out = |one: &OutOfReachLine| match one.why.as_str() {
            "" => one.place.clone(),
            why => format!("{}: {why}", one.place),
        };
        let mut cells = vec![self.id.clone(), told(self.corrects.as_ref()), self.area.clone()];
        cells.extend(when_cells(&self.when));
        cells.extend([told(self.time_zone.as_ref()), told(self.teams.as_ref()), told(self.hours.as_ref())]);
        cells.extend([self.planned.join("; "), self.reached.join("; ")]);
        cells.push(self.out_of_reach.iter().map(out).collect::<Vec<_>>().join("; "));
        cells.extend([told(self.cameras_working.as_ref()), told(self.cameras.as_ref()), told(self.words.as_ref())]);
        cells
    }

    fn of(noun: &Effort) -> Self {
        Self::new(noun)
    }

    fn to_noun(&self) -> Result<Effort, WireError> {
        self.to_effort()
    }

    fn id_mut(&mut self) -> &mut String {
        &mut self.id
    }
}
