//! PolNeAR (Newell, Margolin and Ruths 2018): attributions in news on politics, in brat's standoff format.

use crate::corpora::{files_in, text_of};
use crate::scorers::spans::Labelled;
use anyhow::Result;
use model::Span;
use std::collections::BTreeMap;
use std::path::Path;

/// An article and its attributions.
pub struct Article {
    /// The file's name without ending.
    pub id: String,
    /// The text that offsets count in.
    pub text: String,
    /// The sources of attributions.
    pub sources: Vec<Labelled>,
    /// The cues of attributions.
    pub cues: Vec<Labelled>,
}

/// The articles. Some were annotated by several people, whose mark ends the file's name: the first in order counts.
pub fn read(folder: &Path) -> Result<Vec<Article>> {
    let mut notes: BTreeMap<String, String> = BTreeMap::new();
    for file in files_in(&folder.join("attributions"), ".ann")? {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let article = name.rsplit_once('_').map_or(name.as_str(), |(article, _)| article);
        if !notes.contains_key(article) {
            notes.insert(article.to_owned(), text_of(&file)?);
        }
    }
    let articles = files_in(&folder.join("text"), ".txt")?.into_iter().map(|file| {
        let id = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let lines = notes.get(&id).map(String::as_str).unwrap_or_default();
        Ok(Article {
            text: text_of(&file)?,
            sources: spans(lines, "Source", "source"),
            cues: spans(lines, "Cue", "cue"),
            id,
        })
    });
    articles.collect()
}

/// The spans of a type that an attribution uses; each once, though two attributions may share it.
fn spans(lines: &str, kind: &str, label: &'static str) -> Vec<Labelled> {
    let used: Vec<&str> = lines
        .lines()
        .filter(|line| line.starts_with('E'))
        .flat_map(|line| line.split([' ', '\t']))
        .filter_map(|part| part.split_once(':'))
        .filter(|(role, _)| role.trim_end_matches(|c: char| c.is_ascii_digit()) == kind)
        .map(|(_, id)| id)
        .collect();
    let mut spans: Vec<Labelled> = lines.lines().filter_map(|line| span(line, &used, label)).collect();
    spans.sort();
    spans.dedup();
    spans
}

fn span(line: &str, used: &[&str], label: &'static str) -> Option<Labelled> {
    let mut fields = line.split('\t');
    fields.next().filter(|id| used.contains(id))?;
    // "Cue 107 114" or, in pieces, "Cue 107 114;120 125": the hull counts.
    let mut numbers = fields.next()?.split([' ', ';']).filter_map(|number| number.parse::<usize>().ok());
    let (start, end) = (numbers.next()?, numbers.next_back()?);
    Some(Labelled { span: Span::new(start, end)?, label })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_an_attribution_uses_counts() {
        let lines = "T1\tSource 0 8\tThe Post\nT2\tCue 9 13;20 24\tsaid so\nT3\tDiscard 1 2\tx\nT9\tCue 40 44\tsaid\nT4\tAttribution 9 13\tsaid\nE1\tAttribution:T4 Content:T7 Cue:T2 Source:T1";
        assert_eq!(spans(lines, "Source", "source").len(), 1);
        let cues = spans(lines, "Cue", "cue");
        assert_eq!(cues, [Labelled { span: Span::new(9, 24).unwrap(), label: "cue" }]);
    }
}
