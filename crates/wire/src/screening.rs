//! Changes of what screening answers, as lines: the ledger keeps them, so they are read back.

use crate::error::{WireError, known_version, read_id};
use crate::mention::ActorLine;
use model::{Method, Proposal, ProposalSubject, ProposedAnswer, Question, ScreeningChange};
use serde::{Deserialize, Serialize};

const ANSWERS: &str = "may_breach, permitted, outside_scope, cannot_tell or withdrawn";

/// A change of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreeningLine {
    /// The incident; absent where an observation was screened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
    /// The observation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observation: Option<String>,
    /// The agreement.
    pub agreement: String,
    /// The provision asked about; absent where none names such an act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// Who may have done it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<ActorLine>,
    /// may_breach, permitted, outside_scope, cannot_tell; withdrawn where it is not asked any more.
    pub answer: String,
    /// The clause, the scope, or what is missing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// The reasons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<String>,
    /// What made it; empty where it is withdrawn.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub method: String,
    /// The version of this line.
    #[serde(default = "crate::first_version", rename = "v")]
    pub version: u32,
}

impl ScreeningLine {
    /// Writes a change.
    pub fn new(change: &ScreeningChange) -> Self {
        match change {
            ScreeningChange::Withdrawn(question) => Self::of(question),
            ScreeningChange::Answered(proposal) => {
                let (answer, detail) = told(&proposal.answer);
                Self {
                    answer: answer.to_owned(),
                    detail,
                    because: proposal.because.clone(),
                    method: proposal.method.to_string(),
                    ..Self::of(&proposal.question())
                }
            }
        }
    }

    fn of(question: &Question) -> Self {
        Self {
            incident: question.subject.incident().map(ToString::to_string),
            observation: question.subject.observation().map(ToString::to_string),
            agreement: question.agreement.to_string(),
            clause: question.clause.as_ref().map(ToString::to_string),
            actor: question.actor.as_ref().map(ActorLine::new),
            answer: "withdrawn".to_owned(),
            detail: String::new(),
            because: Vec::new(),
            method: String::new(),
            version: crate::VERSION,
        }
    }

    /// Reads a line of JSON.
    pub fn parse(line: &str) -> Result<Self, WireError> {
        serde_json::from_str(line).map_err(|error| WireError::Shape(error.to_string()))
    }

    /// The id of what was screened.
    pub fn subject(&self) -> &str {
        self.incident.as_deref().or(self.observation.as_deref()).unwrap_or_default()
    }

    /// Reads a change.
    pub fn to_change(&self) -> Result<ScreeningChange, WireError> {
        known_version(self.version)?;
        let Question { subject, agreement, clause, actor } = self.to_question()?;
        let detail = || read_id!("detail", self.detail.as_str(), ProvisionId);
        let answer = match self.answer.as_str() {
            "withdrawn" => return Ok(ScreeningChange::Withdrawn(Question { subject, agreement, clause, actor })),
            "may_breach" => ProposedAnswer::MayBreach(detail()?),
            "permitted" => ProposedAnswer::Permitted(detail()?),
            "outside_scope" => ProposedAnswer::OutsideScope(self.detail.clone()),
            "cannot_tell" => ProposedAnswer::CannotTell(self.detail.clone()),
            other => return Err(WireError::field("answer", other, ANSWERS)),
        };
        let method = Method::parse(&self.method);
        let method = method.ok_or_else(|| WireError::field("method", &self.method, "name/version"))?;
        let because = self.because.clone();
        Ok(ScreeningChange::Answered(Proposal { subject, agreement, clause, actor, answer, because, method }))
    }

    fn to_question(&self) -> Result<Question, WireError> {
        let subject = match (&self.incident, &self.observation) {
            (Some(id), None) => ProposalSubject::Incident(read_id!("incident", id.as_str(), IncidentId)?),
            (None, Some(id)) => ProposalSubject::Observation(read_id!("observation", id.as_str(), ObservationId)?),
            _ => {
                return Err(WireError::field("incident", self.subject(), "an incident or an observation, one of both"));
            }
        };
        Ok(Question {
            subject,
            agreement: read_id!("agreement", self.agreement.as_str(), AgreementId)?,
            clause: self.clause.as_deref().map(|id| read_id!("clause", id, ProvisionId)).transpose()?,
            actor: self.actor.as_ref().map(ActorLine::to_actor).transpose()?,
        })
    }
}

/// The answer's name, and what goes with it: the clause, the scope, or what is missing.
pub(crate) fn told(answer: &ProposedAnswer) -> (&'static str, String) {
    match answer {
        ProposedAnswer::MayBreach(clause) => ("may_breach", clause.to_string()),
        ProposedAnswer::Permitted(clause) => ("permitted", clause.to_string()),
        ProposedAnswer::OutsideScope(scope) => ("outside_scope", scope.clone()),
        ProposedAnswer::CannotTell(missing) => ("cannot_tell", missing.clone()),
    }
}
