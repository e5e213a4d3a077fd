//! What a patrol or sensor noticed itself, as in the tables of monitoring missions. "Nothing heard" is an observation too.

use crate::direction::{Direction, Distance};
use crate::harm::Toll;
use crate::id::ObservationId;
use crate::named::named;
use crate::patrol::Patrol;
use crate::place::Where;
use crate::when::Interval;
use std::collections::BTreeSet;

named! {
    /// By what means something was noticed.
    Means {
        /// Heard.
        Heard = "heard",
        /// Seen.
        Seen = "seen",
        /// Recorded by a camera.
        Camera = "camera",
        /// Recorded by an unmanned aerial vehicle.
        Uav = "uav",
        /// Recorded by another sensor: acoustic, radar, satellite.
        Sensor = "sensor",
    }
}

named! {
    /// What could be told of a shot or an explosion.
    Description {
        /// Fired from near there.
        Outgoing = "outgoing",
        /// On its way in.
        Incoming = "incoming",
        /// It hit the ground or a thing.
        Impact = "impact",
        /// It burst in the air.
        Airburst = "airburst",
        /// In flight, neither end seen.
        InFlight = "in_flight",
        /// The patrol could not tell.
        Undetermined = "undetermined",
    }
}

/// What was noticed.
#[derive(Debug, Clone, PartialEq)]
pub struct Noticed {
    /// What, in the words of the table: explosion, burst, shot, projectile, muzzle flash, flare, vehicle, weapon, civilian.
    pub what: String,
    /// How many; `None` where nobody counted.
    pub count: Option<Toll>,
    /// What could be told of it; `None` where the table says nothing.
    pub description: Option<Description>,
    /// The weapon; `None` where not known.
    pub weapon: Option<String>,
    /// Its calibre in millimetres; `None` where not known.
    pub calibre_mm: Option<u16>,
    /// Where it happened, where that was told as a place.
    pub place: Where,
    /// In which direction from the position.
    pub direction: Option<Direction>,
    /// How far from the position.
    pub distance_km: Option<Distance>,
    /// Whither it moved.
    pub toward: Option<Direction>,
    /// Whether it is told as a live-fire exercise.
    pub exercise: bool,
}

impl Noticed {
    /// Something of which nothing else is told.
    pub fn only(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            count: None,
            description: None,
            weapon: None,
            calibre_mm: None,
            place: Where::Unknown,
            direction: None,
            distance_km: None,
            toward: None,
            exercise: false,
        }
    }
}

/// One row of a patrol's table.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// Its id.
    pub id: ObservationId,
    /// The observation that this one puts right, and which stays visible.
    pub corrects: Option<ObservationId>,
    /// Who was there.
    pub patrol: Patrol,
    /// The area that the mission counts it in: a region, a sector.
    pub area: Option<String>,
    /// From where it was noticed.
    pub position: Where,
    /// By what means; one at least.
    pub means: BTreeSet<Means>,
    /// What was noticed; `None` is "nothing", for the whole time.
    pub noticed: Option<Noticed>,
    /// When, in local time: a moment, or how long somebody watched.
    pub when: Interval,
    /// The zone of that time, of the IANA database, where it is told.
    pub time_zone: Option<String>,
    /// The patrol's own words.
    pub words: Option<String>,
}
