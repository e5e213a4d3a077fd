//! How obligations stand, on lines. They are derived, so they are only written.

use model::{Due, Obligations, Owed};
use serde::Serialize;

/// How one obligation stands for one party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwedLine {
    /// The agreement.
    pub agreement: String,
    /// The obligation.
    pub obligation: String,
    /// Whether it is a confidence-building measure.
    pub measure: bool,
    /// The party that owes it.
    pub party: String,
    /// As of when, in the agreement's local time.
    pub as_of: String,
    /// waits, due, partly, reported, done, disputed or late.
    pub status: &'static str,
    /// From when on it is surely late, in the agreement's local time.
    pub due: Option<String>,
    /// The obligation after which it runs, where that is not shown to be met.
    pub after: Option<String>,
    /// The incidents that show it.
    pub evidence: Vec<String>,
    /// Claims to the contrary.
    pub against: Vec<String>,
    /// The last finding on it.
    pub finding: Option<String>,
    /// The reasons.
    pub because: Vec<String>,
    /// The version of this line.
    pub v: u32,
}

impl OwedLine {
    /// Writes all that is owed under an agreement.
    pub fn lines(all: &Obligations) -> impl Iterator<Item = Self> {
        all.owed.iter().map(|owed| Self::new(all, owed))
    }

    /// Writes one obligation of one party.
    pub fn new(all: &Obligations, owed: &Owed) -> Self {
        let (due, after) = match &owed.due {
            Due::Unstated => (None, None),
            Due::After(other) => (None, Some(other.to_string())),
            Due::Until(until) => (Some(until.to_string()), None),
        };
        Self {
            agreement: all.agreement.to_string(),
            obligation: owed.obligation.to_string(),
            measure: owed.is_measure,
            party: owed.party.to_string(),
            as_of: all.as_of.to_string(),
            status: owed.status.as_str(),
            due,
            after,
            evidence: owed.evidence.iter().map(ToString::to_string).collect(),
            against: owed.against.iter().map(ToString::to_string).collect(),
            finding: owed.finding.as_ref().map(ToString::to_string),
            because: owed.because.clone(),
            v: crate::VERSION,
        }
    }
}
