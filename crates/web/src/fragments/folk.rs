//! Those who handle a case, by their names and sides, and times as their rules count them.

use super::Party;
use crate::links;
use crate::view::View;
use jiff::Timestamp;
use model::procedure::{Duty, Side};
use model::{ActorId, PersonId, Rules};

/// Somebody of the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) id: String,
    pub(crate) name: String,
    /// The party for which they are there; `None` for nobody's.
    pub(crate) party: Option<Party>,
}

/// Those whom rules of procedure know.
#[derive(Clone, Copy)]
pub(crate) struct Folk<'a> {
    view: View<'a>,
    pub(crate) rules: &'a Rules,
}

impl<'a> Folk<'a> {
    pub(crate) fn new(view: View<'a>, rules: &'a Rules) -> Self {
        Self { view, rules }
    }

    /// A name; the id of somebody whom these rules do not know any more.
    pub(crate) fn name(&self, id: &PersonId) -> String {
        self.rules.person(id).map_or_else(|| id.to_string(), |person| person.name.clone())
    }

    pub(crate) fn names<'i>(&self, ids: impl IntoIterator<Item = &'i PersonId>) -> String {
        ids.into_iter().map(|id| self.name(id)).collect::<Vec<_>>().join(", ")
    }

    pub(crate) fn member(&self, id: &PersonId) -> Member {
        let side = self.rules.person(id).map(|person| &person.side);
        let party = match side {
            Some(Side::Party(party)) => Some(self.party(party)),
            _ => None,
        };
        Member { id: id.to_string(), name: self.name(id), party }
    }

    /// A party with its mark, which is that of its place in the rules.
    pub(crate) fn party(&self, id: &ActorId) -> Party {
        let place = self.rules.parties.iter().position(|party| party == id).unwrap_or(self.rules.parties.len());
        let actor = self.view.actor_ref(id);
        Party { place, name: actor.to_string(), href: links::actor(&actor) }
    }

    pub(crate) fn parties(&self, ids: &[ActorId]) -> Vec<Party> {
        ids.iter().map(|id| self.party(id)).collect()
    }

    /// Those who have a duty, in the order of the rules.
    pub(crate) fn with_duty(&self, duty: Duty) -> impl Iterator<Item = &'a PersonId> + use<'a> {
        self.rules.persons.iter().filter(move |person| person.duties.contains(&duty)).map(|person| &person.id)
    }

    /// A name with its side, as a choice of a list shows it.
    pub(crate) fn with_side(&self, id: &PersonId) -> String {
        let side = self.member(id).party.map_or_else(|| "neutral".to_owned(), |party| party.name);
        format!("{} ({side})", self.name(id))
    }

    /// A time in the zone of the rules.
    pub(crate) fn local(&self, at: Timestamp) -> String {
        at.to_zoned(self.rules.calendar.zone().clone()).strftime("%Y-%m-%d %H:%M").to_string()
    }
}
