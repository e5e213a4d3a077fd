//! The article out of a page. The title is left out: the benchmark's articles have none.

use crate::bench::{Bench, Input, report};
use crate::corpora::pages::{Page, read};
use crate::scorers::shingles::{PageScore, compare, means};
use crate::tasks::{Case, Figure, Outcome};
use anyhow::Result;
use model::MediaType;
use std::path::Path;

/// Measures the pages. Only the stage `text` has work here, so that nothing else is run.
pub fn run(_bench: &Bench, folder: &Path) -> Result<Outcome> {
    let pages = read(folder)?;
    let scores: Vec<PageScore> =
        pages.iter().map(|page| Ok(compare(&page.article, &main_text(page)?))).collect::<Result<_>>()?;
    let (precision, recall, f1) = means(&scores);
    let detail = format!("P {:.1}, R {:.1}, of {} pages", 100.0 * precision, 100.0 * recall, pages.len());
    let figure =
        Figure { category: "all".to_owned(), measure: "shingle F1", value: 100.0 * f1, detail, beside: Vec::new() };
    let case = |(page, score): (&Page, &PageScore)| {
        let lack = |share: Option<f64>| 1000.0 * (1.0 - share.unwrap_or(0.0));
        let told = format!("{}\n  precision {:.3?}, recall {:.3?}", page.id, score.precision, score.recall);
        // Thousandths stand for things wrong, to put the pages in order.
        Case { wrong: (lack(score.precision) + lack(score.recall)).round() as usize, told }
    };
    Ok(Outcome { figures: vec![figure], cases: pages.iter().zip(&scores).map(case).collect() })
}

fn main_text(page: &Page) -> Result<String> {
    let input = Input { media: MediaType::Html, language: None, text: page.html.clone(), published: None };
    let (document, _) = text::document(&report(0, &input)?);
    let body = document.paragraphs.get(usize::from(document.title.is_some())..).unwrap_or_default();
    Ok(body.iter().map(|paragraph| paragraph.span.slice(&document.text)).collect::<Vec<_>>().join("\n"))
}
