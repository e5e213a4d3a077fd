//! What came in? The reports with source, publication, language, claims, copies and origins.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::error::PageError;
use crate::fragments::{Filters, Frame, Link, Pager, Shown};
use crate::{links, selection, words};
use askama::Template;
use model::{Reading, Report, Severity};
use std::collections::BTreeSet;

/// The list of reports.
#[derive(Template)]
#[template(path = "reports.html")]
pub(crate) struct Reports {
    frame: Frame,
    filters: Filters,
    pager: Pager,
    rows: Vec<Row>,
    /// How many have no known day of publication and so lie in no period.
    undated: usize,
}

/// A report on one row.
struct Row {
    href: String,
    title: String,
    source: String,
    published: String,
    basis: &'static str,
    language: &'static str,
    code: &'static str,
    claims: usize,
    origins: Vec<String>,
    copies: Vec<(Link, String)>,
    /// The text around the words searched for: before, the words, after.
    found: Option<(String, String, String)>,
    remarks: usize,
}

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(Reports::new(ask)?.render()?))
}

/// A report as it arrived, with its reading where it was read.
type Arrived<'a> = (&'a Report, Option<&'a Reading>);

impl Reports {
    pub(crate) fn new(ask: &Ask) -> Result<Self, PageError> {
        let view = ask.view();
        let reports = ask.site.holder.reports()?;
        let all: Vec<Arrived<'_>> = reports.iter().map(|report| (report, view.reading(&report.id))).collect();
        let undated = all.iter().filter(|one| published(one).interval().is_none()).count();
        let mut chosen: Vec<Arrived<'_>> = all.into_iter().filter(|one| chooses(ask, one)).collect();
        // The latest first; those without a day last; else in the order of arrival.
        chosen.sort_by_key(|one| std::cmp::Reverse(published(one).interval().map(|when| when.from())));
        let (shown, from) = selection::page_of(&chosen, ask.query.page);
        Ok(Self {
            frame: ask.frame("Reports", "/reports"),
            filters: Filters::new(&view, "/reports", &ask.query, Shown::Reports),
            pager: Pager::new("/reports", &ask.query, from, shown.len(), chosen.len()),
            rows: shown.iter().map(|one| Row::new(ask, one)).collect(),
            undated: if ask.query.from.is_some() || ask.query.to.is_some() { undated } else { 0 },
        })
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self::new(&Ask::sample("/reports", "")).expect("the sample has reports")
    }
}

fn published(one: &Arrived<'_>) -> model::Published {
    one.1.map_or(one.0.published, |reading| reading.published)
}

fn chooses(ask: &Ask, (report, reading): &Arrived<'_>) -> bool {
    match reading {
        Some(reading) => selection::chooses_report(&ask.query, reading, report.title.as_deref().unwrap_or_default()),
        None => !ask.query.filters() && ask.query.touches(report.published.interval()),
    }
}

impl Row {
    fn new(ask: &Ask, one: &Arrived<'_>) -> Self {
        let (report, reading) = one;
        let (view, query) = (ask.view(), &ask.query);
        let claims = reading.map(|reading| reading.claims.as_slice()).unwrap_or_default();
        let origins: BTreeSet<_> =
            claims.iter().filter_map(|claim| view.record.fused.claim_origins.get(&claim.id)).collect();
        let copies = view.record.fused.copies.iter().filter(|copy| copy.report == report.id);
        let search = query.q.clone().map(|words| format!("?q={}", links::segment(&words))).unwrap_or_default();
        let language = reading.map_or(model::Language::Other, |reading| reading.language);
        Self {
            href: format!("{}{search}", links::report(&report.id)),
            title: title(report, *reading),
            source: report.source.clone().unwrap_or_else(|| "unknown".to_owned()),
            published: words::published(published(one)),
            basis: words::basis(published(one)),
            language: reading.map_or("not read", |_| words::language(language)),
            code: language.code(),
            claims: claims.len(),
            origins: origins.into_iter().map(|origin| view.origin_name(origin)).collect(),
            copies: copies
                .map(|copy| {
                    (Link::new(links::report(&copy.of), view.source(&copy.of)), format!("{:.0} %", copy.share * 100.0))
                })
                .collect(),
            found: query.q.as_deref().and_then(|words| excerpt(&reading.as_ref()?.text, words)),
            remarks: reading
                .map_or(0, |one| one.notes.iter().filter(|note| note.severity == Severity::Warning).count()),
        }
    }
}

/// The title that was told, else the text's first line.
pub(crate) fn title(report: &Report, reading: Option<&Reading>) -> String {
    let first = || reading.and_then(|reading| reading.text.lines().find(|line| !line.trim().is_empty()));
    let told = report.title.as_deref().filter(|title| !title.trim().is_empty()).or_else(first);
    told.map_or_else(|| report.id.to_string(), |text| words::shortened(&words::one_line(text), 140))
}

/// Some characters on either side of the first place where the words stand.
fn excerpt(text: &str, wanted: &str) -> Option<(String, String, String)> {
    const AROUND: usize = 90;
    let lower =
        |text: &str| -> Vec<char> { text.chars().map(|one| one.to_lowercase().next().unwrap_or(one)).collect() };
    let (characters, folded, wanted): (Vec<char>, Vec<char>, Vec<char>) =
        (text.chars().collect(), lower(text), lower(wanted));
    let at = folded.windows(wanted.len().max(1)).position(|window| window == wanted.as_slice())?;
    let end = at + wanted.len();
    let piece = |from: usize, to: usize| -> String {
        let part: String = characters.get(from..to.min(characters.len())).unwrap_or_default().iter().collect();
        part.replace('\n', " ")
    };
    Some((piece(at.saturating_sub(AROUND), at), piece(at, end), piece(end, end + AROUND)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_lists_every_report_with_its_copy_and_language() {
        let page = Reports::sample().render().unwrap();
        for words in ["Harbour Herald", "Delta Post", "copy of", "Arabic", "inferred from the text", "unknown"] {
            assert!(page.contains(words), "{words}\n{page}");
        }
    }

    #[test]
    fn markup_in_a_report_stays_text_and_words_searched_for_are_marked() {
        let page = Reports::new(&Ask::sample("/reports?q=%3Cscript%3E", "")).unwrap().render().unwrap();
        assert!(page.contains("<mark class=\"found\">&#60;script&#62;</mark>"), "{page}");
        assert!(!page.contains("<script>"));
        let nothing = Reports::new(&Ask::sample("/reports?q=zeppelin", "")).unwrap().render().unwrap();
        assert!(nothing.contains("No report"));
    }
}
