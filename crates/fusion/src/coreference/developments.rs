//! Which reports of one matter follow the same development: two quakes of one province, two arrests of one star. All of them
//! share the matter's words, so each mark is weighed by how few of *these* reports bear it, and what they all say says nothing.
//! It gives features of two reports and no weights; whoever asks weighs them, and gets groups back.

use super::{Features, Mention, join};
use crate::stable;
use crate::stories::{Stories, cosine, stem};
use crate::words::lettered;
use std::collections::BTreeMap;

/// In what two reports are compared.
pub const LIKENESSES: [&str; 7] =
    ["words", "capitalised words", "numbers", "words of the first lines", "words about mentions", "acts", "story"];
/// Kinds of marks: all likenesses but the last, which is that of the stories.
const KINDS: usize = LIKENESSES.len() - 1;
/// How many lines of a report are its head.
const HEAD: usize = 2;
/// The fewest letters of a capitalised word that is a mark.
const SHORTEST: usize = 3;

/// What every two reports have, each of [`LIKENESSES`], and the root of each: the first common mark says more than the fifth.
pub type LinkFeatures = [f64; 1 + 2 * LIKENESSES.len()];

/// Marks, in order, each with its weight, of length one together.
type Marks = Vec<(u64, f32)>;

/// The reports that mentions stand in, ready to be compared.
pub struct Links<'a> {
    stories: &'a Stories,
    reports: BTreeMap<usize, [Marks; KINDS]>,
}

impl<'a> Links<'a> {
    /// Weighs the marks of the reports against each other. `text` gives a report's text by its place among the stories.
    pub fn new<'t>(mentions: &[Mention], text: impl Fn(usize) -> &'t str, stories: &'a Stories) -> Self {
        let mut reports: BTreeMap<usize, [Marks; KINDS]> = BTreeMap::new();
        for of_one in mentions.chunk_by(|a, b| a.report == b.report) {
            let Some(report) = of_one.first().map(|mention| mention.report) else { continue };
            reports.insert(report, marks(text(report), of_one));
        }
        weigh(&mut reports);
        Self { stories, reports }
    }

    /// The reports, in order.
    pub fn reports(&self) -> Vec<usize> {
        self.reports.keys().copied().collect()
    }

    /// The features of two reports; `None` where no mention stands in one of them.
    pub fn features(&self, a: usize, b: usize) -> Option<LinkFeatures> {
        let (of_a, of_b) = (self.reports.get(&a)?, self.reports.get(&b)?);
        let likenesses = of_a.iter().zip(of_b).map(|(a, b)| cosine(a, b)).chain([self.stories.alike(a, b)]);
        let mut features = [1.0; 1 + 2 * LIKENESSES.len()];
        let (plain, roots) = features.split_at_mut(1 + LIKENESSES.len());
        for ((likeness, plain), root) in likenesses.zip(plain.iter_mut().skip(1)).zip(roots) {
            (*plain, *root) = (likeness, likeness.sqrt());
        }
        Some(features)
    }
}

/// The marks of a report, each as often as it stands there; those of mentions once.
fn marks(text: &str, mentions: &[Mention]) -> [Marks; KINDS] {
    let head = text.lines().take(HEAD).collect::<Vec<_>>().join("\n");
    let stems = |text: &str| counted(lettered(text).iter().filter_map(|(_, word)| stem(word)).map(u64::from));
    let said = |word: &String| stable::hash(word.as_bytes());
    let about = mentions.iter().flat_map(|one| [&one.words, &one.agents, &one.patients, &one.circumstances]);
    [
        stems(text),
        counted(capitalised(text).map(|word| said(&word))),
        counted(numbers(text).map(|number| stable::hash(number.as_bytes()))),
        stems(&head),
        once(counted(about.flatten().map(said))),
        once(counted(mentions.iter().map(|one| said(&one.trigger)))),
    ]
}

fn capitalised(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|character: char| !character.is_alphanumeric());
    let is_name = |word: &&str| word.chars().count() >= SHORTEST && word.starts_with(char::is_uppercase);
    words.filter(is_name).map(str::to_lowercase)
}

fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_ascii_digit()).filter(|number| !number.is_empty())
}

fn counted(keys: impl Iterator<Item = u64>) -> Marks {
    let mut counts: BTreeMap<u64, f32> = BTreeMap::new();
    keys.for_each(|key| *counts.entry(key).or_default() += 1.0);
    counts.into_iter().collect()
}

fn once(marks: Marks) -> Marks {
    marks.into_iter().map(|(key, _)| (key, 1.0)).collect()
}

/// Turns counts into weights: a mark that stands oftener counts more, but not in proportion; one that all bear, or one alone,
/// counts nothing.
fn weigh(reports: &mut BTreeMap<usize, [Marks; KINDS]>) {
    let all = reports.len() as f32;
    for kind in 0..KINDS {
        let mut holders: BTreeMap<u64, u32> = BTreeMap::new();
        for (key, _) in reports.values().filter_map(|marks| marks.get(kind)).flatten() {
            *holders.entry(*key).or_default() += 1;
        }
        for marks in reports.values_mut().filter_map(|marks| marks.get_mut(kind)) {
            marks.retain(|(key, _)| holders.get(key).is_some_and(|holders| *holders > 1));
            for (key, weight) in marks.iter_mut() {
                let holders = holders.get(key).copied().unwrap_or(1) as f32;
                *weight = (1.0 + weight.ln()) * (all / holders).ln();
            }
            let length = marks.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
            marks.iter_mut().for_each(|(_, weight)| *weight /= length.max(f32::MIN_POSITIVE));
        }
    }
}

/// Where in a pair's features stands what those on developments are made of, and where they begin; the test below holds it
/// against the names.
const SAME: usize = 1;
const GROUP: usize = 3;
const STEM: usize = 4;
const BOTH_LEAD: usize = 39;
const FIRST: usize = 41;

/// Reports put to developments.
#[derive(Debug, Clone, Default)]
pub struct Developments {
    likeness: BTreeMap<(usize, usize), f64>,
    of: BTreeMap<usize, usize>,
}

impl Developments {
    /// Puts reports to developments: those of which `likeness`, 0 to 1, is at least `threshold` on average.
    pub fn new(reports: &[usize], likeness: &dyn Fn(usize, usize) -> f64, threshold: f64) -> Self {
        let pairs = reports.iter().enumerate().flat_map(|(place, a)| reports.iter().skip(place + 1).map(|b| (*a, *b)));
        let likeness = pairs.map(|(a, b)| ((a.min(b), a.max(b)), likeness(a, b))).collect();
        let mut developments = Self { likeness, of: BTreeMap::new() };
        let report = |place: usize| reports.get(place).copied().unwrap_or(usize::MAX);
        let numbers = join(reports.len(), &|a, b| developments.alike(report(a), report(b)), threshold);
        developments.of = reports.iter().copied().zip(numbers).collect();
        developments
    }

    /// How likely two reports are to follow one development.
    pub fn alike(&self, a: usize, b: usize) -> f64 {
        if a == b { 1.0 } else { self.likeness.get(&(a.min(b), a.max(b))).copied().unwrap_or(0.0) }
    }

    /// Whether they were put to one.
    pub fn is_one(&self, a: usize, b: usize) -> bool {
        a == b || self.of.get(&a).is_some_and(|of| self.of.get(&b) == Some(of))
    }

    /// Tells in the features of two mentions what is known of their reports.
    pub fn tell(&self, a: &Mention, b: &Mention, features: &mut Features) {
        let of = |place: usize| features.get(place).copied().unwrap_or(0.0);
        let (same, alike, lead) = (of(SAME), of(GROUP) + of(STEM), of(BOTH_LEAD));
        let likeness = self.alike(a.report, b.report);
        let one = f64::from(u8::from(self.is_one(a.report, b.report)));
        let told = [likeness, likeness * same, likeness * alike, one, one * same, one * lead];
        features.iter_mut().skip(FIRST).zip(told).for_each(|(feature, value)| *feature = value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coreference::FEATURES;

    const TEXTS: [&str; 4] = [
        "A quake shook Aceh on 2 July\nBuildings fell in Takengon",
        "Takengon counts its dead\nA quake shook Aceh, 35 died",
        "A quake shook Aceh in April\nPatients fled the hospital of Banda",
        "Banda after a quake in Aceh\nThe hospital stands empty",
    ];

    fn mentions() -> Vec<Mention> {
        let one = |report| Mention { report, trigger: "shake".to_owned(), ..Mention::default() };
        (0..TEXTS.len()).map(one).collect()
    }

    #[test]
    fn what_all_reports_of_a_matter_share_says_nothing() {
        let stories = Stories::new(TEXTS.into_iter());
        let links = Links::new(&mentions(), |report| TEXTS[report], &stories);
        let names = |a, b| links.features(a, b).unwrap()[2];
        assert!(names(0, 1) > 0.9 && names(2, 3) > 0.9, "Takengon, Banda");
        assert!(names(0, 2) < 1e-6 && names(1, 3) < 1e-6, "Aceh stands in all");
        let features = links.features(0, 1).unwrap();
        assert!((features[1].sqrt() - features[1 + LIKENESSES.len()]).abs() < 1e-9);
        assert_eq!((features[0], links.features(0, 9)), (1.0, None));
    }

    #[test]
    fn reports_come_to_one_development_where_they_are_alike_on_average() {
        let stories = Stories::new(TEXTS.into_iter());
        let links = Links::new(&mentions(), |report| TEXTS[report], &stories);
        let likeness = |a, b| links.features(a, b).map_or(0.0, |features| features[2]);
        let developments = Developments::new(&links.reports(), &likeness, 0.5);
        assert!(developments.is_one(0, 1) && developments.is_one(3, 2) && !developments.is_one(1, 2));
        assert!(developments.alike(1, 0) > 0.9 && developments.alike(5, 5) == 1.0);
    }

    #[test]
    fn a_pair_is_told_of_its_reports() {
        let names = [SAME, GROUP, STEM, BOTH_LEAD, FIRST].map(|place| FEATURES[place]);
        let wanted = ["trigger same", "trigger of one group", "trigger of one stem", "both lead", "development"];
        assert_eq!(names, wanted);
        let developments = Developments::new(&[0, 1], &|_, _| 0.75, 0.5);
        let (a, b) = (Mention::default(), Mention { report: 1, ..Mention::default() });
        let mut features = [0.0; FEATURES.len()];
        features[SAME] = 1.0;
        developments.tell(&a, &b, &mut features);
        assert_eq!(features[FIRST..FIRST + 6], [0.75, 0.75, 0.0, 1.0, 1.0, 0.0]);
    }
}
