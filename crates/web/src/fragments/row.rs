//! An incident on one row of a list.

use super::{Link, Times};
use crate::view::View;
use crate::{links, words};
use model::{Field, Incident, ProposedAnswer, Role};

/// An incident on one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IncidentRow {
    /// Its number in the selection, from 1: the same on list, map and timeline.
    pub(crate) number: usize,
    pub(crate) href: String,
    pub(crate) kind: String,
    pub(crate) when: Times,
    pub(crate) place: String,
    /// Who, by role, as its claims say: how the role is introduced, and each actor named.
    pub(crate) actors: Vec<Named>,
    pub(crate) tolls: String,
    pub(crate) origins: usize,
    pub(crate) reports: usize,
    pub(crate) contested: String,
    pub(crate) denials: usize,
    /// What is proposed, in a few words each.
    pub(crate) proposed: Vec<String>,
    pub(crate) found: usize,
}

/// Who fills a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) role: &'static str,
    pub(crate) actors: Vec<Link>,
    /// Whether claims disagree on it; without, all are named together.
    pub(crate) contested: bool,
}

/// The roles that a list has room for.
const ROLES: [Role; 5] = [Role::Agent, Role::Target, Role::Counterpart, Role::Beneficiary, Role::Mediator];

impl IncidentRow {
    pub(crate) fn new(view: &View<'_>, incident: &Incident, number: usize) -> Self {
        let contested: Vec<String> = incident.contested.iter().map(|field| words::field(*field)).collect();
        let actors = ROLES.iter().filter_map(|role| named(incident, *role));
        Self {
            number,
            href: links::incident(&incident.id),
            kind: words::capital(&incident.kind.words()),
            when: Times(words::contested_when(&incident.time)),
            place: words::contested_where(&incident.place),
            actors: actors.collect(),
            tolls: words::tolls(incident),
            origins: incident.origins.len(),
            reports: incident.documents.len(),
            contested: contested.join(", "),
            denials: incident.denials.len(),
            proposed: proposed(view, incident),
            found: view.findings(&incident.id).iter().filter(|finding| view.stands(finding)).count(),
        }
    }

    /// "Shelling, Ain Zara": what stands on a map or a timeline.
    pub(crate) fn label(&self) -> String {
        format!("{}. {}, {}", self.number, self.kind, words::unknown_of("place", self.place.clone()))
    }
}

fn named(incident: &Incident, role: Role) -> Option<Named> {
    let actors: Vec<Link> =
        incident.actors.get(&role)?.versions().iter().map(|version| Link::actor(&version.value)).collect();
    let contested = incident.contested.contains(&Field::Actor(role));
    (!actors.is_empty()).then_some(Named { role: words::role(role), actors, contested })
}

/// What is proposed, the gravest first. An agreement outside which the incident lies is named only where no other says more;
/// the incident's page names all.
fn proposed(view: &View<'_>, incident: &Incident) -> Vec<String> {
    let outside = |answer: &ProposedAnswer| matches!(answer, ProposedAnswer::OutsideScope(_));
    let proposals = view.proposals(&incident.id);
    let only_outside = proposals.iter().all(|one| outside(&one.answer));
    let mut all: Vec<(u8, String)> = proposals
        .iter()
        .filter(|one| only_outside || !outside(&one.answer))
        .map(|one| (order(&one.answer), answer(&one.answer)))
        .collect();
    all.sort();
    all.dedup();
    all.into_iter().map(|(_, words)| words).collect()
}

fn order(answer: &ProposedAnswer) -> u8 {
    match answer {
        ProposedAnswer::MayBreach(_) => 0,
        ProposedAnswer::Permitted(_) => 1,
        ProposedAnswer::CannotTell(_) => 2,
        ProposedAnswer::OutsideScope(_) => 3,
    }
}

/// A proposal's answer in a few words.
pub(crate) fn answer(answer: &ProposedAnswer) -> String {
    match answer {
        ProposedAnswer::MayBreach(provision) => format!("may breach {provision}"),
        ProposedAnswer::Permitted(clause) => format!("permitted by {clause}"),
        ProposedAnswer::OutsideScope(scope) => format!("outside the agreement: {scope}"),
        ProposedAnswer::CannotTell(missing) => format!("cannot be told: {missing}"),
    }
}
