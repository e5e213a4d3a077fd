//! How much was watched in a period and an area: what stands beside every count, so that a quiet day can be told from a day on
//! which nobody looked.

use crate::id::EffortId;
use crate::when::Interval;

/// A place that nobody reached, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OutOfReach {
    /// The place.
    pub place: String,
    /// Why; empty where nobody said.
    pub why: String,
}

/// How much was watched.
#[derive(Debug, Clone, PartialEq)]
pub struct Effort {
    /// Its id.
    pub id: EffortId,
    /// The entry that this one puts right, and which stays visible.
    pub corrects: Option<EffortId>,
    /// The area.
    pub area: String,
    /// The period, in local time.
    pub when: Interval,
    /// The zone of that time, where it is told.
    pub time_zone: Option<String>,
    /// How many teams were out.
    pub teams: Option<u32>,
    /// For how many hours, of all teams together.
    pub hours: Option<f64>,
    /// The places where they meant to go.
    pub planned: Vec<String>,
    /// The places where they were.
    pub reached: Vec<String>,
    /// The places that they could not reach.
    pub out_of_reach: Vec<OutOfReach>,
    /// How many cameras and sensors were working.
    pub cameras_working: Option<u32>,
    /// How many there are.
    pub cameras: Option<u32>,
    /// A remark.
    pub words: Option<String>,
}
