//! The record's cases as they lie before a reader: the steps, read under the rules that the record holds. It must not judge.

use crate::stepping::{StepError, procedure};
use assessment::case::{Case, agreement_of};
use jiff::Timestamp;
use model::{CaseId, CaseStep, Dossier, Incident, NextStep, Rules};
use std::collections::BTreeMap;
use store::Store;

/// Every case, in the order in which they were opened; `standing` are the incidents that stand.
///
/// # Errors
/// The record cannot be read, or holds a step that could not be taken.
pub fn dossiers(store: &dyn Store, standing: &[Incident]) -> Result<Vec<Dossier>, StepError> {
    let rules = store.rules()?;
    let mut places: BTreeMap<CaseId, usize> = BTreeMap::new();
    let mut cases: Vec<Vec<(u64, CaseStep)>> = Vec::new();
    for (entry, step) in store.case_steps()? {
        let place = *places.entry(step.case.clone()).or_insert(cases.len());
        match cases.get_mut(place) {
            Some(case) => case.push((entry, step)),
            None => cases.push(vec![(entry, step)]),
        }
    }
    let told = cases.into_iter().map(|steps| told(steps, &rules, |case, entries| case.dossier(entries, standing)));
    told.filter_map(Result::transpose).collect()
}

/// What may come next in a case, at a moment; nothing where there is no such case.
///
/// # Errors
/// As for all of them.
pub fn next_steps(store: &dyn Store, case: &CaseId, at: Timestamp) -> Result<Vec<NextStep>, StepError> {
    let told = told(store.steps_of(case)?, &store.rules()?, |case, _| Some(case.outlook(at)));
    Ok(told?.unwrap_or_default())
}

/// What is told of a case, given by its steps and the entries that tell them.
fn told<T>(
    steps: Vec<(u64, CaseStep)>,
    rules: &[Rules],
    tell: impl FnOnce(&Case<'_>, &[u64]) -> Option<T>,
) -> Result<Option<T>, StepError> {
    let (entries, steps): (Vec<u64>, Vec<CaseStep>) = steps.into_iter().unzip();
    let Some(agreement) = agreement_of(&steps) else { return Ok(None) };
    let procedure = procedure(agreement, rules)?;
    Ok(Case::replay(&steps, &procedure)?.and_then(|case| tell(&case, &entries)))
}
