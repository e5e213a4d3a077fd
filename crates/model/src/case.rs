//! The steps by which people handle an allegation: who did what, when and why. A case is the fold over its steps, which
//! `assessment` makes; here stands what a step may say, and nothing of whether it may be taken.

use crate::finding::{Answer, Attributed, GradedEvidence, Intent, StandardOfProof, Subject};
use crate::id::{ActorId, AgreementId, CaseId, ClaimId, FindingId, PersonId, ProvisionId};
use crate::named::named;
use crate::procedure::Level;
use jiff::Timestamp;

/// One step of a case. Nothing is changed later: what was wrong is put right by a further step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseStep {
    /// The case.
    pub case: CaseId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: PersonId,
    /// Why.
    pub reasons: String,
    /// What.
    pub act: CaseAct,
}

/// What is done in a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseAct {
    /// An allegation arrives.
    Received(Box<Allegation>),
    /// It gets a receipt, by which whoever made it can ask after it.
    Logged {
        /// The receipt's number.
        receipt: String,
    },
    /// The person says whether they have a conflict of interest in this case.
    Declared {
        /// Which, in the words of the rules; none where they have none.
        conflict: Option<String>,
    },
    /// It is held against area, period, parties and provisions.
    Screened(Screening),
    /// A team is to verify it.
    Assigned {
        /// Who.
        team: Vec<PersonId>,
    },
    /// The team sets out.
    VerificationBegun,
    /// The team says whether it occurred.
    Verified {
        /// The outcome.
        outcome: Outcome,
        /// Who stands by it, and on what it rests.
        signed: Signed,
    },
    /// The team looks for how, why and by whom.
    InvestigationBegun,
    /// The team says who did it.
    Attributed {
        /// Who.
        answer: Answer<Attributed>,
        /// The parties that answer for those who did it.
        parties: Vec<ActorId>,
        /// Who stands by it.
        signed: Signed,
    },
    /// The team says what it was.
    Classified {
        /// What.
        class: Classification,
        /// Whether it was meant.
        intent: Answer<Intent>,
        /// Who stands by it.
        signed: Signed,
    },
    /// Those concerned are asked for their reply.
    ReplyAsked,
    /// A party replies.
    Replied {
        /// Which.
        party: ActorId,
        /// What it says.
        text: String,
    },
    /// A party asks for more time to reply, and has what the rules give.
    MoreTimeAsked {
        /// Which.
        party: ActorId,
    },
    /// The committee sits on a motion.
    Convened {
        /// The members who are there.
        present: Vec<PersonId>,
        /// Whether this is a sitting with the smaller quorum.
        emergency: bool,
        /// What is put to the vote.
        motion: Motion,
    },
    /// The committee could not sit: the quorum was missing.
    Adjourned {
        /// The members who came.
        present: Vec<PersonId>,
    },
    /// A member votes. The reasons of whoever votes against are the dissent.
    Voted {
        /// How.
        choice: Choice,
    },
    /// The motion is carried.
    Resolved {
        /// The finding that follows.
        finding: FindingId,
    },
    /// The result is made known.
    Published {
        /// How far.
        level: Level,
        /// The second person who answers for that.
        second: PersonId,
    },
    /// Whoever made the allegation takes it back.
    Withdrawn,
    /// The case is opened again; what was found before stays visible.
    Reopened,
    /// The published finding is corrected by another; both stay visible.
    Corrected {
        /// The finding that corrects it.
        finding: FindingId,
        /// The second person who answers for that.
        second: PersonId,
    },
}

impl CaseAct {
    /// The name on lines.
    pub fn as_str(&self) -> &'static str {
        match self {
            CaseAct::Received(_) => "received",
            CaseAct::Logged { .. } => "logged",
            CaseAct::Declared { .. } => "declared",
            CaseAct::Screened(_) => "screened",
            CaseAct::Assigned { .. } => "assigned",
            CaseAct::VerificationBegun => "verification_begun",
            CaseAct::Verified { .. } => "verified",
            CaseAct::InvestigationBegun => "investigation_begun",
            CaseAct::Attributed { .. } => "attributed",
            CaseAct::Classified { .. } => "classified",
            CaseAct::ReplyAsked => "reply_asked",
            CaseAct::Replied { .. } => "replied",
            CaseAct::MoreTimeAsked { .. } => "more_time_asked",
            CaseAct::Convened { .. } => "convened",
            CaseAct::Adjourned { .. } => "adjourned",
            CaseAct::Voted { .. } => "voted",
            CaseAct::Resolved { .. } => "resolved",
            CaseAct::Published { .. } => "published",
            CaseAct::Withdrawn => "withdrawn",
            CaseAct::Reopened => "reopened",
            CaseAct::Corrected { .. } => "corrected",
        }
    }
}

/// Who says that something happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reporter {
    /// One of those whom the rules know: a team that saw it itself.
    Person(PersonId),
    /// Somebody else.
    Outside {
        /// Who.
        name: String,
        /// The party for which they speak.
        party: Option<ActorId>,
    },
}

/// What is alleged. It says nothing on whether that is so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allegation {
    /// The agreement under which it is made.
    pub agreement: AgreementId,
    /// The incident or the obligation.
    pub subject: Subject,
    /// Who alleges it.
    pub reporter: Reporter,
    /// Whom they accuse; empty where they name nobody.
    pub against: Vec<ActorId>,
    /// The claims in which it stands.
    pub claims: Vec<ClaimId>,
    /// What they say.
    pub text: String,
}

named! {
    /// Why an allegation is outside what the agreement covers.
    OutOfScope {
        /// It lies elsewhere.
        Area = "area",
        /// It was before or after.
        Period = "period",
        /// Nobody who is bound did it.
        Party = "party",
        /// No provision speaks of it.
        Provision = "provision",
    }
}

/// Whether the agreement covers what is alleged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screening {
    /// It may; it is to be verified.
    InScope,
    /// It does not.
    Out(OutOfScope),
}

/// Why nobody could verify it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hindrance {
    /// The team was not let in: by whom, where that is known.
    AccessDenied(Option<ActorId>),
    /// Too much time had passed.
    Stale,
    /// It was not safe.
    Insecure,
}

/// What verification comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It occurred, to this standard.
    Occurred(StandardOfProof),
    /// They looked, and what they saw does not suffice.
    NotVerified,
    /// It did not occur, to this standard.
    Refuted(StandardOfProof),
    /// They could not look.
    Unverifiable(Hindrance),
}

/// A member of a team who does not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamDissent {
    /// Who.
    pub by: PersonId,
    /// Why.
    pub reasons: String,
}

/// Who stands by a result, and on what it rests.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signed {
    /// Who signs beside the person who takes the step.
    pub with: Vec<PersonId>,
    /// Who does not agree.
    pub dissent: Vec<TeamDissent>,
    /// The evidence weighed.
    pub evidence: Vec<GradedEvidence>,
}

/// What an act was, once it is known to have occurred.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Classification {
    /// It breaches this provision or obligation.
    Breach(ProvisionId, StandardOfProof),
    /// The agreement allows it by this clause.
    PermittedAct(ProvisionId, StandardOfProof),
    /// Nobody meant it.
    Accident(StandardOfProof),
    /// The agreement does not cover it after all.
    OutsideScope(StandardOfProof),
    /// What is known does not suffice to say.
    Insufficient,
}

named! {
    /// What a body does about it.
    ResolutionKind {
        /// Somebody has to put something right.
        Remedy = "remedy",
        /// Something is recommended.
        Recommendation = "recommendation",
        /// Nothing more is to be done.
        Closed = "closed",
    }
}

/// What is put to the vote: to adopt what the team found, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Motion {
    /// Of what kind.
    pub kind: ResolutionKind,
    /// What it says.
    pub text: String,
}

named! {
    /// A vote.
    Choice {
        /// For the motion.
        For = "for",
        /// Against it.
        Against = "against",
        /// Neither.
        Abstain = "abstain",
    }
}
