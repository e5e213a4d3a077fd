//! The cells of a row, and what several tables have in common: a patrol, a time, a place. Nothing is guessed.

use super::shared::{PatrolLine, WhenLine};
use crate::error::WireError;
use crate::mention::PlaceLine;
use crate::time::TimeLine;
use model::PlacePrecision;
use std::str::FromStr;

/// What stands under the names of the columns: a row of a table, or the fields of a form.
pub struct Cells<'a>(&'a dyn Fn(&str) -> Option<String>);

impl<'a> Cells<'a> {
    /// Cells that are asked for by the names of their columns.
    pub fn new(ask: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self(ask)
    }

    /// A cell's text; `None` where it is empty or has no column.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        (self.0)(name).filter(|text| !text.trim().is_empty())
    }

    pub(super) fn number<T: FromStr>(&self, name: &'static str) -> Result<Option<T>, WireError> {
        let read = |text: String| text.trim().parse().map_err(|_| WireError::field(name, text, "a number"));
        self.get(name).map(read).transpose()
    }

    pub(super) fn list(&self, name: &str) -> Vec<String> {
        let text = self.get(name).unwrap_or_default();
        text.split(';').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    }

    pub(super) fn yes(&self, name: &'static str) -> Result<bool, WireError> {
        match self.get(name).as_deref() {
            None | Some("no") => Ok(false),
            Some("yes") => Ok(true),
            Some(other) => Err(WireError::field(name, other, "yes or no")),
        }
    }

    pub(super) fn patrol(&self) -> PatrolLine {
        PatrolLine {
            team: self.get("team").unwrap_or_default(),
            observers: self.list("observers"),
            id: self.get("patrol"),
            mirrors: self.get("mirrors"),
        }
    }

    pub(super) fn when(&self) -> Result<WhenLine, WireError> {
        let from = self.get("from").ok_or_else(|| WireError::field("from", "", "a day, or a day and a time"))?;
        let Some(to) = self.get("to") else { return Ok(WhenLine::Told(from)) };
        let precision = self.get("precision").unwrap_or_else(|| "span".to_owned());
        Ok(WhenLine::Within(TimeLine { from, to, precision, alternatives: Vec::new() }))
    }

    /// A place: a name alone, or with a position. A position without a precision is exact, one without a radius has that of
    /// its precision.
    pub(super) fn place(&self, at: &Place) -> Result<Option<PlaceLine>, WireError> {
        let (latitude, longitude) = (self.number::<f64>(at.latitude)?, self.number::<f64>(at.longitude)?);
        let (Some(north), Some(east)) = (latitude, longitude) else {
            let half = latitude.or(longitude).map(|told| WireError::field(at.latitude, told, "both, or neither"));
            let name = self.get(at.name).map(PlaceLine::named);
            return half.map_or(Ok(name), Err);
        };
        let precision = self.get(at.precision).unwrap_or_else(|| PlacePrecision::Exact.as_str().to_owned());
        let radius = PlacePrecision::parse(&precision).map(usual_radius_km);
        let radius = radius.ok_or_else(|| WireError::field(at.precision, &precision, PRECISIONS))?;
        Ok(Some(PlaceLine {
            name: self.get(at.name).unwrap_or_else(|| format!("{north}, {east}")),
            latitude,
            longitude,
            country: self.get(at.country),
            gazetteer_id: self.get(at.gazetteer_id),
            precision: Some(precision),
            radius_km: Some(self.number(at.radius_km)?.unwrap_or(radius)),
            alternatives: Vec::new(),
        }))
    }
}

const PRECISIONS: &str = "exact, settlement, near, district, region or country";

/// How far from its centre something told so finely may lie, where nobody said.
fn usual_radius_km(precision: PlacePrecision) -> f64 {
    match precision {
        PlacePrecision::Exact => 0.1,
        PlacePrecision::Settlement => 5.0,
        PlacePrecision::Near => 10.0,
        PlacePrecision::District => 25.0,
        PlacePrecision::Region => 100.0,
        PlacePrecision::Country => 500.0,
    }
}

/// The columns of a place.
pub(super) struct Place {
    name: &'static str,
    latitude: &'static str,
    longitude: &'static str,
    precision: &'static str,
    radius_km: &'static str,
    country: &'static str,
    gazetteer_id: &'static str,
}

macro_rules! place_columns {
    ($name:literal) => {
        Place {
            name: $name,
            latitude: concat!($name, "_latitude"),
            longitude: concat!($name, "_longitude"),
            precision: concat!($name, "_precision"),
            radius_km: concat!($name, "_radius_km"),
            country: concat!($name, "_country"),
            gazetteer_id: concat!($name, "_gazetteer_id"),
        }
    };
}

pub(super) const POSITION: Place = place_columns!("position");
pub(super) const EVENT: Place = place_columns!("event");
pub(super) const PLACE: Place = place_columns!("place");

pub(super) fn place_cells(place: Option<&PlaceLine>) -> [String; 7] {
    let Some(place) = place else { return Default::default() };
    [
        place.name.clone(),
        told(place.latitude.as_ref()),
        told(place.longitude.as_ref()),
        told(place.precision.as_ref()),
        told(place.radius_km.as_ref()),
        told(place.country.as_ref()),
        told(place.gazetteer_id.as_ref()),
    ]
}

pub(super) fn told(value: Option<&impl ToString>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

pub(super) fn yes(told: bool) -> String {
    if told { "yes".to_owned() } else { String::new() }
}

pub(super) fn when_cells(when: &WhenLine) -> [String; 3] {
    match when {
        WhenLine::Told(text) => [text.clone(), String::new(), String::new()],
        WhenLine::Within(line) => [line.from.clone(), line.to.clone(), line.precision.clone()],
    }
}

/// The cells with which the rows of patrols begin: the entry's id, what it puts right, its area, and who was there.
pub(super) fn first_cells(
    entry: &str,
    corrects: Option<&String>,
    area: Option<&String>,
    patrol: &PatrolLine,
) -> Vec<String> {
    let PatrolLine { team, observers, id, mirrors } = patrol;
    let entered = [entry.to_owned(), told(corrects), told(area)];
    let there = [team.clone(), observers.join("; "), told(id.as_ref()), told(mirrors.as_ref())];
    entered.into_iter().chain(there).collect()
}

/// Takes away the apostrophe that an export put before what a spreadsheet would run.
pub(super) fn unguarded(text: &str) -> &str {
    const RISKY: [char; 9] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\''];
    let guarded = |rest: &&str| rest.starts_with(['\t', '\r', '\n']) || rest.trim_start().starts_with(RISKY);
    text.strip_prefix('\'').filter(guarded).unwrap_or(text)
}
