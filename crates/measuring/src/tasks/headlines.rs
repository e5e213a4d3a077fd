//! UCDP, one country: headlines of all its events together, by day and words alone, made to incidents. Beside it, in the same
//! run, TF-IDF with its best threshold and the answer that every headline is an incident of its own.

use crate::bench::{Bench, Input};
use crate::corpora::ucdp::{Headline, of_one_event, read};
use crate::scorers::partitions::{Groups, b_cubed, conll, groups, pairs};
use crate::tasks::{Case, Figure, Outcome, tf_idf};
use anyhow::{Result, ensure};
use model::Fused;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What has fewer words is the name of a town or of a dead person out of a list, and tells no event.
const HEADLINE: usize = 4;

/// A way of comparing two groupings, in per cent.
type Measure = (&'static str, fn(&Groups, &Groups) -> f64);

const MEASURES: [Measure; 3] = [
    ("B³ F1", |gold, found| 100.0 * b_cubed(gold, found).f1()),
    ("CoNLL F1", |gold, found| 100.0 * conll(gold, found)),
    ("pairs F1", |gold, found| 100.0 * pairs(gold, found).f1()),
];

/// The headlines, their events, and the incidents that were made of them.
struct Made<'a> {
    headlines: Vec<&'a Headline>,
    events: Vec<usize>,
    incidents: Vec<usize>,
}

impl Made<'_> {
    /// Misses are shown of even months only; the odd ones are kept from whoever improves fusion.
    fn is_shown(&self, place: usize) -> bool {
        self.headlines.get(place).is_some_and(|headline| headline.day.month() % 2 == 0)
    }
}

/// Measures the file.
pub fn run(bench: &Bench, folder: &Path) -> Result<Outcome> {
    let told = of_one_event(&read(&folder.join("conflict_data_ukr.csv"))?);
    ensure!(!told.is_empty(), "no headline tells one event");
    let (headlines, events): (Vec<&Headline>, Vec<usize>) =
        told.iter().map(|(headline, event)| (headline, *event)).unzip();
    let inputs: Vec<Input> = headlines.iter().map(|headline| input(headline)).collect();
    let reads = bench.read("fusion.headlines", &inputs)?;
    let readings: Vec<model::Reading> = reads.into_iter().map(|read| read.reading).collect();
    let (fused, _) = fusion::fuse(&readings, &[], bench.stages.actors());
    let incidents = incident_of_each(&readings, &fused);
    let made = Made { headlines, events, incidents };
    let mut outcome = Outcome { figures: figures("all", &made, |_| true), cases: cases(&made) };
    let words = |place: usize| made.headlines.get(place).map_or(0, |one| one.text.split_whitespace().count());
    outcome.figures.extend(figures("four words or more", &made, |place| words(place) >= HEADLINE));
    let several = in_several(&made.events);
    outcome.figures.extend(figures("events with several headlines", &made, |place| several.contains(&place)));
    outcome.figures.extend(figures("odd months", &made, |place| !made.is_shown(place)));
    Ok(outcome)
}

/// A headline as a report of its day.
pub fn input(headline: &Headline) -> Input {
    Input { published: Some(headline.day), ..Input::english(&headline.text) }
}

/// The incident of each report: of those that its claims stand in, the one that most reports tell; else one of its own.
fn incident_of_each(readings: &[model::Reading], fused: &Fused) -> Vec<usize> {
    let mut of: BTreeMap<&model::ReportId, (usize, usize)> = BTreeMap::new();
    for (number, incident) in fused.incidents.iter().enumerate() {
        for report in &incident.documents {
            let size = incident.documents.len();
            let best = of.entry(report).or_insert((size, number));
            if size > best.0 {
                *best = (size, number);
            }
        }
    }
    let alone = fused.incidents.len();
    let place =
        |(place, reading): (usize, &model::Reading)| of.get(&reading.report).map_or(alone + place, |best| best.1);
    readings.iter().enumerate().map(place).collect()
}

fn in_several(events: &[usize]) -> BTreeSet<usize> {
    groups(events).into_iter().filter(|group| group.len() > 1).flatten().collect()
}

/// All measures of a part of the headlines, each beside what others reach on the same part.
fn figures(category: &str, made: &Made<'_>, keep: impl Fn(usize) -> bool) -> Vec<Figure> {
    let kept: Vec<usize> = (0..made.events.len()).filter(|place| keep(*place)).collect();
    let of = |labels: &[usize]| groups(kept.iter().filter_map(|place| labels.get(*place).copied()));
    let (gold, ours) = (of(&made.events), of(&made.incidents));
    let headlines = kept.iter().filter_map(|place| made.headlines.get(*place));
    let headlines: Vec<tf_idf::Dated<'_>> = headlines.map(|one| (Some(one.day), one.text.as_str())).collect();
    let (peers, alone) = (tf_idf::groupings(&headlines), groups(0..kept.len()));
    let figure = |(measure, score): &Measure| {
        let best = peers.iter().map(|peer| score(&gold, peer)).fold(0.0, f64::max);
        let detail = format!("{} headlines of {} events in {} incidents", kept.len(), gold.len(), ours.len());
        let beside = vec![("TF-IDF", best), ("each alone", score(&gold, &alone))];
        Figure { category: category.to_owned(), measure, value: score(&gold, &ours), detail, beside }
    };
    MEASURES.iter().map(figure).collect()
}

/// Of the months that are shown an event a case: its headlines, each with the number of its incident; and incidents that
/// mix events.
fn cases(made: &Made<'_>) -> Vec<Case> {
    let shown = |group: &Vec<usize>| group.iter().all(|place| made.is_shown(*place));
    let show = |group: &Vec<usize>, labels: &[usize]| {
        let line = |place: &usize| {
            let headline = made.headlines.get(*place)?;
            Some(format!("\n  {} {} {}", labels.get(*place)?, headline.day, headline.text))
        };
        group.iter().filter_map(line).collect::<String>()
    };
    let apart = |group: &Vec<usize>, labels: &[usize]| {
        group.iter().filter_map(|place| labels.get(*place)).collect::<BTreeSet<_>>().len() - 1
    };
    let split = groups(&made.events).into_iter().filter(&shown).map(|group| Case {
        wrong: apart(&group, &made.incidents),
        told: format!("one event, apart:{}", show(&group, &made.incidents)),
    });
    let mixed = groups(&made.incidents).into_iter().filter(&shown).map(|group| Case {
        wrong: apart(&group, &made.events),
        told: format!("one incident, of several events:{}", show(&group, &made.events)),
    });
    split.chain(mixed).collect()
}
