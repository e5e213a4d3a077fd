//! What do I send tonight? The situation report of a period, each line with its evidence, and the same as files to keep.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::error::PageError;
use crate::fragments::{Filters, Frame, Link, Shown};
use crate::links;
use crate::view::View;
use askama::Template;
use model::{ClaimId, IncidentId, ReportId};
use publication::brief::{self, Brief, EvidenceRef, Line, Part, Rank, Section};
use std::collections::BTreeMap;

/// The brief as a page.
#[derive(Template)]
#[template(path = "brief.html")]
pub(crate) struct BriefPage {
    frame: Frame,
    filters: Filters,
    period: String,
    about: Vec<(String, String)>,
    sections: Vec<Shows>,
    kept: Vec<Link>,
}

/// A section as it is shown.
struct Shows {
    id: &'static str,
    title: &'static str,
    rule: String,
    lines: Vec<Reads>,
    evidence: Vec<Evidence>,
}

/// A line as it is shown.
struct Reads {
    /// `heading`, `subheading`, or `item` with its depth.
    class: &'static str,
    parts: Vec<Part>,
    about: Option<Link>,
    /// Its evidence: the number in the section's list, and the address of the words.
    refs: Vec<(usize, String)>,
}

/// A claim behind lines.
struct Evidence {
    id: String,
    href: String,
    words: String,
    language: &'static str,
    who: String,
    published: String,
}

/// How wide the text for a terminal is.
const WIDTH: usize = 100;

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(BriefPage::new(ask).render()?))
}

/// The brief as a file to keep.
pub(crate) fn kept(ask: &Ask) -> Result<Answer, PageError> {
    let (record, period) = (ask.view().record, ask.query.period());
    let answer = match ask.id.as_str() {
        "brief.html" => {
            Answer::of("text/html; charset=utf-8", brief::html(record, &period).into_bytes()).complete_in_itself()
        }
        "brief.md" => Answer::of("text/markdown; charset=utf-8", brief::markdown(record, &period).into_bytes()),
        "brief.txt" => Answer::of("text/plain; charset=utf-8", brief::text(record, &period, WIDTH).into_bytes()),
        "brief.json" => Answer::of("application/json", brief::json(record, &period).into_bytes()),
        _ => return Err(PageError::NoPage(ask.path.clone())),
    };
    Ok(answer)
}

impl BriefPage {
    pub(crate) fn new(ask: &Ask) -> Self {
        let view = ask.view();
        let made = Brief::new(view.record, &ask.query.period());
        let file =
            |name: &str, words: &str| Link::new(format!("/brief/{name}{}", ask.query.period_only().written()), words);
        Self {
            frame: ask.frame(made.title.clone(), "/brief"),
            filters: Filters::new(&view, "/brief", &ask.query, Shown::Period),
            period: made.period.clone(),
            sections: made.sections.iter().map(|section| Shows::new(&view, section)).collect(),
            about: made.about,
            kept: vec![
                file("brief.html", "a page complete in itself"),
                file("brief.md", "Markdown"),
                file("brief.txt", "text"),
                file("brief.json", "JSON"),
            ],
        }
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self::new(&Ask::sample("/brief", ""))
    }
}

impl Shows {
    fn new(view: &View<'_>, section: &Section) -> Self {
        let numbered = section.numbered();
        let numbers = numbered.iter().zip(1..).map(|(one, number)| (one.claim.as_str(), number)).collect();
        let evidence = |(one, number): (&&EvidenceRef, usize)| Evidence {
            id: format!("{}-{number}", section.id),
            href: words_of(one),
            words: one.words.clone(),
            language: one.language,
            who: one.who(),
            published: one.published.clone(),
        };
        Self {
            id: section.id,
            title: section.title,
            rule: section.rule.clone().unwrap_or_default(),
            lines: section.lines.iter().map(|line| Reads::new(view, line, &numbers)).collect(),
            evidence: numbered.iter().zip(1..).map(evidence).collect(),
        }
    }
}

/// The address of the words; empty where the record does not hold them.
fn words_of(evidence: &EvidenceRef) -> String {
    if evidence.words.is_empty() {
        return String::new();
    }
    match (ReportId::new(evidence.report.as_str()), ClaimId::new(evidence.claim.as_str())) {
        (Ok(report), Ok(claim)) => links::claim(&report, &claim),
        _ => String::new(),
    }
}

impl Reads {
    fn new(view: &View<'_>, line: &Line, numbers: &BTreeMap<&str, usize>) -> Self {
        let refs = line.evidence.iter().filter_map(|one| {
            let number = numbers.get(one.claim.as_str())?;
            Some((*number, words_of(one)))
        });
        Self {
            class: match line.rank {
                Rank::Heading => "heading",
                Rank::Subheading => "subheading",
                Rank::Item(0) => "item",
                Rank::Item(1) => "item d1",
                Rank::Item(_) => "item d2",
            },
            parts: line.parts.clone(),
            about: line.about.as_deref().and_then(|id| about(view, id)),
            refs: refs.collect(),
        }
    }
}

/// The page of what a line is about, where it has one.
fn about(view: &View<'_>, id: &str) -> Option<Link> {
    let incident = IncidentId::new(id).ok().filter(|id| view.incident(id).is_some());
    let report = || ReportId::new(id).ok().filter(|id| view.reading(id).is_some());
    let link = incident.map(|id| Link::new(links::incident(&id), "incident"));
    link.or_else(|| report().map(|id| Link::new(links::report(&id), "report")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_of_a_line_leads_to_evidence_and_on_to_the_words() {
        let page = BriefPage::sample();
        let section = page.sections.iter().find(|section| !section.evidence.is_empty()).unwrap();
        let evidence = &section.evidence[0];
        let leads = |line: &Reads| line.refs.iter().any(|(number, href)| *number == 1 && *href == evidence.href);
        assert!(section.lines.iter().any(leads));
        assert!(evidence.href.starts_with("/reports/r-") && evidence.href.contains("#c"));
        assert!(page.render().unwrap().contains("brief.md"));
    }

    #[test]
    fn files_are_of_their_kind_and_no_other_is_made() {
        for name in ["brief.html", "brief.md", "brief.txt", "brief.json"] {
            assert!(!kept(&Ask::sample("/brief/x", name)).unwrap().body.is_empty(), "{name}");
        }
        assert_eq!(kept(&Ask::sample("/brief/x", "brief.exe")).err().unwrap().status(), 404);
    }
}
