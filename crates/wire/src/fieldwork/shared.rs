//! What the three have in common: who was there, where, when, and how a missing word is written.

use crate::error::{WireError, read_id};
use crate::mention::PlaceLine;
use crate::time::{TimeLine, instant_or_day};
use model::{Interval, Patrol, Where};
use serde::{Deserialize, Serialize};

/// Who was there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PatrolLine {
    /// The team.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub team: String,
    /// Its people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub observers: Vec<String>,
    /// The patrol's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The patrol on the other side at the same time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mirrors: Option<String>,
}

impl PatrolLine {
    /// Writes who was there.
    pub fn new(patrol: &Patrol) -> Self {
        Self {
            team: patrol.team.clone(),
            observers: patrol.observers.clone(),
            id: patrol.id.as_ref().map(ToString::to_string),
            mirrors: patrol.mirrors.as_ref().map(ToString::to_string),
        }
    }

    /// Reads who was there.
    pub fn to_patrol(&self) -> Result<Patrol, WireError> {
        let id = self.id.as_deref().map(|id| read_id!("patrol", id, PatrolId)).transpose()?;
        let mirrors = self.mirrors.as_deref().map(|id| read_id!("mirrors", id, PatrolId)).transpose()?;
        if mirrors.is_some() && mirrors == id {
            return Err(WireError::field("mirrors", self.mirrors.as_deref().unwrap_or_default(), "another patrol"));
        }
        Ok(Patrol { team: self.team.clone(), observers: listed("observers", &self.observers)?, id, mirrors })
    }
}

/// When, as a person writes it: a day or a moment, or an interval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum WhenLine {
    /// `2031-05-03`, `2031-05-03T10:15`.
    Told(String),
    /// An interval with its precision.
    Within(TimeLine),
}

impl WhenLine {
    pub(super) fn new(when: Interval) -> Self {
        Self::Within(TimeLine::interval(when))
    }

    pub(super) fn to_interval(&self) -> Result<Interval, WireError> {
        match self {
            Self::Told(text) => instant_or_day(text).map_err(|error| match error {
                WireError::Field { value, expected, .. } => WireError::Field { field: "from", value, expected },
                other => other,
            }),
            Self::Within(line) => line.to_interval(),
        }
    }
}

/// A place that a patrol names: one, none, or a name without a position. What a patrol saw is not ambiguous to it.
pub(super) fn place(field: &'static str, line: Option<&PlaceLine>) -> Result<Where, WireError> {
    match line.map(PlaceLine::to_where).transpose()? {
        Some(Where::Ambiguous(_)) => Err(WireError::field(field, "several places", "one place, or a name alone")),
        Some(Where::Named(name)) if name.trim().is_empty() => {
            Err(WireError::field(field, name, "a name, or nothing at all"))
        }
        other => Ok(other.unwrap_or_default()),
    }
}

/// A zone of the IANA database.
pub(super) fn time_zone(text: Option<&str>) -> Result<Option<String>, WireError> {
    let known = |name: &str| jiff::tz::TimeZoneDatabase::bundled().get(name).is_ok();
    match text {
        Some(name) if !known(name) => {
            Err(WireError::field("time_zone", name, "a time zone of the IANA database, such as Africa/Tripoli"))
        }
        other => Ok(other.map(str::to_owned)),
    }
}

/// Names of a list: in a table they stand in one cell, with semicolons between them.
pub(super) fn listed(field: &'static str, all: &[String]) -> Result<Vec<String>, WireError> {
    let fits = |one: &String| !one.is_empty() && one.trim() == one && !one.contains(';');
    match all.iter().find(|one| !fits(one)) {
        Some(wrong) => Err(WireError::field(field, wrong, "names without semicolons and without blanks around them")),
        None => Ok(all.to_vec()),
    }
}

/// Words that have to say something where they stand.
pub(super) fn words(field: &'static str, text: &str) -> Result<String, WireError> {
    if text.trim().is_empty() { Err(WireError::field(field, text, "a word at least")) } else { Ok(text.to_owned()) }
}
