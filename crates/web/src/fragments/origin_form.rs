//! The form by which people say whence a report's statements come, and the decisions on it that bind.

use super::DeskFields;
use crate::ask::Ask;
use askama::Template;
use askama::filters::HtmlSafe;
use model::{Decision, DecisionAct, Reading, Statements};
use publication::past;

/// The form.
#[derive(Template)]
#[template(path = "origin_form.html")]
pub(crate) struct OriginForm {
    desk: DeskFields,
    action: String,
    why: String,
    origin: String,
    speaks: bool,
    /// What an origin may be set of: value, words, whether it was chosen.
    of: Vec<(String, String, bool)>,
    /// The decisions that bind.
    binding: Vec<(String, String)>,
}

impl HtmlSafe for OriginForm {}

impl OriginForm {
    /// `None` where the desk is closed.
    pub(crate) fn new(ask: &Ask, reading: &Reading) -> Option<Self> {
        let chosen = ask.form.one("of");
        let own = [
            ("report".to_owned(), "what the report says of its own".to_owned()),
            ("source".to_owned(), format!("what {} says of its own, in every report", ask.view().source(&reading.report))),
        ];
        let claim = |claim: &model::Claim| (claim.id.to_string(), claim.evidence.slice(&reading.text).to_owned());
        let of = own.into_iter().chain(reading.claims.iter().map(claim));
        Some(Self {
            desk: DeskFields::new(ask)?,
            action: crate::links::report(&reading.report),
            why: ask.form.one("why").to_owned(),
            origin: ask.form.one("origin").to_owned(),
            speaks: ask.form.has("speaks", "yes"),
            of: of.map(|(value, words)| (value.clone(), words, value == chosen)).collect(),
            binding: binding(ask, reading).map(|one| (one.id.to_string(), past::decision(one))).collect(),
        })
    }
}

/// The origins that people set of this report's statements and that nobody took back.
fn binding<'a>(ask: &'a Ask, reading: &Reading) -> impl Iterator<Item = &'a Decision> {
    let continuity = &ask.view().record.continuity;
    let source = ask.view().source(&reading.report).to_lowercase();
    let on = move |one: &&Decision| match &one.act {
        DecisionAct::SetOrigin { of: Statements::Report(report), .. } => *report == reading.report,
        DecisionAct::SetOrigin { of: Statements::Source(name), .. } => name.to_lowercase() == source,
        DecisionAct::SetOrigin { of: Statements::Claim(id), .. } => reading.claims.iter().any(|claim| claim.id == *id),
        _ => false,
    };
    let all = continuity.decisions.iter().map(|(_, decision)| decision);
    all.filter(on).filter(|one| past::revocation(one, continuity).is_none()).collect::<Vec<_>>().into_iter()
}
