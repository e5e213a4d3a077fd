//! A negotiation track: talks that belong together, round by round. People enter it from what is publicly known; what reports tell of
//! a round stands beside it and is never copied in. It must not say who was right.

use crate::id::{ActorId, AgreementId, IncidentId, TrackId};
use crate::kind::ClaimKind;
use crate::named::named;
use crate::when::Interval;

/// The kinds of claim that tell of talks; statements and accusations do not.
pub const TALKS: [ClaimKind; 7] = [
    ClaimKind::Meeting,
    ClaimKind::Negotiation,
    ClaimKind::Mediation,
    ClaimKind::Visit,
    ClaimKind::PhoneCall,
    ClaimKind::WalkOut,
    ClaimKind::ConferencePlanned,
];

/// A track with what reports tell of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowedTrack {
    /// The track, as people entered it.
    pub track: Track,
    /// The ledger's entry that tells it.
    pub entry: u64,
    /// For each round, the incidents that tell of it.
    pub told: Vec<Vec<IncidentId>>,
}

/// A track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track {
    /// Its id.
    pub id: TrackId,
    /// What it is called: "Military track in Geneva".
    pub title: String,
    /// The agreements on which it works.
    pub agreements: Vec<AgreementId>,
    /// Who brings the others together, over the whole track.
    pub mediators: Vec<ActorId>,
    /// Its rounds, by time.
    pub rounds: Vec<Round>,
    /// Where these facts were published.
    pub facts_from: String,
}

/// A round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// What it is called: "First round".
    pub name: String,
    /// When.
    pub when: Interval,
    /// Where, in words; `None` where nobody met in one place.
    pub place: Option<String>,
    /// What became of it.
    pub state: RoundState,
    /// Who was to take part, and who did.
    pub present: Vec<Attendance>,
    /// Who hosted or brought them together, beyond the track's mediators.
    pub mediators: Vec<ActorId>,
    /// What came of it; `None` where nothing is known.
    pub outcome: Option<String>,
    /// When they were to meet next, as it was said then.
    pub next: Option<Interval>,
}

named! {
    /// What became of a round.
    RoundState {
        /// It is to come.
        Planned = "planned",
        /// It was held.
        Held = "held",
        /// It was begun and broken off.
        BrokenOff = "broken_off",
        /// It did not take place.
        NotHeld = "not_held",
    }
}

/// Somebody who was to take part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    /// Who.
    pub who: ActorId,
    /// Whether they did.
    pub how: Presence,
    /// On what level, or why not: "through the mediators", "left without signing".
    pub remark: Option<String>,
}

named! {
    /// Whether somebody took part.
    Presence {
        /// In person.
        Present = "present",
        /// Through others, or in another room.
        Indirect = "indirect",
        /// They were invited and stayed away.
        Absent = "absent",
        /// They came and left before the end.
        WalkedOut = "walked_out",
        /// They were not invited.
        NotInvited = "not_invited",
    }
}
