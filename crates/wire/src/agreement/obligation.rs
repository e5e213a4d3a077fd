//! `[[obligation]]`: what must be done, by whom, from when, by when, where, and under what condition.

use super::scope::shapes;
use super::{BindsLine, binds, bound, country_codes, date, kind_names, kinds, written};
use crate::error::{WireError, read_id};
use model::{ActorId, Condition, Deadline, Obligation, ObligationTerms};
use serde::{Deserialize, Serialize};

/// `[[obligation]]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObligationLine {
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: String,
    /// Whom it binds.
    #[serde(default)]
    pub binds: BindsLine,
    /// Whether it is a confidence-building measure.
    #[serde(default, skip_serializing_if = "is_false")]
    pub measure: bool,
    /// Kinds of claim that would show compliance.
    #[serde(default)]
    pub shown_by: Vec<String>,
    /// Words of which a sentence must hold one to speak of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub concerns: Vec<String>,
    /// From when it may be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// By this date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// So many days after entry into effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_after_effect: Option<u32>,
    /// So many months after entry into effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months_after_effect: Option<u32>,
    /// So many hours after entry into effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_after_effect: Option<u32>,
    /// After this obligation …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// … so many days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// What must be so before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Kinds of claim that would show that it is so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub condition_shown_by: Vec<String>,
    /// Countries in which it is to be done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub area: Vec<String>,
    /// Zones in which it is to be done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<String>,
}

fn is_false(value: &bool) -> bool {
    !value
}

impl ObligationLine {
    fn deadline(&self) -> Result<Deadline, WireError> {
        const ONE: &str =
            "one of 'by', 'days_after_effect', 'months_after_effect', 'hours_after_effect', or 'after' with 'days'";
        let terms: Vec<Deadline> = [
            date("obligation.by", &self.by)?.map(Deadline::By),
            self.days_after_effect.map(Deadline::DaysAfterEffect),
            self.months_after_effect.map(Deadline::MonthsAfterEffect),
            self.hours_after_effect.map(Deadline::HoursAfterEffect),
        ]
        .into_iter()
        .flatten()
        .collect();
        match (terms.as_slice(), &self.after, self.days) {
            ([], None, None) => Ok(Deadline::Unstated),
            ([one], None, None) => Ok(one.clone()),
            ([], Some(after), Some(days)) => {
                Ok(Deadline::DaysAfter(read_id!("obligation.after", after, ObligationId)?, days))
            }
            _ => Err(WireError::field("obligation", &self.id, ONE)),
        }
    }

    fn terms(&self) -> Result<ObligationTerms, WireError> {
        if self.condition.is_none() && !self.condition_shown_by.is_empty() {
            return Err(WireError::field("obligation.condition_shown_by", &self.id, "a 'condition' beside it"));
        }
        let shown_by = kinds("obligation.condition_shown_by", &self.condition_shown_by)?;
        Ok(ObligationTerms {
            is_measure: self.measure,
            concerns: self.concerns()?,
            from: date("obligation.from", &self.from)?,
            condition: self.condition.clone().map(|text| Condition { text, shown_by }),
            area: country_codes("obligation.area", &self.area)?,
            zones: shapes(&self.zones)?,
        })
    }

    fn concerns(&self) -> Result<Vec<String>, WireError> {
        match self.concerns.iter().find(|words| !words.chars().any(char::is_alphanumeric)) {
            Some(none) => Err(WireError::field("obligation.concerns", none, "words, such as \"commission\"")),
            None => Ok(self.concerns.clone()),
        }
    }

    pub(super) fn to_obligation(&self, parties: &[ActorId]) -> Result<Obligation, WireError> {
        Ok(Obligation {
            id: read_id!("obligation.id", &self.id, ObligationId)?,
            text: self.text.clone(),
            bound: bound(&self.binds, parties)?,
            shown_by: kinds("obligation.shown_by", &self.shown_by)?,
            deadline: self.deadline()?,
            terms: self.terms()?,
        })
    }

    pub(super) fn new(obligation: &Obligation) -> Self {
        let terms = &obligation.terms;
        let condition = terms.condition.as_ref();
        let mut line = Self {
            id: obligation.id.to_string(),
            text: obligation.text.clone(),
            binds: binds(&obligation.bound),
            measure: terms.is_measure,
            shown_by: kind_names(&obligation.shown_by),
            concerns: terms.concerns.clone(),
            from: terms.from.map(written),
            by: None,
            days_after_effect: None,
            months_after_effect: None,
            hours_after_effect: None,
            after: None,
            days: None,
            condition: condition.map(|condition| condition.text.clone()),
            condition_shown_by: condition.map(|condition| kind_names(&condition.shown_by)).unwrap_or_default(),
            area: terms.area.iter().map(|code| code.as_str().to_owned()).collect(),
            zones: terms.zones.iter().map(ToString::to_string).collect(),
        };
        line.write_deadline(&obligation.deadline);
        line
    }

    fn write_deadline(&mut self, deadline: &Deadline) {
        match deadline {
            Deadline::Unstated => {}
            Deadline::By(when) => self.by = Some(written(*when)),
            Deadline::DaysAfterEffect(days) => self.days_after_effect = Some(*days),
            Deadline::MonthsAfterEffect(months) => self.months_after_effect = Some(*months),
            Deadline::HoursAfterEffect(hours) => self.hours_after_effect = Some(*hours),
            Deadline::DaysAfter(after, days) => {
                (self.after, self.days) = (Some(after.to_string()), Some(*days));
            }
        }
    }
}
