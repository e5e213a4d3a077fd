//! ECB+: which reports follow one development, all topics together and without dates. The publisher has two sub-topics a topic,
//! alike in kind: two quakes, two trials. Beside ours, in the same run, TF-IDF with its best threshold.

use crate::bench::{Bench, Input};
use crate::corpora::ecbplus::{Document, read};
use crate::scorers::partitions::{Groups, b_cubed, groups, pairs};
use crate::tasks::coreference::mentions::text;
use crate::tasks::{Figure, Outcome, tf_idf};
use anyhow::{Result, ensure};
use model::{Reading, Story};
use std::collections::BTreeMap;
use std::path::Path;

/// A way of comparing two groupings, in per cent.
type Measure = (&'static str, fn(&Groups, &Groups) -> f64);

const MEASURES: [Measure; 2] = [
    ("B³ F1", |gold, found| 100.0 * b_cubed(gold, found).f1()),
    ("pairs F1", |gold, found| 100.0 * pairs(gold, found).f1()),
];

/// Measures topics 1 to 35.
pub fn run(bench: &Bench, folder: &Path) -> Result<Outcome> {
    let documents = read(folder)?;
    ensure!(!documents.is_empty(), "no report of ECB+ was found");
    let texts: Vec<String> = documents.iter().map(text).collect();
    let inputs: Vec<Input> = texts.iter().map(|text| Input::english(text)).collect();
    let readings: Vec<Reading> = bench.read("fusion.stories", &inputs)?.into_iter().map(|read| read.reading).collect();
    let (fused, _) = fusion::fuse(&readings, &[], bench.stages.actors());
    let ours = groups(story_of_each(&readings, &fusion::following::stories(&readings, &fused)));
    let peers = tf_idf::groupings(&texts.iter().map(|text| (None, text.as_str())).collect::<Vec<_>>());
    let by_story = groups(documents.iter().map(|one| (one.topic, is_second(one))));
    let by_topic = groups(documents.iter().map(|one| one.topic));
    let compared = [("developments", &by_story), ("topics", &by_topic)];
    let figures = compared.into_iter().flat_map(|(category, gold)| figures(category, gold, &ours, &peers)).collect();
    Ok(Outcome { figures, cases: Vec::new() })
}

fn figures(category: &str, gold: &Groups, ours: &Groups, peers: &[Groups]) -> Vec<Figure> {
    let found = b_cubed(gold, ours);
    let (precision, recall) = (100.0 * found.precision, 100.0 * found.recall);
    let reports: usize = gold.iter().map(Vec::len).sum();
    let detail = format!("{reports} reports of {} in {}; B³ P {precision:.1}, R {recall:.1}", gold.len(), ours.len());
    let figure = |(measure, score): &Measure| Figure {
        category: category.to_owned(),
        measure,
        value: score(gold, ours),
        detail: detail.clone(),
        beside: vec![("TF-IDF", peers.iter().map(|peer| score(gold, peer)).fold(0.0, f64::max))],
    };
    MEASURES.iter().map(figure).collect()
}

/// The publisher's second sub-topic bears its name's ending.
fn is_second(document: &Document) -> bool {
    document.name.ends_with("ecbplus")
}

/// The number of each report's story; a number of its own where it is in none.
fn story_of_each(readings: &[Reading], stories: &[Story]) -> Vec<usize> {
    let of = stories.iter().enumerate().flat_map(|(number, story)| story.reports.iter().map(move |id| (id, number)));
    let of: BTreeMap<&model::ReportId, usize> = of.collect();
    let alone = stories.len();
    readings.iter().enumerate().map(|(place, one)| of.get(&one.report).copied().unwrap_or(alone + place)).collect()
}
