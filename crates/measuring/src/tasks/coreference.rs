//! ECB+: which mentions of events, across the reports of a topic, are one event. Mentions and topics are the publisher's; acts,
//! arguments, names and words are read with our grammar, compared by fusion's features and joined by fusion. How much each
//! feature counts is fitted on other topics than those that are measured. Beside it, in the same run: one head word, one event.

pub(crate) mod mentions;

use crate::bench::Bench;
use crate::corpora::ecbplus::{Document, read};
use crate::fitting::{fit, probability};
use crate::scorers::partitions::{Groups, Score, b_cubed, ceaf_e, conll, groups, muc, pairs};
use crate::tasks::{Case, Figure, Outcome};
use anyhow::{Result, ensure};
use fusion::coreference::{FEATURES, Mention, Pairs, join};
use fusion::stories::Stories;
use mentions::Read;
use std::collections::BTreeMap;
use std::path::Path;

/// Topics are dealt to so many parts; each is measured with weights fitted on the others.
const PARTS: usize = 7;
/// Thresholds that are tried on the topics of the other parts.
const THRESHOLDS: [f64; 9] = [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6];

type Features = [f64; FEATURES.len()];

/// Weights for pairs that one word names, for pairs whose words are alike, and for others: an argument counts for more where
/// the words say little.
struct Weights([Features; 3]);

impl Weights {
    fn fit(topics: &[&Topic]) -> Self {
        let pairs = || topics.iter().flat_map(|topic| topic.pairs.values());
        Self([0, 1, 2].map(|regime| fit(pairs().filter(move |(features, _)| regime_of(features) == regime))))
    }

    fn probability(&self, features: &Features) -> f64 {
        self.0.get(regime_of(features)).map_or(0.0, |weights| probability(weights, features))
    }
}

/// Where the features of the trigger stand; the test below holds them against the names.
const SAME: usize = 1;
const GROUP: usize = 3;
const STEM: usize = 4;

fn regime_of(features: &Features) -> usize {
    let has = |place: usize| features.get(place).is_some_and(|value| *value > 0.0);
    match () {
        () if has(SAME) => 0,
        () if has(GROUP) || has(STEM) => 1,
        () => 2,
    }
}

/// The mentions of a topic, and the features of each two of them.
struct Topic {
    mentions: Vec<Read>,
    pairs: BTreeMap<(usize, usize), (Features, bool)>,
}

/// Measures topics 1 to 35.
pub fn run(_: &Bench, folder: &Path) -> Result<Outcome> {
    let documents = read(folder)?;
    ensure!(!documents.is_empty(), "no report of ECB+ was found");
    let topics = topics(&documents);
    let parts = PARTS.min(topics.len());
    let mut found = vec![Vec::new(); topics.len()];
    for part in 0..parts {
        let others: Vec<&Topic> = of_part(&topics, parts, part, false);
        let weights = Weights::fit(&others);
        let threshold = best_threshold(&others, &weights);
        for (place, topic) in topics.iter().enumerate().filter(|(place, _)| place % parts == part) {
            let grouped = grouped(topic, &weights, threshold);
            found.iter_mut().skip(place).take(1).for_each(|one| *one = grouped.clone());
        }
    }
    let by_head: Vec<Vec<String>> =
        topics.iter().map(|topic| topic.mentions.iter().map(|one| one.mention.trigger.clone()).collect()).collect();
    let gold: Vec<Vec<String>> =
        topics.iter().map(|topic| topic.mentions.iter().map(|one| one.event.clone()).collect()).collect();
    let (wanted, ours, heads) = (together(&gold), together(&found), together(&by_head));
    Ok(Outcome { figures: figures(&wanted, &ours, &heads), cases: cases(&topics, &found) })
}

fn of_part(topics: &[Topic], parts: usize, part: usize, inside: bool) -> Vec<&Topic> {
    let dealt = topics.iter().enumerate().filter(|(place, _)| (place % parts == part) == inside);
    dealt.map(|(_, topic)| topic).collect()
}

fn topics(documents: &[Document]) -> Vec<Topic> {
    let texts: Vec<String> = documents.iter().map(mentions::text).collect();
    let stories = Stories::new(texts.iter().map(String::as_str));
    let analyzer = grammar::Analyzer::english();
    let mut by_topic: BTreeMap<u32, Vec<Read>> = BTreeMap::new();
    for (report, document) in documents.iter().enumerate() {
        by_topic.entry(document.topic).or_default().extend(mentions::read(&analyzer, report, document));
    }
    let topic = |mentions: Vec<Read>| {
        let compared: Vec<Mention> = mentions.iter().map(|one| one.mention.clone()).collect();
        let pairs = Pairs::new(&compared, &stories);
        let places = (0..mentions.len()).flat_map(|a| (a + 1..mentions.len()).map(move |b| (a, b)));
        let of = |(a, b): (usize, usize)| {
            let same = mentions.get(a)?.event == mentions.get(b)?.event;
            Some(((a, b), (pairs.features(a, b)?, same)))
        };
        let pairs = places.filter_map(of).collect();
        Topic { mentions, pairs }
    };
    by_topic.into_values().map(topic).collect()
}

fn grouped(topic: &Topic, weights: &Weights, threshold: f64) -> Vec<usize> {
    let likeness = |a: usize, b: usize| {
        topic.pairs.get(&(a.min(b), a.max(b))).map_or(0.0, |(features, _)| weights.probability(features))
    };
    join(topic.mentions.len(), &likeness, threshold)
}

fn best_threshold(topics: &[&Topic], weights: &Weights) -> f64 {
    let gold: Vec<Vec<String>> =
        topics.iter().map(|topic| topic.mentions.iter().map(|one| one.event.clone()).collect()).collect();
    let gold = together(&gold);
    let score = |threshold: f64| {
        let found: Vec<Vec<usize>> = topics.iter().map(|topic| grouped(topic, weights, threshold)).collect();
        conll(&gold, &together(&found))
    };
    let scored = THRESHOLDS.map(|threshold| (score(threshold), threshold));
    scored.into_iter().max_by(|a, b| a.0.total_cmp(&b.0)).map_or(0.5, |(_, threshold)| threshold)
}

/// The groups of all topics; no group reaches beyond its topic.
fn together<L: Ord + Clone>(topics: &[Vec<L>]) -> Groups {
    let labels = topics.iter().enumerate();
    groups(labels.flat_map(|(topic, labels)| labels.iter().map(move |label| (topic, label.clone()))))
}

fn figures(gold: &Groups, ours: &Groups, heads: &Groups) -> Vec<Figure> {
    let mentions: usize = gold.iter().map(Vec::len).sum();
    let figure = |category: &str, measure: &'static str, score: &dyn Fn(&Groups) -> f64, detail: String| Figure {
        category: category.to_owned(),
        measure,
        value: 100.0 * score(ours),
        detail,
        beside: vec![("one head word, one event", 100.0 * score(heads))],
    };
    let of = |score: fn(&Groups, &Groups) -> Score| {
        let found = score(gold, ours);
        format!("P {:.1}, R {:.1}", 100.0 * found.precision, 100.0 * found.recall)
    };
    let detail = format!("{mentions} mentions of {} events, put to {}", gold.len(), ours.len());
    vec![
        figure("all", "CoNLL F1", &|found| conll(gold, found), detail),
        figure("all", "MUC F1", &|found| muc(gold, found).f1(), of(muc)),
        figure("all", "B³ F1", &|found| b_cubed(gold, found).f1(), of(b_cubed)),
        figure("all", "CEAF-e F1", &|found| ceaf_e(gold, found).f1(), of(ceaf_e)),
        figure("all", "pairs F1", &|found| pairs(gold, found).f1(), String::new()),
    ]
}

/// A topic a case.
fn cases(topics: &[Topic], found: &[Vec<usize>]) -> Vec<Case> {
    let case = |(topic, found): (&Topic, &Vec<usize>)| {
        let wrong = topic.pairs.iter().filter(|((a, b), (_, same))| (found.get(*a) == found.get(*b)) != *same);
        let line = |(one, group): (&Read, &usize)| format!("\n  {} {group} {}", one.event, one.mention.phrase);
        Case { wrong: wrong.count(), told: topic.mentions.iter().zip(found).map(line).collect() }
    };
    topics.iter().zip(found).map(case).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regimes_look_at_the_features_that_they_name() {
        let names = [FEATURES[SAME], FEATURES[GROUP], FEATURES[STEM]];
        assert_eq!(names, ["trigger same", "trigger of one group", "trigger of one stem"]);
        let with = |place: usize| {
            let mut features = [0.0; FEATURES.len()];
            features[place] = 1.0;
            regime_of(&features)
        };
        assert_eq!([with(SAME), with(GROUP), with(STEM), with(0)], [0, 1, 1, 2]);
    }
}
