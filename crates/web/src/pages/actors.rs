//! Who is who? Everybody whom the record names, and how often in which part.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::error::PageError;
use crate::fragments::{Filters, Frame, Link, Pager, Shown};
use crate::view::{Told, View};
use crate::{links, selection, words};
use askama::Template;
use model::{ActorKind, ActorRef, Role};
use std::collections::BTreeMap;

/// Everybody whom the record names.
#[derive(Template)]
#[template(path = "actors.html")]
pub(crate) struct Actors {
    frame: Frame,
    filters: Filters,
    pager: Pager,
    rows: Vec<Row>,
    /// How many of the register the record does not name.
    unnamed: usize,
}

/// An actor on one row.
#[derive(Clone, Default)]
struct Row {
    name: String,
    href: String,
    kind: &'static str,
    listed: bool,
    part_of: Vec<Link>,
    acts: usize,
    towards: usize,
    speaks: usize,
    other: usize,
}

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(Actors::new(ask).render()?))
}

impl Actors {
    pub(crate) fn new(ask: &Ask) -> Self {
        let view = ask.view();
        let mut by: BTreeMap<String, Row> = BTreeMap::new();
        for told in view.all_told().filter(|told| in_period(ask, told)) {
            count(&view, &mut by, told);
        }
        let named = view.actors.iter().filter(|actor| by.contains_key(actor.id.as_str())).count();
        let mut all: Vec<&Row> = by.values().filter(|row| matches(ask, row)).collect();
        all.sort_by_key(|row| (std::cmp::Reverse(row.acts + row.towards + row.speaks + row.other), row.name.clone()));
        let (shown, from) = selection::page_of(&all, ask.query.page);
        Self {
            frame: ask.frame("Actors", "/actors"),
            filters: Filters::new(&view, "/actors", &ask.query, Shown::Words),
            pager: Pager::new("/actors", &ask.query, from, shown.len(), all.len()),
            rows: shown.iter().map(|row| (*row).clone()).collect(),
            unnamed: view.actors.len() - named,
        }
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self::new(&Ask::sample("/actors", ""))
    }
}

/// A claim lies in the period by its own time, else by its report's day.
pub(crate) fn in_period(ask: &Ask, told: &Told<'_>) -> bool {
    ask.query.touches(told.reading.time(told.claim).hull().or_else(|| told.reading.published.interval()))
}

fn count(view: &View<'_>, by: &mut BTreeMap<String, Row>, told: Told<'_>) {
    let Told { reading, claim } = told;
    for role in Role::ALL {
        for actor in reading.actors(claim, role) {
            let row = by.entry(actor.key()).or_insert_with(|| Row::new(view, actor));
            match role {
                Role::Agent => row.acts += 1,
                Role::Target | Role::Victim => row.towards += 1,
                _ => row.other += 1,
            }
        }
    }
    if let Some(speaker) = reading.speaker(claim) {
        by.entry(speaker.key()).or_insert_with(|| Row::new(view, speaker)).speaks += 1;
    }
}

fn matches(ask: &Ask, row: &Row) -> bool {
    ask.query.q.as_deref().is_none_or(|words| row.name.to_lowercase().contains(&words.to_lowercase()))
}

impl Row {
    fn new(view: &View<'_>, actor: &ActorRef) -> Self {
        let entry = actor.id().and_then(|id| view.actor(id));
        let kind = match actor {
            ActorRef::Unlisted { kind, .. } | ActorRef::Described { kind, .. } => Some(*kind),
            ActorRef::Listed { .. } | ActorRef::Ambiguous(_) => entry.map(|entry| entry.kind),
        };
        let above = entry.map(|entry| entry.part_of.as_slice()).unwrap_or_default();
        Self {
            name: actor.to_string(),
            href: links::actor(actor),
            kind: kind.map_or("not settled", kind_words),
            listed: entry.is_some(),
            part_of: above.iter().map(|id| Link::actor(&view.actor_ref(id))).collect(),
            ..Self::default()
        }
    }
}

/// A kind of actor in words.
pub(crate) fn kind_words(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::ArmedForce => "armed force",
        ActorKind::ArmedGroup => "armed group",
        other => other.as_str(),
    }
}

/// "3 claims", for the page of one actor.
pub(crate) fn claims(number: usize) -> String {
    words::count(number, "claim", "claims")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_names_parties_and_those_outside_the_register() {
        let page = Actors::sample().render().unwrap();
        for words in ["North Army", "/actors/south-council", "gunmen", "not in the register"] {
            assert!(page.contains(words), "{words}\n{page}");
        }
    }
}
