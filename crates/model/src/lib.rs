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
pub mod document;
pub mod exchange;
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
pub mod observation;
pub mod place;
pub mod procedure;
pub mod reading;
pub mod record;
pub mod report;
pub mod role;
pub mod source;
pub mod span;
pub mod statement;
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
pub use decision::{Decision, DecisionAct, Statements};
pub use document::{Document, Language, Paragraph, Piece, Sentence, Token};
pub use exchange::{Conflict, ConflictKind, ConflictVersion, Peer};
pub use figure::Figure;
pub use finding::{Answer, Attributed, Dissent, Element, Finding, StandardOfProof, Subject};
pub use grade::{Credibility, Reliability};
pub use harm::{Effect, Harm, Toll};
pub use id::{
    ActorId, AgreementId, CaseId, ClaimId, DecisionId, FindingId, IncidentId, ObligationId, OriginId, PersonId,
    PlaceId, ProvisionId, ReportId, ShapeId, SourceId,
};
pub use incident::{Field, Incident, IncidentHarm, Join, OriginToll, Proposal, ProposedAnswer};
pub use kind::{ClaimKind, Family, KindRow};
pub use mention::{KnownName, Mention, MentionKind, MentionRef, Referent};
pub use method::Method;
pub use note::{Note, Severity};
pub use observation::{Means, Observation, Restriction};
pub use place::{CountryCode, Place, PlacePrecision, Position, Where};
pub use procedure::{Procedure, Rules, WrittenRules};
pub use reading::Reading;
pub use record::{Checkpoint, Fused, Record};
pub use report::{Basis, MediaType, Published, Report};
pub use role::Role;
pub use source::{Source, SourceKind};
pub use span::Span;
pub use statement::{Quotation, Statement};
pub use weapon::{Arms, WeaponClass};
pub use when::{Interval, Precision, When};
pub use zone::{Drawing, Flank, Line, Polygon, Zone};
