//! What brought a change about: the decisions since, the reports that came in, else other rules, else something elsewhere.

use super::Before;
use crate::METHOD;
use model::{
    Cause, ChangeKind, ClaimId, Decision, DecisionAct, DecisionId, Fused, Incident, Method, ReportId, Statements,
};
use std::collections::{BTreeMap, BTreeSet};

/// What came since the last state.
pub(super) struct Causes<'a> {
    decided: Vec<Decided<'a>>,
    /// The claims that were known.
    known: BTreeSet<&'a ClaimId>,
    /// Whether other rules made the last state.
    other_rules: bool,
}

/// A decision since, or one that revokes: what it bears on.
struct Decided<'a> {
    id: &'a DecisionId,
    claims: BTreeSet<&'a ClaimId>,
    reports: BTreeSet<&'a ReportId>,
    /// Whether it bears on the reports of a source, which incidents do not name.
    wide: bool,
}

impl<'a> Causes<'a> {
    pub(super) fn new(before: &Before<'a>, now: &Fused) -> Self {
        let by_id: BTreeMap<&DecisionId, &Decision> = before.decisions.iter().map(|one| (&one.id, one)).collect();
        let since = before.decisions.iter().skip(before.known);
        let made: BTreeSet<&Method> = before.fused.incidents.iter().map(|incident| &incident.method).collect();
        Self {
            decided: since.map(|decision| Decided::new(decision, &by_id)).collect(),
            known: before.fused.claim_origins.keys().collect(),
            other_rules: now.incidents.iter().any(|one| !made.is_empty() && !made.contains(&one.method)),
        }
    }

    /// What brought about a change of these claims, which are now in this incident.
    pub(super) fn of(&self, kind: ChangeKind, claims: &[ClaimId], incident: Option<&Incident>) -> Vec<Cause> {
        let around = incident.map(|incident| incident.members.as_slice()).unwrap_or_default();
        let own = self.reports(claims);
        if kind == ChangeKind::Made || (kind == ChangeKind::Joined && !own.is_empty()) {
            return self.else_elsewhere(own);
        }
        let bears = |one: &&Decided<'_>| one.bears_on(claims) || one.bears_on(around);
        let decided = self.decided.iter().filter(bears).map(|one| Cause::Decision(one.id.clone()));
        let mut causes: Vec<Cause> = decided.chain(own).collect();
        if causes.is_empty() {
            causes = self.reports(around);
        }
        self.else_elsewhere(causes)
    }

    /// The reports of the claims that were not known.
    fn reports(&self, claims: &[ClaimId]) -> Vec<Cause> {
        let new = claims.iter().filter(|claim| !self.known.contains(claim));
        let reports: BTreeSet<ReportId> = new.filter_map(ClaimId::report).collect();
        reports.into_iter().map(Cause::Report).collect()
    }

    fn else_elsewhere(&self, mut causes: Vec<Cause>) -> Vec<Cause> {
        if causes.is_empty() {
            causes.extend(self.decided.iter().filter(|one| one.wide).map(|one| Cause::Decision(one.id.clone())));
        }
        if causes.is_empty() {
            causes.push(if self.other_rules { Cause::Method(METHOD) } else { Cause::Elsewhere });
        }
        causes
    }
}

impl<'a> Decided<'a> {
    fn new(decision: &'a Decision, by_id: &BTreeMap<&'a DecisionId, &'a Decision>) -> Self {
        let mut decided = Self { id: &decision.id, claims: BTreeSet::new(), reports: BTreeSet::new(), wide: false };
        decided.add(decision);
        for revoked in model::decision::revoked_by(decision).iter().filter_map(|id| by_id.get(id)) {
            decided.add(revoked);
        }
        decided
    }

    fn add(&mut self, decision: &'a Decision) {
        self.claims.extend(decision.act.claims());
        if let DecisionAct::SetOrigin { of, .. } = &decision.act {
            match of {
                Statements::Claim(_) => {}
                Statements::Report(report) => drop(self.reports.insert(report)),
                Statements::Source(_) => self.wide = true,
            }
        }
    }

    fn bears_on(&self, claims: &[ClaimId]) -> bool {
        claims.iter().any(|claim| {
            self.claims.contains(claim)
                || (!self.reports.is_empty() && claim.report().is_some_and(|report| self.reports.contains(&report)))
        })
    }
}
