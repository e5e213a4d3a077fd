//! On whose side everybody of the register stands under one agreement, worked out once.

use crate::sides::{Sides, Standing};
use model::{Actor, ActorId, ActorRef, Agreement};
use std::collections::BTreeMap;

/// Where somebody stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stand {
    /// With this party.
    Party(usize),
    /// With none.
    Outside,
    /// It cannot be told.
    Unknown,
    /// Nobody is named.
    Nobody,
}

/// Where everybody stands.
pub(crate) struct Standings<'a> {
    sides: Sides<'a>,
    listed: BTreeMap<&'a ActorId, Stand>,
    parties: &'a [ActorId],
}

impl<'a> Standings<'a> {
    pub(crate) fn new(agreement: &'a Agreement, actors: &'a [Actor]) -> Self {
        let sides = Sides::new(agreement, actors);
        let stand = |actor: &'a Actor| {
            let named = ActorRef::Listed { id: actor.id.clone(), name: String::new() };
            (&actor.id, of(sides.standing(&named)))
        };
        let listed = actors.iter().map(stand).collect();
        Self { listed, sides, parties: &agreement.parties }
    }

    pub(crate) fn of(&self, actor: &ActorRef) -> Stand {
        let known = actor.id().and_then(|id| self.listed.get(id).copied());
        known.unwrap_or_else(|| of(self.sides.standing(actor)))
    }

    pub(crate) fn party(&self, place: usize) -> Option<&'a ActorId> {
        self.parties.get(place)
    }

    /// A party's own name, as the register gives it.
    pub(crate) fn party_named(&self, place: usize) -> Option<ActorRef> {
        self.party(place).map(|party| self.named(party))
    }

    pub(crate) fn named(&self, id: &ActorId) -> ActorRef {
        self.sides.named(id)
    }
}

fn of(standing: Standing) -> Stand {
    match standing {
        Standing::Party(place) => Stand::Party(place),
        Standing::Third(_) | Standing::Outsider => Stand::Outside,
        Standing::Unknown => Stand::Unknown,
    }
}
