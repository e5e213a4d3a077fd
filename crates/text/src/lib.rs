//! Report to document: main text, language, paragraphs, sentences, tokens; offsets lead back to the decoded original.
//!
//! Pure. Knows nothing of files, of actors or of events: it says which words are the news and how they are cut.

mod abbreviations;
mod assembly;
mod chars;
mod cleaning;
mod dates;
mod entities;
mod language;
mod lines;
mod markup;
mod metadata;
mod page;
mod passage;
mod phrases;
mod quotes;
mod sentences;
mod title;
mod tokens;
mod words;

pub use metadata::{PageMetadata, page_metadata};

use model::{Basis, Document, Interval, MediaType, Note, Published, Report};

/// Reads a report's main text. Always gives a document, if need be an empty one; notes say what was doubtful.
pub fn document(report: &Report) -> (Document, Vec<Note>) {
    let mut notes = Vec::new();
    let stated = match report.media {
        MediaType::Text => PageMetadata::default(),
        MediaType::Html => page_metadata(&report.text),
    };
    let told_title = report.title.as_deref().or(stated.title.as_deref());
    let passages = match report.media {
        MediaType::Text => lines::passages(&report.text),
        MediaType::Html => page::passages(&report.text, told_title, &report.found_at, &mut notes),
    };
    let cleaned = cleaning::clean(passages);
    let mut passages = cleaned.passages;
    let title = title::take(&mut passages, told_title).map(|title| title::place(title, &report.text, &passages));
    quotes::mend(&mut passages);
    let mut assembly = assembly::Assembly::default();
    title.iter().chain(&passages).for_each(|passage| assembly.push(passage));
    let language = language::detect(&assembly.text, report.language.as_deref().or(stated.language.as_deref()));
    let paragraphs = assembly.paragraphs(language);
    if paragraphs.is_empty() {
        notes
            .push(Note::warning("no-text", format!("{}: no main text was found, so nothing is read", report.found_at)));
    }
    let document = Document {
        title: title.map(|title| title.text().trim().to_owned()),
        text: assembly.text,
        language,
        published: published(report, stated.published),
        paragraphs,
        pieces: assembly.pieces,
        credits: cleaned.credits,
    };
    (document, notes)
}

/// What was told with the report comes before what its page states.
fn published(report: &Report, stated: Option<Interval>) -> Published {
    match (report.published, stated) {
        (Published::Unknown, Some(when)) => Published::Known { when, basis: Basis::Stated },
        (told, _) => told,
    }
}
