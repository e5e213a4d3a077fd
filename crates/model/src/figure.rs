//! A number that somebody published about a period: never an incident, never added to one.

use crate::actor::ActorRef;
use crate::harm::{Effect, Toll};
use crate::id::{ClaimId, OriginId};
use crate::place::Where;
use crate::when::{Interval, When};

/// A published total.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What was suffered.
    pub effect: Effect,
    /// Of whom or what, in the report's words: "civilians".
    pub who: String,
    /// How many.
    pub toll: Toll,
    /// From when to when it counts.
    pub period: When,
    /// The day on which it was told.
    pub as_of: Option<Interval>,
    /// Where it counts.
    pub place: Where,
    /// Whose number it is.
    pub attributed_to: Option<ActorRef>,
    /// The origin.
    pub origin: OriginId,
    /// The claims that say so, in order; copies of one origin stand together.
    pub claims: Vec<ClaimId>,
    /// The later figure of the same origin and scope that replaces it, as a place in the list.
    pub superseded_by: Option<usize>,
}
