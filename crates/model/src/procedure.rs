//! The rules by which a body of an agreement handles allegations: who sits for whom, how many must be there, how strong the
//! proof has to be, how long somebody has. Data that people agreed on; the rules that hold of every procedure are `assessment`'s.
//!
//! What is asked of one party is asked of each: a quorum or a term that differs by party cannot be written.

use crate::calendar::{Calendar, Term};
use crate::finding::StandardOfProof;
use crate::id::{ActorId, AgreementId, PersonId};
use crate::named::named;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Deref;

mod holds;

/// For whom somebody sits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// For a party.
    Party(ActorId),
    /// For none: a mission, a guarantor, a civilian organisation.
    Neutral,
}

impl Side {
    /// The party, if any.
    pub fn party(&self) -> Option<&ActorId> {
        match self {
            Side::Party(id) => Some(id),
            Side::Neutral => None,
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Side::Party(id) => id.fmt(out),
            Side::Neutral => out.write_str("neutral"),
        }
    }
}

named! {
    /// What somebody is there for.
    Duty {
        /// Logs, screens, assigns, asks for replies, publishes.
        Secretary = "secretary",
        /// Verifies and investigates.
        Monitor = "monitor",
        /// Sits on the committee and votes.
        Member = "member",
    }
}

/// Somebody whom the rules know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The id by which steps name them, so that two spellings of a name are not two persons.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// For whom.
    pub side: Side,
    /// What for.
    pub duties: BTreeSet<Duty>,
}

/// How many members must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quorum {
    /// Of each party, the same number.
    pub each_party: u16,
    /// Of those who sit for none.
    pub neutral: u16,
}

named! {
    /// When a motion is carried.
    Majority {
        /// More for than against.
        Simple = "majority",
        /// More for than against among the members of each party.
        EachSide = "majority_of_each_side",
        /// At least one for, and nobody against.
        Consensus = "consensus",
    }
}

/// The least standard of proof for each element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proof {
    /// That it occurred, or did not.
    pub occurred: StandardOfProof,
    /// Who did it.
    pub attribution: StandardOfProof,
    /// Whether it was meant.
    pub intent: StandardOfProof,
    /// That it breaches a provision.
    pub breach: StandardOfProof,
}

/// How long each thing may take. What takes longer is shown as late; only the right of reply ends with its term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// From receipt to the log.
    pub log: Term,
    /// From the log to an outcome of verification.
    pub verify: Term,
    /// From being asked to the end of the right of reply.
    pub reply: Term,
    /// By how much a party that asks for it may reply later, once; none where the rules give no more time.
    pub more_time: Option<Term>,
}

/// Who may verify together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TeamRule {
    /// How many, never fewer than two.
    pub at_least: u16,
    /// Whether every party has as many members on it as every other, and at least one.
    pub joint: bool,
}

named! {
    /// How far a result is made known.
    Level {
        /// To the parties.
        Parties = "parties",
        /// To guarantors and mediators too.
        Guarantors = "guarantors",
        /// To everybody.
        Public = "public",
    }
}

/// What may be made known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicationRule {
    /// How far results may go.
    pub levels: BTreeSet<Level>,
    /// By what majority the motion must have been carried to be public.
    pub public_needs: Option<Majority>,
    /// How long the parties know before anybody else does.
    pub embargo: Option<Term>,
}

/// Rules of procedure as somebody wrote them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenRules {
    /// The agreement.
    pub agreement: AgreementId,
    /// What this version is called.
    pub version: String,
    /// The body: "Joint commission".
    pub body: String,
    /// From when on they hold.
    pub from: Timestamp,
    /// In what time they count.
    pub calendar: Calendar,
    /// The parties, in the order of the instrument.
    pub parties: Vec<ActorId>,
    /// Everybody who may take a step.
    pub persons: Vec<Person>,
    /// How many must be there.
    pub quorum: Quorum,
    /// How many where a sitting failed for want of a quorum; none where the rules know no such sitting.
    pub emergency_quorum: Option<Quorum>,
    /// When a motion is carried.
    pub decision: Majority,
    /// How strong the proof has to be.
    pub proof: Proof,
    /// How long things may take.
    pub limits: Limits,
    /// Who verifies.
    pub team: TeamRule,
    /// What is made known.
    pub publication: PublicationRule,
    /// The conflicts of interest on which everybody who verifies or votes must declare; empty where none need be.
    pub conflicts: BTreeSet<String>,
}

/// Why rules cannot hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("field '{field}' holds '{value}'; expected {expected}")]
pub struct InvalidRules {
    /// The field.
    pub field: &'static str,
    /// What stood there.
    pub value: String,
    /// What may stand there.
    pub expected: &'static str,
}

/// Rules that a body could follow: everybody's side is a party, every quorum and team can be filled by those named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules(WrittenRules);

impl Deref for Rules {
    type Target = WrittenRules;

    fn deref(&self) -> &WrittenRules {
        &self.0
    }
}

impl Rules {
    /// Takes rules that can be followed.
    ///
    /// # Errors
    /// The first field that makes that impossible.
    pub fn new(written: WrittenRules) -> Result<Self, InvalidRules> {
        holds::check(&written)?;
        Ok(Self(written))
    }

    /// Somebody whom the rules know.
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.persons.iter().find(|person| person.id == *id)
    }

    /// Whether the id is a party's.
    pub fn is_party(&self, id: &ActorId) -> bool {
        self.parties.contains(id)
    }
}

/// A name without what only looks different: case and spaces.
pub fn plain_name(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The rules of one agreement over time. A step is judged by the rules that held when it was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    versions: Vec<Rules>,
}

impl Procedure {
    /// Orders the versions by when they begin to hold.
    ///
    /// # Errors
    /// Two versions begin at one moment, or belong to different agreements, or there is none.
    pub fn new(mut versions: Vec<Rules>) -> Result<Self, InvalidRules> {
        versions.sort_by_key(|rules| rules.from);
        let Some(first) = versions.first() else {
            return Err(InvalidRules { field: "rules", value: String::new(), expected: "at least one version" });
        };
        let stranger = versions.iter().find(|rules| rules.agreement != first.agreement);
        if let Some(stranger) = stranger {
            let value = stranger.agreement.to_string();
            return Err(InvalidRules { field: "agreement", value, expected: "the agreement of the other versions" });
        }
        for (earlier, later) in versions.iter().zip(versions.iter().skip(1)) {
            holds::need(
                earlier.from < later.from,
                "from",
                later.from,
                "a time at which no other version begins to hold",
            )?;
        }
        Ok(Self { versions })
    }

    /// The rules that hold at a moment; `None` before the first.
    pub fn at(&self, when: Timestamp) -> Option<&Rules> {
        self.versions.iter().rev().find(|rules| rules.from <= when)
    }

    /// All versions, the first first.
    pub fn versions(&self) -> &[Rules] {
        &self.versions
    }
}
