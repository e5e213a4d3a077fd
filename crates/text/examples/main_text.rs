//! Measures the main text of pages against a folder with `ground-truth.json` and `html/*.html` or `*.html.gz`, by shingles
//! of four words, as article-extraction-benchmark scores. `cargo run --release -p text --example main_text FOLDER [--worst]`
#![expect(clippy::disallowed_methods, reason = "an example reads its arguments and files, and the clock")]

use model::{MediaType, Published, Report, ReportId};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

struct Score {
    page: String,
    precision: f64,
    recall: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: main_text FOLDER [--worst]")?;
    let folder = Path::new(&folder);
    let truth: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(folder.join("ground-truth.json"))?)?;
    let mut scores = Vec::new();
    let mut spent = std::time::Duration::ZERO;
    for (page, entry) in truth.as_object().ok_or("ground-truth.json holds no object")? {
        let html = read_page(&folder.join("html"), page)?;
        let begun = std::time::Instant::now();
        let found = main_text(html)?;
        spent += begun.elapsed();
        let (precision, recall) = compare(entry["articleBody"].as_str().unwrap_or_default(), &found);
        scores.push(Score { page: page.clone(), precision, recall });
    }
    let mean = |of: fn(&Score) -> f64| scores.iter().map(of).sum::<f64>() / scores.len() as f64;
    let (precision, recall) = (mean(|score| score.precision), mean(|score| score.recall));
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("{} pages  F1 {f1:.4}  precision {precision:.4}  recall {recall:.4}  {spent:.1?}", scores.len());
    if std::env::args().any(|argument| argument == "--worst") {
        scores.sort_by(|a, b| (a.precision + a.recall).total_cmp(&(b.precision + b.recall)));
        for score in scores.iter().take(25) {
            println!("precision {:.3}  recall {:.3}  {}", score.precision, score.recall, score.page);
        }
    }
    Ok(())
}

/// A page, packed or not; unpacked by the system's gzip, so that the crate needs no unpacker.
fn read_page(folder: &Path, page: &str) -> Result<String, Box<dyn Error>> {
    let plain = folder.join(format!("{page}.html"));
    let bytes = if plain.exists() {
        std::fs::read(plain)?
    } else {
        std::process::Command::new("gzip").arg("-dc").arg(folder.join(format!("{page}.html.gz"))).output()?.stdout
    };
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The document's text without its title, which the ground truth leaves out.
fn main_text(html: String) -> Result<String, Box<dyn Error>> {
    let report = Report {
        id: ReportId::new("r-example")?,
        content: String::new(),
        media: MediaType::Html,
        encoding: "utf-8".to_owned(),
        text: html,
        source: None,
        external_id: None,
        found_at: "page".to_owned(),
        url: None,
        title: None,
        language: None,
        published: Published::Unknown,
    };
    let (document, _) = text::document(&report);
    let body = document.paragraphs.get(usize::from(document.title.is_some())..).unwrap_or_default();
    Ok(body.iter().map(|paragraph| paragraph.span.slice(&document.text)).collect::<Vec<_>>().join("\n"))
}

fn shingles(text: &str) -> BTreeMap<Vec<&str>, f64> {
    let words: Vec<&str> =
        text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty()).collect();
    let mut counts = BTreeMap::new();
    if words.len() < 4 {
        counts.insert(words, 1.0);
        return counts;
    }
    for run in words.windows(4) {
        *counts.entry(run.to_vec()).or_default() += 1.0;
    }
    counts
}

fn compare(expected: &str, found: &str) -> (f64, f64) {
    let (expected, found) = (shingles(expected), shingles(found));
    let common: f64 = expected.iter().map(|(run, count)| count.min(found.get(run).copied().unwrap_or(0.0))).sum();
    let part = |all: &BTreeMap<Vec<&str>, f64>| common / all.values().sum::<f64>();
    (part(&found), part(&expected))
}
