//! A case: the life of one allegation, as the fold over its steps. It says which step may be taken next under the rules of
//! procedure, and why another may not; it never says what people should find, and it asks of every party the same.

mod asked;
mod clocks;
mod committee;
mod entering;
mod found;
mod hearing;
mod intake;
mod publication;
mod record;
mod refusal;
mod stage;
mod verification;

pub use clocks::{Clock, ClockOf};
pub use entering::{RulesError, agreement_of, by_case, goes_round, with_rules};
pub use found::Flag;
pub use record::{RecordError, fits_record};
pub use refusal::{Refusal, Rule};
pub use stage::{
    Adjournment, Attribution, Classified, Correction, Decision, Docket, GivenReply, Hearing, Judged, Publication,
    Release, Signatories, Sitting, Stage, Team, Verification, Vote,
};

use asked::Asked;
use model::{Allegation, CaseAct, CaseId, CaseStep, PersonId, Procedure};
use std::collections::BTreeMap;

/// The life of one allegation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case<'r> {
    procedure: &'r Procedure,
    id: CaseId,
    allegation: Allegation,
    receipt: Option<String>,
    declared: BTreeMap<PersonId, Option<String>>,
    stage: Stage,
    earlier: Vec<Stage>,
    steps: Vec<CaseStep>,
}

/// A step of a list that may not be taken: which, counted from nought, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("step {} of the case: {refusal}", place + 1)]
pub struct Refused {
    /// Which.
    pub place: usize,
    /// Why.
    pub refusal: Refusal,
}

impl<'r> Case<'r> {
    /// Opens a case by its first step, which says that the allegation arrived.
    ///
    /// # Errors
    /// Who may not, by which rule, and what to do.
    pub fn open(first: &CaseStep, procedure: &'r Procedure) -> Result<Self, Refusal> {
        let allegation = intake::received(first, procedure)?.clone();
        Ok(Self {
            procedure,
            id: first.case.clone(),
            allegation,
            receipt: None,
            declared: BTreeMap::new(),
            stage: Stage::Received,
            earlier: Vec::new(),
            steps: vec![first.clone()],
        })
    }

    /// The case that its steps make; the same steps make the same case. `None` where there are none.
    ///
    /// # Errors
    /// The first step that may not be taken.
    pub fn replay(steps: &[CaseStep], procedure: &'r Procedure) -> Result<Option<Self>, Refused> {
        let Some((first, rest)) = steps.split_first() else { return Ok(None) };
        let mut case = Self::open(first, procedure).map_err(|refusal| Refused { place: 0, refusal })?;
        for (place, step) in (1..).zip(rest) {
            case.take(step).map_err(|refusal| Refused { place, refusal })?;
        }
        Ok(Some(case))
    }

    /// Whether a step may be taken now.
    ///
    /// # Errors
    /// Who may not, by which rule, and what to do.
    pub fn may(&self, step: &CaseStep) -> Result<(), Refusal> {
        self.next(step).map(drop)
    }

    /// The case after a step; this one stays as it was.
    ///
    /// # Errors
    /// Who may not, by which rule, and what to do.
    pub fn with(&self, step: &CaseStep) -> Result<Self, Refusal> {
        let mut after = self.clone();
        after.take(step)?;
        Ok(after)
    }

    /// Takes a step; a refused one leaves the case as it was.
    ///
    /// # Errors
    /// Who may not, by which rule, and what to do.
    pub fn take(&mut self, step: &CaseStep) -> Result<(), Refusal> {
        let next = self.next(step)?;
        match &step.act {
            CaseAct::Declared { conflict } => {
                self.declared.insert(step.by.clone(), conflict.clone());
            }
            CaseAct::Logged { receipt } => self.receipt = Some(receipt.clone()),
            CaseAct::Reopened => self.earlier.push(self.stage.clone()),
            _ => (),
        }
        self.stage = next;
        self.steps.push(step.clone());
        Ok(())
    }

    /// The stage to which a step leads.
    fn next(&self, step: &CaseStep) -> Result<Stage, Refusal> {
        let asked = Asked::new(self, step)?;
        match &step.act {
            CaseAct::Received(_) => Err(asked.out_of_order("a case that does not exist yet")),
            CaseAct::Declared { conflict } => intake::declared(&asked, conflict.as_deref()),
            CaseAct::Logged { receipt } => intake::logged(&asked, receipt),
            CaseAct::Screened(screening) => intake::screened(&asked, *screening),
            CaseAct::Assigned { team } => verification::assigned(&asked, team),
            CaseAct::VerificationBegun => verification::begun(&asked),
            CaseAct::Verified { outcome, signed } => verification::verified(&asked, outcome, signed),
            CaseAct::InvestigationBegun => verification::investigation_begun(&asked),
            CaseAct::Attributed { answer, parties, signed } => {
                verification::attributed(&asked, answer, parties, signed)
            }
            CaseAct::Classified { class, intent, signed } => verification::classified(&asked, class, intent, signed),
            CaseAct::ReplyAsked => hearing::asked_for(&asked),
            CaseAct::Replied { party, text } => hearing::replied(&asked, party, text),
            CaseAct::Convened { present, emergency, motion } => {
                committee::convened(&asked, present, *emergency, motion)
            }
            CaseAct::Adjourned { present } => committee::adjourned(&asked, present),
            CaseAct::Voted { choice } => committee::voted(&asked, *choice),
            CaseAct::Resolved { finding } => committee::resolved(&asked, finding),
            CaseAct::Published { level, second } => publication::published(&asked, *level, second),
            CaseAct::Reopened => publication::reopened(&asked),
            CaseAct::Corrected { finding, second } => publication::corrected(&asked, finding, second),
        }
    }

    /// Its id.
    pub fn id(&self) -> &CaseId {
        &self.id
    }

    /// What is alleged.
    pub fn allegation(&self) -> &Allegation {
        &self.allegation
    }

    /// The receipt's number, once it is logged.
    pub fn receipt(&self) -> Option<&str> {
        self.receipt.as_deref()
    }

    /// Where it stands.
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// How it stood each time it was opened again.
    pub fn earlier(&self) -> &[Stage] {
        &self.earlier
    }

    /// All its steps.
    pub fn steps(&self) -> &[CaseStep] {
        &self.steps
    }

    /// Who declared which conflict of interest, or none.
    pub fn declared(&self) -> &BTreeMap<PersonId, Option<String>> {
        &self.declared
    }
}

#[cfg(test)]
pub(crate) mod tests;
