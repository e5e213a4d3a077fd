//! Which reports follow one development over days, across languages as far as names, places, numbers and times carry. It joins
//! reports, not claims: nothing is counted by it, and no incident depends on it.
//!
//! The rules are told in docs/fusion.md. As everywhere, names are opaque keys, and no order of arrival matters.

mod joining;
mod marks;
mod score;

use crate::stable;
use joining::joined;
use marks::{Report, Reports};
use model::{Follows, Fused, IncidentId, Language, Method, OriginId, Reading, ReportId, Story, StoryId};
use score::Compare;
use std::collections::{BTreeMap, BTreeSet};

/// What makes stories; raised with every change of a rule or weight.
pub const METHOD: Method = Method::new("stories", 3);

/// How many words of its first report a story is called by, at most.
const TITLE: usize = 14;

/// Joins reports to stories. `fused` is what fusion made of the same readings. The stories, by their first report.
pub fn stories(readings: &[Reading], fused: &Fused) -> Vec<Story> {
    let reports = Reports::new(readings, fused);
    let compare = Compare::new(&reports);
    let teller = Teller { fused, reports: &reports, by_report: incidents_by_report(fused) };
    joined(&compare).into_iter().map(|joined| teller.story(&joined)).collect()
}

/// Reports that were joined, as places in the order of time, and the pairs that joined them.
struct Joined {
    members: Vec<usize>,
    pairs: Vec<(usize, usize, score::Scored)>,
}

struct Teller<'a> {
    fused: &'a Fused,
    reports: &'a Reports<'a>,
    by_report: BTreeMap<&'a ReportId, Vec<usize>>,
}

fn incidents_by_report(fused: &Fused) -> BTreeMap<&ReportId, Vec<usize>> {
    let mut by_report: BTreeMap<&ReportId, Vec<usize>> = BTreeMap::new();
    for (place, incident) in fused.incidents.iter().enumerate() {
        incident.documents.iter().for_each(|report| by_report.entry(report).or_default().push(place));
    }
    by_report
}

impl<'a> Teller<'a> {
    fn story(&self, joined: &Joined) -> Story {
        let members: Vec<&Report<'a>> =
            joined.members.iter().filter_map(|place| self.reports.all.get(*place)).collect();
        let first = members.first().map(|report| report.reading);
        let digest = stable::digest(first.map(|reading| reading.report.as_str()).unwrap_or_default());
        Story {
            id: StoryId::new(format!("s-{digest}")).expect("'s-' and twelve digits are an id"),
            title: first.map(|reading| title(&reading.text)).unwrap_or_default(),
            reports: members.iter().map(|report| report.reading.report.clone()).collect(),
            languages: languages(&members),
            incidents: self.incidents(&members),
            actors: named_twice(&members, |report| report.actors.iter().map(|(key, actor)| (*key, *actor)).collect())
                .into_iter()
                .cloned()
                .collect(),
            places: named_twice(&members, |report| report.places.iter().map(|(key, place)| (*key, *place)).collect())
                .into_iter()
                .cloned()
                .collect(),
            days: days(&members),
            origins: self.origins(&members),
            why: self.why(joined),
            method: METHOD,
        }
    }

    /// The incidents of which most reports are in the story.
    fn incidents(&self, members: &[&Report<'a>]) -> Vec<IncidentId> {
        let mut told: BTreeMap<usize, usize> = BTreeMap::new();
        for report in members {
            let incidents = self.by_report.get(&report.reading.report);
            incidents.into_iter().flatten().for_each(|place| *told.entry(*place).or_default() += 1);
        }
        let mostly = told.into_iter().filter_map(|(place, count)| {
            let incident = self.fused.incidents.get(place)?;
            (2 * count > incident.documents.len()).then(|| incident.id.clone())
        });
        mostly.collect()
    }

    fn origins(&self, members: &[&Report<'a>]) -> usize {
        let claims = members.iter().flat_map(|report| &report.reading.claims);
        let origins: BTreeSet<&OriginId> = claims.filter_map(|claim| self.fused.claim_origins.get(&claim.id)).collect();
        origins.len()
    }

    fn why(&self, joined: &Joined) -> Vec<Follows> {
        let id = |place: usize| Some(self.reports.all.get(place)?.reading.report.clone());
        let mut pairs: Vec<&(usize, usize, score::Scored)> = joined.pairs.iter().collect();
        pairs.sort_by(|x, y| y.2.score.total_cmp(&x.2.score).then((x.0, x.1).cmp(&(y.0, y.1))));
        let told = pairs.into_iter().filter_map(|(earlier, later, scored)| {
            let features = scored.features.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect();
            Some(Follows { earlier: id(*earlier)?, later: id(*later)?, score: scored.score, features })
        });
        told.collect()
    }
}

/// The first line's first words.
fn title(text: &str) -> String {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let words: Vec<&str> = line.split_whitespace().collect();
    let told = words.get(..TITLE).map(|first| format!("{} …", first.join(" ")));
    told.unwrap_or_else(|| words.join(" "))
}

fn languages(members: &[&Report<'_>]) -> Vec<Language> {
    let mut languages: Vec<Language> = Vec::new();
    for report in members {
        if !languages.contains(&report.reading.language) {
            languages.push(report.reading.language);
        }
    }
    languages
}

/// What at least two reports name, the most named first; of what is named as often, what is named first.
fn named_twice<'r, 'a, T>(members: &[&'r Report<'a>], of: impl Fn(&'r Report<'a>) -> Vec<(u64, &'a T)>) -> Vec<&'a T> {
    let mut named: BTreeMap<u64, (usize, usize, &T)> = BTreeMap::new();
    for (order, (key, what)) in members.iter().flat_map(|report| of(report)).enumerate() {
        let entry = named.entry(key).or_insert((0, order, what));
        entry.0 += 1;
    }
    let mut often: Vec<(usize, usize, &T)> = named.into_values().filter(|(count, _, _)| *count > 1).collect();
    often.sort_by_key(|(count, order, _)| (std::cmp::Reverse(*count), *order));
    often.into_iter().map(|(_, _, what)| what).collect()
}

fn days(members: &[&Report<'_>]) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    let intervals = || members.iter().filter_map(|report| report.reading.published.interval());
    let first = intervals().map(|interval| interval.from().date()).min()?;
    Some((first, intervals().map(|interval| interval.last_day()).max()?))
}

#[cfg(test)]
mod tests;
