//! The board and the proposals on lines. They are derived, so they are only written.

use crate::incident::VersionLine;
use crate::mention::ActorLine;
use crate::screening::told;
use crate::time::TimeLine;
use model::{Board, Proposal, StatusEntry};
use serde::Serialize;

/// One act of one actor about an agreement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BoardLine {
    /// The agreement.
    pub agreement: String,
    /// Who.
    pub actor: Option<ActorLine>,
    /// The party on whose side the actor stands, from 0 in the agreement's order.
    pub party: Option<usize>,
    /// What.
    pub act: &'static str,
    /// When, in one version or several that exclude each other.
    pub when: Vec<VersionLine<TimeLine>>,
    /// Whether the time or the act itself is contested.
    pub contested: bool,
    /// The claims that say so.
    pub evidence: Vec<String>,
    /// Claims that say the contrary.
    pub against: Vec<String>,
    /// The independent origins.
    pub origins: Vec<String>,
}

impl BoardLine {
    /// Writes a board, a line an act.
    pub fn lines(board: &Board) -> Vec<Self> {
        board.entries.iter().map(|entry| Self::new(board, entry)).collect()
    }

    fn new(board: &Board, entry: &StatusEntry) -> Self {
        let strings = |ids: &[model::ClaimId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
        let when = entry.when.versions().iter().filter_map(|version| {
            Some(VersionLine { value: TimeLine::when(&version.value)?, by: strings(&version.by) })
        });
        Self {
            agreement: board.agreement.to_string(),
            actor: entry.actor.as_ref().map(ActorLine::new),
            party: entry.party,
            act: entry.act.as_str(),
            when: when.collect(),
            contested: entry.when.is_contested() || !entry.against.is_empty(),
            evidence: strings(&entry.evidence),
            against: strings(&entry.against),
            origins: entry.origins.iter().map(ToString::to_string).collect(),
        }
    }
}

/// A proposal of the program about an incident or an observation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProposalLine {
    /// The incident; absent where an observation was screened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
    /// The observation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observation: Option<String>,
    /// The agreement.
    pub agreement: String,
    /// The provision asked about; absent where none names such an act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// Who may have done it.
    pub actor: Option<ActorLine>,
    /// may_breach, permitted, outside_scope or cannot_tell.
    pub answer: &'static str,
    /// The clause, the scope, or what is missing.
    pub detail: String,
    /// The reasons.
    pub because: Vec<String>,
    /// What made it.
    pub method: String,
}

impl ProposalLine {
    /// Writes a proposal.
    pub fn new(proposal: &Proposal) -> Self {
        let (answer, detail) = told(&proposal.answer);
        Self {
            incident: proposal.subject.incident().map(ToString::to_string),
            observation: proposal.subject.observation().map(ToString::to_string),
            agreement: proposal.agreement.to_string(),
            clause: proposal.clause.as_ref().map(ToString::to_string),
            actor: proposal.actor.as_ref().map(ActorLine::new),
            answer,
            detail,
            because: proposal.because.clone(),
            method: proposal.method.to_string(),
        }
    }
}
