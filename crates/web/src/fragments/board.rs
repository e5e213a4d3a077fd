//! Who stands by an agreement, as a table of equal columns: the parties in the agreement's order, then all others.

use super::{Link, Party, parties};
use crate::view::View;
use crate::{links, words};
use askama::Template;
use askama::filters::HtmlSafe;
use model::{Agreement, PartyAct, Published, StatusEntry};

/// One act in one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Act {
    /// Who acted, where that is not simply the party itself.
    pub(crate) who: Option<Link>,
    /// Every time told; more than one where that is contested.
    pub(crate) when: Vec<String>,
    /// Where the act's quotations stand on the agreement's page.
    pub(crate) href: String,
    pub(crate) claims: String,
    pub(crate) against: usize,
    pub(crate) origins: String,
}

/// One row: an act, and who is said to have done it, by column.
pub(crate) type Row = (&'static str, Vec<Vec<Act>>);

/// Who stands by an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "board.html")]
pub(crate) struct Board {
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) effect: String,
    pub(crate) parties: Vec<Party>,
    pub(crate) rows: Vec<Row>,
}

impl HtmlSafe for Board {}

impl Board {
    pub(crate) fn new(view: &View<'_>, agreement: &Agreement) -> Self {
        let entries = entries(view, agreement);
        let columns = agreement.parties.len() + 1;
        let row = |act: PartyAct| {
            let mut cells: Vec<Vec<Act>> = vec![Vec::new(); columns];
            for (place, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.act == act) {
                let column = entry.party.unwrap_or(columns - 1).min(columns - 1);
                if let Some(cell) = cells.get_mut(column) {
                    cell.push(told(view, agreement, entry, place));
                }
            }
            (words::act(act), cells)
        };
        let rows = PartyAct::ALL.map(row).into_iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
        Self {
            title: agreement.title.clone(),
            href: links::agreement(&agreement.id),
            effect: effect(agreement),
            parties: parties(view, agreement),
            rows: rows.collect(),
        }
    }
}

/// The acts that the record derives, in the board's order.
pub(crate) fn entries<'a>(view: &View<'a>, agreement: &Agreement) -> &'a [StatusEntry] {
    let board = view.record.boards.iter().find(|board| board.agreement == agreement.id);
    board.map(|board| board.entries.as_slice()).unwrap_or_default()
}

/// From when to when the instrument itself says that it is in effect.
pub(crate) fn effect(agreement: &Agreement) -> String {
    match (agreement.in_effect, agreement.ended) {
        (None, _) => "not in effect as far as the instrument says".to_owned(),
        (Some(from), None) => format!("in effect from {from}"),
        (Some(from), Some(to)) => format!("in effect from {from}, ended {to}"),
    }
}

/// The earliest publication among the reports that tell of an act.
pub(crate) fn first_published(view: &View<'_>, entry: &StatusEntry) -> Published {
    Published::earliest(entry.evidence.iter().filter_map(|claim| Some(view.told(claim)?.reading.published)))
}

fn told(view: &View<'_>, agreement: &Agreement, entry: &StatusEntry, place: usize) -> Act {
    let times: Vec<String> = entry.when.versions().iter().map(|version| words::when(&version.value)).collect();
    let itself = |actor: &model::ActorRef| {
        entry.party.and_then(|party| agreement.parties.get(party)).is_some_and(|party| actor.id() == Some(party))
    };
    Act {
        who: entry.actor.as_ref().filter(|actor| !itself(actor)).map(Link::actor),
        when: if times.is_empty() { vec![words::at_the_latest(first_published(view, entry))] } else { times },
        href: format!("{}#act{}", links::agreement(&agreement.id), place + 1),
        claims: words::count(entry.evidence.len(), "claim", "claims"),
        against: entry.against.len(),
        origins: words::count(entry.origins.len(), "origin", "origins"),
    }
}
