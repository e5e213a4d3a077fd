//! What the program proposes on an incident or an observation, marked as a proposal, and how its answers changed.

use super::{Link, answer};
use crate::error::PageError;
use crate::links;
use crate::site::Site;
use crate::view::View;
use askama::Template;
use askama::filters::HtmlSafe;
use model::{Proposal, ProposalSubject, ProposedAnswer};
use publication::screening::{Step, history};

/// A proposal.
#[derive(Template)]
#[template(path = "proposed.html")]
pub(crate) struct Proposed {
    agreement: Link,
    actor: Option<Link>,
    answer: String,
    clause: String,
    because: Vec<String>,
    method: String,
}

impl HtmlSafe for Proposed {}

impl Proposed {
    pub(crate) fn new(view: &View<'_>, proposal: &Proposal) -> Self {
        let agreement = view.record.agreements.iter().find(|one| one.id == proposal.agreement);
        let clause = match &proposal.answer {
            ProposedAnswer::MayBreach(id) => agreement
                .and_then(|one| one.provisions.iter().find(|clause| clause.id == *id))
                .map(|clause| &clause.text),
            ProposedAnswer::Permitted(id) => agreement
                .and_then(|one| one.permitted.iter().find(|clause| clause.id == *id))
                .map(|clause| &clause.text),
            ProposedAnswer::OutsideScope(_) | ProposedAnswer::CannotTell(_) => None,
        };
        let title = agreement.map_or_else(|| proposal.agreement.to_string(), |one| one.title.clone());
        Self {
            agreement: Link::new(links::agreement(&proposal.agreement), title),
            actor: proposal.actor.as_ref().map(Link::actor),
            answer: answer(&proposal.answer),
            clause: clause.cloned().unwrap_or_default(),
            because: proposal.because.clone(),
            method: proposal.method.to_string(),
        }
    }
}

/// How the answers changed, entry by entry.
#[derive(Template)]
#[template(path = "answers_past.html")]
pub(crate) struct AnswersPast {
    steps: Vec<Step>,
}

impl HtmlSafe for AnswersPast {}

impl AnswersPast {
    pub(crate) fn new(site: &Site, subject: &ProposalSubject) -> Result<Self, PageError> {
        Ok(Self { steps: history(&site.holder.screenings(subject)?) })
    }
}
