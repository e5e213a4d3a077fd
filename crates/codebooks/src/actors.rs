//! Whom a name in a row means: an actor of the register where exactly that name is known there, else the name as it is given.
//! No name is preferred; names are compared as they stand, without regard to case.

use crate::codes;
use model::{Actor, ActorId, ActorKind, ActorRef, CountryCode};
use std::collections::BTreeMap;

/// The register by the names that it holds.
pub struct Register {
    by_name: BTreeMap<String, Vec<(ActorId, String)>>,
    states: BTreeMap<CountryCode, Vec<(ActorId, String)>>,
    countries: BTreeMap<String, CountryCode>,
    kinds: BTreeMap<ActorId, ActorKind>,
    names: BTreeMap<ActorId, String>,
}

/// How UCDP writes the side of a state.
const OF_STATE: &str = "government of ";

impl Register {
    /// Indexes the actors of a register. Names that others bear too are left out: a row has no context that would tell.
    pub fn new(actors: &[Actor]) -> Self {
        let mut by_name: BTreeMap<String, Vec<(ActorId, String)>> = BTreeMap::new();
        let mut states: BTreeMap<CountryCode, Vec<(ActorId, String)>> = BTreeMap::new();
        for actor in actors {
            let one = (actor.id.clone(), actor.name.clone());
            for name in std::iter::once(&actor.name).chain(&actor.aliases) {
                by_name.entry(name.to_lowercase()).or_default().push(one.clone());
            }
            if let Some(country) = actor.country.filter(|_| actor.kind == ActorKind::State) {
                states.entry(country).or_default().push(one);
            }
        }
        for named in by_name.values_mut() {
            named.sort();
            named.dedup();
        }
        let countries = codes::countries().map(|country| (country.name.to_lowercase(), country.code)).collect();
        let kinds = actors.iter().map(|actor| (actor.id.clone(), actor.kind)).collect();
        let names = actors.iter().map(|actor| (actor.id.clone(), actor.name.clone())).collect();
        Self { by_name, states, countries, kinds, names }
    }

    /// Whom a name means. `country` is told where the row gives it by number beside the name.
    pub(crate) fn find(&self, name: &str, kind: ActorKind, country: Option<CountryCode>) -> ActorRef {
        let lower = name.to_lowercase();
        let of_state = lower.strip_prefix(OF_STATE).and_then(|rest| {
            let country = country.or_else(|| self.countries.get(rest).copied())?;
            self.states.get(&country)
        });
        let found = self.by_name.get(&lower).or(of_state).map(Vec::as_slice);
        match found {
            Some([(id, name)]) => ActorRef::Listed { id: id.clone(), name: name.clone() },
            Some(all @ [_, _, ..]) => ActorRef::Ambiguous(all.to_vec()),
            _ if kind == ActorKind::Population => ActorRef::Described { description: lower, kind, of: None },
            _ if lower.starts_with(OF_STATE) => {
                ActorRef::Unlisted { name: name.to_owned(), kind: ActorKind::Government }
            }
            _ => ActorRef::Unlisted { name: name.to_owned(), kind },
        }
    }

    /// What kind of actor is meant, where that is settled.
    pub(crate) fn kind(&self, who: &ActorRef) -> Option<ActorKind> {
        match who {
            ActorRef::Listed { id, .. } => self.kinds.get(id).copied(),
            ActorRef::Unlisted { kind, .. } | ActorRef::Described { kind, .. } => Some(*kind),
            ActorRef::Ambiguous(_) => None,
        }
    }

    /// The usual name of an actor; its id where the register lacks it.
    pub(crate) fn name<'a>(&'a self, id: &'a ActorId) -> &'a str {
        self.names.get(id).map_or(id.as_str(), String::as_str)
    }

    /// The one actor who bears a name, if there is one.
    pub(crate) fn only(&self, name: &str) -> Option<ActorId> {
        match self.find(name, ActorKind::Organisation, None) {
            ActorRef::Listed { id, .. } => Some(id),
            _ => None,
        }
    }
}
