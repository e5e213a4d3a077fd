//! Reports as entries of RSS or Atom.

use crate::error::IntakeError;
use crate::record::Told;
use crate::{Options, Result, date};
use feed_rs::model::Entry;
use std::collections::BTreeMap;

/// The entries of a feed, in its order. Two that bear one id and differ are both kept, with a warning.
pub(crate) fn entries(place: &str, bytes: &[u8], options: &Options) -> Vec<Result> {
    let parser = feed_rs::parser::Builder::new().sanitize_content(false).build();
    let feed = match parser.parse(bytes) {
        Ok(feed) => feed,
        Err(error) => return vec![Err(IntakeError::shape(place, format!("is no feed that can be read ({error})")))],
    };
    if feed.entries.is_empty() {
        return vec![Err(IntakeError::Empty { place: place.to_owned() })];
    }
    let source = feed.title.map(|title| title.content);
    let language = feed.language;
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let mut found = Vec::new();
    for (number, entry) in feed.entries.into_iter().enumerate() {
        let at = format!("{place} (entry {})", number + 1);
        let arrival = report(&at, entry, source.as_deref(), language.as_deref(), options);
        let id = arrival
            .as_ref()
            .ok()
            .and_then(|arrival| Some((arrival.report.external_id.clone()?, arrival.report.content.clone())));
        found.push(arrival);
        if let Some((id, content)) = id {
            let first = seen.entry(id.clone()).or_insert_with(|| content.clone());
            if *first != content {
                found.push(Err(IntakeError::DoubleId { place: at, id }));
            }
        }
    }
    found
}

fn report(place: &str, entry: Entry, source: Option<&str>, language: Option<&str>, options: &Options) -> Result {
    let body = entry.content.and_then(|content| content.body).filter(|body| !body.trim().is_empty());
    let body = body.or(entry.summary.map(|summary| summary.content));
    let page = body.as_deref().is_some_and(is_markup);
    let (text, html) = if page { (None, body) } else { (body, None) };
    let when = entry.published.or(entry.updated).and_then(|at| date::unix(at.timestamp()));
    let told = Told {
        id: Some(entry.id),
        text: text.or_else(|| entry.title.as_ref().filter(|_| !page).map(|title| title.content.clone())),
        html,
        title: entry.title.map(|title| title.content),
        published: when.map(|when| when.from().to_string()),
        url: entry.links.into_iter().next().map(|link| link.href),
        source: entry.source.or(source.map(str::to_owned)),
        language: entry.language.or(language.map(str::to_owned)),
    };
    told.arrival(place, options)
}

/// Whether tags or references stand in the text.
fn is_markup(text: &str) -> bool {
    let tag = text.match_indices('<').any(|(at, _)| {
        text.get(at + 1..)
            .is_some_and(|rest| rest.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic()))
    });
    tag || (text.contains('&')
        && text.contains(';')
        && ["&amp;", "&#", "&quot;", "&nbsp;", "&lt;"].iter().any(|mark| text.contains(mark)))
}
