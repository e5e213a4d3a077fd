//! A person's step of a case on its way into the record: whether others were first, whether the rules of procedure allow it,
//! whether the record holds what it names, then the step and the finding that a decision makes, all or nothing.

use crate::marks::{self, NoLevel};
use assessment::case::{Case, RecordError, Refused, fits_record};
use assessment::finding::{Known, check_finding};
use jiff::Timestamp;
use model::id::InvalidId;
use model::procedure::InvalidRules;
use model::{AgreementId, CaseAct, CaseId, CaseStep, ClaimId, Finding, Procedure, Reading, ReportId, Rules, Subject};
use store::{Change, Mark, Reason, Store, StoreError};
use wire::case::ActLine;
use wire::{CaseStepLine, FindingLine, WireError};

/// A step as a person wrote it.
#[derive(Debug, Clone)]
pub struct Stepping {
    /// What. The id of a new case, the time and the id of a finding are given here where they are left out.
    pub line: CaseStepLine,
    /// The corrected finding that enters together with the step `corrected`, which then names it. Left out, that step names a
    /// finding that the record holds.
    pub correction: Option<FindingLine>,
    /// Who enters it, for the ledger; the name that the rules give to whoever takes it, where this is left out.
    pub by: Option<String>,
    /// The state that the person looked at: how many entries the ledger had. Left out, what others did meanwhile is not asked.
    pub seen: Option<u64>,
}

/// Why a step was not entered, in one line.
#[derive(Debug, thiserror::Error)]
pub enum StepError {
    /// The record could not be told or asked.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The line is no step.
    #[error(transparent)]
    Unread(#[from] WireError),
    /// The case is not there.
    #[error("there is no case '{0}': a case opens with the step 'received'")]
    NoCase(CaseId),
    /// What is to be protected has no level.
    #[error(transparent)]
    Marks(#[from] NoLevel),
    /// There are no rules for it.
    #[error("the record holds no rules of procedure for '{0}': enter them with `trucewatch rules add FILE`")]
    NoRules(AgreementId),
    /// The rules do not stand beside each other.
    #[error(transparent)]
    Rules(#[from] InvalidRules),
    /// The steps before it may not be taken.
    #[error(transparent)]
    Past(#[from] Refused),
    /// It is dated after the present.
    #[error("field 'at' holds {0}, which is still to come; steps are told once they were taken")]
    ToCome(Timestamp),
    /// The rules or the record stand against it.
    #[error(transparent)]
    Unfit(#[from] RecordError),
    /// An id that the record gives is none.
    #[error(transparent)]
    Id(#[from] InvalidId),
    /// Somebody else was first.
    #[error(
        "not entered: {case} changed since state {seen}, which you looked at: {what}. Look again, then decide anew"
    )]
    Changed {
        /// The case.
        case: CaseId,
        /// The state that the person looked at.
        seen: u64,
        /// Who did what since.
        what: String,
    },
}

impl StepError {
    /// Why the record's own cases cannot be told: what is entered was allowed then, so it is the record that is wrong.
    pub fn into_store(self) -> StoreError {
        match self {
            Self::Store(error) => error,
            other => StoreError::Cases(other.to_string()),
        }
    }
}

/// Enters a step together with what follows from it, at a time (RFC 3339); tells the step as it was entered.
///
/// # Errors
/// Why it was not entered.
pub fn take_step(store: &mut dyn Store, at: &str, stepping: Stepping) -> Result<CaseStep, StepError> {
    let Stepping { line, correction, by, seen } = stepping;
    let (whole, marks) = completed(store, at, line)?;
    let step = as_everybody_reads(&whole, &marks)?;
    let correction = correction.map(|line| corrected(&step, line)).transpose()?;
    let before = store.steps_of(&step.case)?;
    if let Some(seen) = seen {
        as_seen(&step.case, &before, seen)?;
    }
    let steps: Vec<CaseStep> = before.into_iter().map(|(_, step)| step).collect();
    let procedure = procedure(agreement_of(&steps, &step)?, &store.rules()?)?;
    let before = Case::replay(&steps, &procedure)?;
    let after = match &before {
        None => Case::open(&step, &procedure).map_err(RecordError::from)?,
        Some(before) => before.with(&step).map_err(RecordError::from)?,
    };
    let mut held = Named::read(store, &step, &after, correction.as_ref())?;
    if let Some(finding) = &correction {
        check_finding(finding, &held.known()).map_err(RecordError::from)?;
        held.findings.push(finding.clone());
    }
    fits_record(before.as_ref(), &step, &held.known())?;
    let mut changes: Vec<Change> =
        correction.into_iter().map(|finding| Change::FindingEntered(Box::new(finding))).collect();
    changes.push(marks::protected(Change::CaseStepped(Box::new(whole)), marks));
    if let (CaseAct::Resolved { .. }, Some(finding)) = (&step.act, after.finding()) {
        changes.push(Change::FindingEntered(Box::new(finding)));
    }
    let who = by.or_else(|| Some(procedure.at(step.at)?.person(&step.by)?.name.clone()));
    let why = format!("{} of {} by {}", step.act.as_str(), step.case, step.by);
    store.append(at, &Reason { who: who.unwrap_or_else(|| step.by.to_string()), why }, &changes)?;
    Ok(step)
}

/// The rules of procedure of one agreement, out of all that the record holds.
///
/// # Errors
/// There are none, or two begin at one moment.
pub fn procedure(agreement: &AgreementId, entered: &[Rules]) -> Result<Procedure, StepError> {
    let own: Vec<Rules> = entered.iter().filter(|rules| rules.agreement == *agreement).cloned().collect();
    if own.is_empty() {
        return Err(StepError::NoRules(agreement.clone()));
    }
    Ok(Procedure::new(own)?)
}

/// The step as it is judged and as what follows from it tells it: a finding must not say what the step protects.
fn as_everybody_reads(whole: &CaseStep, marks: &[Mark]) -> Result<CaseStep, StepError> {
    let line =
        serde_json::from_str(&wire::case::to_line(whole)).map_err(|error| WireError::Shape(error.to_string()))?;
    Ok(CaseStepLine::parse(&marks::redacted(line, marks).to_string())?.to_step()?)
}

/// The step, with what the record gives, and what is to be protected in it.
fn completed(store: &dyn Store, now: &str, mut line: CaseStepLine) -> Result<(CaseStep, Vec<Mark>), StepError> {
    if line.case.is_empty() && matches!(line.act, ActLine::Received(_)) {
        line.case = store.next_case()?.to_string();
    }
    if line.at.is_empty() {
        now.clone_into(&mut line.at);
    }
    if let ActLine::Resolved { finding } | ActLine::Corrected { finding, .. } = &mut line.act
        && finding.is_empty()
    {
        *finding = store.next_finding()?.to_string();
    }
    let step = line.to_step()?;
    match now.parse::<Timestamp>() {
        Ok(now) if step.at > now => Err(StepError::ToCome(step.at)),
        _ => Ok((step, marks::read(&line.protected)?)),
    }
}

/// The corrected finding: of the id that the step names, and made when the step was taken.
fn corrected(step: &CaseStep, line: FindingLine) -> Result<Finding, StepError> {
    let id = match &step.act {
        CaseAct::Corrected { finding, .. } => finding.to_string(),
        _ => line.id.clone(),
    };
    Ok(FindingLine { id, at: step.at.to_string(), ..line }.to_finding()?)
}

fn agreement_of<'s>(steps: &'s [CaseStep], step: &'s CaseStep) -> Result<&'s AgreementId, StepError> {
    let first = if steps.is_empty() { std::slice::from_ref(step) } else { steps };
    assessment::case::agreement_of(first).ok_or_else(|| StepError::NoCase(step.case.clone()))
}

/// Refuses where others took steps that the person has not seen.
fn as_seen(case: &CaseId, steps: &[(u64, CaseStep)], seen: u64) -> Result<(), StepError> {
    let unseen = steps.iter().filter(|(entry, _)| *entry >= seen);
    let told = unseen.map(|(entry, step)| format!("{} took the step '{}' (entry {entry})", step.by, step.act.as_str()));
    let what = told.collect::<Vec<_>>().join(", ");
    if what.is_empty() { Ok(()) } else { Err(StepError::Changed { case: case.clone(), seen, what }) }
}

/// What of the record a step names: nothing else is read.
#[derive(Default)]
struct Named {
    incidents: Vec<model::Incident>,
    agreements: Vec<model::Agreement>,
    readings: Vec<Reading>,
    findings: Vec<Finding>,
}

impl Named {
    fn read(
        store: &dyn Store,
        step: &CaseStep,
        after: &Case<'_>,
        correction: Option<&Finding>,
    ) -> Result<Self, StoreError> {
        let resolved = matches!(step.act, CaseAct::Resolved { .. }).then(|| after.finding()).flatten();
        let finding = resolved.as_ref().or(correction);
        let evidence = finding.iter().flat_map(|finding| &finding.evidence).map(|one| &one.claim);
        let claims: Vec<&ClaimId> = claims(&step.act).into_iter().chain(evidence).collect();
        let about = matches!(after.allegation().subject, Subject::Incident(_));
        let opens = matches!(step.act, CaseAct::Received(_));
        let corrects = matches!(step.act, CaseAct::Corrected { .. });
        Ok(Self {
            incidents: if about && (opens || finding.is_some()) { store.fused()?.incidents } else { Vec::new() },
            agreements: store.agreements()?,
            readings: readings(store, &claims)?,
            findings: if corrects || finding.is_some() { store.findings()? } else { Vec::new() },
        })
    }

    fn known(&self) -> Known<'_> {
        let Self { incidents, agreements, readings, findings } = self;
        Known { incidents, agreements, readings, findings }
    }
}

/// The claims that a step names.
fn claims(act: &CaseAct) -> Vec<&ClaimId> {
    match act {
        CaseAct::Received(allegation) => allegation.claims.iter().collect(),
        CaseAct::Verified { signed, .. } | CaseAct::Attributed { signed, .. } | CaseAct::Classified { signed, .. } => {
            signed.evidence.iter().map(|one| &one.claim).collect()
        }
        _ => Vec::new(),
    }
}

/// The readings in which claims stand, each once.
fn readings(store: &dyn Store, claims: &[&ClaimId]) -> Result<Vec<Reading>, StoreError> {
    let reports = claims.iter().filter_map(|claim| ReportId::new(claim.as_str().rsplit_once(".c")?.0).ok());
    let reports: std::collections::BTreeSet<ReportId> = reports.collect();
    let mut readings = Vec::new();
    for report in &reports {
        readings.extend(store.reading(report)?);
    }
    Ok(readings)
}
