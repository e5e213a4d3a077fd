//! A finding: what people answered to each question, to which standard, on what evidence, with dissent and reply.

use super::round::judged;
use super::{GradedQuote, graded};
use crate::view::View;
use askama::Template;
use askama::filters::HtmlSafe;
use model::finding::{Intent, Reply};
use model::{Element, Finding};

/// What people found.
#[derive(Template)]
#[template(path = "found.html")]
pub(crate) struct Found {
    id: String,
    body: String,
    authors: String,
    at: String,
    stands: bool,
    /// The question, the answer, the reasons.
    elements: Vec<(&'static str, String, String)>,
    dissent: Vec<(String, String)>,
    reply: String,
    evidence: Vec<GradedQuote>,
}

impl HtmlSafe for Found {}

impl Found {
    pub(crate) fn new(view: &View<'_>, finding: &Finding) -> Self {
        let elements = vec![
            element("Did it occur?", &finding.occurred, |()| "it occurred".to_owned()),
            element("Who did it?", &finding.attribution, ToString::to_string),
            element("Was it meant?", &finding.intent, |intent| match intent {
                Intent::Intended => "it was meant".to_owned(),
                Intent::Accident => "it was an accident".to_owned(),
            }),
            element("Does it breach a provision?", &finding.breach, |(agreement, provision)| {
                format!("it breaches {provision} of {agreement}")
            }),
        ];
        Self {
            id: finding.id.to_string(),
            body: finding.body.clone(),
            authors: finding.authors.join(", "),
            at: finding.at.clone(),
            stands: view.stands(finding),
            elements,
            dissent: finding.dissent.iter().map(|one| (one.by.clone(), one.reasons.clone())).collect(),
            reply: match &finding.reply {
                Reply::NotAsked => "not asked yet".to_owned(),
                Reply::Awaited => "asked, not yet given".to_owned(),
                Reply::Missed => "asked, not given in its time".to_owned(),
                Reply::Given(text) => text.clone(),
            },
            evidence: graded(view, &finding.evidence),
        }
    }
}

fn element<T>(
    question: &'static str,
    element: &Element<T>,
    say: impl Fn(&T) -> String,
) -> (&'static str, String, String) {
    (question, judged(&element.answer, say), element.reasons.clone())
}
