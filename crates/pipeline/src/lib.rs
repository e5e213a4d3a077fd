//! The stages in their order. The only crate that sees them all: it reads the context that a stage needs and hands it over
//! as plain values. It computes nothing of its own, and reads neither clock nor randomness: the caller tells the time.

mod agreements;
mod conflicts;
mod dating;
pub mod deciding;
pub mod dossiers;
pub mod importing;
pub mod marks;
pub mod observing;
pub mod reading;
pub mod record;
pub mod remembering;
pub mod screening;
pub mod stages;
pub mod stepping;
pub mod take_in;
pub mod take_in_protected;
pub mod tracks;

pub use conflicts::conflicts;
pub use deciding::{DecideError, Decided, Deciding, decide};
pub use dossiers::{dossiers, next_steps};
pub use importing::{Imported, Importing, import};
pub use observing::{EnterError, Entered, FieldLines, enter_fieldwork, restricted_by};
pub use reading::{read_report, read_reports};
pub use record::{fuse_if_due, stories, whole_record};
pub use remembering::Remembered;
pub use screening::{obligations_at, obligations_of, screen_if_due};
pub use stages::Stages;
pub use stepping::{StepError, Stepping, procedure, take_step};
pub use take_in::{Summary, TakeInError, take_in};
pub use take_in_protected::{Shown, take_in_protected};
pub use tracks::followed;
