//! A record, or the part of it that a reader asked for: what publication and assessment work on.

use crate::agreement::Agreement;
use crate::board::Board;
use crate::continuity::Continuity;
use crate::copy::{CopyOf, Origin};
use crate::dossier::Dossier;
use crate::exchange::Conflict;
use crate::fieldwork::Fieldwork;
use crate::figure::Figure;
use crate::finding::Finding;
use crate::incident::{Incident, Proposal};
use crate::obligation::Obligations;
use crate::procedure::Rules;
use crate::reading::Reading;
use crate::source::Source;
use crate::story::Story;
use crate::track::FollowedTrack;

/// What fusion makes of readings.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fused {
    /// Which reports copy which, in order.
    pub copies: Vec<CopyOf>,
    /// The origins behind the claims, in the order of their ids.
    pub origins: Vec<Origin>,
    /// Which origin each claim has, in the order of claims.
    pub claim_origins: std::collections::BTreeMap<crate::ClaimId, crate::OriginId>,
    /// The incidents, by time and id.
    pub incidents: Vec<Incident>,
    /// The published totals.
    pub figures: Vec<Figure>,
}

/// A signed state of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The ledger's name.
    pub origin: String,
    /// How many entries.
    pub size: u64,
    /// The root hash, base 64.
    pub root: String,
    /// The checkpoint's text with its signatures.
    pub signed: String,
}

/// A record, or the part of it that a reader asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Record {
    /// The sources known.
    pub sources: Vec<Source>,
    /// The readings, in the order in which their reports arrived.
    pub readings: Vec<Reading>,
    /// What fusion makes of them.
    pub fused: Fused,
    /// Which reports follow one development.
    pub stories: Vec<Story>,
    /// How its incidents came to be what they are, and what people decided about them.
    pub continuity: Continuity,
    /// What the mission's own people noticed, met and did.
    pub fieldwork: Fieldwork,
    /// The agreements entered.
    pub agreements: Vec<Agreement>,
    /// The board of each agreement, in the same order.
    pub boards: Vec<Board>,
    /// What the program proposes.
    pub proposals: Vec<Proposal>,
    /// How each agreement's obligations stood when that was asked; empty where it was not asked.
    pub obligations: Vec<Obligations>,
    /// What people found.
    pub findings: Vec<Finding>,
    /// The rules of procedure entered, every version.
    pub rules: Vec<Rules>,
    /// What people do with allegations, the cases in the order in which they were opened.
    pub cases: Vec<Dossier>,
    /// The negotiation tracks, by id.
    pub tracks: Vec<FollowedTrack>,
    /// The ledger's last checkpoint.
    pub checkpoint: Option<Checkpoint>,
    /// What posts that exchange contradict each other in.
    pub conflicts: Vec<Conflict>,
}
