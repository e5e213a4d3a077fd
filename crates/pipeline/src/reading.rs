//! One report through text, extraction and resolution.

use crate::dating;
use crate::stages::Stages;
use extraction::Extraction;
use model::{Agreement, Document, Note, Published, Reading, Report};
use rayon::prelude::*;
use resolution::Searched;

/// Reads a report. What cannot be read is said in the reading's notes; nothing is an error here. `entered` are the
/// agreements that people entered: with those that the program carries, they may tell when an undated report was published.
pub fn read_report(stages: &Stages, entered: &[Agreement], report: &Report) -> Reading {
    let (mut document, mut notes) = text::document(report);
    let stated = document.published != Published::Unknown;
    if !stated {
        document.published = resolution::infer_published(&document.text);
    }
    let searched = stages.resolver().search(&document);
    let extraction = extract(stages, report, &document, &searched);
    notes.extend(extraction.notes);
    let (referents, remarks) =
        stages.resolver().resolve(&document, &searched, &extraction.mentions, &extraction.claims);
    let mut reading = Reading {
        report: report.id.clone(),
        published: document.published,
        source: report.source.clone(),
        language: document.language,
        text: document.text.clone(),
        credits: document.credits.clone(),
        mentions: extraction.mentions,
        referents,
        claims: extraction.claims,
        statements: extraction.statements,
        notes,
    };
    let remarks = if document.published == Published::Unknown {
        by_agreements(stages, entered, &mut document, &searched, &mut reading).unwrap_or(remarks)
    } else {
        remarks
    };
    reading.notes.extend(remarks);
    if !stated {
        reading.notes.push(on_dating(reading.published));
    }
    reading
}

/// Dates a report by agreements whose days are known, and resolves its times anew; the remarks of that, where one dates it.
fn by_agreements(
    stages: &Stages,
    entered: &[Agreement],
    document: &mut Document,
    searched: &Searched,
    reading: &mut Reading,
) -> Option<Vec<Note>> {
    let known = dating::Known { carried: stages.agreements(), entered };
    let (published, reason) = dating::published(&known, stages.actors(), reading)?;
    document.published = published;
    reading.published = published;
    reading.notes.push(reason);
    let (referents, remarks) = stages.resolver().resolve(document, searched, &reading.mentions, &reading.claims);
    reading.referents = referents;
    Some(remarks)
}

fn on_dating(published: Published) -> Note {
    match published {
        Published::Unknown => Note::warning(
            "published-unknown",
            "no date of publication is stated or can be inferred: times such as 'on Monday' stay unknown; give one with --published",
        ),
        Published::Known { when, .. } => {
            Note::information("published-inferred", format!("published {when}, inferred from the text"))
        }
    }
}

fn extract(stages: &Stages, report: &Report, document: &Document, searched: &Searched) -> Extraction {
    match stages.reader(document.language) {
        Some(reader) => reader.read(&report.id, document, &stages.resolver().spot(document, searched)),
        None => Extraction {
            mentions: Vec::new(),
            claims: Vec::new(),
            statements: Vec::new(),
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
pub fn read_reports(
    stages: &Stages,
    entered: &[Agreement],
    reports: Vec<Result<Report, String>>,
) -> Vec<Result<Reading, String>> {
    reports.into_par_iter().map(|report| Ok(read_report(stages, entered, &report?))).collect()
}
