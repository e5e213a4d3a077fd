//! The exchange lines over HTTP, as `export` writes them, a page at a time. Nothing is serialised here.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::error::PageError;
use crate::query::Query;
use crate::selection;
use axum::http::header::{self, HeaderName};
use model::{Fused, Record, Report};
use publication::export::{self, Format, What};

/// How many lines a page holds.
const A_PAGE: usize = 1000;

/// Reports with their texts, as `docs.jsonl`.
pub(crate) fn reports(ask: &Ask) -> Result<Answer, PageError> {
    let all = ask.site.holder.reports()?;
    let chosen: Vec<&Report> = all.iter().filter(|report| ask.query.touches(report.published.interval())).collect();
    let mut whole = Vec::new();
    for report in page(&chosen, ask) {
        if let Some((report, _)) = ask.site.holder.report(&report.id)? {
            whole.push(report);
        }
    }
    lines(ask, &Record::default(), What::Reports(&whole), chosen.len())
}

/// Claims with their words.
pub(crate) fn claims(ask: &Ask) -> Result<Answer, PageError> {
    let view = ask.view();
    let chosen: Vec<_> =
        view.record.readings.iter().filter(|reading| selection::chooses_report(&ask.query, reading, "")).collect();
    let total = chosen.iter().map(|reading| reading.claims.len()).sum();
    // Whole readings, so that a page never cuts a report: a page holds the readings whose first claim falls on it.
    let mut readings = Vec::new();
    let mut before = 0;
    for reading in chosen {
        if before / A_PAGE + 1 == ask.query.page {
            readings.push(reading.clone());
        }
        before += reading.claims.len();
    }
    let claim_origins = view.record.fused.claim_origins.clone();
    let part = Record { readings, fused: Fused { claim_origins, ..Fused::default() }, ..Record::default() };
    lines(ask, &part, What::Claims, total)
}

/// Incidents, filtered as their list is.
pub(crate) fn incidents(ask: &Ask) -> Result<Answer, PageError> {
    let chosen = selection::incidents(ask);
    let incidents = page(&chosen, ask).iter().map(|incident| (*incident).clone()).collect();
    let part = Record { fused: Fused { incidents, ..Fused::default() }, ..Record::default() };
    lines(ask, &part, What::Incidents, chosen.len())
}

/// What people found.
pub(crate) fn findings(ask: &Ask) -> Result<Answer, PageError> {
    let all: Vec<_> = ask.view().record.findings.iter().collect();
    let findings = page(&all, ask).iter().map(|finding| (*finding).clone()).collect();
    lines(ask, &Record { findings, ..Record::default() }, What::Findings, all.len())
}

fn page<'s, T>(all: &'s [T], ask: &Ask) -> &'s [T] {
    let from = (ask.query.page - 1).saturating_mul(A_PAGE).min(all.len());
    all.get(from..(from + A_PAGE).min(all.len())).unwrap_or_default()
}

fn lines(ask: &Ask, record: &Record, what: What<'_>, total: usize) -> Result<Answer, PageError> {
    let mut body = Vec::new();
    export::write(record, what, Format::JsonLines, &mut body)?;
    let answer = Answer::of("application/x-ndjson; charset=utf-8", body);
    let answer = answer.with(HeaderName::from_static("total-count"), total.to_string());
    if ask.query.page.saturating_mul(A_PAGE) >= total {
        return Ok(answer);
    }
    let next = Query { page: ask.query.page + 1, ..ask.query.clone() };
    Ok(answer.with(header::LINK, format!("<{}{}>; rel=\"next\"", ask.path, next.written())))
}
