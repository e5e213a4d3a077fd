//! Reading a corpus with what ships: the same stages as `trucewatch extract`, and spans led back to the corpus's own text.

use crate::spacy::Spacy;
use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use model::{Basis, Document, Interval, MediaType, Published, Reading, Report, ReportId, Span};
use pipeline::Stages;

/// How many texts are read between two steps of the progress bar.
const STEP: usize = 32;

/// A text to be read.
pub struct Input {
    /// What it is, if not plain text.
    pub media: MediaType,
    /// Its language, where the corpus tells it.
    pub language: Option<&'static str>,
    /// The text.
    pub text: String,
    /// The day on which it was published, where the task tells it.
    pub published: Option<Date>,
}

impl Input {
    /// Plain English text.
    pub fn english(text: &str) -> Self {
        Self { media: MediaType::Text, language: Some("en"), text: text.to_owned(), published: None }
    }
}

/// What was read out of a text.
pub struct Read {
    /// The reading, with spans in its own main text.
    pub reading: Reading,
    document: Document,
}

impl Read {
    /// Where a span of the reading stands in the corpus's text; `None` where it stands nowhere, as the words of a title.
    pub fn original(&self, span: Span) -> Option<Span> {
        self.document.original(span)
    }

    /// The words of a span of the reading.
    pub fn words(&self, span: Span) -> &str {
        span.slice(&self.reading.text)
    }
}

/// The stages, made once.
pub struct Bench {
    /// Everything that reading needs beside the text.
    pub stages: Stages,
    /// spaCy, where it is to be measured on the same texts.
    pub spacy: Option<Spacy>,
}

impl Bench {
    /// Reads all texts, on all cores; the order stays.
    pub fn read(&self, task: &str, inputs: &[Input]) -> Result<Vec<Read>> {
        let bar = progress(task, inputs.len());
        let mut all = Vec::with_capacity(inputs.len());
        for (step, chunk) in inputs.chunks(STEP).enumerate() {
            let reports: Vec<Report> = chunk
                .iter()
                .enumerate()
                .map(|(place, input)| report(step * STEP + place, input))
                .collect::<Result<_>>()?;
            let readings = pipeline::read_reports(&self.stages, &[], reports.iter().cloned().map(Ok).collect());
            for (report, reading) in reports.iter().zip(readings) {
                let reading = reading.map_err(anyhow::Error::msg)?;
                all.push(Read { reading, document: text::document(report).0 });
            }
            bar.inc(chunk.len() as u64);
        }
        bar.finish_and_clear();
        Ok(all)
    }
}

/// A bar on standard error, which shows nothing where that is no terminal.
fn progress(task: &str, length: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:24} {wide_bar} {pos}/{len} {eta}");
    let bar = ProgressBar::new(length as u64).with_message(task.to_owned());
    bar.set_style(style.unwrap_or(ProgressStyle::default_bar()));
    bar
}

/// The text as a report of which nothing else is known, but for its day where the task tells that.
pub fn report(number: usize, input: &Input) -> Result<Report> {
    Ok(Report {
        id: ReportId::new(format!("text-{number}")).context("a number makes an id")?,
        content: String::new(),
        media: input.media,
        encoding: "utf-8".to_owned(),
        text: input.text.clone(),
        source: None,
        external_id: None,
        found_at: "corpus".to_owned(),
        url: None,
        title: None,
        language: input.language.map(str::to_owned),
        published: published(input),
    })
}

fn published(input: &Input) -> Published {
    let day = input.published.and_then(Interval::day);
    day.map_or(Published::Unknown, |when| Published::Known { when, basis: Basis::Given })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lead_back_to_the_corpus() {
        let bench = Bench { stages: Stages::embedded(), spacy: None };
        let text = "TRIPOLI, Jan. 12\n\nThe army said   on Sunday that rockets hit\nTajoura.";
        let read = bench.read("test", &[Input::english(text)]).unwrap().remove(0);
        let place = read.reading.mentions.iter().find(|mention| mention.text == "Tajoura").unwrap();
        assert_eq!(read.original(place.span).unwrap().slice(text), "Tajoura");
    }
}
