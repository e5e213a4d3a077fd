//! `[duration]`, `[[definition]]`, `[[committee]]` and `[[draft.suggestion]]`.

use super::{actors, date, names, written};
use crate::error::{WireError, named, read_id};
use model::{Committee, Definition, Duration, Fate, Suggestion};
use serde::{Deserialize, Serialize};

/// `[duration]`
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DurationEntry {
    /// Months from entry into effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// Days from entry into effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// How it is extended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renewal: Option<String>,
    /// The days of review.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<String>,
}

impl DurationEntry {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub(super) fn to_duration(&self) -> Result<Duration, WireError> {
        let told = [self.months.is_some(), self.days.is_some(), self.until.is_some()];
        if told.into_iter().filter(|told| *told).count() > 1 {
            return Err(WireError::field("duration", "more than one length", "one of 'months', 'days' or 'until'"));
        }
        let day = |text: &String| {
            date("duration.reviews", &Some(text.clone()))?
                .ok_or_else(|| WireError::field("duration.reviews", text, "a date"))
        };
        Ok(Duration {
            months: self.months,
            days: self.days,
            until: date("duration.until", &self.until)?,
            renewal: self.renewal.clone(),
            reviews: self.reviews.iter().map(day).collect::<Result<_, _>>()?,
        })
    }

    pub(super) fn new(duration: &Duration) -> Self {
        Self {
            months: duration.months,
            days: duration.days,
            until: duration.until.map(written),
            renewal: duration.renewal.clone(),
            reviews: duration.reviews.iter().copied().map(written).collect(),
        }
    }
}

/// `[[definition]]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DefinitionEntry {
    /// The word.
    pub term: String,
    /// What it means.
    pub meaning: String,
}

impl DefinitionEntry {
    pub(super) fn to_definition(&self) -> Definition {
        Definition { term: self.term.clone(), meaning: self.meaning.clone() }
    }

    pub(super) fn new(definition: &Definition) -> Self {
        Self { term: definition.term.clone(), meaning: definition.meaning.clone() }
    }
}

/// `[[committee]]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitteeEntry {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub task: String,
    /// Who presides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chair: Option<String>,
    /// Who sits in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<String>,
}

impl CommitteeEntry {
    pub(super) fn to_committee(&self) -> Result<Committee, WireError> {
        let chair = self.chair.as_ref().map(|chair| read_id!("committee.chair", chair, ActorId)).transpose()?;
        let members = actors("committee.members", &self.members)?;
        Ok(Committee { name: self.name.clone(), task: self.task.clone(), chair, members })
    }

    pub(super) fn new(committee: &Committee) -> Self {
        Self {
            name: committee.name.clone(),
            task: committee.task.clone(),
            chair: committee.chair.as_ref().map(ToString::to_string),
            members: names(&committee.members),
        }
    }
}

/// `[[draft.suggestion]]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuggestionEntry {
    /// Who.
    pub by: Vec<String>,
    /// About which clause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// What.
    pub text: String,
    /// open, taken or refused.
    #[serde(default = "open", skip_serializing_if = "is_open")]
    pub became: String,
}

fn open() -> String {
    Fate::Open.as_str().to_owned()
}

fn is_open(fate: &str) -> bool {
    fate == Fate::Open.as_str()
}

impl SuggestionEntry {
    pub(super) fn to_suggestion(&self) -> Result<Suggestion, WireError> {
        let clause = self.clause.as_ref().map(|id| read_id!("suggestion.clause", id, ProvisionId)).transpose()?;
        Ok(Suggestion {
            by: actors("suggestion.by", &self.by)?,
            clause,
            text: self.text.clone(),
            fate: named("suggestion.became", &self.became, Fate::parse, "open, taken or refused")?,
        })
    }

    pub(super) fn new(suggestion: &Suggestion) -> Self {
        Self {
            by: names(&suggestion.by),
            clause: suggestion.clause.as_ref().map(ToString::to_string),
            text: suggestion.text.clone(),
            became: suggestion.fate.as_str().to_owned(),
        }
    }
}
