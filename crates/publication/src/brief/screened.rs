//! What screening proposes of the period, counted by party in the same questions for each, and what it proposes on the patrols' own
//! observations. Each incident's proposals stand with the incident.

use super::index::Index;
use super::line::{Line, Section};
use crate::fieldwork::{chosen, noticed, when};
use crate::screening::proposed;
use model::{ActorRef, Agreement, Observation, Proposal, ProposalSubject, ProposedAnswer};
use std::collections::{BTreeMap, BTreeSet};

const RULE: &str = "A proposal is no finding. Counted are the incidents and observations of the period on which the program gives such an \
    answer on some provision; one may stand in several rows.";

/// Whether an answer is of a kind.
type Is = fn(&ProposedAnswer) -> bool;

/// The answers in the order in which they are told.
const ANSWERS: [(&str, Is); 4] = [
    ("may breach", |answer| matches!(answer, ProposedAnswer::MayBreach(_))),
    ("permitted", |answer| matches!(answer, ProposedAnswer::Permitted(_))),
    ("outside", |answer| matches!(answer, ProposedAnswer::OutsideScope(_))),
    ("cannot be told", |answer| matches!(answer, ProposedAnswer::CannotTell(_))),
];

/// Builds the section.
pub(super) fn section(index: &Index<'_>) -> Section {
    let observed = chosen(&index.record.fieldwork.observations, index.period, None);
    let known: BTreeMap<&str, &Observation> = observed.iter().map(|one| (one.id.as_str(), *one)).collect();
    let inside = |proposal: &&Proposal| match &proposal.subject {
        ProposalSubject::Incident(id) => index.touches(id),
        ProposalSubject::Observation(id) => known.contains_key(id.as_str()),
    };
    let proposals: Vec<&Proposal> = index.record.proposals.iter().filter(inside).collect();
    let mut lines = Vec::new();
    for agreement in &index.record.agreements {
        let own: Vec<&Proposal> = proposals.iter().copied().filter(|one| one.agreement == agreement.id).collect();
        if !own.is_empty() {
            lines.push(Line::heading(agreement.title.clone()).about(&agreement.id));
            lines.extend(counted(index, agreement, &own));
            lines.extend(own.iter().filter_map(|one| on_observation(one, &known)));
        }
    }
    Section::of("screened", "What screening proposes", Some(RULE), lines, "Nothing is proposed on the period.")
}

/// A line for each party, and one for those who are no party or not named.
fn counted(index: &Index<'_>, agreement: &Agreement, own: &[&Proposal]) -> Vec<Line> {
    let id = |one: &Proposal| one.actor.as_ref().and_then(ActorRef::id).cloned();
    let rows = agreement.parties.iter().map(|party| {
        let theirs: Vec<&Proposal> = own.iter().copied().filter(|one| id(one).as_ref() == Some(party)).collect();
        (index.name(party).to_owned(), theirs)
    });
    let others = own.iter().copied().filter(|one| id(one).is_none_or(|id| !agreement.parties.contains(&id))).collect();
    let rows = rows.chain([("Others, or nobody named".to_owned(), others)]);
    rows.map(|(name, theirs)| Line::item(0).key(name).plain(format!(": {}", in_numbers(&theirs)))).collect()
}

fn in_numbers(proposals: &[&Proposal]) -> String {
    let told = ANSWERS.map(|(words, is)| {
        let subjects: BTreeSet<&ProposalSubject> =
            proposals.iter().filter(|one| is(&one.answer)).map(|one| &one.subject).collect();
        format!("{} {words}", subjects.len())
    });
    told.join(", ")
}

/// What may breach a provision among the observations; the rest is counted.
fn on_observation(proposal: &Proposal, known: &BTreeMap<&str, &Observation>) -> Option<Line> {
    let observation = known.get(proposal.subject.observation()?.as_str())?;
    if matches!(proposal.answer, ProposedAnswer::OutsideScope(_)) {
        return None;
    }
    let told = format!("Observation {}, {}: {}: ", observation.id, when(observation.when, None), noticed(observation));
    Some(Line::item(1).about(&observation.id).plain(told).proposed(proposed(proposal)))
}
