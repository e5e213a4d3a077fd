//! A record in memory that goes on, for tests: reports come in batches, people decide between them, ids are carried on. After
//! each step it is held to what must always be so.

use crate::{Before, Context, Ongoing, carry, contradiction, fuse_decided};
use model::*;
use std::collections::{BTreeMap, BTreeSet};

/// Incidents by id, each with its claims.
pub(crate) type Members = BTreeMap<IncidentId, BTreeSet<ClaimId>>;

/// A record that goes on.
#[derive(Default)]
pub(crate) struct Chronicle {
    pub(crate) readings: Vec<Reading>,
    pub(crate) decisions: Vec<Decision>,
    pub(crate) fused: Fused,
    pub(crate) continuity: Continuity,
    ongoing: Ongoing,
    known: usize,
    /// Whether it exchanges with others.
    pub(crate) shared: bool,
    entry: u64,
}

impl Chronicle {
    /// Takes reports in, makes incidents anew and carries their ids on; gives what changed.
    pub(crate) fn goes_on(&mut self, readings: &[Reading]) -> Vec<IncidentChange> {
        self.readings.extend_from_slice(readings);
        // Where readings were taken back, it begins anew.
        let known = self.ongoing.corpus().len();
        let new = self.readings.get(known..).filter(|new| new.len() == readings.len());
        if new.is_none() {
            self.ongoing = Ongoing::default();
        }
        new.unwrap_or(&self.readings).iter().for_each(|reading| self.ongoing.take(reading));
        let made = self.ongoing.fuse(&Context { decisions: &self.decisions, ..Context::default() });
        assert_eq!(
            made,
            fuse_decided(&self.readings, &[], &[], &self.decisions),
            "going on makes what fusing anew makes"
        );
        let (mut now, _) = made;
        let before = Before {
            fused: &self.fused,
            lives: &self.continuity.lives,
            decisions: &self.decisions,
            known: self.known,
            shared: self.shared,
        };
        let changes = carry(&before, &mut now);
        assert_eq!(replayed(members(&self.fused), &changes), members(&now), "changes tell everything: {changes:?}");
        self.fused = now;
        self.known = self.decisions.len();
        self.entry += 1;
        self.remember(&changes);
        self.hold();
        changes
    }

    /// Decides, unless it contradicts what was decided before; then says with what.
    pub(crate) fn decide(&mut self, act: DecisionAct) -> Result<(), Vec<DecisionId>> {
        let id = DecisionId::new(format!("d-{}", self.decisions.len() + 1)).unwrap();
        let at = "2031-05-01T06:00:00Z".to_owned();
        let decision = Decision { id, act, by: "Ana".into(), why: "seen on site".into(), at, seen: self.entry };
        let with = contradiction(&decision, &self.decisions);
        if !with.is_empty() {
            return Err(with);
        }
        self.decisions.push(decision);
        Ok(())
    }

    pub(crate) fn merge(&self, incidents: &[usize]) -> DecisionAct {
        let all: Vec<&Incident> = incidents.iter().map(|place| &self.fused.incidents[*place]).collect();
        DecisionAct::Merge {
            incidents: all.iter().map(|incident| incident.id.clone()).collect(),
            claims: all.iter().flat_map(|incident| incident.members.clone()).collect(),
        }
    }

    /// The last claims of an incident go, so many.
    pub(crate) fn split(&self, incident: usize, last: usize) -> DecisionAct {
        let incident = &self.fused.incidents[incident];
        let (rest, claims) = incident.members.split_at(incident.members.len() - last);
        DecisionAct::Split { incident: incident.id.clone(), claims: claims.to_vec(), rest: rest.to_vec() }
    }

    pub(crate) fn pin(&self, incident: usize) -> DecisionAct {
        let incident = &self.fused.incidents[incident];
        DecisionAct::Pin { incident: incident.id.clone(), claims: incident.members.clone() }
    }

    /// As the record's tables do.
    fn remember(&mut self, changes: &[IncidentChange]) {
        let merged: BTreeMap<&IncidentId, &IncidentId> = changes
            .iter()
            .filter(|change| change.kind == ChangeKind::Merged)
            .filter_map(|change| Some((&change.incident, change.other.as_ref()?)))
            .collect();
        let alive = members(&self.fused);
        for life in self.continuity.lives.values_mut().filter(|life| life.ended.is_none()) {
            if !alive.contains_key(&life.id) {
                (life.ended, life.successor) = (Some(self.entry), merged.get(&life.id).map(|id| (*id).clone()));
            }
        }
        for (place, incident) in (0..).zip(&self.fused.incidents) {
            let id = incident.id.clone();
            let new = IncidentLife { id: id.clone(), made: self.entry, place, ended: None, successor: None };
            let life = self.continuity.lives.entry(id).or_insert(new);
            (life.ended, life.successor) = (None, None);
        }
    }

    /// What must always be so.
    fn hold(&self) {
        let place: BTreeMap<&ClaimId, &IncidentId> =
            self.fused.incidents.iter().flat_map(|one| one.members.iter().map(move |claim| (claim, &one.id))).collect();
        let ids: BTreeSet<&IncidentId> = self.fused.incidents.iter().map(|incident| &incident.id).collect();
        assert_eq!(ids.len(), self.fused.incidents.len(), "no id twice");
        for life in self.continuity.lives.values() {
            let leads = self.continuity.resolve(&life.id);
            assert!(leads.is_none_or(|id| ids.contains(id)), "{} leads to an incident that lives", life.id);
            assert_eq!(life.ended.is_none(), ids.contains(&life.id));
        }
        for decision in decision::in_force(&self.decisions) {
            let held: BTreeSet<&&IncidentId> =
                decision.act.together().iter().filter_map(|claim| place.get(claim)).collect();
            assert!(held.len() <= 1, "{} holds together: {held:?}", decision.id);
            let (first, second) = decision.act.apart();
            let sides: BTreeSet<&&IncidentId> = first.iter().filter_map(|claim| place.get(claim)).collect();
            assert!(
                second.iter().filter_map(|claim| place.get(claim)).all(|id| !sides.contains(&id)),
                "{}",
                decision.id
            );
        }
    }
}

/// Incidents by id, each with its claims.
pub(crate) fn members(fused: &Fused) -> Members {
    fused.incidents.iter().map(|one| (one.id.clone(), one.members.iter().cloned().collect())).collect()
}

/// The claims of each incident, whatever it is called.
pub(crate) fn sets(fused: &Fused) -> BTreeSet<BTreeSet<ClaimId>> {
    members(fused).into_values().collect()
}

/// What changes make of incidents: they must tell all that happened.
fn replayed(mut members: Members, changes: &[IncidentChange]) -> Members {
    for change in changes {
        let claims = &change.claims;
        let mut take = |id: &IncidentId| members.entry(id.clone()).or_default().retain(|claim| !claims.contains(claim));
        match change.kind {
            ChangeKind::Split | ChangeKind::Merged | ChangeKind::Left | ChangeKind::Withdrawn => take(&change.incident),
            ChangeKind::Made | ChangeKind::Joined => {}
        }
        let to = match change.kind {
            ChangeKind::Made | ChangeKind::Joined => Some(&change.incident),
            ChangeKind::Split | ChangeKind::Merged => change.other.as_ref(),
            ChangeKind::Left | ChangeKind::Withdrawn => None,
        };
        if let Some(to) = to {
            members.entry(to.clone()).or_default().extend(claims.iter().cloned());
        }
    }
    members.retain(|_, claims| !claims.is_empty());
    members
}
