//! What several pages are made of, a struct and a template each.

mod board;
mod case_link;
mod deciding;
mod desk;
mod effort;
mod field_form;
mod figure;
mod filters;
mod folk;
mod found;
mod frame;
mod graded;
mod origin_form;
mod owed;
mod pager;
mod party;
mod past;
mod proposed;
mod quote;
mod received_form;
mod round;
mod row;
mod step_form;
mod tally;
mod terms;
mod times;
mod track;

pub(crate) use board::{Board, effect, entries, first_published};
pub(crate) use case_link::{CaseLink, reporter};
pub(crate) use deciding::Deciding;
pub(crate) use desk::DeskFields;
pub(crate) use effort::Effort;
pub(crate) use field_form::{FieldForm, all_forms, correction};
pub(crate) use figure::{FigureRow, figures};
pub(crate) use filters::{Choice, Filters, Shown};
pub(crate) use folk::{Folk, Member};
pub(crate) use found::Found;
pub(crate) use frame::Frame;
pub(crate) use graded::{GradedQuote, graded};
pub(crate) use origin_form::OriginForm;
pub(crate) use owed::{OwedCell, status};
pub(crate) use pager::Pager;
pub(crate) use party::{Party, parties};
pub(crate) use past::Past;
pub(crate) use proposed::{AnswersPast, Proposed};
pub(crate) use quote::{Quote, quotes};
pub(crate) use received_form::ReceivedForm;
pub(crate) use round::Round;
pub(crate) use row::{IncidentRow, answer};
pub(crate) use step_form::{StepForm, heading};
pub(crate) use tally::Tally;
pub(crate) use terms::terms;
pub(crate) use times::Times;
pub(crate) use track::TrackPart;

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
