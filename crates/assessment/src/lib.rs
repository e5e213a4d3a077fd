//! Agreements and incidents to a board and proposals with reasons; the life of an allegation under rules of procedure; and the
//! rules under which a finding may be entered.
//!
//! Pure: plain values in, plain values out. Knows no party by name, no file and no clock; it never says that something
//! *is* a violation. Every rule treats all parties alike, and the swap tests hold it to that.

mod act;
mod agreement_time;
mod board;
pub mod case;
mod changes;
mod concern;
mod dating;
pub mod deadline;
pub mod finding;
mod flags;
pub mod impartiality;
mod matter;
mod obligations;
mod observed;
mod propose;
mod scope;
mod screen;
mod sides;
pub mod tracks;
mod versions;

#[cfg(test)]
mod builders;
#[cfg(test)]
mod swap;

pub use act::acts;
pub use board::board;
pub use changes::{Change, answers, changes, to_record};
pub use dating::{Anchor, anchors};
pub use flags::flags;
pub use obligations::{Grounds, deadline_zone, obligations, tally};
pub use observed::{is_known, propose_on_observations};
pub use propose::{METHOD, propose};
pub use scope::Scope;
pub use screen::{Lack, Lacks, Screen, Screened, Verdict};
