//! ECB+: which mentions of events, across the reports of a topic, are one event. Mentions and topics are the publisher's; acts,
//! arguments, names and words are read with our grammar, compared by fusion's features and joined by fusion. How much each
//! feature counts is fitted on other topics than those that are measured. Beside it, in the same run: one head word, one event.

pub(crate) mod mentions;
mod weights;

use crate::bench::Bench;
use crate::corpora::ecbplus::{Document, read};
use crate::scorers::partitions::{Groups, Score, b_cubed, ceaf_e, conll, groups, muc, pairs};
use crate::tasks::{Case, Figure, Outcome};
use anyhow::{Result, ensure};
use fusion::coreference::{LinkFeatures, Links, Mention, Pairs, join};
use fusion::stories::Stories;
use mentions::Read;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use weights::Weights;

/// Topics are dealt to so many parts; each is measured with weights fitted on the others.
const PARTS: usize = 7;
/// Thresholds that are tried on the topics of the other parts.
const THRESHOLDS: [f64; 13] = [0.15, 0.175, 0.2, 0.225, 0.25, 0.275, 0.3, 0.325, 0.35, 0.375, 0.4, 0.45, 0.5];

/// How likely each two mentions of a topic are one event.
type Likeness = BTreeMap<(usize, usize), f64>;

/// The mentions of a topic and the features of each two of them; its reports, in order, and the features of each two, and
/// whether these tell an event in common.
struct Topic {
    mentions: Vec<Read>,
    pairs: weights::Pairs,
    reports: Vec<usize>,
    links: BTreeMap<(usize, usize), (LinkFeatures, bool)>,
}

/// Measures topics 1 to 35.
pub fn run(_: &Bench, folder: &Path) -> Result<Outcome> {
    let documents = read(folder)?;
    ensure!(!documents.is_empty(), "no report of ECB+ was found");
    let topics = topics(&documents);
    let parts = PARTS.min(topics.len());
    let mut found = vec![Vec::new(); topics.len()];
    let without = fits_without_two(&topics, parts);
    for part in 0..parts {
        let others: Vec<&Topic> = of_part(&topics, parts, part, false);
        let weights = Weights::fit(&others);
        let threshold = best_threshold(&topics, (parts, part), &without);
        for (place, topic) in topics.iter().enumerate().filter(|(place, _)| place % parts == part) {
            let grouped = grouped(topic, &weights.probabilities(topic), threshold);
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
    let text = |report: usize| texts.get(report).map_or("", String::as_str);
    by_topic.into_values().map(|mentions| topic(mentions, &text, &stories)).collect()
}

fn topic<'t>(mentions: Vec<Read>, text: &impl Fn(usize) -> &'t str, stories: &Stories) -> Topic {
    let compared: Vec<Mention> = mentions.iter().map(|one| one.mention.clone()).collect();
    let compare = Pairs::new(&compared, stories);
    let pair = |(a, b): (usize, usize)| {
        let same = mentions.get(a)?.event == mentions.get(b)?.event;
        Some(((a, b), (compare.features(a, b)?, same)))
    };
    let pairs = each_two(&(0..mentions.len()).collect::<Vec<_>>()).into_iter().filter_map(pair).collect();
    let link = Links::new(&compared, text, stories);
    let reports = link.reports();
    let events = |report: usize| -> BTreeSet<&str> {
        mentions.iter().filter(|one| one.mention.report == report).map(|one| one.event.as_str()).collect()
    };
    let linked = |(a, b): (usize, usize)| Some(((a, b), (link.features(a, b)?, !events(a).is_disjoint(&events(b)))));
    let links = each_two(&reports).into_iter().filter_map(linked).collect();
    Topic { mentions, pairs, reports, links }
}

fn each_two(all: &[usize]) -> Vec<(usize, usize)> {
    all.iter().enumerate().flat_map(|(place, a)| all.iter().skip(place + 1).map(|b| (*a, *b))).collect()
}

fn grouped(topic: &Topic, likeness: &Likeness, threshold: f64) -> Vec<usize> {
    let likeness = |a: usize, b: usize| likeness.get(&(a.min(b), a.max(b))).copied().unwrap_or(0.0);
    join(topic.mentions.len(), &likeness, threshold)
}

/// Weights fitted without each two parts: by their numbers, the lower first.
fn fits_without_two(topics: &[Topic], parts: usize) -> BTreeMap<(usize, usize), Weights> {
    let fitted = |(a, b): (usize, usize)| {
        let others = topics.iter().enumerate().filter(|(place, _)| ![a, b].contains(&(place % parts)));
        ((a, b), Weights::fit(&others.map(|(_, topic)| topic).collect::<Vec<_>>()))
    };
    each_two(&(0..parts).collect::<Vec<_>>()).into_iter().map(fitted).collect()
}

/// The threshold that joins best the topics of the other parts, each judged by weights that know neither its own part nor the one to
/// be measured: weights are surer of what they were fitted on.
fn best_threshold(
    topics: &[Topic],
    (parts, measured): (usize, usize),
    without: &BTreeMap<(usize, usize), Weights>,
) -> f64 {
    let judged = topics.iter().enumerate().filter_map(|(place, topic)| {
        let part = place % parts;
        let weights = without.get(&(part.min(measured), part.max(measured)))?;
        Some((topic, weights.probabilities(topic)))
    });
    let judged: Vec<(&Topic, Likeness)> = judged.collect();
    let events = |topic: &Topic| topic.mentions.iter().map(|one| one.event.clone()).collect::<Vec<String>>();
    let gold = together(&judged.iter().map(|(topic, _)| events(topic)).collect::<Vec<_>>());
    let score = |threshold: f64| {
        let of = judged.iter();
        let found: Vec<Vec<usize>> = of.map(|(topic, likeness)| grouped(topic, likeness, threshold)).collect();
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
