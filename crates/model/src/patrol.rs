//! Who was in the field: a team, its people, and on which patrol.

use crate::id::PatrolId;

/// Who was in the field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Patrol {
    /// The team's name; empty where a sensor stands alone.
    pub team: String,
    /// Its people, as they are to be named.
    pub observers: Vec<String>,
    /// The patrol, where it has a number.
    pub id: Option<PatrolId>,
    /// The patrol that was out at the same time on the other side, where there was one: a mirror patrol.
    pub mirrors: Option<PatrolId>,
}
