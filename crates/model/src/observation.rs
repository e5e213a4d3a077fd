//! What a patrol or sensor noticed itself, as in the tables of monitoring missions. "Nothing heard" is an observation too.

use crate::actor::ActorRef;
use crate::harm::Toll;
use crate::place::{Place, Position};
use crate::when::When;

/// By what means something was noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Means {
    /// Heard.
    Heard,
    /// Seen.
    Seen,
    /// Recorded by a camera or another sensor.
    Recorded,
}

/// One row of a patrol's table.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// From where it was noticed.
    pub position: Position,
    /// The name of that place.
    pub position_name: String,
    /// The place of the event, as far as it could be told.
    pub event_place: Option<Place>,
    /// By what means.
    pub means: Means,
    /// How many; `None` with no `what` is "nothing".
    pub count: Option<Toll>,
    /// What: explosion, burst, shot, projectile, flare; `None` where nothing was noticed.
    pub what: Option<String>,
    /// Undetermined, outgoing, incoming, impact, airburst.
    pub description: Option<String>,
    /// The weapon; `None` where not known.
    pub weapon: Option<String>,
    /// The direction in degrees from north, 0 to 359.
    pub bearing: Option<u16>,
    /// The distance range in kilometres.
    pub distance_km: Option<(f64, f64)>,
    /// When.
    pub when: When,
}

/// A movement that was denied, delayed or impeded.
#[derive(Debug, Clone, PartialEq)]
pub struct Restriction {
    /// Where.
    pub place: Place,
    /// By whom.
    pub by: Option<ActorRef>,
    /// When.
    pub when: When,
    /// What happened, in a sentence.
    pub what: String,
}
