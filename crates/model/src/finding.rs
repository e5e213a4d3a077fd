//! A judgement by people, under a stated standard of proof, element by element.

use crate::actor::ActorRef;
use crate::grade::{Credibility, Reliability};
use crate::id::{AgreementId, ClaimId, FindingId, IncidentId, ObligationId, ProvisionId};
use std::fmt;

/// How strong the proof has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StandardOfProof {
    /// Reasonable suspicion.
    Suspicion,
    /// Reasonable grounds to believe.
    ReasonableGrounds,
    /// Balance of probabilities.
    BalanceOfProbabilities,
    /// Clear and convincing evidence.
    ClearAndConvincing,
}

impl StandardOfProof {
    /// All, weakest first.
    pub const ALL: [StandardOfProof; 4] = [
        StandardOfProof::Suspicion,
        StandardOfProof::ReasonableGrounds,
        StandardOfProof::BalanceOfProbabilities,
        StandardOfProof::ClearAndConvincing,
    ];

    /// The name on exchange lines.
    pub fn as_str(self) -> &'static str {
        match self {
            StandardOfProof::Suspicion => "suspicion",
            StandardOfProof::ReasonableGrounds => "reasonable_grounds",
            StandardOfProof::BalanceOfProbabilities => "balance_of_probabilities",
            StandardOfProof::ClearAndConvincing => "clear_and_convincing",
        }
    }

    /// Reads the name on exchange lines.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standard| standard.as_str() == text)
    }
}

/// What people say to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer<T> {
    /// It is so, to this standard.
    Established(T, StandardOfProof),
    /// It is not so, to this standard.
    Refuted(StandardOfProof),
    /// They looked, and the evidence does not suffice.
    Insufficient,
    /// They did not judge it. This differs from looking in vain.
    NotJudged,
}

/// An element of a finding: the answer and its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element<T> {
    /// The answer.
    pub answer: Answer<T>,
    /// The reasons; empty only where nothing was judged.
    pub reasons: String,
}

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// An incident.
    Incident(IncidentId),
    /// An obligation of an agreement.
    Obligation(AgreementId, ObligationId),
}

/// Whether an act was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Intent {
    /// It was meant.
    Intended,
    /// It was an accident.
    Accident,
}

/// Who did it, as people found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attributed {
    /// This one.
    To(ActorRef),
    /// These together, two or more.
    Several(Vec<ActorRef>),
    /// They investigated to the end, and it could not be attributed. Where the evidence only does not suffice yet, the
    /// answer is [`Answer::Insufficient`].
    Unknown,
}

impl Attributed {
    /// Whom it names.
    pub fn actors(&self) -> &[ActorRef] {
        match self {
            Attributed::To(actor) => std::slice::from_ref(actor),
            Attributed::Several(actors) => actors,
            Attributed::Unknown => &[],
        }
    }
}

impl fmt::Display for Attributed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.actors() {
            [] => out.write_str("could not be attributed"),
            [first, rest @ ..] => {
                first.fmt(out)?;
                rest.iter().try_for_each(|actor| write!(out, " and {actor}"))
            }
        }
    }
}

/// Evidence that was weighed, source and statement graded apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GradedEvidence {
    /// The claim.
    pub claim: ClaimId,
    /// The source's grade.
    pub reliability: Reliability,
    /// The statement's grade.
    pub credibility: Credibility,
}

/// A member's dissent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dissent {
    /// Who.
    pub by: String,
    /// Why.
    pub reasons: String,
}

/// The reply of whoever is accused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// It was not asked yet.
    NotAsked,
    /// It was asked and has not replied.
    Awaited,
    /// It was asked, and its time passed without a reply.
    Missed,
    /// It replied.
    Given(String),
}

/// A judgement by people. A violation is named here and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its id.
    pub id: FindingId,
    /// What it is about.
    pub subject: Subject,
    /// The body that finds.
    pub body: String,
    /// Its authors; at least one.
    pub authors: Vec<String>,
    /// When it was made: RFC 3339.
    pub at: String,
    /// Whether it occurred.
    pub occurred: Element<()>,
    /// Who did it.
    pub attribution: Element<Attributed>,
    /// Whether it was meant.
    pub intent: Element<Intent>,
    /// Whether it breaches a provision.
    pub breach: Element<(AgreementId, ProvisionId)>,
    /// The evidence weighed.
    pub evidence: Vec<GradedEvidence>,
    /// Dissent.
    pub dissent: Vec<Dissent>,
    /// The accused's reply.
    pub reply: Reply,
    /// The finding that this one corrects; it stays visible.
    pub supersedes: Option<FindingId>,
}
