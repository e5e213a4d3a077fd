//! What was fitted on some topics: how likely two reports follow one development, and how likely two mentions are one event,
//! at first and at a second look. Which reports do follow one is fitted on the same topics: two that tell an event in common.

use super::{Likeness, Topic};
use crate::fitting::{fit, probability};
use fusion::coreference::{Company, Developments, Features, LinkFeatures};
use std::collections::BTreeMap;

/// From which probability on, on average, reports are put to one development.
const ONE_DEVELOPMENT: f64 = 0.5;

/// Weights of two reports, and of two mentions at each look.
pub(super) struct Weights {
    reports: LinkFeatures,
    first: ByWords,
    second: ByWords,
}

/// Weights for pairs that one word names, for pairs whose words are alike, and for others: an argument counts for more where
/// the words say little.
struct ByWords([Features; 3]);

/// The pairs of mentions of a topic: features, and whether they are one event.
pub(super) type Pairs = BTreeMap<(usize, usize), (Features, bool)>;

impl Weights {
    /// Fits all on these topics.
    pub(super) fn fit(topics: &[&Topic]) -> Self {
        let reports = fit(topics.iter().flat_map(|topic| topic.links.values()));
        let mut told: Vec<Pairs> = topics.iter().map(|topic| told(topic, &reports)).collect();
        let first = ByWords::fit(told.iter());
        // Weights are surer of what they were fitted on: for the second look each half is looked at by those of the other.
        let by_other_half = [1, 0].map(|other| ByWords::fit(told.iter().skip(other).step_by(2)));
        for ((topic, pairs), weights) in topics.iter().zip(&mut told).zip(by_other_half.iter().cycle()) {
            look_again(topic, pairs, weights);
        }
        let second = ByWords::fit(told.iter());
        Self { reports, first, second }
    }

    /// How likely each two mentions of a topic are one event.
    pub(super) fn probabilities(&self, topic: &Topic) -> Likeness {
        let mut pairs = told(topic, &self.reports);
        look_again(topic, &mut pairs, &self.first);
        pairs.into_iter().map(|(places, (features, _))| (places, self.second.probability(&features))).collect()
    }
}

impl ByWords {
    fn fit<'a>(told: impl Iterator<Item = &'a Pairs> + Clone) -> Self {
        let pairs = || told.clone().flat_map(BTreeMap::values);
        Self([0, 1, 2].map(|regime| fit(pairs().filter(move |(features, _)| regime_of(features) == regime))))
    }

    fn probability(&self, features: &Features) -> f64 {
        self.0.get(regime_of(features)).map_or(0.0, |weights| probability(weights, features))
    }
}

/// The pairs of a topic, with what the weights of reports say of its developments.
fn told(topic: &Topic, reports: &LinkFeatures) -> Pairs {
    let likeness = |a: usize, b: usize| {
        topic.links.get(&(a.min(b), a.max(b))).map_or(0.0, |(features, _)| probability(reports, features))
    };
    let developments = Developments::new(&topic.reports, &likeness, ONE_DEVELOPMENT);
    let mut pairs = topic.pairs.clone();
    for ((a, b), (features, _)) in &mut pairs {
        if let Some((a, b)) = topic.mentions.get(*a).zip(topic.mentions.get(*b)) {
            developments.tell(&a.mention, &b.mention, features);
        }
    }
    pairs
}

/// Adds to the pairs of a topic whether the two are like the same others by the first weights.
fn look_again(topic: &Topic, pairs: &mut Pairs, first: &ByWords) {
    let likeness =
        |a: usize, b: usize| pairs.get(&(a.min(b), a.max(b))).map_or(0.0, |(features, _)| first.probability(features));
    let company = Company::new(topic.mentions.len(), &likeness);
    for ((a, b), (features, _)) in pairs.iter_mut() {
        company.tell(*a, *b, features);
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

#[cfg(test)]
mod tests {
    use super::*;
    use fusion::coreference::FEATURES;

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
