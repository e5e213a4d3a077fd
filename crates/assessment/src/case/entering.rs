//! Whether rules may be entered beside those that are there, and steps sorted into their cases. It must not let rules change a
//! past: a case that was taken by the book stays so.

use super::{Case, Refused};
use model::procedure::InvalidRules;
use model::{ActorId, Agreement, AgreementId, CaseAct, CaseId, CaseStep, Finding, Procedure, Rules};

/// Why rules may not be entered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RulesError {
    /// The agreement is not there.
    #[error("the record holds no agreement '{0}': enter it first, or mend 'agreement'")]
    NoAgreement(AgreementId),
    /// The parties are others.
    #[error("field 'parties' holds '{0}'; expected the parties of the agreement in its order: {1}")]
    OtherParties(String, String),
    /// They do not stand beside the others.
    #[error(transparent)]
    Beside(#[from] InvalidRules),
    /// A case would not have been taken by the book.
    #[error("these rules would change the past of {0}: {1}; let them hold from a later time")]
    Past(CaseId, Box<Refused>),
}

/// The rules of an agreement with one version more.
///
/// # Errors
/// The first thing that stands against it.
pub fn with_rules(
    rules: &Rules,
    agreements: &[Agreement],
    entered: &[Rules],
    cases: &[Vec<CaseStep>],
) -> Result<Procedure, RulesError> {
    let missing = || RulesError::NoAgreement(rules.agreement.clone());
    let agreement = agreements.iter().find(|agreement| agreement.id == rules.agreement).ok_or_else(missing)?;
    if agreement.parties != rules.parties {
        return Err(RulesError::OtherParties(listed(&rules.parties), listed(&agreement.parties)));
    }
    let own = entered.iter().filter(|earlier| earlier.agreement == rules.agreement);
    let procedure = Procedure::new(own.chain([rules]).cloned().collect())?;
    for steps in cases.iter().filter(|steps| agreement_of(steps) == Some(&rules.agreement)) {
        if let (Err(refused), Some(first)) = (Case::replay(steps, &procedure), steps.first()) {
            return Err(RulesError::Past(first.case.clone(), Box::new(refused)));
        }
    }
    Ok(procedure)
}

fn listed(ids: &[ActorId]) -> String {
    ids.iter().map(ActorId::as_str).collect::<Vec<_>>().join(", ")
}

/// Under which agreement a case was opened.
pub fn agreement_of(steps: &[CaseStep]) -> Option<&AgreementId> {
    match &steps.first()?.act {
        CaseAct::Received(allegation) => Some(&allegation.agreement),
        _ => None,
    }
}

/// The case that a finding written by hand would go round: one on the same subject, where the finding corrects nothing. Its
/// finding follows from the committee's decision.
pub fn goes_round<'c>(finding: &Finding, cases: &'c [Vec<CaseStep>]) -> Option<&'c CaseId> {
    let about = |first: &&CaseStep| matches!(&first.act, CaseAct::Received(allegation) if allegation.subject == finding.subject);
    let case = cases.iter().filter_map(|steps| steps.first()).find(about)?;
    finding.supersedes.is_none().then_some(&case.case)
}

/// The steps of each case, the cases in the order in which they were opened.
pub fn by_case(steps: impl IntoIterator<Item = CaseStep>) -> Vec<Vec<CaseStep>> {
    let mut cases: Vec<Vec<CaseStep>> = Vec::new();
    let mut places = std::collections::BTreeMap::new();
    for step in steps {
        let place = *places.entry(step.case.clone()).or_insert(cases.len());
        match cases.get_mut(place) {
            Some(case) => case.push(step),
            None => cases.push(vec![step]),
        }
    }
    cases
}
