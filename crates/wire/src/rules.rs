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
    /// The version of the format.
    #[serde(default = "crate::first_version", rename = "v")]
    pub format: u32,
}

const STANDARDS: &str = "suspicion, reasonable_grounds, balance_of_probabilities or clear_and_convincing";

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
            from: from(&self.from, &calendar)?,
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
            format: crate::VERSION,
        }
    }
}

/// A local time that the clocks of the zone show exactly once.
fn from(text: &str, calendar: &Calendar) -> Result<jiff::Timestamp, WireError> {
    const EXPECTED: &str = "a local time that the clocks of the zone show once, such as 2031-05-01T06:00";
    let refused = || WireError::field("from", text, EXPECTED);
    let local: DateTime = text.parse().map_err(|_| refused())?;
    calendar.zone().to_ambiguous_timestamp(local).unambiguous().map_err(|_| refused())
}

/// The days of the week, as they are written.
const DAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

impl CalendarLine {
    fn to_calendar(&self) -> Result<Calendar, WireError> {
        const ZONE: &str = "a time zone of the IANA database, such as Africa/Tripoli";
        let zone: Option<TimeZone> = TimeZoneDatabase::bundled().get(&self.zone).ok();
        let zone = zone.ok_or_else(|| WireError::field("calendar.zone", &self.zone, ZONE))?;
        let day = |text: &str| DAYS.iter().find(|(name, _)| *name == text).map(|(_, day)| *day);
        let rest = self.rest.iter().map(|text| named("calendar.rest", text, day, "days such as friday"));
        let rest: Vec<Weekday> = rest.collect::<Result<_, _>>()?;
        let date = |text: &str| text.parse::<Date>().ok();
        let holidays = self.holidays.iter().map(|text| named("calendar.holidays", text, date, "dates such as 2031-05-09"));
        let calendar = Calendar::new(zone, rest, holidays.collect::<Result<_, _>>()?);
        let all = || WireError::field("calendar.rest", self.rest.join(", "), "fewer than all seven days");
        calendar.ok_or_else(all)
    }

    fn new(calendar: &Calendar) -> Self {
        let name = |day: &Weekday| DAYS.iter().find(|(_, other)| other == day).map_or("", |(name, _)| *name);
        Self {
            zone: calendar.zone_name().to_owned(),
            rest: calendar.rest().iter().map(|day| name(day).to_owned()).collect(),
            holidays: calendar.holidays().iter().map(ToString::to_string).collect(),
        }
    }
}

impl PersonLine {
    fn to_person(&self) -> Result<Person, WireError> {
        let side = match self.side.as_str() {
            "neutral" => Side::Neutral,
            party => Side::Party(read_id!("person.side", party, ActorId)?),
        };
        let duties = self.duties.iter().map(|duty| named("person.duties", duty, Duty::parse, Duty::EXPECTED));
        Ok(Person {
            id: read_id!("person.id", &self.id, PersonId)?,
            name: self.name.clone(),
            side,
            duties: duties.collect::<Result<_, _>>()?,
        })
    }

    fn new(person: &Person) -> Self {
        Self {
            id: person.id.to_string(),
            name: person.name.clone(),
            side: person.side.to_string(),
            duties: person.duties.iter().map(|duty| duty.to_string()).collect(),
        }
    }
}

impl QuorumLine {
    fn to_quorum(self) -> Quorum {
        Quorum { each_party: self.each_party, neutral: self.neutral }
    }

    fn new(quorum: Quorum) -> Self {
        Self { each_party: quorum.each_party, neutral: quorum.neutral }
    }
}

impl ProofLine {
    fn to_proof(&self) -> Result<Proof, WireError> {
        Ok(Proof {
            occurred: named("proof.occurred", &self.occurred, StandardOfProof::parse, STANDARDS)?,
            attribution: named("proof.attribution", &self.attribution, StandardOfProof::parse, STANDARDS)?,
            intent: named("proof.intent", &self.intent, StandardOfProof::parse, STANDARDS)?,
            breach: named("proof.breach", &self.breach, StandardOfProof::parse, STANDARDS)?,
        })
    }

    fn new(proof: Proof) -> Self {
        let name = |standard: StandardOfProof| standard.as_str().to_owned();
        Self {
            occurred: name(proof.occurred),
            attribution: name(proof.attribution),
            intent: name(proof.intent),
            breach: name(proof.breach),
        }
    }
}

impl TermLine {
    fn to_term(self, field: &'static str) -> Result<Term, WireError> {
        const EXPECTED: &str = "one term of 1 or more, such as { hours = 48 }, { days = 7 }, { working_days = 5 } or { months = 1 }";
        let given = [
            (self.hours, TermUnit::Hours),
            (self.days, TermUnit::Days),
            (self.working_days, TermUnit::WorkingDays),
            (self.months, TermUnit::Months),
        ];
        let terms: Vec<(u16, TermUnit)> = given.into_iter().filter_map(|(count, unit)| Some((count?, unit))).collect();
        let one = match terms.as_slice() {
            [(count, unit)] => Term::new(*count, *unit),
            _ => None,
        };
        let written = || terms.iter().map(|(count, unit)| format!("{count} {unit}")).collect::<Vec<_>>().join(", ");
        one.ok_or_else(|| WireError::field(field, written(), EXPECTED))
    }

    fn new(term: Term) -> Self {
        let count = Some(term.count.get());
        match term.unit {
            TermUnit::Hours => Self { hours: count, ..Self::default() },
            TermUnit::Days => Self { days: count, ..Self::default() },
            TermUnit::WorkingDays => Self { working_days: count, ..Self::default() },
            TermUnit::Months => Self { months: count, ..Self::default() },
        }
    }
}

impl LimitsLine {
    fn to_limits(self) -> Result<Limits, WireError> {
        Ok(Limits {
            log: self.log.to_term("limits.log")?,
            verify: self.verify.to_term("limits.verify")?,
            reply: self.reply.to_term("limits.reply")?,
        })
    }

    fn new(limits: Limits) -> Self {
        Self {
            log: TermLine::new(limits.log),
            verify: TermLine::new(limits.verify),
            reply: TermLine::new(limits.reply),
        }
    }
}

impl PublicationLine {
    fn to_rule(&self) -> Result<PublicationRule, WireError> {
        let levels = self.levels.iter().map(|level| named("publication.levels", level, Level::parse, Level::EXPECTED));
        let majority = |text: &String| named("publication.public_needs", text, Majority::parse, Majority::EXPECTED);
        Ok(PublicationRule {
            levels: levels.collect::<Result<_, _>>()?,
            public_needs: self.public_needs.as_ref().map(majority).transpose()?,
            embargo: self.embargo.map(|term| term.to_term("publication.embargo")).transpose()?,
        })
    }

    fn new(rule: &PublicationRule) -> Self {
        Self {
            levels: rule.levels.iter().map(|level| level.to_string()).collect(),
            public_needs: rule.public_needs.map(|majority| majority.to_string()),
            embargo: rule.embargo.map(TermLine::new),
        }
    }
}

#[cfg(test)]
mod tests;
