//! Reports joined to stories, the surest pairs first. A story moves on: two parts of one are compared where they meet in time,
//! not with all that was told before.

use super::Joined;
use super::score::{Compare, Scored};
use std::collections::BTreeMap;

/// Two reports whose score reaches this may be joined.
const THRESHOLD: f64 = 0.5;
/// What the pairs of two stories must reach on average, where they meet.
const MEAN: f64 = 0.3;
/// So many reports of each are compared there.
const COMPARED: usize = 6;
/// Up to so many reports that share a mark all meet; of more each meets its neighbours in time.
const WHOLE: usize = 40;
/// With so many neighbours.
const NEIGHBOURS: usize = 8;

/// The stories of at least two reports, by their first.
pub(super) fn joined(compare: &Compare<'_>) -> Vec<Joined> {
    let mut edges: Vec<(usize, usize, Scored)> = candidates(compare)
        .into_iter()
        .filter_map(|(a, b)| Some((a, b, compare.score(a, b)?)))
        .filter(|(_, _, scored)| scored.score >= THRESHOLD)
        .collect();
    edges.sort_by(|x, y| y.2.score.total_cmp(&x.2.score).then((x.0, x.1).cmp(&(y.0, y.1))));
    let count = compare.reports.all.len();
    let mut joining = Joining { compare, story: (0..count).collect(), stories: BTreeMap::new() };
    for edge in edges {
        joining.join(edge);
    }
    let mut stories: Vec<Joined> = joining.stories.into_values().collect();
    stories.sort_by(|a, b| a.members.cmp(&b.members));
    stories
}

/// The pairs that share a mark, a rare word, an incident or a passage, in order, each once.
fn candidates(compare: &Compare<'_>) -> Vec<(usize, usize)> {
    let mut holders: Vec<(u8, u64, usize)> = Vec::new();
    for (place, report) in compare.reports.all.iter().enumerate() {
        for (kind, marks) in (0_u8..).zip(&report.marks) {
            holders.extend(marks.iter().map(|(key, _)| (kind, *key, place)));
        }
        holders.extend(compare.reports.words.words_of(place).map(|word| (10, u64::from(word), place)));
        holders.extend(report.incidents.iter().map(|incident| (11, *incident as u64, place)));
    }
    holders.sort_unstable();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for sharing in holders.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let reach = if sharing.len() > WHOLE { NEIGHBOURS } else { sharing.len() };
        for (place, (_, _, a)) in sharing.iter().enumerate() {
            pairs.extend(sharing.iter().skip(place + 1).take(reach).map(|(_, _, b)| (*a, *b)));
        }
    }
    let copies = compare.reports.all.iter().enumerate();
    pairs.extend(copies.flat_map(|(a, report)| report.copies.iter().map(move |b| (a.min(*b), a.max(*b)))));
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

struct Joining<'a> {
    compare: &'a Compare<'a>,
    /// The story of each report, as the place of one of its reports.
    story: Vec<usize>,
    /// Those of at least two reports.
    stories: BTreeMap<usize, Joined>,
}

impl Joining<'_> {
    fn join(&mut self, (a, b, scored): (usize, usize, Scored)) {
        let (x, y) = (self.of(a), self.of(b));
        if x == y || !self.is_likely(a, b) {
            return;
        }
        let size = |story: usize| self.stories.get(&story).map_or(1, |story| story.members.len());
        let (large, small) = if size(x) >= size(y) { (x, y) } else { (y, x) };
        let poured = self.stories.remove(&small).unwrap_or(Joined { members: vec![small], pairs: Vec::new() });
        for member in &poured.members {
            self.story.iter_mut().skip(*member).take(1).for_each(|story| *story = large);
        }
        let into = self.stories.entry(large).or_insert_with(|| Joined { members: vec![large], pairs: Vec::new() });
        into.members.extend(poured.members);
        into.members.sort();
        into.pairs.extend(poured.pairs);
        into.pairs.push((a, b, scored));
    }

    fn of(&self, report: usize) -> usize {
        self.story.get(report).copied().unwrap_or(report)
    }

    /// Whether the reports of both stories that lie nearest to where they meet are alike on average.
    fn is_likely(&self, a: usize, b: usize) -> bool {
        let (ours, theirs) = (self.nearest(a), self.nearest(b));
        let pairs = ours.iter().flat_map(|a| theirs.iter().map(move |b| (*a, *b)));
        let sum: f64 = pairs.map(|(a, b)| self.compare.score(a, b).map_or(0.0, |scored| scored.score)).sum();
        sum >= MEAN * (ours.len() * theirs.len()) as f64
    }

    /// A report and those of its story that come nearest before and after it.
    fn nearest(&self, report: usize) -> Vec<usize> {
        let Some(story) = self.stories.get(&self.of(report)) else { return vec![report] };
        let place = story.members.partition_point(|member| *member < report);
        let first = place.saturating_sub(COMPARED / 2).min(story.members.len().saturating_sub(COMPARED));
        story.members.iter().skip(first).take(COMPARED).copied().collect()
    }
}
