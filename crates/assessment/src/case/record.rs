//! A step held against the record: what it names must be there. The rules of procedure are the case's own; what the record holds
//! changes, so this is asked when a step is entered and never when a case is replayed.

use super::{Case, Refusal};
use crate::finding::{self, FindingError, Known, check_finding};
use model::case::Classification;
use model::{CaseAct, CaseStep, ClaimId, Finding, FindingId, ProvisionId, Subject};

/// Why the record cannot take a step that the rules allow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// The rules do not allow it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Something that it names is missing, or the finding that follows could not be entered.
    #[error(transparent)]
    Finding(#[from] FindingError),
    /// A clause is not there.
    #[error("agreement '{0}' has no permitted act '{1}': mend the id, or classify it otherwise")]
    NoPermittedAct(model::AgreementId, ProvisionId),
    /// The correcting finding is not there.
    #[error("the record holds no finding '{0}': enter the corrected finding first")]
    NoFinding(FindingId),
    /// The correcting finding corrects another.
    #[error("finding '{0}' does not supersede '{1}', which is the case's last: enter one that does")]
    NotItsCorrection(FindingId, FindingId),
    /// The correcting finding says something else.
    #[error(
        "finding '{0}' answers differently whether, who or what: open the case again, so that those concerned can reply"
    )]
    AnotherAnswer(FindingId),
}

/// Whether the record can take a step; `case` is as it stands before, `None` for the step that opens it.
///
/// # Errors
/// The first thing that stands against it, in a line that says what to do.
pub fn fits_record(case: Option<&Case<'_>>, step: &CaseStep, known: &Known<'_>) -> Result<(), RecordError> {
    let Some(case) = case else {
        let CaseAct::Received(allegation) = &step.act else { return Ok(()) };
        finding::agreement(known, &allegation.agreement)?;
        finding::subject(&allegation.subject, known)?;
        return Ok(finding::claims_are_held(&allegation.claims, known)?);
    };
    match &step.act {
        CaseAct::Verified { signed, .. } | CaseAct::Attributed { signed, .. } => weighed(signed, known),
        CaseAct::Classified { class, signed, .. } => {
            weighed(signed, known)?;
            clause(case, class, known)
        }
        CaseAct::Resolved { .. } => {
            Ok(case.with(step)?.finding().map_or(Ok(()), |finding| check_finding(&finding, known))?)
        }
        CaseAct::Corrected { finding, .. } => correction(case, finding, known),
        _ => Ok(()),
    }
}

fn weighed(signed: &model::case::Signed, known: &Known<'_>) -> Result<(), RecordError> {
    let claims: Vec<ClaimId> = signed.evidence.iter().map(|one| one.claim.clone()).collect();
    Ok(finding::claims_are_held(&claims, known)?)
}

/// A breach names a provision, or the obligation that the case is about; a permission names a permitted act.
fn clause(case: &Case<'_>, class: &Classification, known: &Known<'_>) -> Result<(), RecordError> {
    let id = &case.allegation().agreement;
    let agreement = finding::agreement(known, id)?;
    match class {
        Classification::Breach(clause, _) => {
            let provision = agreement.provisions.iter().any(|provision| provision.id == *clause);
            let own = matches!(&case.allegation().subject, Subject::Obligation(_, obligation) if obligation.as_str() == clause.as_str());
            let missing = FindingError::NoProvision(id.clone(), clause.clone());
            if provision || own { Ok(()) } else { Err(missing.into()) }
        }
        Classification::PermittedAct(clause, _) => {
            let there = agreement.permitted.iter().any(|permitted| permitted.id == *clause);
            if there { Ok(()) } else { Err(RecordError::NoPermittedAct(id.clone(), clause.clone())) }
        }
        _ => Ok(()),
    }
}

/// A correction supersedes the case's last finding and answers as it does; another answer needs another hearing.
fn correction(case: &Case<'_>, id: &FindingId, known: &Known<'_>) -> Result<(), RecordError> {
    let held = |id: &FindingId| known.findings.iter().find(|finding| finding.id == *id);
    let corrected = held(id).ok_or_else(|| RecordError::NoFinding(id.clone()))?;
    let last = case.findings().last().map(|last| (*last).clone());
    let last = last.ok_or_else(|| RecordError::NoFinding(id.clone()))?;
    if corrected.supersedes.as_ref() != Some(&last) {
        return Err(RecordError::NotItsCorrection(id.clone(), last));
    }
    let before = held(&last).ok_or_else(|| RecordError::NoFinding(last.clone()))?;
    if same_answers(before, corrected) { Ok(()) } else { Err(RecordError::AnotherAnswer(id.clone())) }
}

fn same_answers(one: &Finding, other: &Finding) -> bool {
    one.occurred.answer == other.occurred.answer
        && one.attribution.answer == other.attribution.answer
        && one.intent.answer == other.intent.answer
        && one.breach.answer == other.breach.answer
}
