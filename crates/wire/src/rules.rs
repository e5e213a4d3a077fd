//! Rules files: the rules of procedure of an agreement, in TOML that the members of a commission can read and write. The
//! format is described in `docs/cases.md`.

use crate::error::{WireError, known_version, named, read_id};
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use model::calendar::{Calendar, Term, TermUnit};
use model::procedure::{
    Duty, InvalidRules, Level, Majority, Person, Proof, PublicationRule, Quorum, Side, TeamRule, WrittenRules,
};
use model::{Rules, StandardOfProof, procedure::Limits};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `[calendar]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarLine {
    /// The time zone, by its IANA name.
    pub zone: String,
    /// The days of rest.
    #[serde(default)]
    pub rest: Vec<String>,
    /// The holidays.
    #[serde(default)]
    pub holidays: Vec<String>,
}

/// `[[person]]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonLine {
    /// The id by which steps name them.
    pub id: String,
    /// The name.
    pub name: String,
    /// A party's id, or `neutral`.
    pub side: String,
    /// secretary, monitor, member.
    pub duties: Vec<String>,
}

/// `[quorum]`, `[emergency_quorum]`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuorumLine {
    /// Members of each party.
    pub each_party: u16,
    /// Members who sit for none.
    #[serde(default)]
    pub neutral: u16,
}

/// `[proof]`: the least standard for each element.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProofLine {
    /// That it occurred.
    pub occurred: String,
    /// Who did it.
    pub attribution: String,
    /// Whether it was meant.
    pub intent: String,
    /// That it breaches a provision.
    pub breach: String,
}

/// A term, such as `{ days = 7 }`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermLine {
    /// Hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<u16>,
    /// Days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
    /// Days on which people work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working_days: Option<u16>,
    /// Months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u16>,
}

/// `[limits]`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitsLine {
    /// To log what arrived.
    pub log: TermLine,
    /// To verify what was logged.
    pub verify: TermLine,
    /// To reply.
    pub reply: TermLine,
    /// By how much a party that asks for it may reply later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub more_time: Option<TermLine>,
}

/// `[team]`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamLine {
    /// How many.
    pub at_least: u16,
    /// Whether each party has as many on it.
    pub joint: bool,
}

/// `[publication]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicationLine {
    /// parties, guarantors, public.
    pub levels: Vec<String>,
    /// The majority that the public level needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_needs: Option<String>,
    /// How long only the parties know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embargo: Option<TermLine>,
}

/// A rules file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulesFile {
    /// The agreement.
    pub agreement: String,
    /// What this version is called.
    pub version: String,
    /// The body that finds.
    pub body: String,
    /// From when on they hold: a local time of the calendar's zone.
    pub from: String,
    /// The parties, in the order of the instrument.
    pub parties: Vec<String>,
    /// majority, majority_of_each_side or consensus.
    pub decision: String,
    /// Conflicts of interest on which everybody who verifies or votes declares.
    #[serde(default)]
    pub conflicts: Vec<String>,
    /// In what time they count.
    pub calendar: CalendarLine,
    /// How many must be there.
    pub quorum: QuorumLine,
    /// How many where a sitting failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency_quorum: Option<QuorumLine>,
    /// How strong the proof has to be.
    pub proof: ProofLine,
    /// How long things may take.
    pub limits: LimitsLine,
    /// Who verifies.
    pub team: TeamLine,
    /// What is made known.
    pub publication: PublicationLine,
    /// Everybody who may take a step.
    #[serde(rename = "person")]
    pub persons: Vec<PersonLine>,
    /// Fields that are to be protected, by their JSON pointer in the line, each with its level; no part of the line itself.
    #[serde(default, skip_serializing)]
    pub protected: BTreeMap<String, String>,
    /// The version of the format.
    #[serde(default = "crate::first_version", rename = "v")]
    pub format: u32,
}

impl From<InvalidRules> for WireError {
    fn from(invalid: InvalidRules) -> Self {
        Self::Field { field: invalid.field, value: invalid.value, expected: invalid.expected }
    }
}

impl RulesFile {
    /// Reads TOML. The error gives line and column.
    pub fn parse(text: &str) -> Result<Self, WireError> {
        toml::from_str(text).map_err(|error| WireError::Shape(error.to_string()))
    }

    /// Reads a line of JSON, as the record keeps it.
    pub fn parse_line(line: &str) -> Result<Self, WireError> {
        serde_json::from_str(line).map_err(|error| WireError::Shape(error.to_string()))
    }

    /// Checks what the file says, and reads the rules.
    pub fn to_rules(&self) -> Result<Rules, WireError> {
        known_version(self.format)?;
        let calendar = self.calendar.to_calendar()?;
        let parties = self.parties.iter().map(|id| read_id!("parties", id, ActorId)).collect::<Result<_, _>>()?;
        Ok(Rules::new(WrittenRules {
            agreement: read_id!("agreement", &self.agreement, AgreementId)?,
            version: self.version.clone(),
            body: self.body.clone(),
            from: lines::from(&self.from, &calendar)?,
            calendar,
            parties,
            persons: self.persons.iter().map(PersonLine::to_person).collect::<Result<_, _>>()?,
            quorum: self.quorum.to_quorum(),
            emergency_quorum: self.emergency_quorum.map(QuorumLine::to_quorum),
            decision: named("decision", &self.decision, Majority::parse, Majority::EXPECTED)?,
            proof: self.proof.to_proof()?,
            limits: self.limits.to_limits()?,
            team: TeamRule { at_least: self.team.at_least, joint: self.team.joint },
            publication: self.publication.to_rule()?,
            conflicts: self.conflicts.iter().cloned().collect(),
        })?)
    }

    /// Writes rules.
    pub fn new(rules: &Rules) -> Self {
        let local = rules.from.to_zoned(rules.calendar.zone().clone()).datetime();
        Self {
            agreement: rules.agreement.to_string(),
            version: rules.version.clone(),
            body: rules.body.clone(),
            from: local.to_string(),
            parties: rules.parties.iter().map(ToString::to_string).collect(),
            decision: rules.decision.to_string(),
            conflicts: rules.conflicts.iter().cloned().collect(),
            calendar: CalendarLine::new(&rules.calendar),
            quorum: QuorumLine::new(rules.quorum),
            emergency_quorum: rules.emergency_quorum.map(QuorumLine::new),
            proof: ProofLine::new(rules.proof),
            limits: LimitsLine::new(rules.limits),
            team: TeamLine { at_least: rules.team.at_least, joint: rules.team.joint },
            publication: PublicationLine::new(&rules.publication),
            persons: rules.persons.iter().map(PersonLine::new).collect(),
            protected: BTreeMap::new(),
            format: crate::VERSION,
        }
    }
}

mod lines;

#[cfg(test)]
mod tests;
