//! The form by which people decide on an incident: what it is one with, what goes from it, whether it stays as it is, and what no
//! longer binds. It must not propose a decision.

use super::DeskFields;
use crate::ask::Ask;
use askama::Template;
use askama::filters::HtmlSafe;
use model::{Decision, DecisionAct, Incident};
use publication::past;

/// The form.
#[derive(Template)]
#[template(path = "deciding.html")]
pub(crate) struct Deciding {
    desk: DeskFields,
    action: String,
    why: String,
    incidents: String,
    /// The id of each claim, its words, and whether it was ticked.
    claims: Vec<(String, String, bool)>,
    pinned: bool,
    /// The decisions on it that bind.
    binding: Vec<(String, String)>,
}

impl HtmlSafe for Deciding {}

impl Deciding {
    /// `None` where the desk is closed.
    pub(crate) fn new(ask: &Ask, incident: &Incident) -> Option<Self> {
        let view = ask.view();
        let words = |id: &model::ClaimId| {
            let told = view.told(id).map(|told| told.claim.evidence.slice(&told.reading.text));
            (id.to_string(), told.unwrap_or_default().to_owned(), ask.form.has("claim", id.as_str()))
        };
        let binding: Vec<&Decision> = binding(ask, incident);
        Some(Self {
            desk: DeskFields::new(ask)?,
            action: crate::links::incident(&incident.id),
            why: ask.form.one("why").to_owned(),
            incidents: ask.form.all("incidents").join(" "),
            claims: incident.members.iter().map(words).collect(),
            pinned: binding.iter().any(|one| matches!(one.act, DecisionAct::Pin { .. })),
            binding: binding.into_iter().map(|one| (one.id.to_string(), past::decision(one))).collect(),
        })
    }
}

/// The decisions on an incident that bind.
fn binding<'a>(ask: &'a Ask, incident: &Incident) -> Vec<&'a Decision> {
    let record = ask.view().record;
    let on = past::decisions_on(record, incident).into_iter().map(|(_, decision)| decision);
    let binds = |one: &&Decision| {
        past::revocation(one, &record.continuity).is_none() && !matches!(one.act, DecisionAct::Revoke { .. })
    };
    on.filter(binds).collect()
}
