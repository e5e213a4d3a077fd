//! What the pages hand over when people act, as plain values. It must not say how an act is judged, nor how it enters the
//! record: whoever stands behind the desk holds it against the rules and the record, and answers in a line.

use model::{Asked, CaseId, DecisionId};
use store::StoreError;
use wire::{CaseStepLine, FieldworkFile, FindingLine};

/// Whoever takes down what people do on the pages. What it says to have taken is durable when it returns; what it refuses
/// left no trace. `seen` is the state that the person looked at: how many entries the ledger had.
pub trait Desk: Send + Sync {
    /// A decision on incidents or origins: by whom, and why.
    fn decide(&self, asked: Asked, by: &str, why: &str, seen: u64) -> Result<DecisionId, DeskError>;

    /// A step of a case. The id of a new case, the time and the id of a finding are given behind the desk where the line
    /// leaves them out. The case is told in which the step was taken.
    fn step(&self, step: CaseStepLine, seen: u64) -> Result<CaseId, DeskError>;

    /// The step that puts a case's finding right, together with the finding that takes its place: both or neither. The ids are
    /// given behind the desk where the lines leave them out.
    fn correct(&self, finding: FindingLine, step: CaseStepLine, seen: u64) -> Result<CaseId, DeskError>;

    /// What a patrol noticed, met or did: one entry, by whom. Whoever restricted it is named as it was typed, and looked up behind
    /// the desk. Its id is told.
    fn observe(&self, file: FieldworkFile, by: &str) -> Result<String, DeskError>;
}

/// Why an act was not taken down. Its text is one line that says what is wrong and what to do.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The rules or the record stand against it, or something is missing.
    #[error("{0}")]
    Refused(String),
    /// Somebody else was first: what they did since the person looked.
    #[error("{0}")]
    Changed(String),
    /// The record cannot be told anything now.
    #[error(transparent)]
    Record(#[from] StoreError),
}
