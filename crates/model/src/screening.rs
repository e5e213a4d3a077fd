//! The history of the answers that screening gave: only what changed, each time something was entered that bears on it.

use crate::actor::ActorRef;
use crate::id::{AgreementId, ProvisionId};
use crate::incident::{Proposal, ProposalSubject};

/// What an answer is an answer to: this subject under this clause, for this doer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question {
    /// The incident or observation.
    pub subject: ProposalSubject,
    /// The agreement.
    pub agreement: AgreementId,
    /// The provision; `None` where none names such an act.
    pub clause: Option<ProvisionId>,
    /// Who may have done it; `None` where nobody is named.
    pub actor: Option<ActorRef>,
}

/// A change of what screening answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScreeningChange {
    /// The answer is this from now on, for the first time or in place of another.
    Answered(Proposal),
    /// It is not asked any more: the subject, the clause or the doer is another now.
    Withdrawn(Question),
}

impl ScreeningChange {
    /// What it is an answer to.
    pub fn question(&self) -> Question {
        match self {
            ScreeningChange::Answered(proposal) => proposal.question(),
            ScreeningChange::Withdrawn(question) => question.clone(),
        }
    }
}

/// A change, and the entry that told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedScreening {
    /// The entry's number.
    pub entry: u64,
    /// When it was entered.
    pub at: String,
    /// The change.
    pub change: ScreeningChange,
}
