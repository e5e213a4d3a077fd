//! Which mentions of events are one event, for mentions that somebody else found: features of a pair, and an order-free way of
//! joining. The features are the plain ones of fusion: what names the act, who did it to whom, names, numbers, words, and
//! whether the reports tell one story and follow one development of it. It knows no weights: whoever asks weighs the features.

mod acts;
mod company;
mod developments;
mod joining;
mod rarity;

pub use company::Company;
pub use developments::{Developments, LIKENESSES, LinkFeatures, Links};
pub use joining::join;

use crate::senses::{Sense, Senses};
use crate::stories::Stories;
use acts::Acts;
use rarity::Rarity;
use std::collections::BTreeSet;

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
    /// Whether that is a verb.
    pub verb: bool,
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

/// The features, in the order in which [`Pairs::features`] gives them. Those that speak of developments are
/// told by [`Developments::tell`], the last three by [`Company::tell`]; until then they are 0.
pub const FEATURES: [&str; 50] = [
    "every pair",
    "trigger same",
    "trigger same, by rarity",
    "trigger of one group",
    "trigger of one stem",
    "phrase same",
    "story",
    "trigger same and story",
    "trigger alike and story",
    "other acts of the sentence",
    "trigger told beside the other",
    "trigger of how many reports",
    "triggers of unlike many reports",
    "verb and verb, or neither",
    "both verbs",
    "agent",
    "agent apart",
    "patient",
    "patient apart",
    "circumstance",
    "circumstance apart",
    "arguments crosswise",
    "arguments, by rarity",
    "arguments told in the other sentence",
    "both have arguments",
    "neither has arguments",
    "names",
    "names apart",
    "names, by rarity",
    "numbers",
    "numbers apart",
    "words",
    "trigger same and words",
    "words, by rarity",
    "words, by rarity among reports",
    "one report",
    "one report and trigger same",
    "one sentence",
    "sentences between",
    "both lead",
    "how many lead",
    "development",
    "development and trigger same",
    "development and trigger alike",
    "one development",
    "one development and trigger same",
    "both lead one development",
    "first weighing",
    "like the same others",
    "share of others that are like both",
];

/// A pair's features.
pub type Features = [f64; FEATURES.len()];
/// Sentences of one report that lie farther apart count as so far.
const FAR: usize = 3;

/// What pairs are compared by.
pub struct Pairs<'a> {
    senses: Senses,
    stories: &'a Stories,
    mentions: &'a [Mention],
    acts: Acts<'a>,
    /// How much a word says among the mentions' sentences, and among the reports.
    among_mentions: Rarity<'a>,
    among_reports: Rarity<'a>,
    /// What each mention says of its event.
    arguments: Vec<Words>,
}

impl<'a> Pairs<'a> {
    /// Makes mentions ready to be compared.
    pub fn new(mentions: &'a [Mention], stories: &'a Stories) -> Self {
        let arguments = |one: &Mention| {
            [&one.agents, &one.patients, &one.circumstances].into_iter().flatten().cloned().collect::<Words>()
        };
        Self {
            senses: Senses::load(),
            stories,
            mentions,
            acts: Acts::new(mentions),
            among_mentions: Rarity::among_mentions(mentions),
            among_reports: Rarity::among_reports(mentions),
            arguments: mentions.iter().map(arguments).collect(),
        }
    }

    /// The features of a pair; `None` where there is no such mention.
    pub fn features(&self, a: usize, b: usize) -> Option<Features> {
        let arguments = (self.arguments.get(a)?, self.arguments.get(b)?);
        let (a, b) = (self.mentions.get(a)?, self.mentions.get(b)?);
        let same = is(self.sense(a, b) == Sense::Same);
        let told = self.of_acts(a, b).into_iter().chain(self.of_arguments(a, b, arguments));
        let told = told.chain(self.of_words(a, b, same)).chain(of_places(a, b, same));
        let mut features = [0.0; FEATURES.len()];
        features.iter_mut().zip(told).for_each(|(feature, value)| *feature = value);
        Some(features)
    }

    fn of_acts(&self, a: &Mention, b: &Mention) -> [f64; 15] {
        let sense = self.sense(a, b);
        let (same, alike) = (is(sense == Sense::Same), is(matches!(sense, Sense::Group | Sense::Stem)));
        let story = if a.report == b.report { 1.0 } else { self.stories.alike(a.report, b.report) };
        let (reports, unlike_reports) = self.acts.reports(a, b);
        [
            1.0,
            same,
            same * self.acts.rarity(a),
            is(sense == Sense::Group),
            is(sense == Sense::Stem),
            is(a.phrase == b.phrase && a.phrase.contains('_')),
            story,
            same * story,
            alike * story,
            self.acts.beside(a, b),
            is(a.words.contains(&b.trigger) || b.words.contains(&a.trigger)),
            reports,
            unlike_reports,
            is(a.verb == b.verb),
            is(a.verb && b.verb),
        ]
    }

    fn of_arguments(&self, a: &Mention, b: &Mention, (of_a, of_b): (&Words, &Words)) -> [f64; 11] {
        let (agent, agent_apart) = meet(&a.agents, &b.agents);
        let (patient, patient_apart) = meet(&a.patients, &b.patients);
        let (circumstance, circumstance_apart) = meet(&a.circumstances, &b.circumstances);
        [
            agent,
            agent_apart,
            patient,
            patient_apart,
            circumstance,
            circumstance_apart,
            meet(&a.agents, &b.patients).0.max(meet(&a.patients, &b.agents).0),
            self.among_reports.share(of_a, of_b),
            self.among_reports.covered(of_a, &b.words).max(self.among_reports.covered(of_b, &a.words)),
            is(!of_a.is_empty() && !of_b.is_empty()),
            is(of_a.is_empty() && of_b.is_empty()),
        ]
    }

    fn of_words(&self, a: &Mention, b: &Mention, same: f64) -> [f64; 9] {
        let (names, names_apart) = share(&a.names, &b.names);
        let (numbers, numbers_apart) = share(&a.numbers, &b.numbers);
        let (words, _) = share(&a.words, &b.words);
        [
            names,
            names_apart,
            self.among_reports.share(&a.names, &b.names),
            numbers,
            numbers_apart,
            words,
            same * words,
            self.among_mentions.share(&a.words, &b.words),
            self.among_reports.share(&a.words, &b.words),
        ]
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

fn of_places(a: &Mention, b: &Mention, same: f64) -> [f64; 6] {
    let one_report = is(a.report == b.report);
    [
        one_report,
        one_report * same,
        is(a.report == b.report && a.sentence == b.sentence),
        one_report * a.sentence.abs_diff(b.sentence).min(FAR) as f64,
        is(a.leads && b.leads),
        is(a.leads) + is(b.leads),
    ]
}

fn is(yes: bool) -> f64 {
    f64::from(u8::from(yes))
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
