//! Why a step may not be taken: who wanted what, which rule stands against it, and what to do. It must not decide anything.

use model::PersonId;
use std::fmt;

/// The rule that stands against a step, by the name of the field that holds it where the rules file has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Rules must hold when a step is taken.
    From,
    /// Steps follow each other.
    Order,
    /// No clock runs backwards.
    Clock,
    /// Only those whom the rules know take steps.
    Persons,
    /// Each does what they are there for.
    Duties,
    /// Every step has reasons.
    Reasons,
    /// An allegation says what, whom and by whom.
    Allegation,
    /// Nobody verifies what they reported.
    OwnReport,
    /// Two persons at least.
    TwoPersons,
    /// Those who verify are on the team, which has its size.
    Team,
    /// A joint team has as many of each party.
    JointTeam,
    /// Conflicts of interest are declared, and bar from verifying and voting.
    Conflicts,
    /// Enough of each side are there.
    Quorum,
    /// The smaller quorum is for a sitting that failed.
    EmergencyQuorum,
    /// A member who is there votes once.
    Vote,
    /// The motion has its majority.
    Decision,
    /// Each element has its proof.
    Proof,
    /// Whoever is concerned can reply.
    Reply,
    /// What is made known, and how far.
    Publication,
    /// A correction corrects something.
    Correction,
}

impl Rule {
    /// The name in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Rule::From => "from",
            Rule::Order => "order of steps",
            Rule::Clock => "clock",
            Rule::Persons => "person",
            Rule::Duties => "person.duties",
            Rule::Reasons => "reasons",
            Rule::Allegation => "allegation",
            Rule::OwnReport => "nobody verifies their own report",
            Rule::TwoPersons => "two persons",
            Rule::Team => "team",
            Rule::JointTeam => "team.joint",
            Rule::Conflicts => "conflicts",
            Rule::Quorum => "quorum",
            Rule::EmergencyQuorum => "emergency_quorum",
            Rule::Vote => "one vote each",
            Rule::Decision => "decision",
            Rule::Proof => "proof",
            Rule::Reply => "right of reply",
            Rule::Publication => "publication",
            Rule::Correction => "correction",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// Why a step may not be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{who}' may not take the step '{act}': {why} (rule: {rule}); {remedy}")]
pub struct Refusal {
    /// Who wanted to take it.
    pub who: PersonId,
    /// The step.
    pub act: &'static str,
    /// The rule against it.
    pub rule: Rule,
    /// What is wrong.
    pub why: String,
    /// What to do.
    pub remedy: String,
}
