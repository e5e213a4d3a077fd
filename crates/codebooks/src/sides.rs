//! Who plays which part. Neither book says who struck whom between two armed sides, so both act: each is asked about, and
//! exchanging the columns exchanges nothing but names. Where one of two sides bears no arms, the other acted against it,
//! whichever column they stand in.

use crate::facts::Named;
use model::{ActorRef, Role};

/// A side as a row names it.
pub(crate) struct Side {
    pub(crate) who: ActorRef,
    pub(crate) column: usize,
    pub(crate) unarmed: bool,
}

/// The sides with their parts.
pub(crate) fn parts(sides: Vec<Side>) -> Vec<Named> {
    let against_unarmed = sides.iter().any(|side| side.unarmed) && sides.iter().any(|side| !side.unarmed);
    let role = |side: &Side| if against_unarmed && side.unarmed { Role::Target } else { Role::Agent };
    sides.into_iter().map(|side| Named { role: role(&side), column: side.column, who: side.who }).collect()
}
