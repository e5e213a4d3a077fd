//! PolNeAR: the sources and the cues of attributions, by overlapping spans.
//!
//! What we read is the list of statements. PolNeAR marks no attribution inside the content of another, so the outermost of
//! ours count. Spans that several statements share count once.

use crate::bench::{Bench, Input, Read};
use crate::corpora::polnear::read;
use crate::counts::Counts;
use crate::scorers::spans::{Labelled, overlap};
use crate::tasks::{Case, Figure, Outcome};
use anyhow::Result;
use std::path::Path;

/// Measures the articles.
pub fn run(bench: &Bench, folder: &Path) -> Result<Outcome> {
    let articles = read(folder)?;
    let reads = bench.read("attribution", &articles.iter().map(|one| Input::english(&one.text)).collect::<Vec<_>>())?;
    let (mut sources, mut cues, mut outcome) = (Counts::default(), Counts::default(), Outcome::default());
    for (article, read) in articles.iter().zip(&reads) {
        let (speakers, words) = found(read);
        let (source, cue) = (overlap(&article.sources, &speakers), overlap(&article.cues, &words));
        sources += source;
        cues += cue;
        let told = format!(
            "{}\n  {}\n  {}",
            article.id,
            difference(&article.text, &article.sources, &speakers),
            difference(&article.text, &article.cues, &words)
        );
        outcome.cases.push(Case { wrong: source.wrong() + cue.wrong(), told });
    }
    let mut both = sources;
    both += cues;
    outcome.figures.push(Figure::f1("source and cue", "overlap F1", both));
    outcome.figures.push(Figure::f1("source", "overlap F1", sources));
    outcome.figures.push(Figure::f1("cue", "overlap F1", cues));
    Ok(outcome)
}

fn found(read: &Read) -> (Vec<Labelled>, Vec<Labelled>) {
    let (mut speakers, mut cues) = (Vec::new(), Vec::new());
    for told in read.reading.statements.iter().filter(|told| told.inside.is_none()) {
        let spoken = told.source.and_then(|span| read.original(span));
        speakers.extend(spoken.map(|span| Labelled { span, label: "source" }));
        cues.extend(read.original(told.cue).map(|span| Labelled { span, label: "cue" }));
    }
    for list in [&mut speakers, &mut cues] {
        list.sort();
        list.dedup();
    }
    (speakers, cues)
}

fn difference(text: &str, gold: &[Labelled], found: &[Labelled]) -> String {
    let touched = |one: &Labelled, others: &[Labelled]| others.iter().any(|other| other.span.overlaps(one.span));
    let words = |list: &[Labelled], others: &[Labelled]| {
        let alone = list.iter().filter(|one| !touched(one, others));
        alone.map(|one| one.span.slice(text).replace('\n', " ")).collect::<Vec<_>>().join(" | ")
    };
    format!("missed: {}\n  invented: {}", words(gold, found), words(found, gold))
}
