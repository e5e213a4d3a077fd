//! The form of a step: who takes it, why, when, and what the act itself asks. One shape for all acts; which fields an act has is told
//! by `fields`. It must not offer a choice to one party that it does not offer to the other.

mod fields;

use super::{Choice, DeskFields, Folk};
use crate::ask::Ask;
use crate::links;
use askama::Template;
use askama::filters::HtmlSafe;
use model::{Dossier, NextStep, PersonId};

/// The form of a step.
#[derive(Template)]
#[template(path = "step_form.html")]
pub(crate) struct StepForm {
    pub(super) desk: DeskFields,
    pub(super) action: String,
    pub(super) act: &'static str,
    pub(super) heading: String,
    /// Who may take it.
    pub(super) by: Vec<Choice>,
    pub(super) fields: Vec<Field>,
    pub(super) reasons: String,
    pub(super) at: String,
    /// The zone in which times are told.
    pub(super) zone: String,
    /// Whether this is the form that was refused.
    pub(super) open: bool,
}

impl HtmlSafe for StepForm {}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) label: String,
    pub(super) value: String,
    pub(super) options: Vec<Choice>,
    /// For evidence: the second grade.
    pub(super) second: Vec<Choice>,
}

/// How a field is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Line,
    Text,
    Choice,
    Ticks,
    Evidence,
}

impl StepForm {
    /// `None` where the desk is closed.
    pub(crate) fn new(ask: &Ask, case: &Dossier, next: &NextStep) -> Option<Self> {
        let view = ask.view();
        let folk = Folk::new(view, &case.rules);
        let open = ask.refused.is_some() && ask.form.one("act") == next.act;
        Some(Self {
            desk: DeskFields::new(ask)?,
            action: links::case(&case.id),
            act: next.act,
            heading: heading(next.act).to_owned(),
            by: persons(ask, &folk, &next.by),
            fields: fields::of(ask, &folk, case, next.act),
            reasons: typed(ask, open, "reasons"),
            at: typed(ask, open, "at"),
            zone: case.rules.calendar.zone_name().to_owned(),
            open,
        })
    }
}

/// What was typed into the form that was refused.
pub(super) fn typed(ask: &Ask, open: bool, name: &str) -> String {
    if open { ask.form.one(name).to_owned() } else { String::new() }
}

/// The persons to choose from; whoever acted last in this browser is chosen.
pub(super) fn persons(ask: &Ask, folk: &Folk<'_>, ids: &[PersonId]) -> Vec<Choice> {
    let chosen = ask.form.told("by");
    let is_chosen = |id: &PersonId| match &chosen {
        Some(chosen) => id.as_str() == chosen,
        None => ask.name.as_deref() == Some(folk.name(id).as_str()),
    };
    ids.iter().map(|id| (id.to_string(), folk.with_side(id), is_chosen(id))).collect()
}

/// An act in words that ask for it.
pub(crate) fn heading(act: &str) -> &'static str {
    match act {
        "received" => "Receive an allegation",
        "logged" => "Log it, with a receipt",
        "declared" => "Declare a conflict of interest, or none",
        "screened" => "Screen it",
        "assigned" => "Assign a team",
        "verification_begun" => "Begin to verify",
        "verified" => "Give the outcome of verification",
        "investigation_begun" => "Begin to investigate",
        "attributed" => "Say who did it",
        "classified" => "Say what it was",
        "reply_asked" => "Ask for replies",
        "replied" => "Enter a reply",
        "more_time_asked" => "Ask for more time to reply",
        "convened" => "Open a sitting",
        "adjourned" => "Record a sitting that failed",
        "voted" => "Vote",
        "resolved" => "Declare the motion carried",
        "published" => "Publish",
        "withdrawn" => "Record that it was taken back",
        "reopened" => "Open the case again",
        "corrected" => "Correct the finding",
        _ => "Take a step",
    }
}
