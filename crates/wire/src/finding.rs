//! Findings on lines, and as the file in which people write one.

use crate::error::{WireError, known_version, named, read_id};
use crate::mention::ActorLine;
use model::finding::{GradedEvidence, Intent, Reply};
use model::{Answer, Attributed, Credibility, Dissent, Element, Finding, Reliability, StandardOfProof, Subject};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An element of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ElementLine<T> {
    /// established, refuted, insufficient or not_judged.
    pub answer: String,
    /// suspicion, reasonable_grounds, balance_of_probabilities or clear_and_convincing; with the first two answers.
    #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    /// What is established.
    #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
    pub what: Option<T>,
    /// The reasons.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reasons: String,
}

impl<T> Default for ElementLine<T> {
    fn default() -> Self {
        Self { answer: "not_judged".to_owned(), standard: None, what: None, reasons: String::new() }
    }
}

/// A breach: of which provision of which agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreachLine {
    /// The agreement.
    pub agreement: String,
    /// The provision.
    pub provision: String,
}

/// Who did it: an actor, a list of two or more, or that it could not be attributed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum AttributedLine {
    /// One.
    To(ActorLine),
    /// Several together.
    Several(Vec<ActorLine>),
    /// Nobody can be named.
    Unknown(UnknownWord),
}

/// The words `could_not_be_attributed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnknownWord {
    /// They investigated to the end.
    #[serde(rename = "could_not_be_attributed")]
    CouldNotBeAttributed,
}

impl AttributedLine {
    /// Writes who did it.
    pub fn new(attributed: &Attributed) -> Self {
        match attributed {
            Attributed::To(actor) => Self::To(ActorLine::new(actor)),
            Attributed::Several(actors) => Self::Several(actors.iter().map(ActorLine::new).collect()),
            Attributed::Unknown => Self::Unknown(UnknownWord::CouldNotBeAttributed),
        }
    }

    /// Reads who did it.
    pub fn to_attributed(&self) -> Result<Attributed, WireError> {
        match self {
            Self::To(actor) => Ok(Attributed::To(actor.to_actor()?)),
            Self::Several(all) if all.len() < 2 => {
                Err(WireError::field("attribution.what", all.len(), "an actor, or a list of two or more"))
            }
            Self::Several(all) => {
                Ok(Attributed::Several(all.iter().map(ActorLine::to_actor).collect::<Result<_, _>>()?))
            }
            Self::Unknown(_) => Ok(Attributed::Unknown),
        }
    }

    /// The names, or that there is none.
    pub fn names(&self) -> String {
        match self {
            Self::To(actor) => actor.name.clone(),
            Self::Several(all) => all.iter().map(|actor| actor.name.as_str()).collect::<Vec<_>>().join(" and "),
            Self::Unknown(_) => "could not be attributed".to_owned(),
        }
    }
}

/// Evidence that was weighed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceLine {
    /// The claim.
    pub claim: String,
    /// A to F.
    pub reliability: String,
    /// 1 to 6.
    pub credibility: u8,
}

/// A dissent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DissentLine {
    /// Who.
    pub by: String,
    /// Why.
    pub reasons: String,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingLine {
    /// Its id; given by the record where a person leaves it out.
    #[serde(default)]
    pub id: String,
    /// The incident; or an obligation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
    /// The agreement of the obligation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<String>,
    /// The obligation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obligation: Option<String>,
    /// The body that finds.
    pub body: String,
    /// Its authors.
    pub authors: Vec<String>,
    /// When it was made: RFC 3339; given by the record where a person leaves it out.
    #[serde(default)]
    pub at: String,
    /// Whether it occurred.
    #[serde(default)]
    pub occurred: ElementLine<bool>,
    /// Who did it.
    #[serde(default)]
    pub attribution: ElementLine<AttributedLine>,
    /// `intended` or `accident`.
    #[serde(default)]
    pub intent: ElementLine<String>,
    /// Of which provision.
    #[serde(default)]
    pub breach: ElementLine<BreachLine>,
    /// The evidence weighed.
    #[serde(default)]
    pub evidence: Vec<EvidenceLine>,
    /// Dissent.
    #[serde(default)]
    pub dissent: Vec<DissentLine>,
    /// not_asked, awaited, missed or given.
    #[serde(default = "not_asked")]
    pub reply: String,
    /// The reply's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_text: Option<String>,
    /// The finding that it corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<String>,
    /// Fields that are to be protected, by their JSON pointer in the line, each with its level; no part of the line itself.
    #[serde(default, skip_serializing)]
    pub protected: BTreeMap<String, String>,
    /// The version of this line.
    #[serde(default = "crate::first_version", rename = "v")]
    pub version: u32,
}

fn not_asked() -> String {
    "not_asked".to_owned()
}

impl<T> ElementLine<T> {
    fn write<N>(element: &Element<N>, write: impl Fn(&N) -> T) -> Self {
        let (answer, standard, what) = match &element.answer {
            Answer::Established(what, standard) => ("established", Some(standard), Some(write(what))),
            Answer::Refuted(standard) => ("refuted", Some(standard), None),
            Answer::Insufficient => ("insufficient", None, None),
            Answer::NotJudged => ("not_judged", None, None),
        };
        Self {
            answer: answer.to_owned(),
            standard: standard.map(|standard| standard.as_str().to_owned()),
            what,
            reasons: element.reasons.clone(),
        }
    }

    fn read<N>(
        &self,
        field: &'static str,
        read: impl Fn(Option<&T>) -> Result<N, WireError>,
    ) -> Result<Element<N>, WireError> {
        const STANDARDS: &str = "suspicion, reasonable_grounds, balance_of_probabilities or clear_and_convincing";
        let standard = || named(field, self.standard.as_deref().unwrap_or_default(), StandardOfProof::parse, STANDARDS);
        let answer = match self.answer.as_str() {
            "established" => Answer::Established(read(self.what.as_ref())?, standard()?),
            "refuted" => Answer::Refuted(standard()?),
            "insufficient" => Answer::Insufficient,
            "not_judged" => Answer::NotJudged,
            other => return Err(WireError::field(field, other, "established, refuted, insufficient or not_judged")),
        };
        if self.reasons.trim().is_empty() && answer_is_judged(&answer) {
            return Err(WireError::field(field, "", "reasons: an element that was judged gives them"));
        }
        Ok(Element { answer, reasons: self.reasons.clone() })
    }
}

fn answer_is_judged<T>(answer: &Answer<T>) -> bool {
    !matches!(answer, Answer::NotJudged)
}

impl FindingLine {
    /// Reads TOML, as people write it. The error gives line and column.
    pub fn parse_toml(text: &str) -> Result<Self, WireError> {
        toml::from_str(text).map_err(|error| WireError::Shape(error.to_string()))
    }

    /// Reads a line of JSON.
    pub fn parse(line: &str) -> Result<Self, WireError> {
        serde_json::from_str(line).map_err(|error| WireError::Shape(error.to_string()))
    }

    /// Writes a finding.
    pub fn new(finding: &Finding) -> Self {
        let (incident, agreement, obligation) = match &finding.subject {
            Subject::Incident(id) => (Some(id.to_string()), None, None),
            Subject::Obligation(agreement, id) => (None, Some(agreement.to_string()), Some(id.to_string())),
        };
        let (reply, reply_text) = match &finding.reply {
            Reply::NotAsked => ("not_asked", None),
            Reply::Awaited => ("awaited", None),
            Reply::Missed => ("missed", None),
            Reply::Given(text) => ("given", Some(text.clone())),
        };
        Self {
            id: finding.id.to_string(),
            incident,
            agreement,
            obligation,
            body: finding.body.clone(),
            authors: finding.authors.clone(),
            at: finding.at.clone(),
            occurred: ElementLine::write(&finding.occurred, |()| true),
            attribution: ElementLine::write(&finding.attribution, AttributedLine::new),
            intent: ElementLine::write(&finding.intent, |intent| match intent {
                Intent::Intended => "intended".to_owned(),
                Intent::Accident => "accident".to_owned(),
            }),
            breach: ElementLine::write(&finding.breach, |(agreement, provision)| BreachLine {
                agreement: agreement.to_string(),
                provision: provision.to_string(),
            }),
            evidence: finding.evidence.iter().map(EvidenceLine::new).collect(),
            dissent: finding
                .dissent
                .iter()
                .map(|one| DissentLine { by: one.by.clone(), reasons: one.reasons.clone() })
                .collect(),
            reply: reply.to_owned(),
            reply_text,
            supersedes: finding.supersedes.as_ref().map(ToString::to_string),
            protected: BTreeMap::new(),
            version: crate::VERSION,
        }
    }

    /// Checks what the line says, and reads the finding.
    pub fn to_finding(&self) -> Result<Finding, WireError> {
        known_version(self.version)?;
        if self.authors.iter().all(|author| author.trim().is_empty()) {
            return Err(WireError::field("authors", "", "at least one author"));
        }
        Ok(Finding {
            id: read_id!("id", &self.id, FindingId)?,
            subject: self.subject()?,
            body: self.body.clone(),
            authors: self.authors.clone(),
            at: self.at.clone(),
            occurred: self.occurred.read("occurred", |_| Ok(()))?,
            attribution: self.attribution.read("attribution", |who| needed("attribution", who)?.to_attributed())?,
            intent: self.intent.read("intent", |intent| {
                named("intent", needed("intent", intent)?, parse_intent, "intended or accident")
            })?,
            breach: self.breach.read("breach", |breach| {
                let breach = needed("breach", breach)?;
                Ok((
                    read_id!("breach.agreement", &breach.agreement, AgreementId)?,
                    read_id!("breach.provision", &breach.provision, ProvisionId)?,
                ))
            })?,
            evidence: self.evidence.iter().map(EvidenceLine::to_evidence).collect::<Result<_, _>>()?,
            dissent: self
                .dissent
                .iter()
                .map(|one| Dissent { by: one.by.clone(), reasons: one.reasons.clone() })
                .collect(),
            reply: self.reply()?,
            supersedes: self.supersedes.as_ref().map(|id| read_id!("supersedes", id, FindingId)).transpose()?,
        })
    }

    fn subject(&self) -> Result<Subject, WireError> {
        match (&self.incident, &self.agreement, &self.obligation) {
            (Some(incident), None, None) => Ok(Subject::Incident(read_id!("incident", incident, IncidentId)?)),
            (None, Some(agreement), Some(obligation)) => Ok(Subject::Obligation(
                read_id!("agreement", agreement, AgreementId)?,
                read_id!("obligation", obligation, ObligationId)?,
            )),
            _ => Err(WireError::field("incident", "", "either 'incident', or 'agreement' with 'obligation'")),
        }
    }

    fn reply(&self) -> Result<Reply, WireError> {
        match (self.reply.as_str(), &self.reply_text) {
            ("not_asked", None) => Ok(Reply::NotAsked),
            ("awaited", None) => Ok(Reply::Awaited),
            ("missed", None) => Ok(Reply::Missed),
            ("given", Some(text)) => Ok(Reply::Given(text.clone())),
            (other, _) => {
                Err(WireError::field("reply", other, "not_asked, awaited, missed, or given with 'reply_text'"))
            }
        }
    }
}

fn needed<'a, T: ?Sized>(field: &'static str, what: Option<&'a T>) -> Result<&'a T, WireError> {
    what.ok_or_else(|| WireError::field(field, "", "'what' beside an established answer"))
}

fn parse_intent(text: &str) -> Option<Intent> {
    match text {
        "intended" => Some(Intent::Intended),
        "accident" => Some(Intent::Accident),
        _ => None,
    }
}

impl EvidenceLine {
    pub(crate) fn new(evidence: &GradedEvidence) -> Self {
        Self {
            claim: evidence.claim.to_string(),
            reliability: evidence.reliability.letter().to_string(),
            credibility: evidence.credibility.number(),
        }
    }

    pub(crate) fn to_evidence(&self) -> Result<GradedEvidence, WireError> {
        let credibility = Credibility::parse(self.credibility);
        Ok(GradedEvidence {
            claim: read_id!("evidence.claim", &self.claim, ClaimId)?,
            reliability: named("evidence.reliability", &self.reliability, Reliability::parse, "A, B, C, D, E or F")?,
            credibility: credibility
                .ok_or_else(|| WireError::field("evidence.credibility", self.credibility, "1 to 6"))?,
        })
    }
}
