//! A case as it lies before a reader: what is alleged, where it stands, its steps, its clocks, and what may come next. It is what
//! `assessment` makes of the steps; nothing here says how.

use crate::case::{Allegation, CaseStep};
use crate::id::{CaseId, FindingId, IncidentId, PersonId};
use crate::procedure::Rules;
use crate::stage::Stage;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// Its id.
    pub id: CaseId,
    /// The rules that held when the last step was taken.
    pub rules: Rules,
    /// What is alleged.
    pub allegation: Allegation,
    /// The receipt's number, once it is logged.
    pub receipt: Option<String>,
    /// Where it stands.
    pub stage: Stage,
    /// How it stood each time it was opened again.
    pub earlier: Vec<Stage>,
    /// Who declared which conflict of interest, or none.
    pub declared: BTreeMap<PersonId, Option<String>>,
    /// Its steps, each with the ledger's entry that tells it.
    pub steps: Vec<(u64, CaseStep)>,
    /// Its clocks, in the order in which they began.
    pub clocks: Vec<Clock>,
    /// What to be wary of.
    pub flags: Vec<Flag>,
    /// Its findings, the first first.
    pub findings: Vec<FindingId>,
}

impl Dossier {
    /// The clocks that ran over and were not stopped.
    pub fn overdue(&self, now: Timestamp) -> impl Iterator<Item = &Clock> {
        self.clocks.iter().filter(move |clock| clock.met.is_none() && clock.is_late(now))
    }

    /// The clock that ends next, of those that run.
    pub fn next_due(&self) -> Option<&Clock> {
        self.clocks.iter().filter(|clock| clock.met.is_none()).min_by_key(|clock| clock.due)
    }
}

/// What a clock counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClockOf {
    /// From receipt to the log.
    Log,
    /// From the log, or from being opened again, to an outcome.
    Verify,
    /// From being asked to the last reply.
    Reply,
}

impl ClockOf {
    /// The name on lines and pages.
    pub fn as_str(self) -> &'static str {
        match self {
            ClockOf::Log => "log",
            ClockOf::Verify => "verify",
            ClockOf::Reply => "reply",
        }
    }
}

/// A clock of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// What it counts.
    pub of: ClockOf,
    /// When it began.
    pub from: Timestamp,
    /// The first instant that is too late.
    pub due: Timestamp,
    /// When it was stopped.
    pub met: Option<Timestamp>,
}

impl Clock {
    /// Whether it was, or by now is, too late.
    pub fn is_late(&self, now: Timestamp) -> bool {
        self.met.unwrap_or(now) >= self.due
    }
}

/// What somebody who reads a case should know beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flag {
    /// The incident does not stand any more: it was withdrawn, or merged into another.
    Withdrawn(IncidentId),
    /// Somebody declared a conflict of interest after they had signed.
    ConflictAfterSigning(PersonId),
}

/// A step that might come next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// The name of the act.
    pub act: &'static str,
    /// Who may take it now.
    pub by: Vec<PersonId>,
    /// Where nobody may: which rule stands against it, and what to do.
    pub against: Option<String>,
}
