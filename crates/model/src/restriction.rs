//! A movement that was denied, delayed or impeded, and by whom.

use crate::actor::ActorRef;
use crate::id::RestrictionId;
use crate::named::named;
use crate::patrol::Patrol;
use crate::place::Where;
use crate::when::Interval;

named! {
    /// In what way freedom of movement was restricted.
    RestrictionKind {
        /// Not let through, not let in.
        Denied = "denied",
        /// Let through after waiting.
        Delayed = "delayed",
        /// Let through under conditions: with an escort, by another road, without a camera.
        Conditional = "conditional",
        /// Kept out by mines or unexploded ordnance.
        Mines = "mines",
        /// The signal of an unmanned aerial vehicle was jammed.
        Jamming = "jamming",
        /// An unmanned aerial vehicle or a camera was fired at or taken.
        EquipmentAttacked = "equipment_attacked",
        /// Kept out by something else: fighting, a cut bridge, weather.
        Impeded = "impeded",
    }
}

/// A movement that was restricted.
#[derive(Debug, Clone, PartialEq)]
pub struct Restriction {
    /// Its id.
    pub id: RestrictionId,
    /// The entry that this one puts right, and which stays visible.
    pub corrects: Option<RestrictionId>,
    /// Who was restricted.
    pub patrol: Patrol,
    /// The area that the mission counts it in.
    pub area: Option<String>,
    /// In what way.
    pub kind: RestrictionKind,
    /// By whom; `None` where that is not known, or nobody did it.
    pub by: Option<ActorRef>,
    /// Where.
    pub place: Where,
    /// When, in local time.
    pub when: Interval,
    /// The zone of that time, where it is told.
    pub time_zone: Option<String>,
    /// How long it lasted, in minutes; `None` where nobody said.
    pub minutes: Option<u32>,
    /// The reason that was given to the patrol.
    pub reason: Option<String>,
    /// The patrol's own words.
    pub words: Option<String>,
}
