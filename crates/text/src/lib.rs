//! Report to document: main text, language, paragraphs, sentences, tokens; offsets lead back to the decoded original.
//!
//! Pure. Knows nothing of files, of actors or of events: it says which words are the news and how they are cut.

mod abbreviations;
mod assembly;
mod chars;
mod cleaning;
mod language;
mod lines;
mod passage;
mod phrases;
mod quotes;
mod sentences;
mod title;
mod tokens;

use model::{Document, MediaType, Note, Report};

/// Reads a report's main text. Always gives a document, if need be an empty one; notes say what was doubtful.
pub fn document(report: &Report) -> (Document, Vec<Note>) {
    let mut notes = Vec::new();
    let passages = match report.media {
        MediaType::Text | MediaType::Html => lines::passages(&report.text),
    };
    let cleaned = cleaning::clean(passages);
    let mut passages = cleaned.passages;
    let title = title::take(&mut passages, report.title.as_deref());
    quotes::mend(&mut passages);
    let mut assembly = assembly::Assembly::default();
    title.iter().chain(&passages).for_each(|passage| assembly.push(passage));
    let language = language::detect(&assembly.text, report.language.as_deref());
    let paragraphs = assembly.paragraphs(language);
    if paragraphs.is_empty() {
        notes
            .push(Note::warning("no-text", format!("{}: no main text was found, so nothing is read", report.found_at)));
    }
    let document = Document {
        title: title.map(|title| title.text().trim().to_owned()),
        text: assembly.text,
        language,
        published: report.published,
        paragraphs,
        pieces: assembly.pieces,
        credits: cleaned.credits,
    };
    (document, notes)
}
