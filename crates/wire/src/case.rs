//! Steps of a case as lines, and as the file in which people write one: who, when, why, and under `act` what.

use crate::error::{WireError, known_version, named, read_id};
use crate::finding::{AttributedLine, EvidenceLine};
use model::case::{
    Allegation, CaseAct, CaseStep, Choice, Classification, Hindrance, Motion, OutOfScope, Outcome, Reporter,
    ResolutionKind, Screening, Signed, TeamDissent,
};
use model::finding::Intent;
use model::procedure::Level;
use model::{ActorId, AgreementId, Answer, ClaimId, PersonId, StandardOfProof, Subject};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseStepLine {
    /// The case; given by the record where a person leaves it out of the step that opens one.
    #[serde(default)]
    pub case: String,
    /// When: RFC 3339 with an offset; given by the record where a person leaves it out.
    #[serde(default)]
    pub at: String,
    /// Who, by the id that the rules give them.
    pub by: String,
    /// Why.
    pub reasons: String,
    /// What.
    pub act: ActLine,
    /// Fields that are to be protected, by their JSON pointer in the line, each with its level; no part of the line itself.
    #[serde(default, skip_serializing)]
    pub protected: BTreeMap<String, String>,
    /// The version of this line.
    #[serde(default = "crate::first_version", rename = "v")]
    pub version: u32,
}

/// What is done, by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ActLine {
    /// An allegation arrives.
    Received(AllegationLine),
    /// The receipt.
    Logged {
        /// Its number.
        receipt: String,
    },
    /// A conflict of interest, or none.
    Declared {
        /// Which.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        conflict: Option<String>,
    },
    /// Whether the agreement covers it.
    Screened {
        /// area, period, party or provision, where it does not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        out: Option<String>,
    },
    /// The team.
    Assigned {
        /// Who.
        team: Vec<String>,
    },
    /// The team sets out.
    VerificationBegun {},
    /// The outcome.
    Verified(VerifiedLine),
    /// The team looks for how and by whom.
    InvestigationBegun {},
    /// Who did it.
    Attributed(AttributedActLine),
    /// What it was.
    Classified(ClassifiedLine),
    /// Those concerned are asked.
    ReplyAsked {},
    /// A party replies.
    Replied {
        /// Which.
        party: String,
        /// What it says.
        text: String,
    },
    /// A party asks for more time.
    MoreTimeAsked {
        /// Which.
        party: String,
    },
    /// The committee sits.
    Convened(ConvenedLine),
    /// The committee could not sit.
    Adjourned {
        /// Who came.
        present: Vec<String>,
    },
    /// A vote.
    Voted {
        /// for, against or abstain.
        choice: String,
    },
    /// The motion is carried.
    Resolved {
        /// The finding; given by the record where a person leaves it out.
        #[serde(default)]
        finding: String,
    },
    /// The result is made known.
    Published {
        /// parties, guarantors or public.
        level: String,
        /// The second person.
        second: String,
    },
    /// The allegation is taken back.
    Withdrawn {},
    /// The case is opened again.
    Reopened {},
    /// The finding is corrected.
    Corrected {
        /// By which finding.
        finding: String,
        /// The second person.
        second: String,
    },
}

/// An allegation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllegationLine {
    /// The agreement.
    pub agreement: String,
    /// The incident; or an obligation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
    /// The obligation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obligation: Option<String>,
    /// The reporter, where the rules know them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reporter: Option<String>,
    /// The reporter's name, where they do not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reporter_name: Option<String>,
    /// The party for which such a reporter speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reporter_party: Option<String>,
    /// Whom they accuse.
    #[serde(default)]
    pub against: Vec<String>,
    /// The claims in which it stands.
    #[serde(default)]
    pub claims: Vec<String>,
    /// What they say.
    pub text: String,
}

/// An outcome of verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerifiedLine {
    /// occurred, not_verified, refuted, access_denied, stale or insecure.
    pub outcome: String,
    /// With `occurred` and `refuted`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    /// Who denied access, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denied_by: Option<String>,
    /// Who signs beside the one who takes the step.
    #[serde(default)]
    pub with: Vec<String>,
    /// Who does not agree.
    #[serde(default)]
    pub dissent: Vec<TeamDissentLine>,
    /// The evidence weighed.
    #[serde(default)]
    pub evidence: Vec<EvidenceLine>,
}

/// An attribution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttributedActLine {
    /// established, refuted or insufficient.
    pub answer: String,
    /// With the first two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    /// With the first: an actor, a list of two or more, or `could_not_be_attributed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<AttributedLine>,
    /// The parties that answer for them.
    #[serde(default)]
    pub parties: Vec<String>,
    /// Who signs beside the one who takes the step.
    #[serde(default)]
    pub with: Vec<String>,
    /// Who does not agree.
    #[serde(default)]
    pub dissent: Vec<TeamDissentLine>,
    /// The evidence weighed.
    #[serde(default)]
    pub evidence: Vec<EvidenceLine>,
}

/// A classification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassifiedLine {
    /// breach, permitted_act, accident, outside_scope or insufficient.
    pub class: String,
    /// With `breach` and `permitted_act`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// With all but `insufficient`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    /// intended, accident, refuted or insufficient; not judged where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intent: Option<String>,
    /// With the first three of these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intent_standard: Option<String>,
    /// Who signs beside the one who takes the step.
    #[serde(default)]
    pub with: Vec<String>,
    /// Who does not agree.
    #[serde(default)]
    pub dissent: Vec<TeamDissentLine>,
    /// The evidence weighed.
    #[serde(default)]
    pub evidence: Vec<EvidenceLine>,
}

/// A dissent in a team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamDissentLine {
    /// Who.
    pub by: String,
    /// Why.
    pub reasons: String,
}

/// A sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConvenedLine {
    /// Who is there.
    pub present: Vec<String>,
    /// Whether it sits with the smaller quorum.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub emergency: bool,
    /// remedy, recommendation or closed.
    pub resolution: String,
    /// What is put to the vote.
    pub motion: String,
}

impl CaseStepLine {
    /// Reads TOML, as people write it. The error gives line and column.
    pub fn parse_toml(text: &str) -> Result<Self, WireError> {
        toml::from_str(text).map_err(|error| WireError::Shape(error.to_string()))
    }

    /// Reads a line of JSON.
    pub fn parse(line: &str) -> Result<Self, WireError> {
        serde_json::from_str(line).map_err(|error| WireError::Shape(error.to_string()))
    }

    /// Checks what the line says, and reads the step.
    pub fn to_step(&self) -> Result<CaseStep, WireError> {
        known_version(self.version)?;
        let at = self.at.parse::<jiff::Timestamp>();
        Ok(CaseStep {
            case: read_id!("case", &self.case, CaseId)?,
            at: at.map_err(|_| {
                WireError::field("at", &self.at, "a time with its offset, such as 2031-05-03T09:00:00Z")
            })?,
            by: read_id!("by", &self.by, PersonId)?,
            reasons: self.reasons.clone(),
            act: self.act.to_act()?,
        })
    }

    /// Writes a step.
    pub fn new(step: &CaseStep) -> Self {
        Self {
            case: step.case.to_string(),
            at: step.at.to_string(),
            by: step.by.to_string(),
            reasons: step.reasons.clone(),
            act: ActLine::new(&step.act),
            protected: BTreeMap::new(),
            version: crate::VERSION,
        }
    }
}

/// A step as a line of JSON, without its end.
pub fn to_line(step: &CaseStep) -> String {
    serde_json::to_string(&CaseStepLine::new(step)).unwrap_or_default()
}

mod read;
mod write;

#[cfg(test)]
mod tests;
