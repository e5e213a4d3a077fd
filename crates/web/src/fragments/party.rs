//! A party's mark: a shape and a pattern by its place in the agreement, so that no colour speaks for or against anybody.

use crate::links;
use crate::view::View;
use askama::Template;
use askama::filters::HtmlSafe;
use model::Agreement;

/// A party with its mark.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "party.html")]
pub(crate) struct Party {
    /// Its place in the agreement, from 0.
    pub(crate) place: usize,
    pub(crate) name: String,
    pub(crate) href: String,
}

impl HtmlSafe for Party {}

/// The parties of an agreement, in its order.
pub(crate) fn parties(view: &View<'_>, agreement: &Agreement) -> Vec<Party> {
    let party = |(place, id)| {
        let actor = view.actor_ref(id);
        Party { place, name: actor.to_string(), href: links::actor(&actor) }
    };
    agreement.parties.iter().enumerate().map(party).collect()
}
