//! The nouns of a ceasefire's record, in the order of the four layers: report → claim → incident → finding.
//!
//! Types and their invariants only. No algorithms, no serialisation, no input or output: stages compute,
//! `wire` serialises, `store` keeps. Wrong states should not be expressible here; where the world is
//! ambiguous or contested, that is a variant and not a guess.

pub mod actor;
pub mod agreement;
pub mod annex;
pub mod board;
pub mod calendar;
pub mod case;
pub mod claim;
pub mod contested;
pub mod continuity;
pub mod copy;
pub mod decision;
pub mod direction;
pub mod document;
pub mod dossier;
pub mod effort;
pub mod exchange;
pub mod fieldwork;
pub mod figure;
pub mod finding;
pub mod grade;
pub mod harm;
pub mod id;
pub mod incident;
pub mod kind;
pub mod mention;
pub mod method;
mod named;
pub mod note;
pub mod obligation;
pub mod observation;
pub mod patrol;
pub mod place;
pub mod procedure;
pub mod reading;
pub mod record;
pub mod report;
pub mod restriction;
pub mod role;
pub mod screening;
pub mod source;
pub mod span;
pub mod stage;
pub mod statement;
pub mod story;
pub mod track;
pub mod weapon;
pub mod when;
pub mod zone;

pub use actor::{Actor, ActorKind, ActorRef};
pub use agreement::{Agreement, Bound, Deadline, Draft, Obligation, PermittedAct, Provision, Reservation};
pub use annex::{
    Annex, ClauseScope, Committee, Condition, Definition, Duration, Fate, Hours, LineScope, ObligationTerms, SideOf,
    Suggestion,
};
pub use board::{Board, PartyAct, StatusEntry};
pub use calendar::{Calendar, Term, TermUnit};
pub use case::{Allegation, CaseAct, CaseStep, Reporter};
pub use claim::{Attribution, Claim, Filler, Modality, Polarity, Tense};
pub use contested::{Contested, Version};
pub use continuity::{Cause, ChangeKind, Continuity, IncidentChange, IncidentLife, RecordedChange};
pub use copy::{CopyOf, Origin, OriginKind};
pub use decision::{Asked, Decision, DecisionAct, Statements};
pub use direction::{Bearing, Compass, Direction, Distance};
pub use document::{Document, Language, Paragraph, Piece, Sentence, Token};
pub use dossier::{Clock, ClockOf, Dossier, Flag, NextStep};
pub use effort::{Effort, OutOfReach};
pub use exchange::{Conflict, ConflictKind, ConflictVersion, Peer};
pub use fieldwork::{FieldEntry, Fieldwork};
pub use figure::Figure;
pub use finding::{Answer, Attributed, Dissent, Element, Finding, StandardOfProof, Subject};
pub use grade::{Credibility, Reliability};
pub use harm::{Effect, Harm, Toll};
pub use id::{
    ActorId, AgreementId, CaseId, ClaimId, DecisionId, EffortId, FindingId, IncidentId, ObligationId, ObservationId,
    OriginId, PatrolId, PersonId, PlaceId, ProvisionId, ReportId, RestrictionId, ShapeId, SourceId, StoryId, TrackId,
};
pub use incident::{Field, Incident, IncidentHarm, Join, OriginToll, Proposal, ProposalSubject, ProposedAnswer};
pub use kind::{ClaimKind, Family, KindRow};
pub use mention::{KnownName, Mention, MentionKind, MentionRef, Referent};
pub use method::Method;
pub use note::{Note, Severity};
pub use obligation::{Due, ObligationStatus, Obligations, Owed};
pub use observation::{Description, Means, Noticed, Observation};
pub use patrol::Patrol;
pub use place::{CountryCode, Place, PlacePrecision, Position, Where};
pub use procedure::{Procedure, Rules, WrittenRules};
pub use reading::Reading;
pub use record::{Checkpoint, Fused, Record};
pub use report::{Basis, MediaType, Published, Report};
pub use restriction::{Restriction, RestrictionKind};
pub use role::Role;
pub use screening::{Question, RecordedScreening, ScreeningChange};
pub use source::{Source, SourceKind};
pub use span::Span;
pub use statement::{Quotation, Statement};
pub use story::{Follows, Story};
pub use track::{FollowedTrack, Track};
pub use weapon::{Arms, WeaponClass};
pub use when::{Interval, Precision, When};
pub use zone::{Drawing, Flank, Line, Polygon, Zone};
