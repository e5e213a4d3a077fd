//! UCDP Georeferenced Event Dataset (Sundberg and Melander 2013): events with the headlines that tell them and the number of
//! dead. Entries are kept as the publisher gives them, also those that are no headlines but names out of lists of the dead.

use anyhow::{Context, Result};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;

/// A headline and its day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Headline {
    /// The day of publication.
    pub day: Date,
    /// The words.
    pub text: String,
}

/// An event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The publisher's number.
    pub id: String,
    /// What tells it, each once.
    pub headlines: Vec<Headline>,
    /// The fewest dead.
    pub low: u64,
    /// The most.
    pub high: u64,
}

/// The events of a file that name at least one headline.
pub fn read(file: &Path) -> Result<Vec<Event>> {
    let mut rows = csv::Reader::from_path(file).with_context(|| file.display().to_string())?;
    let names: Vec<String> = rows.headers()?.iter().map(str::to_owned).collect();
    let column = |name: &str| names.iter().position(|one| one == name).with_context(|| format!("no column {name}"));
    let (id, articles, low, high) = (column("id")?, column("source_article")?, column("low")?, column("high")?);
    let mut events = Vec::new();
    for row in rows.records() {
        let row = row?;
        let cell = |place: usize| row.get(place).unwrap_or_default();
        // The second line describes the columns and is no event.
        let (Ok(low), Ok(high)) = (cell(low).parse(), cell(high).parse()) else { continue };
        let mut headlines: Vec<Headline> = articles_of(cell(articles));
        headlines.sort();
        headlines.dedup();
        if !headlines.is_empty() {
            events.push(Event { id: cell(id).to_owned(), headlines, low, high });
        }
    }
    Ok(events)
}

/// The headlines that stand in one event only, with its place in the list. Daily summaries that stand in several tell
/// no event in particular.
pub fn of_one_event(events: &[Event]) -> BTreeMap<Headline, usize> {
    let mut all: BTreeMap<&Headline, Option<usize>> = BTreeMap::new();
    for (place, event) in events.iter().enumerate() {
        for headline in &event.headlines {
            all.entry(headline).and_modify(|event| *event = None).or_insert(Some(place));
        }
    }
    all.into_iter().filter_map(|(headline, event)| Some((headline.clone(), event?))).collect()
}

/// `"Agency,2014-01-22,Headline";"Agency,2014-01-22,Other"`.
fn articles_of(cell: &str) -> Vec<Headline> {
    let entries = cell.trim().trim_matches('"').split("\";\"");
    entries.filter_map(headline).collect()
}

fn headline(entry: &str) -> Option<Headline> {
    let mut rest = entry;
    while let Some((_, after)) = rest.split_once(',') {
        let (date, text) = after.split_once(',').unwrap_or((after, ""));
        match date.trim().parse::<Date>() {
            Ok(day) if !text.trim().is_empty() => return Some(Headline { day, text: text.trim().to_owned() }),
            _ => rest = after,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_cut_at_their_dates() {
        let cell = "\"Wire, the,2014-01-22,Two shot, one missing\";\"Other,2014-01-25,One dies\";\"No date,here\"";
        let found = articles_of(cell);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].text, "Two shot, one missing");
        assert_eq!(found[1].day.to_string(), "2014-01-25");
    }

    #[test]
    fn what_stands_in_two_events_tells_neither() {
        let one = |id: &str, texts: &[&str]| {
            let day = jiff::civil::date(2014, 1, 22);
            let headlines = texts.iter().map(|text| Headline { day, text: (*text).to_owned() }).collect();
            Event { id: id.to_owned(), headlines, low: 1, high: 1 }
        };
        let kept = of_one_event(&[one("1", &["a", "summary"]), one("2", &["b", "summary"])]);
        assert_eq!(kept.values().copied().collect::<Vec<_>>(), [0, 1]);
    }
}
