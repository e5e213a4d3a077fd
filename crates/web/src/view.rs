//! A record and its index, asked together.

use crate::index::Index;
use model::{
    Actor, ActorId, ActorRef, Claim, ClaimId, Figure, Finding, Incident, IncidentId, Origin, OriginId, Proposal,
    ProposalSubject, Reading, Record, RecordedChange, ReportId, Story,
};

/// A record and its index.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) record: &'a Record,
    pub(crate) index: &'a Index,
    pub(crate) actors: &'a [Actor],
}

/// A claim with the reading it stands in.
#[derive(Clone, Copy)]
pub(crate) struct Told<'a> {
    pub(crate) reading: &'a Reading,
    pub(crate) claim: &'a Claim,
}

impl<'a> View<'a> {
    pub(crate) fn told(&self, id: &ClaimId) -> Option<Told<'a>> {
        let (reading, claim) = *self.index.claims.get(id)?;
        let reading = self.record.readings.get(reading)?;
        Some(Told { reading, claim: reading.claims.get(claim)? })
    }

    pub(crate) fn all_told(&self) -> impl Iterator<Item = Told<'a>> + use<'a> {
        self.record.readings.iter().flat_map(|reading| reading.claims.iter().map(move |claim| Told { reading, claim }))
    }

    pub(crate) fn reading(&self, id: &ReportId) -> Option<&'a Reading> {
        self.record.readings.get(*self.index.readings.get(id)?)
    }

    pub(crate) fn incident(&self, id: &IncidentId) -> Option<&'a Incident> {
        self.record.fused.incidents.get(*self.index.incidents.get(id)?)
    }

    /// The story that a report is a part of.
    pub(crate) fn story_of(&self, report: &ReportId) -> Option<&'a Story> {
        self.record.stories.get(*self.index.story_of.get(report)?)
    }

    /// What became of an incident, in the order of the ledger.
    pub(crate) fn history(&self, id: &IncidentId) -> Vec<&'a RecordedChange> {
        let places = self.index.changes.get(id).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|place| self.record.continuity.changes.get(*place)).collect()
    }

    /// The former ids that lead to an incident.
    pub(crate) fn former(&self, id: &IncidentId) -> &'a [IncidentId] {
        self.index.former.get(id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The incidents of which a claim is a part.
    pub(crate) fn incidents_of(&self, claim: &ClaimId) -> Vec<&'a Incident> {
        let places = self.index.incidents_of.get(claim).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|place| self.record.fused.incidents.get(*place)).collect()
    }

    pub(crate) fn origin(&self, id: &OriginId) -> Option<&'a Origin> {
        self.record.fused.origins.get(*self.index.origins.get(id)?)
    }

    pub(crate) fn origin_name(&self, id: &OriginId) -> String {
        self.origin(id).map_or_else(|| id.to_string(), |origin| origin.name.clone())
    }

    /// What is proposed about an incident.
    pub(crate) fn proposals(&self, incident: &IncidentId) -> Vec<&'a Proposal> {
        self.proposals_on(&ProposalSubject::Incident(incident.clone()))
    }

    /// What is proposed about an incident or an observation.
    pub(crate) fn proposals_on(&self, subject: &ProposalSubject) -> Vec<&'a Proposal> {
        let places = self.index.proposals.get(subject).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|place| self.record.proposals.get(*place)).collect()
    }

    pub(crate) fn findings(&self, incident: &IncidentId) -> Vec<&'a Finding> {
        let places = self.index.findings.get(incident).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|place| self.record.findings.get(*place)).collect()
    }

    /// Whether no later finding took this one's place.
    pub(crate) fn stands(&self, finding: &Finding) -> bool {
        !self.index.superseded.contains_key(&finding.id)
    }

    pub(crate) fn actor(&self, id: &ActorId) -> Option<&'a Actor> {
        self.actors.get(*self.index.register.get(id)?)
    }

    pub(crate) fn actor_name(&self, id: &ActorId) -> String {
        self.actor(id).map_or_else(|| id.to_string(), |actor| actor.name.clone())
    }

    /// A listed actor under its usual name.
    pub(crate) fn actor_ref(&self, id: &ActorId) -> ActorRef {
        ActorRef::Listed { id: id.clone(), name: self.actor_name(id) }
    }

    pub(crate) fn figure(&self, place: usize) -> Option<&'a Figure> {
        self.record.fused.figures.get(place)
    }

    /// Who published a report; the report's id where nobody said.
    pub(crate) fn source(&self, report: &ReportId) -> String {
        self.reading(report)
            .and_then(|reading| reading.source.clone())
            .unwrap_or_else(|| format!("unknown source ({report})"))
    }
}
