//! Where a case stands. Each stage carries what was settled on the way to it, so that a published case without a decision,
//! or a decision without a hearing, cannot be written down. It must not say how a case gets from one to the next.

use crate::case::{Choice, Classification, Motion, OutOfScope, Outcome, TeamDissent};
use crate::finding::{Answer, Attributed, GradedEvidence, Intent};
use crate::id::{ActorId, FindingId, PersonId};
use crate::procedure::{Level, Majority};
use jiff::Timestamp;

/// Where a case stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// It arrived.
    Received,
    /// It has its receipt, and its clocks run.
    Logged,
    /// It is outside what the agreement covers.
    ScreenedOut(OutOfScope),
    /// Whoever made it took it back.
    Withdrawn,
    /// It is to be verified.
    Screened,
    /// These are to verify it.
    Assigned(Team),
    /// They are out.
    UnderVerification(Team),
    /// They came back.
    Verified(Team, Verification),
    /// They look for how and by whom.
    UnderInvestigation(Team, Verification),
    /// They said by whom, or that they cannot.
    Attributed(Team, Verification, Attribution),
    /// They said what it was.
    Classified(Judged),
    /// Those concerned may reply.
    AwaitingReply(Docket),
    /// The committee sits.
    Sitting(Docket, Sitting),
    /// The committee decided.
    Resolved(Docket, Decision),
    /// The result is known.
    Published(Docket, Decision, Publication),
}

impl Stage {
    /// The names, in the order of a case's life.
    pub const NAMES: [&'static str; 15] = [
        "received",
        "logged",
        "screened_out",
        "withdrawn",
        "screened",
        "assigned",
        "under_verification",
        "verified",
        "under_investigation",
        "attributed",
        "classified",
        "awaiting_reply",
        "sitting",
        "resolved",
        "published",
    ];

    /// The name on lines and pages.
    pub fn as_str(&self) -> &'static str {
        match self {
            Stage::Received => "received",
            Stage::Logged => "logged",
            Stage::ScreenedOut(_) => "screened_out",
            Stage::Withdrawn => "withdrawn",
            Stage::Screened => "screened",
            Stage::Assigned(_) => "assigned",
            Stage::UnderVerification(_) => "under_verification",
            Stage::Verified(..) => "verified",
            Stage::UnderInvestigation(..) => "under_investigation",
            Stage::Attributed(..) => "attributed",
            Stage::Classified(_) => "classified",
            Stage::AwaitingReply(_) => "awaiting_reply",
            Stage::Sitting(..) => "sitting",
            Stage::Resolved(..) => "resolved",
            Stage::Published(..) => "published",
        }
    }

    /// Who verifies or investigates, until they said what it was.
    pub fn team(&self) -> Option<&Team> {
        match self {
            Stage::Assigned(team)
            | Stage::UnderVerification(team)
            | Stage::Verified(team, _)
            | Stage::UnderInvestigation(team, _)
            | Stage::Attributed(team, ..) => Some(team),
            _ => None,
        }
    }

    /// What the team came to, once it did.
    pub fn verification(&self) -> Option<&Verification> {
        match self {
            Stage::Verified(_, verification)
            | Stage::UnderInvestigation(_, verification)
            | Stage::Attributed(_, verification, _) => Some(verification),
            Stage::Classified(judged) => Some(&judged.verification),
            _ => self.docket().map(|docket| &docket.judged.verification),
        }
    }

    /// What lies before the committee, once those concerned were asked.
    pub fn docket(&self) -> Option<&Docket> {
        match self {
            Stage::AwaitingReply(docket)
            | Stage::Sitting(docket, _)
            | Stage::Resolved(docket, _)
            | Stage::Published(docket, ..) => Some(docket),
            _ => None,
        }
    }

    /// The same, to write a reply into, or a longer term.
    pub fn docket_mut(&mut self) -> Option<&mut Docket> {
        match self {
            Stage::AwaitingReply(docket)
            | Stage::Sitting(docket, _)
            | Stage::Resolved(docket, _)
            | Stage::Published(docket, ..) => Some(docket),
            _ => None,
        }
    }

    /// What the committee decided.
    pub fn decision(&self) -> Option<&Decision> {
        match self {
            Stage::Resolved(_, decision) | Stage::Published(_, decision, _) => Some(decision),
            _ => None,
        }
    }
}

/// Those who verify.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Who.
    pub persons: Vec<PersonId>,
}

/// Who stands by a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatories {
    /// Who signed, the one who took the step first.
    pub signed: Vec<PersonId>,
    /// Who did not agree.
    pub dissent: Vec<TeamDissent>,
    /// On what it rests.
    pub evidence: Vec<GradedEvidence>,
    /// Why.
    pub reasons: String,
    /// When.
    pub at: Timestamp,
}

/// Whether it occurred.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// What came of it.
    pub outcome: Outcome,
    /// Who stands by it.
    pub signatories: Signatories,
}

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Who.
    pub answer: Answer<Attributed>,
    /// The parties that answer for them.
    pub parties: Vec<ActorId>,
    /// Who stands by it.
    pub signatories: Signatories,
}

/// What it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classified {
    /// What.
    pub class: Classification,
    /// Whether it was meant.
    pub intent: Answer<Intent>,
    /// Who stands by it.
    pub signatories: Signatories,
}

/// All that a team found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Whether it occurred.
    pub verification: Verification,
    /// Who did it and what it was, where that was investigated.
    pub investigation: Option<(Attribution, Classified)>,
}

/// What lies before the committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Docket {
    /// What the team found.
    pub judged: Judged,
    /// Who was asked for a reply, and what they said.
    pub hearing: Hearing,
    /// Sittings that failed for want of a quorum.
    pub adjournments: Vec<Adjournment>,
}

/// The right of reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hearing {
    /// The parties asked.
    pub asked: Vec<ActorId>,
    /// When.
    pub at: Timestamp,
    /// The first instant at which nobody need wait for them any longer.
    pub deadline: Timestamp,
    /// The parties that asked for more time; what one was given, all have.
    pub extended: Vec<ActorId>,
    /// What they said, in the order in which it came. A reply that came late is kept and marked.
    pub replies: Vec<GivenReply>,
}

impl Hearing {
    /// Whether everybody replied, or had the time to.
    pub fn is_over(&self, now: Timestamp) -> bool {
        now >= self.deadline || self.asked.iter().all(|party| self.reply(party).is_some())
    }

    /// What a party replied.
    pub fn reply(&self, party: &ActorId) -> Option<&GivenReply> {
        self.replies.iter().find(|reply| reply.party == *party)
    }
}

/// What a party said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenReply {
    /// Which.
    pub party: ActorId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub text: String,
    /// Whether its time was over.
    pub late: bool,
}

/// A sitting that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjournment {
    /// When.
    pub at: Timestamp,
    /// Who came.
    pub present: Vec<PersonId>,
}

/// A sitting of the committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// When it began.
    pub at: Timestamp,
    /// Who is there.
    pub present: Vec<PersonId>,
    /// Whether it sits with the smaller quorum.
    pub emergency: bool,
    /// What is put to the vote.
    pub motion: Motion,
    /// Who voted how, and why, in the order in which they did.
    pub votes: Vec<Vote>,
}

/// A member's vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// Who.
    pub by: PersonId,
    /// How.
    pub choice: Choice,
    /// Why.
    pub reasons: String,
}

/// What the committee decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// When.
    pub at: Timestamp,
    /// The sitting, with its votes; those of members who turned out to have a conflict are not counted.
    pub sitting: Sitting,
    /// The finding.
    pub finding: FindingId,
    /// Every majority that the counted votes reach.
    pub carried_by: Vec<Majority>,
}

/// What was made known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// To whom and when, wider each time; at least one.
    pub releases: Vec<Release>,
    /// What was corrected since.
    pub corrections: Vec<Correction>,
}

/// One release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// How far.
    pub level: Level,
    /// When.
    pub at: Timestamp,
    /// The two who answer for it.
    pub by: [PersonId; 2],
}

/// One correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The finding that corrects.
    pub finding: FindingId,
    /// When.
    pub at: Timestamp,
    /// The two who answer for it.
    pub by: [PersonId; 2],
}
