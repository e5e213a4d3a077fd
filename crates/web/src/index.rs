//! Where things stand in a record, so that a page finds a claim's report or an incident's findings without a search.
//! Places only: it holds no copies and judges nothing.

use model::{
    Actor, ActorId, ChangeKind, ClaimId, FindingId, IncidentId, OriginId, ProposalSubject, Record, ReportId, Subject,
};
use std::collections::BTreeMap;

/// Places in a record's lists.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// Which reading and which of its claims.
    pub(crate) claims: BTreeMap<ClaimId, (usize, usize)>,
    pub(crate) readings: BTreeMap<ReportId, usize>,
    pub(crate) incidents: BTreeMap<IncidentId, usize>,
    /// The incidents that a claim is a member of, or denies.
    pub(crate) incidents_of: BTreeMap<ClaimId, Vec<usize>>,
    /// The story that a report is a part of.
    pub(crate) story_of: BTreeMap<ReportId, usize>,
    pub(crate) origins: BTreeMap<OriginId, usize>,
    /// What is proposed about an incident or an observation.
    pub(crate) proposals: BTreeMap<ProposalSubject, Vec<usize>>,
    /// What was found about an incident.
    pub(crate) findings: BTreeMap<IncidentId, Vec<usize>>,
    /// What became of an incident, as places among the record's changes.
    pub(crate) changes: BTreeMap<IncidentId, Vec<usize>>,
    /// The former ids that lead to an incident.
    pub(crate) former: BTreeMap<IncidentId, Vec<IncidentId>>,
    /// The finding that took a finding's place.
    pub(crate) superseded: BTreeMap<FindingId, FindingId>,
    pub(crate) register: BTreeMap<ActorId, usize>,
}

impl Index {
    pub(crate) fn new(record: &Record, actors: &[Actor]) -> Self {
        let mut index = Self::default();
        for (place, reading) in record.readings.iter().enumerate() {
            index.readings.insert(reading.report.clone(), place);
            let claims = reading.claims.iter().enumerate();
            index.claims.extend(claims.map(|(number, claim)| (claim.id.clone(), (place, number))));
        }
        for (place, incident) in record.fused.incidents.iter().enumerate() {
            index.incidents.insert(incident.id.clone(), place);
            for claim in incident.members.iter().chain(&incident.denials) {
                let all = index.incidents_of.entry(claim.clone()).or_default();
                if !all.contains(&place) {
                    all.push(place);
                }
            }
        }
        for (place, story) in record.stories.iter().enumerate() {
            index.story_of.extend(story.reports.iter().map(|report| (report.clone(), place)));
        }
        for (place, proposal) in record.proposals.iter().enumerate() {
            index.proposals.entry(proposal.subject.clone()).or_default().push(place);
        }
        index.add_findings(record);
        index.add_past(record);
        index.origins = record.fused.origins.iter().enumerate().map(|(place, one)| (one.id.clone(), place)).collect();
        index.register = actors.iter().enumerate().map(|(place, actor)| (actor.id.clone(), place)).collect();
        index
    }

    fn add_past(&mut self, record: &Record) {
        for (place, told) in record.continuity.changes.iter().enumerate() {
            let shared = matches!(told.change.kind, ChangeKind::Split | ChangeKind::Merged);
            let other = told.change.other.iter().filter(|_| shared);
            for id in std::iter::once(&told.change.incident).chain(other) {
                self.changes.entry(id.clone()).or_default().push(place);
            }
        }
        for life in record.continuity.lives.values().filter(|life| life.ended.is_some()) {
            if let Some(now) = record.continuity.resolve(&life.id) {
                self.former.entry(now.clone()).or_default().push(life.id.clone());
            }
        }
    }

    fn add_findings(&mut self, record: &Record) {
        for (place, finding) in record.findings.iter().enumerate() {
            if let Some(earlier) = &finding.supersedes {
                self.superseded.insert(earlier.clone(), finding.id.clone());
            }
            if let Subject::Incident(incident) = &finding.subject {
                // What was found of an incident stands with whatever it went into.
                let now = record.continuity.resolve(incident).unwrap_or(incident);
                self.findings.entry(now.clone()).or_default().push(place);
            }
        }
    }
}
