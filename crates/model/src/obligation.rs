//! How an obligation stands for one party at a moment: by when it is due, and what shows it. Derived, never entered.

use crate::id::{ActorId, AgreementId, ClaimId, FindingId, IncidentId, ObligationId};
use crate::named::named;
use jiff::civil::DateTime;

named! {
    /// How an obligation stands for one party.
    ObligationStatus {
        /// What must come before is not shown.
        Waits = "waits",
        /// It is to be done, and not overdue.
        Due = "due",
        /// It is told as going on, by the party alone, or without saying by whom.
        Partly = "partly",
        /// Reports tell it as done, and nobody has found so yet.
        Reported = "reported",
        /// People found that it was done.
        Done = "done",
        /// It is told to be done, and denied or contested.
        Disputed = "disputed",
        /// Its deadline has passed and nothing shows it done, or people found that it was not.
        Late = "late",
    }
}

/// By when it is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// No term is told, or nothing from which it would run.
    Unstated,
    /// It runs from the day on which this obligation is met, and that is not shown.
    After(ObligationId),
    /// From this moment on it is surely late, in the agreement's local time.
    Until(DateTime),
}

/// One obligation of one party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The obligation.
    pub obligation: ObligationId,
    /// Whether it is a confidence-building measure.
    pub is_measure: bool,
    /// The party.
    pub party: ActorId,
    /// How it stands.
    pub status: ObligationStatus,
    /// By when it is due.
    pub due: Due,
    /// The incidents that show it.
    pub evidence: Vec<IncidentId>,
    /// Claims to the contrary.
    pub against: Vec<ClaimId>,
    /// The last finding on it.
    pub finding: Option<FindingId>,
    /// The reasons, a sentence each.
    pub because: Vec<String>,
}

impl Owed {
    /// Whether nothing shows it done, and nobody found so.
    pub fn is_open(&self) -> bool {
        !matches!(self.status, ObligationStatus::Done | ObligationStatus::Reported)
    }
}

/// All that is owed under one agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligations {
    /// The agreement.
    pub agreement: AgreementId,
    /// As of when, in the agreement's local time.
    pub as_of: DateTime,
    /// In the order of the instrument, then of its parties.
    pub owed: Vec<Owed>,
}
