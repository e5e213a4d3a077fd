//! A hypothesis that several claims speak of one event. It keeps their disagreement and says why it was made.

use crate::actor::ActorRef;
use crate::contested::Contested;
use crate::harm::{Effect, Toll};
use crate::id::{AgreementId, ClaimId, IncidentId, ObservationId, OriginId, ProvisionId, ReportId};
use crate::kind::ClaimKind;
use crate::method::Method;
use crate::place::Where;
use crate::role::Role;
use crate::screening::Question;
use crate::when::When;
use std::collections::{BTreeMap, BTreeSet};

/// A field on which members may disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// What it was.
    Kind,
    /// When.
    Time,
    /// Where.
    Place,
    /// Who played this role.
    Actor(Role),
    /// How many suffered this.
    Harm(Effect),
    /// Whether it happened at all.
    Occurrence,
}

impl Field {
    /// The name on exchange lines.
    pub fn as_str(self) -> &'static str {
        match self {
            Field::Kind => "kind",
            Field::Time => "time",
            Field::Place => "place",
            Field::Actor(role) => role.as_str(),
            Field::Harm(effect) => effect.as_str(),
            Field::Occurrence => "occurrence",
        }
    }
}

/// Why two claims were joined.
#[derive(Debug, Clone, PartialEq)]
pub struct Join {
    /// One claim.
    pub a: ClaimId,
    /// The other.
    pub b: ClaimId,
    /// The score, 0 to 1.
    pub score: f64,
    /// The named features and what each gave.
    pub features: Vec<(String, f64)>,
}

/// What one origin says of a toll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginToll {
    /// The origin.
    pub origin: OriginId,
    /// The toll that it gives, the latest where it gave several.
    pub toll: Toll,
    /// The claims that say so.
    pub claims: Vec<ClaimId>,
}

/// The toll of an incident for one effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentHarm {
    /// What was suffered.
    pub effect: Effect,
    /// The range over all origins.
    pub toll: Toll,
    /// What each origin says.
    pub by: Vec<OriginToll>,
}

/// A hypothesis that several claims speak of one event.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// Its id.
    pub id: IncidentId,
    /// What it was, as most origins say.
    pub kind: ClaimKind,
    /// Its claims, in order.
    pub members: Vec<ClaimId>,
    /// Their reports, in order.
    pub documents: Vec<ReportId>,
    /// When.
    pub time: Contested<When>,
    /// Where.
    pub place: Contested<Where>,
    /// Who, by role.
    pub actors: BTreeMap<Role, Contested<ActorRef>>,
    /// The tolls.
    pub harm: Vec<IncidentHarm>,
    /// The independent origins behind it.
    pub origins: Vec<OriginId>,
    /// The fields on which members disagree.
    pub contested: BTreeSet<Field>,
    /// Claims that it did not happen, or that somebody did not do it.
    pub denials: Vec<ClaimId>,
    /// Why its claims were joined.
    pub why: Vec<Join>,
    /// What made it.
    pub method: Method,
}

/// What the program proposes about an incident or an observation under an agreement. People find; this is only a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProposedAnswer {
    /// It may breach this provision.
    MayBreach(ProvisionId),
    /// This clause permits it.
    Permitted(ProvisionId),
    /// It lies outside the agreement: which scope, in a few words.
    OutsideScope(String),
    /// It cannot be told; what is missing.
    CannotTell(String),
}

/// What a proposal is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProposalSubject {
    /// An incident.
    Incident(IncidentId),
    /// A patrol's observation.
    Observation(ObservationId),
}

impl ProposalSubject {
    /// Its id, whichever it is.
    pub fn as_str(&self) -> &str {
        match self {
            ProposalSubject::Incident(id) => id.as_str(),
            ProposalSubject::Observation(id) => id.as_str(),
        }
    }

    /// The incident, where it is one.
    pub fn incident(&self) -> Option<&IncidentId> {
        match self {
            ProposalSubject::Incident(id) => Some(id),
            ProposalSubject::Observation(_) => None,
        }
    }

    /// The observation, where it is one.
    pub fn observation(&self) -> Option<&ObservationId> {
        match self {
            ProposalSubject::Incident(_) => None,
            ProposalSubject::Observation(id) => Some(id),
        }
    }
}

/// A proposal with its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What was screened.
    pub subject: ProposalSubject,
    /// The agreement.
    pub agreement: AgreementId,
    /// The provision asked about; `None` where none names such an act.
    pub clause: Option<ProvisionId>,
    /// Who may have done it; `None` where nobody is named.
    pub actor: Option<ActorRef>,
    /// The proposal.
    pub answer: ProposedAnswer,
    /// The reasons, a sentence each.
    pub because: Vec<String>,
    /// What made it.
    pub method: Method,
}

impl Proposal {
    /// What it is an answer to.
    pub fn question(&self) -> Question {
        Question {
            subject: self.subject.clone(),
            agreement: self.agreement.clone(),
            clause: self.clause.clone(),
            actor: self.actor.clone(),
        }
    }
}
