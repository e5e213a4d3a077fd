//! What can be told of a place and a line or a zone.

/// On which side of a line, seen along it from its first point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// To the left.
    Left,
    /// To the right.
    Right,
}

/// Whether a place lies in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Within {
    /// Wholly inside, wherever in its radius it lies and however far off the zone is drawn.
    Inside,
    /// Wholly outside.
    Outside,
    /// The place or the zone is too rough to tell.
    CannotTell,
}
