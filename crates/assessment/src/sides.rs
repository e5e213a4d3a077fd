//! On whose side an actor stands under an agreement: through what it is part of, whom it leads, for whom it speaks.
//! Backing a party does not put anybody on its side.

use model::{Actor, ActorId, ActorKind, ActorRef, Agreement};
use std::collections::{BTreeMap, BTreeSet};

/// Where an actor stands under an agreement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// It is a party, or acts for this one: a place in the agreement's list.
    Party(usize),
    /// It mediates, guarantees or witnesses, or acts for this one who does.
    Third(ActorId),
    /// It is known, and stands on no side of this agreement: whom it acts for.
    Outsider,
    /// It cannot be told.
    Unknown,
}

/// An agreement and the register of actors, asked together.
pub(crate) struct Sides<'a> {
    agreement: &'a Agreement,
    register: BTreeMap<&'a ActorId, &'a Actor>,
    /// What parties are part of: their state, which they may dispute. Whoever is only said to be its, may be either party's.
    umbrellas: BTreeSet<&'a ActorId>,
}

impl<'a> Sides<'a> {
    /// Over one agreement.
    pub(crate) fn new(agreement: &'a Agreement, actors: &'a [Actor]) -> Self {
        let register = actors.iter().map(|actor| (&actor.id, actor)).collect();
        let mut sides = Self { agreement, register, umbrellas: BTreeSet::new() };
        let mut level: Vec<&ActorId> = agreement.parties.iter().collect();
        while !level.is_empty() {
            let above: BTreeSet<&ActorId> = level.iter().flat_map(|id| sides.above(id)).collect();
            level = above.into_iter().filter(|id| sides.umbrellas.insert(id)).collect();
        }
        sides
    }

    /// Where an actor stands.
    pub(crate) fn standing(&self, actor: &ActorRef) -> Standing {
        match actor {
            ActorRef::Listed { id, .. } => self.of_listed(id),
            ActorRef::Described { of: Some(of), .. } => self.standing(of),
            ActorRef::Described { of: None, .. } | ActorRef::Unlisted { .. } => Standing::Unknown,
            ActorRef::Ambiguous(all) => {
                let mut standings: Vec<Standing> = all.iter().map(|(id, _)| self.of_listed(id)).collect();
                standings.dedup();
                match standings.as_slice() {
                    [one] => one.clone(),
                    _ => Standing::Unknown,
                }
            }
        }
    }

    /// The party's or third's own name, as the register gives it.
    pub(crate) fn named(&self, id: &ActorId) -> ActorRef {
        let name = self.register.get(id).map_or_else(|| id.to_string(), |actor| actor.name.clone());
        ActorRef::Listed { id: id.clone(), name }
    }

    /// The party at a place of the list.
    pub(crate) fn party(&self, place: usize) -> Option<&'a ActorId> {
        self.agreement.parties.get(place)
    }

    /// The country of a listed actor.
    pub(crate) fn country(&self, actor: &ActorRef) -> Option<model::CountryCode> {
        self.register.get(actor.id()?)?.country
    }

    /// The nearest level of the actor's relations that meets the agreement decides; two parties on one level decide nothing.
    fn of_listed(&self, id: &ActorId) -> Standing {
        let mut level = vec![id];
        let mut seen: BTreeSet<&ActorId> = level.iter().copied().collect();
        let mut settled = false;
        while !level.is_empty() {
            let parties: BTreeSet<usize> = level.iter().filter_map(|id| self.place(id)).collect();
            let mut parties = parties.into_iter();
            match (parties.next(), parties.next()) {
                (Some(one), None) => return Standing::Party(one),
                (Some(_), Some(_)) => return Standing::Unknown,
                (None, _) => {}
            }
            if let Some(third) = level.iter().find(|id| self.is_third(id)) {
                return Standing::Third((*third).clone());
            }
            settled |= level.iter().any(|id| self.answers_for_itself(id));
            let above: BTreeSet<&ActorId> = level.iter().flat_map(|id| self.above(id)).collect();
            level = above.into_iter().filter(|id| seen.insert(id)).collect();
        }
        if settled { Standing::Outsider } else { Standing::Unknown }
    }

    fn place(&self, id: &ActorId) -> Option<usize> {
        self.agreement.parties.iter().position(|party| party == id)
    }

    fn is_third(&self, id: &ActorId) -> bool {
        let Agreement { mediators, guarantors, witnesses, .. } = self.agreement;
        mediators.iter().chain(guarantors).chain(witnesses).any(|third| third == id)
    }

    /// A state or an organisation acts on its own behalf, unless parties are part of it. An armed group or a person whom the register places under nobody
    /// may still fight for a party, so nothing follows for them.
    fn answers_for_itself(&self, id: &ActorId) -> bool {
        !self.umbrellas.contains(id)
            && self.register.get(id).is_some_and(|actor| {
                !matches!(
                    actor.kind,
                    ActorKind::ArmedForce | ActorKind::ArmedGroup | ActorKind::Person | ActorKind::Coalition
                )
            })
    }

    fn above(&self, id: &ActorId) -> impl Iterator<Item = &'a ActorId> + use<'a> {
        let actor = self.register.get(id).copied();
        actor.into_iter().flat_map(|actor| actor.part_of.iter().chain(&actor.leads).chain(&actor.speaks_for))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builders::{actors, listed, truce};

    #[test]
    fn leaders_units_and_spokesmen_stand_with_their_party() {
        let (agreement, actors) = (truce("north", "south"), actors("north", "south"));
        let sides = Sides::new(&agreement, &actors);
        assert_eq!(sides.standing(&listed("person-north")), Standing::Party(0));
        assert_eq!(sides.standing(&listed("south-brigade")), Standing::Party(1));
        assert_eq!(sides.standing(&listed("person-river")), Standing::Third(ActorId::new("state-river").unwrap()));
        assert_eq!(sides.standing(&listed("state-far")), Standing::Outsider);
        assert_eq!(sides.standing(&listed("group-hidden")), Standing::Unknown);
        assert_eq!(sides.standing(&listed("nobody-listed")), Standing::Unknown);
    }

    #[test]
    fn two_who_stand_together_settle_an_ambiguity_and_two_who_do_not_leave_it() {
        let (agreement, actors) = (truce("north", "south"), actors("north", "south"));
        let sides = Sides::new(&agreement, &actors);
        let between = |a: &str, b: &str| {
            let one = |id: &str| (ActorId::new(id).unwrap(), id.to_owned());
            sides.standing(&ActorRef::Ambiguous(vec![one(a), one(b)]))
        };
        assert_eq!(between("north", "person-north"), Standing::Party(0));
        assert_eq!(between("north", "south"), Standing::Unknown);
    }

    #[test]
    fn whoever_is_only_said_to_be_of_the_parties_state_stands_nowhere() {
        let (agreement, mut actors) = (truce("north", "south"), actors("north", "south"));
        let home = ActorId::new("state-far").unwrap();
        assert_eq!(Sides::new(&agreement, &actors).standing(&listed("state-far")), Standing::Outsider);
        let party = actors.iter_mut().find(|actor| actor.id.as_str() == "south").unwrap();
        party.part_of.push(home);
        assert_eq!(Sides::new(&agreement, &actors).standing(&listed("state-far")), Standing::Unknown);
        assert_eq!(Sides::new(&agreement, &actors).standing(&listed("south")), Standing::Party(1));
    }

    #[test]
    fn a_description_stands_with_those_whose_it_is() {
        let (agreement, actors) = (truce("north", "south"), actors("north", "south"));
        let sides = Sides::new(&agreement, &actors);
        let troops = |of: Option<&str>| ActorRef::Described {
            description: "troops".to_owned(),
            kind: ActorKind::ArmedForce,
            of: of.map(|id| Box::new(listed(id))),
        };
        assert_eq!(sides.standing(&troops(Some("south"))), Standing::Party(1));
        assert_eq!(sides.standing(&troops(None)), Standing::Unknown);
    }
}
