//! Who held which office when, who leads and who speaks for whom.

use super::RegisterError;
use super::entry::{ActorEntry, known, period};
use crate::gazetteer::key;
use jiff::civil::Date;
use model::{ActorId, Interval};
use std::collections::{BTreeMap, BTreeSet};

/// A term in an office.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    holder: usize,
    of: usize,
    since: Option<Date>,
    until: Option<Date>,
}

/// All offices.
#[derive(Debug, Clone, Default)]
pub(crate) struct Offices {
    titles: BTreeMap<String, Vec<Term>>,
    leaders: BTreeMap<usize, BTreeSet<usize>>,
    speakers: BTreeMap<usize, BTreeSet<usize>>,
}

impl Offices {
    pub(crate) fn of(entries: &[(String, ActorEntry)], ids: &BTreeMap<ActorId, usize>) -> Result<Self, RegisterError> {
        let mut offices = Self::default();
        for (holder, (file, entry)) in entries.iter().enumerate() {
            for office in &entry.office {
                let (since, until) = period(file, &entry.id, office.since.as_deref(), office.until.as_deref())?;
                let of = known(ids, &entry.id, &office.of)?;
                offices.titles.entry(key(&office.title)).or_default().push(Term { holder, of, since, until });
            }
            for (list, map) in [(&entry.leads, &mut offices.leaders), (&entry.speaks_for, &mut offices.speakers)] {
                for to in list {
                    map.entry(known(ids, &entry.id, to)?).or_default().insert(holder);
                }
            }
        }
        Ok(offices)
    }

    /// Whether any office bears this title, by key.
    pub(crate) fn is_title(&self, title: &str) -> bool {
        self.titles.contains_key(title)
    }

    /// Who held an office of one of `of` at some time of `published`, or ever where that is unknown; each once.
    pub(crate) fn holders(&self, title: &str, of: &[usize], published: Option<Interval>) -> Vec<usize> {
        let terms = self.titles.get(title).into_iter().flatten();
        let holders: BTreeSet<usize> = terms
            .filter(|term| of.contains(&term.of) && published.is_none_or(|published| term.covers(published)))
            .map(|term| term.holder)
            .collect();
        holders.into_iter().collect()
    }

    /// Those who lead an actor.
    pub(crate) fn leaders(&self, of: usize) -> Vec<usize> {
        self.leaders.get(&of).into_iter().flatten().copied().collect()
    }

    /// Those who speak for an actor.
    pub(crate) fn speakers(&self, of: usize) -> Vec<usize> {
        self.speakers.get(&of).into_iter().flatten().copied().collect()
    }
}

impl Term {
    fn covers(&self, published: Interval) -> bool {
        let (from, to) = (published.from().date(), published.last_day());
        self.since.is_none_or(|since| since <= to) && self.until.is_none_or(|until| until >= from)
    }
}
