//! What a person asks to be decided, held against what the record holds: whether the incidents live, the claims are theirs,
//! and nothing that others decided is contradicted. It must not judge whether the person is right.

use crate::rulings::contradiction;
use model::decision::{in_force, revoked_by};
use model::{
    Asked, ClaimId, Continuity, Decision, DecisionAct, DecisionId, Fused, Incident, IncidentId, Reading, ReportId, Statements,
};
use std::collections::BTreeSet;

/// What the record holds.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The incidents as they stand.
    pub fused: &'a Fused,
    /// What became of others, and what was decided.
    pub continuity: &'a Continuity,
    /// The readings.
    pub readings: &'a [Reading],
}

impl Known<'_> {
    /// What was decided, in order.
    fn decisions(&self) -> Vec<Decision> {
        self.continuity.decisions.iter().map(|(_, decision)| decision.clone()).collect()
    }
}

/// Why something cannot be decided: one line that says what is wrong and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// No such incident.
    #[error("the record holds no incident '{0}': `trucewatch export incidents` lists them")]
    NoIncident(IncidentId),
    /// It went into another.
    #[error("incident '{0}' went into '{1}': look at that one with `trucewatch why {1}`, and name it")]
    Former(IncidentId, IncidentId),
    /// It was withdrawn.
    #[error("incident '{0}' was withdrawn: nothing that is left of it tells of an event")]
    Withdrawn(IncidentId),
    /// Less than two incidents.
    #[error("name at least two different incidents to merge")]
    TooFew,
    /// No claims.
    #[error("name the claims that tell of another event: --claims CLAIM,CLAIM")]
    NoClaims,
    /// A claim of another incident.
    #[error("claim '{0}' is not in incident '{1}': `trucewatch why {1}` lists its claims")]
    NotMember(ClaimId, IncidentId),
    /// All claims.
    #[error("these are all the claims of incident '{0}': leave at least one")]
    NoneLeft(IncidentId),
    /// It is decided so already.
    #[error("decided already: {0}; nothing was entered")]
    Already(String),
    /// Nobody pinned it.
    #[error("incident '{0}' is not pinned")]
    NotPinned(IncidentId),
    /// No such decision.
    #[error("the record holds no decision '{0}': `trucewatch why INCIDENT` lists those on an incident")]
    NoDecision(DecisionId),
    /// Somebody revoked it.
    #[error("decision '{0}' was revoked before: {1}")]
    Revoked(DecisionId, String),
    /// It revokes others.
    #[error("'{0}' is a revocation: make the decision that it revoked anew")]
    IsRevocation(DecisionId),
    /// No such report, claim or source.
    #[error("the record holds no {0} '{1}': `trucewatch export {0}s` lists them")]
    NoStatements(&'static str, String),
    /// An empty name.
    #[error("an origin has a name: --origin NAME")]
    NoOrigin,
    /// Others decided otherwise.
    #[error(
        "this {0} contradicts {1}: nothing was entered; if they are wrong, revoke them first (`trucewatch incident revoke {2}`)"
    )]
    Contradicts(&'static str, String, DecisionId),
}

/// The act that is asked for.
///
/// # Errors
/// The first thing that stands against it.
pub fn act(asked: &Asked, known: &Known<'_>) -> Result<DecisionAct, Unfit> {
    match asked {
        Asked::Merge(incidents) => merge(incidents, known),
        Asked::Split(incident, claims) => split(incident, claims, known),
        Asked::Pin(incident) => pin(incident, known),
        Asked::Unpin(incident) => unpin(incident, known),
        Asked::Revoke(decision) => revoke(decision, known),
        Asked::SetOrigin(of, origin, speaks) => set_origin(of, origin, *speaks, known),
    }
}

/// Holds a decision against those in force.
///
/// # Errors
/// Names those that it contradicts, with who made them and why.
pub fn agrees(new: &Decision, known: &Known<'_>) -> Result<(), Unfit> {
    let decisions = known.decisions();
    let with = contradiction(new, &decisions);
    let Some(first) = with.first() else { return Ok(()) };
    let told = with.iter().filter_map(|id| decisions.iter().find(|decision| decision.id == *id)).map(in_words);
    let told: Vec<String> = told.collect();
    Err(Unfit::Contradicts(new.act.as_str(), told.join(" and "), first.clone()))
}

/// What an act is about, before it is known whether it fits: enough to ask whether that changed meanwhile.
pub fn outline(asked: &Asked) -> DecisionAct {
    match asked {
        Asked::Merge(incidents) => DecisionAct::Merge { incidents: incidents.clone(), claims: Vec::new() },
        Asked::Split(incident, claims) => {
            DecisionAct::Split { incident: incident.clone(), claims: claims.clone(), rest: Vec::new() }
        }
        Asked::Pin(incident) | Asked::Unpin(incident) => {
            DecisionAct::Pin { incident: incident.clone(), claims: Vec::new() }
        }
        Asked::Revoke(decision) => DecisionAct::Revoke { decisions: vec![decision.clone()] },
        Asked::SetOrigin(of, origin, speaks) => {
            DecisionAct::SetOrigin { of: of.clone(), origin: origin.clone(), speaks: *speaks }
        }
    }
}

fn in_words(decision: &Decision) -> String {
    format!("{}, the {} by {} (“{}”)", decision.id, decision.act.as_str().replace('_', " "), decision.by, decision.why)
}

fn living<'a>(id: &IncidentId, known: &Known<'a>) -> Result<&'a Incident, Unfit> {
    if let Some(incident) = known.fused.incidents.iter().find(|incident| incident.id == *id) {
        return Ok(incident);
    }
    match (known.continuity.resolve(id), known.continuity.lives.contains_key(id)) {
        (Some(successor), _) => Err(Unfit::Former(id.clone(), successor.clone())),
        (None, true) => Err(Unfit::Withdrawn(id.clone())),
        (None, false) => Err(Unfit::NoIncident(id.clone())),
    }
}

fn merge(incidents: &[IncidentId], known: &Known<'_>) -> Result<DecisionAct, Unfit> {
    let named: BTreeSet<&IncidentId> = incidents.iter().collect();
    let all = named.into_iter().map(|id| living(id, known)).collect::<Result<Vec<_>, _>>()?;
    if all.len() < 2 {
        return Err(Unfit::TooFew);
    }
    let mut claims: Vec<ClaimId> = all.iter().flat_map(|incident| incident.members.iter().cloned()).collect();
    claims.sort();
    Ok(DecisionAct::Merge { incidents: all.iter().map(|incident| incident.id.clone()).collect(), claims })
}

fn split(id: &IncidentId, claims: &[ClaimId], known: &Known<'_>) -> Result<DecisionAct, Unfit> {
    let incident = living(id, known)?;
    let named: BTreeSet<&ClaimId> = claims.iter().collect();
    if named.is_empty() {
        return Err(Unfit::NoClaims);
    }
    if let Some(stranger) = named.iter().find(|claim| !incident.members.contains(claim)) {
        return Err(Unfit::NotMember((*stranger).clone(), id.clone()));
    }
    let rest: Vec<ClaimId> = incident.members.iter().filter(|claim| !named.contains(claim)).cloned().collect();
    if rest.is_empty() {
        return Err(Unfit::NoneLeft(id.clone()));
    }
    Ok(DecisionAct::Split { incident: id.clone(), claims: named.into_iter().cloned().collect(), rest })
}

fn pin(id: &IncidentId, known: &Known<'_>) -> Result<DecisionAct, Unfit> {
    let claims = living(id, known)?.members.clone();
    let decisions = known.decisions();
    let same = |one: &&&Decision| {
        let DecisionAct::Pin { incident, claims: held } = &one.act else { return false };
        incident == id && claims.iter().all(|claim| held.contains(claim))
    };
    match in_force(&decisions).iter().find(same) {
        Some(held) => Err(Unfit::Already(in_words(held))),
        None => Ok(DecisionAct::Pin { incident: id.clone(), claims }),
    }
}

fn unpin(id: &IncidentId, known: &Known<'_>) -> Result<DecisionAct, Unfit> {
    let incident = living(id, known)?;
    let decisions = known.decisions();
    // A pin under a former id holds the claims of this one.
    let pins = |one: &&Decision| match &one.act {
        DecisionAct::Pin { incident: under, claims } => {
            under == id || claims.iter().any(|claim| incident.members.contains(claim))
        }
        _ => false,
    };
    let pins: Vec<DecisionId> = in_force(&decisions).into_iter().filter(pins).map(|one| one.id.clone()).collect();
    if pins.is_empty() { Err(Unfit::NotPinned(id.clone())) } else { Ok(DecisionAct::Revoke { decisions: pins }) }
}

fn revoke(id: &DecisionId, known: &Known<'_>) -> Result<DecisionAct, Unfit> {
    let all = || known.continuity.decisions.iter().map(|(_, decision)| decision);
    let decision = all().find(|one| one.id == *id).ok_or_else(|| Unfit::NoDecision(id.clone()))?;
    if matches!(decision.act, DecisionAct::Revoke { .. }) {
        return Err(Unfit::IsRevocation(id.clone()));
    }
    match all().find(|one| revoked_by(one).contains(id)) {
        Some(by) => Err(Unfit::Revoked(id.clone(), in_words(by))),
        None => Ok(DecisionAct::Revoke { decisions: vec![id.clone()] }),
    }
}

fn set_origin(of: &Statements, origin: &str, speaks: bool, known: &Known<'_>) -> Result<DecisionAct, Unfit> {
    if crate::origins::names::plain(origin).is_empty() {
        return Err(Unfit::NoOrigin);
    }
    let (noun, name, there) = match of {
        Statements::Claim(id) => ("claim", id.to_string(), known.fused.claim_origins.contains_key(id)),
        Statements::Report(id) => ("report", id.to_string(), reported(id, known)),
        Statements::Source(name) => ("source", name.clone(), published(name, known)),
    };
    if !there {
        return Err(Unfit::NoStatements(noun, name));
    }
    let decisions = known.decisions();
    let act = DecisionAct::SetOrigin { of: of.clone(), origin: origin.trim().to_owned(), speaks };
    match in_force(&decisions).iter().find(|one| one.act == act) {
        Some(held) => Err(Unfit::Already(in_words(held))),
        None => Ok(act),
    }
}

fn reported(id: &ReportId, known: &Known<'_>) -> bool {
    known.readings.iter().any(|reading| reading.report == *id)
}

fn published(name: &str, known: &Known<'_>) -> bool {
    let plain = crate::origins::names::plain;
    known.readings.iter().any(|reading| reading.source.as_deref().is_some_and(|source| plain(source) == plain(name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronicle::Chronicle;
    use crate::disorder::mixed;

    fn id(name: &str) -> IncidentId {
        IncidentId::new(name).unwrap()
    }

    /// What is said of each thing asked of a record with some incidents, one of them pinned by d-1.
    #[test]
    fn what_does_not_fit_is_said_in_one_line() {
        let mut chronicle = Chronicle::default();
        chronicle.goes_on(&mixed());
        chronicle.decide(chronicle.pin(0)).unwrap();
        let mut continuity = chronicle.continuity.clone();
        continuity.decisions = (7..).zip(chronicle.decisions.clone()).collect();
        let known = Known { fused: &chronicle.fused, continuity: &continuity, readings: &chronicle.readings };
        let [first, second] = [0, 1].map(|place| chronicle.fused.incidents[place].clone());
        let source = |name: &str| Asked::SetOrigin(Statements::Source(name.into()), "Reed Agency".into(), false);
        let unfit = [
            (Asked::Merge(vec![first.id.clone(), id("i-none")]), "no incident 'i-none'"),
            (Asked::Merge(vec![first.id.clone(), first.id.clone()]), "at least two different incidents"),
            (Asked::Split(first.id.clone(), Vec::new()), "name the claims"),
            (Asked::Split(first.id.clone(), second.members.clone()), "is not in incident"),
            (Asked::Split(first.id.clone(), first.members.clone()), "leave at least one"),
            (Asked::Pin(first.id.clone()), "decided already: d-1, the pin by Ana"),
            (Asked::Unpin(second.id.clone()), "is not pinned"),
            (Asked::Revoke(DecisionId::new("d-9").unwrap()), "no decision 'd-9'"),
            (source("Nobody's Paper"), "no source"),
            (Asked::SetOrigin(Statements::Source("Paper 1".into()), " ".into(), false), "has a name"),
        ];
        for (asked, says) in unfit {
            let line = act(&asked, &known).unwrap_err().to_string();
            assert!(line.contains(says) && !line.contains('\n'), "{line}");
        }
        let fits = [
            Asked::Merge(vec![first.id.clone(), second.id.clone()]),
            Asked::Unpin(first.id.clone()),
            source("paper 1"),
        ];
        for asked in fits {
            assert_eq!(act(&asked, &known).unwrap().as_str(), outline(&asked).as_str().replace("pin", "revoke"));
        }
        let parting = Asked::Split(first.id.clone(), first.members[1..].to_vec());
        let new = Decision {
            id: DecisionId::new("d-2").unwrap(),
            act: act(&parting, &known).unwrap(),
            ..chronicle.decisions[0].clone()
        };
        let line = agrees(&new, &known).unwrap_err().to_string();
        assert!(line.contains("this split contradicts d-1, the pin by Ana (“seen on site”)"), "{line}");
        assert!(line.contains("incident revoke d-1"), "{line}");
    }
}
