//! What a row says in our nouns: each fact with the cells that say it, and the cells that could not be read. Nothing is
//! filled in: what a row leaves open, or says under a code that nobody knows, stays open here and whole in the row.

use crate::fault::Fault;
use crate::table::Row;
use model::{ActorRef, ClaimKind, Effect, Interval, Role, Toll, Where};

/// Part of a cell, in characters of the cell without white space around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Part {
    pub(crate) column: usize,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// Somebody whom a row names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) role: Role,
    pub(crate) who: ActorRef,
    pub(crate) column: usize,
}

/// Harm that a row tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Harmed {
    pub(crate) effect: Effect,
    pub(crate) toll: Toll,
    /// The cells that say how many.
    pub(crate) columns: Vec<usize>,
    /// Whose: the column that names them.
    pub(crate) of: Option<usize>,
}

/// Somebody on whose word a row rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cited {
    pub(crate) name: String,
    pub(crate) part: Part,
}

/// What a row says happened.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Facts {
    /// The kind and the column that tells it.
    pub(crate) kind: Option<(ClaimKind, usize)>,
    /// When, and the column that tells it first.
    pub(crate) time: Option<(Interval, usize)>,
    /// Where, and the column that names it.
    pub(crate) place: Option<(Where, usize)>,
    pub(crate) actors: Vec<Named>,
    pub(crate) harm: Vec<Harmed>,
    pub(crate) cited: Vec<Cited>,
    /// Cells that say something which could not be read.
    pub(crate) doubts: Vec<Fault>,
}

impl Facts {
    /// A cell stays as it is given, and what it would tell stays unknown.
    pub(crate) fn doubt(&mut self, row: &Row, column: &str, problem: impl std::fmt::Display) {
        let cell = row.cell(column);
        self.doubts.push(row.fault(Some(column), format!("'{cell}' {problem}; kept as it is given")));
    }

    /// Those who play a role.
    pub(crate) fn who(&self, role: Role) -> impl Iterator<Item = &ActorRef> {
        self.actors.iter().filter(move |named| named.role == role).map(|named| &named.who)
    }

    /// The toll of an effect as a whole, without its parts.
    pub(crate) fn toll(&self, effect: Effect) -> Option<Toll> {
        self.harm.iter().find(|harm| harm.effect == effect && harm.of.is_none()).map(|harm| harm.toll)
    }
}

/// The parts of a cell that lists names with semicolons between, each once, in their order.
pub(crate) fn listed(row: &Row, column: &str) -> Vec<Cited> {
    let Some(place) = row.place_of(column) else { return Vec::new() };
    let (mut cited, mut from): (Vec<Cited>, usize) = (Vec::new(), 0);
    for piece in row.cell(column).split(';') {
        let length = piece.chars().count();
        let before = length - piece.trim_start().chars().count();
        let name = piece.trim();
        let start = from + before;
        if !name.is_empty() && cited.iter().all(|other| other.name != name) {
            let part = Part { column: place, from: start, to: start + name.chars().count() };
            cited.push(Cited { name: name.to_owned(), part });
        }
        from += length + 1;
    }
    cited
}
