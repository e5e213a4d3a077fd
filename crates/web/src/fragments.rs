//! What several pages are made of, a struct and a template each.

mod board;
mod deciding;
mod desk;
mod effort;
mod field_form;
mod figure;
mod filters;
mod frame;
mod origin_form;
mod pager;
mod party;
mod past;
mod proposed;
mod quote;
mod row;
mod tally;
mod times;

pub(crate) use board::{Board, effect, entries};
pub(crate) use deciding::Deciding;
pub(crate) use desk::DeskFields;
pub(crate) use effort::Effort;
pub(crate) use field_form::{FieldForm, all_forms, correction};
pub(crate) use figure::{FigureRow, figures};
pub(crate) use filters::{Filters, Shown};
pub(crate) use frame::Frame;
pub(crate) use origin_form::OriginForm;
pub(crate) use pager::Pager;
pub(crate) use party::{Party, parties};
pub(crate) use past::Past;
pub(crate) use proposed::{AnswersPast, Proposed};
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

    /// To an actor's page.
    pub(crate) fn actor(actor: &model::ActorRef) -> Self {
        Self::new(crate::links::actor(actor), actor.to_string())
    }
}
