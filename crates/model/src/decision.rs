//! What people decide about incidents and origins. A decision binds the program until somebody revokes it; it speaks of
//! claims, since claims stay while incidents change. It must not say that anything occurred: that is a finding.

use crate::id::{ClaimId, DecisionId, IncidentId, ReportId};
use std::collections::BTreeSet;

/// A decision of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its id.
    pub id: DecisionId,
    /// What is decided.
    pub act: DecisionAct,
    /// Who decides.
    pub by: String,
    /// Why, in a sentence.
    pub why: String,
    /// When: RFC 3339.
    pub at: String,
    /// The state of the record that the person looked at: how many entries its ledger had.
    pub seen: u64,
}

/// What is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecisionAct {
    /// The claims of these incidents tell of one event.
    Merge {
        /// The incidents, as they were called.
        incidents: Vec<IncidentId>,
        /// All their claims, as they stood.
        claims: Vec<ClaimId>,
    },
    /// These claims tell of another event than the rest of their incident. What else they tell of stays open.
    Split {
        /// The incident, as it was called.
        incident: IncidentId,
        /// The claims that go.
        claims: Vec<ClaimId>,
        /// The claims from which they go, as they stood.
        rest: Vec<ClaimId>,
    },
    /// The claims of this incident stay together, and it keeps its id with them. Others may still join.
    Pin {
        /// The incident, as it was called.
        incident: IncidentId,
        /// Its claims, as they stood.
        claims: Vec<ClaimId>,
    },
    /// These statements come from this origin.
    SetOrigin {
        /// Which statements.
        of: Statements,
        /// The origin's name.
        origin: String,
        /// Whether it speaks for itself; else it is an agency or outlet whose words others print.
        speaks: bool,
    },
    /// These decisions no longer bind.
    Revoke {
        /// The decisions.
        decisions: Vec<DecisionId>,
    },
}

/// Whose origin a person sets.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Statements {
    /// One claim.
    Claim(ClaimId),
    /// What a report says without naming a speaker.
    Report(ReportId),
    /// What a source's reports say without naming a speaker or crediting anybody.
    Source(String),
}

/// What a person asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// That incidents be one.
    Merge(Vec<IncidentId>),
    /// That claims of an incident be another.
    Split(IncidentId, Vec<ClaimId>),
    /// That an incident's claims stay together.
    Pin(IncidentId),
    /// That an incident be pinned no longer.
    Unpin(IncidentId),
    /// That a decision no longer bind.
    Revoke(DecisionId),
    /// That statements come from an origin, which speaks for itself or is printed by others.
    SetOrigin(Statements, String, bool),
}

impl DecisionAct {
    /// The name on lines.
    pub fn as_str(&self) -> &'static str {
        match self {
            DecisionAct::Merge { .. } => "merge",
            DecisionAct::Split { .. } => "split",
            DecisionAct::Pin { .. } => "pin",
            DecisionAct::SetOrigin { .. } => "set_origin",
            DecisionAct::Revoke { .. } => "revoke",
        }
    }

    /// The incidents that it names.
    pub fn incidents(&self) -> &[IncidentId] {
        match self {
            DecisionAct::Merge { incidents, .. } => incidents,
            DecisionAct::Split { incident, .. } | DecisionAct::Pin { incident, .. } => std::slice::from_ref(incident),
            DecisionAct::SetOrigin { .. } | DecisionAct::Revoke { .. } => &[],
        }
    }

    /// The claims that it says stand together.
    pub fn together(&self) -> &[ClaimId] {
        match self {
            DecisionAct::Merge { claims, .. } | DecisionAct::Pin { claims, .. } => claims,
            _ => &[],
        }
    }

    /// The claims that it says stand apart, each of the first from each of the second.
    pub fn apart(&self) -> (&[ClaimId], &[ClaimId]) {
        match self {
            DecisionAct::Split { claims, rest, .. } => (claims, rest),
            _ => (&[], &[]),
        }
    }

    /// Every claim that it names.
    pub fn claims(&self) -> impl Iterator<Item = &ClaimId> {
        let (first, second) = self.apart();
        let one = match self {
            DecisionAct::SetOrigin { of: Statements::Claim(claim), .. } => Some(claim),
            _ => None,
        };
        self.together().iter().chain(first).chain(second).chain(one)
    }
}

/// The decisions that bind: those that nobody revoked, in their order, without the revocations themselves.
pub fn in_force(decisions: &[Decision]) -> Vec<&Decision> {
    let revoked: BTreeSet<&DecisionId> = decisions.iter().flat_map(revoked_by).collect();
    let binds = |one: &&Decision| !revoked.contains(&one.id) && !matches!(one.act, DecisionAct::Revoke { .. });
    decisions.iter().filter(binds).collect()
}

/// The decisions that a decision revokes.
pub fn revoked_by(decision: &Decision) -> &[DecisionId] {
    match &decision.act {
        DecisionAct::Revoke { decisions } => decisions,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(number: u64, act: DecisionAct) -> Decision {
        let id = DecisionId::new(format!("d-{number}")).unwrap();
        Decision { id, act, by: "Ana".into(), why: "one crater".into(), at: "2031-05-01T06:00:00Z".into(), seen: 9 }
    }

    #[test]
    fn what_is_revoked_binds_nobody_and_a_revocation_is_no_bond() {
        let pin =
            |n: u64| decision(n, DecisionAct::Pin { incident: IncidentId::new("i-1").unwrap(), claims: Vec::new() });
        let all =
            [pin(1), pin(2), decision(3, DecisionAct::Revoke { decisions: vec![DecisionId::new("d-1").unwrap()] })];
        assert_eq!(in_force(&all), [&all[1]]);
    }
}
