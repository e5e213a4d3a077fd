//! The rules under which people's findings may be entered. They hold a finding to its own logic and to what the record holds;
//! they never say what people should find.

mod contradiction;

pub use contradiction::contradictory;

use jiff::Timestamp;
use model::{
    Agreement, AgreementId, Answer, ClaimId, Element, Finding, FindingId, Incident, IncidentId, ObligationId,
    ProvisionId, Reading, StandardOfProof, Subject,
};
use std::collections::BTreeSet;

/// What the record holds, against which a finding is checked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// The incidents as they stand.
    pub incidents: &'a [Incident],
    /// The agreements entered.
    pub agreements: &'a [Agreement],
    /// The readings, whose claims are the evidence.
    pub readings: &'a [Reading],
    /// The findings entered before.
    pub findings: &'a [Finding],
}

/// Why a finding may not be entered: one line that says what is wrong and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FindingError {
    /// Its id is taken.
    #[error(
        "the record already holds a finding '{0}': a finding is never changed; enter a new one with supersedes = \"{0}\""
    )]
    Taken(FindingId),
    /// No such incident.
    #[error("the record holds no incident '{0}': it may have been merged or withdrawn; look its claims up again")]
    NoIncident(IncidentId),
    /// No such agreement.
    #[error("the record holds no agreement '{0}': enter it first, or mend the id")]
    NoAgreement(AgreementId),
    /// No such obligation.
    #[error("agreement '{0}' has no obligation '{1}'")]
    NoObligation(AgreementId, ObligationId),
    /// No such provision.
    #[error(
        "agreement '{0}' has no provision '{1}': a breach names a provision, or the obligation that the finding is about"
    )]
    NoProvision(AgreementId, ProvisionId),
    /// No such claim.
    #[error("the evidence names claim '{0}', which the record does not hold")]
    NoClaim(ClaimId),
    /// A claim stands twice.
    #[error("the evidence names claim '{0}' twice: give it one grade")]
    ClaimTwice(ClaimId),
    /// The finding that it corrects is not there.
    #[error("it supersedes finding '{0}', which the record does not hold")]
    NoFinding(FindingId),
    /// The finding that it corrects was corrected before.
    #[error("finding '{0}' was superseded by '{1}' before: supersede that one")]
    AlreadySuperseded(FindingId, FindingId),
    /// It corrects a finding on something else.
    #[error("it supersedes finding '{0}', which is about another subject")]
    OtherSubject(FindingId),
    /// A field that may not be empty is.
    #[error("'{0}' is empty: {1}")]
    Empty(&'static str, &'static str),
    /// The time is none.
    #[error("'at' holds '{0}'; expected a time with its zone, such as 2020-02-01T12:00:00Z")]
    At(String),
    /// Nothing is judged.
    #[error("nothing is judged: a finding answers at least one of occurred, attribution, intent and breach")]
    NothingJudged,
    /// A later element stands without the first.
    #[error("'{0}' is established although 'occurred' is not: establish first that it occurred")]
    WithoutOccurrence(&'static str),
    /// A later element claims more than the first.
    #[error("'{0}' is held to {1}, but 'occurred' only to {2}: a conclusion is no stronger than what it rests on")]
    Stronger(&'static str, &'static str, &'static str),
    /// An answer rests on nothing.
    #[error("'{0}' is answered without evidence: name at least one claim, with its grades")]
    WithoutEvidence(&'static str),
}

/// Whether a finding may be entered. The first thing wrong is told.
pub fn check_finding(finding: &Finding, known: &Known<'_>) -> Result<(), FindingError> {
    people(finding)?;
    subject(&finding.subject, known)?;
    elements(finding)?;
    breach(finding, known)?;
    evidence(finding, known)?;
    correction(finding, known)
}

/// Who finds, and when, and with whose dissent.
fn people(finding: &Finding) -> Result<(), FindingError> {
    let empty = |text: &str| text.trim().is_empty();
    if empty(&finding.body) {
        return Err(FindingError::Empty("body", "say who finds"));
    }
    if finding.authors.iter().all(|author| empty(author)) {
        return Err(FindingError::Empty("authors", "name at least one"));
    }
    if finding.dissent.iter().any(|one| empty(&one.by) || empty(&one.reasons)) {
        return Err(FindingError::Empty("dissent", "a dissent has a name and reasons"));
    }
    finding.at.parse::<Timestamp>().map(|_| ()).map_err(|_| FindingError::At(finding.at.clone()))
}

pub(crate) fn subject(subject: &Subject, known: &Known<'_>) -> Result<(), FindingError> {
    match subject {
        Subject::Incident(id) => {
            let there = known.incidents.iter().any(|incident| incident.id == *id);
            there.then_some(()).ok_or_else(|| FindingError::NoIncident(id.clone()))
        }
        Subject::Obligation(id, obligation) => {
            let there = agreement(known, id)?.obligations.iter().any(|one| one.id == *obligation);
            there.then_some(()).ok_or_else(|| FindingError::NoObligation(id.clone(), obligation.clone()))
        }
    }
}

pub(crate) fn agreement<'a>(known: &Known<'a>, id: &AgreementId) -> Result<&'a Agreement, FindingError> {
    let found = known.agreements.iter().find(|agreement| agreement.id == *id);
    found.ok_or_else(|| FindingError::NoAgreement(id.clone()))
}

/// The standard to which an answer is established.
fn established<T>(element: &Element<T>) -> Option<StandardOfProof> {
    match &element.answer {
        Answer::Established(_, standard) => Some(*standard),
        _ => None,
    }
}

/// An element, without what it establishes.
struct Judged<'a> {
    name: &'static str,
    judged: bool,
    decided: bool,
    established: Option<StandardOfProof>,
    reasons: &'a str,
}

fn judged<'a, T>(name: &'static str, element: &'a Element<T>) -> Judged<'a> {
    Judged {
        name,
        judged: !matches!(element.answer, Answer::NotJudged),
        decided: matches!(element.answer, Answer::Established(..) | Answer::Refuted(_)),
        established: established(element),
        reasons: &element.reasons,
    }
}

fn all(finding: &Finding) -> [Judged<'_>; 4] {
    [
        judged("occurred", &finding.occurred),
        judged("attribution", &finding.attribution),
        judged("intent", &finding.intent),
        judged("breach", &finding.breach),
    ]
}

/// Each answer has reasons; what follows from an occurrence needs one, and is no surer than it.
fn elements(finding: &Finding) -> Result<(), FindingError> {
    let [occurred, later @ ..] = all(finding);
    if !occurred.judged && later.iter().all(|element| !element.judged) {
        return Err(FindingError::NothingJudged);
    }
    if [&occurred].into_iter().chain(&later).any(|element| element.judged && element.reasons.trim().is_empty()) {
        return Err(FindingError::Empty("reasons", "an element that was judged gives them"));
    }
    for element in &later {
        let Some(standard) = element.established else { continue };
        let Some(first) = occurred.established else {
            return Err(FindingError::WithoutOccurrence(element.name));
        };
        if standard > first {
            return Err(FindingError::Stronger(element.name, standard.as_str(), first.as_str()));
        }
    }
    Ok(())
}

/// A breach is one of a clause that exists: a provision, or the obligation that the finding is about.
fn breach(finding: &Finding, known: &Known<'_>) -> Result<(), FindingError> {
    let Answer::Established((id, clause), _) = &finding.breach.answer else { return Ok(()) };
    let provision = agreement(known, id)?.provisions.iter().any(|provision| provision.id == *clause);
    let obligation = matches!(&finding.subject, Subject::Obligation(of, obligation) if of == id && obligation.as_str() == clause.as_str());
    (provision || obligation).then_some(()).ok_or_else(|| FindingError::NoProvision(id.clone(), clause.clone()))
}

fn evidence(finding: &Finding, known: &Known<'_>) -> Result<(), FindingError> {
    if finding.evidence.is_empty()
        && let Some(element) = all(finding).into_iter().find(|element| element.decided)
    {
        return Err(FindingError::WithoutEvidence(element.name));
    }
    let claims: Vec<ClaimId> = finding.evidence.iter().map(|one| one.claim.clone()).collect();
    claims_are_held(&claims, known)
}

/// The record holds these claims, each named once.
pub(crate) fn claims_are_held(claims: &[ClaimId], known: &Known<'_>) -> Result<(), FindingError> {
    let wanted: BTreeSet<&ClaimId> = claims.iter().collect();
    let all = known.readings.iter().flat_map(|reading| reading.claims.iter().map(|claim| &claim.id));
    let held: BTreeSet<&ClaimId> = all.filter(|id| wanted.contains(id)).collect();
    let mut seen = BTreeSet::new();
    for claim in claims {
        if !held.contains(claim) {
            return Err(FindingError::NoClaim(claim.clone()));
        }
        if !seen.insert(claim) {
            return Err(FindingError::ClaimTwice(claim.clone()));
        }
    }
    Ok(())
}

/// The findings on incidents that do not stand any more. They stay as they are; whoever shows them says so.
pub fn on_withdrawn<'a>(findings: &'a [Finding], standing: &[Incident]) -> Vec<&'a Finding> {
    let stands: BTreeSet<&IncidentId> = standing.iter().map(|incident| &incident.id).collect();
    let withdrawn = |finding: &&Finding| matches!(&finding.subject, Subject::Incident(id) if !stands.contains(id));
    findings.iter().filter(withdrawn).collect()
}

/// A correction names a finding on the same subject that nothing corrects yet; both stay visible.
fn correction(finding: &Finding, known: &Known<'_>) -> Result<(), FindingError> {
    if known.findings.iter().any(|earlier| earlier.id == finding.id) {
        return Err(FindingError::Taken(finding.id.clone()));
    }
    let Some(id) = &finding.supersedes else { return Ok(()) };
    let Some(earlier) = known.findings.iter().find(|earlier| earlier.id == *id) else {
        return Err(FindingError::NoFinding(id.clone()));
    };
    if earlier.subject != finding.subject {
        return Err(FindingError::OtherSubject(id.clone()));
    }
    match known.findings.iter().find(|other| other.supersedes.as_ref() == Some(id)) {
        Some(other) => Err(FindingError::AlreadySuperseded(id.clone(), other.id.clone())),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
