//! What is proposed and what was found in a period, by party, in equal columns beside the observation effort. Every number
//! opens into the incidents behind it.

use super::{Effort, Link, Party, parties};
use crate::query::Query;
use crate::view::View;
use crate::{links, selection, sides, words};
use askama::Template;
use askama::filters::HtmlSafe;
use model::{ActorRef, Agreement, Answer, Finding, Incident, IncidentId, Proposal, ProposedAnswer};
use std::collections::BTreeSet;

/// One row: its words, whether people found it, and the incidents by column.
pub(crate) type Row = (&'static str, bool, Vec<Cell>);

/// The incidents of one cell: all are counted, the first are named.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Cell {
    pub(crate) count: usize,
    pub(crate) named: Vec<Link>,
}

/// How many incidents a cell names, so that the overview stays light on a slow link.
const MOST: usize = 30;

/// What is proposed and what was found, by party.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "tally.html")]
pub(crate) struct Tally {
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) parties: Vec<Party>,
    pub(crate) rows: Vec<Row>,
    pub(crate) effort: Effort,
}

impl HtmlSafe for Tally {}

type Asks = fn(&ProposedAnswer) -> bool;
type Finds = fn(&Finding) -> bool;

/// The same questions for every party.
const PROPOSED: [(&str, Asks); 4] = [
    ("may breach a provision", |answer| matches!(answer, ProposedAnswer::MayBreach(_))),
    ("permitted by a clause", |answer| matches!(answer, ProposedAnswer::Permitted(_))),
    ("outside the agreement", |answer| matches!(answer, ProposedAnswer::OutsideScope(_))),
    ("cannot be told", |answer| matches!(answer, ProposedAnswer::CannotTell(_))),
];
const FOUND: [(&str, Finds); 4] = [
    ("breach established", |finding| matches!(finding.breach.answer, Answer::Established(..))),
    ("breach refuted", |finding| matches!(finding.breach.answer, Answer::Refuted(_))),
    ("evidence insufficient", |finding| matches!(finding.breach.answer, Answer::Insufficient)),
    ("breach not judged", |finding| matches!(finding.breach.answer, Answer::NotJudged)),
];

impl Tally {
    pub(crate) fn new(view: &View<'_>, query: &Query, agreement: &Agreement) -> Self {
        let columns = agreement.parties.len() + 1;
        let all = view.record.fused.incidents.iter();
        let incidents: Vec<&Incident> = all.filter(|incident| selection::chooses(view, query, incident)).collect();
        let proposed = PROPOSED.map(|(words, asks)| {
            let told = incidents.iter().flat_map(|incident| {
                let own = view.proposals(&incident.id).into_iter();
                let own = own.filter(|one| one.agreement == agreement.id && asks(&one.answer));
                own.map(|one: &Proposal| (*incident, one.actor.as_ref()))
            });
            (words, false, by_column(view, agreement, columns, told))
        });
        let found = FOUND.map(|(words, finds)| {
            let told = incidents.iter().flat_map(|incident| {
                let own = view.findings(&incident.id).into_iter();
                let own = own.filter(|one| view.stands(one) && of_agreement(one, agreement) && finds(one));
                own.flat_map(attributed).map(|actor| (*incident, actor))
            });
            (words, true, by_column(view, agreement, columns, told))
        });
        Self {
            title: agreement.title.clone(),
            href: links::agreement(&agreement.id),
            parties: parties(view, agreement),
            rows: proposed.into_iter().chain(found).collect(),
            effort: Effort::new(view, query),
        }
    }
}

/// A finding that names a provision of another agreement does not belong here.
fn of_agreement(finding: &Finding, agreement: &Agreement) -> bool {
    match &finding.breach.answer {
        Answer::Established((of, _), _) => *of == agreement.id,
        _ => true,
    }
}

/// Those named, several where several did it together; nobody where nobody is named.
fn attributed(finding: &Finding) -> Vec<Option<&ActorRef>> {
    let named = match &finding.attribution.answer {
        Answer::Established(who, _) => who.actors(),
        _ => &[],
    };
    if named.is_empty() { vec![None] } else { named.iter().map(Some).collect() }
}

fn by_column<'a>(
    view: &View<'_>,
    agreement: &Agreement,
    columns: usize,
    told: impl Iterator<Item = (&'a Incident, Option<&'a ActorRef>)>,
) -> Vec<Cell> {
    let mut seen: BTreeSet<(usize, &IncidentId)> = BTreeSet::new();
    let mut cells: Vec<Cell> = vec![Cell::default(); columns];
    for (incident, actor) in told {
        let party = actor.and_then(|actor| sides::party(view, agreement, actor)).unwrap_or(columns - 1);
        let Some(cell) = cells.get_mut(party).filter(|_| seen.insert((party, &incident.id))) else { continue };
        cell.count += 1;
        if cell.count <= MOST {
            cell.named.push(Link::new(links::incident(&incident.id), label(incident)));
        }
    }
    cells
}

fn label(incident: &Incident) -> String {
    format!("{}, {}", incident.kind.words(), words::unknown_of("time", words::contested_when(&incident.time)))
}
