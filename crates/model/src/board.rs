//! Who stands by an agreement: each party's acts, each with its evidence and what is contested about it.

use crate::actor::ActorRef;
use crate::contested::Contested;
use crate::id::{AgreementId, ClaimId, OriginId};
use crate::when::When;

/// What a party, a mediator or another does about an agreement. Separate acts: a call is no acceptance, and no signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartyAct {
    /// Called for it.
    Called,
    /// Proposed or drafted it.
    Proposed,
    /// Welcomed it.
    Welcomed,
    /// Made a demand or a condition.
    Demanded,
    /// Made a reservation.
    Reserved,
    /// Accepted or agreed to it.
    Accepted,
    /// Signed it.
    Signed,
    /// Was said not to have signed it.
    NotSigned,
    /// Refused or rejected it.
    Refused,
    /// Asked for delay.
    AskedDelay,
    /// It entered into effect.
    InEffect,
    /// Extended it.
    Extended,
    /// Suspended it or its part in it.
    Suspended,
    /// Withdrew from it.
    Withdrew,
    /// It ended.
    Ended,
}

impl PartyAct {
    /// All, in the order of an agreement's life.
    pub const ALL: [PartyAct; 15] = [
        PartyAct::Called,
        PartyAct::Proposed,
        PartyAct::Welcomed,
        PartyAct::Demanded,
        PartyAct::Reserved,
        PartyAct::Accepted,
        PartyAct::Signed,
        PartyAct::NotSigned,
        PartyAct::Refused,
        PartyAct::AskedDelay,
        PartyAct::InEffect,
        PartyAct::Extended,
        PartyAct::Suspended,
        PartyAct::Withdrew,
        PartyAct::Ended,
    ];

    /// The name on exchange lines.
    pub fn as_str(self) -> &'static str {
        match self {
            PartyAct::Called => "called",
            PartyAct::Proposed => "proposed",
            PartyAct::Welcomed => "welcomed",
            PartyAct::Demanded => "demanded",
            PartyAct::Reserved => "reserved",
            PartyAct::Accepted => "accepted",
            PartyAct::Signed => "signed",
            PartyAct::NotSigned => "not_signed",
            PartyAct::Refused => "refused",
            PartyAct::AskedDelay => "asked_delay",
            PartyAct::InEffect => "in_effect",
            PartyAct::Extended => "extended",
            PartyAct::Suspended => "suspended",
            PartyAct::Withdrew => "withdrew",
            PartyAct::Ended => "ended",
        }
    }

    /// Reads the name on exchange lines.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.as_str() == text)
    }
}

/// One act of one actor, with what is said about it.
#[derive(Debug, Clone, PartialEq)]
pub struct StatusEntry {
    /// Who; `None` for acts without a subject ("the truce took effect").
    pub actor: Option<ActorRef>,
    /// The party on whose side the actor stands, as a place in the agreement's list; `None` for others.
    pub party: Option<usize>,
    /// What.
    pub act: PartyAct,
    /// When, as those who tell it say: one time, or several that exclude each other.
    pub when: Contested<When>,
    /// The claims that say so.
    pub evidence: Vec<ClaimId>,
    /// Claims that say the contrary.
    pub against: Vec<ClaimId>,
    /// The independent origins behind it.
    pub origins: Vec<OriginId>,
}

/// The board of an agreement.
#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    /// The agreement.
    pub agreement: AgreementId,
    /// The acts, by party in the agreement's order, then others, each in the order of an agreement's life.
    pub entries: Vec<StatusEntry>,
}
