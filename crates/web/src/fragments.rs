//! What several pages are made of, a struct and a template each.

mod board;
mod figure;
mod filters;
mod frame;
mod pager;
mod party;
mod past;
mod quote;
mod row;
mod tally;
mod times;

pub(crate) use board::{Board, effect, entries};
pub(crate) use figure::{FigureRow, figures};
pub(crate) use filters::{Filters, Shown};
pub(crate) use frame::Frame;
pub(crate) use pager::Pager;
pub(crate) use party::{Party, parties};
pub(crate) use past::Past;
pub(crate) use quote::{Quote, quotes};
pub(crate) use row::{IncidentRow, answer};
pub(crate) use tally::Tally;
pub(crate) use times::Times;

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) text: String,
}

impl Link {
    pub(crate) fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self { href: href.into(), text: text.into() }
    }

    /// To a story's page.
    pub(crate) fn story(story: &model::Story) -> Self {
        Self::new(crate::links::story(&story.id), story.title.clone())
    }

    /// To an actor's page.
    pub(crate) fn actor(actor: &model::ActorRef) -> Self {
        Self::new(crate::links::actor(actor), actor.to_string())
    }
}
