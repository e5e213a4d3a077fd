//! Which mentions of events are one event, for mentions that somebody else found: features of a pair, and an order-free way of
//! joining. The features are the plain ones of fusion: what names the act, who did it to whom, names, numbers, words, and
//! whether the reports tell one story. It knows no weights: whoever asks weighs the features.

mod joining;

pub use joining::join;

use crate::senses::{Sense, Senses};
use crate::stories::Stories;
use std::collections::{BTreeMap, BTreeSet};

/// Words in lower case and dictionary form.
pub type Words = BTreeSet<String>;

/// A mention of an event.
#[derive(Debug, Clone, Default)]
pub struct Mention {
    /// The report, as its place among the stories.
    pub report: usize,
    /// The sentence of the report.
    pub sentence: usize,
    /// Whether it stands at the head of its report, where the matter of the report is told.
    pub leads: bool,
    /// The word that names the act.
    pub trigger: String,
    /// All words that name it, joined by `_`.
    pub phrase: String,
    /// Who acts: head words and names.
    pub agents: Words,
    /// To whom.
    pub patients: Words,
    /// Where, when, with what.
    pub circumstances: Words,
    /// Names in the sentence.
    pub names: Words,
    /// Numbers in the sentence.
    pub numbers: Words,
    /// Words of the sentence that carry meaning.
    pub words: Words,
}

/// The features, in the order in which [`Pairs::features`] gives them.
pub const FEATURES: [&str; 29] = [
    "every pair",
    "trigger same",
    "trigger same, by rarity",
    "trigger of one group",
    "trigger of one stem",
    "phrase same",
    "story",
    "trigger same and story",
    "trigger alike and story",
    "agent",
    "agent apart",
    "patient",
    "patient apart",
    "circumstance",
    "circumstance apart",
    "arguments crosswise",
    "names",
    "names apart",
    "numbers",
    "numbers apart",
    "words",
    "trigger same and words",
    "one report",
    "one report and trigger same",
    "one story",
    "one story and trigger same",
    "both lead",
    "both lead one story",
    "words, by rarity",
];

/// What pairs are compared by.
pub struct Pairs<'a> {
    senses: Senses,
    stories: &'a Stories,
    mentions: &'a [Mention],
    /// How few mentions are named by a trigger, 0 to 1.
    rarity: BTreeMap<&'a str, f64>,
    /// How few mentions have a word in their sentence, as a logarithm.
    weight: BTreeMap<&'a str, f64>,
    /// The story of each report.
    story: BTreeMap<usize, usize>,
}

/// From which likeness on reports are put to one story.
const STORY: f64 = 0.10;

impl<'a> Pairs<'a> {
    /// Makes mentions ready to be compared.
    pub fn new(mentions: &'a [Mention], stories: &'a Stories) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for mention in mentions {
            *counts.entry(mention.trigger.as_str()).or_default() += 1;
        }
        let whole = (mentions.len().max(2) as f64).ln();
        let rarity = counts.into_iter().map(|(word, count)| (word, 1.0 - (count as f64).ln() / whole)).collect();
        let weight = weights(mentions);
        let reports: BTreeSet<usize> = mentions.iter().map(|mention| mention.report).collect();
        let story = stories.groups(&reports.into_iter().collect::<Vec<_>>(), STORY);
        Self { senses: Senses::load(), stories, mentions, rarity, weight, story }
    }

    /// The features of a pair; `None` where there is no such mention.
    pub fn features(&self, a: usize, b: usize) -> Option<[f64; FEATURES.len()]> {
        let (a, b) = (self.mentions.get(a)?, self.mentions.get(b)?);
        let sense = self.sense(a, b);
        let is = |yes: bool| f64::from(u8::from(yes));
        let same = is(sense == Sense::Same);
        let story = if a.report == b.report { 1.0 } else { self.stories.alike(a.report, b.report) };
        let alike = is(matches!(sense, Sense::Group | Sense::Stem));
        let (agent, agent_apart) = meet(&a.agents, &b.agents);
        let (patient, patient_apart) = meet(&a.patients, &b.patients);
        let (circumstance, circumstance_apart) = meet(&a.circumstances, &b.circumstances);
        let crosswise = meet(&a.agents, &b.patients).0.max(meet(&a.patients, &b.agents).0);
        let (names, names_apart) = share(&a.names, &b.names);
        let (numbers, numbers_apart) = share(&a.numbers, &b.numbers);
        let (words, _) = share(&a.words, &b.words);
        let phrase = is(a.phrase == b.phrase && a.phrase.contains('_'));
        let rare = same * self.rarity.get(a.trigger.as_str()).copied().unwrap_or_default();
        let one_report = is(a.report == b.report);
        let one_story = is(self.story.get(&a.report) == self.story.get(&b.report));
        let lead = is(a.leads && b.leads);
        Some([
            1.0,
            same,
            rare,
            is(sense == Sense::Group),
            is(sense == Sense::Stem),
            phrase,
            story,
            same * story,
            alike * story,
            agent,
            agent_apart,
            patient,
            patient_apart,
            circumstance,
            circumstance_apart,
            crosswise,
            names,
            names_apart,
            numbers,
            numbers_apart,
            words,
            same * words,
            one_report,
            one_report * same,
            one_story,
            one_story * same,
            lead,
            lead * one_story,
            self.weighed(&a.words, &b.words),
        ])
    }

    /// The common share of two sentences, their words weighed by rarity.
    fn weighed(&self, a: &Words, b: &Words) -> f64 {
        let weight = |word: &String| self.weight.get(word.as_str()).copied().unwrap_or_default();
        let common: f64 = a.intersection(b).map(weight).sum();
        let all: f64 = a.iter().chain(b).map(weight).sum();
        if all > 0.0 { 2.0 * common / all } else { 0.0 }
    }

    /// By the word, or by the phrase ("take over" is "acquire").
    fn sense(&self, a: &Mention, b: &Mention) -> Sense {
        let words = self.senses.between(&a.trigger, &b.trigger);
        let phrases = [(&a.phrase, &b.phrase), (&a.phrase, &b.trigger), (&a.trigger, &b.phrase)];
        let by_phrase =
            phrases.into_iter().map(|(x, y)| self.senses.between(x, y)).filter(|sense| *sense != Sense::Stem);
        by_phrase.fold(words, Sense::max)
    }
}

fn weights(mentions: &[Mention]) -> BTreeMap<&str, f64> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in mentions.iter().flat_map(|mention| &mention.words) {
        *counts.entry(word.as_str()).or_default() += 1;
    }
    counts.into_iter().map(|(word, count)| (word, (mentions.len() as f64 / count as f64).ln())).collect()
}

/// 1 and 0 where two lists have something in common, 0 and 1 where both hold something and share nothing.
fn meet(a: &Words, b: &Words) -> (f64, f64) {
    if a.is_empty() || b.is_empty() {
        return (0.0, 0.0);
    }
    if a.is_disjoint(b) { (0.0, 1.0) } else { (1.0, 0.0) }
}

/// The common share of two lists (Dice), and 1 where both hold something and share nothing.
fn share(a: &Words, b: &Words) -> (f64, f64) {
    let common = a.intersection(b).count();
    let both = !a.is_empty() && !b.is_empty();
    let share = if both { 2.0 * common as f64 / (a.len() + b.len()) as f64 } else { 0.0 };
    (share, if both && common == 0 { 1.0 } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(all: &[&str]) -> Words {
        all.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_pair_is_told_by_act_people_and_story() {
        let stories = Stories::new(["the mill of Oakham burned", "fire at the mill of Oakham", "talks"].into_iter());
        let mention = |report, trigger: &str, agents: &[&str]| Mention {
            report,
            trigger: trigger.to_owned(),
            phrase: trigger.to_owned(),
            agents: words(agents),
            ..Mention::default()
        };
        let all = [mention(0, "burn", &["army"]), mention(1, "fire", &["army"]), mention(2, "talk", &["envoy"])];
        let pairs = Pairs::new(&all, &stories);
        let of = |a, b, name: &str| {
            let place = FEATURES.iter().position(|one| *one == name).unwrap();
            pairs.features(a, b).unwrap()[place]
        };
        assert_eq!(of(0, 1, "trigger of one group"), 1.0);
        assert!(of(0, 1, "story") > 0.5 && of(0, 2, "story") < 0.1);
        assert_eq!((of(0, 1, "agent"), of(0, 2, "agent"), of(0, 2, "agent apart")), (1.0, 0.0, 1.0));
        assert!(pairs.features(0, 3).is_none());
    }

    #[test]
    fn a_phrase_counts_as_a_word() {
        let one = |trigger: &str, phrase: &str| Mention {
            trigger: trigger.to_owned(),
            phrase: phrase.to_owned(),
            ..Mention::default()
        };
        let stories = Stories::default();
        let all = [one("take", "take_over"), one("acquisition", "acquisition")];
        assert_eq!(Pairs::new(&all, &stories).sense(&all[0], &all[1]), Sense::Group);
    }
}
