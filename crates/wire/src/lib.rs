//! The nouns as lines: the exchange formats of `docs/formats.md`, each with a version.
//!
//! The only place where nouns are serialised. A line that this version cannot read is refused with the field and the value;
//! nothing is filled in. Reading back what was written gives the same noun.

pub mod agreement;
pub mod board;
pub mod case;
pub mod continuity;
pub mod decision;
pub mod doc;
pub mod error;
pub mod fieldwork;
pub mod finding;
pub mod fused;
pub mod geojson;
pub mod incident;
pub mod kml;
pub mod mention;
pub mod obligation;
pub mod peer;
pub mod queue;
pub mod reading;
pub mod rules;
pub mod screening;
pub mod source;
pub mod statement;
pub mod story;
pub mod time;
pub mod track;

pub use agreement::AgreementFile;
pub use board::{BoardLine, ProposalLine};
pub use case::CaseStepLine;
pub use continuity::ChangeLine;
pub use decision::DecisionLine;
pub use doc::DocLine;
pub use error::WireError;
pub use fieldwork::{EffortLine, FieldworkFile, ObservationLine, RestrictionLine};
pub use finding::FindingLine;
pub use fused::{CopyLine, FigureLine, OriginLine};
pub use geojson::Drawings;
pub use incident::IncidentLine;
pub use mention::{ActorLine, MentionLine, PlaceLine, SpanLine};
pub use obligation::OwedLine;
pub use peer::PeerLine;
pub use queue::QueueLine;
pub use reading::{ClaimLine, HarmLine, ReadingLine};
pub use rules::RulesFile;
pub use screening::ScreeningLine;
pub use source::SourceLine;
pub use statement::StatementLine;
pub use story::{FollowsLine, StoryLine};
pub use time::TimeLine;
pub use track::TrackFile;

/// The version of the lines that this crate writes; it reads this one and none later.
pub const VERSION: u32 = 1;

fn first_version() -> u32 {
    VERSION
}
