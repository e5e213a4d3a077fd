//! At which party's column something is shown: the party itself, or whoever is part of it, leads it or speaks for it.
//! Where the register leads to two parties or to none, it stands with the others.

use crate::view::View;
use model::{ActorId, ActorRef, Agreement};
use std::collections::BTreeSet;

/// The place of an actor's party in the agreement's list; `None` for everybody else.
pub(crate) fn party(view: &View<'_>, agreement: &Agreement, actor: &ActorRef) -> Option<usize> {
    match actor {
        ActorRef::Listed { id, .. } => nearest(view, agreement, id),
        ActorRef::Described { of: Some(of), .. } => party(view, agreement, of),
        ActorRef::Described { of: None, .. } | ActorRef::Unlisted { .. } => None,
        ActorRef::Ambiguous(all) => one(all.iter().map(|(id, _)| nearest(view, agreement, id))),
    }
}

/// The nearest level of the register that meets a party decides; two parties on one level decide nothing.
fn nearest(view: &View<'_>, agreement: &Agreement, id: &ActorId) -> Option<usize> {
    let mut level = BTreeSet::from([id.clone()]);
    let mut seen = level.clone();
    while !level.is_empty() {
        let met: BTreeSet<usize> =
            level.iter().filter_map(|id| agreement.parties.iter().position(|party| party == id)).collect();
        if !met.is_empty() {
            return one(met.into_iter().map(Some));
        }
        let actors = level.iter().filter_map(|id| view.actor(id));
        let above = actors.flat_map(|actor| actor.part_of.iter().chain(&actor.leads).chain(&actor.speaks_for));
        level = above.filter(|id| !seen.contains(*id)).cloned().collect();
        seen.extend(level.iter().cloned());
    }
    None
}

fn one(places: impl Iterator<Item = Option<usize>>) -> Option<usize> {
    let all: BTreeSet<Option<usize>> = places.collect();
    match all.first() {
        Some(Some(place)) if all.len() == 1 => Some(*place),
        _ => None,
    }
}
