//! Whom a report credits for its text: in the lines that were left out of its main text, and in its dateline.

use super::names::{Names, plain};
use super::phrases::Phrases;
use crate::corpus::{Corpus, Kept};

/// How far into a text a dateline is looked for, in characters; titles stand before it.
const DATELINE_WITHIN: usize = 400;
/// The longest name that a credit without a known name may hold, in words.
const LONGEST_NAME: usize = 6;

/// A credit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Credit {
    /// The key of whom it names.
    pub(crate) key: String,
    /// The name to show.
    pub(crate) name: String,
    /// The words that say so.
    pub(crate) because: String,
}

/// Whom a report credits beside its own publisher, in the order of its credit lines, then its dateline.
pub(crate) fn credits(
    corpus: &Corpus,
    report: &Kept,
    publisher: &str,
    names: &Names,
    phrases: &Phrases,
) -> Vec<Credit> {
    let mut found: Vec<Credit> = Vec::new();
    for line in &report.credits {
        found.extend(line_credits(corpus.text(*line), publisher, names, phrases));
    }
    let datelines = report.datelines.iter().map(|inside| dateline_credits(corpus.text(*inside), names));
    found.extend(datelines.into_iter().find(|found| !found.is_empty()).unwrap_or_default());
    found.retain(|credit| credit.key != publisher);
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|credit| seen.insert(credit.key.clone()));
    found
}

fn line_credits(line: &str, publisher: &str, names: &Names, phrases: &Phrases) -> Vec<Credit> {
    let because = format!("credit line '{}'", line.trim());
    let known = |rest: &str| -> Vec<Credit> {
        parts(rest).filter_map(|part| named(part, names, phrases, publisher, &because)).collect()
    };
    let whole = known(line);
    if !whole.is_empty() {
        return whole;
    }
    for rest in phrases.credit.iter().filter_map(|cue| after(line, cue)) {
        let found = known(rest);
        if !found.is_empty() {
            return found;
        }
        if let Some(credit) = parts(rest).next().and_then(|part| unknown(part, names, &because)) {
            return vec![credit];
        }
    }
    phrases
        .byline
        .iter()
        .filter_map(|cue| after(line, cue))
        .map(known)
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// A name that publishes, or one that stands for nobody in particular: that is told apart by the outlet that uses it.
fn named(part: &str, names: &Names, phrases: &Phrases, publisher: &str, because: &str) -> Option<Credit> {
    let plain = plain(part);
    if phrases.unnamed.iter().any(|unnamed| *unnamed == part.trim().to_lowercase() || *unnamed == plain) {
        let name = format!("unnamed agencies ({})", names.publisher(publisher).map_or(publisher, |known| &known.name));
        return Some(Credit { key: format!("unnamed:{publisher}"), name, because: because.to_owned() });
    }
    let key = names.key(part)?;
    let name = names.publisher(key).map_or(part, |known| &known.name);
    Some(Credit { key: key.to_owned(), name: name.to_owned(), because: because.to_owned() })
}

fn unknown(part: &str, names: &Names, because: &str) -> Option<Credit> {
    let plain = plain(part);
    let words = plain.split(' ').count();
    let fits = plain.chars().count() >= 2 && words <= LONGEST_NAME && plain.chars().any(char::is_alphabetic);
    let key = names.key(part).map_or_else(|| format!("media:{plain}"), str::to_owned);
    fits.then(|| Credit { key, name: part.trim().to_owned(), because: because.to_owned() })
}

/// The names in a list of names.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let cut = text.split(['/', ',', ';', '|', '&', '\n', ':', '[', ']']).flat_map(|part| part.split(" and "));
    let trimmed = cut.map(|part| part.trim_matches(|c: char| !c.is_alphanumeric() && c != ')'));
    trimmed.filter(|part| !part.is_empty())
}

/// What stands behind a phrase, where the phrase stands as words of its own.
fn after<'a>(line: &'a str, cue: &str) -> Option<&'a str> {
    let ends = line.char_indices().map(|(byte, _)| byte).filter(|byte| starts_with_folded(line.get(*byte..), cue));
    for start in ends {
        let free_before = line.get(..start)?.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let length: usize = line.get(start..)?.chars().take(cue.chars().count()).map(char::len_utf8).sum();
        let rest = line.get(start + length..)?;
        let closed = cue.ends_with(|c: char| !c.is_alphanumeric());
        if free_before && (closed || rest.chars().next().is_none_or(|c| !c.is_alphanumeric())) {
            return Some(rest);
        }
    }
    None
}

fn starts_with_folded(text: Option<&str>, cue: &str) -> bool {
    let mut characters = text.unwrap_or_default().chars();
    cue.chars().all(|wanted| characters.next().is_some_and(|c| c == wanted || c.to_lowercase().eq([wanted])))
}

/// What may be names in a dateline, "TRIPOLI (Reuters) - ": what stands in brackets before a dash, near the beginning.
pub(crate) fn dateline_names(text: &str) -> Vec<&str> {
    let end = text.char_indices().nth(DATELINE_WITHIN).map_or(text.len(), |(byte, _)| byte);
    let head = text.get(..end).unwrap_or_default();
    let brackets = head.match_indices('(').filter_map(|(open, _)| head.get(open + 1..)?.split_once(')'));
    let before_dash = brackets.filter(|(_, behind)| behind.trim_start().starts_with(['-', '–', '—', ':']));
    before_dash.map(|(inside, _)| inside).collect()
}

/// The known names in a dateline.
fn dateline_credits(inside: &str, names: &Names) -> Vec<Credit> {
    let because = format!("dateline '({inside})'");
    let found = parts(inside).filter_map(|part| {
        let key = names.key(part)?;
        let name = names.publisher(key).map_or(part, |known| &known.name);
        Some(Credit { key: key.to_owned(), name: name.to_owned(), because: because.clone() })
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn credited(lines: &[&str], text: &str) -> Vec<String> {
        let mut reading = sample::reading("r-1", "2020-01-14", "Coast Gazette", text);
        reading.credits = lines.iter().map(|line| (*line).to_owned()).collect();
        let corpus = Corpus::of(&[reading]);
        let names = Names::new(&corpus, &[sample::source("VOA", model::SourceKind::Outlet)], &[]);
        credits(&corpus, corpus.report(0), "media:coast gazette", &names, &Phrases::load())
            .into_iter()
            .map(|credit| credit.name)
            .collect()
    }

    #[test]
    fn credits_are_read_from_lines_and_datelines() {
        let cases: &[(&[&str], &str, &[&str])] = &[
            (&["By AFP"], "", &["AFP"]),
            (&["By John Smith"], "", &[]),
            (&["Source: News Agencies"], "", &["unnamed agencies (Coast Gazette)"]),
            (&["More From: VOA"], "", &["VOA"]),
            (&["Khalifa Haftar greets Lavrov, via Reuters/Ministry of Foreign Affairs"], "", &["Reuters"]),
            (&["The post X appeared first on Dune Letter."], "", &["Dune Letter"]),
            (&["Source: Coast Gazette"], "", &[]),
            (&[], "Shells hit market\n\nTRIPOLI (Reuters) - Three people", &["Reuters"]),
            (&[], "The army (Reuters photo) moved", &[]),
            (&["Published by on"], "", &[]),
        ];
        for (lines, text, wanted) in cases {
            assert_eq!(credited(lines, text), *wanted, "{lines:?} {text}");
        }
    }
}
