//! One report through text, extraction and resolution.

use crate::stages::Stages;
use extraction::Extraction;
use model::{Document, Note, Published, Reading, Report};
use rayon::prelude::*;

/// Reads a report. What cannot be read is said in the reading's notes; nothing is an error here.
pub fn read_report(stages: &Stages, report: &Report) -> Reading {
    let (mut document, mut notes) = text::document(report);
    date(&mut document, &mut notes);
    let extraction = extract(stages, report, &document);
    notes.extend(extraction.notes);
    let (referents, remarks) = stages.resolver().resolve(&document, &extraction.mentions, &extraction.claims);
    notes.extend(remarks);
    Reading {
        report: report.id.clone(),
        published: document.published,
        source: report.source.clone(),
        language: document.language,
        text: document.text,
        credits: document.credits,
        mentions: extraction.mentions,
        referents,
        claims: extraction.claims,
        notes,
    }
}

/// Infers the date of publication where nothing states it.
fn date(document: &mut Document, notes: &mut Vec<Note>) {
    if document.published != Published::Unknown {
        return;
    }
    document.published = resolution::infer_published(&document.text);
    notes.push(match document.published {
        Published::Unknown => Note::warning(
            "published-unknown",
            "no date of publication is stated or can be inferred: times such as 'on Monday' stay unknown; give one with --published",
        ),
        Published::Known { when, .. } => Note::information("published-inferred", format!("published {when}, inferred from the text")),
    });
}

fn extract(stages: &Stages, report: &Report, document: &Document) -> Extraction {
    match stages.reader(document.language) {
        Some(reader) => reader.read(&report.id, document, &stages.resolver().spot(document)),
        None => Extraction {
            mentions: Vec::new(),
            claims: Vec::new(),
            notes: vec![Note::warning(
                "language-not-read",
                format!(
                    "the report is kept, but there is no reader yet for its language ({})",
                    document.language.code()
                ),
            )],
        },
    }
}

/// Reads many reports on all cores; the order stays. A report that was refused before keeps its line.
pub fn read_reports(stages: &Stages, reports: Vec<Result<Report, String>>) -> Vec<Result<Reading, String>> {
    reports.into_par_iter().map(|report| Ok(read_report(stages, &report?))).collect()
}
