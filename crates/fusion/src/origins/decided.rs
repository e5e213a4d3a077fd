//! An origin that a person set, as it stands among those that rules find. It must not ask whether the person is right.

use super::names::{Names, plain};
use super::{Found, Who, speaker};
use crate::rulings::SetOrigin;
use model::{Actor, ActorKind, ActorRef, Decision, OriginKind};

/// The origin that a person names: a speaker under the register's name where it has one, else whoever publishes so.
pub(super) fn set_origin(set: &SetOrigin<'_>, names: &Names, actors: &[Actor]) -> Found {
    let Decision { id, by, why, .. } = set.decision;
    let because = format!("{by} says so ({id}): {why}");
    let is_called = |actor: &&Actor| {
        actor.id.as_str() == set.name || std::iter::once(&actor.name).chain(&actor.aliases).any(|name| name == set.name)
    };
    if set.speaks {
        let listed = actors.iter().find(is_called);
        let listed = listed.map(|actor| ActorRef::Listed { id: actor.id.clone(), name: actor.name.clone() });
        let actor = listed.unwrap_or(ActorRef::Unlisted { name: set.name.to_owned(), kind: ActorKind::Organisation });
        return speaker(&actor, because);
    }
    let key = names.key(set.name).map_or_else(|| format!("media:{}", plain(set.name)), str::to_owned);
    let known = names.publisher(&key);
    let name = known.map_or(set.name, |known| &known.name).to_owned();
    let actor = known.and_then(|known| known.actor.clone());
    Found { who: Who { kind: OriginKind::Agency, key, name, actor }, because }
}
