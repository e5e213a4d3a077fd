//! What sort of people a claim says were harmed, by what it calls them: people without arms, or those who bear them. A name
//! alone says neither.

use model::{ActorKind, ActorRef};

/// The sorts of people who were harmed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Harmed {
    unarmed: bool,
    armed: bool,
    named: bool,
}

impl Harmed {
    /// Of those who were harmed or aimed at.
    pub(super) fn of<'a>(actors: impl Iterator<Item = &'a ActorRef>) -> Self {
        let mut harmed = Self::default();
        for actor in actors {
            match actor {
                ActorRef::Described { kind: ActorKind::Population, .. } => harmed.unarmed = true,
                ActorRef::Described { kind: ActorKind::ArmedForce | ActorKind::ArmedGroup, .. } => harmed.armed = true,
                ActorRef::Unlisted { kind: ActorKind::Person, .. } => harmed.named = true,
                _ => {}
            }
        }
        harmed
    }

    /// Whether one tells only of people without arms and the other only of those who bear them.
    pub(crate) fn are_apart(self, other: Self) -> bool {
        let only_unarmed = |one: Self| one.unarmed && !one.armed;
        let only_armed = |one: Self| one.armed && !one.unarmed;
        only_unarmed(self) && only_armed(other) || only_armed(self) && only_unarmed(other)
    }

    /// Whether one names somebody whom the other may mean by "a soldier", "two villagers".
    pub(crate) fn may_name(self, other: Self) -> bool {
        let described = |one: Self| one.unarmed || one.armed;
        self.named && described(other) || other.named && described(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(kind: ActorKind) -> ActorRef {
        ActorRef::Described { description: "people".to_owned(), kind, of: None }
    }

    #[test]
    fn villagers_are_no_soldiers_and_a_name_may_be_either() {
        let of = |actors: &[ActorRef]| Harmed::of(actors.iter());
        let (villagers, soldiers) = (described(ActorKind::Population), described(ActorKind::ArmedForce));
        let named = of(&[ActorRef::Unlisted { name: "Ada Kelm".to_owned(), kind: ActorKind::Person }]);
        let both = of(&[villagers.clone(), soldiers.clone()]);
        let (villagers, soldiers) = (of(&[villagers]), of(&[soldiers]));
        assert!(villagers.are_apart(soldiers) && soldiers.are_apart(villagers));
        assert!(!both.are_apart(soldiers) && !both.are_apart(villagers) && !Harmed::default().are_apart(soldiers));
        assert!(!named.are_apart(soldiers) && named.may_name(soldiers) && villagers.may_name(named));
        assert!(!named.may_name(named) && !villagers.may_name(soldiers));
    }
}
